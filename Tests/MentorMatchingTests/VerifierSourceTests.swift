import Foundation
import Testing

/// The verifier as a text: what it imports, who imports it, and how long it is.
@Suite struct `The source of the verifier` {
  private static let sources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources")

  /// Lines of the Swift files of a folder by file, spaces at the ends taken off.
  private func lines(of folder: String) throws -> [(file: String, lines: [String])] {
    let root = Self.sources.appendingPathComponent(folder)
    let files = try #require(FileManager.default.subpaths(atPath: root.path)).sorted()
      .filter { $0.hasSuffix(".swift") }
    #expect(!files.isEmpty, "\(folder)")
    return try files.map { file in
      let text = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
      return (
        file,
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .map { $0.trimmingCharacters(in: .whitespaces) }
      )
    }
  }

  private func imports(_ lines: [String]) -> [String] {
    lines.filter { $0.contains("import ") && !$0.hasPrefix("//") }
      .compactMap { $0.split(separator: " ").last.map(String.init) }
  }

  @Test func `imports the model alone, and no solver imports it`() throws {
    for (file, lines) in try lines(of: "MentorMatchingVerifier") {
      let allowed: Set = ["MentorMatching", "Solving", "Diagnostics"]
      #expect(Set(imports(lines)).isSubset(of: allowed), "\(file)")
    }
    for folder in ["MentorMatchingSolver", "LinearProgramming", "MentorMatching", "Solving"] {
      for (file, lines) in try lines(of: folder) {
        #expect(!imports(lines).contains("MentorMatchingVerifier"), "\(folder)/\(file)")
      }
    }
  }

  @Test func `the whole of it is less than 400 lines of code`() throws {
    // Lines that hold more than a comment or nothing.
    let count = try lines(of: "MentorMatchingVerifier").reduce(0) {
      $0 + $1.lines.count { !$0.isEmpty && !$0.hasPrefix("//") }
    }
    #expect(count < 400)
  }
}
