import Alliance
import Diagnostics
import DutyRostering
import EquipmentBooking
import Foundation
import Interchange
import MentorMatching
import SampleData
import Testing

/// Cells and sheets that mean what they do not say outright.

private func round(_ changes: [String: String?]) -> Reading<PairingDraft> {
  var sheets = [
    "单位": "单位编号,单位名称,类别\nH01,同仁医院,医院\n",
    "导师": "工号,姓名,单位,名额\n001,吴海恩,H01,1\n002,周行,H01,1\n",
    "人才": "工号,姓名,单位\n020,李明,H01\n021,赵一,H01\n", "导师志愿": "工号,第1志愿\n001,020\n002,020\n",
    "人才志愿": "工号,第1志愿,第2志愿\n020,002,001\n021,002,\n",
  ]
  for (name, text) in changes { sheets[name] = text }
  let files = sheets.sorted { $0.key < $1.key }.map {
    ($0.key, InputFile(path: "\($0.key).csv", bytes: Array($0.value.utf8)))
  }
  return PairingWorkbook.read(WorkbookFolder.workbook(named: "结对", files))
}

private func codes(_ reading: Reading<PairingDraft>) -> [String] {
  do throws(RejectedInput) {
    _ = try reading.validated(PairingProblem.init(validating:))
    return []
  } catch {
    return error.faults.list.map(\.rule.code)
  }
}

@Test(arguments: ["无", "/", "—", "(跳过)", "（空）", "N/A"])
func `a mark that says nothing is a blank cell, and that is told`(mark: String) {
  let listed = round(["人才志愿": "工号,第1志愿,第2志愿\n020,\(mark),001\n021,002,\(mark)\n"])
  #expect(codes(listed) == [])
  #expect(listed.value.talents.map { $0.wishes.flatMap(\.self) } == [["001"], ["002"]])
  #expect(listed.notes.contains { $0.en.contains("2 cells with a mark") })
  let ranked = round(["人才志愿": "工号,志愿排序\n020,002→001\n021,\(mark)\n"])
  #expect(codes(ranked) == [])
  #expect(ranked.value.talents[1].wishes.isEmpty)
  let beside = round([
    "人才": "工号,姓名,单位,第1志愿,第2志愿\n020,李明,H01,\(mark),002\n021,赵一,H01,001,\n",
    "人才志愿": nil,
  ])
  #expect(codes(beside) == [])
  #expect(beside.value.talents[0].wishes.flatMap(\.self) == ["002"])
  // A cell that must be filled is not filled by it.
  #expect(codes(round(["导师志愿": "工号,第1志愿\n\(mark),020\n"])) == ["I121"])
}

@Test func `an exception that is none is none`() {
  let sheets = [
    "期次": "期次\n2026-01\n", "单位": "单位编号,单位名称,类别\nH01,同仁医院,医院\n",
    "人员": "工号,姓名,机构,例外批准\n1,甲,H01,无\n2,乙,H01,长卫〔2026〕1号\n",
    "席位": "期次,机构,类别,名额\n2026-01,秘书处,医院,1\n",
  ]
  let reading = RosteringWorkbook.read(
    WorkbookFolder.workbook(
      named: "轮值",
      sheets.sorted { $0.key < $1.key }.map {
        ($0.key, InputFile(path: "\($0.key).csv", bytes: Array($0.value.utf8)))
      }))
  #expect(reading.value.people.map(\.exception) == [nil, "长卫〔2026〕1号"])
}

@Test func `numbers that differ by leading zeros alone are told with both places`() throws {
  let reading = round(["导师": "工号,姓名,单位,名额\n1,吴海恩,H01,1\n2,周行,H01,1\n"])
  #expect(Set(codes(reading)) == ["I143"] && codes(reading).count == 5)
  let fault = try #require(reading.faults.list.first)
  #expect(reading.provenance.cell(for: fault.place)?.description == "结对!导师志愿!A2")
  #expect(
    fault.related.compactMap { reading.provenance.cell(for: $0)?.description } == ["结对!导师!A2"])
}

@Test func `below a heading over several columns stand the columns' own`() {
  let reading = round(["人才志愿": "工号,志愿,,\n工号,第1志愿,第2志愿\n020,002,001\n021,002,\n"])
  #expect(codes(reading) == [])
  #expect(reading.value.talents[0].wishes.flatMap(\.self) == ["002", "001"])
}

