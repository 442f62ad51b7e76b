import Diagnostics
import DutyRostering
import Interchange
import SampleData
import Testing

/// Every kind of draft that the samples make.
private let drafts: [(String, ShiftDraft)] = [
  ("ward", WardSample(people: 12, days: 14).draft(seed: 3)),
  ("block", BlockRotationSample(trainees: 6, periods: 8).draft(seed: 3)),
  ("clinic", JointClinicSample(specialists: 6, weeks: 1).draft(seed: 3)),
  ("tour", LectureTourSample(lecturers: 8, talkDays: 6).draft(seed: 3)),
]

/// A draft in which every kind of rule and every kind of cell occurs.
private func everyRule() -> ShiftDraft {
  var draft = WardSample(people: 8, days: 7).draft(seed: 1)
  draft.duties.append(DutyDraft(id: "休", name: "名叫休的班", start: 1410, minutes: 450))
  draft.contracts[0].rules += [
    .count(
      CountRuleDraft(
        name: "a", cells: .workExcept(["早", "休"]), unit: .minutes, days: 2...5,
        weekdays: [1, 3], already: 90, minimum: LimitDraft(450, penalty: 1, isSquared: true),
        maximum: LimitDraft(2400))),
    .count(
      CountRuleDraft(
        name: "b", cells: .noneOf(["夜班"]), maximum: LimitDraft(3, penalty: 2, isSquared: true))),
    .run(
      RunRuleDraft(
        name: "c", cells: .oneOf(["休"]), minimum: LimitDraft(2, penalty: 0),
        isWaivedAtStart: false, isWaivedAtEnd: true)),
    .pattern(
      PatternRuleDraft(
        name: "d", steps: [.off, .anything, .oneOf(["休", "夜"])], weekday: 5, penalty: nil)),
    .weekend(WeekendRuleDraft(name: "e", demand: .identical, penalty: nil)),
    .weekend(
      WeekendRuleDraft(
        name: "f",
        demand: .run(minimum: LimitDraft(1, penalty: 3), maximum: LimitDraft(2)))),
    .rest(minutes: 690, penalty: 4),
  ]
  draft.contracts[1].weekend = [5, 6, 7]
  draft.published = PublishedDraft(
    cells: [
      PublishedCellDraft(person: draft.staff[1].staffNumber, day: 2, duty: "早", skill: "护士"),
      PublishedCellDraft(person: draft.staff[1].staffNumber, day: 7, duty: "夜", skill: nil),
    ], cellWeight: 7, personWeight: 11)
  draft.staff[2].history = [.work, .off, .duty("早")]
  draft.cover.append(
    CoverDraft(
      days: [1, 2, 5], people: [draft.staff[3].staffNumber], preferred: LimitDraft(2, penalty: 9)))
  return draft
}

@Test(arguments: drafts.indices, Language.allCases)
func `a shift workbook in either language is read back as it was`(
  index: Int, language: Language
) throws {
  let draft = drafts[index].1
  let workbook = ShiftWorkbook.workbook(of: draft, in: language)
  let reading = ShiftWorkbook.read(Reading(value: workbook, provenance: Provenance()))
  #expect(reading.faults.list == [])
  #expect(reading.notes == [])
  let isSame = reading.value == draft
  #expect(isSame)
  _ = try reading.validated(ShiftRosteringProblem.init(validating:))
}

@Test(arguments: Language.allCases)
func `every rule and a published roster survive the workbook`(language: Language) {
  let draft = everyRule()
  let workbook = ShiftWorkbook.workbook(of: draft, in: language)
  let reading = ShiftWorkbook.read(Reading(value: workbook, provenance: Provenance()))
  #expect(reading.faults.list == [])
  // Rest has no name of its own in a draft; everything else comes back.
  let isSame = reading.value == draft
  #expect(isSame)
}

