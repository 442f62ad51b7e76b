import Diagnostics
import Interchange
import MentorMatching
import Testing

/// A round whose talents' wishes are a sheet of a form.
private func round(
  _ sheet: String, besideTalents: String? = nil, besideMentors: String? = nil
) -> Reading<PairingDraft> {
  var sheets = [
    "单位": "单位编号,单位名称,类别\nH01,同仁医院,医院\n",
    "导师": "工号,姓名,单位,名额\n001,吴海恩,H01,1\n002,周行,H01,1\n003,王芳,H01,1\n004,王芳,H01,1\n",
    "人才": "工号,姓名,单位\n020,李明,H01\n021,赵一,H01\n", "导师志愿": "工号,第1志愿\n001,020\n002,020\n",
    "人才志愿": sheet,
  ]
  if let besideMentors { sheets["导师"] = besideMentors }
  if let besideTalents {
    sheets["人才"] = besideTalents
    sheets["人才志愿"] = sheet.isEmpty ? nil : sheet
  }
  let files = sheets.sorted { $0.key < $1.key }.map {
    ($0.key, InputFile(path: "\($0.key).csv", bytes: Array($0.value.utf8)))
  }
  return PairingWorkbook.read(WorkbookFolder.workbook(named: "结对", files))
}

/// Every fault as `CODE cell`, those of the problem too.
private func faults(_ reading: Reading<PairingDraft>) -> [String] {
  do throws(RejectedInput) {
    _ = try reading.validated(PairingProblem.init(validating:))
    return []
  } catch {
    return error.faults.list.map { fault in
      "\(fault.rule.code) \(error.provenance.cell(for: fault.place)?.cell ?? "?")"
    }
  }
}

private func wishes(_ reading: Reading<PairingDraft>) -> [[String]]? {
  reading.value.talents.first.map { Array($0.wishes) }
}

@Test(arguments: [
  "1、您的工号,2、您的志愿(吴海恩),2、您的志愿(周行)\n020,2,1\n021,-3,-3\n",
  "工号,志愿（周行）,志愿（吴海恩）\n020,1,2\n021,,\n",
  "工号,志愿排序:(吴海恩),志愿排序:(周行)\n020,2,1\n",
])
func `the options of one question are columns with ranks below`(sheet: String) {
  let reading = round(sheet)
  #expect(faults(reading) == [])
  #expect(wishes(reading) == [["002"], ["001"]])
}

@Test func `one column with a remark is the ranking itself, and twice the same is a fault`() {
  #expect(wishes(round("工号,志愿（按顺序填写）\n020,002→001\n")) == [["002"], ["001"]])
  #expect(faults(round("工号,志愿,志愿\n020,002→001,002\n")) == ["I114 C1"])
}

@Test func `a submission that no longer counts is not judged`() {
  // The first names somebody whom two people are called; the second corrects it.
  let sheet = "提交时间,工号,志愿排序\n2026/12/1 9:00,020,王芳→001\n2026/12/1 9:05,020,002→001\n"
  let reading = round(sheet)
  #expect(faults(reading) == [])
  #expect(wishes(reading) == [["002"], ["001"]])
  let wrong = sheet + "2026/12/1 9:10,020,王芳\n"
  #expect(faults(round(wrong)) == ["I141 C4"])
}

@Test func `what is wrong is told at the cell of the row that counts`() {
  // The cells of the first submission stand one by one, because of its gap.
  let twice = "提交时间,工号,第1志愿,第2志愿,第3志愿\n2026/12/1 9:00,020,001,,002\n2026/12/1 9:05,020,002,999,\n"
  #expect(faults(round(twice)) == ["P106 D3"])
  #expect(faults(round("工号,2、请按意愿排序\n020,王芳→001\n")) == ["I141 B2"])
}

@Test func `what the problem finds in a ranking is told at the ranking's cell`() {
  #expect(faults(round("序号,工号,志愿排序\n1,020,002→999\n")) == ["P106 C2"])
}

