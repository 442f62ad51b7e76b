internal import MentorMatching
internal import Solving

/// Turns prices on rotations of strict lists into weights of combs, the one language of proofs.
///
/// Let *G*(*m*, *T*) be the comb whose teeth are a team *T* that mentor *m* has at some point of a walk from
/// the talents' best to the mentors' best matching, its shaft ending at the worst of *T*, less the rows of
/// the teeth's talents: pairs of *m* on the shaft, less, for each talent of *T*, *m* and what he likes less. It is
/// never negative. All of them at one point of the walk add up to minus the pairs that both people like
/// less, so each is zero in every stable matching, and adding them as often as wanted takes more and more
/// off every pair that is in none (both people like it less at some point). Two in a row at one mentor differ by what
/// a rotation does: *z*, the talents gone on, is the same for the talent who leaves and the one who comes.
/// So costs of all moves of a rotation pass to one of them. That rotation *a* needs *b*, which replaced *w* at *m*
/// where *t* would otherwise have come, is the comb with *t* in the place of *w*. Every optimum over
/// rotations therefore has whole weights (for one-to-one lists Király & Pap 2008,
/// doi:10.1287/moor.1080.0303).
struct RotationRows {
  private let market: PairingMarket
  private let rotations: RotationPoset
  /// Pairs that are neither closed by reductions nor by the sums so far.
  private var isOpen: [Bool]
  private var teams: [Team] = []
  /// For each move the team that it takes a talent from.
  private var teamOfMove: [Int]
  private var moveOfPair: [Int: Int] = [:]
  /// What one of each comb of the walk, as often as the walk meets it, adds up to.
  private let whole: [Int]

  /// A mentor's team on the walk.
  private struct Team {
    let mentor: Int
    let pairs: [Int]
    /// Number of points of the walk.
    var points: Int
  }

  init(_ rotations: RotationPoset, _ market: PairingMarket, isOpen: [Bool]) {
    self.market = market
    self.rotations = rotations
    self.isOpen = isOpen
    teamOfMove = [Int](repeating: 0, count: rotations.toPair.count)
    var first = [[Int]](repeating: [], count: market.mentorCount)
    for p in rotations.talentOptimal where p >= 0 {
      first[market.mentor(of: Int(p))].append(Int(p))
    }
    // The teams of one mentor come one after the other.
    var history = [[Team]](repeating: [], count: market.mentorCount)
    for m in first.indices where market.places[m] > 0 && first[m].count == market.places[m] {
      history[m].append(Team(mentor: m, pairs: first[m], points: rotations.count + 1))
    }
    for r in 0..<rotations.count {
      let moves = rotations.moves(of: r)
      for move in moves {
        let (out, new) = (
          Int(rotations.fromPair[move]),
          Int(rotations.toPair[move == moves.lowerBound ? moves.upperBound - 1 : move - 1])
        )
        let m = market.mentor(of: out)
        moveOfPair[out] = move
        teamOfMove[move] = history[m].count - 1
        let old = history[m][history[m].count - 1]
        let rest = rotations.count - r
        history[m][history[m].count - 1].points -= rest
        history[m].append(
          Team(mentor: m, pairs: old.pairs.filter { $0 != out } + [new], points: rest))
      }
    }
    var offset: [Int] = []
    for list in history {
      offset.append(teams.count)
      teams += list
    }
    for move in teamOfMove.indices {
      teamOfMove[move] += offset[market.mentor(of: Int(rotations.fromPair[move]))]
    }
    var sums = [Int](repeating: 0, count: market.pairCount)
    for team in teams {
      Self.add(team.pairs, at: team.mentor, times: team.points, to: &sums, market, isOpen)
    }
    whole = sums
  }

  /// Adds a comb with as many teeth as its mentor has places.
  private static func add(
    _ teeth: [Int], at m: Int, times weight: Int, to sums: inout [Int], _ market: PairingMarket,
    _ isOpen: [Bool]
  ) {
    let end = teeth.reduce(0) { max($0, market.mentorRank[$1]) }
    for p in market.pairs(ofMentor: m) {
      if market.mentorRank[Int(p)] > end { break }
      if isOpen[Int(p)] { sums[Int(p)] += weight }
    }
    for tooth in teeth {
      for p in market.firstOfTalent[market.talent(of: tooth)]..<tooth where isOpen[p] {
        sums[p] += weight
      }
    }
  }

