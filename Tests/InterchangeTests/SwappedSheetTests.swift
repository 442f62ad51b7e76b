import Diagnostics
import EquipmentBooking
import Interchange
import MentorMatching
import SampleData
import Testing

/// The faults of a workbook of which two sheets have each other's rows, as `code value`.
private func faults<Draft: Sendable>(
  swapping first: String, _ second: String, in workbook: Workbook,
  _ read: (Reading<Workbook>) -> Reading<Draft>
) -> [String] {
  let sheets = workbook.sheets.map { sheet in
    let other = sheet.name == first ? second : sheet.name == second ? first : sheet.name
    return Sheet(file: sheet.file, name: other, rows: sheet.rows)
  }
  let reading = read(
    Reading(value: Workbook(name: "表", sheets: sheets), provenance: Provenance()))
  return reading.faults.list.map { "\($0.rule.code) \($0.value ?? "")" }
}

@Test func `the rows of one sheet under the name of another are told as what they look like`() {
  let round = PairingWorkbook.workbook(of: PairingSample().draft(seed: 1))
  let booking = BookingWorkbook.workbook(of: BookingSample(seed: 1).draft())
  #expect(
    faults(swapping: "导师", "单位", in: round, PairingWorkbook.read) == ["I117 导师", "I117 单位"])
  // Talents need no column that mentors lack: one of the two is enough to see it.
  #expect(faults(swapping: "导师", "人才", in: round, PairingWorkbook.read) == ["I117 人才"])
  #expect(
    faults(swapping: "设备", "预约申请", in: booking, BookingWorkbook.read)
      == ["I117 预约申请", "I117 设备"])
}

@Test func `a sheet that merely lacks a column is not taken for another`() {
  func codes(_ mentors: String) -> [String] {
    let files = [
      ("导师", mentors), ("人才", "工号,姓名\n0201,乙\n"), ("单位", "单位编号,单位名称,类别\nH1,医院,二三级医院\n"),
    ].map { ($0.0, InputFile(path: "\($0.0).csv", bytes: Array($0.1.utf8))) }
    let read = PairingWorkbook.read(WorkbookFolder.workbook(named: "导师结对", files))
    return read.faults.list.map { "\($0.rule.code) \($0.value ?? "")" }
  }
  #expect(codes("工号,姓名,单位编号\n0101,甲,H1\n") == ["I113 可带人数上限"])
  #expect(codes("单位编号,单位名称,类别\nH1,医院,二三级医院\n") == ["I117 单位"])
  #expect(codes("甲,乙\n1,2\n") == ["I112 工号、可带人数上限"])
}
