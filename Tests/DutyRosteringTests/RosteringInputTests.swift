import Alliance
import Diagnostics
import DutyRostering
import DutyRosteringSolver
import Interchange
import SampleData
import Solving
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct RosteringInput {
  @Test func `every planted fault is found at once, with its place`() throws {
    var draft = RotationSample().draft(seed: 1)
    draft.units[3].weight = 0
    draft.units[4].id = draft.units[2].id
    draft.people[0].unit = "nowhere"
    draft.people[1].exception = "  "
    draft.leave.append(LeaveDraft(unit: "H01", person: "010011", term: draft.terms[0].label))
    draft.leave.append(LeaveDraft(unit: "H02", term: "2031-01"))
    draft.rotation.settings.leastGap = 12
    draft.rotation.demand[0].places = 3
    draft.rotation.demand.removeLast()
    draft.rotation.demand.append(draft.rotation.demand[1])
    draft.rotation.posts[0].seats = []
    draft.rotation.history[0].served = -1
    draft.rotation.pinned.append(CellDraft(term: draft.terms[0].label, unit: "H01"))
    let found = RosteringProblem.faults(in: draft).list
    func has(_ code: String, _ place: String) -> Bool {
      found.contains { $0.rule.code == code && $0.place.path == place }
    }
    #expect(has("R106", "units[3].weight"))
    #expect(has("R102", "units[4].id"))
    #expect(has("R103", "people[0].unit"))
    #expect(has("R110", "people[1].exception"))
    #expect(has("R114", "leave[\(draft.leave.count - 2)]"))
    #expect(has("R103", "leave[\(draft.leave.count - 1)].term"))
    #expect(has("R123", "rotation.settings.leastGap"))
    #expect(has("R111", "rotation.demand[0].places"))
    #expect(has("R112", "rotation.demand[\(draft.rotation.demand.count - 1)]"))
    #expect(has("R113", "terms[11]"))
    #expect(has("R122", "rotation.posts[0].seats"))
    #expect(has("R109", "rotation.history[0].served"))
    #expect(has("R115", "rotation.pinned[0]"))
  }

  @Test func `terms that end before they start or overlap are refused`() throws {
    var draft = RotationSample().draft(seed: 1)
    #expect(RosteringProblem.faults(in: draft).isEmpty)
    draft.terms[1].end = "2026-01-15"
    draft.terms[4].start = draft.terms[3].end
    let found = RosteringProblem.faults(in: draft).list
    #expect(found.map(\.rule.code) == ["R125", "R126"])
    #expect(found.map(\.place.path) == ["terms[1].end", "terms[4].start"])
  }

  @Test func `a term with one of its two days is refused`() throws {
    var draft = RotationSample().draft(seed: 1)
    draft.terms[2].start = nil
    draft.terms[5].end = nil
    let found = RosteringProblem.faults(in: draft).list
    #expect(found.map(\.rule.code) == ["R127", "R127"])
    #expect(found.map(\.place.path) == ["terms[2].start", "terms[5].end"])
    for t in draft.terms.indices { (draft.terms[t].start, draft.terms[t].end) = (nil, nil) }
    #expect(RosteringProblem.faults(in: draft).isEmpty)
  }

  @Test func `pins that contradict leave, one another or the places are refused`() throws {
    var draft = RotationSample().draft(seed: 1)
    let label = draft.terms[0].label
    draft.leave.append(LeaveDraft(unit: "H02", term: label))
    draft.rotation.pinned = [
      CellDraft(term: label, body: .office, unit: "H02"),
      CellDraft(term: label, body: .office, unit: "C01"),
      CellDraft(term: label, body: .secretariat, unit: "C01"),
      CellDraft(term: label, body: .secretariat, unit: "C02"),
      CellDraft(term: label, body: .secretariat, unit: "C03"),
    ]
    let codes = RosteringProblem.faults(in: draft).list.map(\.rule.code)
    #expect(codes == ["R116", "R117", "R118"])
  }

  @Test(arguments: 0..<UInt64(20))
  func `a workbook reads back as the draft it was written from`(seed: UInt64) throws {
    var draft = TinyRotation.draft(seed: seed)
    // A draw comes with the command; no sheet holds it.
    draft.tieOrder = nil
    for i in draft.terms.indices { draft.terms[i].start = "2026-0\(i + 1)-01" }
    let workbook = RosteringWorkbook.workbook(of: draft)
    let read = RosteringWorkbook.read(Reading(value: workbook, provenance: Provenance()))
    #expect(read.faults.list == [])
    #expect(read.value == draft)
  }

  @Test func `a fault is printed with its cell`() throws {
    var draft = RotationSample().draft(seed: 1)
    draft.units[3].weight = 0
    draft.rotation.settings.leastGap = 40
    let workbook = RosteringWorkbook.workbook(of: draft)
    let read = RosteringWorkbook.read(Reading(value: workbook, provenance: Provenance()))
    let error = #expect(throws: RejectedInput.self) {
      try read.validated(RosteringProblem.init(validating:))
    }
    let report = try #require(error).report(in: .zh)
    #expect(report.contains("轮值!单位!D5: R106"))
    #expect(report.contains("轮值!设置!B5: R123"))
  }

  @Test func `the demo is the sample, and solves with every goal proven`() throws {
    let folder = repository.appending(path: "Datasets/changning/轮值")
    let draft = RotationSample().draft(seed: 2026)
    if ProcessInfo.processInfo.environment["ALLOT_WRITE_DATASETS"] != nil {
      try WorkbookFolder.write(RosteringWorkbook.workbook(of: draft), to: folder.path)
    }
    let read = RosteringWorkbook.read(try WorkbookFolder.read(folder.path))
    let problem = try read.validated(RosteringProblem.init(validating:))
    #expect(problem.draft == draft)
    #expect(problem.activeUnits.count == 15 && problem.terms.count == 12)
    #expect(problem.units.allSatisfy { (1...3).contains($0.people.count) })
    #expect(!draft.leave.isEmpty && draft.rotation.history.count == 15)
    #expect(draft.people.count { $0.exception != nil } == 1 && draft.units[0].isHost)
    let outcome = try problem.solve()
    let answer = try #require(outcome.solution)
    #expect(outcome.termination == .optimal)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    let table = RosteringWorkbook.table(of: answer.roster, in: problem, showsNames: false)
    #expect(table.count == 1 + problem.demand.joined().reduce(0, +))
    for reason in answer.reasons {
      #expect(reason.served == answer.roster.duties(ofUnit: reason.unit).count)
      #expect(reason.duties.count == reason.served)
    }
    for fairness in answer.fairness {
      #expect(fairness.most - fairness.fewest <= 2)
      #expect(problem.text(of: fairness).zh.contains("应轮次数"))
    }
  }
}