  /// Proves that a sum over the pairs, made small, is at least `value` among what earlier goals leave, and
  /// closes what no matching as good makes.
  ///
  /// - Parameters:
  ///   - goal: The goal.
  ///   - value: Its smallest value among what earlier goals leave, negated if larger is better.
  ///   - prices: Prices on implications that prove it.
  ///   - shown: For each rotation the move to which costs pass.
  ///   - chooses: Whether some matchings as good so far are worse in this goal; if so, the proof must say
  ///     all about them that later proofs build on.
  /// - Returns: The proof; `nil` if the weights do not fit 64 bits.
  /// - Complexity: O(length of all combs + pairs).
  mutating func proof(
    of goal: PairingGoal, value: Int, _ prices: [RotationPrice], shown: [Int], chooses: Bool
  ) -> GoalProof? {
    let sign = goal.isMinimized ? 1 : -1
    let found = weights(
      reaching: value, prices, shown: shown, needsCombs: chooses, isOpen
    ) {
      sign * market.amount(of: goal, pair: $0)
    }
    guard let found else { return nil }
    for p in isOpen.indices where found.left[p] != 0 { isOpen[p] = false }
    return .sum(
      rows: found.rows,
      bound: BoundCertificate(denominator: 1, nodes: [.bounded(multipliers: found.multipliers)]))
  }

  /// Proves that no worst rank is below `rank` among what earlier goals leave, and closes pairs of worse
  /// ranks.
  ///
  /// - Parameters:
  ///   - rank: The smallest worst rank.
  ///   - clash: What a smaller one would need and rule out; `nil` where one talent alone shows it.
  ///   - shown: For each rotation the move to which costs pass.
  /// - Returns: The proof; `nil` if the weights do not fit 64 bits.
  mutating func proof(
    ofWorstRank rank: Int, _ clash: RotationClash?, shown: [Int]
  ) -> GoalProof? {
    func worst(_ p: Int) -> Int32 { max(market.talentRank[p], market.mentorRank[p]) }
    let below = isOpen.indices.map { isOpen[$0] && worst($0) < rank }
    let prices = clash?.chain.map { RotationPrice(implication: $0, amount: 1) } ?? []
    let found = weights(
      reaching: 1, prices, clash, shown: shown, needsCombs: false, below
    ) { _ in 0 }
    for p in isOpen.indices where worst(p) > rank { isOpen[p] = false }
    return found.map {
      .empty(
        rows: $0.rows, bound: rank,
        proof: BoundCertificate(
          denominator: 1, nodes: [.empty(multipliers: $0.multipliers)]))
    }
  }