@Test func `a name that stands twice in one cell is told once, without pointing at itself`() {
  do throws(RejectedInput) {
    _ = try round("工号,志愿排序\n020,002→001→002\n").validated(PairingProblem.init(validating:))
    Issue.record("nothing was found")
  } catch {
    #expect(error.faults.list.map(\.rule.code) == ["P107"])
    #expect(error.faults.list.first?.related == [])
  }
}

@Test(arguments: [
  ("002、001", [["002"], ["001"]]),  // two people
  ("001、吴海恩", [["001"]]),  // one person, key and name
  ("吴海恩、001", [["001"]]), ("001、吴海恩（同仁医院）", [["001"]]), ("001、同仁医院", [["001"]]),
])
func `a key beside its own name is one person, and two keys are two`(
  cell: String, tiers: [[String]]
) {
  #expect(wishes(round("工号,志愿排序\n020,\(cell)\n")) == tiers)
}

@Test func `nobody in a list is passed over`() {
  // 999 is nobody: it must be told, not left out because 001 stands beside it.
  #expect(faults(round("工号,第1志愿\n020,001、999\n")) == ["P106 B2"])
  #expect(faults(round("工号,第1志愿\n020,999、001\n")) == ["P106 B2"])
}

@Test func `wishes beside the people name people as those of a sheet of wishes do`() throws {
  let mentors =
    "工号,姓名,单位,名额,第1志愿\n001,吴海恩,H01,1,李 明\n002,周行,H01,1,\n003,王芳,H01,1,\n004,王芳,H02,1,赵一(同仁医院)\n"
  let headings = "工号,姓名,单位,第1志愿,第2志愿,第3志愿\n"
  let read = round(
    "", besideTalents: headings + "020,李明,H01,周 行,,王芳（H02）\n021,赵一,H01,002、001,999\n",
    besideMentors: mentors)
  #expect(wishes(read) == [["002"], ["004"]])
  #expect(read.value.talents[1].wishes == [["002", "001"], ["999"]])
  #expect(read.value.mentors.map { Array($0.wishes) } == [[["020"]], [["020"]], [], [["021"]]])
  #expect(read.notes.contains { $0.zh == "名单中的志愿有4格填的是姓名或名称，已对应到工号或编号。" })
  // One of two 王芳, told at the cell with both rows; a key that is nobody's, by the problem.
  let unclear = round(
    "", besideTalents: headings + "020,李明,H01,周行,王芳,\n021,赵一,H01,,,\n", besideMentors: mentors)
  let fault = try #require(unclear.faults.list.first)
  #expect(fault.rule.code == "I141" && fault.value == "王芳")
  #expect(unclear.provenance.cell(for: fault.place)?.description == "结对!人才!E2")
  #expect(fault.related.compactMap { unclear.provenance.cell(for: $0)?.cell } == ["A4", "A5"])
  // A sheet of wishes takes their place, and what is wrong beside the people is still told there.
  let both = round(
    "工号,第1志愿\n020,001\n", besideTalents: headings + "020,李明,H01,周行,王芳,\n",
    besideMentors: mentors)
  let cells = both.faults.list.map { both.provenance.cell(for: $0.place)?.description }
  #expect(cells.contains("结对!人才!E2"))
  let nobody = round(
    "", besideTalents: headings + "020,李明,H01,周行,999,\n", besideMentors: "工号,名额\n002,1\n")
  #expect(faults(nobody).contains("P106 E2"))
}

@Test func `a key with somebody else's name beside it is a fault that shows both`() throws {
  let reading = round("工号,第1志愿\n020,002 吴海恩\n")
  let fault = try #require(reading.faults.list.first)
  #expect(reading.faults.list.count == 1)
  #expect(fault.rule.code == "I142" && fault.value == "002 吴海恩")
  #expect(fault.related.compactMap { reading.provenance.cell(for: $0)?.cell } == ["A2"])
}
