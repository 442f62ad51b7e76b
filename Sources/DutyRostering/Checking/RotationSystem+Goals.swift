import Alliance
import Solving

extension RotationSystem {
  mutating func addTurnRules() {
    for u in units {
      let (s, o) = (Body.secretariat.index, Body.office.index)
      for t in terms {
        let (toS, toO) = (serve[u][s][t], serve[u][o][t])
        let (againS, againO) = (repeated[u][s][t], repeated[u][o][t])
        system.addRow(
          "turn[\(u),\(t)]",
          [
            (last[u][t + 1], 1), (last[u][t], -1), (toS, -1), (againS, 1), (toO, 1), (againO, -1),
          ], lower: 0, upper: 0)
        system.addRow(
          "from_secretariat[\(u),\(t)]", [(toO, 1), (againO, -1), (againS, 1), (last[u][t], -1)],
          upper: 0)
        addParityRules(u, t)
        system.addRow(
          "from_office[\(u),\(t)]", [(toS, 1), (againS, -1), (againO, 1), (last[u][t], 1)], upper: 1
        )
      }
      if let body = problem.units[u].lastBody {
        let value = body == .secretariat ? 1 : 0
        system.addRow("last_duty[\(u)]", [(last[u][0], 1)], lower: value, upper: value)
      }
    }
  }

  /// Without repeats the last body changes with every duty: after an odd number of them it is the
  /// other one than at first. Each repeat so far excuses one step.
  private mutating func addParityRules(_ u: Int, _ t: Int) {
    let (now, first) = (last[u][t + 1], last[u][0])
    let repeats = (0...t).flatMap { s in repeated[u].map { ($0[s], -1) } }
    func rule(_ letter: String, now a: Int, first b: Int, odd c: Int, upper: Int) {
      let parity = atLeast[u][t].enumerated().map { i, column in (column, i % 2 == 0 ? c : -c) }
      system.addRow(
        "parity_\(letter)[\(u),\(t)]", [(now, a), (first, b)] + parity + repeats, upper: upper)
    }
    rule("a", now: 1, first: -1, odd: -1, upper: 0)
    rule("b", now: -1, first: 1, odd: -1, upper: 0)
    rule("c", now: -1, first: -1, odd: 1, upper: 0)
    rule("d", now: 1, first: 1, odd: 1, upper: 2)
  }

  mutating func addPins() {
    if let most = stage.open {
      system.addRow("pinned_open[1]", sum(open.flatMap(\.self)), upper: most)
    }
    if let most = stage.post, !problem.posts.isEmpty {
      system.addRow(
        "pinned_post[1]", sum(post.flatMap { $0.flatMap(\.self) }), upper: most)
    }
    for tier in Tier.allCases { addPins(of: tier) }
  }

  private mutating func addPins(of tier: Tier) {
    let k = tier.index
    let members = units.filter { problem.units[$0].tier == tier }
    if let most = stage.total[k] {
      var terms: [(column: Int, coefficient: Int)] = []
      var base = 0
      for u in members {
        for t in self.terms {
          base += abs(problem.deviation(ofUnit: u, served: 0, after: t))
          for j in 1...(t + 1) where step(u, t, j) != 0 {
            terms.append((atLeast[u][t][j - 1], step(u, t, j)))
          }
        }
      }
      system.addRow("pinned_total[\(k)]", terms, upper: most - base)
    }
    let excepted = exceptions.filter { members.contains(problem.people[$0].unit) }
    if let most = stage.exceptions[k], !excepted.isEmpty {
      system.addRow(
        "pinned_exceptions[\(k)]", sum(excepted.flatMap { person[$0] }), upper: most)
    }
    if let most = stage.turns[k], !members.isEmpty {
      let again = members.flatMap { repeated[$0].flatMap(\.self) }
      system.addRow("pinned_turns[\(k)]", sum(again), upper: most)
    }
    let ours = people.filter { members.contains(problem.people[$0].unit) }
    if let most = stage.balance[k], !ours.isEmpty {
      let loads = ours.flatMap { p in
        load[p].enumerated().compactMap { i, column -> (column: Int, coefficient: Int)? in
          let before = problem.people[p].servedBefore + i
          return before > 0 ? (column, before) : nil
        }
      }
      system.addRow("pinned_balance[\(k)]", loads, upper: most)
    }
  }
}
