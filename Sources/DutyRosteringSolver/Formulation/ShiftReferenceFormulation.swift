public import DutyRostering
public import LinearProgramming

/// A shift roster as a linear program over whole unknowns, equal to `shifts.mod` row by row.
///
/// Its relaxation is weak and it grows with people × days × rules: it is the oracle of small rosters,
/// not the way to solve large ones.
struct ShiftReferenceFormulation {
  let tables: ShiftTables
  let weights: ShiftBoundCertificate.Weights
  var program = LinearProgram("shifts")
  /// By person and day, with the cells.
  var x: [[[(cell: Int, column: Column)]]] = []
  /// By match and day.
  var on: [[Column]] = []
  /// By use and weekend.
  var used: [[Column]] = []

  var problem: ShiftRosteringProblem { tables.problem }
  var days: Int { problem.days }

  init(_ problem: ShiftRosteringProblem, _ weights: ShiftBoundCertificate.Weights) {
    tables = ShiftTables(problem)
    self.weights = weights
    addCells()
    addMatches()
    addRuns()
    addPatterns()
    addWeekends()
    addCounts()
    addNeeds()
    addChanges()
  }

  /// The column of a person's cell; `nil` if the cell is not allowed.
  func column(_ p: Int, _ day: Int, _ cell: Int) -> Column? {
    x[p][day].first { $0.cell == cell }?.column
  }

  func penalty(_ cost: Int) -> Double { Double(weights.penalty * cost) }

  /// An unknown that pays for a break; `nil` where the rule is hard.
  mutating func slack(_ name: String, _ penalty: Int?, times: Int = 1) -> Column? {
    penalty.map { program.addBinary(name, cost: self.penalty($0 * times)) }
  }

  /// once[p,d]:  Σ_c x[p,d,c] = 1
  private mutating func addCells() {
    let width = problem.tasks.count + 1
    for (p, person) in problem.people.enumerated() {
      x.append([])
      for day in 0..<days {
        let published = person.published.isEmpty ? nil : person.published[day].map { $0 + 1 } ?? 0
        let cells = tables.allowed(p, day).map { cell in
          let change = published == nil || published == cell ? 0 : problem.cellWeight
          let cost = penalty(person.cost[day * width + cell]) + Double(weights.change * change)
          return (cell: cell, column: program.addBinary("x[\(p),\(day),\(cell)]", cost: cost))
        }
        x[p].append(cells)
        program.require(
          "once[\(p),\(day)]", LinearExpression(sumOf: cells.map(\.column)), in: .fixed(1))
      }
    }
  }

  /// match[m,d]:  on[m,d] − Σ_{c meant} x[p,d,c] = 0
  private mutating func addMatches() {
    for (m, match) in tables.matches.enumerated() {
      on.append((0..<days).map { program.addBinary("on[\(m),\($0)]") })
      for day in 0..<days {
        var expression = LinearExpression(sumOf: [on[m][day]])
        for (cell, column) in x[match.person][day] where match.cells.contains(cell) {
          expression.add(-1, column)
        }
        program.require("match[\(m),\(day)]", expression, in: .fixed(0))
      }
    }
  }

  /// run_max[r,t]:  Σ_{s = t − most … t} on[s] − run_over[r,t] ≤ most
  /// run_min[r,s,e]:  Σ_{i = s … e} on[i] − on[s−1] − on[e+1] − run_short[r,s,e] ≤ e − s
  private mutating func addRuns() {
    for (r, run) in tables.runs.enumerated() {
      let match = tables.matches[run.match]
      let past = problem.people[match.person].history.count
      if let maximum = run.rule.maximum {
        for t in 0..<days where t - maximum.limit >= -past {
          var expression = LinearExpression(
            sumOf: (max(0, t - maximum.limit)...t).map { on[run.match][$0] })
          if let over = slack("run_over[\(r),\(t)]", maximum.penalty) { expression.add(-1, over) }
          let known = match.before.count { $0 >= t - maximum.limit }
          program.require(
            "run_max[\(r),\(t)]", expression, in: .atMost(Double(maximum.limit - known)))
        }
      }
      guard let minimum = run.rule.minimum else { continue }
      for s in -past..<days {
        for e in stride(from: max(s, -1), through: min(days - 1, s + minimum.limit - 2), by: 1) {
          if run.rule.isWaivedAtStart, s == 0, past == 0 { continue }
          if run.rule.isWaivedAtEnd, e == days - 1 { continue }
          var expression = LinearExpression()
          for i in stride(from: max(0, s), through: e, by: 1) {
            expression.add(1, on[run.match][i])
          }
          if s > 0 { expression.add(-1, on[run.match][s - 1]) }
          if e < days - 1 { expression.add(-1, on[run.match][e + 1]) }
          let name = "run_short[\(r),\(s),\(e)]"
          let missing = minimum.limit - (e - s + 1)
          if let short = slack(name, minimum.penalty, times: missing) { expression.add(-1, short) }
          let known = match.before.count { $0 >= s && $0 <= e }
          let held = s <= 0 && match.before.contains(s - 1) ? 1 : 0
          program.require(
            "run_min[\(r),\(s),\(e)]", expression, in: .atMost(Double(e - s - known + held)))
        }
      }
    }
  }

  /// pattern[q,t]:  Σ_k on[step k, t − steps + 1 + k] − occurs[q,t] ≤ steps − 1
  private mutating func addPatterns() {
    for (q, pattern) in tables.patterns.enumerated() {
      for t in pattern.lastDays {
        var expression = LinearExpression()
        var known = 0
        for (k, m) in pattern.matches.enumerated() {
          let day = t - pattern.matches.count + 1 + k
          if day >= 0 {
            expression.add(1, on[m][day])
          } else if tables.matches[m].before.contains(day) {
            known += 1
          }
        }
        if let occurs = slack("occurs[\(q),\(t)]", pattern.penalty) { expression.add(-1, occurs) }
        program.require(
          "pattern[\(q),\(t)]", expression, in: .atMost(Double(pattern.matches.count - 1 - known)))
      }
    }
  }
}

extension ShiftRosteringProblem {
  /// The whole roster as one program, equal row by row to `Models/rostering/shifts.mod`; its optimum is
  /// the least weighted value of a roster.
  ///
  /// - Complexity: O(people × days × rules × longest limit) rows.
  public func compactReferenceFormulation(
    weights: ShiftBoundCertificate.Weights
  ) -> LinearProgram {
    ShiftReferenceFormulation(self, weights).program
  }
}
