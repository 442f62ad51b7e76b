import Alliance
import DutyRostering
import LinearProgramming

extension RotationFormulation {
  /// turn[u,t], from_secretariat[u,t], from_office[u,t], last_duty[u]: `last` follows the duties, and
  /// a duty in the body that `last` names already is repeated.
  mutating func addTurns() {
    for u in problem.activeUnits {
      let (duty, again) = (serve[u], repeated[u])
      for t in terms {
        let moves = LinearExpression(sumOf: [last[u][t + 1], again[0][t], duty[1][t]])
        let stays = LinearExpression(sumOf: [last[u][t], duty[0][t], again[1][t]])
        require("turn[\(u),\(t)]", moves - stays, in: .fixed(0), for: .turns)
        require(
          "from_secretariat[\(u),\(t)]",
          LinearExpression(sumOf: [duty[1][t], again[0][t]])
            - LinearExpression(sumOf: [again[1][t], last[u][t]]), in: .atMost(0), for: .turns)
        require(
          "from_office[\(u),\(t)]",
          LinearExpression(sumOf: [duty[0][t], again[1][t], last[u][t]])
            - LinearExpression(sumOf: [again[0][t]]), in: .atMost(1), for: .turns)
      }
      if let body = problem.units[u].lastBody {
        require(
          "last_duty[\(u)]", LinearExpression(sumOf: [last[u][0]]),
          in: .fixed(body == .secretariat ? 1 : 0), for: .turns)
      }
    }
  }

  /// With e = Σ_j (−1)^(j+1) atleast[u,t,j], the parity of the duties so far, and R the repeats so far:
  /// parity_a[u,t]:  last[u,t+1] − last[u,0] − e ≤ R;  parity_b[u,t]:  last[u,0] − last[u,t+1] − e ≤ R
  /// parity_c[u,t]:  e − last[u,0] − last[u,t+1] ≤ R;  parity_d[u,t]:  last[u,0] + last[u,t+1] + e ≤ 2 + R
  mutating func addParity() {
    for u in problem.activeUnits {
      for t in terms {
        var parity = LinearExpression()
        for (i, column) in atLeast[u][t].enumerated() { parity.add(i % 2 == 0 ? 1 : -1, column) }
        let repeats = LinearExpression(
          sumOf: (0...t).flatMap { [repeated[u][0][$0], repeated[u][1][$0]] })
        let (now, before) = (
          LinearExpression(sumOf: [last[u][t + 1]]), LinearExpression(sumOf: [last[u][0]])
        )
        let nothing = LinearExpression()
        require(
          "parity_a[\(u),\(t)]", now - before - parity - repeats, in: .atMost(0), for: .turns)
        require(
          "parity_b[\(u),\(t)]", before - now - parity - repeats, in: .atMost(0), for: .turns)
        require(
          "parity_c[\(u),\(t)]", parity - before - now - repeats, in: .atMost(0), for: .turns)
        require(
          "parity_d[\(u),\(t)]", before + now + parity + (nothing - repeats), in: .atMost(2),
          for: .turns)
      }
    }
  }

  /// person_count[p]:  Σ_t person[p,t] − Σ_j load[p,j] = 0
  mutating func addPersonCount() {
    for p in problem.people.indices where !person[p].isEmpty {
      require(
        "person_count[\(p)]",
        LinearExpression(sumOf: person[p]) - LinearExpression(sumOf: load[p]), in: .fixed(0),
        for: .balance)
    }
  }

  private mutating func pin(_ name: String, _ key: Int, _ columns: [Column], _ most: Int?) {
    guard let most, !columns.isEmpty else { return }
    require(
      "pinned_\(name)[\(key)]", LinearExpression(sumOf: columns), in: .atMost(Double(most)))
  }

  /// pinned_balance[k]:  Σ_p,j (served_before[p] + j − 1) load[p,j] ≤ pin_balance[k]
  private mutating func pinBalance(of tier: Tier) {
    guard let most = stage.balance[tier.index] else { return }
    let people = problem.people.indices.filter {
      !load[$0].isEmpty && problem.units[problem.people[$0].unit].tier == tier
    }
    guard !people.isEmpty else { return }
    var expression = LinearExpression()
    for p in people {
      for (i, column) in load[p].enumerated() where problem.people[p].servedBefore + i > 0 {
        expression.add(Double(problem.people[p].servedBefore + i), column)
      }
    }
    require(
      "pinned_balance[\(tier.index)]", expression, in: .atMost(Double(most)), for: .balance)
  }

  /// pinned_open, pinned_post, and for each tier pinned_total, pinned_exceptions, pinned_turns
  mutating func addPinnedGoals() {
    pin("open", 1, open.flatMap(\.self), stage.open)
    pin("post", 1, post.flatMap { $0.flatMap(\.self) }, stage.post)
    for tier in Tier.allCases {
      let k = tier.index
      let units = problem.activeUnits(of: tier)
      if let most = stage.total[k] {
        var expression = LinearExpression()
        for u in units {
          for t in terms {
            for (i, column) in atLeast[u][t].enumerated() {
              let extra = extraDeviation(u, t, i + 1)
              if extra != 0 { expression.add(Double(extra), column) }
            }
          }
        }
        require(
          "pinned_total[\(k)]", expression, in: .atMost(Double(most - emptyDeviation(of: tier))))
      }
      let people = problem.people.indices.filter {
        isException($0) && problem.units[problem.people[$0].unit].tier == tier
      }
      pin("exceptions", k, people.flatMap { person[$0] }, stage.exceptions[k])
      pin("turns", k, units.flatMap { repeated[$0].flatMap(\.self) }, stage.turns[k])
      pinBalance(of: tier)
    }
  }
}