@Test func `what people write instead of the template's words is understood`() throws {
  let reading = read([
    "设置": "项目,值\n首日,2026年3月2日\n天数,7\n",
    "班次": "编号,开始,结束\nN,22:00,8:00\n早,8:00,16:00\n",
    "合同": "编号\n全职\n",
    "规则":
      "合同,工号,规则,对象,最多,多则罚分,最少,少则罚分\n全职,,次数,除N,4,必须,,\n全职,,间隔,,,,11小时,\n,007,连续,班,5,3,,\n",
    "人员": "工号,姓名,合同\n007,甲,全职\n008,乙,全职\n",
    "需求": "星期,班次,最少\n周一至周五,早,1\n六、日,N,1\n",
    "休假": "工号,起,止\n007,2026-02-20,2026-03-03\n",
    "愿望": "工号,日期,意愿,内容,权重\n008,2026-3-4至3-5,不要,N,6\n",
  ])
  #expect(reading.faults.list == [])
  let draft = reading.value
  #expect(draft.duties.map(\.minutes) == [600, 480])
  #expect(draft.staff[0].staffNumber == "007")
  #expect(
    draft.contracts[0].rules == [
      .count(
        CountRuleDraft(name: "次数", cells: .workExcept(["N"]), maximum: LimitDraft(4))),
      .rest(minutes: 660, penalty: nil),
    ])
  #expect(draft.cover.map(\.days) == [[1], [2], [3], [4], [5], [6], [7]])
  #expect(
    draft.forbidden == [ForbiddenCellDraft(person: "007", first: 1, last: 2)])
  #expect(draft.wishes.map(\.day) == [3, 4])
  _ = try reading.validated(ShiftRosteringProblem.init(validating:))
}

@Test func `each fault of a shift workbook is named at its cell`() {
  let reading = read([
    "设置": "项目,值\n首日,2026-03-02\n天数,7\n",
    "班次": "编号,时长\n早,八小时\n夜,\n",
    "合同": "编号\n全职\n",
    "规则": "合同,工号,规则,对象,最多\n全职,,跳舞,班,1\n兼职,,次数,班,1\n,,次数,班,1\n全职,,次数,班,\n",
    "人员": "工号,姓名,合同\n007,甲,全职\n",
    "需求": "日期,班次,最少\n2026-04-09,早,1\n",
    "愿望": "工号,日期,意愿,内容,权重\n007,2026-03-02,也许,早,6\n007,2026-04-09,要,早,6\n007,2026-03-03,要,早,6\n",
    "历史": "工号,此前各日\n007,早\n007,早、早\n",
  ])
  let found = reading.faults.list.map { fault in
    "\(reading.provenance.cell(for: fault.place)?.description ?? "?") \(fault.rule.code)"
  }
  #expect(
    found == [
      "排班!班次!B2 R404", "排班!班次!B3 R411", "排班!规则!C2 R406", "排班!规则!A3 R408",
      "排班!规则!A4 R407", "排班!规则!A5 R413", "排班!需求!A2 R402", "排班!愿望!C2 R409",
      "排班!愿望!B3 R402", "排班!历史!A3 R415",
    ])
}

@Test func `a need of every day that is wrong is one fault`() {
  let reading = read([
    "设置": "项目,值\n首日,2026-03-02\n天数,7\n", "班次": "编号,时长\n早,8小时\n", "合同": "编号\n全职\n",
    "人员": "工号,姓名,合同\n007,甲,全职\n", "需求": "班次,最少,最多\n晚,1,\n早,3,2\n",
  ])
  let error = #expect(throws: RejectedInput.self) {
    try reading.validated(ShiftRosteringProblem.init(validating:))
  }
  #expect(error?.faults.list.map(\.rule.code) == ["R302", "R313"])
}

private func read(_ sheets: KeyValuePairs<String, String>) -> Reading<ShiftDraft> {
  ShiftWorkbook.read(
    WorkbookFolder.workbook(
      named: "排班",
      sheets.map {
        (sheet: $0.key, file: InputFile(path: "\($0.key).csv", bytes: Array($0.value.utf8)))
      }))
}
