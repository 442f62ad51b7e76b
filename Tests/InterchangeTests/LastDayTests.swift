import Alliance
import Diagnostics
import DutyRostering
import Interchange
import SampleData
import Testing

/// A workbook with a column 截止日 in its sheet 人员, in which the first person has a day.
private func workbook(_ workbook: Workbook, lastDay: String) -> Reading<Workbook> {
  let sheets = workbook.sheets.map { sheet in
    guard sheet.name == "人员" else { return sheet }
    let rows = sheet.rows.enumerated().map { k, row in
      row + [k == 0 ? "截止日" : k == 1 ? lastDay : ""]
    }
    return Sheet(file: sheet.file, name: sheet.name, rows: rows)
  }
  return Reading(value: Workbook(name: "表", sheets: sheets), provenance: .init())
}

@Test func `whoever has a last day is away in every term of a rotation that begins after it`() {
  let draft = RotationSample(hospitals: 3, communities: 5, terms: RotationSample.months(4))
    .draft(seed: 1)
  let plain = RosteringWorkbook.workbook(of: draft)
  let first = draft.people[0].staffNumber
  func added(_ day: String) -> (terms: [String], notes: [String], cell: String?) {
    let read = RosteringWorkbook.read(workbook(plain, lastDay: day))
    #expect(read.faults.isEmpty)
    let more = read.value.leave.dropFirst(draft.leave.count)
    #expect(more.allSatisfy { $0.person == first && $0.unit == nil })
    let place = Place("leave")[draft.leave.count]
    return (
      more.map(\.term), read.notes.map(\.zh), read.provenance.cell(for: place)?.description
    )
  }
  let labels = draft.terms.map(\.label)
  let days = draft.terms.map { $0.days! }
  // A term that has begun is served to its end, by whoever takes over.
  let inSecond = added((days[1].lowerBound).description)
  let away = Set(draft.leave.filter { $0.person == first }.map(\.term))
  #expect(inSecond.terms == labels.dropFirst(2).filter { !away.contains($0) })
  #expect(inSecond.cell?.contains("!人员!") == true || inSecond.terms.isEmpty)
  #expect(inSecond.notes.contains { $0.contains("截止日") && $0.contains(first) })
  #expect(added((days[0].lowerBound - 1).description).terms == labels.filter { !away.contains($0) })
  #expect(added(days[3].upperBound.description).terms == [])
  #expect(added("").notes.allSatisfy { !$0.contains("截止日") })
}

@Test func `whoever has a last day is away on every day of a shift roster after it`() throws {
  let draft = WardSample(people: 8, days: 14).draft(seed: 1)
  let plain = ShiftWorkbook.workbook(of: draft, in: .zh)
  let first = try #require(draft.firstDay)
  func added(_ day: String) -> [String] {
    let read = ShiftWorkbook.read(workbook(plain, lastDay: day))
    #expect(read.faults.isEmpty)
    return read.value.forbidden.dropFirst(draft.forbidden.count).map {
      "\($0.person) \($0.first)-\($0.last) \($0.cells == .work)"
    }
  }
  let number = draft.staff[0].staffNumber
  #expect(added(first) == ["\(number) 2-14 true"])
  #expect(added("2020-01-01") == ["\(number) 1-14 true"])
  #expect(added("2099-01-01") == [])
  var bare = draft
  bare.firstDay = nil
  let read = ShiftWorkbook.read(workbook(ShiftWorkbook.workbook(of: bare, in: .zh), lastDay: first))
  #expect(read.value.forbidden.count == draft.forbidden.count)
  #expect(read.notes.contains { $0.zh.contains("截止日未用") })
}
