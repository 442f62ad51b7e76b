import Foundation
import Testing

private let jobs = [
  ("pair", "导师结对"), ("roster", "轮值"), ("shifts", "双聘"), ("book", "设备"), ("settle", "结算"),
]

/// Texts that a spreadsheet might run.
private let hostileTexts = [
  "=1+1", "+1+1", "-1+1", "@SUM(1;1)", "=HYPERLINK(\"http://example.com\";\"x\")",
  "=cmd|' /C calc'!A0", "＝1+1", "%0A=1+1",
]

/// A number with two decimals without its thousands separators; other texts as they are.
private func plain(_ text: String) -> String {
  text.contains(",") && text.allSatisfy { $0.isNumber || "-,.".contains($0) }
    ? text.replacingOccurrences(of: ",", with: "") : text
}

/// The rows as a workbook has them: a span such as `2026-12-02 10:30–12:00` is two moments in two columns.
private func withoutSpans(_ rows: [[String]], _ isChinese: Bool) -> [[String]] {
  func ends(_ cell: String) -> [String]? {
    let parts = cell.components(separatedBy: "–")
    guard parts.count == 2, parts[0].count == 16, parts[0].contains(":") else { return nil }
    return [parts[0], parts[1].count == 5 ? parts[0].prefix(11) + parts[1] : parts[1]]
  }
  let headings = rows.first ?? []
  let spans = Set(
    headings.indices.filter { c in
      let cells = rows.dropFirst().compactMap { $0.indices.contains(c) ? $0[c] : nil }
        .filter { !$0.isEmpty }
      return !cells.isEmpty && cells.allSatisfy { ends($0) != nil }
    })
  return rows.enumerated().map { r, row in
    row.enumerated().flatMap { c, cell -> [String] in
      guard spans.contains(c) else { return [cell] }
      if r > 0 { return ends(cell) ?? ["", ""] }
      let stem = cell.replacingOccurrences(of: "起止", with: "")
      return isChinese ? [stem + "起", stem + "止"] : [cell + " from", cell + " to"]
    }
  }
}

@Test func `LibreOffice shows of every workbook what was meant`() throws {
  guard SpreadsheetProgram.path != nil else { return SpreadsheetProgram.sayItIsMissing() }
  let folder = try TemporaryFolder()
  let made = try ShellRun(
    """
    set -euo pipefail
    for job in pair roster shifts book settle; do
      for language in zh en; do
        allot init $job --output template-$job-$language.xlsx --language $language
        allot init $job --output meant/template-$job-$language --language $language
      done
    done
    mkdir results
    allot pair "$DATA/导师结对" --output results/pair.json
    allot roster "$DATA/轮值" --output results/roster.json
    allot roster "$DATA/双聘" --work-limit 200 --output results/shifts.json
    allot sample book --devices 6 --requests 30 --output devices
    allot book devices --output results/book.json
    allot settle "$DATA/结算" --output results/settle.json
    for input in 导师结对 轮值 双聘 设备 结算; do
      allot export "$DATA/$input" --to xlsx --output input-$input.xlsx
      allot export "$DATA/$input" --to csv --output meant/input-$input
    done
    for job in pair roster shifts book settle; do
      for language in zh en; do
        out=result-$job-$language
        allot export results/$job.json --to xlsx --language $language --output $out.xlsx
        allot export results/$job.json --to csv --language $language --output meant/$out
      done
    done
    """, in: folder.url, locale: "zh_CN.UTF-8")
  try #require(made.status == 0, "\(made.talk)")
  let shown = try SpreadsheetProgram.shown("*.xlsx", in: folder)
  var sheetCount = 0
  for book in try FileManager.default.contentsOfDirectory(atPath: folder.path("meant")).sorted() {
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path("meant/\(book)")) {
      let name = "\(book)-\(file.dropLast(4))"
      let meant = SpreadsheetProgram.rows(
        try String(contentsOfFile: folder.path("meant/\(book)/\(file)"), encoding: .utf8))
      var rows = try #require(shown[name], "\(name)")
      if book.hasPrefix("result") {
        let isChinese = book.hasSuffix("zh")
        let title = rows.removeFirst().first ?? ""
        let isNamed =
          if !isChinese {
            title.contains(": ")
          } else if book.contains("settle") {
            title.hasSuffix("结算单")
          } else {
            title.hasPrefix("关于") && title.hasSuffix("的安排表")
          }
        #expect(isNamed, "\(title)")
        let foot = rows.removeLast().first ?? ""
        for word in isChinese ? ["制表人：", "审核：", "日期："] : ["Prepared by:", "Approved by:", "Date:"] {
          #expect(foot.contains(word), "\(name): \(foot)")
        }
        #expect(rows.removeLast() == [], "\(name)")
      }
      let wanted = book.hasPrefix("result") ? withoutSpans(meant, book.hasSuffix("zh")) : meant
      #expect(rows.map { $0.map(plain) } == wanted, "\(name)")
      sheetCount += 1
    }
  }
  #expect(sheetCount > 100)
  // Spot checks written down by hand: a date, an amount, identifiers with their zeros.
  let roster = try #require(shown["result-roster-zh-轮值表"])
  #expect(roster[1].prefix(3) == ["期次", "开始", "结束"])
  #expect(roster[2].prefix(3) == ["2026-01", "2026-01-01", "2026-01-31"])
  #expect(roster.contains { $0.contains("010001") })
  let payments = try #require(shown["result-settle-zh-付款"])
  #expect(payments.contains { $0.contains { $0.contains(",") && $0.hasSuffix(".00") } })
}

