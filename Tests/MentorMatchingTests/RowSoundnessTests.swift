import Diagnostics
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import Testing

/// Rows of the verifier against every stable matching of tiny rounds.
///
/// A tree of splits leads to one matching, where it claims that a row alone is a contradiction. The
/// verifier may believe that of no stable matching, whichever row it is and however sums are rounded.
@Suite struct `Rows of the verifier` {
  private struct Trial {
    let problem: PairingProblem
    let answer: PairingAnswer
    let terms: [ObjectiveTerm]

    /// Whether a proof of the first goal is taken, whatever it is worth.
    func isTaken(_ rows: [ProofRow], _ nodes: [RowProof.Node]) -> Bool {
      let goal = problem.goals(of: answer.rule)[0]
      let forged = PairingAnswer(
        rule: answer.rule, matching: answer.matching, reductions: [],
        certificates: [
          ProvenGoal(goal: goal, proof: .rows(RowProof(rows: rows, unit: 1, nodes: nodes)))
        ], reports: answer.reports, blockingPairs: answer.blockingPairs,
        shortfalls: answer.shortfalls)
      let claim = terms.enumerated().map { k, term in
        ObjectiveTerm(
          name: term.name, value: term.value,
          bound: k == 0 ? (term.isMinimized ? 1 << 40 : -1) : nil, isMinimized: term.isMinimized)
      }
      return problem.certificateDefects(of: forged, terms: claim).contains {
        $0.en.contains("(only ")
      }
    }

    /// Whether a row may be written at all.
    func isRow(_ rows: [ProofRow]) -> Bool { isTaken(rows, [.bounded(RowWeights([]))]) }

    /// Splits that lead to one matching, from the node at position `first`; the last of them goes on.
    private func path(to made: Set<Int>, first: Int = 0) -> [RowProof.Node] {
      problem.contracts.contracts.indices.flatMap { e in
        let (other, next) = (first + 2 * e + 1, first + 2 * e + 2)
        return [
          made.contains(e)
            ? .split(unknown: e, value: 0, low: other, high: next)
            : .split(unknown: e, value: 0, low: next, high: other),
          .bounded(RowWeights([])),
        ] as [RowProof.Node]
      }
    }

    /// Whether steps, or a row that may count on them, are believed to contradict a matching.
    func contradicts(after steps: [ProofStep], _ rows: [ProofRow], _ made: Set<Int>) -> Bool {
      let start = [RowProof.Node.steps(steps, next: 1)] + path(to: made, first: 1)
      let weights =
        [RowWeights([])]
        + rows.indices.map { RowWeights([BoundCertificate.Multiplier(row: $0, weight: 1)]) }
      return weights.contains { isTaken(rows, start + [.empty($0)]) }
    }

    /// Whether one of the row's sides is believed to contradict a matching.
    func contradicts(_ rows: [ProofRow], _ made: Set<Int>) -> Bool {
      let path = path(to: made)
      return [1, -1].contains { weight in
        let row = BoundCertificate.Multiplier(row: rows.count - 1, weight: weight)
        return isTaken(rows, path + [.empty(RowWeights([row]))])
      }
    }
  }

