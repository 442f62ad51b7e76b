import Foundation
import TestSupport
import Testing

/// What `look.py` says of a page.
private struct Look: Decodable {
  let page: String
  let messages: [String]
  let requests: [String]
  let widths: [String: Int]
  let nameless: [String]
  let cramped: [String]
  let sheets: Int
  let paperBytes: Int
  let text: Int
  let textWithoutScripts: Int
  let verdict: String
  let isPhoneOnPaper: Bool
  let gridOnPaper: Int
}

/// Headless Chromium, driven by a Python script over its pipe.
private enum Browser {
  static func looks(at pages: [String], in folder: TemporaryFolder, onPaper: Bool) throws -> [Look]?
  {
    let left = "how browsers show the pages is not tested"
    guard
      let chromium = InstalledProgram(
        "chromium", "chromium-browser", "google-chrome", otherwiseLeavingOut: left),
      let python = InstalledProgram("python3", otherwiseLeavingOut: left)
    else { return nil }
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Browser/look.py").path
    let run = try ShellRun(
      "'\(python.path)' '\(script)' '\(chromium.path)' \(pages.joined(separator: " ")) "
        + (onPaper ? "" : "--no-paper"), in: folder.url)
    try #require(run.status == 0, "\(run.talk)")
    return try run.output.split(separator: "\n").map {
      try JSONDecoder().decode(Look.self, from: Data($0.utf8))
    }
  }
}

/// Makes a page of every kind in a language; returns their names.
private func makePages(_ language: String, in folder: TemporaryFolder) throws -> [String] {
  let made = try ShellRun(
    """
    set -euo pipefail
    allot pair "$DATA/导师结对" --output pair.json
    allot roster "$DATA/轮值" --output roster.json
    allot sample ward --people 12 --days 14 --output ward.json
    allot roster ward.json --work-limit 200 --output shifts.json
    allot sample book --devices 6 --requests 40 --output devices
    allot book devices --output book.json
    allot settle "$DATA/结算" --output settle.json
    for job in pair roster shifts book settle; do allot report $job.json --output $job.html; done
    allot export devices --to catalogue --output catalogue.html
    allot draw commit "$DATA/轮值/单位.csv" --places 4 --source S --output commitment.json
    allot draw run commitment.json --value S=1 --by A --output transcript.json --page draw.html
    """, in: folder.url, locale: language == "zh" ? "zh_CN.UTF-8" : "en_US.UTF-8")
  try #require(made.status == 0, "\(made.talk)")
  return ["pair", "roster", "shifts", "book", "settle", "catalogue", "draw"].map { "\($0).html" }
}

@Test func `the page of a draw finds what was altered in it, also in its table`() throws {
  let folder = try TemporaryFolder()
  let made = try ShellRun(
    """
    set -euo pipefail
    allot draw commit "$DATA/轮值/单位.csv" --places 4 --source S --output commitment.json
    allot draw run commitment.json --value S=1 --by A --output transcript.json --page whole.html
    """, in: folder.url, locale: "en_US.UTF-8")
  try #require(made.status == 0, "\(made.talk)")
  let page = try String(contentsOfFile: folder.path("whole.html"), encoding: .utf8)
  // A name that is in the table and in the data both: the first is what people read.
  let altered = [
    "table": page.replacingOccurrences(of: "<td>C05</td>", with: "<td>C99</td>"),
    "data": page.replacingOccurrences(of: "\"S\"", with: "\"T\""),
  ]
  for (name, text) in altered {
    #expect(text != page, "\(name)")
    try text.write(toFile: folder.path("\(name).html"), atomically: true, encoding: .utf8)
  }
  let pages = ["whole.html", "table.html", "data.html"]
  guard let looks = try Browser.looks(at: pages, in: folder, onPaper: false) else { return }
  #expect(looks.map { $0.verdict.contains("it agrees") } == [true, false, false])
  #expect(looks.map { $0.verdict.contains("it differs") } == [false, true, true])
}

@Test(arguments: isLongRun ? ["zh", "en"] : ["zh"])
func `a browser shows and prints every page without a message or a request, as wide as its window`(
  language: String
) throws {
  let folder = try TemporaryFolder()
  let pages = try makePages(language, in: folder)
  guard let looks = try Browser.looks(at: pages, in: folder, onPaper: true) else { return }
  #expect(looks.map(\.page) == pages)
  for look in looks {
    #expect(look.messages == [], "\(look.page)")
    #expect(look.requests == [], "\(look.page)")
    for (window, width) in look.widths {
      let window = try #require(Int(window))
      #expect(width <= window, "\(look.page) takes \(width) of \(window)")
    }
    #expect(look.nameless == [], "\(look.page)")
    #expect(look.cramped == [], "\(look.page)")
    #expect(!look.isPhoneOnPaper, "\(look.page)")
    // A year of rotations stands on one sheet, below its heading.
    if look.page == "roster.html" { #expect((200...660).contains(look.gridOnPaper)) }
    // The page of a draw says one sentence more when it has computed the draw again.
    #expect(abs(look.text - look.textWithoutScripts) < 40 && look.text > 500, "\(look.page)")
    // A settlement has a statement to sign for each institution, on a sheet of its own.
    let most = look.page == "settle.html" ? 40 : 12
    #expect((1...most).contains(look.sheets), "\(look.page): \(look.sheets) sheets")
    #expect(
      (10_000..<5_000_000).contains(look.paperBytes),
      "\(look.page): \(look.paperBytes) bytes on paper")
  }
}
