public import Solving

/// A roster with the proofs of its goals and the reasons for its duties.
public struct RosteringAnswer: JobAnswer, Hashable {
  /// The proof of one goal's bound.
  public struct Proof: Codable, Hashable, Sendable {
    /// The goal.
    public let goal: RosteringGoal
    /// For a sum, a bound on it; for a worst deviation or a smallest gap, the proof that the next
    /// better threshold is impossible. `nil` when that needs no multiplier: a single prefix of a
    /// single unit rules the threshold out, or the gap cannot be wider than the roster is long.
    public let certificate: BoundCertificate?

    /// A proof.
    public init(goal: RosteringGoal, certificate: BoundCertificate?) {
      self.goal = goal
      self.certificate = certificate
    }
  }

  /// Who fills which place.
  public let roster: Roster
  /// One proof for each goal that claims a bound, in the order of the goals.
  public let proofs: [Proof]
  /// Why each unit serves when it serves, by unit index.
  public let reasons: [UnitReason]
  /// How even the roster is, one entry for each tier.
  public let fairness: [TierFairness]

  /// An answer.
  public init(
    roster: Roster, proofs: [Proof], reasons: [UnitReason], fairness: [TierFairness]
  ) {
    self.roster = roster
    self.proofs = proofs
    self.reasons = reasons
    self.fairness = fairness
  }
}
