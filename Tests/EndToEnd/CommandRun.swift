import Foundation
import Testing

/// The built `allot`, run as a user runs it.
struct CommandRun {
  let status: Int32
  let output: String
  let talk: String

  /// The executable beside the test bundle.
  static let executable: URL = {
    let test = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let candidates = [test, URL(fileURLWithPath: CommandLine.arguments[0])]
    for candidate in candidates {
      let allot = candidate.deletingLastPathComponent().appendingPathComponent("allot")
      if FileManager.default.isExecutableFile(atPath: allot.path) { return allot }
    }
    return URL(fileURLWithPath: "allot")
  }()

  /// Where the test's own demo data lie.
  static let datasets = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Datasets/changning")

  /// Runs `allot` with a clean environment, `locale` as `LC_ALL` and `input` on standard input, and
  /// waits for its end; `signal` is sent after `interruptedAfter` seconds, never if that is `nil`.
  init(
    _ arguments: [String], locale: String = "C.UTF-8", input: Data = Data(),
    interruptedAfter: Double? = nil, signal: Int32 = SIGINT
  ) throws {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.environment = ["LC_ALL": locale, "PATH": "/usr/bin:/bin", "TERM": "dumb"]
    let files = try TemporaryFolder()
    // Files and not pipes: a long output must not block the command.
    let output = try files.emptyFile("stdout")
    let talk = try files.emptyFile("stderr")
    let source = files.url.appendingPathComponent("stdin")
    try input.write(to: source)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: talk)
    process.standardInput = try FileHandle(forReadingFrom: source)
    try process.run()
    if let delay = interruptedAfter {
      Thread.sleep(forTimeInterval: delay)
      kill(process.processIdentifier, signal)
    }
    process.waitUntilExit()
    // A process that a signal ended has no exit status of its own.
    status =
      process.terminationReason == .exit
      ? process.terminationStatus : -process.terminationStatus
    self.output = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    self.talk = String(decoding: try Data(contentsOf: talk), as: UTF8.self)
  }

  /// The JSON object on standard output.
  func json() throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
  }
}

/// A folder that goes away with its owner.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "allot-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func emptyFile(_ name: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    try Data().write(to: file)
    return file
  }

  /// Names of everything inside, sorted.
  var entries: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }
}
