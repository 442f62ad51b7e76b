import Foundation
import Testing

/// The README's Swift examples are the lines between the markers of the files beside this one, which
/// compile and run as tests: the imports but for `Testing`, a blank line, and the lines as a script.
private enum Readme {
  static let examples = [
    "ReadmePair.swift", "ReadmeRoster.swift", "ReadmeBook.swift", "ReadmeShifts.swift",
    "ReadmeSettle.swift",
  ]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let file = folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("README.md")

  private static func lines(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
  }

  static func example(_ name: String) throws -> String {
    let lines = try lines(of: folder.appendingPathComponent(name))
    let imports = lines.filter { $0.hasPrefix("import ") && $0 != "import Testing" }
    let start = try #require(lines.firstIndex(of: "  // README"))
    let end = try #require(lines.firstIndex(of: "  // README end"))
    let script = lines[(start + 1)..<end].map { $0.hasPrefix("  ") ? String($0.dropFirst(2)) : $0 }
    return (imports + [""] + script).joined(separator: "\n")
  }

  /// The blocks that begin with ` ```swift `, in order.
  static func blocks() throws -> [String] {
    var blocks: [String] = []
    var open: [String]?
    for line in try lines(of: file) {
      if line == "```swift" {
        open = []
      } else if line == "```", let block = open {
        blocks.append(block.joined(separator: "\n"))
        open = nil
      } else {
        open?.append(line)
      }
    }
    return blocks
  }
}

@Test func `the README shows the examples as they are tested`() throws {
  #expect(try Readme.blocks() == Readme.examples.map(Readme.example))
}
