import Diagnostics
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import Testing

/// One-to-one rounds with complete strict lists that are nearly turned against each other, so that there
/// are many stable matchings, and all of them by trying every assignment.
private struct TurnedRound {
  let count: Int
  let wishes: [[Int]]
  let answers: [[Int]]
  let points: [[Int]]

  init(seed: UInt64, count: Int) {
    var random = SeededRandom(seed: seed)
    self.count = count
    func shaken(_ list: [Int]) -> [Int] {
      var list = list
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let i = Int.random(in: 0..<(count - 1), using: &random)
        list.swapAt(i, i + 1)
      }
      return list
    }
    wishes = (0..<count).map { t in shaken((0..<count).map { (t + $0) % count }) }
    answers = (0..<count).map { m in shaken((1...count).map { (m + $0) % count }) }
    points = (0..<count).map { _ in
      (0..<count).map { _ in Int.random(in: -9...9, using: &random) }
    }
  }

  var draft: PairingDraft {
    var draft = PairingDraft(
      mentors: (0..<count).map { m in
        .init(id: "m\(m)", capacity: 1, wishes: answers[m].map { ["t\($0)"] })
      },
      talents: (0..<count).map { t in .init(id: "t\(t)", wishes: wishes[t].map { ["m\($0)"] }) })
    for t in 0..<count {
      for m in 0..<count {
        draft.scores.append(.init(mentor: "m\(m)", talent: "t\(t)", points: points[t][m]))
      }
      if t % 2 == 0 { draft.previous.append(.init(mentor: "m\((t + 2) % count)", talent: "t\(t)")) }
    }
    return draft
  }

  /// Ranks of each pair of a stable matching, with its points.
  struct Found {
    var talentRanks: [Int] = []
    var mentorRanks: [Int] = []
    var points = 0
    var stays = 0
  }

  var stable: [Found] {
    let rankOfMentor = wishes.map { list in (0..<count).map { list.firstIndex(of: $0)! } }
    let rankOfTalent = answers.map { list in (0..<count).map { list.firstIndex(of: $0)! } }
    var found: [Found] = []
    var mentorOf: [Int] = []
    func isStable() -> Bool {
      for t in 0..<count {
        for m in wishes[t].prefix(rankOfMentor[t][mentorOf[t]]) {
          let holder = mentorOf.firstIndex(of: m)!
          if rankOfTalent[m][t] < rankOfTalent[m][holder] { return false }
        }
      }
      return true
    }
    func extend() {
      if mentorOf.count == count {
        guard isStable() else { return }
        var each = Found()
        for (t, m) in mentorOf.enumerated() {
          each.talentRanks.append(rankOfMentor[t][m] + 1)
          each.mentorRanks.append(rankOfTalent[m][t] + 1)
          each.points += points[t][m]
          if t % 2 == 0, m == (t + 2) % count { each.stays += 1 }
        }
        found.append(each)
        return
      }
      for m in 0..<count where !mentorOf.contains(m) {
        mentorOf.append(m)
        extend()
        mentorOf.removeLast()
      }
    }
    extend()
    return found
  }
}

@Suite struct `Rules by rotations` {
  /// What a rule makes small, in order.
  private func key(_ found: TurnedRound.Found, _ rule: PairingRule, ranks: Int) -> [Int] {
    let worst = max(found.talentRanks.max() ?? 0, found.mentorRanks.max() ?? 0)
    let sum = (found.talentRanks + found.mentorRanks).reduce(0, +)
    switch rule {
    case .weighted: return [-found.points]
    case .egalitarian: return [sum]
    case .mentor: return [found.mentorRanks.reduce(0, +)]
    case .regret: return [worst, sum]
    case .leastChange: return [-found.stays]
    case .rankMaximal: return (1...ranks).map { r in -found.talentRanks.count { $0 == r } }
    case .generous: return (2...ranks).reversed().map { r in found.talentRanks.count { $0 == r } }
    case .ordered(let rules):
      return rules.flatMap { $0 == .regret ? [worst] : key(found, $0, ranks: ranks) }
    default: return []
    }
  }

  private static let rules: [PairingRule] = [
    .weighted, .egalitarian, .regret, .leastChange, .rankMaximal, .generous,
    .ordered([.regret, .weighted]), .ordered([.leastChange, .regret, .egalitarian]),
    .ordered([.egalitarian, .weighted]), .mentor, .ordered([.weighted, .regret, .egalitarian]),
    .ordered([.rankMaximal, .mentor]),
  ]

