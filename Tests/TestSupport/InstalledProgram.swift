import Foundation

/// A program that a machine may have or not, such as Python; what needs it is left out elsewhere, and says so.
public struct InstalledProgram: Sendable {
  /// Where it is.
  public let path: String

  /// What a run of it left.
  public struct Run: Sendable {
    /// The exit status, or the number of the signal that ended it.
    public let status: Int32
    /// What it printed.
    public let output: String
    /// What it complained of.
    public let talk: String
  }

  /// The first of the names that is there; `nil` if none is, which is printed together with what is therefore
  /// not tested.
  public init?(_ names: String..., otherwiseLeavingOut left: String) {
    let places = names.flatMap { ["/usr/bin/\($0)", "/bin/\($0)", "/usr/local/bin/\($0)"] }
    guard let place = places.first(where: FileManager.default.isExecutableFile) else {
      print("\(names[0]) is not installed: \(left)")
      return nil
    }
    path = place
  }

  /// Runs it to its end, with `input` on standard input.
  public func run(_ arguments: [String], input: String = "") throws -> Run {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("allot-program-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files and not pipes: a long output must not block the program.
    let (source, output, talk) = (
      folder.appendingPathComponent("in"), folder.appendingPathComponent("out"),
      folder.appendingPathComponent("talk")
    )
    try Data(input.utf8).write(to: source)
    for file in [output, talk] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: source)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: talk)
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      talk: try String(contentsOf: talk, encoding: .utf8))
  }
}
