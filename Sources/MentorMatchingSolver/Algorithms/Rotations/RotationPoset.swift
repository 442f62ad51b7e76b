public import MentorMatching

/// The rotations of a market with strict lists and what must come before what.
///
/// A *rotation* is a circle of talents who each take the place of the next one: every talent in it
/// goes down his list, every mentor in it gives up his worst talent for a better one, and the result
/// is stable again. Starting from the talent-optimal matching, the stable matchings are exactly what
/// the *closed* sets of rotations (those that hold, with a rotation, all its predecessors) lead to
/// (Gusfield & Irving 1989, "The Stable Marriage Problem", §§2.5 and 3.2; with several places for
/// each mentor Cheng, McDermid & Suzuki 2008, doi:10.1007/978-3-540-92182-0_52).
///
/// Rotations are numbered in an order in which they can be carried out, so predecessors have smaller
/// numbers. Moves and predecessors lie on flat arrays.
public struct RotationPoset: Sendable {
  /// Pair of each talent in the stable matching that every talent likes best, −1 for none.
  public let talentOptimal: [Int32]
  /// Pair of each talent in the stable matching that every mentor likes best, −1 for none.
  public let mentorOptimal: [Int32]
  /// For each move the pair that is given up.
  public let fromPair: [Int32]
  /// For each move the pair that is made; of the same talent as ``fromPair``.
  public let toPair: [Int32]
  /// First move of each rotation, and the number of moves at the end.
  public let firstMove: [Int]
  /// Predecessors rotation by rotation, without those that follow from the order at one mentor
  /// twice; a generating set of the order, not its closure.
  public let predecessor: [Int32]
  /// First entry of each rotation in ``predecessor``, and their number at the end.
  public let firstPredecessor: [Int]

  /// Number of rotations.
  public var count: Int { firstMove.count - 1 }

  /// Moves of a rotation.
  public func moves(of rotation: Int) -> Range<Int> {
    firstMove[rotation]..<firstMove[rotation + 1]
  }

  /// Rotations that must come before `rotation`, all with smaller numbers.
  public func predecessors(of rotation: Int) -> ArraySlice<Int32> {
    predecessor[firstPredecessor[rotation]..<firstPredecessor[rotation + 1]]
  }

  /// The stable matching that a closed set of rotations leads to, as the pair of each talent.
  ///
  /// - Precondition: `isIn` holds the predecessors of all that it holds.
  /// - Complexity: O(talents + moves).
  public func matching(after isIn: [Bool]) -> [Int32] {
    var pairs = talentOptimal
    for rotation in 0..<count where isIn[rotation] {
      for move in moves(of: rotation) { pairs[talentOfMove[move]] = toPair[move] }
    }
    return pairs
  }

  /// What carrying out each rotation adds to a sum over the pairs.
  ///
  /// - Parameter amount: What a pair adds.
  /// - Returns: One number for each rotation.
  /// - Complexity: O(moves).
  public func changes(of amount: (_ pair: Int) -> Int) -> [Int] {
    (0..<count).map { rotation in
      moves(of: rotation).reduce(0) {
        $0 + amount(Int(toPair[$1])) - amount(Int(fromPair[$1]))
      }
    }
  }

  /// Talent of each move.
  let talentOfMove: [Int]
  /// For each entry of ``predecessor`` a mentor whose worst talent it replaces, and the talent of the later
  /// rotation who would come there in that one's place.
  let reasons: [(mentor: Int32, talent: Int32)]

  /// Finds all rotations.
  ///
  /// - Precondition: The market is strict.
  /// - Complexity: O(pairs · log places) time, O(pairs) space.
  public init(_ market: PairingMarket) {
    precondition(market.isStrict, "rotations need strict lists")
    let orders = StrictOrders(asWrittenIn: market)
    var search = RotationSearch(market, start: talentsPropose(market, orders: orders))
    let start = search.pairOfTalent
    search.run()
    talentOptimal = start
    mentorOptimal = search.pairOfTalent
    fromPair = search.fromPair
    toPair = search.toPair
    firstMove = search.firstMove
    predecessor = search.predecessor
    firstPredecessor = search.firstPredecessor
    reasons = search.reasons
    talentOfMove = search.toPair.map { market.talent(of: Int($0)) }
  }
}
