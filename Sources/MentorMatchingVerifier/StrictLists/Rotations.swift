internal import MentorMatching

/// The rotations of strict lists, from a walk that carries them out one after the other, and what the
/// goals so far have settled.
///
/// A talent of a rotation goes on to the first mentor below his own who would rather have him than the
/// worst of his team, whose talent comes next in the circle. A rotation needs an earlier one that changed a
/// team it leaves, or that made a mentor refuse whom its talents pass (Gusfield & Irving 1989, §3.2).
/// Every walk carries out all rotations, and a stable matching is what some of them, with all that they
/// need, lead to. With *z* = 1 for those and prices *f* ≥ 0 on "from needs to", *z*(to) ≥ *z*(from), so
///
///     Σ cost · z  ≥  Σ (cost − Σ f into it + Σ f out of it) · z  ≥  Σ min(0, the same).
///
/// Where the ends meet in the value obtained, every matching as good is tight in each step, for all later
/// goals (Picard 1976, doi:10.1287/mnsc.22.11.1268).
struct Rotations {
  private let lists: StrictLists
  private let start: [Int]
  private var moves: [[(from: Int, to: Int)]] = []
  /// Which rotation needs which, as from · rotations + to.
  private var needed: Set<Int> = []
  /// Whether a rotation is carried out in all matchings that are as good so far, or in none.
  private var settled: [Int: Bool] = [:]

  init(_ lists: StrictLists, _ walk: RotationWalk) throws(Refuted) {
    self.lists = lists
    let (places, mentor, rank) = (lists.places, lists.mentor, lists.rank)
    start = lists.proposals(byTalents: true)
    var held = start
    var teams = [Set<Int>](repeating: [], count: places.count)
    for e in start where e >= 0 { teams[mentor(e)].insert(e) }
    try need(held.map { $0 < 0 ? nil : mentor($0) } == walk.start)
    // For each full mentor the rotations at him, with the rank of his worst talent from then on.
    var worst = zip(teams, places).map { team, places in
      team.count < max(1, places) ? [] : [(rotation: -1, rank: team.map(rank).max() ?? 0)]
    }
    for (r, circle) in walk.rotations.enumerated() {
      try need(circle.count > 1 && Set(circle.map(\.talent)).count == circle.count)
      var ends: [(from: Int, to: Int)] = []
      for (i, move) in circle.enumerated() {
        let (from, next) = (
          try held.at(move.talent), try held.at(circle[(i + 1) % circle.count].talent)
        )
        guard
          let to = lists.problem.talentWishes.entries(of: move.talent).first(where: {
            mentor($0) == move.mentor
          }), from >= 0,
          next >= 0, from < to, mentor(next) == mentor(to),
          worst[mentor(to)].last?.rank == rank(next), 1..<rank(next) ~= rank(to)
        else { throw Refuted() }
        needed.insert(r * walk.rotations.count + (worst[mentor(from)].last?.rotation ?? -1))
        for p in from + 1..<to where rank(p) > 0 && places[mentor(p)] > 0 {
          guard let passed = worst[mentor(p)].first(where: { $0.rank < rank(p) }) else {
            throw Refuted()
          }
          needed.insert(r * walk.rotations.count + passed.rotation)
        }
        ends.append((from, to))
      }
      for ((from, to), move) in zip(ends, circle) {
        teams[mentor(from)].remove(from)
        teams[mentor(to)].insert(to)
        held[move.talent] = to
      }
      for (_, to) in ends {
        worst[mentor(to)].append((r, teams[mentor(to)].map(rank).max() ?? 0))
      }
      moves.append(ends)
    }
    try need(held == lists.proposals(byTalents: false))
  }

  /// Leaves out pairs of a rank beyond `worst`; false if one is in every matching that is left.
  mutating func limitRanks(to worst: Int) -> Bool {
    var endedBy: [Int: Int] = [:]
    for (r, ends) in moves.enumerated() { for end in ends { endedBy[end.from] = r } }
    func isBad(_ e: Int) -> Bool { lists.contract(e).worseRank > worst }
    for e in start where e >= 0 && isBad(e) {
      guard let r = endedBy[e], settled.updateValue(true, forKey: r) != false else { return false }
    }
    for (r, ends) in moves.enumerated() {
      for (_, e) in ends where isBad(e) {
        if let end = endedBy[e] {
          needed.insert(r * moves.count + end)
        } else if settled.updateValue(false, forKey: r) == true {
          return false
        }
      }
    }
    return true
  }

  /// What `prices` leave of the costs of rotations, and what they then add up to at least.
  private func sum(_ costs: [Int], _ prices: [RotationPrice]) throws(Refuted) -> (
    left: [Int], least: Int
  ) {
    var (left, least) = (costs, 0)
    for price in prices {
      try need(
        costs.indices.contains(price.from) && costs.indices.contains(price.to) && price.amount >= 0)
      try need(needed.contains(price.from * costs.count + price.to))
      try accumulate(price.amount, times: 1, to: &left[price.from])
      try accumulate(price.amount, times: -1, to: &left[price.to])
    }
    for (r, cost) in left.enumerated() where settled[r] != false {
      try accumulate(settled[r] == true ? cost : min(0, cost), times: 1, to: &least)
    }
    return (left, least)
  }

  /// The bound on a goal, made small; for the worst rank, `value` if no smaller one is possible.
  mutating func bound(_ goal: PairingGoal, _ prices: [RotationPrice], value: Int) throws(Refuted)
    -> Int
  {
    var below = self
    if goal == .regret {
      if below.limitRanks(to: value &- 1) {
        let least = try below.sum(moves.map { _ in 0 }, prices).least
        try need(least > 0)
      }
      return value
    }
    try need(goal.isSum)
    func amount(_ e: Int) -> Int {
      goal.isMinimized ? lists.contract(e).amount(of: goal) : -lists.contract(e).amount(of: goal)
    }
    let costs = moves.map { $0.reduce(0) { $0 + amount($1.to) - amount($1.from) } }
    let (left, least) = try sum(costs, prices)
    let bound = start.reduce(least) { $1 < 0 ? $0 : $0 + amount($1) }
    if bound == (goal.isMinimized ? value : -value) {
      for price in prices where price.amount > 0 {
        needed.insert(price.to * moves.count + price.from)
      }
      for (r, cost) in left.enumerated() where cost != 0 && settled[r] == nil {
        settled[r] = cost < 0
      }
    }
    return bound
  }
}
