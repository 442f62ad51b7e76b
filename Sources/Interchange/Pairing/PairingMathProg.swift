public import MentorMatching

/// A pairing round as data of `Models/pairing/stable.mod` and `maximum.mod`.
public enum PairingMathProg {
  /// The data section; people are named by their positions from 0.
  ///
  /// - Complexity: O(pairs).
  public static func data(of problem: PairingProblem) -> String {
    let market = problem.market
    var text = "data;\nparam talents := \(problem.talentCount);\n"
    text += "param mentors := \(problem.mentorCount);\nparam places :="
    for (m, places) in market.places.enumerated() { text += "\n  \(m) \(places)" }
    text += ";\nparam : PAIRS : talent_rank mentor_rank :=\n"
    for p in 0..<market.pairCount {
      text += "  \(market.talent(of: p)) \(market.mentor(of: p))"
      text += "  \(market.talentRank[p]) \(market.mentorRank[p])\n"
    }
    return text + ";\nend;\n"
  }

  /// The data section for `maximum.mod`, with scores.
  ///
  /// - Complexity: O(pairs).
  public static func dataWithScores(of problem: PairingProblem) -> String {
    let market = problem.market
    var text = data(of: problem)
    text.removeLast("end;\n".count)
    text += "param score :=\n"
    for p in 0..<market.pairCount {
      text += "  \(market.talent(of: p)) \(market.mentor(of: p))  \(market.score[p])\n"
    }
    return text + ";\nend;\n"
  }
}