  /// A row at random; many of them may not be written.
  private func row(_ problem: PairingProblem, _ random: inout SeededRandom) -> ProofRow {
    let contracts = problem.contracts
    let e = Int.random(in: 0..<contracts.contracts.count, using: &random)
    let own = contracts.classesOfContract[e]
    let c = own[Int.random(in: 0..<own.count, using: &random)]
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return .talent(contracts.contracts[e].talent)
    case 1: return .room(class: c)
    case 2, 3: return .exchange(contract: e)
    case 4: return .full(contract: e, place: Int.random(in: 0..<own.count, using: &random))
    case 5: return .stable(contract: e)
    default:
      let end = Int.random(in: 1...4, using: &random)
      let shaft = contracts.classes[c].members.filter { contracts.contracts[$0].mentorRank <= end }
      let teeth = shaft.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
      let mentor = Bool.random(using: &random) ? own.last : nil
      return .comb(class: c, mentor: mentor, end: end, teeth: Array(teeth))
    }
  }

  /// A round of projects, or of quotas over mentors, with an answer to forge proofs of and all stable pairings.
  private func trial(_ seed: UInt64) throws -> (trial: Trial, stable: [Set<Int>])? {
    let problem =
      seed % 2 == 0
      ? try tinyProjects(seed: 400_000 + seed, ties: true, heavy: true)
      : try tinyQuotas(seed: 410_000 + seed, ties: true)
    let outcome = try problem.solve(.largest)
    guard let answer = outcome.solution, !problem.contracts.contracts.isEmpty else { return nil }
    let contracts = problem.contracts
    let stable = ContractEnumeration(problem.draft).all.filter { $0.blocking == 0 }.map { entry in
      Set(
        entry.choice.enumerated().compactMap { t, choice -> Int? in
          guard let choice else { return nil }
          return contracts.ofTalent[t].first {
            contracts.contracts[$0].mentor == choice[0]
              && contracts.contracts[$0].project == (choice[1] < 0 ? nil : choice[1])
          }
        })
    }
    #expect(!stable.isEmpty)
    return (Trial(problem: problem, answer: answer, terms: outcome.terms), stable)
  }

  /// Steps at random; what the verifier takes may close no stable pairing, and call nobody matched and no
  /// class full who is not.
  @Test func `steps that are taken leave every stable pairing`() throws {
    var taken = (offers: 0, applications: 0)
    for seed in UInt64(0)..<160 {
      guard let (trial, stable) = try trial(seed) else { continue }
      var random = SeededRandom(seed: seed)
      let contracts = trial.problem.contracts
      let rows =
        contracts.classes.indices.map { ProofRow.filled(class: $0) }
        + contracts.ofTalent.indices.map { .talent($0) }
      let isNested = trial.isRow([rows[0]])
      var steps: [ProofStep] = []
      for _ in 0..<10 {
        let step: ProofStep =
          Bool.random(using: &random)
          ? .offer(contract: Int.random(in: contracts.contracts.indices, using: &random))
          : .applications(
            class: Int.random(in: contracts.classes.indices, using: &random),
            lastRank: Int.random(in: 1...4, using: &random))
        guard trial.isTaken([], [.steps(steps + [step], next: 1), .bounded(RowWeights([]))]) else {
          continue
        }
        steps.append(step)
        if case .offer = step { taken.offers += 1 } else { taken.applications += 1 }
        for made in stable {
          #expect(
            !trial.contradicts(after: steps, isNested ? rows : [], made), "seed \(seed): \(steps)")
        }
      }
    }
    #expect(taken.offers > 50 && taken.applications > 50, "\(taken)")
  }

  @Test func `hold for every stable pairing, sums rounded however they are`() throws {
    var written: [String: Int] = [:]
    for seed in UInt64(0)..<90 {
      var random = SeededRandom(seed: seed)
      guard let (trial, stable) = try trial(seed) else { continue }
      let problem = trial.problem
      var rows: [ProofRow] = []
      for _ in 0..<12 {
        let next = row(problem, &random)
        if trial.isRow(rows + [next]) { rows.append(next) }
      }
      for _ in 0..<6 where !rows.isEmpty {
        let parts = (0..<3).map { _ in
          let k = Int.random(in: 0..<rows.count, using: &random)
          let below: Bool =
            switch rows[k] {
            case .comb, .full, .stable, .rounded: true
            default: false
            }
          let weight = Int.random(in: 1...3, using: &random)
          return BoundCertificate.Multiplier(row: k, weight: below ? weight : -weight)
        }
        let sum = ProofRow.rounded(
          RowWeights(parts), divisor: Int.random(in: 2...4, using: &random))
        #expect(trial.isRow(rows + [sum]))
        rows.append(sum)
      }
      for k in rows.indices {
        let some = Array(rows[...k])
        written[String("\(rows[k])".prefix { $0 != "(" }), default: 0] += 1
        for made in stable.prefix(6) {
          #expect(!trial.contradicts(some, made), "seed \(seed): \(rows[k])")
        }
      }
    }
    for kind in ["talent", "room", "exchange", "full", "stable", "comb", "rounded"] {
      #expect(written[kind, default: 0] > 10, "\(kind)")
    }
  }
}
