internal import MentorMatching
internal import Solving

/// `Models/pairing/projects.mod` over a round, with the goals of a rule, as integer rows.
///
/// The solver searches it; ``rows`` and ``unknowns`` say what a published proof calls its rows and columns.
struct ContractSystem: Sendable {
  /// The rows and unknowns; the costs are those of the goal set last.
  private(set) var system = IntegerSystem()
  /// Meaning of each row.
  private(set) var rows: [ProofRow] = []
  /// Number of each column among the unknowns of a ``RowProof``.
  private(set) var unknowns: [Int] = []
  private let contracts: PairingContracts
  private var assign: [Int] = []
  /// Unknown `full[c,e]`, class by class in the order of the members.
  private var full: [[Int]] = []
  private var blocks: [Int] = []
  private var regret: Int?
  private var imbalance: Int?
  private var worstGap: Int?
  private var gaps: [Int] = []

  /// The rows of a rule.
  ///
  /// - Complexity: O(Σ over the classes of members²).
  init(_ problem: PairingProblem, rule: PairingRule) {
    contracts = problem.contracts
    let goals = problem.goals(of: rule)
    let all = contracts.contracts
    assign = all.indices.map { addColumn("assign[\($0)]", $0, in: 0...1) }
    addTalents()
    addRoom(fromBelow: !rule.demandsStability)
    if rule.demandsStability || goals.contains(.blocking) {
      addStability(mayBlock: !rule.demandsStability)
    }
    if goals.contains(.regret) { addRegret() }
    if goals.contains(.imbalance) { addImbalance() }
    if goals.contains(.worstLoadGap) || goals.contains(.totalLoadGap) { addGaps() }
  }

  private mutating func addColumn(
    _ name: String, _ unknown: Int, in range: ClosedRange<Int>, cost: Int = 0
  ) -> Int {
    unknowns.append(unknown)
    return system.addColumn(name, in: range, cost: cost)
  }

  private mutating func addRow(
    _ meaning: ProofRow, _ name: String, _ terms: [(column: Int, coefficient: Int)],
    lower: Int? = nil, upper: Int? = nil
  ) {
    rows.append(meaning)
    system.addRow(name, terms, lower: lower, upper: upper)
  }

  private func place(of c: Int, _ e: Int) -> Int {
    contracts.classesOfContract[e].firstIndex(of: c) ?? 0
  }

  /// one_mentor[t]:  Σ_e assign[e] ≤ 1   ∀ t
  private mutating func addTalents() {
    for (t, own) in contracts.ofTalent.enumerated() where own.count > 1 {
      addRow(.talent(t), "one_mentor[\(t)]", own.map { (assign[$0], 1) }, upper: 1)
    }
  }

  /// room[c]:  lower_c ≤ Σ_e assign[e] ≤ upper_c   ∀ c
  private mutating func addRoom(fromBelow: Bool) {
    for (c, limit) in contracts.classes.enumerated() {
      addRow(
        .room(class: c), "room[\(c)]", limit.members.map { (assign[$0], 1) },
        lower: fromBelow && limit.lower > 0 ? limit.lower : nil, upper: limit.upper)
    }
  }

  private mutating func addStability(mayBlock: Bool) {
    let all = contracts.contracts
    let numbers = ProofUnknowns(contracts)
    full = contracts.classes.enumerated().map { c, limit in
      limit.members.map {
        addColumn("full[\(c),\($0)]", numbers.full($0, in: c, of: contracts), in: 0...1)
      }
    }
    blocks = all.indices.map {
      addColumn("blocks[\($0)]", numbers.blocks + $0, in: 0...(mayBlock ? 1 : 0))
    }
    // filled[c,e]:  Σ {others of c ranked as high} assign − upper_c · full[c,e] ≥ 0
    for (c, limit) in contracts.classes.enumerated() where limit.upper > 0 {
      for (i, e) in limit.members.enumerated() {
        var terms = limit.members.filter {
          all[$0].mentorRank <= all[e].mentorRank && !contracts.isSamePair($0, e)
        }.map { (column: assign[$0], coefficient: 1) }
        terms.append((full[c][i], -limit.upper))
        addRow(.full(contract: e, place: place(of: c, e)), "filled[\(c),\(e)]", terms, lower: 0)
      }
    }
    // stable[e]:  Σ {as good for the talent} assign + Σ_c full[c,e] + blocks[e] ≥ 1
    var fullOf = [[Int]](repeating: [], count: all.count)
    for (c, limit) in contracts.classes.enumerated() {
      for (i, e) in limit.members.enumerated() { fullOf[e].append(full[c][i]) }
    }
    for e in all.indices {
      var terms = contracts.ofTalent[all[e].talent].filter {
        all[$0].talentRank <= all[e].talentRank
      }.map { (column: assign[$0], coefficient: 1) }
      terms += fullOf[e].map { ($0, 1) }
      terms.append((blocks[e], 1))
      addRow(.stable(contract: e), "stable[\(e)]", terms, lower: 1)
    }
  }

