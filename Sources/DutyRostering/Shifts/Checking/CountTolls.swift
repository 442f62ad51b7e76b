import Solving

/// A price of the steps of one count, in place of the limits on it.
struct CountToll {
  /// Numbers of the limits.
  let limits: [Int]
  /// The first of them, by which steps are counted.
  let rule: ShiftRosteringProblem.CountRule
  /// All of them.
  let rules: [ShiftRosteringProblem.CountRule]
  let price: Int
  /// Minutes in a step.
  let per: Int
}

/// The tolls of a node of a proof, found to be sound: what rows pay, and the least that the limits cost beyond
/// it.
struct CountTolls {
  private let problem: ShiftRosteringProblem
  private(set) var ofPerson: [[CountToll]]

  init(
    _ tolls: [ShiftBoundCertificate.Toll], of problem: ShiftRosteringProblem, node: Int
  ) throws(ShiftCertificateDefect) {
    self.problem = problem
    ofPerson = [[CountToll]](repeating: [], count: problem.people.count)
    for toll in tolls {
      guard problem.people.indices.contains(toll.person), toll.per > 0 else {
        throw .tolls(node: node)
      }
      var counts: [ShiftRosteringProblem.CountRule] = []
      for rule in problem.people[toll.person].rules {
        if case .count(let count) = rule { counts.append(count) }
      }
      let isPriced = ofPerson[toll.person].flatMap(\.limits)
      guard let number = toll.limits.first, toll.limits.allSatisfy(counts.indices.contains),
        Set(toll.limits).count == toll.limits.count,
        !toll.limits.contains(where: isPriced.contains)
      else { throw .tolls(node: node) }
      let rule = counts[number]
      let rules = toll.limits.map { counts[$0] }
      let isWhole = problem.minutes(of: rule, for: toll.person).allSatisfy { $0 % toll.per == 0 }
      guard
        rules.allSatisfy({
          $0.unit == rule.unit && $0.cells == rule.cells && $0.isCounted == rule.isCounted
        }), rule.unit == .minutes || toll.per == 1, isWhole || rule.unit != .minutes
      else { throw .tolls(node: node) }
      ofPerson[toll.person].append(
        CountToll(
          limits: toll.limits, rule: rule, rules: rules, price: toll.price, per: toll.per))
    }
  }

  func isEmpty(_ person: Int) -> Bool { ofPerson[person].isEmpty }

  /// What a cell pays, 0 for a free day, 1 + task for a task; weekends pay elsewhere.
  func ofCell(_ person: Int, _ day: Int, _ cell: Int) throws(ShiftCertificateDefect) -> Int {
    var sum = 0
    for toll in ofPerson[person] where toll.rule.isCounted[day] {
      let duty = cell == 0 ? nil : problem.tasks[cell - 1].duty
      let counts = duty.map { toll.rule.cells.includesDuty[$0] } ?? toll.rule.cells.includesOff
      guard counts else { continue }
      let steps: Int =
        switch toll.rule.unit {
        case .cells: 1
        case .minutes: duty.map { problem.duties[$0].minutes / toll.per } ?? 0
        case .weekends: 0
        }
      let (paid, overflow) = toll.price.multipliedReportingOverflow(by: steps)
      let (total, wrapped) = sum.addingReportingOverflow(paid)
      if overflow || wrapped { throw .overflow }
      sum = total
    }
    return sum
  }

  /// The least that the priced limits of a person cost beyond the tolls, over every number of steps; `nil` if
  /// no number is permitted.
  func leastKept(_ person: Int, unit: Int) throws(ShiftCertificateDefect) -> Int? {
    var sum = 0
    for toll in ofPerson[person] {
      var least: Int?
      for steps in 0...most(toll, person) {
        guard let value = try value(of: toll, steps: steps, unit: unit) else { continue }
        least = min(least ?? .max, value)
      }
      guard let least else { return nil }
      let (total, overflow) = sum.addingReportingOverflow(least)
      if overflow { throw .overflow }
      sum = total
    }
    return sum
  }

  private func value(
    of toll: CountToll, steps: Int, unit: Int
  ) throws(ShiftCertificateDefect) -> Int? {
    let (paid, overflow) = toll.price.multipliedReportingOverflow(by: -steps)
    if overflow { throw .overflow }
    var sum = paid
    for rule in toll.rules {
      let number = rule.already + steps * toll.per
      guard let below = rule.minimum.map({ $0.cost(beyond: $0.limit - number) }) ?? 0,
        let above = rule.maximum.map({ $0.cost(beyond: number - $0.limit) }) ?? 0
      else { return nil }
      let (cost, first) = (below + above).multipliedReportingOverflow(by: unit)
      let (total, second) = sum.addingReportingOverflow(cost)
      if first || second { throw .overflow }
      sum = total
    }
    return sum
  }

  /// The most steps that a row can make.
  private func most(_ toll: CountToll, _ person: Int) -> Int {
    let counted = toll.rule.isCounted.count { $0 }
    switch toll.rule.unit {
    case .cells: return counted
    case .weekends: return problem.weekends(of: person).count
    case .minutes:
      return counted * ((problem.minutes(of: toll.rule, for: person).max() ?? 0) / toll.per)
    }
  }
}

extension ShiftRosteringProblem {
  /// Minutes of the duties that a rule counts and a person may have on some day.
  fileprivate func minutes(of rule: CountRule, for person: Int) -> [Int] {
    let width = tasks.count + 1
    return zip(duties, rule.cells.includesDuty).compactMap { duty, isIncluded in
      let isUsable = (0..<days).contains { day in
        duty.tasks.contains { people[person].isAllowed[day * width + 1 + $0] }
      }
      return isIncluded && isUsable ? duty.minutes : nil
    }
  }
}
