internal import LinearProgramming
internal import MentorMatching

/// The stable-matching program over reduced lists, with its comb rows separated on demand.
///
/// ```
/// one_mentor[t]:     Σ_m x_tm ≤ 1                                        ∀ t
/// seats[m]:          Σ_t x_tm ≤ places_m                                 ∀ m
/// short_shaft[t,m]:  Σ_{m' ⪰_t m} x_tm' ≥ 1                              where all at or above t fit
/// comb[m,s,T]:       Σ_{t ⪰_m s} x_tm + Σ_{t ∈ T} Σ_{m' ⪰_t m, m' ≠ m} x_tm' ≥ places_m
/// ```
/// for every shaft end *s* and every set *T* of `places_m` talents of the shaft. With strict lists
/// these describe the convex hull of the stable matchings (Rothblum 1992,
/// doi:10.1007/BF01581190, for one place; Baïou & Balinski 2000, doi:10.1287/moor.25.4.504.12116),
/// so a vertex is a matching. With ties they still hold for every stable matching and bound it.
struct StableFormulation {
  let market: PairingMarket
  /// Pair of each column.
  let pairOfColumn: [Int]
  /// Column of each pair; −1 for one that left the lists.
  let columnOfPair: [Int]
  /// Pairs left on each mentor's list, best first.
  let listOfMentor: [[Int]]
  /// Meaning of the static rows, in order.
  private(set) var rows: [StableRow] = []
  /// The program with its static rows.
  private(set) var program: LinearProgram
  /// Whether stability is asked for; without it the program is a transportation problem.
  let demandsStability: Bool

  init(_ market: PairingMarket, remains: [Bool], demandsStability: Bool) {
    self.market = market
    self.demandsStability = demandsStability
    let pairs = (0..<market.pairCount).filter { remains[$0] }
    pairOfColumn = pairs
    var columnOfPair = [Int](repeating: -1, count: market.pairCount)
    for (j, p) in pairs.enumerated() { columnOfPair[p] = j }
    self.columnOfPair = columnOfPair
    listOfMentor = (0..<market.mentorCount).map { m in
      market.pairs(ofMentor: m).map(Int.init).filter { remains[$0] }
    }
    program = LinearProgram(demandsStability ? "stable" : "maximum")
    for p in pairs {
      _ = program.addColumn("assign[\(market.talent(of: p)),\(market.mentor(of: p))]", .unit)
    }
    addTalents()
    addSeats()
    if demandsStability { addShortShafts() }
  }

  /// one_mentor[t]:  Σ_m x_tm ≤ 1   ∀ t
  private mutating func addTalents() {
    for t in 0..<market.talentCount {
      let pairs = market.pairs(ofTalent: t).filter { columnOfPair[$0] >= 0 }
      guard !pairs.isEmpty else { continue }
      program.require("one_mentor[\(t)]", sum(pairs), atMost: 1)
      rows.append(.talent(t))
    }
  }

  /// seats[m]:  Σ_t x_tm ≤ places_m   ∀ m
  private mutating func addSeats() {
    for (m, pairs) in listOfMentor.enumerated() where pairs.count > market.places[m] {
      program.require("seats[\(m)]", sum(pairs), atMost: Double(market.places[m]))
      rows.append(.mentor(m))
    }
  }

  /// short_shaft[t,m]:  Σ_{m' ⪰_t m} x_tm' ≥ 1   where all at or above t on m's list fit
  private mutating func addShortShafts() {
    for (m, list) in listOfMentor.enumerated() {
      for tier in tiers(of: list) {
        guard tier.upperBound <= market.places[m] else { break }
        for pair in list[tier] {
          let t = market.talent(of: pair)
          let better = teethPairs(of: pair, includingOwn: true)
          program.require("short_shaft[\(t),\(m)]", sum(better), atLeast: 1)
          rows.append(.shortShaft(mentor: m, talent: t))
        }
      }
    }
  }

  /// Pairs of the talent with mentors he likes at least as well as the pair's.
  private func teethPairs(of pair: Int, includingOwn: Bool) -> [Int] {
    market.pairs(ofTalent: market.talent(of: pair)).filter {
      columnOfPair[$0] >= 0 && market.talentRank[$0] <= market.talentRank[pair]
        && (includingOwn || $0 != pair)
    }
  }

  private func sum(_ pairs: [Int]) -> LinearExpression {
    LinearExpression(sumOf: pairs.map { Column(columnOfPair[$0]) })
  }

  /// Positions of each tier in a mentor's reduced list.
  func tiers(of list: [Int]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < list.count {
      var end = start + 1
      while end < list.count, market.mentorRank[list[end]] == market.mentorRank[list[start]] {
        end += 1
      }
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  /// A comb as a row of the program.
  func row(for comb: StableRow) -> NewRow? {
    guard case .comb(let m, let shaftEnd, let teeth) = comb else { return nil }
    let list = listOfMentor[m]
    var pairs = list.filter { market.mentorRank[$0] <= shaftEnd }
    for t in teeth {
      guard let own = market.pairs(ofTalent: t).first(where: { market.mentor(of: $0) == m })
      else { continue }
      pairs += teethPairs(of: own, includingOwn: false)
    }
    return NewRow("comb[\(m),\(shaftEnd)]", sum(pairs), in: .atLeast(Double(market.places[m])))
  }

  /// The row that keeps an earlier goal at `value`.
  func pinningRow(_ goal: PairingGoal, at value: Int) -> NewRow {
    let terms = pairOfColumn.enumerated().compactMap { j, p in
      let amount = market.amount(of: goal, pair: p)
      return amount == 0 ? nil : LinearExpression.Term(Double(amount), Column(j))
    }
    return NewRow(
      "pinned[\(goal.rawValue)]", LinearExpression(terms),
      in: goal.isMinimized ? .atMost(Double(value)) : .atLeast(Double(value)))
  }

  /// Cost of a column under a goal; the program minimises.
  func cost(_ goal: PairingGoal, column: Int) -> Int {
    let amount = market.amount(of: goal, pair: pairOfColumn[column])
    return goal.isMinimized ? amount : -amount
  }

  /// Worse of the two ranks of a column.
  func worstRank(ofColumn j: Int) -> Int {
    Int(max(market.talentRank[pairOfColumn[j]], market.mentorRank[pairOfColumn[j]]))
  }
}
