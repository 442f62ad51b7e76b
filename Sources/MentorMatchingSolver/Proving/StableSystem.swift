internal import MentorMatching
internal import Solving

/// The stable-matching program over shortened lists, written from the rules row by row as a proof
/// asks for them.
///
/// The comb rows are those of Baïou & Balinski (2000, doi:10.1287/moor.25.4.504.12116) in a form that
/// allows ties on both sides: if fewer than `places` people of a shaft are with the mentor, he would
/// take each of the others on it, so every tooth that is not with him is with a mentor it likes at
/// least as well; one tooth for each place leaves at least as many such teeth as places free.
struct StableSystem {
  /// What a row must not be built from.
  struct Refusal: Error {}

  private let problem: PairingProblem
  private let lists: ShortenedLists
  private let rule: PairingRule
  /// Column of each pair; −1 for one that left the lists.
  private(set) var columnOfPair: [Int]
  private var imbalanceColumn: Int?
  private(set) var system = IntegerSystem()

  /// The unknowns of `rule`'s program: one for each pair left on the lists. Pairs with a rank above
  /// `worstRank` are fixed at zero, and the difference of the sides' ranks is an unknown if `balances`.
  init(
    _ problem: PairingProblem, lists: ShortenedLists, rule: PairingRule, worstRank: Int?,
    balances: Bool
  ) {
    self.problem = problem
    self.lists = lists
    self.rule = rule
    let market = problem.market
    columnOfPair = [Int](repeating: -1, count: market.pairCount)
    for p in 0..<market.pairCount where lists.remains[p] {
      let isOpen = worstRank.map { max(market.talentRank[p], market.mentorRank[p]) <= $0 } ?? true
      columnOfPair[p] = system.addColumn(
        "assign[\(market.talentOfPair[p]),\(market.mentorOfPair[p])]", in: 0...(isOpen ? 1 : 0))
    }
    if balances {
      let most = columnOfPair.indices.reduce(0) { $0 + abs(imbalance(ofPair: $1)) }
      imbalanceColumn = system.addColumn("imbalance", in: 0...most)
    }
  }

  /// Makes `goal` the objective, negated if larger is better.
  mutating func minimize(_ goal: PairingGoal) {
    if goal == .imbalance {
      if let imbalanceColumn { system.setCost(1, of: imbalanceColumn) }
      return
    }
    for (p, column) in columnOfPair.enumerated() where column >= 0 {
      let amount = problem.market.amount(of: goal, pair: p)
      system.setCost(goal.isMinimized ? amount : -amount, of: column)
    }
  }

