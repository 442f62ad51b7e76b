extension PairingAnswer {
  /// Shows that no matching of a round is one that a rule allows: none is stable within crossing quotas, or,
  /// for a rule without stability, none keeps every limit from below.
  public struct EmptinessProof: Codable, Hashable, Sendable {
    /// The rule that was to be followed.
    public let rule: PairingRule
    /// Cases of which each contradicts itself, as weights of the round's rows show.
    public let cases: RowProof

    /// A proof by cases.
    public init(rule: PairingRule, cases: RowProof) {
      self.rule = rule
      self.cases = cases
    }
  }
}
