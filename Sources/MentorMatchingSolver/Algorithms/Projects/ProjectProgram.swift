internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// The program of a round of projects over the contracts left, its combs separated on demand.
///
/// ```
/// one_mentor[t]:       Σ_e x_e ≤ 1                                                       ∀ t
/// room[c]:             Σ_{e ∈ c} x_e ≤ places_c                                          ∀ c
/// comb[m,k,T]:         Σ_{e ∈ m, rank ≤ k} x_e + Σ_{e ∈ T} Σ_{g ⪰ e, g ≠ e} x_g ≥ |T|
/// project_comb[p,k,T]: the same over a project, its mentor's other contracts weighted |T| / places
/// exchange[e]:         places_p · Σ_{g ≺ e, same mentor} x_g ≤ Σ_{f ∈ p, rank ≤ rank e} x_f
/// rounded[i]:          ⌊Σ_r w_r · row_r / d⌋, coefficient by coefficient
/// ```
/// where *T* fits in the places of the mentor and of his projects. Whole points that satisfy all of
/// them are the stable matchings; ``StableContracts`` says why every stable matching does.
struct ProjectProgram {
  let market: ProjectMarket
  let contractOfColumn: [Int]
  /// Column of each contract; −1 for one that left.
  let columnOfContract: [Int]
  /// Meaning of the rows, in order.
  private(set) var rows: [ContractRow] = []
  private(set) var program = LinearProgram("projects")
  /// Row of each talent; −1 without one.
  private(set) var rowOfTalent: [Int]
  /// The rows in whole numbers.
  private(set) var wholeRows: [WholeRow] = []
  let listOfMentor: [[Int]]

  /// - Parameters:
  ///   - market: The contracts left.
  ///   - goal: What to optimise.
  ///   - earlier: Goals before it, with their values.
  ///   - kept: Rows of another program over the same contracts to go on with; none for a new one.
  init(
    _ market: ProjectMarket, goal: PairingGoal, earlier: [(goal: PairingGoal, value: Int)],
    kept: [ContractRow]
  ) {
    self.market = market
    let all = market.contracts.contracts
    contractOfColumn = all.indices.filter { market.remains[$0] }
    var columnOf = [Int](repeating: -1, count: all.count)
    for (j, e) in contractOfColumn.enumerated() { columnOf[e] = j }
    columnOfContract = columnOf
    listOfMentor = market.listOfMentor.map { $0.filter { market.remains[$0] } }
    rowOfTalent = [Int](repeating: -1, count: market.contracts.ofTalent.count)
    for e in contractOfColumn {
      let amount = all[e].amount(of: goal)
      _ = program.addColumn(
        "assign[\(e)]", .unit, kind: .integer, cost: Double(goal.isMinimized ? amount : -amount))
    }
    for row in kept.isEmpty ? firstRows : kept { add(row, values: earlier) }
    for (earlierGoal, _) in earlier where !rows.contains(.pinned(earlierGoal)) {
      add(.pinned(earlierGoal), values: earlier)
    }
    for (i, row) in rows.enumerated() { if case .talent(let t) = row { rowOfTalent[t] = i } }
  }

  /// The rows that a program has before any is separated.
  private var firstRows: [ContractRow] {
    let talents = rowOfTalent.indices.filter { t in
      market.contracts(ofTalent: t).contains { market.remains[$0] }
    }
    let classes = market.contracts.classes.indices.filter { c in
      let limit = market.contracts.classes[c]
      return limit.members.count { market.remains[$0] } > limit.upper
    }
    let exchanges = contractOfColumn.filter { !worse($0).isEmpty && places(ofProjectOf: $0) > 0 }
    return talents.map { .talent($0) } + classes.map { .room(class: $0) }
      + exchanges.map { .exchange(contract: $0) }
  }

  private mutating func add(_ row: ContractRow, values: [(goal: PairingGoal, value: Int)]) {
    let new = self.row(row, values)
    // Combs of one shaft differ in their teeth only.
    program.require("\(new.name)#\(rows.count)", LinearExpression(new.terms), in: new.bounds)
    wholeRows.append(WholeRow(new))
    rows.append(row)
  }

  /// Remembers rows that are added to a session, and returns what to add.
  mutating func note(_ new: [ContractRow]) -> [NewRow] {
    new.map { meaning in
      let row = row(meaning)
      wholeRows.append(WholeRow(row))
      rows.append(meaning)
      return row
    }
  }

