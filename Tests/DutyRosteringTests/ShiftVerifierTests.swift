import DutyRostering
import DutyRosteringSolver
import Foundation
import SampleData
import Solving
import TestSupport
import Testing

/// What the verifier in Python reads of a result.
private struct Result: Encodable {
  let draft: ShiftDraft
  let answer: ShiftAnswer
  var terms: [ObjectiveTerm]?
}

@Suite struct ShiftSecondVerifier {
  /// Written apart, in another language, by dynamic programming over tuples.
  @Test func `the verifier in Python counts and proves the same`() throws {
    let script = repository.appending(path: "Tests/Verifiers/verify_shift_roster.py")
    let left = "shift rosters were not counted by a second program"
    guard let python = InstalledProgram("python3", otherwiseLeavingOut: left) else { return }
    let weights = ShiftBoundCertificate.Weights(open: 100, change: 7, penalty: 3)
    let file = FileManager.default.temporaryDirectory
      .appending(path: "roster-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    for seed in UInt64(0)..<20 {
      let problem = TinyShifts.problem(seed: seed)
      var random = SeededRandom(seed: seed)
      let rows = ShiftEnumeration(problem).rows
      let tasks = rows.map { $0.randomElement(using: &random)?.tasks ?? [] }
      let roster = ShiftRoster(tasks: tasks)
      let prices = problem.cover.map { _ in Int.random(in: -30_000...60_000, using: &random) }
      let split = ShiftBoundCertificate.Split(
        person: 1, day: 1, cells: [0], inside: 1, outside: 2)
      let tolls = TinyShifts.tolls(on: problem) { _ in Int.random(in: -3000...3000, using: &random)
      }
      let nodes: [ShiftBoundCertificate.Node] =
        seed % 2 == 0
        ? [.init(prices: prices, tolls: seed % 4 == 0 ? tolls : nil)]
        : [.init(prices: prices, split: split), .init(prices: prices), .init(prices: nil)]
      let counts = seed % 3 == 0 ? problem.people.map { _ in [0] } : nil
      let bound = try problem.verifiedBound(
        of: ShiftBoundCertificate(
          weights: weights, denominator: 256, nodes: nodes, counts: counts, bound: 0))
      let certificate = ShiftBoundCertificate(
        weights: weights, denominator: 256, nodes: nodes, counts: counts, bound: bound ?? 0)
      try JSONEncoder().encode(
        Result(
          draft: problem.draft, answer: ShiftAnswer(roster: roster, certificate: certificate))
      ).write(to: file)
      let said = try python.run([script.path, file.path]).output
      guard problem.violations(of: roster).isEmpty else { continue }
      let values = problem.values(of: roster)
      let expected =
        "open \(values.open) change \(values.change) penalty \(values.penalty) "
        + "bound \(bound.map(String.init) ?? "none")"
      #expect(said.split(separator: "\n").first.map(String.init) == expected, "seed \(seed)")
    }
  }

  /// A ward that cannot fill its nights proves each of its goals; nothing that goes further may pass.
  @Test func `the verifier in Python proves each goal and refuses what is claimed beyond`() throws {
    let script = repository.appending(path: "Tests/Verifiers/verify_shift_roster.py")
    let left = "what shift rosters claim was not proven by a second program"
    guard let python = InstalledProgram("python3", otherwiseLeavingOut: left) else { return }
    let draft = WardSample(people: 12, days: 7).draft(seed: 7)
    let outcome = try ShiftRosteringProblem(validating: draft)
      .solve(run: Run(within: SolveLimits(work: 2000), seed: 1))
    let answer = try #require(outcome.solution)
    let proof = try #require(answer.earlier?.first)
    let open = try #require(outcome.terms.first)
    #expect(open.name == "open" && open.bound == open.value && open.value > 0)
    let file = FileManager.default.temporaryDirectory
      .appending(path: "ward-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    func verified(
      _ certificate: ShiftBoundCertificate?, _ earlier: [ShiftBoundCertificate]?,
      _ terms: [ObjectiveTerm]
    ) throws -> (isAccepted: Bool, output: String) {
      let told = ShiftAnswer(roster: answer.roster, certificate: certificate, earlier: earlier)
      try JSONEncoder().encode(Result(draft: draft, answer: told, terms: terms)).write(to: file)
      let run = try python.run([script.path, file.path])
      #expect(run.talk == "")
      return (run.status == 0, run.output)
    }
    #expect(try verified(answer.certificate, answer.earlier, outcome.terms).isAccepted)
    // The proof of open duties carries its goal alone.
    #expect(try verified(nil, [proof], [open]).isAccepted)
    let raised = ShiftBoundCertificate(
      weights: proof.weights, denominator: proof.denominator, nodes: proof.nodes,
      counts: proof.counts, bound: proof.bound + 1)
    #expect(try !verified(nil, [raised], [open]).isAccepted)
    let bold = ObjectiveTerm(
      name: "open", value: open.value, bound: open.value + 1, isMinimized: true)
    for (proofs, claim) in [([proof], bold), (nil, open)] {
      let verdict = try verified(nil, proofs, [claim])
      #expect(!verdict.isAccepted && verdict.output.contains("\nopen: bound is not proven\n"))
    }
  }
}
