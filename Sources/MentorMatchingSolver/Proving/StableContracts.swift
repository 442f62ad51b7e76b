internal import MentorMatching
internal import Solving

/// The program of a round of nested classes over the contracts that reductions leave, written from the
/// rules row by row as a proof asks for them. Mentor and project stand for the outer class and the inner
/// one, which may also be a quota and a mentor.
///
/// *Combs.* Let *A* be the contracts of a mentor's rank *k* or better that a stable matching makes. A
/// tooth that is not made and whose talent has nothing as good lacks room, so *A* together with it
/// would overfill a project or the mentor. Teeth that fit in the places together can all lack room in
/// this way, or be in *A*, only if there are no more of them than *A* has members (exchange of
/// independent sets); every other tooth's talent has something as good elsewhere.
///
/// *Combs of a project.* If the mentor is not full at rank *k*, teeth lack room in the project alone,
/// and *A* may be counted there. If he is full, the *r* teeth are covered by counting his other *d* −
/// *a* contracts with weight *r* / *d*: *a* + *r* (*d* − *a*) / *d* ≥ *r*. The row is multiplied by *d*.
///
/// *Rounded sums.* Rows that hold for every stable matching hold when they are added up and divided;
/// rounding the coefficients down makes the sum no larger, for no unknown is below zero, and then the
/// sum is whole.
///
/// *Exchanges.* A talent who is with the same mentor does not need a place of his, only one of the
/// project; so that project is full of others ranked as high, or there is none to exchange for.
struct StableContracts {
  /// What a row must not be built from.
  struct Refusal: Error {}

  private let contracts: PairingContracts
  private let lists: ContractLists
  private let columnOf: [Int]
  private(set) var system = IntegerSystem()

  /// The unknowns: one for each contract left.
  init(_ lists: ContractLists) {
    contracts = lists.contracts
    self.lists = lists
    var columnOf = [Int](repeating: -1, count: contracts.contracts.count)
    for e in columnOf.indices where lists.remains[e] {
      columnOf[e] = system.addColumn("assign[\(e)]", in: 0...1)
    }
    self.columnOf = columnOf
  }

  /// Makes `goal` the objective, negated if larger is better.
  mutating func minimize(_ goal: PairingGoal) {
    for (e, column) in columnOf.enumerated() where column >= 0 {
      let amount = contracts.contracts[e].amount(of: goal)
      system.setCost(goal.isMinimized ? amount : -amount, of: column)
    }
  }

  /// Adds a row by its meaning; `values` are those of the earlier goals.
  mutating func add(_ row: ContractRow, values: [(goal: PairingGoal, value: Int)]) throws(Refusal) {
    let number = system.rows.count
    switch row {
    case .talent(let t):
      guard contracts.ofTalent.indices.contains(t) else { throw Refusal() }
      system.addRow("one_mentor[\(t)]", terms(contracts.ofTalent[t].map { ($0, 1) }), upper: 1)
    case .room(let c):
      guard contracts.classes.indices.contains(c) else { throw Refusal() }
      let limit = contracts.classes[c]
      system.addRow("room[\(c)]", terms(limit.members.map { ($0, 1) }), upper: limit.upper)
    case .comb(let c, let end, let teeth):
      let shaft = try shaft(of: c, end: end)
      guard shaft.allSatisfy({ contracts.outerClass(of: $0) == c }), areTeeth(teeth, of: shaft),
        teeth.count <= contracts.classes[c].upper,
        lists.fitting(teeth, within: c) == teeth.count
      else { throw Refusal() }
      let parts = shaft.map { ($0, 1) } + teeth.flatMap { better($0).map { ($0, 1) } }
      system.addRow("comb[\(c),\(end),\(number)]", terms(parts), lower: teeth.count)
    case .projectComb(let c, let mentor, let end, let teeth):
      let own = try shaft(of: c, end: end)
      let all = try shaft(of: mentor, end: end)
      guard c != mentor, all.allSatisfy({ contracts.outerClass(of: $0) == mentor }),
        own.allSatisfy({ contracts.classesOfContract[$0].contains(mentor) }),
        areTeeth(teeth, of: own),
        teeth.count <= contracts.classes[c].upper,
        teeth.count <= contracts.classes[mentor].upper
      else { throw Refusal() }
      let places = contracts.classes[mentor].upper
      let isOwn = Set(own)
      let parts =
        all.map { ($0, isOwn.contains($0) ? places : teeth.count) }
        + teeth.flatMap { better($0).map { ($0, places) } }
      system.addRow(
        "project_comb[\(c),\(end),\(number)]", terms(parts), lower: places * teeth.count)
    case .exchange(let e):
      guard contracts.contracts.indices.contains(e), lists.remains[e] else { throw Refusal() }
      let contract = contracts.contracts[e]
      let worse = contracts.ofTalent[contract.talent].filter {
        let other = contracts.contracts[$0]
        return other.mentor == contract.mentor && other.talentRank > contract.talentRank
      }
      var parts: [(Int, Int)] = []
      var places = 1
      if let c = contracts.innerClass(of: e) {
        places = max(1, contracts.classes[c].upper)
        parts = try shaft(of: c, end: contract.mentorRank).filter { $0 != e }.map { ($0, -1) }
        if contracts.classes[c].upper == 0 { throw Refusal() }
      }
      system.addRow(
        "exchange[\(e)]", terms(parts + worse.map { ($0, places) }), upper: 0)
    case .pinned(let goal):
      guard let value = values.first(where: { $0.goal == goal })?.value, goal.isSum
      else { throw Refusal() }
      let parts = columnOf.indices.map { ($0, contracts.contracts[$0].amount(of: goal)) }
      system.addRow(
        "pinned[\(goal.rawValue)]", terms(parts), lower: goal.isMinimized ? nil : value,
        upper: goal.isMinimized ? value : nil)
    case .rounded(let parts, let divisor):
      let sum = try RoundedSum(parts, of: system.rows, divisor: divisor)
      system.addRow("rounded[\(number)]", sum.terms, upper: sum.limit)
    }
  }

  /// Contracts of a class that are left, down to a rank.
  private func shaft(of c: Int, end: Int) throws(Refusal) -> [Int] {
    guard contracts.classes.indices.contains(c) else { throw Refusal() }
    return contracts.classes[c].members.filter {
      lists.remains[$0] && contracts.contracts[$0].mentorRank <= end
    }
  }

  private func areTeeth(_ teeth: [Int], of shaft: [Int]) -> Bool {
    !teeth.isEmpty && Set(teeth).count == teeth.count && Set(teeth).isSubset(of: shaft)
  }

  /// What the talent of a contract likes as well.
  private func better(_ e: Int) -> [Int] {
    let contract = contracts.contracts[e]
    return contracts.ofTalent[contract.talent].filter {
      $0 != e && contracts.contracts[$0].talentRank <= contract.talentRank
    }
  }

  private func terms(_ parts: [(Int, Int)]) -> [(column: Int, coefficient: Int)] {
    var sums: [Int: Int] = [:]
    for (e, coefficient) in parts where columnOf[e] >= 0 {
      sums[columnOf[e], default: 0] += coefficient
    }
    return sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }
      .map { (column: $0.key, coefficient: $0.value) }
  }
}
