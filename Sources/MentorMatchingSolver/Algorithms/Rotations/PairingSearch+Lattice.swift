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

  /// Keeps the middle. Of several middles the one with fewest changed pairs is kept, which a program over the
  /// medians alone proves.
  mutating func solveMiddle() throws {
    let middle = StableMiddle(market)
    run.charge(steps: 8 * market.pairCount)
    keep(nearest(middle))
    prove(.size, .sameInEveryStableMatching)
    guard goals.contains(.stays), middle.isExact else { return }
    remains = middle.isMedian(pairCount: market.pairCount)
    guard remains.count(where: { $0 }) <= Self.largestBoundingProgram else { return }
    medians = (0..<market.talentCount).map { t in
      market.pairs(ofTalent: t).filter { remains[$0] }.map { market.mentor(of: $0) }
    }
    lists.keep(to: remains)
    try bound()
  }

  /// The middle that keeps most pairs of the earlier result, if that is asked for.
  func nearest(_ middle: StableMiddle) -> [Int32] {
    let isAsked = goals.contains(.stays)
    return middle.matching { isAsked && market.stays[$0] ? 1 : 0 }
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
}
