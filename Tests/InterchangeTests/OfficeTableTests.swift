import Diagnostics
import DutyRostering
import EquipmentBooking
import EquipmentSettlement
import Interchange
import MentorMatching
import SampleData
import Testing

/// Tables as offices really fill them in: what is read of them, or the one fault that says why not.

private func workbook(_ name: String, _ sheets: KeyValuePairs<String, String>) -> Reading<Workbook>
{
  WorkbookFolder.workbook(
    named: name,
    sheets.map {
      (sheet: $0.key, file: InputFile(path: "\($0.key).csv", bytes: Array($0.value.utf8)))
    })
}

private func rotation(leave: String) -> Reading<RosteringDraft> {
  RosteringWorkbook.read(
    workbook(
      "轮值",
      [
        "期次": "期次\n2026-01\n2026-02\n2026-03\n2026-04\n",
        "单位": "单位编号,单位名称,类别\nH01,同仁医院,医院\nC02,新泾社区,社区\n",
        "人员": "工号,姓名,机构\n010002,宣乐之,H01\n020002,宣乐之,C02\n010009,计以宁,H01\n",
        "席位": "期次,机构,类别,名额\n2026-01,秘书处,医院,1\n", "不可用": leave,
      ]))
}

@Test(arguments: [
  ("2026-02～2026-04", ["2026-02", "2026-03", "2026-04"]),
  ("2026-02至2026-03", ["2026-02", "2026-03"]),
  ("2026-01、2026-03", ["2026-01", "2026-03"]), ("2026年2月", ["2026-02"]), ("2026-04", ["2026-04"]),
])
func `terms may be written as a span or a list`(cell: String, terms: [String]) {
  let reading = rotation(leave: "工号,期次\n010009,\"\(cell)\"\n")
  #expect(reading.faults.isEmpty, "\(reading.faults)")
  #expect(reading.value.leave.map(\.term) == terms)
  #expect(reading.value.leave.allSatisfy { $0.person == "010009" && $0.unit == nil })
}

@Test func `a name is told from another one by the unit beside it`() {
  let reading = rotation(
    leave: "单位,工号,期次\nH01,宣乐之,2026-01\n新泾社区,宣乐之,2026-02\nH01,010009,2026-03\nC02,,2026-04\n")
  #expect(reading.faults.isEmpty, "\(reading.faults)")
  #expect(reading.value.leave.map(\.person) == ["010002", "020002", "010009", nil])
  #expect(reading.value.leave.map(\.unit) == [nil, nil, nil, "C02"])
  let alone = rotation(leave: "工号,期次\n宣乐之,2026-01\n")
  #expect(alone.faults.list.map(\.rule.code) == ["I141"])
}

@Test func `a number that lost its leading zero is pointed out`() {
  let people = "工号,姓名,机构\n010002,宣乐之,H01\n20002,宣乐之,C02\n010009,计以宁,H01\n"
  func notes(_ people: String) -> [String] {
    RosteringWorkbook.read(workbook("轮值", ["人员": people])).notes.map(\.zh)
  }
  #expect(notes(people).contains { $0.contains("前导零") && $0.contains("A3 20002") })
  // Numbers of one length, and columns of quantities, are nobody's mistake.
  #expect(!notes(people.replacing("20002", with: "020002")).contains { $0.contains("前导零") })
  #expect(!notes(people.replacing("01000", with: "1000")).contains { $0.contains("前导零") })
}

@Test func `people of a shift roster may be named`() {
  let draft = WardSample(people: 12, days: 14).draft(seed: 3)
  var sheets = ShiftWorkbook.workbook(of: draft).sheets
  let named = draft.staff[4].name
  let isAlone = draft.staff.count { $0.name == named } == 1
  #expect(isAlone)
  sheets.removeAll { $0.name == "休假" }
  let leave = Sheet(
    file: "轮班", name: "休假",
    rows: [["工号", "起", "止"], [named, "2026-03-18～2026-03-20", ""], ["无此人", "2026-03-18", ""]])
  let reading = ShiftWorkbook.read(
    Reading(value: Workbook(name: "轮班", sheets: sheets + [leave]), provenance: Provenance()))
  let first = reading.value.forbidden.first
  #expect(first?.person == draft.staff[4].staffNumber)
  #expect((first?.last ?? 0) - (first?.first ?? 0) == 2)
  #expect(codes(reading) == ["R302"])
}

/// The codes of everything that is wrong with a roster.
private func codes(_ reading: Reading<ShiftDraft>) -> [String] {
  do throws(RejectedInput) {
    _ = try reading.validated(ShiftRosteringProblem.init(validating:))
    return []
  } catch {
    return error.faults.list.map(\.rule.code)
  }
}

private func round(_ sheet: String) -> Reading<PairingDraft> {
  PairingWorkbook.read(
    workbook(
      "结对",
      [
        "单位": "单位编号,单位名称,类别\nH01,同仁医院,医院\n",
        "导师": "工号,姓名,单位,名额\n001,吴海恩,H01,1\n002,王芳,H01,1\n",
        "人才": "工号,姓名,单位\n020,李明,H01\n", "导师志愿": "工号,第1志愿\n001,020\n002,020\n",
        "人才志愿": sheet,
      ]))
}

