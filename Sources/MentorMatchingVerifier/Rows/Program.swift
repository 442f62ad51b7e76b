internal import MentorMatching
internal import Solving

/// The unknowns of a round and the rows that proofs name, written from the rules.
///
/// The unknowns are, in this order: the contracts; the difference of the sides' ranks; the worst rank; the
/// largest gap to a target; each mentor's gap; whether each contract blocks; whether each class of each
/// contract is full for it.
///
/// *Combs.* Let *A* be the contracts of a mentor's rank *k* or better that a stable matching makes. A tooth
/// that is not made and whose talent has nothing as good lacks room, so *A* with it would overfill a
/// inner or the outer class. Teeth that fit in the places together can all lack room so, or be in *A*, only
/// if they are no more than *A* (exchange of independent sets); every other tooth's talent has something
/// as good elsewhere (with plain places: Baïou & Balinski 2000, doi:10.1287/moor.25.4.504.12116).
///
/// *Combs of an inner class.* If the outer one is not full at rank *k*, teeth lack room in the inner one
/// alone, and *A* may be counted there. If it is full, the *r* teeth are covered by its other *d* − *a*
/// contracts with weight *r* / *d*: *a* + *r* (*d* − *a*) / *d* ≥ *r*. The row is multiplied by *d*.
///
/// *Exchanges.* A talent who is with the same mentor needs a place of the project only; so that is full
/// of others ranked as high, or there is none to exchange for.
///
/// *Rounded sums.* Rows read as "at least" are weighed, added up, divided, and rounded up coefficient by
/// coefficient and as a whole (Chvátal 1973, doi:10.1016/0012-365X(73)90167-2).
struct Program {
  private let round: PairingContracts
  private let earlier: [(goal: PairingGoal, value: Int)]
  private let meaning: [ProofRow]
  /// First unknown of the gaps, of what blocks, and of what is full.
  private let (gaps, blocks, full): (Int, Int, Int)
  private(set) var costs: [Int]
  /// The case that every matching is in which keeps the earlier goals.
  private(set) var root: Case
  private var rows: [(terms: [(Int, Int)], lower: Int?, upper: Int?)] = []

  init(
    _ known: Case, for goal: PairingGoal, earlier: [(goal: PairingGoal, value: Int)],
    rows meaning: [ProofRow]
  ) throws(Refuted) {
    (root, round, self.earlier, self.meaning) = (known, known.round, earlier, meaning)
    gaps = round.contracts.count + 3
    (blocks, full) = (gaps + round.targets.count, gaps * 2 - 3 + round.targets.count)
    for it in earlier where it.goal == .regret { try root.narrow(gaps - 2, from: 0, to: it.value) }
    costs = [Int](repeating: 0, count: root.box.count)
    for (j, cost) in terms(of: goal) where root.box[j] != 0...0 { costs[j] = cost }
    for row in meaning { try add(row) }
  }

  /// A goal, made small, over the unknowns.
  private func terms(of goal: PairingGoal) -> [(Int, Int)] {
    let sign = goal.isMinimized ? 1 : -1
    return switch goal {
    case .imbalance: [(gaps - 3, 1)]
    case .regret: [(gaps - 2, 1)]
    case .worstLoadGap: [(gaps - 1, 1)]
    case .totalLoadGap: (gaps..<blocks).map { ($0, 1) }
    case .blocking: (blocks..<full).map { ($0, 1) }
    default: round.contracts.enumerated().map { ($0, sign * $1.amount(of: goal)) }
    }
  }

  private mutating func add(
    _ ones: [Int], _ others: [(Int, Int)] = [], lower: Int? = nil, upper: Int? = nil
  ) {
    rows.append((ones.map { ($0, 1) } + others, lower, upper))
  }

