import Foundation
import Testing

/// Lines of a shell with `allot` on its path.
struct ShellRun {
  let status: Int32
  let output: String
  let talk: String

  /// Runs the lines in a folder, with a clean environment.
  init(
    _ lines: String, in folder: URL? = nil, locale: String = "C.UTF-8",
    variables: [String: String] = [:]
  ) throws {
    let process = Process()
    let files = try TemporaryFolder()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", lines]
    process.currentDirectoryURL = folder ?? files.url
    let tools = CommandRun.executable.deletingLastPathComponent().path
    process.environment = [
      "PATH": "\(tools):/usr/bin:/bin:/usr/sbin:/sbin", "LC_MESSAGES": locale,
      "LC_CTYPE": "C.UTF-8",
      "HOME": files.url.path, "DATA": CommandRun.datasets.path,
    ].merging(variables) { $1 }
    let (output, talk) = (try files.emptyFile("output"), try files.emptyFile("talk"))
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: talk)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    status =
      process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    self.output = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    self.talk = String(decoding: try Data(contentsOf: talk), as: UTF8.self)
  }
}