@Test(arguments: [
  "工号,第1志愿导师,第2志愿导师\n020,002,001\n", "工号,志愿（1）,志愿（2）\n020,002,001\n",
  "工号,第1志愿工号,第1志愿姓名,第2志愿工号,第2志愿姓名\n020,002,王芳,001,吴海恩\n",
  "工号,第1志愿姓名,第1志愿工号,第2志愿姓名\n020,王芳,002,吴海恩\n",
  "序号,工号,4、请排序(吴海恩（同仁医院）),4、请排序(王芳（同仁医院）)\n1,020,2,1\n",
])
func `wishes are read under the headings that people write`(sheet: String) {
  let reading = round(sheet)
  #expect(reading.faults.isEmpty, "\(reading.faults)")
  #expect(reading.value.talents.first.map { Array($0.wishes) } == [["002"], ["001"]])
}

@Test func `a sheet of wishes without a column of wishes is a fault`() {
  #expect(round("工号,首选\n020,002\n").faults.list.map(\.rule.code) == ["I113"])
}

@Test func `what stands in a column without a heading is told`() {
  let reading = round("工号,第1志愿,\n020,002,四月起停\n")
  #expect(reading.faults.isEmpty)
  #expect(reading.notes.contains { $0.zh.contains("没有表头的列未读") && $0.zh.contains("C2") })
}

@Test(arguments: [
  ("单价(元/小时)", true), ("单价（元）", true), ("单价(必填)", true), ("单价(元/分钟)", false), ("单价(万元)", false),
  ("单价(元/天)", false),
])
func `a price in another unit is not taken for one by the hour`(heading: String, isRead: Bool) {
  let reading = SettlementWorkbook.read(
    workbook(
      "结算",
      [
        "设置": "项目,值\n起始日,2026-01-01\n截止日,2026-01-31\n",
        "单位": "单位编号,单位名称\nH01,同仁医院\n", "设备": "设备编号,名称,所属单位,类别\nD1,流式,H01,流式\n",
        "收费标准": "标准号,所属单位,\(heading),生效日\nF1,H01,60,2026-01-01\n",
        "使用记录": "记录号,设备编号,使用单位,实际上机,实际下机\n",
      ]))
  let lacks = reading.faults.list.contains { $0.value == "单价(元/小时)" }
  #expect(lacks == !isRead, "\(reading.faults)")
}

@Test func `a fault of an English sheet names English columns`() {
  let reading = RosteringWorkbook.read(
    workbook(
      "rotation",
      [
        "terms": "label\n2026-01\n", "units": "id,name,tier\nH01,A,hospital\n",
        "people": "staff number,name\n001,B\n", "seats": "term,body,tier,places\n",
      ]))
  #expect(
    reading.faults.list.first { $0.place.path.hasSuffix(".unit") }?.value == "unit",
    "\(reading.faults)")
}

@Test func `institutions of a settlement may be named`() {
  let reading = SettlementWorkbook.read(
    workbook(
      "结算",
      [
        "设置": "项目,值\n起始日,2026-01-01\n截止日,2026-01-31\n",
        "单位": "单位编号,单位名称\nH01,同仁医院\nC01,天山中心\n",
        "设备": "设备编号,名称,所属单位,类别\nD1,流式,同仁医院,流式\n",
        "协议": "协议号,类型,参加单位,生效日\nX1,收费,同仁医院、C01,2026-01-01\n",
        "收费标准":
          "标准号,所属单位,使用方,单价,协议号,生效日\nF1,同仁医院,天山中心,60,X1,2026-01-01\nF2,H01,社区,30,X1,2026-01-01\n",
        "使用记录":
          "记录号,设备编号,使用单位,实际上机,实际下机,双方确认\nS1,D1,天山中心,2026-01-05 9:00,2026-01-05 10:00,是\n",
      ]))
  #expect(reading.faults.isEmpty, "\(reading.faults)")
  let draft = reading.value
  #expect(draft.devices.map(\.owner) == ["H01"] && draft.uses.map(\.user) == ["C01"])
  #expect(draft.agreements.map(\.members) == [["H01", "C01"]])
  #expect(draft.tariffs.map(\.owner) == ["H01", "H01"])
  #expect(draft.tariffs.map(\.user) == ["C01", "community"])
}

@Test(arguments: [
  ("2026-12-02,2026-12-03", 1 * 1440, 3 * 1440), ("2026-12-02 8:30,2026-12-03", 1950, 3 * 1440),
  ("2026-12-02,2026-12-03 0:00", 1440, 2 * 1440), ("2026-12-02～2026-12-03,", 1440, 3 * 1440),
  ("2026-12-02 8:30～12:00,", 1950, 2160), ("2026-12-02 8:30至2026-12-03 9:00,", 1950, 3420),
])
func `a last day without a time is out of use as a whole`(cells: String, from: Int, to: Int) {
  let reading = BookingWorkbook.read(
    workbook(
      "设备",
      [
        "设置": "项目,值\n起始日,2026-12-01\n天数,7\n时段分钟,30\n优先级分值,10\n",
        "单位": "单位编号,单位名称\nH01,同仁医院\n", "设备": "设备编号,名称,所属单位,类别\nD1,流式,H01,流式\n",
        "开放": "设备编号,星期,起,止\nD1,1-5,8:00,18:00\n", "停机": "设备编号,起,止\nD1,\(cells)\n",
        "预约申请": "申请号,申请单位,设备或类别,时长,最早,最晚\nR1,H01,D1,60,2026-12-01,2026-12-04\n",
      ]))
  #expect(reading.faults.isEmpty, "\(reading.faults)")
  #expect(reading.value.maintenance.map(\.span) == [.init(from: from, to: to)])
  // The applicant who writes the 4th means the 4th.
  #expect(reading.value.requests.first?.windows == [.init(from: 0, to: 4 * 1440)])
}