  @Test(arguments: 0..<UInt64(120))
  func `goal after goal reaches the best of all stable pairings`(seed: UInt64) throws {
    let round = TurnedRound(seed: seed, count: 6)
    let problem = try PairingProblem(validating: round.draft)
    let all = round.stable
    #expect(seed > 20 || all.count > 1)
    for rule in Self.rules {
      let outcome = try problem.solve(rule)
      let answer = try #require(outcome.solution)
      let best = all.map { key($0, rule, ranks: 6) }.min { $0.lexicographicallyPrecedes($1) }
      let goals = outcome.terms.filter { $0.name != "size" }
      #expect(goals.map { $0.isMinimized ? $0.value : -$0.value } == best, "\(rule.rawValue)")
      #expect(outcome.termination == .optimal, "\(rule.rawValue)")
      #expect(answer.certificates.count == outcome.terms.count)
      #expect(problem.violations(of: answer) == [])
      let defects = problem.certificateDefects(of: answer, terms: outcome.terms)
      #expect(defects.map(\.en) == [], "\(rule.rawValue)")
    }
  }

  /// What the verifier says of an answer with other proofs.
  private func defects(
    _ problem: PairingProblem, _ outcome: Outcome<PairingAnswer>, _ proofs: [ProvenGoal]
  ) throws -> [String] {
    let answer = try #require(outcome.solution)
    let other = PairingAnswer(
      rule: answer.rule, matching: answer.matching, reductions: answer.reductions,
      certificates: proofs, reports: answer.reports, blockingPairs: [], shortfalls: [])
    return problem.certificateDefects(of: other, terms: outcome.terms).map(\.en)
  }

  @Test func `a comb presses from above only where a sum before it met its value`() throws {
    var (turned, lost) = (0, 0)
    for seed in 0..<UInt64(120) {
      let problem = try PairingProblem(validating: TurnedRound(seed: seed, count: 6).draft)
      let outcome = try problem.solve(.ordered([.egalitarian, .weighted]))
      let proofs = try #require(outcome.solution).certificates
      #expect(try defects(problem, outcome, proofs) == [])
      guard let last = proofs.first(where: { $0.goal == .weight }),
        let first = proofs.first(where: { $0.goal == .egalitarian }),
        case .rows(let rows) = last.proof, case .rows(let before) = first.proof,
        case .bounded(let weights)? = rows.nodes.first,
        case .bounded(let weightsBefore)? = before.nodes.first
      else { continue }
      let isTurned = weights.multipliers.contains {
        if case .comb = rows.rows[$0.row] { $0.weight < 0 } else { false }
      }
      guard isTurned else { continue }
      turned += 1
      // With weight zero, or without the sum, nothing shows the comb tight.
      let idle = RowWeights(
        weightsBefore.multipliers.map { part in
          if case .comb = before.rows[part.row] {
            return BoundCertificate.Multiplier(row: part.row, weight: 0)
          }
          return part
        })
      for forged in [RowWeights([]), idle] {
        let other = RowProof(rows: before.rows, unit: 1, nodes: [.bounded(forged)])
        let forgery = proofs.map {
          $0.goal == .egalitarian ? ProvenGoal(goal: .egalitarian, proof: .rows(other)) : $0
        }
        let found = try defects(problem, outcome, forgery)
        if found.contains(where: { $0.contains("goal weight") }) { lost += 1 }
      }
    }
    #expect(turned > 0 && lost == 2 * turned, "\(turned), \(lost)")
  }

  @Test func `a better claim than the prices support is refused`() throws {
    for seed in UInt64(0)..<10 {
      let problem = try PairingProblem(validating: TurnedRound(seed: seed, count: 6).draft)
      let outcome = try problem.solve(.weighted)
      let answer = try #require(outcome.solution)
      let terms = outcome.terms.map { term in
        ObjectiveTerm(
          name: term.name, value: term.value,
          bound: term.name == "weight" ? term.value - 1 : term.bound,
          isMinimized: term.isMinimized)
      }
      let defects = problem.certificateDefects(of: answer, terms: terms).map(\.en)
      #expect(
        defects == [
          "the bound \(outcome.terms[0].value - 1) on goal weight is not proven "
            + "(only \(outcome.terms[0].value) is)"
        ])
    }
  }
}
