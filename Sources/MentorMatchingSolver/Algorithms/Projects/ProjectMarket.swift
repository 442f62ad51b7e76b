internal import MentorMatching

/// A round of nested classes on flat arrays: contracts with their inner and their outer class.
///
/// Mentor and project stand for the outer class and the inner one here and in the search over it, which may
/// also be a quota and a mentor.
struct ProjectMarket {
  let contracts: PairingContracts
  let talent: [Int]
  /// The person whose contract it is: with him a talent takes no room from himself.
  let person: [Int]
  /// Class of the project, −1 for a contract that only its mentor's places limit.
  let inner: [Int]
  /// Class of the mentor.
  let outer: [Int]
  let talentRank: [Int]
  let mentorRank: [Int]
  /// Places of each class.
  let places: [Int]
  /// Contracts of each mentor's class, best first; empty for a project's.
  let listOfMentor: [[Int]]
  /// Whether each contract is left by the reductions.
  private(set) var remains: [Bool]
  /// The reductions, in order.
  private(set) var steps: [ContractReduction] = []

  /// - Precondition: `contracts.isNested`.
  init(_ contracts: PairingContracts) {
    let all = contracts.contracts
    self.contracts = contracts
    talent = all.map(\.talent)
    person = all.map(\.mentor)
    talentRank = all.map(\.talentRank)
    mentorRank = all.map(\.mentorRank)
    inner = all.indices.map { contracts.innerClass(of: $0) ?? -1 }
    outer = all.indices.map { contracts.outerClass(of: $0) }
    places = contracts.classes.map(\.upper)
    listOfMentor = contracts.classes.enumerated().map { c, limit in
      guard limit.members.first.map({ contracts.outerClass(of: $0) }) == c else { return [] }
      return limit.members.sorted {
        (all[$0].mentorRank, $0) < (all[$1].mentorRank, $1)
      }
    }
    remains = [Bool](repeating: true, count: all.count)
    reduce()
  }

  /// Contracts of a talent, best first.
  func contracts(ofTalent t: Int) -> Range<Int> { contracts.ofTalent[t] }

  /// Runs of equal rank in a list of one mentor.
  func tiers(_ list: [Int]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < list.count {
      var end = start + 1
      while end < list.count, mentorRank[list[end]] == mentorRank[list[start]] { end += 1 }
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  /// Whether nobody would rather make another contract.
  ///
  /// - Complexity: O(contracts).
  func isStable(_ held: [Int]) -> Bool {
    var load = [Int](repeating: 0, count: places.count)
    var worst = [Int](repeating: 0, count: places.count)
    for e in held where e >= 0 {
      for c in [outer[e], inner[e]] where c >= 0 {
        load[c] += 1
        worst[c] = max(worst[c], mentorRank[e])
      }
    }
    guard places.indices.allSatisfy({ load[$0] <= places[$0] }) else { return false }
    func isFull(_ c: Int, for e: Int) -> Bool {
      load[c] == places[c] && (places[c] == 0 || worst[c] <= mentorRank[e])
    }
    return talent.indices.allSatisfy { e in
      let old = held[talent[e]]
      if old >= 0, talentRank[old] <= talentRank[e] { return true }
      if inner[e] >= 0, isFull(inner[e], for: e) { return true }
      // A talent takes no room of the mentor from himself.
      return isFull(outer[e], for: e) && (old < 0 || person[old] != person[e])
    }
  }

  // MARK: Reductions

  /// Takes offers and applications until neither removes a contract.
  private mutating func reduce() {
    var changed = true
    while changed {
      changed = false
      for c in listOfMentor.indices where !listOfMentor[c].isEmpty {
        if offers(of: c) { changed = true }
        if applications(to: c) { changed = true }
      }
    }
  }

  /// Contracts that never lack room: their talents drop what they like less.
  private mutating func offers(of c: Int) -> Bool {
    let list = listOfMentor[c].filter { remains[$0] }
    var changed = false
    var load = Load()
    for tier in tiers(list) {
      for e in list[tier] { load.add(inner[e], places) }
      if load.total > places[c] + 1 { break }
      for e in list[tier] {
        let t = talent[e]
        let worse = contracts(ofTalent: t).filter {
          remains[$0] && talentRank[$0] > talentRank[e]
        }
        if worse.isEmpty || !remains[e] { continue }
        // Other pairs only: with the same mentor the talent takes no room from himself.
        var others = Load()
        var own = 0
        for g in list
        where mentorRank[g] <= mentorRank[e] && remains[g]
          && (talent[g] != t || person[g] != person[e])
        {
          others.add(inner[g], places)
          if inner[g] == inner[e] { own += 1 }
        }
        guard others.total < places[c], inner[e] < 0 || own < places[inner[e]] else { continue }
        for g in worse { remains[g] = false }
        steps.append(.offer(contract: e))
        changed = true
      }
    }
    return changed
  }

  private mutating func applications(to c: Int) -> Bool {
    var changed = false
    var load = Load()
    var ended = Set<Int>()
    for e in listOfMentor[c] where remains[e] && isOnlyFirstChoice(e) {
      load.add(inner[e], places)
      let p = inner[e]
      if p >= 0, load.raw(p) >= places[p], ended.insert(p).inserted {
        if cut(p, after: mentorRank[e]) { changed = true }
      }
      if load.total >= places[c] {
        if cut(c, after: mentorRank[e]) { changed = true }
        break
      }
    }
    return changed
  }

  private mutating func cut(_ c: Int, after rank: Int) -> Bool {
    let below = contracts.classes[c].members.filter { remains[$0] && mentorRank[$0] > rank }
    if below.isEmpty { return false }
    for e in below { remains[e] = false }
    steps.append(.applications(class: c, lastRank: rank))
    return true
  }

  private func isOnlyFirstChoice(_ e: Int) -> Bool {
    contracts(ofTalent: talent[e]).allSatisfy {
      $0 == e || !remains[$0] || talentRank[$0] > talentRank[e]
    }
  }
}

/// How many contracts of a mentor can be made at once, given the places of his projects.
private struct Load {
  private(set) var total = 0
  private var held: [(project: Int, count: Int)] = []

  func raw(_ project: Int) -> Int { held.first { $0.project == project }?.count ?? 0 }

  mutating func add(_ project: Int, _ places: [Int]) {
    guard project >= 0 else {
      total += 1
      return
    }
    if let i = held.firstIndex(where: { $0.project == project }) {
      held[i].count += 1
      if held[i].count <= places[project] { total += 1 }
    } else {
      held.append((project, 1))
      if places[project] > 0 { total += 1 }
    }
  }
}
