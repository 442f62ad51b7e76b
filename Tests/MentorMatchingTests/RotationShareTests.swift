import Diagnostics
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import Testing

/// Strict rounds made of blocks that have nothing to do with one another: in each, talents go round among
/// `width` mentors, who like best whom the talents of the block have to give way to.
private func blocks(_ count: Int, width: Int) throws -> PairingProblem {
  var draft = PairingDraft(mentors: [], talents: [])
  for b in 0..<count {
    for i in 0..<width {
      draft.talents.append(
        .init(id: "t\(b)-\(i)", wishes: (0..<width).map { ["m\(b)-\((i + $0) % width)"] }))
      draft.mentors.append(
        .init(
          id: "m\(b)-\(i)", capacity: 1,
          wishes: (1...width).map { ["t\(b)-\((i + $0) % width)"] }))
    }
  }
  return try PairingProblem(validating: draft)
}

@Suite struct `Shares of rotations` {
  @Test(arguments: [(18, 2), (12, 3), (70, 2)])
  func `blocks that are alike have the same chances, however many pairings there are`(
    count: Int, width: Int
  ) throws {
    let problem = try blocks(count, width: width)
    let rule = PairingRule.leastChange
    let outcome = try problem.solve(rule, draws: true, run: Run(seed: 5))
    let answer = try #require(outcome.solution)
    let lottery = try #require(answer.lottery)
    for t in 0..<problem.talentCount {
      #expect(
        lottery.chances[t].map(\.tickets) == Array(repeating: lottery.tickets / width, count: width)
      )
      #expect(lottery.tickets % width == 0)
    }
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
  }

  @Test(arguments: [(2, 3), (17, 3), (40, 3), (17, 2), (12, 5)])
  func `the middle is the middle of every block`(count: Int, width: Int) throws {
    let problem = try blocks(count, width: width)
    let answer = try #require(try problem.solve(.centre).solution)
    // Of an even number of pairings the one nearer to the talents.
    #expect(answer.reports.map(\.rank) == Array(repeating: (width + 1) / 2, count: count * width))
  }

  /// Random orders with some rotations that go together.
  private func order(_ random: inout SeededRandom) -> (count: Int, needs: [(from: Int, to: Int)]) {
    let count = Int.random(in: 1...9, using: &random)
    var needs: [(from: Int, to: Int)] = []
    for a in 0..<count {
      for b in 0..<a where Int.random(in: 0..<4, using: &random) == 0 {
        needs.append((a, b))
        if Int.random(in: 0..<6, using: &random) == 0 { needs.append((b, a)) }
      }
    }
    return (count, needs)
  }

  @Test func `shares are those of all closed sets, part by part`() {
    for seed in UInt64(0)..<600 {
      var random = SeededRandom(seed: seed)
      let (count, needs) = order(&random)
      let settled = (0..<count).map { _ in Int.random(in: 0..<9, using: &random) }
      let isIn = settled.map { $0 == 0 }
      let isOut = settled.map { $0 == 1 }
      let sets = (0..<(1 << count)).filter { set in
        func has(_ r: Int) -> Bool { set >> r & 1 == 1 }
        return needs.allSatisfy { !has($0.from) || has($0.to) }
          && (0..<count).allSatisfy { (!isIn[$0] || has($0)) && (!isOut[$0] || !has($0)) }
      }
      if sets.isEmpty { continue }
      let shares = RotationShares(
        count: count, implications: needs, isIn: isIn, isOut: isOut, most: 1_000)
      #expect(shares.isExact)
      #expect(shares.matchings == sets.count, "\(seed)")
      for r in 0..<count {
        let times = sets.count { $0 >> r & 1 == 1 }
        #expect(shares.carriedOut[r] * sets.count == times * shares.outOf[r], "\(seed)")
      }
      // By heights what is needed has no smaller share either.
      for most in [0, 1] {
        let rough = RotationShares(
          count: count, implications: needs, isIn: isIn, isOut: isOut, most: most)
        for it in needs {
          #expect(
            rough.carriedOut[it.to] * rough.outOf[it.from]
              >= rough.carriedOut[it.from] * rough.outOf[it.to], "\(seed)")
        }
      }
    }
  }
}