  /// Adds a row by its meaning; `values` are those of the earlier goals.
  mutating func add(_ row: StableRow, values: [(goal: PairingGoal, value: Int)]) throws(Refusal) {
    let market = problem.market
    switch row {
    case .talent(let t):
      guard t >= 0, t < market.talentCount else { throw Refusal() }
      system.addRow("one_mentor[\(t)]", terms(of: market.pairs(ofTalent: t)), upper: 1)
    case .mentor(let m):
      guard market.places.indices.contains(m) else { throw Refusal() }
      system.addRow(
        "seats[\(m)]", terms(of: lists.remainingPairs(ofMentor: m)), upper: market.places[m])
    case .shortShaft(let m, let t):
      guard rule.demandsStability, let pair = lists.pair(mentor: m, talent: t), lists.fits(pair)
      else { throw Refusal() }
      system.addRow(
        "short_shaft[\(t),\(m)]",
        terms(
          of: market.pairs(ofTalent: t).filter {
            market.talentRank[$0] <= market.talentRank[pair]
          }), lower: 1)
    case .comb(let m, let shaftEnd, let teeth):
      system.addRow(
        "comb[\(m),\(shaftEnd),\(system.rows.count)]",
        try combTerms(mentor: m, shaftEnd: shaftEnd, teeth: teeth), lower: market.places[m])
    case .matched(let t):
      guard rule.demandsStability, t >= 0, t < market.talentCount else { throw Refusal() }
      system.addRow("matched[\(t)]", terms(of: market.pairs(ofTalent: t)), lower: 1)
    case .filled(let m):
      guard rule.demandsStability, market.places.indices.contains(m) else { throw Refusal() }
      system.addRow(
        "filled[\(m)]", terms(of: lists.remainingPairs(ofMentor: m)), lower: market.places[m])
    case .short(let m, let rank):
      guard rule.demandsStability, market.places.indices.contains(m) else { throw Refusal() }
      system.addRow(
        "short[\(m),\(rank)]",
        terms(of: lists.remainingPairs(ofMentor: m).filter { market.mentorRank[$0] <= rank }),
        upper: market.places[m] - 1)
    case .imbalance(let talentsAhead):
      guard let imbalanceColumn else { throw Refusal() }
      var terms = [(column: imbalanceColumn, coefficient: 1)]
      for (p, column) in columnOfPair.enumerated() where column >= 0 {
        let amount = imbalance(ofPair: p)
        if amount != 0 { terms.append((column, talentsAhead ? -amount : amount)) }
      }
      system.addRow("imbalance[\(talentsAhead ? 1 : 2)]", terms, lower: 0)
    case .pinned(let goal):
      guard let value = values.first(where: { $0.goal == goal })?.value else { throw Refusal() }
      if goal == .imbalance, let imbalanceColumn {
        system.addRow("pinned[imbalance]", [(imbalanceColumn, 1)], upper: value)
        return
      }
      guard goal.isSum else { throw Refusal() }
      var terms: [(column: Int, coefficient: Int)] = []
      for (p, column) in columnOfPair.enumerated() where column >= 0 {
        let amount = market.amount(of: goal, pair: p)
        if amount != 0 { terms.append((column, amount)) }
      }
      system.addRow(
        "pinned[\(goal.rawValue)]", terms, lower: goal.isMinimized ? nil : value,
        upper: goal.isMinimized ? value : nil)
    }
  }

  private func combTerms(
    mentor m: Int, shaftEnd: Int, teeth: [Int]
  ) throws(Refusal) -> [(column: Int, coefficient: Int)] {
    let market = problem.market
    guard rule.demandsStability, market.places.indices.contains(m), market.places[m] > 0,
      teeth.count == market.places[m], Set(teeth).count == teeth.count
    else { throw Refusal() }
    var members = lists.remainingPairs(ofMentor: m).filter { market.mentorRank[$0] <= shaftEnd }
    for t in teeth {
      guard let pair = lists.pair(mentor: m, talent: t), market.mentorRank[pair] <= shaftEnd
      else { throw Refusal() }
      members += market.pairs(ofTalent: t).filter {
        $0 != pair && market.talentRank[$0] <= market.talentRank[pair]
      }
    }
    return terms(of: members)
  }

  /// What a pair adds to the talents' ranks beyond the mentors'.
  private func imbalance(ofPair p: Int) -> Int {
    Int(problem.market.talentRank[p]) - Int(problem.market.mentorRank[p])
  }

  /// Pairs with coefficient 1, those that left the lists dropped.
  private func terms(of pairs: some Sequence<Int>) -> [(column: Int, coefficient: Int)] {
    pairs.compactMap { columnOfPair[$0] < 0 ? nil : (columnOfPair[$0], 1) }
  }
}

extension PairingMarket {
  /// What a pair adds to a goal that is a sum; 0 for goals that are no sum.
  func amount(of goal: PairingGoal, pair p: Int) -> Int {
    switch goal {
    case .size: 1
    case .talentRanks: Int(talentRank[p])
    case .mentorRanks: Int(mentorRank[p])
    case .egalitarian: Int(talentRank[p]) + Int(mentorRank[p])
    case .regret: 0
    case .weight: score[p]
    case .most(let rank), .fewest(let rank): talentRank[p] == rank ? 1 : 0
    case .mostOfBoth(let rank), .fewestOfBoth(let rank):
      (talentRank[p] == rank ? 1 : 0) + (mentorRank[p] == rank ? 1 : 0)
    case .imbalance, .blocking, .worstLoadGap, .totalLoadGap: 0
    case .stays: stays[p] ? 1 : 0
    }
  }
}
