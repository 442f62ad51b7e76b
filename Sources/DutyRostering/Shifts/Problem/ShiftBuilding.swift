import Alliance
import Diagnostics

extension ShiftRosteringProblem {
  /// Builds the problem from a draft in which ``faults(in:)`` found nothing.
  init(faultless draft: ShiftDraft) {
    let index = ShiftIndex(draft)
    let rules = RuleBuilding(draft: draft, index: index)
    let width = index.tasks.count + 1

    self.draft = draft
    days = draft.days
    firstDay = draft.firstDay.flatMap { Day(iso: $0) }
    weekday = (0..<draft.days).map { (draft.firstWeekday - 1 + $0) % 7 }
    sites = index.sites
    duties = draft.duties.enumerated().map { k, duty in
      Duty(
        id: duty.id, name: duty.name, start: duty.start, minutes: duty.minutes,
        site: duty.site.flatMap { index.site[$0] }, tasks: index.tasksOfDuty[k])
    }
    tasks = index.tasks

    let allowed = index.allowedCells(of: draft)
    var cost = [[Int]](
      repeating: [Int](repeating: 0, count: draft.days * width), count: draft.staff.count)
    for wish in draft.wishes {
      guard let p = index.person[wish.person] else { continue }
      let cells = index.cells(wish.cells)
      let base = (wish.day - 1) * width
      // A wish for cells costs where the day matches none of them, a wish against them where it does.
      if cells.includesOff != wish.isFor { cost[p][base] += wish.weight }
      for (k, task) in index.tasks.enumerated()
      where cells.includesDuty[task.duty] != wish.isFor {
        cost[p][base + 1 + k] += wish.weight
      }
    }
    var published = [[Int?]](
      repeating: draft.published == nil ? [] : [Int?](repeating: nil, count: draft.days),
      count: draft.staff.count)
    for cell in draft.published?.cells ?? [] {
      guard let p = index.person[cell.person], let duty = index.duty[cell.duty] else { continue }
      published[p][cell.day - 1] = index.task(duty: duty, skill: cell.skill)
    }
    cellWeight = draft.published?.cellWeight ?? 0
    personWeight = draft.published?.personWeight ?? 0

    let rulesOfContract = draft.contracts.map { rules.dense($0.rules) }
    people = draft.staff.enumerated().map { p, entry in
      let contract = index.contract[entry.contract] ?? 0
      return Person(
        staffNumber: entry.staffNumber, name: entry.name, unit: entry.unit, contract: contract,
        weekend: draft.contracts[contract].weekend.map { $0 - 1 },
        rules: rulesOfContract[contract] + rules.dense(entry.rules),
        history: entry.history.map { cell in
          switch cell {
          case .off: .off
          case .work: .work
          case .duty(let id): index.duty[id].map { .duty($0) } ?? .work
          }
        },
        isAllowed: allowed[p], cost: cost[p], published: published[p])
    }
    cover = rules.cover()
  }
}

/// Turns rules and needs of a faultless draft into their dense forms.
struct RuleBuilding {
  let draft: ShiftDraft
  let index: ShiftIndex

  func cover() -> [ShiftRosteringProblem.Cover] {
    // One list for everyone: the needs share its storage.
    let everyone = Array(draft.staff.indices)
    return draft.cover.map { entry in
      let duties = index.includes(entry.duties)
      var skills = [Bool](repeating: entry.skills.isEmpty, count: draft.skills.count)
      for name in entry.skills { if let s = index.skill[name] { skills[s] = true } }
      let tasks = index.tasks.indices.filter { k in
        let task = index.tasks[k]
        return (entry.duties.isEmpty || duties[task.duty])
          && (entry.skills.isEmpty || task.skill.map { skills[$0] } ?? false)
      }
      let named = entry.people.compactMap { index.person[$0] }.sorted()
      return .init(
        days: entry.days.map { $0 - 1 }, tasks: tasks,
        people: entry.people.isEmpty
          ? everyone
          : named.enumerated().compactMap { i, p in i > 0 && named[i - 1] == p ? nil : p },
        minimum: limit(entry.minimum), preferred: limit(entry.preferred),
        maximum: limit(entry.maximum))
    }
  }

