extension RosteringProblem {
  /// Counts every goal of a roster, from the duties alone.
  ///
  /// - Precondition: The roster breaks no rule.
  /// - Complexity: O(units × (duties + terms)).
  public func values(of roster: Roster) -> GoalValues {
    var values = GoalValues([Int](repeating: 0, count: RosteringGoal.allCases.count))
    values[.openSeats] = roster.duties.count(where: \.isOpen)
    values[.postUse] = roster.duties.count { $0.post != nil }
    values[.smallestGapHospital] = terms.count
    values[.smallestGapCommunity] = terms.count
    for u in activeUnits {
      let duties = roster.duties(ofUnit: u)
      let tier = units[u].tier
      let worst = RosteringGoal(.worstDeviation, tier)
      for t in terms.indices {
        let served = duties.count { $0.term <= t }
        let size = abs(deviation(ofUnit: u, served: served, after: t))
        values[worst] = max(values[worst], size)
        values[RosteringGoal(.totalDeviation, tier)] += size
      }
      let gap = RosteringGoal(.smallestGap, tier)
      var lastTerm = units[u].termsSince.map { -$0 }
      var lastBody = units[u].lastBody
      for duty in duties {
        values[RosteringGoal(.drawnOrder, tier)] += drawnPlaces[u] * (terms.count - duty.term)
        if let last = lastTerm { values[gap] = min(values[gap], duty.term - last - 1) }
        if lastBody == duty.seat.body {
          values[RosteringGoal(.bodyTurns, tier)] += 1
        }
        (lastTerm, lastBody) = (duty.term, duty.seat.body)
      }
    }
    for (p, person) in people.enumerated() {
      let duties = roster.duties.count { $0.person == p }
      let tier = units[person.unit].tier
      if case .exception = person.standing {
        values[RosteringGoal(.roleExceptions, tier)] += duties
      }
      // The first duty counts those brought along, the next one more, and so on.
      values[RosteringGoal(.personBalance, tier)] +=
        duties * person.servedBefore + duties * (duties - 1) / 2
    }
    return values
  }
}
