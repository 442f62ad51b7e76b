import Foundation
import Testing

/// LibreOffice without a window, as the one that opens what we wrote.
enum SpreadsheetProgram {
  /// Where it is; `nil` if this machine does not have it.
  static let path = ["/usr/bin/soffice", "/usr/local/bin/soffice"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Says that a test is left out here.
  static func sayItIsMissing() {
    print(
      "soffice is not installed: what LibreOffice shows of our files is not tested "
        + "(apt-get install libreoffice-calc-nogui)")
  }

  /// Converts files of a folder into CSV with all cells as they are shown, one file for each sheet.
  ///
  /// - Parameters:
  ///   - pattern: Which files, as the shell matches them.
  ///   - folder: Their folder.
  ///   - options: More options of the program.
  /// - Returns: The rows of each sheet, by `file-sheet`.
  /// - Throws: If the program fails.
  static func shown(
    _ pattern: String, in folder: TemporaryFolder, options: String = ""
  ) throws -> [String: [[String]]] {
    let program = try #require(path)
    let filter =
      "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    let run = try ShellRun(
      "'\(program)' \(options) --headless --convert-to '\(filter)' --outdir shown \(pattern)",
      in: folder.url)
    try #require(run.status == 0, "\(run.talk)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("shown"))
    return try names.reduce(into: [:]) { sheets, name in
      sheets[String(name.dropLast(4))] = rows(
        try String(contentsOfFile: folder.path("shown/\(name)"), encoding: .utf8))
    }
  }

  /// The cells of a CSV text; empty ones at the end of a row do not count.
  static func rows(_ text: String) -> [[String]] {
    var (rows, row, cell): ([[String]], [String], String) = ([], [], "")
    var isQuoted = false
    var scalars = text.unicodeScalars.drop { $0 == "\u{FEFF}" }
    func trimmed(_ row: [String]) -> [String] {
      Array(row.reversed().drop { $0.isEmpty }.reversed())
    }
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        scalars.removeFirst()
        cell.unicodeScalars.append(scalar)
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        row.append(cell)
        cell = ""
      case "\n" where !isQuoted:
        rows.append(trimmed(row + [cell]))
        (row, cell) = ([], "")
      case "\r" where !isQuoted: break
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return row.isEmpty && cell.isEmpty ? rows : rows + [trimmed(row + [cell])]
  }
}
