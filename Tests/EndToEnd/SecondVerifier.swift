import Foundation
import TestSupport

/// The verifier in Python, which shares no code with Allot.
enum SecondVerifier {
  private static let script = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Verifiers/verify_pairing.py")

  /// Where it can run.
  static var python: InstalledProgram? {
    InstalledProgram("python3", otherwiseLeavingOut: "the second verifier was not run")
  }

  /// Runs it on result files; returns its status and what it prints.
  static func run(
    _ python: InstalledProgram, on results: [String]
  ) throws -> (status: Int32, text: String) {
    let run = try python.run([script.path] + results)
    return (run.status, run.output)
  }
}
