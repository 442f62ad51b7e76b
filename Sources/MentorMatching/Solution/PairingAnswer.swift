public import Solving

/// The answer of a pairing round: the matching, its proofs, and a reason for every missed wish.
public struct PairingAnswer: JobAnswer, Hashable {
  /// The rule that was followed.
  public let rule: PairingRule
  /// Who learns with whom.
  public let matching: Matching
  /// Steps that close contracts before ``certificates`` are added up; shared by all of them.
  public let reductions: [ProofStep]
  /// One proof for each goal that claims a bound.
  public let certificates: [ProvenGoal]
  /// For every talent the rank obtained and the reasons for the wishes above it, in order.
  public let reports: [WishReport]
  /// Pairs that would rather have one another; empty unless the rule ignores stability.
  public let blockingPairs: [BlockingPair]
  /// Mentors, projects and quotas below their lower limits.
  public let shortfalls: [LimitShortfall]
  /// For each talent the mentors who are medians of his stable partners, one or two, where fewest changes
  /// among them were asked for; `nil` otherwise. The proof of that goal is about these alone.
  public let medians: [[Int]]?
  /// The draw that chose among equally good matchings; `nil` if there was none.
  public let lottery: PairingLottery?

  /// An answer.
  public init(
    rule: PairingRule, matching: Matching, reductions: [ProofStep],
    certificates: [ProvenGoal], reports: [WishReport], blockingPairs: [BlockingPair],
    shortfalls: [LimitShortfall], medians: [[Int]]? = nil, lottery: PairingLottery? = nil
  ) {
    self.rule = rule
    self.matching = matching
    self.reductions = reductions
    self.certificates = certificates
    self.reports = reports
    self.blockingPairs = blockingPairs
    self.shortfalls = shortfalls
    self.medians = medians
    self.lottery = lottery
  }
}
