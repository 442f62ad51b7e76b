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

@Test func `wishes under the name of the other side's are told by whose they are`() {
  let round = PairingWorkbook.workbook(of: PairingSample().draft(seed: 1))
  #expect(
    faults(swapping: "导师志愿", "人才志愿", in: round, PairingWorkbook.read)
      == ["P124 人才志愿", "P124 导师志愿"])
  // One person more whom nobody knows, and a name for a number, change nothing.
  func codes(_ wishes: String) -> [String] {
    let files = [
      ("导师", "工号,姓名,单位编号,可带人数上限\n0101,甲,H1,1\n0102,乙,H1,1\n"),
      ("人才", "工号,姓名,单位编号\n0201,丙,H1\n0202,丁,H1\n"), ("单位", "单位编号,单位名称,类别\nH1,医院,二三级医院\n"),
      ("导师志愿", wishes),
    ].map { ($0.0, InputFile(path: "\($0.0).csv", bytes: Array($0.1.utf8))) }
    let read = PairingWorkbook.read(WorkbookFolder.workbook(named: "导师结对", files))
    return read.faults.list.map { "\($0.rule.code) \($0.value ?? "")" }
  }
  let head = "工号,姓名,第1志愿\n"
  #expect(codes(head + "0201,丙,0101\n,丁,0102\n0999,戊,0101\n") == ["P124 人才志愿"])
  // Where one row is a mentor's, it is the sheet of mentors with wrong rows in it.
  #expect(
    codes(head + "0101,甲,0201\n0201,丙,0101\n0202,丁,0102\n").allSatisfy { !$0.hasPrefix("P124") })
  #expect(codes(head + "0998,丙丙,0101\n0999,戊,0101\n").allSatisfy { !$0.hasPrefix("P124") })
  #expect(codes(head + "0101,甲,0201\n") == [])
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