@Test func `without a sheet of institutions those that people name are taken, and that is told`() {
  let reading = round([
    "单位": nil, "导师": "工号,姓名,单位,名额\n001,吴海恩,同仁医院（东院）,1\n002,周行,新泾社区中心,1\n",
    "人才": "工号,姓名,单位\n020,李明, 新泾社区中心\n021,赵一,\n",
  ])
  #expect(codes(reading) == [])
  #expect(reading.value.institutions.map(\.id) == ["同仁医院东院", "新泾社区中心"])
  #expect(reading.value.institutions.map(\.tier) == [.hospital, .community])
  #expect(reading.value.talents.map(\.institution) == ["新泾社区中心", ""])
  #expect(reading.notes.contains { $0.zh.contains("没有“单位”表") })
  // A sheet that is there and lacks one is no reason to guess.
  #expect(codes(round(["人才": "工号,姓名,单位\n020,李明,新泾社区中心\n021,赵一,H01\n"])) == ["P103"])
}

@Test(arguments: [
  ("90", 90), ("90分钟", 90), ("1.5小时", 90), ("1小时30分", 90), ("1:30", 90), ("2小时", 120), ("0.5h", 30),
])
func `the length of a request may have its unit`(text: String, minutes: Int) throws {
  let workbook = BookingWorkbook.workbook(of: BookingSample(requestCount: 10).draft())
  let sheets = workbook.sheets.map { sheet in
    guard sheet.name == "预约申请", let column = sheet.rows[0].firstIndex(of: "时长") else {
      return sheet
    }
    var rows = sheet.rows
    rows[1][column] = text
    return Sheet(file: sheet.file, name: sheet.name, rows: rows)
  }
  let reading = BookingWorkbook.read(
    Reading(value: Workbook(name: "设备", sheets: sheets), provenance: Provenance()))
  #expect(reading.faults.isEmpty)
  #expect(reading.value.requests[0].minutes == minutes)
}

@Test func `days of a shift roster may leave out the year`() throws {
  var draft = WardSample(people: 8, days: 14).draft(seed: 1)
  draft.firstDay = "2026-12-28"
  let workbook = ShiftWorkbook.workbook(of: draft)
  func leave(_ text: String) -> (days: [ClosedRange<Int>], codes: [String]) {
    let table = Sheet(
      file: "轮班", name: "休假", rows: [["工号", "起"], [draft.staff[0].staffNumber, text]])
    let sheets = workbook.sheets.filter { $0.name != "休假" } + [table]
    let reading = ShiftWorkbook.read(
      Reading(value: Workbook(name: "轮班", sheets: sheets), provenance: Provenance()))
    return (
      reading.value.forbidden.map { $0.first...$0.last }, reading.faults.list.map(\.rule.code)
    )
  }
  #expect(leave("12.29").days == [2...2])
  #expect(leave("12.30～1.3").days == [3...7])
  #expect(leave("1月2日至1月4日").days == [6...8])
  #expect(leave("3-5").days == [3...5], "numbers of days")
  #expect(leave("13.1").codes == ["R401"])
  // 1.10 as a number is 1.1; the tenth is a day of this roster, the twentieth is none.
  #expect(leave("1.1").codes == ["R401"])
  #expect(leave("1/1").days == [5...5] && leave("1.2").days == [6...6])
}

@Test func `a folder's tab-separated text is a sheet, a note in words is none`() throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("allot-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  func save(_ name: String, _ text: String, _ encoding: String.Encoding) throws {
    try text.write(to: folder.appendingPathComponent(name), atomically: false, encoding: encoding)
  }
  // What Excel calls Unicode text.
  try save("导师.txt", "工号\t姓名\r\n001\t吴海恩\r\n", .utf16)
  try save("读我.txt", "请先看 \"填写说明\n", .utf8)
  let reading = try WorkbookFolder.read(folder.path)
  #expect(reading.faults.isEmpty)
  #expect(reading.value.sheets.map(\.name) == ["导师"])
  #expect(reading.value.sheets.first?.rows == [["工号", "姓名"], ["001", "吴海恩"]])
}
