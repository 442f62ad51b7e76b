internal import MentorMatching

/// A matching of largest total value, and prices that prove it.
///
/// First talents bid for places: each offers the mentor who is worth most to him the price at which the
/// next best choice would be as good, and a little more; the mentor keeps the highest offers, and once he
/// is full his price is the lowest of them (an auction with similar objects, Bertsekas & Castañón 1989,
/// doi:10.1007/BF02186476). The little more is a sixteenth of the largest value at first, and an eighth of
/// what it was each time that those bid again who would by now gain more elsewhere.
///
/// Then prices become exact. Whoever would still gain more elsewhere gives up his place, which keeps its
/// price. He is placed by the cheapest exchange: he takes a place whose holder takes another place, and so
/// on, until one that nobody has, or somebody goes without; and for a place that stays given up the
/// cheapest exchange is looked for from its end (Tomizawa 1971, doi:10.1002/net.3230010206; Edmonds & Karp
/// 1972, doi:10.1145/321694.321699).
struct PlaceFlow {
  /// A pair as its talent sees it.
  struct Wish {
    /// What the pair is worth; ``never`` if it cannot be made, or is not worth it.
    let value: Int
    let mentor: Int32
  }

  /// A mentor's places.
  struct Team {
    /// Price of a place; 0 if nobody need give way.
    var price = 0
    let places: Int
    /// Places taken: the first of the run of ``holders``.
    var load = 0
    /// Places given up that keep their price.
    var vacated = 0
    /// Begin of his run of ``holders``.
    let first: Int

    /// Whether nobody need give way; a place then costs nothing.
    var hasRoom: Bool { load + vacated < places }
  }

  /// Worth less than everything else, and small enough to add prices to.
  private static let never = -(1 << 60)

  let wishes: [Wish]
  let firstOfTalent: [Int]
  let market: PairingMarket
  /// Pair of each talent, −1 for none.
  var pairOfTalent: [Int32]
  var teams: [Team]
  /// The talents who have places, mentor by mentor.
  var holders: [Int32]
  /// What each talent gains: with the mentors' prices never less than any pair of his is worth.
  var gain: [Int]
  /// Pairs looked at.
  var steps = 0

  /// - Parameters:
  ///   - market: The lists.
  ///   - value: What each pair is worth; a pair of no positive worth is not made.
  /// - Precondition: Four times the largest value fits 63 bits.
  init(_ market: PairingMarket, value: [Int]) {
    self.market = market
    firstOfTalent = market.firstOfTalent
    wishes = value.enumerated().map { p, worth in
      let m = market.mentorOfPair[p]
      return Wish(value: worth > 0 && market.places[Int(m)] > 0 ? worth : Self.never, mentor: m)
    }
    pairOfTalent = [Int32](repeating: -1, count: market.talentCount)
    gain = [Int](repeating: 0, count: market.talentCount)
    var first = 0
    teams = (0..<market.mentorCount).map { m in
      defer { first += min(market.places[m], market.pairs(ofMentor: m).count) }
      return Team(places: max(0, market.places[m]), first: first)
    }
    holders = [Int32](repeating: -1, count: first)
  }

  /// Finds the matching.
  ///
  /// - Complexity: O(talents · pairs · log mentors) at worst, near O(pairs · log mentors) as a rule.
  mutating func run() {
    bid()
    exchange()
  }

  /// Price of a place of each mentor, 0 unless all his places are taken; a mentor without places costs
  /// nothing in a bound, however dear he is.
  func mentorPrices(for value: [Int]) -> [Int] {
    var prices = teams.map(\.price)
    for (p, worth) in value.enumerated() where teams[market.mentor(of: p)].places == 0 {
      prices[market.mentor(of: p)] = max(prices[market.mentor(of: p)], worth)
    }
    return prices
  }

  /// A talent's best choice at the prices, and what he gains by it and by the second best.
  func choices(of t: Int) -> (pair: Int, best: Int, second: Int) {
    var (pair, best, second) = (-1, 0, 0)
    for p in firstOfTalent[t]..<firstOfTalent[t + 1] {
      let gain = wishes[p].value - teams[Int(wishes[p].mentor)].price
      if gain > best {
        (second, best, pair) = (best, gain, p)
      } else if gain > second {
        second = gain
      }
    }
    return (pair, best, second)
  }

  /// What a pair gains its talent.
  func gain(ofPair p: Int) -> Int {
    wishes[p].value - teams[Int(wishes[p].mentor)].price
  }
}