  /// regret ≥ rank · assign
  private mutating func addRegret() {
    let all = contracts.contracts
    let worst = all.reduce(0) { max($0, $1.talentRank, $1.mentorRank) }
    let column = addColumn("regret", ProofUnknowns(contracts).regret, in: 0...worst)
    for e in all.indices {
      let rank = max(all[e].talentRank, all[e].mentorRank)
      addRow(.worst(contract: e), "worst[\(e)]", [(column, 1), (assign[e], -rank)], lower: 0)
    }
    regret = column
  }

  /// imbalance ≥ ±Σ (talent_rank − mentor_rank) · assign
  private mutating func addImbalance() {
    let amounts = contracts.contracts.map { $0.talentRank - $0.mentorRank }
    let column = addColumn(
      "imbalance", ProofUnknowns(contracts).imbalance, in: 0...amounts.reduce(0) { $0 + abs($1) })
    for sign in [1, -1] {
      var terms = [(column: column, coefficient: 1)]
      for (e, amount) in amounts.enumerated() where amount != 0 {
        terms.append((assign[e], -sign * amount))
      }
      addRow(.imbalance(sign: -sign), "imbalance[\(sign)]", terms, lower: 0)
    }
    imbalance = column
  }

  /// gap[m] ≥ ±(Σ assign − target_m);  worst_gap ≥ gap[m]
  private mutating func addGaps() {
    let most = contracts.targets.reduce(0) { max($0, abs($1.target), $1.members.count) }
    let worst = addColumn("worst_gap", ProofUnknowns(contracts).worstGap, in: 0...most)
    for (k, (members, target)) in contracts.targets.enumerated() {
      let gap = addColumn("gap[\(k)]", ProofUnknowns(contracts).gaps + k, in: 0...most)
      let load = members.map { (column: assign[$0], coefficient: 1) }
      addRow(
        .gap(target: k, sign: -1), "above[\(k)]", [(gap, 1)] + load.map { ($0.column, -1) },
        lower: -target)
      addRow(.gap(target: k, sign: 1), "below[\(k)]", [(gap, 1)] + load, lower: target)
      addRow(.worstGap(target: k), "worst_gap[\(k)]", [(worst, 1), (gap, -1)], lower: 0)
      gaps.append(gap)
    }
    worstGap = worst
  }

  /// Coefficients of a goal, negated if larger is better.
  func terms(of goal: PairingGoal) -> [(column: Int, coefficient: Int)] {
    func sum(_ amount: (PairingContracts.Contract) -> Int) -> [(column: Int, coefficient: Int)] {
      contracts.contracts.enumerated().compactMap { e, contract in
        let amount = amount(contract)
        return amount == 0 ? nil : (assign[e], goal.isMinimized ? amount : -amount)
      }
    }
    switch goal {
    case .size: return sum { _ in 1 }
    case .talentRanks: return sum(\.talentRank)
    case .mentorRanks: return sum(\.mentorRank)
    case .egalitarian: return sum { $0.talentRank + $0.mentorRank }
    case .weight: return sum(\.score)
    case .most(let rank), .fewest(let rank): return sum { $0.talentRank == rank ? 1 : 0 }
    case .mostOfBoth(let rank), .fewestOfBoth(let rank):
      return sum { ($0.talentRank == rank ? 1 : 0) + ($0.mentorRank == rank ? 1 : 0) }
    case .stays: return sum { $0.stays ? 1 : 0 }
    case .regret: return regret.map { [($0, 1)] } ?? []
    case .imbalance: return imbalance.map { [($0, 1)] } ?? []
    case .blocking: return blocks.map { ($0, 1) }
    case .worstLoadGap: return worstGap.map { [($0, 1)] } ?? []
    case .totalLoadGap: return gaps.map { ($0, 1) }
    }
  }

  /// Makes a goal the objective.
  mutating func minimize(_ goal: PairingGoal) {
    system.clearCosts()
    for term in terms(of: goal) { system.setCost(term.coefficient, of: term.column) }
  }

  /// Keeps an earlier goal at its value.
  mutating func pin(_ goal: PairingGoal, at value: Int) {
    addRow(
      .pinned(goal), "pinned[\(goal.rawValue)]", terms(of: goal),
      upper: goal.isMinimized ? value : -value)
  }

  /// The values of all unknowns for a matching's contracts.
  func point(_ isMade: [Bool]) -> [Int] {
    var point = [Int](repeating: 0, count: system.columns.count)
    for (e, made) in isMade.enumerated() where made { point[assign[e]] = 1 }
    for (c, columns) in full.enumerated() {
      for (i, e) in contracts.classes[c].members.enumerated() {
        point[columns[i]] = contracts.isFull(c, for: e, isMade) ? 1 : 0
      }
    }
    if !blocks.isEmpty { for e in contracts.blockingContracts(isMade) { point[blocks[e]] = 1 } }
    if let regret { point[regret] = contracts.value(of: .regret, isMade) }
    if let imbalance { point[imbalance] = contracts.value(of: .imbalance, isMade) }
    for (k, gap) in gaps.enumerated() { point[gap] = contracts.gaps(isMade)[k] }
    if let worstGap { point[worstGap] = contracts.value(of: .worstLoadGap, isMade) }
    return point
  }

  /// The contracts of a point.
  func made(_ point: [Double]) -> [Bool] { assign.map { point[$0] > 0.5 } }
}
