/// Why no matching that the rule allows is better in one goal, earlier goals kept.
public enum PairingProof: Codable, Hashable, Sendable {
  /// Lists are strict, and every stable matching has the same talents and loads (Roth 1986,
  /// doi:10.2307/1913160). Nothing to add up: the verifier checks stability and strictness.
  case sameInEveryStableMatching
  /// Lists are strict, and the matching is that of deferred acceptance with talents proposing, which no
  /// stable matching betters for any talent. The verifier carries it out by itself.
  case bestForTalents
  /// Cases, each bounded by multiplied rows.
  case rows(RowProof)
}

/// The proof of one goal's bound.
public struct ProvenGoal: Codable, Hashable, Sendable {
  /// The goal.
  public let goal: PairingGoal
  /// Its proof.
  public let proof: PairingProof

  /// A proof of a goal.
  public init(goal: PairingGoal, proof: PairingProof) {
    self.goal = goal
    self.proof = proof
  }
}

/// A step that closes contracts which no stable matching makes.
///
/// Talents, contracts and classes are numbered as in ``PairingContracts``. Steps are replayed in order on
/// what earlier steps left (Irving & Manlove 2009, "offers" and "applications"; sound with ties on both
/// sides and with projects, as the verifier's comments show).
public enum ProofStep: Codable, Hashable, Sendable {
  /// Others ranked as high can fill no class of the contract, so its talent makes it or one he likes as
  /// well: contracts he likes less are closed.
  case offer(contract: Int)
  /// Talents whose only first choice is in the class, all at rank `lastRank` or better, would fill it, so
  /// it is full of such: its contracts below `lastRank` are closed.
  case applications(class: Int, lastRank: Int)
}
