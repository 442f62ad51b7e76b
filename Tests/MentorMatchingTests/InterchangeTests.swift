import Diagnostics
import Foundation
import Interchange
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import SampleData
import Solving
import Testing

@Suite struct `Pairing rounds in files` {
  private func reading(_ sheets: [(String, String)]) -> Reading<Workbook> {
    WorkbookFolder.workbook(
      named: "导师结对",
      sheets.map { ($0.0, InputFile(path: "\($0.0).csv", bytes: Array($0.1.utf8))) })
  }

  @Test(arguments: 0..<UInt64(5))
  func `a sample survives the workbook`(seed: UInt64) throws {
    let draft = PairingSample().draft(seed: seed)
    let back = PairingWorkbook.read(
      Reading(value: PairingWorkbook.workbook(of: draft), provenance: Provenance()))
    #expect(back.faults.list == [])
    // Gaps carry no meaning and are not written back as empty tiers.
    var expected = draft
    for m in expected.mentors.indices { expected.mentors[m].wishes.removeAll(where: \.isEmpty) }
    for t in expected.talents.indices { expected.talents[t].wishes.removeAll(where: \.isEmpty) }
    #expect(back.value == expected)
  }

  @Test func `ties, gaps, leading zeros and names beside the wishes are read`() throws {
    let read = PairingWorkbook.read(
      reading([
        ("导师", "导师名单,,\n工号,姓名,上限,第1志愿,第2志愿,第3志愿\n0101,甲,2,0201、0202,,0203\n"),
        ("人才", "工号,姓名\n0201,乙\n0202,丙\n0203,丁\n"),
        ("人才志愿", "工号,第一志愿\n0202,0101\n0201,0101\n0203,0101\n"),
      ]))
    #expect(read.faults.list == [])
    #expect(read.value.mentors[0].wishes == [["0201", "0202"], ["0203"]])
    #expect(read.value.talents.map(\.wishes) == [[["0101"]], [["0101"]], [["0101"]]])
    #expect(read.value.talents[2].name == "丁")
  }

