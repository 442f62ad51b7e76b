internal import MentorMatching

/// What is known in a case: the ranges of the unknowns, of which the first are the contracts.
///
/// A step is taken only if its premise holds after the steps before, so whatever is closed is in no stable
/// matching of the case:
/// - *Offer.* A contract that never lacks room would block a matching that gives its talent something he
///   likes less. It never lacks room if, for each of its classes, the other pairs' contracts ranked as
///   high are too few to fill the class, or the case says that they do not.
/// - *Applications.* Talents whose only first choice is in a class either make it, or the class, or one
///   around it, is full of contracts ranked as high. If they alone would fill it, as far as the classes
///   inside hold them, nothing below the last of them is made, and an outer class is full.
/// - *Cut-off.* A class is full with contracts of a rank or better, or it has room besides them.
struct Case {
  let round: PairingContracts
  /// Whether stability is asked for and classes are nested, so that steps and combs hold.
  let isNested: Bool
  /// Whether the rule goes by contracts and classes, and keeps limits from below; longest list of classes.
  let (usesContracts, keepsLimits, widest): (Bool, Bool, Int)
  var box: [ClosedRange<Int>]
  /// Whether nothing is left.
  private(set) var isVoid = false
  /// Talents who make a contract, and classes that are full, in every stable matching of the case.
  private var (matched, full): (Set<Int>, Set<Int>) = ([], [])
  /// Ranks down to which a class has room.
  private var roomRank: [Int: Int] = [:]
  /// Rows of sums that met the value of an earlier goal: every matching that is left is tight in them.
  var tight: Set<ProofRow> = []

  init(_ problem: PairingProblem, _ rule: PairingRule) {
    let (round, isStable) = (problem.contracts, rule.demandsStability)
    let (all, targets) = (round.contracts, round.targets)
    (self.round, isNested) = (round, isStable && round.isNested)
    usesContracts = problem.usesContracts(rule)
    keepsLimits = usesContracts && !isStable
    widest = round.classesOfContract.reduce(0) { max($0, $1.count) }
    let gap = targets.reduce(0) { max($0, abs($1.target), $1.members.count) }
    box = [
      (1, all.count), (all.reduce(0) { $0 + abs($1.rankDifference) }, 1),
      (all.reduce(0) { max($0, $1.worseRank) }, 1), (gap, 1 + targets.count),
      (isStable ? 0 : 1, usesContracts ? all.count : 0),
      (1, usesContracts ? all.count * widest : 0),
    ].flatMap { most, count in [ClosedRange<Int>](repeating: 0...most, count: count) }
  }

  /// Enters the case that an unknown is within limits; a limit on the worst rank closes contracts.
  mutating func narrow(_ j: Int, from low: Int, to high: Int) throws(Refuted) {
    let (low, high) = (max(try box.at(j).lowerBound, low), min(box[j].upperBound, high))
    if low > high { isVoid = true } else { box[j] = low...high }
    if j != round.contracts.count + 1 { return }
    for e in round.contracts.indices where round.contracts[e].worseRank > high {
      try narrow(e, from: 0, to: 0)
    }
  }

  /// Closes what would cost more than `most`: what is k steps from its cheap end costs, in units of
  /// 1/`unit`, at least `bound` and k times what is left of its cost. Returns what is between the two.
  mutating func close(
    _ left: [Int], beyond most: Int, unit: Int, bound: Int
  ) throws(Refuted) -> Int {
    var room = -bound
    try accumulate(most, times: unit, to: &room)
    isVoid = isVoid || room < 0
    for j in box.indices where left[j] != 0 && !isVoid {
      let (low, high) = (box[j].lowerBound, box[j].upperBound)
      let steps = min(room / abs(left[j]), high - low)
      try narrow(j, from: left[j] > 0 ? low : high - steps, to: left[j] > 0 ? low + steps : high)
    }
    return room
  }

  mutating func take(_ step: ProofStep) throws(Refuted) {
    switch step {
    case .offer(let e):
      try need(neverLacksRoom(e))
      try settle(e)
    case .applications(let c, let lastRank):
      let firsts = try round.classes.at(c).members.filter { e in
        let own = round.contracts[e]
        return own.mentorRank <= lastRank
          && round.ofTalent[own.talent].allSatisfy {
            $0 == e || box[$0].upperBound == 0 || round.contracts[$0].talentRank > own.talentRank
          }
      }
      try need(isNested && round.fitting(firsts, within: c) >= round.classes[c].upper)
      try close(c, below: lastRank)
      if firsts.contains(where: { round.outerClass(of: $0) == c }) { full.insert(c) }
    }
  }

  /// Keeps to the mentors that are named for each talent.
  mutating func keep(to named: [[Int]]) throws(Refuted) {
    for (e, it) in round.contracts.enumerated() {
      if try !named.at(it.talent).contains(it.mentor) { try narrow(e, from: 0, to: 0) }
    }
  }

  /// Enters the case that a class is full with contracts of rank `rank` or better.
  mutating func fill(_ c: Int, downTo rank: Int) throws(Refuted) {
    try close(c, below: rank)
    full.insert(c)
  }

  private mutating func close(_ c: Int, below rank: Int) throws(Refuted) {
    for e in try round.classes.at(c).members where round.contracts[e].mentorRank > rank {
      try narrow(e, from: 0, to: 0)
    }
  }

  /// Enters the case that a class has room besides its contracts of rank `rank` or better.
  mutating func leaveRoom(_ c: Int, downTo rank: Int) throws(Refuted) {
    let members = try round.classes.at(c).members
    roomRank[c] = max(roomRank[c] ?? 0, rank)
    for e in members where round.contracts[e].mentorRank <= rank && neverLacksRoom(e) {
      try settle(e)
    }
  }

  private func neverLacksRoom(_ e: Int) -> Bool {
    guard isNested, round.contracts.indices.contains(e) else { return false }
    let own = round.contracts[e]
    return round.classesOfContract[e].allSatisfy { c in
      let others = round.classes[c].members.filter {
        box[$0].upperBound > 0 && round.contracts[$0].mentorRank <= own.mentorRank
          && !round.isSamePair($0, e)
      }
      return own.mentorRank <= roomRank[c] ?? 0
        || round.fitting(others, within: c) < round.classes[c].upper
    }
  }

  /// The talent of a contract obtains it or one he likes as well.
  private mutating func settle(_ e: Int) throws(Refuted) {
    let own = round.contracts[e]
    for g in round.ofTalent[own.talent] where round.contracts[g].talentRank > own.talentRank {
      try narrow(g, from: 0, to: 0)
    }
    matched.insert(own.talent)
  }

  /// Whether the side on which a weight presses holds in this case.
  func holds(_ row: ProofRow, fromBelow: Bool) -> Bool {
    switch row {
    case .talent(let t): !fromBelow || matched.contains(t)
    case .filled(let c): full.contains(c)
    case .short(let c, let rank): rank <= roomRank[c] ?? 0
    case .comb: fromBelow || tight.contains(row)
    default: true
    }
  }
}

extension PairingContracts {
  /// Most contracts of a set within class `c` that the classes inside it hold.
  func fitting(_ set: [Int], within c: Int) -> Int {
    var held: [Int: Int] = [:]
    for e in set { held[innerClass(of: e) ?? c, default: 0] += 1 }
    return held.reduce(0) { $0 + ($1.key == c ? $1.value : min($1.value, classes[$1.key].upper)) }
  }
}
