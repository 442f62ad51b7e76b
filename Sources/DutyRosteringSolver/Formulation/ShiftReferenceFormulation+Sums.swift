import DutyRostering
import LinearProgramming

extension ShiftReferenceFormulation {
  /// whole[r,w,a,b]:  on[a] − on[b] − unequal[r,w] ≤ 0, and the same for each kind of alike[r,k,w,a,b]
  /// used_by[u,w,d]:  used[u,w] − on[d] ≥ 0;  used_only[u,w]:  used[u,w] − Σ_d on[d] ≤ 0
  mutating func addWeekends() {
    func pairs(_ days: [Int]) -> [(Int, Int)] {
      days.flatMap { a in days.filter { $0 != a }.map { (a, $0) } }
    }
    for (r, rule) in tables.whole.enumerated() {
      for (w, days) in tables.weekends[tables.matches[rule.match].person].enumerated() {
        let unequal = slack("unequal[\(r),\(w)]", rule.penalty)
        for (a, b) in pairs(days) {
          var expression = LinearExpression([
            .init(1, on[rule.match][a]), .init(-1, on[rule.match][b]),
          ])
          if let unequal { expression.add(-1, unequal) }
          program.require(
            "whole[\(r),\(w),\(a),\(b)]", expression,
            in: .atMost(0))
        }
      }
    }
    for (r, rule) in tables.alike.enumerated() {
      for (w, days) in tables.weekends[rule.person].enumerated() {
        let mixed = slack("mixed[\(r),\(w)]", rule.penalty)
        for (k, m) in rule.matches.enumerated() {
          for (a, b) in pairs(days) {
            var expression = LinearExpression([.init(1, on[m][a]), .init(-1, on[m][b])])
            if let mixed { expression.add(-1, mixed) }
            program.require(
              "alike[\(r),\(k),\(w),\(a),\(b)]", expression, in: .atMost(0))
          }
        }
      }
    }
    for (u, use) in tables.uses.enumerated() {
      let weekends = tables.weekends[tables.matches[use.match].person]
      used.append(weekends.indices.map { program.addBinary("used[\(u),\($0)]") })
      for (w, day) in use.days {
        program.require(
          "used_by[\(u),\(w),\(day)]",
          LinearExpression([.init(1, used[u][w]), .init(-1, on[use.match][day])]), in: .atLeast(0))
      }
      for w in weekends.indices {
        var expression = LinearExpression(sumOf: [used[u][w]])
        for (weekend, day) in use.days where weekend == w { expression.add(-1, on[use.match][day]) }
        program.require("used_only[\(u),\(w)]", expression, in: .atMost(0))
      }
    }
    addWeekendRuns()
  }

  /// weekend_run_max[g,w], weekend_run_min[g,s,e]: as for runs of days, with nothing known before
  private mutating func addWeekendRuns() {
    for (g, rule) in tables.weekendRuns.enumerated() {
      let weekends = used[rule.use]
      if let maximum = rule.maximum {
        for w in weekends.indices where w >= maximum.limit {
          var expression = LinearExpression(sumOf: weekends[(w - maximum.limit)...w])
          if let over = slack("weekends_over[\(g),\(w)]", maximum.penalty) {
            expression.add(-1, over)
          }
          program.require(
            "weekend_run_max[\(g),\(w)]", expression, in: .atMost(Double(maximum.limit)))
        }
      }
      guard let minimum = rule.minimum else { continue }
      for s in weekends.indices {
        for e in stride(from: s, through: min(weekends.count - 1, s + minimum.limit - 2), by: 1) {
          var expression = LinearExpression(sumOf: weekends[s...e])
          if s > 0 { expression.add(-1, weekends[s - 1]) }
          if e < weekends.count - 1 { expression.add(-1, weekends[e + 1]) }
          let missing = minimum.limit - (e - s + 1)
          if let short = slack("weekends_short[\(g),\(s),\(e)]", minimum.penalty, times: missing) {
            expression.add(-1, short)
          }
          program.require(
            "weekend_run_min[\(g),\(s),\(e)]", expression, in: .atMost(Double(e - s)))
        }
      }
    }
  }

