internal import LinearProgramming
internal import MentorMatching

/// The program of a round of projects over the contracts left, its combs separated on demand.
///
/// ```
/// one_mentor[t]:       Σ_e x_e ≤ 1                                                       ∀ t
/// room[c]:             Σ_{e ∈ c} x_e ≤ places_c                                          ∀ c
/// comb[m,k,T]:         Σ_{e ∈ m, rank ≤ k} x_e + Σ_{e ∈ T} Σ_{g ⪰ e, g ≠ e} x_g ≥ |T|
/// project_comb[p,k,T]: the same over a project, its mentor's other contracts weighted |T| / places
/// exchange[e]:         places_p · Σ_{g ≺ e, same mentor} x_g ≤ Σ_{f ∈ p, rank ≤ rank e} x_f
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
  private let listOfMentor: [[Int]]

  init(
    _ market: ProjectMarket, goal: PairingGoal, earlier: [(goal: PairingGoal, value: Int)],
    combs: [ContractRow]
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
    for t in rowOfTalent.indices
    where market.contracts(ofTalent: t).contains(where: { market.remains[$0] }) {
      rowOfTalent[t] = rows.count
      add(.talent(t))
    }
    for (c, limit) in market.contracts.classes.enumerated()
    where limit.members.count(where: { market.remains[$0] }) > limit.upper {
      add(.room(class: c))
    }
    for e in contractOfColumn where !worse(e).isEmpty && places(ofProjectOf: e) > 0 {
      add(.exchange(contract: e))
    }
    for (earlierGoal, _) in earlier { add(.pinned(earlierGoal), values: earlier) }
    for comb in combs { add(comb) }
  }

  private mutating func add(
    _ row: ContractRow, values: [(goal: PairingGoal, value: Int)] = []
  ) {
    let new = self.row(row, values)
    // Combs of one shaft differ in their teeth only.
    program.require("\(new.name)#\(rows.count)", LinearExpression(new.terms), in: new.bounds)
    rows.append(row)
  }

  /// Remembers rows that were added to a session.
  mutating func note(_ new: [ContractRow]) { rows += new }

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
    }
  }

  /// Contracts of a class that are left, down to a rank.
  private func shaft(_ c: Int, _ end: Int) -> [Int] {
    listOfMentor[c].filter { market.mentorRank[$0] <= end }
  }

  private func better(_ e: Int) -> [Int] {
    market.contracts(ofTalent: market.talent[e]).filter {
      $0 != e && market.talentRank[$0] <= market.talentRank[e] && columnOfContract[$0] >= 0
    }
  }

  private func worse(_ e: Int) -> [Int] {
    market.contracts(ofTalent: market.talent[e]).filter {
      market.outer[$0] == market.outer[e] && market.talentRank[$0] > market.talentRank[e]
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

  // MARK: Separation

  /// The most violated combs at a point, at most `limit` for each mentor.
  ///
  /// At each rank the cheapest teeth that fit are taken, first in each project, then over all: the
  /// places are a laminar matroid, so greed is exact.
  ///
  /// - Complexity: O(Σ over the mentors of list² · log list).
  func violatedCombs(at point: [Double], tolerance: Double, limit: Int) -> [ContractRow] {
    var tooth = [Double](repeating: 0, count: contractOfColumn.count)
    for (j, e) in contractOfColumn.enumerated() {
      tooth[j] = better(e).reduce(0) { $0 + point[columnOfContract[$1]] }
    }
    var found: [ContractRow] = []
    for (c, list) in listOfMentor.enumerated() where market.places[c] > 0 && !list.isEmpty {
      var candidates: [(violation: Double, row: ContractRow)] = []
      var projects: [(id: Int, teeth: [(value: Double, contract: Int)], shaft: Double)] = []
      var shaft = 0.0
      for tier in market.tiers(list) {
        for e in list[tier] {
          let (p, j) = (market.inner[e], columnOfContract[e])
          shaft += point[j]
          let i: Int
          if let known = projects.firstIndex(where: { $0.id == p }) {
            i = known
          } else {
            i = projects.count
            projects.append((p, [], 0))
          }
          projects[i].shaft += point[j]
          let at = projects[i].teeth.firstIndex { $0.value > tooth[j] } ?? projects[i].teeth.count
          projects[i].teeth.insert((tooth[j], e), at: at)
        }
        let end = market.mentorRank[list[tier.lowerBound]]
        var pool: [(value: Double, contract: Int)] = []
        for project in projects {
          let places = project.id < 0 ? list.count : market.places[project.id]
          pool += project.teeth.prefix(places)
          guard project.id >= 0, projects.count > 1 else { continue }
          let most = min(places, market.places[c] - 1, project.teeth.count)
          guard most > 0 else { continue }
          var teethSum = 0.0
          for r in 1...most {
            teethSum += project.teeth[r - 1].value
            let violation =
              Double(r) - project.shaft - teethSum
              - Double(r) / Double(market.places[c]) * (shaft - project.shaft)
            if violation > tolerance {
              candidates.append(
                (
                  violation,
                  .projectComb(
                    class: project.id, mentor: c, end: end,
                    teeth: project.teeth.prefix(r).map(\.contract).sorted())
                ))
            }
          }
        }
        pool.sort { ($0.value, $0.contract) < ($1.value, $1.contract) }
        let teeth = pool.prefix(market.places[c]).prefix { $0.value < 1 }
        let violation = Double(teeth.count) - shaft - teeth.reduce(0) { $0 + $1.value }
        if violation > tolerance {
          candidates.append(
            (violation, .comb(class: c, end: end, teeth: teeth.map(\.contract).sorted())))
        }
        if shaft > Double(market.places[c]) - tolerance { break }
      }
      let best = candidates.enumerated().sorted {
        $0.element.violation == $1.element.violation
          ? $0.offset < $1.offset : $0.element.violation > $1.element.violation
      }
      found += best.prefix(limit).map(\.element.row)
    }
    return found
  }
}
