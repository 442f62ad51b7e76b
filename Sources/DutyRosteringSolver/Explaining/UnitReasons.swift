public import Alliance
public import DutyRostering

extension RosteringProblem {
  /// Why each unit serves when it serves, and why by whom; by unit index.
  ///
  /// The window of a duty is the stretch of terms in which it keeps the unit's deviation within the
  /// worst one of its tier.
  ///
  /// - Complexity: O(units × duties × terms).
  public func reasons(for roster: Roster, values: GoalValues) -> [UnitReason] {
    var servedByPerson = people.map(\.servedBefore)
    var reasons: [UnitReason] = []
    for u in units.indices {
      let duties = roster.duties(ofUnit: u)
      var served: [UnitReason.Served] = []
      for (i, duty) in duties.enumerated() {
        guard let p = duty.person else { continue }
        let window = window(ofDuty: i + 1, unit: u, values: values)
        served.append(
          UnitReason.Served(
            term: duty.term, body: duty.seat.body, person: p, ordinal: i + 1,
            earliest: window.earliest, latest: window.latest,
            cause: cause(of: duty, unit: u, window: window),
            choice: choice(of: p, in: duty, unit: u, served: servedByPerson)))
        servedByPerson[p] += 1
      }
      reasons.append(reason(ofUnit: u, duties: duties, served: served))
    }
    return reasons
  }

  private func reason(
    ofUnit u: Int, duties: [Duty], served: [UnitReason.Served]
  ) -> UnitReason {
    let last = terms.count - 1
    let deviations = terms.indices.map { t in
      deviation(ofUnit: u, served: duties.count { $0.term <= t }, after: t)
    }
    let away = terms.indices.filter { t in
      units[u].takesPart
        && Body.allCases.allSatisfy { able(ofUnit: u, body: $0.index, term: t).isEmpty }
    }
    func fraction(_ value: Int) -> ExactFraction { ExactFraction(value, over: deviationScale) }
    let isActive = units[u].takesPart
    return UnitReason(
      unit: u, served: duties.count, entitlement: fraction(entitlement(ofUnit: u, after: last)),
      deviation: isActive ? fraction(deviations[last]) : .zero,
      worstDeviation: isActive ? fraction(deviations.map { abs($0) }.max() ?? 0) : .zero,
      duties: served, awayTerms: away)
  }

  /// First and last term in which the unit's `ordinal`-th duty keeps within the worst deviation.
  private func window(
    ofDuty ordinal: Int, unit u: Int, values: GoalValues
  ) -> (earliest: Int, latest: Int) {
    let worst = values[RosteringGoal(.worstDeviation, units[u].tier)]
    let early = terms.indices.first {
      deviation(ofUnit: u, served: ordinal, after: $0) <= worst
    }
    let late = terms.indices.first {
      deviation(ofUnit: u, served: ordinal - 1, after: $0) < -worst
    }
    return (early ?? terms.count - 1, late ?? terms.count)
  }

  private func cause(
    of duty: Duty, unit u: Int, window: (earliest: Int, latest: Int)
  ) -> UnitReason.Cause {
    if pinned.contains(where: {
      $0.unit == u && $0.term == duty.term && $0.body == duty.seat.body
    }) {
      return isKept(duty) ? .published : .pinned
    }
    if duty.term < window.earliest || duty.term > window.latest { return .outsideWindow }
    return duty.term == window.latest ? .lastTermInTime : .inTurn
  }

  private func choice(
    of p: Int, in duty: Duty, unit u: Int, served: [Int]
  ) -> UnitReason.Choice {
    let isPinned = pinned.contains { $0.person == p && $0.term == duty.term }
    if isPinned { return isKept(duty) ? .published : .pinned }
    let mayServe = units[u].people.filter { people[$0].standing != .none }
    if mayServe.count == 1 { return .onlyOne }
    let here = able(ofUnit: u, body: duty.seat.body.index, term: duty.term)
    if here.count == 1 { return .colleaguesAway }
    let peers = here.filter { $0 != p && people[$0].standing == .role }
    if peers.isEmpty, people[p].standing == .role { return .hasRole }
    return peers.allSatisfy { served[$0] >= served[p] } ? .fewerDuties : .balance
  }

  /// How even a roster is within a tier.
  public func fairness(of roster: Roster, tier: Tier) -> TierFairness {
    let units = activeUnits(of: tier)
    let counts = units.map { roster.duties(ofUnit: $0).count }
    let common = units.reduce(1) { product, u in
      leastCommonMultiple(product, self.units[u].weight) ?? 0
    }
    // Duties per weight in whole numbers; without a common multiple, plain duties.
    let perWeight = zip(units, counts).map { u, count in
      common > 0 ? count * (common / self.units[u].weight) : count
    }
    let sum = perWeight.reduce(0, +)
    let squares = perWeight.reduce(0) { $0 + $1 * $1 }
    let jain =
      squares == 0
      ? ExactFraction(1) : ExactFraction(sum * sum, over: perWeight.count * squares)
    let worst = units.map { u in
      let duties = roster.duties(ofUnit: u)
      return terms.indices.map { t in
        abs(deviation(ofUnit: u, served: duties.count { $0.term <= t }, after: t))
      }.max() ?? 0
    }
    let largest = worst.max() ?? 0
    return TierFairness(
      tier: tier, fewest: counts.min() ?? 0, most: counts.max() ?? 0, jainIndex: jain,
      worstOffUnit: worst.firstIndex(of: largest).map { units[$0] },
      worstDeviation: ExactFraction(largest, over: deviationScale))
  }
}

/// Least common multiple, `nil` above ten thousand, where squares of sums could overflow.
private func leastCommonMultiple(_ a: Int, _ b: Int) -> Int? {
  guard a > 0 else { return nil }
  var (x, y) = (a, b)
  while y != 0 { (x, y) = (y, x % y) }
  let multiple = a / x * b
  return multiple <= 10_000 ? multiple : nil
}
