public import DutyRostering

extension ShiftRosteringProblem {
  /// The data section for `Models/rostering/shifts.mod`, so that stock GLPK can check an answer:
  /// `glpsol -m shifts.mod -d roster.dat`.
  ///
  /// - Parameter weights: What a unit of each goal weighs.
  /// - Returns: The text of the `.dat` file, with indices in place of names.
  public func mathProgData(weights: ShiftBoundCertificate.Weights) -> String {
    let tables = ShiftTables(self)
    var data = MathProgText()
    data.line("param days := \(days);")
    data.line("param weight_open := \(weights.open);")
    data.line("param weight_change := \(weights.change);")
    data.line("param weight_penalty := \(weights.penalty);")
    let width = tasks.count + 1
    data.set("PEOPLE", people.indices.map { "\($0)" })
    var allowed: [String] = []
    var costs: [(String, Int)] = []
    var published: [String] = []
    for (p, person) in people.enumerated() {
      for day in 0..<days {
        for cell in tables.allowed(p, day) {
          allowed.append("(\(p),\(day),\(cell))")
          let cost = person.cost[day * width + cell]
          if cost > 0 { costs.append(("\(p) \(day) \(cell)", cost)) }
        }
        if !person.published.isEmpty {
          published.append("(\(p),\(day),\(person.published[day].map { $0 + 1 } ?? 0))")
        }
      }
    }
    data.set("ALLOWED", allowed)
    data.param("wish_cost", costs)
    data.set("PUBLISHED", published)
    data.line("param cell_weight := \(cellWeight);")
    data.line("param person_weight := \(personWeight);")
    data.param("past", people.enumerated().map { ("\($0)", $1.history.count) })

    data.set("MATCHES", tables.matches.indices.map { "\($0)" })
    data.param("owner", tables.matches.enumerated().map { ("\($0)", $1.person) })
    for (m, match) in tables.matches.enumerated() {
      data.set("MEANT[\(m)]", match.cells.map { "\($0)" })
    }
    data.set(
      "BEFORE",
      tables.matches.enumerated().flatMap { m, match in match.before.map { "(\(m),\($0))" } })
    data.write(tables, problem: self)
    return data.text
  }
}

extension MathProgText {
  /// Limits with their costs; what is absent keeps its default of -1.
  fileprivate mutating func limits(
    _ name: String, _ limits: [ShiftRosteringProblem.Limit?]
  ) {
    param(name, limits.enumerated().compactMap { k, limit in limit.map { ("\(k)", $0.limit) } })
    penalties("\(name)_cost", limits.map { $0.flatMap(\.penalty) })
  }

  fileprivate mutating func penalties(_ name: String, _ penalties: [Int?]) {
    param(name, penalties.enumerated().compactMap { k, penalty in penalty.map { ("\(k)", $0) } })
  }

  fileprivate mutating func write(_ tables: ShiftTables, problem: ShiftRosteringProblem) {
    func indices(_ count: Int) -> [String] { (0..<count).map { "\($0)" } }
    set("RUNS", indices(tables.runs.count))
    param("run_match", tables.runs.enumerated().map { ("\($0)", $1.match) })
    limits("run_least", tables.runs.map(\.rule.minimum))
    limits("run_most", tables.runs.map(\.rule.maximum))
    param(
      "waived_at_start", tables.runs.enumerated().map { ("\($0)", $1.rule.isWaivedAtStart ? 1 : 0) }
    )
    param(
      "waived_at_end", tables.runs.enumerated().map { ("\($0)", $1.rule.isWaivedAtEnd ? 1 : 0) })

    set("PATTERNS", indices(tables.patterns.count))
    param("steps", tables.patterns.enumerated().map { ("\($0)", $1.matches.count) })
    param(
      "step_match",
      tables.patterns.enumerated().flatMap { q, pattern in
        pattern.matches.enumerated().map { ("\(q) \($0)", $1) }
      })
    penalties("pattern_cost", tables.patterns.map(\.penalty))
    set(
      "LAST_DAYS",
      tables.patterns.enumerated().flatMap { q, pattern in pattern.lastDays.map { "(\(q),\($0))" } }
    )

    set(
      "WEEKEND_DAYS",
      tables.weekends.enumerated().flatMap { p, weekends in
        weekends.enumerated().flatMap { w, days in days.map { "(\(p),\(w),\($0))" } }
      })
    set("WHOLE", indices(tables.whole.count))
    param("whole_match", tables.whole.enumerated().map { ("\($0)", $1.match) })
    penalties("whole_cost", tables.whole.map(\.penalty))
    set("ALIKE", indices(tables.alike.count))
    set("KINDS", indices(problem.duties.count + 1))
    param(
      "alike_match",
      tables.alike.enumerated().flatMap { r, rule in
        rule.matches.enumerated().map { ("\(r) \($0)", $1) }
      })
    param("alike_owner", tables.alike.enumerated().map { ("\($0)", $1.person) })
    penalties("alike_cost", tables.alike.map(\.penalty))
    set("USED", indices(tables.uses.count))
    param("used_match", tables.uses.enumerated().map { ("\($0)", $1.match) })
    set(
      "USED_DAYS",
      tables.uses.enumerated().flatMap { u, use in use.days.map { "(\(u),\($0.weekend),\($0.day))" }
      })
    set("WEEKEND_RUNS", indices(tables.weekendRuns.count))
    param("weekend_run_used", tables.weekendRuns.enumerated().map { ("\($0)", $1.use) })
    limits("weekend_run_least", tables.weekendRuns.map(\.minimum))
    limits("weekend_run_most", tables.weekendRuns.map(\.maximum))

    set("COUNTS", indices(tables.counts.count))
    param("count_owner", tables.counts.enumerated().map { ("\($0)", $1.person) })
    set(
      "COUNTED",
      tables.counts.enumerated().flatMap { k, count in
        count.terms.map { "(\(k),\($0.day),\($0.cell))" }
      })
    param(
      "amount",
      tables.counts.enumerated().flatMap { k, count in
        count.terms.filter { $0.amount != 1 }.map { ("\(k) \($0.day) \($0.cell)", $0.amount) }
      })
    let weekendCounts = tables.counts.indices.filter { tables.counts[$0].use != nil }
    set("COUNTS_OF_WEEKENDS", weekendCounts.map { "\($0)" })
    param("count_used", weekendCounts.map { ("\($0)", tables.counts[$0].use ?? 0) })
    param("already", tables.counts.enumerated().map { ("\($0)", $1.rule.already) })
    limits("count_least", tables.counts.map(\.rule.minimum))
    limits("count_most", tables.counts.map(\.rule.maximum))
    param("squared_below", tables.counts.enumerated().map { ("\($0)", $1.squaredBelow) })
    param("squared_above", tables.counts.enumerated().map { ("\($0)", $1.squaredAbove) })

    set("NEEDS", indices(problem.cover.count))
    set(
      "NEED_CELLS",
      problem.cover.indices.flatMap { r in
        tables.cells(ofNeed: r).map { "(\(r),\($0.person),\($0.day),\($0.cell))" }
      })
    limits("need_least", problem.cover.map(\.minimum))
    limits("need_preferred", problem.cover.map(\.preferred))
    limits("need_most", problem.cover.map(\.maximum))
  }
}