  /// count_min[k]:  Σ amount · x + Σ used + below[k] + Σ_j below_step[k,j] ≥ least − already
  /// count_max[k]:  Σ amount · x + Σ used − above[k] − Σ_j above_step[k,j] ≤ most − already
  mutating func addCounts() {
    for (k, count) in tables.counts.enumerated() {
      var number = LinearExpression()
      for term in count.terms {
        if let column = column(count.person, term.day, term.cell) {
          number.add(Double(term.amount), column)
        }
      }
      if let use = count.use { number = number + LinearExpression(sumOf: used[use]) }
      if let minimum = count.rule.minimum {
        let slacks = distances("below", k, minimum, count.squaredBelow)
        program.require(
          "count_min[\(k)]", number + LinearExpression(sumOf: slacks),
          in: .atLeast(Double(minimum.limit - count.rule.already)))
      }
      if let maximum = count.rule.maximum {
        let slacks = distances("above", k, maximum, count.squaredAbove)
        program.require(
          "count_max[\(k)]", number - LinearExpression(sumOf: slacks),
          in: .atMost(Double(maximum.limit - count.rule.already)))
      }
    }
  }

  private mutating func distances(
    _ name: String, _ k: Int, _ limit: ShiftRosteringProblem.Limit, _ squared: Int
  ) -> [Column] {
    guard let cost = limit.penalty else { return [] }
    guard squared > 0 else {
      return [
        program.addColumn("\(name)[\(k)]", .atLeast(0), kind: .integer, cost: penalty(cost))
      ]
    }
    return (1...squared).map { j in
      program.addBinary("\(name)_step[\(k),\(j)]", cost: penalty(cost * (2 * j - 1)))
    }
  }

  /// need_min[r]:  Σ x + missing[r] ≥ least;  need_prefer[r]:  Σ x + wanting[r] ≥ preferred
  /// need_max[r]:  Σ x − surplus[r] ≤ most
  mutating func addNeeds() {
    for (r, need) in problem.cover.enumerated() {
      let number = LinearExpression(
        sumOf: tables.cells(ofNeed: r).compactMap { column($0.person, $0.day, $0.cell) })
      if let minimum = need.minimum {
        let cost = minimum.penalty.map(penalty) ?? Double(weights.open)
        let missing = program.addColumn("missing[\(r)]", .atLeast(0), kind: .integer, cost: cost)
        program.require(
          "need_min[\(r)]", number + LinearExpression(sumOf: [missing]),
          in: .atLeast(Double(minimum.limit)))
      }
      if let preferred = need.preferred {
        let wanting = program.addColumn(
          "wanting[\(r)]", .atLeast(0), kind: .integer, cost: penalty(preferred.penalty ?? 0))
        program.require(
          "need_prefer[\(r)]", number + LinearExpression(sumOf: [wanting]),
          in: .atLeast(Double(preferred.limit)))
      }
      if let maximum = need.maximum {
        let surplus = maximum.penalty.map {
          program.addColumn("surplus[\(r)]", .atLeast(0), kind: .integer, cost: penalty($0))
        }
        program.require(
          "need_max[\(r)]", number - LinearExpression(sumOf: [surplus].compactMap(\.self)),
          in: .atMost(Double(maximum.limit)))
      }
    }
  }

  /// change[p,d,c]:  changed[p] + x[p,d,c] ≥ 1, c the published cell
  mutating func addChanges() {
    for (p, person) in problem.people.enumerated() where !person.published.isEmpty {
      let changed = program.addBinary(
        "changed[\(p)]", cost: Double(weights.change * problem.personWeight))
      for day in 0..<days {
        let cell = person.published[day].map { $0 + 1 } ?? 0
        var expression = LinearExpression(sumOf: [changed])
        if let column = column(p, day, cell) { expression.add(1, column) }
        program.require("change[\(p),\(day),\(cell)]", expression, in: .atLeast(1))
      }
    }
  }
}
