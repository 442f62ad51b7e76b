public import MentorMatching

/// A pairing round as data of `Models/pairing/stable.mod`, `maximum.mod` and `goals.mod`.
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

  /// The data section for `goals.mod`: one goal, with the goals before it.
  ///
  /// - Parameters:
  ///   - problem: A round without projects and quotas.
  ///   - goal: The goal that is asked for.
  ///   - earlier: The goals before it with their values.
  /// - Returns: Text that GNU MathProg reads.
  /// - Complexity: O(pairs).
  public static func goalData(
    of problem: PairingProblem, goal: PairingGoal, earlier: [(goal: PairingGoal, value: Int)]
  ) -> String {
    let market = problem.market
    var text = dataWithScores(of: problem)
    text.removeLast("end;\n".count)
    text += "param goal := '\(goal.rawValue)';\n"
    if !earlier.isEmpty {
      text += "set EARLIER :=\(earlier.map { " '\($0.goal.rawValue)'" }.joined());\n"
      text += "param value :=\(earlier.map { " '\($0.goal.rawValue)' \($0.value)" }.joined());\n"
    }
    text += "param stays :=\n"
    for p in 0..<market.pairCount where market.stays[p] {
      text += "  \(market.talent(of: p)) \(market.mentor(of: p))  1\n"
    }
    return text + ";\nend;\n"
  }

  /// The data section for `projects.mod`: contracts and classes.
  ///
  /// - Parameters:
  ///   - problem: The round.
  ///   - countsBlocking: Whether blocking contracts are counted and limits from below kept.
  /// - Returns: Text that GNU MathProg reads.
  /// - Complexity: O(contracts · classes of one contract).
  public static func projectData(of problem: PairingProblem, countsBlocking: Bool) -> String {
    let contracts = problem.contracts
    var text = "data;\nparam talents := \(problem.talentCount);\n"
    text += "param contracts := \(contracts.contracts.count);\n"
    text += "param classes := \(contracts.classes.count);\n"
    text += "param may_block := \(countsBlocking ? 1 : 0);\n"
    text += "param : talent mentor talent_rank mentor_rank :=\n"
    for (e, contract) in contracts.contracts.enumerated() {
      text += "  \(e)  \(contract.talent) \(contract.mentor)"
      text += "  \(contract.talentRank) \(contract.mentorRank)\n"
    }
    text += ";\nparam : lower upper :=\n"
    for (c, limit) in contracts.classes.enumerated() {
      text += "  \(c)  \(countsBlocking ? limit.lower : 0) \(limit.upper)\n"
    }
    text += ";\n"
    for (c, limit) in contracts.classes.enumerated() {
      text += "set MEMBERS[\(c)] := \(limit.members.map(String.init).joined(separator: " "));\n"
    }
    return text + "end;\n"
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
