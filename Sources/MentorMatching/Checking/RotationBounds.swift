/// Adding up prices on rotations, goal after goal.
///
/// Let a stable matching carry out the rotations with *z* = 1. Where a rotation needs another,
/// *z*(to) ≥ *z*(from), so for prices *f* ≥ 0
///
///     Σ cost · z  ≥  Σ (cost − Σ f into it + Σ f out of it) · z  ≥  Σ min(0, the same).
///
/// Where the two ends meet the value obtained, every matching as good is tight in each step: priced
/// rotations go together, and those of positive (negative) reduced cost are out (in). That holds for all
/// later goals (Picard 1976, doi:10.1287/mnsc.22.11.1268; Irving, Leather & Gusfield 1987,
/// doi:10.1145/28869.28871).
struct RotationBounds {
  private enum State { case free, carriedOut, leftOut }

  private let market: PairingMarket
  private let replay: RotationReplay
  private var states: [State]
  /// Which rotation goes with which beyond ``RotationReplay/earlier``, as from · rotations + to.
  private var together: Set<Int> = []
  /// Whether no matching is left; then nothing is proven any more.
  private var isVoid = false

  init(_ market: PairingMarket, _ replay: RotationReplay) {
    self.market = market
    self.replay = replay
    states = [State](repeating: .free, count: replay.moves.count)
  }

  /// The bound that prices prove on a goal, the earlier goals at their values.
  ///
  /// - Parameters:
  ///   - goal: A sum over the pairs, or the worst rank.
  ///   - prices: The prices of its proof.
  ///   - value: What the answer reaches; for the worst rank, what is claimed.
  /// - Returns: `nil` if nothing is proven.
  mutating func bound(_ goal: PairingGoal, _ prices: [RotationPrice], value: Int) -> Int? {
    guard !isVoid else { return nil }
    if goal == .regret {
      var below = self
      guard below.limitRanks(to: value - 1) else { return value }
      let left = below.reduced([Int](repeating: 0, count: states.count), prices)
      return left.map { below.total($0) > 0 } == true ? value : nil
    }
    guard goal.isSum else { return nil }
    let sign = goal.isMinimized ? 1 : -1
    let costs = replay.moves.map { moves in
      moves.reduce(0) {
        $0 + sign * (market.amount(of: goal, pair: $1.to) - market.amount(of: goal, pair: $1.from))
      }
    }
    guard let left = reduced(costs, prices) else { return nil }
    let base = replay.start.reduce(0) {
      $1 < 0 ? $0 : $0 + sign * market.amount(of: goal, pair: $1)
    }
    let bound = base + total(left)
    if bound == sign * value {
      for price in prices where price.amount > 0 { together.insert(key(price.to, price.from)) }
      for (r, cost) in left.enumerated() where states[r] == .free && cost != 0 {
        states[r] = cost > 0 ? .leftOut : .carriedOut
      }
    }
    return sign * bound
  }

  /// Keeps the worst rank of later goals at `value` or better.
  mutating func keep(worstRank value: Int) { if !limitRanks(to: value) { isVoid = true } }

  private func key(_ from: Int, _ to: Int) -> Int { from * states.count + to }

  /// Costs after the prices; `nil` for a price on what need not hold, or beyond all measure.
  private func reduced(_ costs: [Int], _ prices: [RotationPrice]) -> [Int]? {
    var left = costs
    let most = (1 << 60) / (prices.count + 1)
    for price in prices {
      guard (0...most).contains(price.amount), states.indices.contains(price.from),
        states.indices.contains(price.to),
        replay.needs(price.from, price.to) || together.contains(key(price.from, price.to))
      else { return nil }
      left[price.to] -= price.amount
      left[price.from] += price.amount
    }
    return left
  }

  private func total(_ left: [Int]) -> Int {
    zip(left, states).reduce(0) { sum, entry in
      switch entry.1 {
      case .free: sum + min(0, entry.0)
      case .carriedOut: sum + entry.0
      case .leftOut: sum
      }
    }
  }

  /// Leaves out the pairs of a rank beyond `limit`: each is ended if it is made.
  ///
  /// - Returns: Whether that is not impossible at once.
  private mutating func limitRanks(to limit: Int) -> Bool {
    func isBad(_ p: Int) -> Bool { max(market.talentRank[p], market.mentorRank[p]) > limit }
    var endedBy: [Int: Int] = [:]
    for (r, moves) in replay.moves.enumerated() { for move in moves { endedBy[move.from] = r } }
    for p in replay.start where p >= 0 && isBad(p) {
      guard let r = endedBy[p], states[r] != .leftOut else { return false }
      states[r] = .carriedOut
    }
    for (r, moves) in replay.moves.enumerated() {
      for move in moves where isBad(move.to) {
        if let end = endedBy[move.to] {
          together.insert(key(r, end))
        } else {
          guard states[r] != .carriedOut else { return false }
          states[r] = .leftOut
        }
      }
    }
    return true
  }
}

extension PairingProblem {
  /// The bounds that prices on rotations prove.
  ///
  /// - Parameters:
  ///   - answer: The answer with its walk.
  ///   - goals: The goals of its rule.
  ///   - values: What the answer reaches in each.
  /// - Returns: One for each goal; `nil` where a goal has no such proof or it fails.
  /// - Complexity: O(size of the lists + goals · (rotations + prices)).
  package func boundsByRotations(
    _ answer: PairingAnswer, goals: [PairingGoal], values: [Int]
  ) -> [Int?] {
    let none = [Int?](repeating: nil, count: goals.count)
    guard let walk = answer.walk, isStrict, !hasClasses, answer.rule.demandsStability,
      let replay = RotationReplay(self, walk)
    else { return none }
    var bounds = RotationBounds(market, replay)
    return zip(goals, values).map { goal, value in
      var proven: Int?
      if case .rotations(let prices) = answer.certificates.first(where: { $0.goal == goal })?.proof
      {
        proven = bounds.bound(goal, prices, value: value)
      }
      if goal == .regret { bounds.keep(worstRank: value) }
      return proven
    }
  }
}
