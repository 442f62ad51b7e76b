extension ShiftRosteringProblem {
  /// What one person's row breaks or pays for by the person's rules; wishes, needs and changes are not
  /// the row's.
  ///
  /// - Parameters:
  ///   - row: The task on each day, `nil` for a free day.
  ///   - person: Index of the person.
  /// - Returns: The findings, by rule.
  /// - Complexity: O(days × rules).
  public func ruleFindings(inRow row: [Int?], of person: Int) -> [ShiftFinding] {
    var check = ShiftCheck(
      problem: self, roster: ShiftRoster(tasks: [row]))
    check.rules(of: person, row: row)
    return check.findings
  }

  /// The weekends of a person in order: days of the roster on the person's weekend weekdays, those
  /// that follow each other together.
  public func weekends(of person: Int) -> [[Int]] {
    let weekdays = people[person].weekend
    var weekends: [[Int]] = []
    for day in 0..<days {
      guard let place = weekdays.firstIndex(of: weekday[day]) else { continue }
      // The first weekday begins a weekend; so does whatever day of one the roster begins with.
      if place == 0 || weekends.isEmpty {
        weekends.append([day])
      } else {
        weekends[weekends.count - 1].append(day)
      }
    }
    return weekends
  }
}

extension ShiftCheck {
  mutating func rules(of p: Int) { rules(of: p, row: roster.tasks[p]) }

  mutating func rules(of p: Int, row: [Int?]) {
    let line = RowLine(problem, person: p, row: row)
    for (i, rule) in problem.people[p].rules.enumerated() {
      switch rule {
      case .count(let rule): count(rule, i, line)
      case .run(let rule): runs(rule, i, line)
      case .pattern(let rule): patterns(rule, i, line)
      case .weekend(let rule): weekends(rule, i, line)
      }
    }
  }

  private mutating func count(_ rule: ShiftRosteringProblem.CountRule, _ i: Int, _ line: RowLine) {
    let counted = (0..<problem.days).filter {
      rule.isCounted[$0] && line.matches(rule.cells, on: $0)
    }
    let found =
      switch rule.unit {
      case .cells: counted.count
      case .minutes:
        counted.reduce(0) { sum, day in sum + (line.duty(on: day).map { $0.minutes } ?? 0) }
      case .weekends:
        problem.weekends(of: line.person).count { $0.contains { counted.contains($0) } }
      }
    let number = rule.already + found
    note(
      .count(person: line.person, rule: i, side: .below), beyond: rule.minimum,
      by: (rule.minimum?.limit ?? 0) - number)
    note(
      .count(person: line.person, rule: i, side: .above), beyond: rule.maximum,
      by: number - (rule.maximum?.limit ?? 0))
  }

  private mutating func runs(_ rule: ShiftRosteringProblem.RunRule, _ i: Int, _ line: RowLine) {
    var start = line.first
    while start < problem.days {
      guard line.matches(rule.cells, on: start) else {
        start += 1
        continue
      }
      var end = start
      while end + 1 < problem.days, line.matches(rule.cells, on: end + 1) { end += 1 }
      if let maximum = rule.maximum {
        // Each day of the roster beyond the limit costs, days of the history count towards it.
        for day in max(0, start)..<(max(0, end + 1)) where day - start + 1 > maximum.limit {
          note(
            .run(person: line.person, rule: i, day: day, side: .above), beyond: maximum, by: 1)
        }
      }
      // A run that was over before the last day of the history is not of this roster.
      let isOver = end < -1
      let isWaived =
        (rule.isWaivedAtStart && start == 0 && line.first == 0)
        || (rule.isWaivedAtEnd && end == problem.days - 1)
      if !isOver, !isWaived {
        note(
          .run(person: line.person, rule: i, day: end, side: .below), beyond: rule.minimum,
          by: (rule.minimum?.limit ?? 0) - (end - start + 1))
      }
      start = end + 1
    }
  }

  private mutating func patterns(
    _ rule: ShiftRosteringProblem.PatternRule, _ i: Int, _ line: RowLine
  ) {
    for last in 0..<problem.days {
      let first = last - rule.steps.count + 1
      guard first >= line.first else { continue }
      if let weekday = rule.weekday, line.weekday(of: first) != weekday { continue }
      let occurs = rule.steps.enumerated().allSatisfy { k, step in
        line.matches(step, on: first + k)
      }
      if occurs { note(.pattern(person: line.person, rule: i, day: last), cost: rule.penalty) }
    }
  }

  private mutating func weekends(
    _ rule: ShiftRosteringProblem.WeekendRule, _ i: Int, _ line: RowLine
  ) {
    let weekends = problem.weekends(of: line.person)
    switch rule.demand {
    case .complete:
      for weekend in weekends {
        let worked = weekend.count { line.task(on: $0) != nil }
        if worked > 0, worked < weekend.count {
          note(.weekend(person: line.person, rule: i, day: weekend[0]), cost: rule.penalty)
        }
      }
    case .identical:
      for weekend in weekends {
        let first = line.dutyIndex(on: weekend[0])
        if weekend.contains(where: { line.dutyIndex(on: $0) != first }) {
          note(.weekend(person: line.person, rule: i, day: weekend[0]), cost: rule.penalty)
        }
      }
    case .run(let minimum, let maximum):
      let isWorked = weekends.map { $0.contains { line.task(on: $0) != nil } }
      var length = 0
      for (w, weekend) in weekends.enumerated() {
        length = isWorked[w] ? length + 1 : 0
        guard length > 0 else { continue }
        let person = line.person
        if let maximum, length > maximum.limit {
          note(
            .weekendRun(person: person, rule: i, day: weekend[0], side: .above), beyond: maximum,
            by: 1)
        }
        let ends = w + 1 == weekends.count || !isWorked[w + 1]
        if ends, let minimum {
          note(
            .weekendRun(person: person, rule: i, day: weekend[0], side: .below), beyond: minimum,
            by: minimum.limit - length)
        }
      }
    }
  }
}

/// A person's row with the history before it; days of the history are negative.
private struct RowLine {
  let problem: ShiftRosteringProblem
  let person: Int
  let row: [Int?]

  init(_ problem: ShiftRosteringProblem, person: Int, row: [Int?]) {
    self.problem = problem
    self.person = person
    self.row = row
  }

  /// First day that is known.
  var first: Int { -problem.people[person].history.count }

  func task(on day: Int) -> Int? { row[day] }

  func dutyIndex(on day: Int) -> Int? { row[day].map { problem.tasks[$0].duty } }

  func duty(on day: Int) -> ShiftRosteringProblem.Duty? {
    dutyIndex(on: day).map { problem.duties[$0] }
  }

  func weekday(of day: Int) -> Int {
    // Before the first day, weekdays go backwards.
    (((problem.weekday[0] + day) % 7) + 7) % 7
  }

  func matches(_ cells: ShiftRosteringProblem.CellSet, on day: Int) -> Bool {
    if day >= 0 { return dutyIndex(on: day).map { cells.includesDuty[$0] } ?? cells.includesOff }
    return switch problem.people[person].history[day - first] {
    case .off: cells.includesOff
    case .work: cells.includesUnknownWork
    case .duty(let duty): cells.includesDuty[duty]
    }
  }
}
