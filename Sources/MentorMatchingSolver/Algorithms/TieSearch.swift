internal import MentorMatching
internal import Solving

/// Local search among the stable matchings that ties allow.
///
/// Starts from a stable matching, promotes the talents left over once (Király 2011,
/// doi:10.1007/s00453-009-9371-7: a promoted talent wins a tie against one who is not), then trades
/// places inside ties: a talent takes the place of somebody the mentor likes no better, who proposes
/// on; the place left behind goes to the best talent who would rather have it. Each trade ends in a
/// stable matching again, and is undone if it is worse.
struct TieSearch {
  let market: PairingMarket
  let remains: [Bool]
  /// Pair of each talent, −1 for none.
  var pairOfTalent: [Int32]
  var team: [[Int32]]
  var promoted: [Bool]
  var seekers: [Int] = []
  var seat: [Int]
  var journal: [(talent: Int, pair: Int32)] = []
  private var random: SeededRandom
  let goals: [PairingGoal]
  var values: [Int]

  /// Longest trade, in moves of one talent, before it is given up.
  private static let longestTrade = 400

  /// - Precondition: `start` is stable on the lists that remain.
  init(
    _ market: PairingMarket, among remains: [Bool], from start: [Int32], goals: [PairingGoal],
    random: SeededRandom
  ) {
    self.market = market
    self.remains = remains
    self.goals = goals.filter(\.isSum)
    self.random = random
    pairOfTalent = start
    team = [[Int32]](repeating: [], count: market.mentorCount)
    promoted = [Bool](repeating: false, count: market.talentCount)
    seat = [Int](repeating: -1, count: market.talentCount)
    values = [Int](repeating: 0, count: self.goals.count)
    for t in 0..<market.talentCount {
      if start[t] >= 0 {
        team[market.mentor(of: Int(start[t]))].append(start[t])
        addValues(of: Int(start[t]), times: 1)
      } else if market.pairs(ofTalent: t).contains(where: { remains[$0] }) {
        seat[t] = seekers.count
        seekers.append(t)
      }
    }
  }

  /// Gives every talent left over a second round in which he wins ties.
  mutating func promoteLeftOvers() {
    for t in seekers where seat[t] >= 0 && !promoted[t] {
      promoted[t] = true
      _ = settle(wanderers: [t], vacancies: [], allowance: .max)
    }
    // Somebody displaced by a promoted talent is left over now; he has his second round too.
    while let t = seekers.first(where: { !promoted[$0] }) {
      promoted[t] = true
      _ = settle(wanderers: [t], vacancies: [], allowance: .max)
    }
    journal.removeAll()
    promoted = [Bool](repeating: false, count: market.talentCount)
  }

  /// Tries `count` random trades; keeps those that are no worse in the first `depth` goals.
  ///
  /// - Returns: The best matching seen, by all goals.
  mutating func trade(count: Int, depth: Int, run: Run) -> [Int32] {
    var best = (values: values, pairs: pairOfTalent)
    for attempt in 0..<count {
      if attempt % 256 == 255, run.mustStop != nil { break }
      let before = values
      journal.removeAll(keepingCapacity: true)
      let settled = randomTrade()
      run.charge(steps: 32 + 16 * journal.count)
      if settled, isNoWorse(values, than: before, depth: depth) {
        if isBetter(values, than: best.values) { best = (values, pairOfTalent) }
      } else {
        undo()
      }
    }
    return best.pairs
  }

  /// Walks by random trades among matchings that are equal in every sum, and shows each. If a limit has been
  /// reached before, a tenth of the trades are made all the same.
  mutating func wander(trades: Int, run: Run, _ show: ([Int32]) -> Void) {
    let isLate = run.mustStop != nil
    let start = values
    for attempt in 0..<(isLate ? trades / 10 : trades) {
      if !isLate, attempt % 256 == 255, run.mustStop != nil { return }
      journal.removeAll(keepingCapacity: true)
      let settled = randomTrade()
      run.charge(steps: 32 + 16 * journal.count)
      if settled, values == start {
        if !journal.isEmpty { show(pairOfTalent) }
      } else {
        undo()
      }
    }
  }

  private mutating func randomTrade() -> Bool {
    if !seekers.isEmpty, Int.random(in: 0..<10, using: &random) < 7 {
      let t = seekers[Int.random(in: 0..<seekers.count, using: &random)]
      return trade(talent: t, upToRank: .max)
    }
    let t = Int.random(in: 0..<market.talentCount, using: &random)
    guard pairOfTalent[t] >= 0 else { return false }
    return trade(talent: t, upToRank: market.talentRank[Int(pairOfTalent[t])])
  }

  /// Moves a talent to a random mentor whom he likes at least as well, through a tie or into a free
  /// place, and settles the consequences.
  private mutating func trade(talent t: Int, upToRank rank: Int32) -> Bool {
    let run = market.pairs(ofTalent: t)
    let pair = Int.random(in: run, using: &random)
    guard remains[pair], market.talentRank[pair] <= rank, Int32(pair) != pairOfTalent[t]
    else { return false }
    let m = market.mentor(of: pair)
    guard market.places[m] > 0 else { return false }
    var wanderers: [Int] = []
    if team[m].count >= market.places[m] {
      let worst = worstRank(at: m)
      guard worst >= market.mentorRank[pair] else { return false }
      let candidates = team[m].filter { market.mentorRank[Int($0)] == worst }
      let loser = market.talent(
        of: Int(candidates[Int.random(in: 0..<candidates.count, using: &random)]))
      move(loser, to: -1)
      wanderers.append(loser)
    }
    let left = pairOfTalent[t]
    move(t, to: Int32(pair))
    let vacancies = left < 0 ? [] : [market.mentor(of: Int(left))]
    return settle(wanderers: wanderers, vacancies: vacancies, allowance: Self.longestTrade)
  }

  private func isNoWorse(_ a: [Int], than b: [Int], depth: Int) -> Bool {
    for k in 0..<min(depth, goals.count) where a[k] != b[k] {
      return goals[k].isMinimized ? a[k] < b[k] : a[k] > b[k]
    }
    return true
  }

  private func isBetter(_ a: [Int], than b: [Int]) -> Bool {
    a != b && isNoWorse(a, than: b, depth: goals.count)
  }
}
