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

  /// Most stable matchings of which the middle is taken exactly.
  static let largestMiddle = 100_000

  /// The matching in which everybody obtains the median of his partners over all stable matchings.
  ///
  /// Any *k* stable matchings give another one when every talent takes the ⌈k/2⌉-th best of his
  /// partners in them (Teo & Sethuraman 1998, theorem 2, doi:10.1287/moor.23.4.874). Of more than
  /// ``largestMiddle`` matchings the *k* are those on one way from the talent-optimal to the
  /// mentor-optimal matching, rotation by rotation.
  ///
  /// - Returns: The matching, and over how many it is the median.
  /// - Precondition: The market is strict.
  func middleMatching(run: Run) -> (pairs: [Int32], count: Int) {
    guard let lattice = StableLattice(self) else { return ([], 0) }
    var times = [Int](repeating: 0, count: market.pairCount)
    var total = 0
    func count(_ pairs: [Int32]) {
      total += 1
      for p in pairs where p >= 0 { times[Int(p)] += 1 }
    }
    if !lattice.visit(atMost: Self.largestMiddle, count) {
      times = [Int](repeating: 0, count: market.pairCount)
      total = 0
      var isIn = [Bool](repeating: false, count: lattice.rotations.count)
      count(lattice.rotations.talentOptimal)
      for rotation in isIn.indices {
        isIn[rotation] = true
        count(lattice.rotations.matching(after: isIn))
      }
    }
    run.charge(steps: total * market.talentCount)
    let pairs = (0..<market.talentCount).map { t in
      var sum = 0
      for p in market.pairs(ofTalent: t) {
        sum += times[p]
        if 2 * sum >= total { return Int32(p) }
      }
      return -1
    }
    return (pairs, total)
  }
}
