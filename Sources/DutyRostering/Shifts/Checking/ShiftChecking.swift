extension ShiftRosteringProblem {
  /// The rules without a penalty that `roster` breaks; a feasible roster breaks none.
  ///
  /// Written from the rules, without automata or linear programs.
  ///
  /// - Complexity: O(people × days × rules + needs × their cells).
  public func violations(of roster: ShiftRoster) -> [ShiftFinding] {
    findings(in: roster).filter { $0.cost == nil }
  }

  /// Counts every goal of a roster, from the cells alone.
  ///
  /// - Precondition: The roster breaks no rule.
  public func values(of roster: ShiftRoster) -> ShiftValues {
    var values = ShiftValues()
    for finding in findings(in: roster) {
      if let goal = finding.goal { values[goal] += finding.cost ?? 0 }
    }
    return values
  }

  /// Everything that `roster` breaks or pays for: people in order, each with cells, then rules; wishes;
  /// needs; changes. What costs nothing is left out.
  public func findings(in roster: ShiftRoster) -> [ShiftFinding] {
    var check = ShiftCheck(problem: self, roster: roster)
    check.shape()
    // Nothing can be counted in a roster that has not one known cell for each person and day.
    guard check.findings.isEmpty else { return check.findings }
    check.cells()
    for p in people.indices {
      check.rules(of: p)
    }
    check.wishes()
    check.needs()
    check.changes()
    return check.findings
  }
}

/// One pass over a roster; each method checks one group of rules.
struct ShiftCheck {
  let problem: ShiftRosteringProblem
  let roster: ShiftRoster
  private(set) var findings: [ShiftFinding] = []

  init(problem: ShiftRosteringProblem, roster: ShiftRoster) {
    self.problem = problem
    self.roster = roster
  }

  mutating func note(
    _ subject: ShiftFinding.Subject, amount: Int = 1, cost: Int?, isRequired: Bool = false
  ) {
    if cost != 0 {
      findings.append(
        ShiftFinding(subject, amount: amount, cost: cost, isRequired: isRequired))
    }
  }

  /// Notes standing `distance` beyond a limit.
  mutating func note(
    _ subject: ShiftFinding.Subject, beyond limit: ShiftRosteringProblem.Limit?, by distance: Int
  ) {
    guard let limit, distance > 0 else { return }
    note(subject, amount: distance, cost: limit.cost(beyond: distance))
  }

  mutating func shape() {
    let difference = roster.tasks.count - problem.people.count
    if difference != 0 { note(.people, amount: difference, cost: nil) }
    for (p, row) in roster.tasks.enumerated() {
      if row.count != problem.days {
        note(.days(person: p), amount: row.count - problem.days, cost: nil)
      }
      for (day, task) in row.enumerated() where !(task.map(problem.tasks.indices.contains) ?? true)
      {
        note(.task(person: p, day: day), cost: nil)
      }
    }
  }

  /// Skills, sites, forbidden and pinned cells, read from the draft.
  mutating func cells() {
    let draft = problem.draft
    for (p, row) in roster.tasks.enumerated() {
      let person = draft.staff[p]
      for (day, task) in row.enumerated() {
        guard let task else { continue }
        let duty = draft.duties[problem.tasks[task].duty]
        if let skill = problem.tasks[task].skill, !person.skills.contains(draft.skills[skill]) {
          note(.skill(person: p, day: day), cost: nil)
        }
        if let site = duty.site, !person.sites.isEmpty, !person.sites.contains(site) {
          note(.site(person: p, day: day), cost: nil)
        }
      }
    }
    let index = positions(of: draft.staff.map(\.staffNumber))
    for entry in draft.forbidden {
      guard let p = index[entry.person] else { continue }
      for day in entry.first...entry.last
      where matches(entry.cells, roster.tasks[p][day - 1]) {
        note(.forbidden(person: p, day: day - 1), cost: nil)
      }
    }
    for entry in draft.pinned {
      guard let p = index[entry.person], !matches(entry.cells, roster.tasks[p][entry.day - 1])
      else { continue }
      note(.pinned(person: p, day: entry.day - 1), cost: nil)
    }
  }

  mutating func wishes() {
    let index = positions(of: problem.draft.staff.map(\.staffNumber))
    for (i, wish) in problem.draft.wishes.enumerated() {
      guard let p = index[wish.person] else { continue }
      let isFollowed = matches(wish.cells, roster.tasks[p][wish.day - 1]) == wish.isFor
      if !isFollowed { note(.wish(i), cost: wish.weight) }
    }
  }

  mutating func needs() {
    for (r, need) in problem.cover.enumerated() {
      var isCounted = [Bool](repeating: false, count: problem.tasks.count)
      for task in need.tasks { isCounted[task] = true }
      var number = 0
      for p in need.people {
        for day in need.days {
          if let task = roster.tasks[p][day], isCounted[task] { number += 1 }
        }
      }
      if let minimum = need.minimum, number < minimum.limit {
        // A need without a penalty is required; its places may stay open and count as such.
        let missing = minimum.limit - number
        note(
          .shortage(cover: r), amount: missing, cost: minimum.cost(beyond: missing) ?? missing,
          isRequired: minimum.penalty == nil)
      }
      note(
        .belowPreferred(cover: r), beyond: need.preferred,
        by: (need.preferred?.limit ?? 0) - number)
      note(.excess(cover: r), beyond: need.maximum, by: number - (need.maximum?.limit ?? 0))
    }
  }

  mutating func changes() {
    guard problem.draft.published != nil else { return }
    for (p, row) in roster.tasks.enumerated() {
      let changed = row.indices.filter { row[$0] != problem.people[p].published[$0] }
      for day in changed { note(.changedCell(person: p, day: day), cost: problem.cellWeight) }
      if !changed.isEmpty { note(.changedPerson(person: p), cost: problem.personWeight) }
    }
  }

  private func positions(of names: [String]) -> [String: Int] {
    Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
  }

  /// Whether a cell is one of those meant, straight from the words of the draft.
  private func matches(_ cells: CellMatchDraft, _ task: Int?) -> Bool {
    func isNamed(_ names: [String]) -> Bool {
      guard let task else { return false }
      let id = problem.duties[problem.tasks[task].duty].id
      return names.contains(id)
        || problem.draft.groups.contains { names.contains($0.id) && $0.duties.contains(id) }
    }
    return switch cells {
    case .anything: true
    case .off: task == nil
    case .work: task != nil
    case .oneOf(let names): isNamed(names)
    case .workExcept(let names): task != nil && !isNamed(names)
    case .noneOf(let names): !isNamed(names)
    }
  }
}