  @Test func `whoever left before the round begins may not stay on its lists`() throws {
    func read(mentors: String, settings: String) -> Reading<PairingDraft> {
      PairingWorkbook.read(
        reading([
          ("导师", "工号,上限,第1志愿\n" + mentors), ("人才", "工号\n0201\n0202\n"),
          ("人员", "工号,姓名,截止日\n0101,甲,2026-08-31\n0102,乙,\n0202,丙,2026/9/1\n"),
          ("设置", "项目,值\n标题,秋季\n" + settings),
        ]))
    }
    let both = "0101,1,0201\n0102,1,0201\n"
    let late = read(mentors: both, settings: "起始日,2026年9月1日\n")
    #expect(late.faults.list.map(\.rule.code) == ["P122"])
    let fault = try #require(late.faults.list.first)
    #expect(fault.value == "0101 2026-08-31")
    #expect(
      fault.text(in: .zh, provenance: late.provenance).contains(
        "导师结对!导师!B2: P122"))
    #expect(late.value.firstDay == "2026-09-01")
    // Who takes nobody may stay, and the last day is one of work.
    #expect(read(mentors: "0101,0,\n", settings: "起始日,2026-09-01\n").faults.isEmpty)
    #expect(read(mentors: both, settings: "起始日,2026-08-31\n").faults.isEmpty)
    let later = read(mentors: both, settings: "起始日,2026-09-02\n")
    #expect(later.faults.list.map(\.value) == ["0101 2026-08-31", "0202 2026-09-01"])
    // Without a first day nobody can tell, and that is said.
    let open = read(mentors: both, settings: "")
    #expect(open.faults.isEmpty && open.notes.contains { $0.zh.contains("0101、0202") })
    // The day survives being written, and JSON may hold no other text.
    let written = PairingWorkbook.read(
      Reading(value: PairingWorkbook.workbook(of: late.value), provenance: Provenance()))
    #expect(written.value.firstDay == "2026-09-01")
    var draft = late.value
    draft.firstDay = "bald"
    #expect(PairingProblem.faults(in: draft).list.map(\.rule.code) == ["P123"])
  }

  @Test func `a round of scores alone ranks by them and says so`() throws {
    let people = [("导师", "工号,可带人数上限\n0101,1\n0102,1\n"), ("人才", "工号,姓名\n0201,甲\n0202,乙\n")]
    let scores = ("评分", "导师工号,人才工号,评分\n0101,0201,9\n0101,0202,5\n0102,0201,5\n")
    let read = PairingWorkbook.read(reading(people + [scores]))
    #expect(read.faults.list == [])
    #expect(read.value.listsFromScores)
    #expect(read.notes.contains { $0.zh.contains("按“评分”表排出") })
    let problem = try read.validated(PairingProblem.init(validating:))
    #expect(problem.mentorWishes.rank(of: 1, by: 0) == 2)
    // 0101 and 0201 have one another first, and nobody else lists 0102 or wants 0202.
    #expect(try problem.solve().solution?.matching.mentorOfTalent == [0, nil])
    // One wish is enough to make the scores plain scores, unless the settings say otherwise.
    let wish = ("人才志愿", "工号,第1志愿\n0201,0101\n")
    #expect(!PairingWorkbook.read(reading(people + [scores, wish])).value.listsFromScores)
    let set = PairingWorkbook.read(
      reading(people + [scores, wish, ("设置", "项目,值\n按评分排志愿,是\n")]))
    #expect(set.value.listsFromScores)
    let back = PairingWorkbook.read(
      Reading(value: PairingWorkbook.workbook(of: set.value), provenance: Provenance()))
    #expect(back.value == set.value)
    let odd = PairingWorkbook.read(reading(people + [("设置", "项目,值\n颜色,蓝\n")]))
    #expect(odd.faults.list.map(\.rule.code) == ["P121"])
  }

  @Test func `lower limits, targets, waiting and lists from scores survive English headings`()
    throws
  {
    var draft = PairingSample().draft(seed: 3)
    draft.mentors[0].target = 1
    draft.talents[1].waited = true
    draft.projects = [
      .init(id: "P1", title: "", mentor: draft.mentors[0].id, places: 2, lowerPlaces: 1)
    ]
    draft.scores = [.init(mentor: draft.mentors[0].id, talent: draft.talents[0].id, points: 3)]
    draft.listsFromScores = true
    let english = Template.translated(
      PairingWorkbook.workbook(of: draft), of: .pair, to: .en)
    let back = PairingWorkbook.read(Reading(value: english, provenance: Provenance()))
    #expect(back.faults.list == [])
    #expect(back.value.projects == draft.projects)
    #expect(back.value.mentors[0].target == 1)
    #expect(back.value.talents[1].waited)
    #expect(back.value.listsFromScores)
    #expect(back.notes.allSatisfy { !$0.en.contains("ignored") })
  }

  @Test func `a ranking under a question of a form is read`() throws {
    let read = PairingWorkbook.read(
      reading([
        ("导师", "工号,可带人数上限\n0101,1\n0102,1\n"), ("人才", "工号,姓名\n0201,甲\n"),
        ("导师志愿", "工号,第1志愿\n0101,0201\n"),
        ("人才志愿", "1、您的工号,2、请按意愿排序\n0201,0102→0101\n"),
      ]))
    #expect(read.faults.list == [])
    #expect(read.value.talents[0].wishes == [["0102"], ["0101"]])
  }

  @Test func `faults are printed with the cell of the sheet where they stand`() throws {
    let read = PairingWorkbook.read(
      reading([
        ("导师", "工号,可带人数上限\n0101,x\n0102,1\n"),
        ("人才", "工号,姓名\n0201,甲\n0201,乙\n"),
        ("导师志愿", "工号,第1志愿,第2志愿\n0102,0201,0299\n0199,0201,\n0102,,\n"),
        ("在带", "导师工号,人才工号,类型\n0102,0201,也许\n"),
      ]))
    let error = #expect(throws: RejectedInput.self) {
      try read.validated(PairingProblem.init(validating:))
    }
    let report = try #require(error).report(in: .zh)
    for line in [
      "导师结对!导师!B2: I122", "导师结对!人才!A3: P102", "导师结对!导师志愿!C2: P106",
      "导师结对!导师志愿!A3: P109", "导师结对!导师志愿!A4: P117", "导师结对!在带!C2: P118",
    ] {
      #expect(report.contains(line), "\(line) in \(report)")
    }
  }

  @Test func `the demo is the sample, and solves with a proof`() throws {
    let folder = repository.appending(path: "Datasets/changning/导师结对")
    let draft = PairingSample().draft(seed: 2026)
    if ProcessInfo.processInfo.environment["ALLOT_WRITE_DATASETS"] != nil {
      try WorkbookFolder.write(PairingWorkbook.workbook(of: draft), to: folder.path)
    }
    let read = PairingWorkbook.read(try WorkbookFolder.read(folder.path))
    let problem = try read.validated(PairingProblem.init(validating:))
    let own = PairingWorkbook.read(
      Reading(value: PairingWorkbook.workbook(of: draft), provenance: Provenance()))
    #expect(problem.draft == own.value)
    #expect(problem.mentorCount == 30 && problem.talentCount == 90 && !problem.isStrict)
    #expect(problem.draft.recusals.count == 8 && !problem.draft.kept.isEmpty)
    let outcome = try problem.solve()
    let answer = try #require(outcome.solution)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    #expect(outcome.terms[0].isProven)
  }

  @Test func `a Glasgow file is read with ties, capacities and lower bounds`() throws {
    let text = "0\n3\n2\n1 2 1\n2 (1 2)\n3 1\n1 1 3 (1 2)\n2 2 1 2\n#lower 2 1\n"
    let read = GlasgowFile.read(text, name: "x.hrt")
    #expect(read.faults.list == [])
    #expect(read.value.talents.map(\.wishes) == [[["m2"], ["m1"]], [["m1", "m2"]], [["m1"]]])
    #expect(read.value.mentors.map(\.capacity) == [1, 2])
    #expect(read.value.mentors[0].wishes == [["t3"], ["t1", "t2"]])
    #expect(read.value.mentors[1].lowerCapacity == 1)
    let problem = try read.validated(PairingProblem.init(validating:))
    #expect(GlasgowFile.text(of: problem) == text)
  }

  @Test(arguments: ["", "0\n2\n1\n1 1\n", "0\n1\n1\n1 (1\n1 1 1\n", "0\n1\n1\n9 1\n1 1 1\n"])
  func `a broken Glasgow file is refused`(text: String) throws {
    #expect(!GlasgowFile.read(text, name: "x.hrt").faults.isEmpty)
  }

  @Test func `project bids make the projects they name and ask no mentor about others`() throws {
    let far = ProjectFile.readBids("888883\n7,7\n", supervisors: nil, name: "x.bids")
    #expect(far.faults.list == [])
    #expect(far.value.projects.map(\.id) == ["p7", "p888883"])
    #expect(far.value.talents.map(\.wishes) == [[["p888883"]], [["p7"]]])
    #expect(far.value.mentors.map(\.wishes) == [[["t2"]], [["t1"]]])
    let bids = (1...10_000).map { "\($0)\n" }.joined()
    let many = ProjectFile.readBids(bids, supervisors: nil, name: "x.bids").value
    #expect(many.mentors.reduce(0) { $0 + $1.wishes.joined().count } == 10_000)
    let overflow = ProjectFile.readBids(
      "1\n", supervisors: "1\n1,2,9223372036854775807\n", name: "x.bids")
    #expect(overflow.faults.list.map(\.rule) == [.projectFileLine])
  }

  @Test func `the same seed gives the same answer`() throws {
    var sample = PairingSample()
    sample.mentorTiePercent = 60
    let problem = try PairingProblem(validating: sample.draft(seed: 5))
    for rule in PairingRule.allCases {
      let first = try problem.solve(rule, run: Run(seed: 3)).solution
      #expect(try problem.solve(rule, run: Run(seed: 3)).solution == first)
    }
  }

  @Test func `a limit of no time still gives a checked answer with true bounds`() throws {
    let problem = try PairingProblem(validating: PairingSample().draft(seed: 9))
    for rule in PairingRule.allCases {
      let outcome = try problem.solve(rule, run: Run(within: SolveLimits(seconds: 0)))
      let answer = try #require(outcome.solution)
      #expect(outcome.termination == .limitReached || outcome.termination == .optimal)
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    }
  }
}
