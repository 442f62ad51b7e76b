import Diagnostics

extension ShiftValidation {
  /// The rules of a contract or a person.
  mutating func checkRules(_ rules: [CellRuleDraft], at list: Place) {
    for (i, rule) in rules.enumerated() {
      let place = list[i]
      switch rule {
      case .count(let rule): checkCount(rule, at: place)
      case .run(let rule):
        checkMatch(rule.cells, at: place.appending("cells"))
        checkLimits(rule.minimum, rule.maximum, at: place)
        if rule.minimum == nil, rule.maximum == nil { faults.append(.shiftRuleIdle, at: place) }
      case .pattern(let rule):
        let shortest = rule.weekday == nil ? 2 : 1
        if !(shortest...10).contains(rule.steps.count) {
          faults.append(
            .shiftPatternLength, at: place.appending("steps"), value: "\(rule.steps.count)")
        }
        for (k, step) in rule.steps.enumerated() {
          checkMatch(step, at: place.appending("steps")[k])
        }
        if let weekday = rule.weekday, !(1...7).contains(weekday) {
          faults.append(.shiftWeekday, at: place.appending("weekday"), value: "\(weekday)")
        }
        checkPenalty(rule.penalty, at: place.appending("penalty"))
      case .weekend(let rule):
        checkPenalty(rule.penalty, at: place.appending("penalty"))
        if case .run(let minimum, let maximum) = rule.demand {
          checkLimits(minimum, maximum, at: place)
          if minimum == nil, maximum == nil { faults.append(.shiftRuleIdle, at: place) }
        }
      case .rest(let minutes, let penalty):
        checkNumber(minutes, at: place.appending("minutes"))
        checkPenalty(penalty, at: place.appending("penalty"))
      case .travel(let penalty): checkPenalty(penalty, at: place.appending("penalty"))
      }
    }
  }

  private mutating func checkCount(_ rule: CountRuleDraft, at place: Place) {
    checkMatch(rule.cells, at: place.appending("cells"))
    if let days = rule.days {
      checkDay(days.lowerBound, at: place.appending("days"))
      if days.upperBound != days.lowerBound {
        checkDay(days.upperBound, at: place.appending("days"))
      }
    }
    for (k, weekday) in rule.weekdays.enumerated() where !(1...7).contains(weekday) {
      faults.append(.shiftWeekday, at: place.appending("weekdays")[k], value: "\(weekday)")
    }
    checkNumber(rule.already, at: place.appending("already"))
    if rule.minimum == nil, rule.maximum == nil { faults.append(.shiftRuleIdle, at: place) }
    // Numbers out of range are faults already; clamped, they cannot overflow here.
    let longest = min(max(1, draft.duties.map(\.minutes).max() ?? 1), 2880)
    let days = min(max(draft.days, 0), Largest.days)
    let already = min(max(rule.already, 0), Largest.number)
    let reach = already + days * (rule.unit == .minutes ? longest : 1)
    checkLimits(rule.minimum, rule.maximum, at: place, squaredReach: reach)
  }

  /// Both limits are in range and do not cross; squares only where `squaredReach`, the largest value
  /// that can occur, is given.
  mutating func checkLimits(
    _ minimum: LimitDraft?, _ maximum: LimitDraft?, at place: Place, squaredReach: Int? = nil
  ) {
    for (limit, key) in [(minimum, "minimum"), (maximum, "maximum")] {
      checkLimit(limit, at: place.appending(key), squaredReach: squaredReach)
    }
    if let minimum, let maximum, minimum.limit > maximum.limit {
      faults.append(
        .shiftLimitsCross, at: place.appending("minimum"), value: "\(minimum.limit)",
        related: [place.appending("maximum")])
    }
  }

  mutating func checkLimit(_ limit: LimitDraft?, at place: Place, squaredReach: Int? = nil) {
    guard let limit else { return }
    checkNumber(limit.limit, at: place)
    checkPenalty(limit.penalty, at: place)
    guard limit.isSquared else { return }
    guard let squaredReach else {
      faults.append(.shiftSquared, at: place)
      return
    }
    let distance = max(limit.limit, squaredReach).magnitude
    let (square, tooFar) = distance.multipliedReportingOverflow(by: distance)
    let (cost, tooDear) = square.multipliedReportingOverflow(by: (limit.penalty ?? 0).magnitude)
    if tooFar || tooDear || cost > UInt(Largest.squaredCost) {
      faults.append(.shiftPenalty, at: place, value: "\(limit.penalty ?? 0)")
    }
  }
}
