import Alliance
import Solving

extension RotationSystem {
  mutating func addSeatRules() {
    for seat in Seat.all {
      for t in terms {
        let label = "[\(seat.body.index),\(seat.tier.index),\(t)]"
        var fillers = units.filter { problem.units[$0].tier == seat.tier }
          .map { serve[$0][seat.body.index][t] }
        for (f, entry) in problem.posts.enumerated() {
          if let place = entry.seats.firstIndex(of: seat) { fillers.append(post[f][place][t]) }
        }
        fillers.append(open[seat.index][t])
        let places = problem.places(seat, term: t)
        system.addRow("fill\(label)", sum(fillers), lower: places, upper: places)
        if !problem.settings.mayLeaveOpen {
          system.addRow("staffed\(label)", [(open[seat.index][t], 1)], upper: 0)
        }
      }
    }
  }

  mutating func addUnitRules() {
    for u in units {
      for t in terms {
        system.addRow("once[\(u),\(t)]", both(u, t), upper: 1)
        var terms = sum(atLeast[u][t])
        if t > 0 { terms += atLeast[u][t - 1].map { ($0, -1) } }
        terms += both(u, t).map { ($0.column, -1) }
        system.addRow("count[\(u),\(t)]", terms, lower: 0, upper: 0)
        if problem.unitLeave[u][t] {
          system.addRow("leave_unit[\(u),\(t)]", both(u, t), upper: 0)
        }
      }
      addGapRules(u)
    }
    for cell in problem.pinned where cell.person == nil {
      let (u, b, t) = (cell.unit, cell.body.index, cell.term)
      system.addRow("pinned_unit[\(u),\(b),\(t)]", [(serve[u][b][t], 1)], lower: 1)
    }
    for cell in problem.forbidden
    where cell.person == nil && problem.units[cell.unit].takesPart {
      let (u, b, t) = (cell.unit, cell.body.index, cell.term)
      system.addRow("forbidden_unit[\(u),\(b),\(t)]", [(serve[u][b][t], 1)], upper: 0)
    }
  }

  private mutating func addGapRules(_ u: Int) {
    let unit = problem.units[u]
    let gap = max(problem.settings.leastGap, stage.wideGap[unit.tier.index])
    guard gap > 0 else { return }
    for t in 0...max(0, terms.count - 1 - gap) {
      let window = (t...min(t + gap, terms.count - 1)).flatMap { both(u, $0) }
      system.addRow("gap[\(u),\(t)]", window, upper: 1)
    }
    if let since = unit.termsSince, gap >= since {
      let soon = (0...min(gap - since, terms.count - 1)).flatMap { both(u, $0) }
      system.addRow("gap_history[\(u)]", soon, upper: 0)
    }
  }

  mutating func addPersonRules() {
    for u in units {
      for t in terms {
        let terms = problem.units[u].people.map { (column: person[$0][t], coefficient: 1) }
        system.addRow(
          "bind[\(u),\(t)]", terms + both(u, t).map { ($0.column, -1) }, lower: 0, upper: 0)
      }
    }
    for p in people {
      if problem.people[p].standing == .none {
        system.addRow("role[\(p)]", sum(person[p]), upper: 0)
      }
      for t in terms where problem.personLeave[p][t] {
        system.addRow("leave_person[\(p),\(t)]", [(person[p][t], 1)], upper: 0)
      }
      let counted = sum(person[p]) + load[p].map { ($0, -1) }
      system.addRow("person_count[\(p)]", counted, lower: 0, upper: 0)
    }
    for cell in problem.pinned {
      guard let p = cell.person else { continue }
      addPair("pinned_person", p, cell, lower: 2, upper: nil)
    }
    for cell in problem.forbidden where problem.units[cell.unit].takesPart {
      guard let p = cell.person else { continue }
      addPair("forbidden_person", p, cell, lower: nil, upper: 1)
    }
  }

  private mutating func addPair(
    _ family: String, _ p: Int, _ cell: RosteringProblem.Cell, lower: Int?, upper: Int?
  ) {
    let (b, t) = (cell.body.index, cell.term)
    system.addRow(
      "\(family)[\(p),\(b),\(t)]", [(person[p][t], 1), (serve[cell.unit][b][t], 1)], lower: lower,
      upper: upper)
  }

  mutating func addPostRules() {
    for (f, entry) in problem.posts.enumerated() {
      for t in terms {
        let here = post[f].map { $0[t] }
        system.addRow("post_once[\(f),\(t)]", sum(here), upper: 1)
        if problem.postLeave[f][t] { system.addRow("leave_post[\(f),\(t)]", sum(here), upper: 0) }
      }
      system.addRow("post_cap[\(f)]", sum(post[f].flatMap(\.self)), upper: entry.mostTerms)
    }
  }
}
