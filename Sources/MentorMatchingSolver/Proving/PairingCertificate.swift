internal import MentorMatching
internal import Solving

/// A step that removes pairs which no stable matching can hold.
///
/// Steps are replayed in order on the lists that earlier steps left (Irving & Manlove 2009,
/// "offers" and "applications"; sound with ties on both sides, as the verifier's comments show).
enum ListReduction: Hashable, Sendable {
  /// Everybody on the mentor's list ranked at or above the talent fits in the mentor's places, so
  /// the talent gets this mentor or one he likes as well: mentors he likes less leave his list.
  case offer(mentor: Int, talent: Int)
  /// As many talents as the mentor has places have him as their only first choice, so he fills up
  /// with people at least as good as the worst of them: talents below `lastRank` leave his list.
  case applications(mentor: Int, lastRank: Int)
}

/// A row of the stable-matching program, by its meaning. `x` is 1 for a pair that is made.
enum StableRow: Hashable, Sendable {
  /// A talent has at most one mentor.
  case talent(Int)
  /// A mentor has at most as many talents as places.
  case mentor(Int)
  /// Everybody at or above the talent fits in the mentor's places: the talent gets this mentor or
  /// one he likes as well.
  case shortShaft(mentor: Int, talent: Int)
  /// A comb with its shaft (the mentor's list down to rank `shaftEnd`) and one tooth for each place:
  /// Σ shaft at the mentor + Σ teeth at mentors they like as well ≥ places.
  case comb(mentor: Int, shaftEnd: Int, teeth: [Int])
  /// The difference of the sides' ranks is at least what the talents' ranks are larger
  /// (`talentsAhead`), or what the mentors' are; for the goal `imbalance` only.
  case imbalance(talentsAhead: Bool)
  /// An earlier goal stays at its value.
  case pinned(PairingGoal)
  /// In this case the talent has a mentor.
  case matched(Int)
  /// In this case the mentor's places are all taken.
  case filled(Int)
  /// In this case a place of the mentor is not taken by people of rank `rank` or better.
  case short(mentor: Int, rank: Int)

  /// Whether the row holds in some cases of a ``CutoffProof`` only.
  var dependsOnCase: Bool {
    switch self {
    case .matched, .filled, .short: true
    case .talent, .mentor, .shortShaft, .comb, .imbalance, .pinned: false
    }
  }
}

/// Why no matching that the rule allows is better in one goal, earlier goals kept.
enum GoalProof: Hashable, Sendable {
  /// Lists are strict, and every stable matching has the same talents and loads (Roth 1986,
  /// doi:10.2307/1913160). Nothing to add up: the verifier checks stability and strictness.
  case sameInEveryStableMatching
  /// Lists are strict, and no stable matching betters the one of deferred acceptance for any talent. Nothing
  /// to add up: the verifier carries it out by itself.
  case bestForTalents
  /// In a round of contracts and classes: a proof over the rows of ``ContractSystem``, the earlier goals
  /// pinned in order.
  case contracts(BoundCertificate)
  /// In a round of projects: what is left after `steps`, and multiplied rows over it that bound the
  /// goal, the earlier ones pinned.
  case stableContracts(steps: [ContractReduction], rows: [ContractRow], bound: BoundCertificate)
  /// Multiplied rows bound the goal; rows are referred to by their position in `rows`.
  case sum(rows: [StableRow], bound: BoundCertificate)
  /// Pairs with a rank of `bound` or more are left out, and the multiplied rows show that no
  /// matching is left: the worst rank is at least `bound`. For the goal `regret` only.
  case empty(rows: [StableRow], bound: Int, proof: BoundCertificate)
  /// Cases on the mentors' cut-offs, each bounded by multiplied rows.
  case cases(rows: [StableRow], proof: CutoffProof)
  /// As `empty`, by cases on the mentors' cut-offs of which every one is empty.
  case emptyCases(rows: [StableRow], bound: Int, proof: CutoffProof)
}

/// The proof of one goal's bound.
struct GoalCertificate: Hashable, Sendable {
  /// The goal.
  let goal: PairingGoal
  /// Its proof.
  let proof: GoalProof
}
