internal import MentorMatching
internal import Solving

extension PairingSearch {
  /// Elementary steps that looking through the stable matchings may take.
  private static let latticeSteps = 100_000_000

  /// Offers every stable matching of strict lists, as long as there are not too many, for the goal that
  /// no minimum cut answers.
  mutating func searchLattice() {
    guard let lattice = StableLattice(problem) else { return }
    let price = market.talentCount * (goals.count + 1) + lattice.rotations.count + 1
    let cap = max(1, min(20_000, Self.latticeSteps / price))
    var state = self
    _ = lattice.visit(atMost: cap) { state.offer($0) }
    run.charge(steps: price)
    self = state
  }
}

extension PairingProblem {
  /// The round with every tie broken as written. Pairs keep their numbers.
  func brokenAsWritten() throws -> PairingProblem {
    var draft = draft
    for t in draft.talents.indices {
      draft.talents[t].wishes = WishList(draft.talents[t].wishes.flatMap { $0.map { [$0] } })
    }
    for m in draft.mentors.indices {
      draft.mentors[m].wishes = WishList(draft.mentors[m].wishes.flatMap { $0.map { [$0] } })
    }
    return try PairingProblem(validating: draft)
  }

  /// Most choices of one part of the stable matchings that are gone through for the middle.
  private static let largestMiddle = 100_000

  /// The matching in which everybody obtains the median of his partners over all stable matchings.
  ///
  /// Any *k* stable matchings give another one when every talent takes the ⌈k/2⌉-th best of his
  /// partners in them (Teo & Sethuraman 1998, theorem 2, doi:10.1287/moor.23.4.874). So a rotation is
  /// carried out if more than half of all matchings carry it out. Rotations fall into parts that have
  /// nothing to do with one another, and a talent's lie in one of them: matchings are counted part by part. A part
  /// of more than 100,000 choices is cut at the middle of its heights (``RotationShares``) instead.
  ///
  /// - Returns: The pair of each talent, −1 for none.
  /// - Precondition: The market is strict.
  func middleMatching(run: Run) -> [Int32] {
    let rotations = RotationPoset(market)
    let shares = RotationClosure(rotations, market).shares(atMost: Self.largestMiddle)
    run.charge(steps: 8 * market.pairCount)
    return rotations.matching(
      after: (0..<rotations.count).map { 2 * shares.carriedOut[$0] > shares.outOf[$0] })
  }
}
