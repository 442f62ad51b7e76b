import Alliance
import DutyRostering
import LinearProgramming

extension RotationFormulation {
  /// fill[b,k,t]:  Σ_{u of k} serve[u,b,t] + Σ_f post[f,b,k,t] + open[b,k,t] = demand[b,k,t]
  /// staffed[b,k,t]:  open[b,k,t] ≤ 0, unless places may stay open
  mutating func addFill() {
    for seat in Seat.all {
      let (b, k) = (seat.body.index, seat.tier.index)
      let units = problem.activeUnits(of: seat.tier)
      for t in terms {
        var filled = LinearExpression(sumOf: units.map { serve[$0][b][t] })
        for (f, entry) in problem.posts.enumerated() {
          for (s, eligible) in entry.seats.enumerated() where eligible == seat {
            filled.add(1, post[f][s][t])
          }
        }
        filled.add(1, open[seat.index][t])
        let places = Double(problem.places(seat, term: t))
        require("fill[\(b),\(k),\(t)]", filled, in: .fixed(places))
        if !problem.settings.mayLeaveOpen {
          require(
            "staffed[\(b),\(k),\(t)]", LinearExpression(sumOf: [open[seat.index][t]]),
            in: .atMost(0))
        }
      }
    }
  }

  /// once[u,t]:  Σ_b serve[u,b,t] ≤ 1
  mutating func addOnce() {
    for u in problem.activeUnits {
      for t in terms { require("once[\(u),\(t)]", anyBody(u, t), in: .atMost(1)) }
    }
  }

  /// count[u,t]:  Σ_j atleast[u,t,j] − Σ_j atleast[u,t−1,j] − Σ_b serve[u,b,t] = 0
  mutating func addCount() {
    for u in problem.activeUnits {
      for t in terms {
        var expression = LinearExpression(sumOf: atLeast[u][t])
        if t > 0 { expression = expression - LinearExpression(sumOf: atLeast[u][t - 1]) }
        require("count[\(u),\(t)]", expression - anyBody(u, t), in: .fixed(0))
      }
    }
  }

  /// bind[u,t]:  Σ_{p of u} person[p,t] − Σ_b serve[u,b,t] = 0
  mutating func addBind() {
    for u in problem.activeUnits {
      for t in terms {
        let people = LinearExpression(sumOf: problem.units[u].people.map { person[$0][t] })
        require(
          "bind[\(u),\(t)]", people - anyBody(u, t), in: .fixed(0), for: .people(unit: u, term: t))
      }
    }
  }

  /// role[p]:  Σ_t person[p,t] ≤ 0 for people with neither role nor exception
  mutating func addRole() {
    for p in problem.people.indices
    where problem.people[p].standing == .none && !person[p].isEmpty {
      require(
        "role[\(p)]", LinearExpression(sumOf: person[p]), in: .atMost(0), for: .role(person: p))
    }
  }

  /// leave_unit[u,t]:  Σ_b serve[u,b,t] ≤ 0;  leave_person[p,t]:  person[p,t] ≤ 0
  mutating func addLeave() {
    for u in problem.activeUnits {
      for t in terms where problem.unitLeave[u][t] {
        require("leave_unit[\(u),\(t)]", anyBody(u, t), in: .atMost(0))
      }
    }
    for p in problem.people.indices where !person[p].isEmpty {
      for t in terms where problem.personLeave[p][t] {
        require(
          "leave_person[\(p),\(t)]", LinearExpression(sumOf: [person[p][t]]), in: .atMost(0),
          for: .people(unit: problem.people[p].unit, term: t))
      }
    }
  }

  /// pinned_unit[u,b,t]:  serve[u,b,t] ≥ 1;  pinned_person[p,b,t]:  person[p,t] + serve[u,b,t] ≥ 2
  mutating func addPinned() {
    for cell in problem.pinned {
      let (b, t) = (cell.body.index, cell.term)
      let seat = serve[cell.unit][b][t]
      if let p = cell.person {
        require(
          "pinned_person[\(p),\(b),\(t)]", LinearExpression(sumOf: [person[p][t], seat]),
          in: .atLeast(2), for: .people(unit: cell.unit, term: t))
      } else {
        require(
          "pinned_unit[\(cell.unit),\(b),\(t)]", LinearExpression(sumOf: [seat]), in: .atLeast(1))
      }
    }
  }

  /// forbidden_unit[u,b,t]:  serve[u,b,t] ≤ 0
  /// forbidden_person[p,b,t]:  person[p,t] + serve[u,b,t] ≤ 1
  mutating func addForbidden() {
    for cell in problem.forbidden where problem.units[cell.unit].takesPart {
      let (b, t) = (cell.body.index, cell.term)
      let seat = serve[cell.unit][b][t]
      if let p = cell.person {
        require(
          "forbidden_person[\(p),\(b),\(t)]", LinearExpression(sumOf: [person[p][t], seat]),
          in: .atMost(1), for: .people(unit: cell.unit, term: t))
      } else {
        require(
          "forbidden_unit[\(cell.unit),\(b),\(t)]", LinearExpression(sumOf: [seat]), in: .atMost(0))
      }
    }
  }

  /// gap[u,t]:  Σ_{s = t … t+g} Σ_b serve[u,b,s] ≤ 1
  /// gap_history[u]:  Σ_{t ≤ g − since} Σ_b serve[u,b,t] ≤ 0
  mutating func addGap() {
    for u in problem.activeUnits {
      let unit = problem.units[u]
      let gap = max(problem.settings.leastGap, stage.wideGap[unit.tier.index])
      if gap == 0 { continue }
      for t in 0...max(0, terms.count - 1 - gap) {
        let window = (t...min(t + gap, terms.count - 1)).map { anyBody(u, $0) }
        require("gap[\(u),\(t)]", window.reduce(LinearExpression(), +), in: .atMost(1))
      }
      guard let since = unit.termsSince, since <= gap else { continue }
      let early = (0...min(gap - since, terms.count - 1)).map { anyBody(u, $0) }
      require("gap_history[\(u)]", early.reduce(LinearExpression(), +), in: .atMost(0))
    }
  }

  /// post_once[f,t]:  Σ post[f,b,k,t] ≤ 1;  leave_post[f,t]:  … ≤ 0;  post_cap[f]:  Σ_t … ≤ cap[f]
  mutating func addPosts() {
    for (f, entry) in problem.posts.enumerated() {
      for t in terms {
        let filled = LinearExpression(sumOf: post[f].map { $0[t] })
        require("post_once[\(f),\(t)]", filled, in: .atMost(1))
        if problem.postLeave[f][t] { require("leave_post[\(f),\(t)]", filled, in: .atMost(0)) }
      }
      require(
        "post_cap[\(f)]", LinearExpression(sumOf: post[f].joined()),
        in: .atMost(Double(entry.mostTerms)))
    }
  }
}
