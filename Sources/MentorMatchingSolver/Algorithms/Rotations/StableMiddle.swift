internal import MentorMatching

/// What everybody obtains as a median of his partners over all stable matchings of strict lists.
///
/// Any *k* stable matchings give another one when every talent takes the ⌈k/2⌉-th best of his partners in
/// them (Teo & Sethuraman 1998, theorem 2, doi:10.1287/moor.23.4.874). So a rotation is carried out if more
/// than half of all matchings carry it out. One that exactly half of them carry out may be carried out or
/// not: what must come before it is carried out more often, so such rotations do not wait for one another.
///
/// Rotations fall into parts that have nothing to do with one another, and a talent's lie in one of them:
/// matchings are counted part by part. A part of more than 100,000 choices is cut at the middle of its
/// heights (``RotationShares``) instead.
struct StableMiddle {
  /// Whether all stable matchings were counted.
  let isExact: Bool
  private let rotations: RotationPoset
  private let isIn: [Bool]
  /// Rotations that exactly half of the stable matchings carry out.
  private let free: [Int]

  /// Most choices of one part of the stable matchings that are gone through.
  private static let mostChoices = 100_000

  /// - Precondition: The market is strict.
  init(_ market: PairingMarket) {
    rotations = RotationPoset(market)
    let shares = RotationClosure(rotations, market).shares(atMost: Self.mostChoices)
    isExact = shares.isExact
    isIn = shares.carriedOut.indices.map { 2 * shares.carriedOut[$0] > shares.outOf[$0] }
    free = shares.carriedOut.indices.filter { 2 * shares.carriedOut[$0] == shares.outOf[$0] }
  }

  /// The pair of each talent, −1 for none, in the middle to which most is added; of several, the one that
  /// talents like best.
  ///
  /// - Complexity: O(talents + moves).
  func matching(gaining amount: (_ pair: Int) -> Int) -> [Int32] {
    let gain = rotations.changes(of: amount)
    var carriedOut = isIn
    for r in free where gain[r] > 0 { carriedOut[r] = true }
    return rotations.matching(after: carriedOut)
  }

  /// For each pair whether its mentor is a median of its talent's stable partners.
  ///
  /// - Complexity: O(pairs + moves).
  func isMedian(pairCount: Int) -> [Bool] {
    var isMedian = [Bool](repeating: false, count: pairCount)
    for p in rotations.matching(after: isIn) where p >= 0 { isMedian[Int(p)] = true }
    for r in free {
      for move in rotations.moves(of: r) { isMedian[Int(rotations.toPair[move])] = true }
    }
    return isMedian
  }
}
