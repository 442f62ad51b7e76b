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
    .ordered([.egalitarian, .weighted]),
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
      #expect(answer.walk != nil && answer.reductions.isEmpty)
      #expect(problem.violations(of: answer) == [])
      let defects = problem.certificateDefects(of: answer, terms: outcome.terms)
      #expect(defects.map(\.en) == [], "\(rule.rawValue)")
    }
  }

  @Test func `a walk that leaves out a rotation or joins two proves nothing`() throws {
    let problem = try PairingProblem(validating: TurnedRound(seed: 3, count: 6).draft)
    let outcome = try problem.solve(.egalitarian)
    let answer = try #require(outcome.solution)
    let walk = try #require(answer.walk)
    try #require(walk.rotations.count > 1)
    func defects(_ rotations: [[RotationWalk.Move]]) -> [String] {
      let other = PairingAnswer(
        rule: answer.rule, matching: answer.matching, reductions: [],
        certificates: answer.certificates, reports: answer.reports, blockingPairs: [],
        shortfalls: [], walk: RotationWalk(start: walk.start, rotations: rotations))
      return problem.certificateDefects(of: other, terms: outcome.terms).map(\.en)
    }
    #expect(defects(walk.rotations) == [])
    #expect(defects(Array(walk.rotations.dropLast())) != [])
    #expect(defects(Array(walk.rotations.dropFirst())) != [])
    #expect(defects([walk.rotations[0] + walk.rotations[1]] + walk.rotations.dropFirst(2)) != [])
    #expect(defects(walk.rotations.map { $0.reversed() }) != [])
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