  /// Weights with which rows add up to at least `value`, and what they leave of the costs of open pairs.
  private func weights(
    reaching value: Int, _ prices: [RotationPrice], _ clash: RotationClash? = nil, shown: [Int],
    needsCombs: Bool, _ isOpen: [Bool], cost: (Int) -> Int
  ) -> (rows: [StableRow], multipliers: [BoundCertificate.Multiplier], left: [Int])? {
    // Without combs first: each talent's cheapest pair may do.
    var left = isOpen.indices.map { isOpen[$0] ? cost($0) : 0 }
    let ends = cheapest(left, isOpen)
    if !needsCombs, ends.sum >= value { return published([], ends.ofTalent, &left, isOpen) }

    var onTeam = [Int](repeating: 0, count: teams.count)
    var turned: [(teeth: [Int], mentor: Int, weight: Int)] = []
    var onMove = rotations.toPair.indices.map {
      cost(Int(rotations.toPair[$0])) - cost(Int(rotations.fromPair[$0]))
    }
    for price in prices {
      let it = price.implication
      let amount = it.isTurned ? -price.amount : price.amount
      let (later, earlier) = it.isTurned ? (it.to, it.from) : (it.from, it.to)
      guard let late = move(later, { rotations.talentOfMove[$0] == it.talent }),
        let early = move(
          earlier,
          {
            it.mentor < 0
              ? rotations.talentOfMove[$0] == it.talent
              : market.mentor(of: Int(rotations.fromPair[$0])) == it.mentor
          })
      else { return nil }
      onMove[early] -= amount
      onMove[late] += amount
      guard it.mentor >= 0 else { continue }
      guard
        let tooth = market.pairs(ofTalent: it.talent).first(where: {
          market.mentor(of: $0) == it.mentor
        })
      else { return nil }
      let out = Int(rotations.fromPair[early])
      let teeth = teams[teamOfMove[early]].pairs.filter { $0 != out } + [tooth]
      turned.append((teeth, it.mentor, amount))
      onTeam[teamOfMove[early]] -= amount
    }
    if let clash {
      onMove[clash.first] -= 1
      onMove[clash.last] += 1
    }
    for r in 0..<rotations.count {
      let moves = rotations.moves(of: r)
      var rest = 0
      for back in 1..<max(1, moves.count) {
        let move =
          moves.lowerBound + (shown[r] - moves.lowerBound + moves.count - back) % moves.count
        rest += onMove[move]
        onTeam[teamOfMove[move]] -= rest
        onTeam[teamOfMove[move] + 1] += rest
      }
    }
    var sums = [Int](repeating: 0, count: market.pairCount)
    for (team, weight) in zip(teams, onTeam) where weight != 0 {
      Self.add(team.pairs, at: team.mentor, times: weight, to: &sums, market, isOpen)
    }
    for (teeth, m, weight) in turned {
      Self.add(teeth, at: m, times: weight, to: &sums, market, isOpen)
    }
    // As many times all combs as make weights positive and leave nothing below zero.
    var times = zip(teams, onTeam).reduce(0) { most, it in
      max(most, it.1 < 0 ? (-it.1).dividedRoundingUp(by: it.0.points) : 0)
    }
    let most = (1 << 60) / (whole.reduce(1, max) * (market.talentCount + 1))
    while times <= most {
      for p in isOpen.indices where isOpen[p] { left[p] = cost(p) - times * whole[p] - sums[p] }
      let ends = cheapest(left, isOpen)
      var combs = turned
      for (team, weight) in zip(teams, onTeam) where times * team.points + weight != 0 {
        combs.append((team.pairs, team.mentor, times * team.points + weight))
      }
      if combs.reduce(ends.sum, { $0 + $1.weight * $1.teeth.count }) >= value {
        return published(combs, ends.ofTalent, &left, isOpen)
      }
      times = max(1, 2 * times)
    }
    return nil
  }

  private func move(_ rotation: Int, _ isIt: (Int) -> Bool) -> Int? {
    rotations.moves(of: rotation).first(where: isIt)
  }

  /// What is left of each talent's cheapest open pair; one more than nothing for a talent who must have a
  /// mentor and has none open.
  private func cheapest(_ left: [Int], _ isOpen: [Bool]) -> (ofTalent: [Int], sum: Int) {
    var (ends, sum) = ([Int](repeating: 0, count: market.talentCount), 0)
    for t in ends.indices where rotations.talentOptimal[t] >= 0 {
      ends[t] = market.pairs(ofTalent: t).lazy.filter { isOpen[$0] }.map { left[$0] }.min() ?? 1
      sum += ends[t]
    }
    return (ends, sum)
  }

  private func published(
    _ combs: [(teeth: [Int], mentor: Int, weight: Int)], _ ends: [Int], _ left: inout [Int],
    _ isOpen: [Bool]
  ) -> (rows: [StableRow], multipliers: [BoundCertificate.Multiplier], left: [Int]) {
    var rows: [StableRow] = []
    var multipliers: [BoundCertificate.Multiplier] = []
    func add(_ row: StableRow, _ weight: Int) {
      multipliers.append(BoundCertificate.Multiplier(row: rows.count, weight: weight))
      rows.append(row)
    }
    for (t, weight) in ends.enumerated() where weight != 0 {
      add(weight > 0 ? .matched(t) : .talent(t), weight)
      for p in market.pairs(ofTalent: t) where isOpen[p] { left[p] -= weight }
    }
    for (teeth, m, weight) in combs {
      let end = teeth.reduce(0) { max($0, market.mentorRank[$1]) }
      add(
        .comb(mentor: m, shaftEnd: Int(end), teeth: teeth.map { market.talent(of: $0) }), weight)
    }
    return (rows, multipliers, left)
  }
}
