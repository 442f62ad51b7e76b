import Diagnostics
import EquipmentBooking
import Foundation
import Interchange
import Testing

/// How the rule of fair shares is written and read.
@Suite struct FairShareRuleTests {
  private func reading(of workbook: Workbook) -> Reading<Workbook> {
    Reading(value: workbook, provenance: Provenance(), faults: Faults(), notes: [])
  }

  @Test func `by max-min an institution has one share without points`() {
    var draft = fairRound(seed: 1)
    draft.fairShares = [
      .init(institution: "A", minutes: 240, pointsPerSlot: 0),
      .init(institution: "A", minutes: 480, pointsPerSlot: 5),
      .init(institution: "B", minutes: 240, pointsPerSlot: -1),
    ]
    let faults = BookingProblem.faults(in: draft).list
    #expect(faults.map(\.rule.code) == ["B149", "B152", "B152"])
    #expect(
      faults.map(\.place.path) == [
        "fairShares[1]", "fairShares[1].pointsPerSlot", "fairShares[2].pointsPerSlot",
      ])
    #expect(faults.map(\.value) == ["A", "5", "-1"])
    #expect(faults[1].rule.hint.en.contains("write no points"))
    draft.fairShareRule = .points
    draft.fairShares[2].pointsPerSlot = 1
    #expect(BookingProblem.faults(in: draft).isEmpty)
  }

  @Test(arguments: Language.allCases)
  func `a round with either rule reads back the same`(language: Language) throws {
    var points = tinyRound(seed: 3)
    points.fairShareRule = .points
    for draft in [points] + (UInt64(0)..<10).map(fairRound) {
      let workbook = Template.translated(
        BookingWorkbook.workbook(of: draft), of: .book, to: language)
      let read = BookingWorkbook.read(reading(of: workbook))
      #expect(read.faults.isEmpty)
      #expect(read.value == draft)
      let json = try JSONEncoder().encode(draft)
      #expect(try JSONDecoder().decode(BookingDraft.self, from: json) == draft)
    }
  }

  @Test func `points may be left out by max-min only, and an unknown rule is told`() throws {
    let draft = fairRound(seed: 1)
    func read(rule: String) throws -> Reading<BookingDraft> {
      let sheets = BookingWorkbook.workbook(of: draft).sheets.map { sheet in
        var rows = sheet.rows
        if sheet.name == "公平份额" { rows = rows.map { Array($0.prefix(2)) } }
        if sheet.name == "设置" {
          rows = rows.map { $0[0] == "公平份额规则" ? [$0[0], rule] : $0 }
        }
        return Sheet(file: "w", name: sheet.name, rows: rows)
      }
      return BookingWorkbook.read(reading(of: Workbook(name: draft.name, sheets: sheets)))
    }
    #expect(try read(rule: "maxmin").faults.isEmpty)
    #expect(try read(rule: "最大最小").value == draft)
    #expect(try read(rule: "").value.fairShareRule == nil)
    #expect(try !read(rule: "分值").faults.isEmpty)
  }

  /// Codes of all faults of a round by max-min without points, with other cells in the settings; `nil` for
  /// settings that are not there at all.
  private func codes(
    keepingColumn: Bool, _ settings: ((_ item: String, _ value: String) -> [String])?
  ) -> [String] {
    let draft = fairRound(seed: 1)
    let sheets = BookingWorkbook.workbook(of: draft).sheets.compactMap { sheet -> Sheet? in
      var rows = sheet.rows
      if sheet.name == "公平份额" {
        rows = [rows[0]] + rows.dropFirst().map { [$0[0], $0[1], ""] }
        if !keepingColumn { rows = rows.map { Array($0.prefix(2)) } }
      }
      if sheet.name == "设置" {
        guard let settings else { return nil }
        rows = [rows[0]] + rows.dropFirst().map { settings($0[0], $0[1]) }
      }
      return Sheet(file: "w", name: sheet.name, rows: rows)
    }
    let read = BookingWorkbook.read(reading(of: Workbook(name: draft.name, sheets: sheets)))
    return read.faults(with: BookingProblem.faults(in: read.value)).list.map(\.rule.code)
  }

  @Test(arguments: [true, false])
  func `points are not missed where it cannot be read whether they count`(keepingColumn: Bool) {
    let rule = "公平份额规则"
    let settings: [[String]] = [
      codes(keepingColumn: keepingColumn) { $0 == rule ? [$0, "最大最晓"] : [$0, $1] },
      codes(keepingColumn: keepingColumn) { $0 == rule ? ["公平分额规则", $1] : [$0, $1] },
      codes(keepingColumn: keepingColumn, nil),
    ]
    #expect(settings == [["B197"], ["B191"], ["I111"]])
    // They are where it is known that they do, whatever else cannot be read.
    for value in ["分值", "", "无"] {
      let points = codes(keepingColumn: keepingColumn) {
        $0 == rule ? [$0, value] : $0 == "名称" ? ["题目", $1] : [$0, $1]
      }
      #expect(Set(points) == (keepingColumn ? ["B191", "I121"] : ["I113"]), "\(value)")
    }
  }

  @Test func `by max-min points may be left out of JSON, otherwise they are missed`() throws {
    func draft(_ rule: String, _ points: String) throws -> BookingDraft {
      var draft = fairRound(seed: 1)
      (draft.fairShareRule, draft.fairShares) = (nil, [])
      var text = String(decoding: try JSONEncoder().encode(draft), as: UTF8.self)
      text = text.replacing(
        "\"fairShares\":[]",
        with: "\"fairShares\":[{\"institution\":\"A\",\"minutes\":240\(points)}]\(rule)")
      return try JSONDecoder().decode(BookingDraft.self, from: Data(text.utf8))
    }
    let maxMin = ",\"fairShareRule\":\"maxMin\""
    let absent = try draft(maxMin, "")
    let (less, same) = (
      try BookingProblem(validating: absent),
      try BookingProblem(validating: draft(maxMin, ",\"pointsPerSlot\":0"))
    )
    #expect(less.fairShares.map(\.pointsPerSlot) == [0])
    #expect(less.fairShares == same.fairShares)
    let json = try JSONEncoder().encode(absent)
    #expect(!String(decoding: json, as: UTF8.self).contains("pointsPerSlot"))
    #expect(try JSONDecoder().decode(BookingDraft.self, from: json) == absent)
    for rule in ["", ",\"fairShareRule\":\"points\""] {
      let faults = BookingProblem.faults(in: try draft(rule, "")).list
      #expect(faults.map(\.rule.code) == ["B153"])
      #expect(faults.map(\.place.path) == ["fairShares[0].pointsPerSlot"])
      #expect(faults.allSatisfy { $0.rule.hint.en.contains("maxMin") })
      #expect(BookingProblem.faults(in: try draft(rule, ",\"pointsPerSlot\":3")).isEmpty)
    }
  }
}