  /// A row by its meaning.
  func row(
    _ meaning: ContractRow, _ values: [(goal: PairingGoal, value: Int)] = []
  ) -> NewRow {
    let classes = market.contracts.classes
    switch meaning {
    case .talent(let t):
      return NewRow("one_mentor[\(t)]", sum(Array(market.contracts(ofTalent: t))), in: .atMost(1))
    case .room(let c):
      return NewRow("room[\(c)]", sum(classes[c].members), in: .atMost(Double(market.places[c])))
    case .comb(let c, let end, let teeth):
      return NewRow(
        "comb[\(c),\(end)]", sum(shaft(c, end) + teeth.flatMap(better)),
        in: .atLeast(Double(teeth.count)))
    case .projectComb(let c, let mentor, let end, let teeth):
      let places = Double(market.places[mentor])
      var sums = [(Int, Double)]()
      for e in shaft(mentor, end) {
        sums.append((e, market.inner[e] == c ? places : Double(teeth.count)))
      }
      for e in teeth { sums += better(e).map { ($0, places) } }
      return NewRow(
        "project_comb[\(c),\(end)]", sum(weighted: sums),
        in: .atLeast(places * Double(teeth.count)))
    case .exchange(let e):
      let others =
        market.inner[e] < 0
        ? []
        : classes[market.inner[e]].members.filter {
          $0 != e && market.mentorRank[$0] <= market.mentorRank[e]
        }
      let places = Double(places(ofProjectOf: e))
      return NewRow(
        "exchange[\(e)]", sum(weighted: others.map { ($0, -1) } + worse(e).map { ($0, places) }),
        in: .atMost(0))
    case .pinned(let goal):
      let value = Double(values.first { $0.goal == goal }?.value ?? 0)
      return NewRow(
        "pinned[\(goal.rawValue)]",
        sum(
          weighted: contractOfColumn.map {
            ($0, Double(market.contracts.contracts[$0].amount(of: goal)))
          }), in: goal.isMinimized ? .atMost(value) : .atLeast(value))
    case .rounded(let parts, let divisor):
      let sum = WholeRow(parts.map { (wholeRows[$0.row], $0.weight) }, dividedBy: divisor)
      return NewRow(
        "rounded",
        LinearExpression(
          zip(sum.columns, sum.coefficients).map { .init(Double($0.1), Column($0.0)) }),
        in: .atMost(Double(sum.limit)))
    }
  }

  /// Contracts of a class that are left, down to a rank.
  private func shaft(_ c: Int, _ end: Int) -> [Int] {
    listOfMentor[c].filter { market.mentorRank[$0] <= end }
  }

  /// What the talent of a contract likes as well.
  func better(_ e: Int) -> [Int] {
    market.contracts(ofTalent: market.talent[e]).filter {
      $0 != e && market.talentRank[$0] <= market.talentRank[e] && columnOfContract[$0] >= 0
    }
  }

  private func worse(_ e: Int) -> [Int] {
    market.contracts(ofTalent: market.talent[e]).filter {
      market.person[$0] == market.person[e] && market.talentRank[$0] > market.talentRank[e]
        && columnOfContract[$0] >= 0
    }
  }

  private func places(ofProjectOf e: Int) -> Int {
    market.inner[e] < 0 ? 1 : market.places[market.inner[e]]
  }

  private func sum(_ contracts: [Int]) -> LinearExpression {
    sum(weighted: contracts.map { ($0, 1) })
  }

  private func sum(weighted contracts: [(Int, Double)]) -> LinearExpression {
    // A contract may be in the shaft and better than a tooth.
    var sum = LinearExpression()
    var (last, total) = (-1, 0.0)
    for (e, weight) in contracts.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) })
    where columnOfContract[e] >= 0 {
      if e != last {
        if total != 0 { sum.add(total, Column(columnOfContract[last])) }
        (last, total) = (e, 0)
      }
      total += weight
    }
    if total != 0 { sum.add(total, Column(columnOfContract[last])) }
    return sum
  }

  /// A matching as a value of each column.
  func point(of held: [Int]) -> [Double] {
    var point = [Double](repeating: 0, count: contractOfColumn.count)
    for e in held where e >= 0 && columnOfContract[e] >= 0 { point[columnOfContract[e]] = 1 }
    return point
  }

  /// A value of each contract at a point, −1 for contracts that left.
  func wanted(at point: [Double]) -> [Double] {
    columnOfContract.map { $0 < 0 ? -1 : point[$0] }
  }
}
