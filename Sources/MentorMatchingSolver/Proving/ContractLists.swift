internal import MentorMatching

/// The contracts of a round of nested classes while reductions are replayed: which may still be made.
///
/// A contract is in an outer class and perhaps in one inside it: in its mentor's and its project's, or in a
/// quota's and its mentor's (what follows says mentor and project); it blocks if its talent likes it better than what he has and neither class is full of
/// others ranked as high. Each step is accepted only if its premise holds on what earlier steps left,
/// so the stable matchings stay the same:
/// - *Offer.* If the other pairs' contracts at or above it can fill neither class, the contract
///   never lacks room: a talent without it or one he likes as well would block with it.
/// - *Applications.* Talents whose only first choice is in the class either make it, or it lacks room:
///   then its project or its mentor is full of contracts ranked as high. Where such talents alone fill
///   a project, it is full of contracts down to the last of them or its mentor is; where they would
///   fill a mentor, each of his projects holding as many of them as fit, he is full of contracts down
///   to the last of them. Either way nothing below is made.
struct ContractLists {
  /// Whether each contract may still be made.
  private(set) var remains: [Bool]
  let contracts: PairingContracts

  /// The contracts before any step.
  init(_ contracts: PairingContracts) {
    self.contracts = contracts
    remains = [Bool](repeating: true, count: contracts.contracts.count)
  }

  /// Takes a step.
  ///
  /// - Returns: Whether its premise holds; the contracts are as before if not.
  /// - Complexity: O(members of the classes named).
  mutating func apply(_ step: ContractReduction) -> Bool {
    let all = contracts.contracts
    switch step {
    case .offer(let e):
      guard all.indices.contains(e), remains[e], neverLacksRoom(e) else { return false }
      for g in contracts.ofTalent[all[e].talent] where all[g].talentRank > all[e].talentRank {
        remains[g] = false
      }
      return true
    case .applications(let c, let lastRank):
      guard contracts.classes.indices.contains(c) else { return false }
      let members = contracts.classes[c].members.filter { remains[$0] }
      let firsts = members.filter { all[$0].mentorRank <= lastRank && isOnlyFirstChoice($0) }
      guard fitting(firsts, within: c) >= contracts.classes[c].upper else { return false }
      for e in members where all[e].mentorRank > lastRank { remains[e] = false }
      return true
    }
  }

  /// Most contracts of a set that the classes inside hold; the set is within class `c`.
  func fitting(_ set: [Int], within c: Int) -> Int {
    var held: [Int: Int] = [:]
    return set.count { e in
      guard let inner = contracts.innerClass(of: e), inner != c else { return true }
      held[inner, default: 0] += 1
      return held[inner, default: 0] <= contracts.classes[inner].upper
    }
  }

  private func neverLacksRoom(_ e: Int) -> Bool {
    let all = contracts.contracts
    return contracts.classesOfContract[e].allSatisfy { c in
      let others = contracts.classes[c].members.filter {
        remains[$0] && all[$0].mentorRank <= all[e].mentorRank && !contracts.isSamePair($0, e)
      }
      return fitting(others, within: c) < contracts.classes[c].upper
    }
  }

  private func isOnlyFirstChoice(_ e: Int) -> Bool {
    let all = contracts.contracts
    return contracts.ofTalent[all[e].talent].allSatisfy {
      $0 == e || !remains[$0] || all[$0].talentRank > all[e].talentRank
    }
  }
}
