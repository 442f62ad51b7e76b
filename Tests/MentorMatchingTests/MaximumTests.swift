import Diagnostics
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import Testing

/// Rounds too large to enumerate, whose optimum the verifier proves by the prices alone.
@Suite struct `The largest score without stability` {
  /// A round of a few dozen talents with lists of up to five, about `places` places for ten talents, and
  /// scores of up to `points`.
  private func round(seed: UInt64, places: Int, points: Int) throws -> PairingProblem {
    var random = SeededRandom(seed: seed)
    let (talents, mentors) = (
      Int.random(in: 20...60, using: &random), Int.random(in: 4...9, using: &random)
    )
    let capacity = max(1, talents * places / 10 / mentors)
    let wanted = (0..<talents).map { _ in
      (0..<mentors).shuffled(using: &random).prefix(Int.random(in: 0...5, using: &random))
    }
    var draft = PairingDraft(
      mentors: (0..<mentors).map { m in
        .init(
          id: "m\(m)", capacity: Int.random(in: 0...(2 * capacity), using: &random),
          wishes: (0..<talents).filter { wanted[$0].contains(m) }.shuffled(using: &random)
            .map { ["t\($0)"] })
      },
      talents: wanted.enumerated().map { t, list in
        .init(id: "t\(t)", wishes: list.map { ["m\($0)"] })
      })
    for (t, list) in wanted.enumerated() {
      for m in list {
        draft.scores.append(
          .init(
            mentor: "m\(m)", talent: "t\(t)",
            points: Int.random(in: (points > 9 ? -9 : 1)...points, using: &random)))
      }
    }
    return try PairingProblem(validating: draft)
  }

  @Test(arguments: [(4, 1), (4, 3), (4, 1_000_000), (10, 1), (10, 1_000), (25, 3), (25, 1_000)])
  func `prices prove it with too few places, just enough, and places to spare`(
    places: Int, points: Int
  ) throws {
    for seed in UInt64(0)..<60 {
      let problem = try round(seed: seed, places: places, points: points)
      let outcome = try problem.solve(.maximum)
      let answer = try #require(outcome.solution)

      #expect(outcome.termination == .optimal, "seed \(seed)")
      let defects = problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en)
      #expect(defects == [], "seed \(seed)")
      let isProven = outcome.terms.allSatisfy(\.isProven)
      #expect(isProven, "seed \(seed)")
    }
  }
}
