public import MentorMatching

/// All stable matchings of a round with strict lists, described by their rotations.
public struct StableLattice: Sendable {
  /// The rotations.
  public let rotations: RotationPoset
  private let problem: PairingProblem

  /// - Returns: `nil` if some list has a tie among acceptable pairs, and in a round with projects or quotas.
  /// - Complexity: O(pairs · log places).
  public init?(_ problem: PairingProblem) {
    guard problem.isStrict, !problem.hasClasses else { return nil }
    self.problem = problem
    rotations = RotationPoset(problem.market)
  }

  /// For each talent the best mentor of any stable matching; `nil` for a talent who has none in any
  /// (Roth 1986: then he has none in all). Kept talents have their own.
  public var bestMentors: [Int?] { mentors(of: rotations.talentOptimal) }
  /// For each talent the worst mentor of any stable matching.
  public var worstMentors: [Int?] { mentors(of: rotations.mentorOptimal) }

  /// For each pair of the market whether some stable matching makes it.
  ///
  /// - Complexity: O(pairs).
  public var isStablePair: [Bool] {
    var isStable = [Bool](repeating: false, count: problem.market.pairCount)
    for p in rotations.talentOptimal where p >= 0 { isStable[Int(p)] = true }
    for p in rotations.toPair { isStable[Int(p)] = true }
    return isStable
  }

  /// Stable matchings, each once, the talent-optimal one first.
  ///
  /// - Parameter cap: Most matchings to list.
  /// - Returns: The matchings, and whether there are no more.
  /// - Complexity: O(talents + rotations) for each matching.
  public func matchings(atMost cap: Int) -> (matchings: [Matching], isComplete: Bool) {
    var found: [Matching] = []
    let isComplete = visit(atMost: cap) { found.append(problem.matching(fromPairs: $0)) }
    return (found, isComplete)
  }

  /// Calls `body` with the pairs of each stable matching, the talent-optimal one first.
  ///
  /// A closed set is written once, as the increasing sequence of its rotations: every beginning of
  /// that sequence is closed too, because predecessors have smaller numbers.
  ///
  /// - Returns: Whether there are no more than `cap`.
  func visit(atMost cap: Int, _ body: ([Int32]) -> Void) -> Bool {
    guard cap > 0 else { return false }
    var pairs = rotations.talentOptimal
    body(pairs)
    var count = 1
    var isIn = [Bool](repeating: false, count: rotations.count)
    var chosen: [Int] = []
    var candidate = 0
    while true {
      while candidate < rotations.count, !isOpen(candidate, isIn) { candidate += 1 }
      if candidate < rotations.count {
        guard count < cap else { return false }
        for move in rotations.moves(of: candidate) {
          pairs[rotations.talentOfMove[move]] = rotations.toPair[move]
        }
        isIn[candidate] = true
        chosen.append(candidate)
        body(pairs)
        count += 1
        candidate += 1
      } else if let last = chosen.popLast() {
        for move in rotations.moves(of: last) {
          pairs[rotations.talentOfMove[move]] = rotations.fromPair[move]
        }
        isIn[last] = false
        candidate = last + 1
      } else {
        return true
      }
    }
  }

  private func isOpen(_ rotation: Int, _ isIn: [Bool]) -> Bool {
    rotations.predecessors(of: rotation).allSatisfy { isIn[Int($0)] }
  }

  private func mentors(of pairs: [Int32]) -> [Int?] {
    problem.matching(fromPairs: pairs).mentorOfTalent
  }
}
