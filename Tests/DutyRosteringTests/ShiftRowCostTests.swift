import DutyRostering
import Testing

/// What a proof counts for one row, row by row: the bound of a roster of one person whose every cell is pinned.
///
/// The least cost over all rows hides what is wrong with the others, so each is tried by itself.
@Suite struct ShiftRowCosts {
  private static let name = ["", "D", "N"]

  /// Rows of these cells on the days of `free`, and `others` on all other days.
  private static func rows(_ days: Int, free: [Int], others: Int) -> [[Int]] {
    free.reduce([[Int](repeating: others, count: days)]) { rows, day in
      rows.flatMap { row in
        (0...2).map { cell in row.enumerated().map { $0.offset == day ? cell : $0.element } }
      }
    }
  }

  private func compare(
    _ rules: [CellRuleDraft], days: Int, weekend: [Int] = [6, 7], free: [Int]? = nil,
    others: [Int] = [0], history: [HistoryCellDraft] = [],
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    for row in others.flatMap({ Self.rows(days, free: free ?? Array(0..<days), others: $0) }) {
      let draft = ShiftDraft(
        days: days,
        duties: [
          DutyDraft(id: "D", name: "", minutes: 480), DutyDraft(id: "N", name: "", minutes: 600),
        ], contracts: [ContractDraft(id: "c", weekend: weekend, rules: rules)],
        staff: [StaffDraft(staffNumber: "1", name: "", contract: "c", history: history)],
        pinned: row.enumerated().map { day, cell in
          PinnedCellDraft(
            person: "1", day: day + 1, cells: cell == 0 ? .off : .oneOf([Self.name[cell]]))
        })
      let problem = try ShiftRosteringProblem(validating: draft)
      let bound = try problem.verifiedBound(
        of: ShiftBoundCertificate(
          weights: .init(open: 0, change: 0, penalty: 1), denominator: 1,
          nodes: [.init(prices: [])], counts: nil, bound: 0))
      let cost = ShiftRowOracle(problem, person: 0).cost(row)
      #expect(bound == cost, "\(row)", sourceLocation: location)
      if bound != cost { return }
    }
  }

  private static let histories: [[HistoryCellDraft]] = [
    [], [.off], [.duty("D")], [.duty("D"), .duty("D"), .duty("D")], [.duty("D"), .off],
    [.duty("D"), .duty("N"), .work],
  ]

  @Test(arguments: histories)
  func `a run pays for what it lacks and for each day too many, within the roster`(
    history: [HistoryCellDraft]
  ) throws {
    for (start, end) in [(true, true), (true, false), (false, true), (false, false)] {
      try compare(
        [
          .run(
            RunRuleDraft(
              name: "", cells: .oneOf(["D"]), minimum: LimitDraft(2, penalty: 5),
              maximum: LimitDraft(3, penalty: 1), isWaivedAtStart: start, isWaivedAtEnd: end))
        ], days: 4, history: history)
    }
    try compare(
      [
        .run(
          RunRuleDraft(
            name: "", cells: .work, minimum: LimitDraft(5, penalty: 2),
            isWaivedAtStart: true, isWaivedAtEnd: false)),
        .run(RunRuleDraft(name: "", cells: .off, maximum: LimitDraft(2))),
      ], days: 4, history: history)
  }

  @Test(arguments: histories)
  func `a pattern pays each time it ends, on its weekday, within the roster`(
    history: [HistoryCellDraft]
  ) throws {
    for weekday in [nil, 1, 2, 7] {
      let steps: [[CellMatchDraft]] = [
        [.oneOf(["D"]), .oneOf(["D"])], [.work, .off, .work], [.anything, .oneOf(["N"])],
        [.oneOf(["N"])],
      ]
      for steps in steps where steps.count > 1 || weekday != nil {
        try compare(
          [.pattern(PatternRuleDraft(name: "", steps: steps, weekday: weekday, penalty: 3))],
          days: 4, history: history)
      }
    }
  }

  @Test func `a weekend is whole or alike by its own days`() throws {
    for demand in [WeekendRuleDraft.Demand.complete, .identical] {
      let rule = CellRuleDraft.weekend(WeekendRuleDraft(name: "", demand: demand, penalty: 4))
      // The horizon begins within a weekend, and ends within one.
      try compare([rule], days: 5, weekend: [7, 1, 2])
      try compare([rule], days: 9, weekend: [1, 2], free: [0, 1, 2, 7, 8], others: [0, 1])
      try compare(
        [rule], days: 8, weekend: [1, 2, 3, 4, 5, 6, 7], free: [0, 1, 6, 7], others: [1])
    }
  }

  @Test func `weekends in a row are counted by their own days`() throws {
    for (least, most) in [(2, nil), (nil, 1), (2, 2), (3, 3)] as [(Int?, Int?)] {
      let rule = CellRuleDraft.weekend(
        WeekendRuleDraft(
          name: "",
          demand: .run(
            minimum: least.map { LimitDraft($0, penalty: 5) },
            maximum: most.map { LimitDraft($0, penalty: 1) })))
      try compare([rule], days: 22, weekend: [1], free: [0, 7, 14, 21], others: [1])
      // Without days between them, and two at the end of the horizon.
      try compare(
        [rule], days: 15, weekend: [1, 2, 3, 4, 5, 6, 7], free: [0, 6, 7, 14])
    }
  }

  @Test func `a count of weekends counts each once, on the days meant`() throws {
    let limits = (LimitDraft(1, penalty: 2), LimitDraft(1, penalty: 3))
    func rule(
      _ cells: CellMatchDraft = .work, days: ClosedRange<Int>? = nil, weekdays: [Int] = []
    ) -> CellRuleDraft {
      .count(
        CountRuleDraft(
          name: "", cells: cells, unit: .weekends, days: days, weekdays: weekdays,
          minimum: limits.0, maximum: limits.1))
    }
    for rule in [
      rule(), rule(.oneOf(["N"])), rule(days: 2...8), rule(weekdays: [2]),
      rule(.off, days: 1...2, weekdays: [1]),
    ] {
      try compare([rule], days: 9, weekend: [1, 2], free: [0, 1, 2, 7, 8], others: [0, 1])
      try compare(
        [rule], days: 9, weekend: [1, 2, 3, 4, 5, 6, 7], free: [0, 1, 6, 7, 8], others: [0])
    }
    // Two counts that differ in their days alone.
    try compare(
      [rule(days: 1...1), rule(days: 8...9)], days: 9, weekend: [1, 2], free: [0, 1, 7, 8])
  }

  @Test func `counts cost by their steps below and above, up to a number that is never allowed`()
    throws
  {
    func rule(
      _ unit: CountRuleDraft.Unit, already: Int = 0, _ least: LimitDraft?, _ most: LimitDraft?
    ) -> CellRuleDraft {
      .count(
        CountRuleDraft(
          name: "", cells: .work, unit: unit, already: already, minimum: least, maximum: most))
    }
    for rules in [
      [rule(.cells, LimitDraft(2, penalty: 3), nil)],
      [rule(.cells, already: 1, LimitDraft(2, penalty: 3), LimitDraft(3))],
      [rule(.minutes, LimitDraft(1500, penalty: 1), nil)],
      [rule(.minutes, already: 60, nil, LimitDraft(1600))],
      [rule(.minutes, already: 60, LimitDraft(1000, penalty: 2), LimitDraft(1600, penalty: 1))],
      // One that is above its hard limit before the roster begins: no row at all.
      [rule(.cells, already: 3, nil, LimitDraft(2)), rule(.minutes, nil, LimitDraft(960))],
    ] {
      try compare(rules, days: 4)
    }
  }
}
