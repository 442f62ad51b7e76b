import Alliance
import DutyRostering
import LinearProgramming

extension RotationFormulation {
  /// The value of every unknown in a roster that breaks no rule.
  func values(of roster: Roster) -> [Double] {
    var values = [Double](repeating: 0, count: program.columns.count)
    for duty in roster.duties {
      let (b, t) = (duty.seat.body.index, duty.term)
      if let u = duty.unit, let p = duty.person {
        values[serve[u][b][t].index] = 1
        values[person[p][t].index] = 1
      } else if let f = duty.post, let s = problem.posts[f].seats.firstIndex(of: duty.seat) {
        values[post[f][s][t].index] = 1
      } else {
        values[open[duty.seat.index][t].index] += 1
      }
    }
    for u in problem.activeUnits { countDuties(of: u, roster.duties(ofUnit: u), &values) }
    for p in problem.people.indices where !load[p].isEmpty {
      let served = roster.duties.count { $0.person == p }
      for column in load[p].prefix(served) { values[column.index] = 1 }
    }
    return values
  }

  private func countDuties(of u: Int, _ duties: [Duty], _ values: inout [Double]) {
    var served = 0
    var lastBody = problem.units[u].lastBody
    // Without a history, the state before the first duty is the body that this duty is not.
    var state = lastBody ?? duties.first?.seat.body.other ?? .office
    values[last[u][0].index] = state == .secretariat ? 1 : 0
    for t in problem.terms.indices {
      if let duty = duties.first(where: { $0.term == t }) {
        served += 1
        if lastBody == duty.seat.body {
          values[repeated[u][duty.seat.body.index][t].index] = 1
        }
        lastBody = duty.seat.body
        state = duty.seat.body
      }
      for column in atLeast[u][t].prefix(served) { values[column.index] = 1 }
      values[last[u][t + 1].index] = state == .secretariat ? 1 : 0
    }
  }

  /// The roster that an answer stands for, without people: units, posts and open places.
  ///
  /// - Parameters:
  ///   - values: A value for each column of ``program``.
  ///   - held: The roster held, which keeps the tier that the stage leaves out.
  /// - Returns: The plan; a duty whose person does not matter at the stage has none yet.
  func draw(_ values: [Double], over held: Roster?) -> RosterPlan {
    var plan = RosterPlan(problem)
    if let held, problem.isSplit(at: stage), let tier = stage.goal.tier {
      plan.copy(held, tier: tier == .hospital ? .community : .hospital)
      // The other tier's unknowns are not part of the program; what is held keeps them.
      return drawn(values, tiers: [tier], onto: plan)
    }
    return drawn(values, tiers: Tier.allCases, onto: plan)
  }

  private func drawn(_ values: [Double], tiers: [Tier], onto held: RosterPlan) -> RosterPlan {
    var plan = held
    func isOne(_ column: Int) -> Bool { values[column] > 0.5 }
    for t in problem.terms.indices {
      for u in tiers.flatMap({ problem.activeUnits(of: $0) }) {
        for body in [0, 1] where isOne(serve[u][body][t].index) {
          plan.body[u][t] = body
          for p in problem.units[u].people where isOne(person[p][t].index) { plan.person[u][t] = p }
        }
      }
      for (f, entry) in problem.posts.enumerated() {
        for s in entry.seats.indices where isOne(post[f][s][t].index) {
          plan.post[f][t] = entry.seats[s]
        }
      }
    }
    return plan
  }
}
