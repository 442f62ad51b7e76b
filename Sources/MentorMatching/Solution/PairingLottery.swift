internal import Solving

/// A draw among equally good matchings: everybody's chances, the public seed and the ticket drawn.
public struct PairingLottery: Codable, Hashable, Sendable {
  /// What the tickets stand for.
  public enum Kind: Codable, Hashable, Sendable {
    /// Strict lists. The chances are the average of `matchings` stable matchings that are equal in
    /// every goal (all of them if `isComplete`; otherwise some that treat alike whoever stands alike in the
    /// order of exchanges), a point of the stable-matching polytope. On each
    /// ticket every talent takes the mentor at that ticket of his chances, best first; that is a
    /// stable matching again, and equal in every goal that is a sum (Teo & Sethuraman 1998,
    /// doi:10.1287/moor.23.4.874).
    case stablePoint(matchings: Int, isComplete: Bool)
    /// Lists with ties. Each ticket is an order of everybody's ties drawn by the seed, followed by
    /// deferred acceptance; tickets that are worse in some goal were put aside.
    case tieOrders
    /// Lists with ties, of which hardly any order leads to a matching as good. Each ticket is one of these
    /// matchings, written as what it changes of the one drawn. They were found by trades inside ties and by
    /// asking the exact engine for pairs that none of them has; there may be others.
    case listed([[Move]])
  }

  /// A talent with a mentor, or with none.
  public struct Move: Codable, Hashable, Sendable {
    /// Position of the talent.
    public let talent: Int
    /// Position of the mentor.
    public let mentor: Int?

    /// A move.
    public init(talent: Int, mentor: Int?) {
      self.talent = talent
      self.mentor = mentor
    }
  }

  /// A mentor with the tickets that lead to him.
  public struct Chance: Codable, Hashable, Sendable {
    /// Position of the mentor.
    public let mentor: Int
    /// Tickets, at least one.
    public let tickets: Int

    /// A chance.
    public init(mentor: Int, tickets: Int) {
      self.mentor = mentor
      self.tickets = tickets
    }
  }

  /// What the tickets stand for.
  public let kind: Kind
  /// The public seed.
  public let seed: UInt64
  /// Number of tickets, all equally likely.
  public let tickets: Int
  /// The ticket drawn, from 0: the first whole number below `tickets` that the seed gives.
  public let ticket: Int
  /// For each talent his chances, in the order of his list; tickets that are missing leave him
  /// without a mentor. Empty for a kept talent.
  public let chances: [[Chance]]
  /// Whether the exact engine found that no other pair is in any matching as good: whoever has no chance of a
  /// mentor here has none at all, and a single ticket is the only matching. `nil` where that was not settled,
  /// and for strict lists. No proof of it is written.
  public let namesEveryPair: Bool?

  /// A draw by `seed`.
  ///
  /// - Precondition: `tickets` is positive.
  public init(
    kind: Kind, seed: UInt64, tickets: Int, chances: [[Chance]], namesEveryPair: Bool? = nil
  ) {
    self.kind = kind
    self.seed = seed
    self.tickets = tickets
    self.chances = chances
    self.namesEveryPair = namesEveryPair
    ticket = Self.ticket(of: seed, among: tickets)
  }

  /// The ticket that a seed draws.
  public static func ticket(of seed: UInt64, among tickets: Int) -> Int {
    var random = SeededRandom(seed: seed)
    return Int.random(in: 0..<tickets, using: &random)
  }

  /// The mentor of a talent on a ticket of a `stablePoint`; `nil` for none.
  public func mentor(ofTalent t: Int, on ticket: Int) -> Int? {
    var sum = 0
    for chance in chances[t] {
      sum += chance.tickets
      if ticket < sum { return chance.mentor }
    }
    return nil
  }
}
