import Diagnostics
import DutyRostering
import EquipmentBooking
import Interchange
import MentorMatching
import Testing

/// What forms and spreadsheets make of cells: options joined by ┋, decimal commas, keys that lost their digits.

private func workbook(_ sheets: [String: String]) -> Reading<Workbook> {
  WorkbookFolder.workbook(
    named: "结对",
    sheets.sorted { $0.key < $1.key }.map {
      ($0.key, InputFile(path: "\($0.key).csv", bytes: Array($0.value.utf8)))
    })
}

private func round(_ changes: [String: String]) -> Reading<PairingDraft> {
  let sheets = [
    "单位": "单位编号,单位名称,类别\nH01,同仁医院,医院\n",
    "导师": "工号,姓名,单位,名额\n001,吴海恩,H01,1\n002,周行,H01,1\n003,王芳,H01,1\n",
    "人才": "工号,姓名,单位\n020,李明,H01\n021,赵一,H01\n", "导师志愿": "工号,第1志愿\n001,020\n002,020\n",
    "人才志愿": "工号,第1志愿\n020,002\n",
  ]
  return PairingWorkbook.read(workbook(sheets.merging(changes) { $1 }))
}

/// Every fault as `CODE cell`, those of the problem too.
private func faults(_ reading: Reading<PairingDraft>) -> [String] {
  do throws(RejectedInput) {
    _ = try reading.validated(PairingProblem.init(validating:))
    return []
  } catch {
    return error.faults.list.map { fault in
      "\(fault.rule.code) \(error.provenance.cell(for: fault.place)?.description ?? "?")"
    }
  }
}

@Test func `a sheet separated by semicolons is the same sheet`() {
  let reading = round([
    "导师": "工号;姓名;单位;名额\n001;吴海恩;H01;1\n002;周行;H01;1\n",
    "人才志愿": "工号;志愿\n020;002,001\n",
  ])
  #expect(faults(reading) == [])
  #expect(reading.value.talents[0].wishes == [["002"], ["001"]])
}

@Test(arguments: [
  ("志愿排序", "002┋001", [["002", "001"]]), ("志愿", "周行┋吴海恩", [["002", "001"]]),
  ("2、请按意愿排序", "002┋001", [["002", "001"]]), ("第1志愿", "002┋吴海恩", [["002", "001"]]),
  ("志愿排序", "003→002┋001", [["003"], ["002", "001"]]),
])
func `options of a multiple choice are a list without an order, and that is told`(
  heading: String, cell: String, tiers: [[String]]
) {
  let reading = round(["人才志愿": "工号,\(heading)\n020,\(cell)\n"])
  #expect(faults(reading) == [])
  #expect(reading.value.talents[0].wishes.map(\.self) == tiers)
  #expect(reading.notes.contains { $0.en.contains("人才志愿: 1 cell with options") })
}

@Test func `lists of fields, projects and days take the options of a multiple choice`() throws {
  let reading = round([
    "导师": "工号,姓名,单位,名额,研究方向,项目编号\n001,吴海恩,H01,1,肿瘤┋护理,P1┋P2\n002,周行,H01,1,,\n"
  ])
  #expect(faults(reading) == [])
  #expect(reading.value.mentors[0].fields == ["肿瘤", "护理"])
  #expect(reading.value.projects.map(\.id) == ["P1", "P2"])
  let rotation = RosteringWorkbook.read(
    workbook([
      "期次": "期次\n2026-01\n2026-02\n2026-03\n", "单位": "单位编号,单位名称,类别\nH01,同仁医院,医院\n",
      "人员": "工号,姓名,机构\n1,甲,H01\n", "席位": "期次,机构,类别,名额\n2026-01,秘书处,医院,1\n",
      "不可用": "工号,期次\n1,2026-01┋2026-03\n",
    ]))
  #expect(rotation.value.leave.map(\.term) == [0, 2].map { rotation.value.terms[$0].label })
}

@Test func `several options where one belongs are a fault that says so`() {
  #expect(faults(round(["导师志愿": "工号,第1志愿\n001┋002,020\n"])) == ["I135 结对!导师志愿!A2"])
  let wrong = round([
    "导师志愿": "工号,第1志愿\n001,020\n", "导师": "工号,姓名,单位,名额\n001,吴海恩,H01,1┋2\n002┋003,周行,H01,1\n",
  ])
  #expect(wrong.faults.list.map(\.rule.code) == ["I135", "I135"])
}