  private mutating func add(_ row: ProofRow) throws(Refuted) {
    let all = round.contracts
    switch row {
    case .talent(let t):
      add(Array(try round.ofTalent.at(t)), lower: 1, upper: 1)
    case .room(let c):
      let limit = try round.classes.at(c)
      add(limit.members, lower: root.keepsLimits ? limit.lower : nil, upper: limit.upper)
    case .pinned(let goal):
      guard let value = earlier.first(where: { $0.goal == goal })?.value else { throw Refuted() }
      add([], terms(of: goal), upper: goal.isMinimized ? value : -value)
    case .rounded(let parts, let divisor):
      try need(divisor > 0)
      let (bound, sums) = try weighed(parts, in: root)
      add(
        [], sums.enumerated().filter { $1 != 0 }.map { ($0, $1.dividedRoundingUp(by: divisor)) },
        lower: bound.dividedRoundingUp(by: divisor))
    case .imbalance(let sign):
      try need(sign.magnitude == 1)
      add([gaps - 3], all.indices.map { ($0, sign * all[$0].rankDifference) }, lower: 0)
    case .worst(let e): add([gaps - 2], [(e, -(try all.at(e).worseRank))], lower: 0)
    case .gap(let k, let sign):
      try need(sign.magnitude == 1)
      let (members, target) = try round.targets.at(k)
      add([gaps + k], members.map { ($0, sign) }, lower: sign * target)
    case .worstGap(let k):
      try need(round.targets.indices.contains(k))
      add([gaps - 1], [(gaps + k, -1)], lower: 0)
    case .full(let e, let k) where root.usesContracts:
      let (own, c) = (try all.at(e), try round.classesOfContract[e].at(k))
      let others = try shaft(c, own.mentorRank, []).filter { !round.isSamePair($0, e) }
      add(others, [(full + e * root.widest + k, -round.classes[c].upper)], lower: 0)
    case .stable(let e) where root.usesContracts:
      let ways = try round.classesOfContract.at(e).indices.map { full + e * root.widest + $0 }
      add(ways + [e, blocks + e] + better([e]), lower: 1)
    case .filled(let c): add(try round.classes.at(c).members, lower: round.classes[c].upper)
    case .short(let c, let rank): add(try shaft(c, rank, []), upper: round.classes[c].upper - 1)
    case .comb(let c, let mentor, let end, let teeth):
      let (own, shaft) = (Set(try shaft(c, end, teeth)), try shaft(mentor ?? c, end, teeth))
      let places = mentor == nil ? 1 : round.classes[mentor ?? c].upper
      try need(root.isNested && shaft.allSatisfy { round.outerClass(of: $0) == mentor ?? c })
      try need(
        !teeth.isEmpty && own.isSubset(of: shaft) && round.fitting(teeth, within: c) == teeth.count)
      let parts = shaft.map { ($0, own.contains($0) ? places : teeth.count) }
      let side = places * teeth.count
      add([], parts + better(teeth).map { ($0, places) }, lower: side, upper: side)
    case .exchange(let e):
      let (own, project) = (try all.at(e), round.innerClass(of: e))
      let places = project.map { round.classes[$0].upper } ?? 1
      try need(root.isNested && places > 0)
      let others = try project.map { c throws(Refuted) in try shaft(c, own.mentorRank, [e]) } ?? [e]
      let worse = round.ofTalent[own.talent].filter {
        all[$0].mentor == own.mentor && all[$0].talentRank > own.talentRank
      }
      add([e], others.map { ($0, -1) } + worse.map { ($0, places) }, upper: 0)
    case .full, .stable: throw Refuted()
    }
  }

  /// What the talents of contracts like as well.
  private func better(_ contracts: [Int]) -> [Int] {
    contracts.flatMap { e in
      round.ofTalent[round.contracts[e].talent].filter {
        $0 != e && round.contracts[$0].talentRank <= round.contracts[e].talentRank
      }
    }
  }

  /// Contracts of a class down to a rank, if the teeth are among them and within its places.
  private func shaft(_ c: Int, _ end: Int, _ teeth: [Int]) throws(Refuted) -> [Int] {
    let shaft = try round.classes.at(c).members.filter { round.contracts[$0].mentorRank <= end }
    try need(Set(teeth).count == teeth.count && Set(teeth).isSubset(of: shaft))
    try need(teeth.count <= round.classes[c].upper)
    return shaft
  }

  /// Rows with weights added up: what the sum is at least, and its coefficients.
  private func weighed(
    _ weights: RowWeights, in here: Case
  ) throws(Refuted) -> (bound: Int, coefficients: [Int]) {
    var (bound, coefficients) = (0, [Int](repeating: 0, count: costs.count))
    for part in weights.multipliers where part.weight != 0 {
      let row = try rows.at(part.row)
      let side = part.weight > 0 ? row.lower : row.upper
      try need(side != nil && here.holds(meaning[part.row], fromBelow: part.weight > 0))
      try accumulate(side ?? 0, times: part.weight, to: &bound)
      for (j, c) in row.terms { try accumulate(c, times: part.weight, to: &coefficients[j]) }
    }
    return (bound, coefficients)
  }

  /// A lower bound, in units of 1/`unit`, on the goal (on zero without `costs`) of every whole point of a
  /// case: Σ weight · side + Σ (cost − Σ weight · coefficient) · unknown, each unknown at its cheap end.
  func sum(
    _ weights: RowWeights, unit: Int, in here: Case, counts: Bool = true
  ) throws(Refuted) -> (bound: Int, left: [Int]) {
    var (bound, coefficients) = try weighed(weights, in: here)
    var left = coefficients.map { -$0 }
    for j in left.indices where counts { try accumulate(costs[j], times: unit, to: &left[j]) }
    for j in left.indices where left[j] != 0 {
      let end = left[j] > 0 ? here.box[j].lowerBound : here.box[j].upperBound
      try accumulate(end, times: left[j], to: &bound)
    }
    return (bound, left)
  }
}
