import Diagnostics
import DutyRostering
import Interchange
import SampleData
import Testing

/// Codes of what is wrong with a rotation whose cells were changed before it was read.
private func codes(_ change: (inout [Sheet]) -> Void) -> [String] {
  let workbook = RosteringWorkbook.workbook(of: RotationSample().draft(seed: 1))
  var sheets = workbook.sheets
  change(&sheets)
  let reading = RosteringWorkbook.read(
    Reading(value: Workbook(name: "轮值", sheets: sheets), provenance: Provenance()))
  do throws(RejectedInput) {
    _ = try reading.validated { (draft) throws(Faults) in
      try RosteringProblem(validating: draft)
    }
    return []
  } catch {
    return error.faults.list.map(\.rule.code)
  }
}

private func edit(_ sheets: inout [Sheet], _ name: String, row: Int, column: Int, to text: String) {
  guard let s = sheets.firstIndex(where: { $0.name == name }) else { return }
  var rows = sheets[s].rows
  rows[row][column] = text
  sheets[s] = Sheet(file: sheets[s].file, name: name, rows: rows)
}

@Test func `an unreadable seat is one fault, not three`() {
  // Rows of a term are the seats in order: a stand-in would be the first one a second time.
  #expect(codes { edit(&$0, "席位", row: 2, column: 2, to: "社") } == ["A107"])
  #expect(codes { edit(&$0, "席位", row: 2, column: 1, to: "秘") } == ["R201"])
  // A seat given twice, and one left out, are faults where every cell can be read.
  #expect(codes { edit(&$0, "席位", row: 2, column: 2, to: "二三级医院") } == ["R112", "R113"])
}

@Test func `a first day that is no date is one fault, not one for every date`() {
  let draft = WardSample(people: 12, days: 14).draft(seed: 3)
  let workbook = ShiftWorkbook.workbook(of: draft)
  func codes(_ item: String, _ text: String) -> [String] {
    let sheets = workbook.sheets.map { sheet in
      guard sheet.name == "设置" else { return sheet }
      return Sheet(
        file: sheet.file, name: "设置",
        rows: sheet.rows.map { $0.first == item ? [item, text] : $0 })
    }
    let reading = ShiftWorkbook.read(
      Reading(value: Workbook(name: "轮班", sheets: sheets), provenance: Provenance()))
    do throws(RejectedInput) {
      _ = try reading.validated(ShiftRosteringProblem.init(validating:))
      return []
    } catch {
      return error.faults.list.map(\.rule.code)
    }
  }
  #expect(codes("首日", draft.firstDay ?? "") == [])
  #expect(codes("首日", "2026-13-40") == ["I126"])
  #expect(codes("天数", "十四天") == ["I122"])
}