@Test(arguments: [
  "带教人数下限", "可带人数下限", "带教人数（下限）", "名额(下限)", "3、最少带教人数", "招收人数下限(人)", "at least",
])
func `the least number of a mentor is read under the names that people give it`(heading: String) {
  let reading = round([
    "导师": "工号,姓名,单位,带教人数（上限）,\(heading)\n001,吴海恩,H01,3,1\n002,周行,H01,2,\n"
  ])
  #expect(faults(reading) == [])
  #expect(reading.value.mentors.map(\.lowerCapacity) == [1, 0])
  #expect(reading.value.mentors.map(\.capacity) == [3, 2])
  #expect(!reading.notes.contains { $0.zh.contains("忽略") })
}

@Test func `a limit that is not read is said not to be kept`() {
  let reading = round(["人才": "工号,姓名,单位,最少导师数,电话\n020,李明,H01,1,1\n021,赵一,H01,,\n"])
  #expect(faults(reading) == [])
  #expect(reading.notes.contains { $0.zh.contains("人才：最少导师数像是") && $0.zh.contains("不会遵守") })
}

@Test func `an unreadable key is one fault, not one for each row that names its entry`() {
  let mentors = "工号,姓名,单位,名额\n1.23E+17,吴海恩,H01,1\n002,周行,H01,1\n"
  let wishes = "工号,第1志愿\n吴海恩,020\n123456789012345678,021\n002,020\n"
  let talents = "工号,第1志愿,第2志愿\n020,吴海恩,002\n021,123456789012345678,002\n"
  let reading = round(["导师": mentors, "导师志愿": wishes, "人才志愿": talents])
  #expect(faults(reading) == ["A103 结对!导师!A2"])
  #expect(reading.notes.contains { $0.zh.contains("（结对!导师!A2）改正后") })
  // Other numbers, and other names, are wrong by themselves.
  let others = talents + "022,923456789012345678,12345678901234567\n"
  let more = round([
    "导师": mentors, "导师志愿": wishes, "人才志愿": others,
    "人才": "工号,姓名,单位\n020,李明,H01\n021,赵一,H01\n022,钱二,H01\n",
  ])
  #expect(
    faults(more) == ["A103 结对!导师!A2", "P106 结对!人才志愿!B4", "P106 结对!人才志愿!C4"])
}

@Test func `a name that an unreadable row shares is not taken for the other's`() {
  let reading = round([
    "导师": "工号,姓名,单位,名额\n1.23E+17,王芳,H01,1\n002,周行,H01,1\n003,王芳,H01,1\n",
    "人才志愿": "工号,第1志愿\n020,王芳\n", "导师志愿": "工号,第1志愿\n002,020\n",
  ])
  #expect(faults(reading) == ["A103 结对!导师!A2", "I141 结对!人才志愿!B2"])
}

@Test func `people whose number was destroyed are not unknown in the other sheets`() {
  let reading = round([
    "人员": "工号,姓名,单位\n1.23457E+11,吴海恩,H01\n002,周行,H01\n",
    "导师": "工号,姓名,名额\n,吴海恩,1\n002,,1\n", "人才志愿": "工号,第1志愿\n020,吴海恩\n",
    "导师志愿": "工号,第1志愿\n吴海恩,020\n002,020\n",
  ])
  #expect(faults(reading) == ["A103 结对!人员!A2"])
}

@Test func `devices whose key was destroyed are not unknown to requests`() {
  let sheets = [
    "设置": "项目,值\n起始日,2027-1-4\n天数,5\n时段分钟,30\n", "单位": "单位编号,单位名称\nH01,同仁医院\n",
    "设备": "设备编号,名称,所属单位,类别\n1.5E+11,流式,H01,流式类\n",
    "开放": "设备编号,星期,起,止\n150000000001,1-5,8:00,18:00\n",
    "预约申请": "申请号,申请单位,设备或类别,时长,最早,最晚\nR1,H01,150000000001,60,2027-1-4 8:00,2027-1-4 18:00\n",
  ]
  let reading = BookingWorkbook.read(workbook(sheets))
  do throws(RejectedInput) {
    _ = try reading.validated(BookingProblem.init(validating:))
    Issue.record("nothing was found")
  } catch {
    #expect(error.faults.list.map(\.rule.code) == ["A103"])
  }
}

@Test(arguments: [
  ("1,200", 1200 as Int?), ("12,345,678", 12_345_678), ("1,200.00", 1200), ("-1,200", -1200),
  ("3,5", nil), ("120,50", nil), ("1,2000", nil), (",500", nil), ("1.5,000", nil),
])
func `a comma stands between thousands and is no decimal mark`(text: String, value: Int?) {
  let sheet = "工号,姓名,单位,名额,目标人数\n001,吴海恩,H01,1,\"\(text)\"\n002,周行,H01,1,\n"
  let reading = round(["导师": sheet])
  #expect(reading.value.mentors[0].target == value)
  #expect(reading.faults.list.map(\.rule.code) == (value == nil ? ["I122"] : []))
}