@Test func `LibreOffice prints every result on paper`() throws {
  guard let program = SpreadsheetProgram.path else { return SpreadsheetProgram.sayItIsMissing() }
  let folder = try TemporaryFolder()
  let made = try ShellRun(
    """
    set -euo pipefail
    allot roster "$DATA/轮值" --output roster.xlsx
    allot settle "$DATA/结算" --output settle.xlsx
    '\(program)' --headless --convert-to pdf roster.xlsx settle.xlsx
    """, in: folder.url, locale: "zh_CN.UTF-8")
  try #require(made.status == 0, "\(made.talk)")
  for job in ["roster", "settle"] {
    let pages = try Data(contentsOf: URL(fileURLWithPath: folder.path("\(job).pdf")))
    let text = String(decoding: pages, as: UTF8.self)
    #expect(text.hasPrefix("%PDF"))
    // A4 on its side, 842 by 595 points.
    #expect(text.contains("/MediaBox[0 0 841") || text.contains("/MediaBox[0 0 842"), "\(job)")
  }
}

@Test func `no text of a user runs as a formula, in xlsx or CSV`() throws {
  guard SpreadsheetProgram.path != nil else { return SpreadsheetProgram.sayItIsMissing() }
  let folder = try TemporaryFolder()
  let input = folder.path("input.json")
  #expect(
    try CommandRun([
      "sample", "roster", "--hospitals", "4", "--communities", "4", "--months", "4", "--output",
      input,
    ]).status == 0)
  var root = try #require(
    try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: input)))
      as? [String: Any])
  var draft = try #require(root["draft"] as? [String: Any])
  var units = try #require(draft["units"] as? [[String: Any]])
  for (i, text) in hostileTexts.enumerated() { units[i]["name"] = text }
  draft["units"] = units
  root["draft"] = draft
  try JSONSerialization.data(withJSONObject: root).write(to: URL(fileURLWithPath: input))
  let made = try ShellRun(
    """
    set -euo pipefail
    allot roster input.json --output result.json
    allot export result.json --to xlsx --output book.xlsx
    allot export result.json --to csv --output table
    cp table/轮值表.csv plain.csv
    """, in: folder.url, locale: "zh_CN.UTF-8")
  try #require(made.status == 0, "\(made.talk)")
  let book = try #require(
    try SpreadsheetProgram.shown("book.xlsx", in: folder)["book-轮值表"])
  let named = Set(book.dropFirst(2).compactMap { $0.count > 6 ? $0[6] : nil })
  #expect(named == Set(hostileTexts))
  // A cell of CSV begins with an apostrophe instead, and is no formula either.
  let table = try #require(
    try SpreadsheetProgram.shown("plain.csv", in: folder, options: "--infilter='CSV:44,34,76,1'")[
      "plain-plain"])
  let shown = Set(table.dropFirst().compactMap { $0.count > 6 ? $0[6] : nil })
  #expect(shown.count == hostileTexts.count)
  for text in hostileTexts { #expect(shown.contains { $0 == text || $0 == "'" + text }, "\(text)") }
  #expect(table.first?.prefix(2) == ["期次", "开始"])
}