  func limit(_ limit: LimitDraft?) -> ShiftRosteringProblem.Limit? {
    limit.map { .init(limit: $0.limit, penalty: $0.penalty, isSquared: $0.isSquared) }
  }

  /// The rules in order, rest and travel as patterns of two days.
  func dense(_ rules: [CellRuleDraft]) -> [ShiftRosteringProblem.CellRule] {
    rules.flatMap { rule -> [ShiftRosteringProblem.CellRule] in
      switch rule {
      case .count(let rule): [.count(count(rule))]
      case .run(let rule):
        [
          .run(
            .init(
              name: rule.name, cells: index.cells(rule.cells), minimum: limit(rule.minimum),
              maximum: limit(rule.maximum), isWaivedAtStart: rule.isWaivedAtStart,
              isWaivedAtEnd: rule.isWaivedAtEnd))
        ]
      case .pattern(let rule):
        [
          .pattern(
            .init(
              name: rule.name, englishName: nil, steps: rule.steps.map(index.cells),
              weekday: rule.weekday.map { $0 - 1 },
              penalty: rule.penalty))
        ]
      case .weekend(let rule): [.weekend(weekend(rule))]
      case .rest(let minutes, let penalty): restPatterns(minutes, penalty)
      case .travel(let penalty): travelPatterns(penalty)
      }
    }
  }

  private func count(_ rule: CountRuleDraft) -> ShiftRosteringProblem.CountRule {
    let days = rule.days ?? 1...draft.days
    return .init(
      name: rule.name, cells: index.cells(rule.cells), unit: rule.unit,
      isCounted: (1...draft.days).map { day in
        let weekday = (draft.firstWeekday - 1 + day - 1) % 7 + 1
        return days.contains(day) && (rule.weekdays.isEmpty || rule.weekdays.contains(weekday))
      },
      already: rule.already, minimum: limit(rule.minimum), maximum: limit(rule.maximum))
  }

  private func weekend(_ rule: WeekendRuleDraft) -> ShiftRosteringProblem.WeekendRule {
    let demand: ShiftRosteringProblem.WeekendRule.Demand =
      switch rule.demand {
      case .complete: .complete
      case .identical: .identical
      case .run(let minimum, let maximum):
        .run(minimum: limit(minimum), maximum: limit(maximum))
      }
    return .init(name: rule.name, demand: demand, penalty: rule.penalty)
  }

  /// Duties whose end leaves too little rest before others that start on the next day; duties with the
  /// same successors share a pattern.
  private func restPatterns(_ rest: Int, _ penalty: Int?) -> [ShiftRosteringProblem.CellRule] {
    let (hours, minutes) = rest.quotientAndRemainder(dividingBy: 60)
    let name =
      minutes == 0
      ? ("休息不足 \(hours) 小时", "rest below \(counted(hours, "hour"))")
      : ("休息不足 \(rest) 分钟", "rest below \(counted(rest, "minute"))")
    return successions(name, penalty) { first, second in
      guard let start = first.start, let next = second.start else { return false }
      return 1440 + next - (start + first.minutes) < rest
    }
  }

  private func travelPatterns(_ penalty: Int?) -> [ShiftRosteringProblem.CellRule] {
    successions(("连日换地点", "another site on the next day"), penalty) { first, second in
      first.site != nil && second.site != nil && first.site != second.site
    }
  }

  private func successions(
    _ name: (zh: String, en: String), _ penalty: Int?, isUnwanted: (DutyDraft, DutyDraft) -> Bool
  ) -> [ShiftRosteringProblem.CellRule] {
    var groups: [(first: [Bool], second: [Bool])] = []
    for (k, duty) in draft.duties.enumerated() {
      let second = draft.duties.map { isUnwanted(duty, $0) }
      guard second.contains(true) else { continue }
      if let g = groups.firstIndex(where: { $0.second == second }) {
        groups[g].first[k] = true
      } else {
        groups.append((draft.duties.indices.map { $0 == k }, second))
      }
    }
    return groups.map { group in
      func set(_ duties: [Bool]) -> ShiftRosteringProblem.CellSet {
        .init(includesOff: false, includesUnknownWork: false, includesDuty: duties)
      }
      return .pattern(
        .init(
          name: name.zh, englishName: name.en, steps: [set(group.first), set(group.second)],
          weekday: nil, penalty: penalty))
    }
  }
}
