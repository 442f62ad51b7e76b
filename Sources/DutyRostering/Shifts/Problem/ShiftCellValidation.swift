import Alliance
import Diagnostics

extension ShiftValidation {
  mutating func checkCover() {
    let list = Place("cover")
    checkSize(draft.cover.count, Largest.covers, at: list)
    for (i, entry) in draft.cover.enumerated() {
      let place = list[i]
      if entry.days.isEmpty { faults.append(.shiftCoverNothing, at: place.appending("days")) }
      var last = 0
      for (k, day) in entry.days.enumerated() {
        if day <= last || day > draft.days {
          faults.append(.shiftDay, at: place.appending("days")[k], value: draft.text(ofDay: day))
        }
        last = max(last, day)
      }
      let before = faults.list.count
      checkDuties(entry.duties, at: place.appending("duties"))
      checkReferences(entry.skills, at: place.appending("skills"), in: index.skill)
      checkReferences(entry.people, at: place.appending("people"), in: index.person)
      if faults.list.count == before, !entry.duties.isEmpty || !entry.skills.isEmpty,
        !countsSomething(entry)
      {
        faults.append(.shiftCoverNothing, at: place.appending("duties"))
      }
      checkLimits(entry.minimum, entry.maximum, at: place)
      checkLimit(entry.preferred, at: place.appending("preferred"))
      if let preferred = entry.preferred {
        if preferred.penalty == nil {
          faults.append(
            .shiftPreferredPenalty, at: place.appending("preferred"), value: "\(preferred.limit)",
            related: [place.appending("preferredPenalty")])
        }
        if let minimum = entry.minimum, minimum.limit > preferred.limit {
          faults.append(
            .shiftLimitsCross, at: place.appending("minimum"), value: "\(minimum.limit)",
            related: [place.appending("preferred")])
        }
        if let maximum = entry.maximum, maximum.limit < preferred.limit {
          faults.append(
            .shiftLimitsCross, at: place.appending("preferred"), value: "\(preferred.limit)",
            related: [place.appending("maximum")])
        }
      }
      if entry.minimum == nil, entry.preferred == nil, entry.maximum == nil {
        faults.append(.shiftRuleIdle, at: place)
      }
    }
  }

  private func countsSomething(_ entry: CoverDraft) -> Bool {
    let named = entry.duties.flatMap { name in
      index.duty[name].map { [$0] } ?? index.group[name] ?? []
    }
    let duties = entry.duties.isEmpty ? Array(draft.duties.indices) : named
    return duties.contains { duty in
      entry.skills.isEmpty
        || index.tasksOfDuty[duty].contains { task in
          guard let skill = index.tasks[task].skill else { return false }
          return entry.skills.contains(draft.skills[skill])
        }
    }
  }

  mutating func checkWishes() {
    let list = Place("wishes")
    for (i, wish) in draft.wishes.enumerated() {
      checkPerson(wish.person, at: list[i].appending("person"))
      checkDay(wish.day, at: list[i].appending("day"))
      checkMatch(wish.cells, at: list[i].appending("cells"))
      checkPenalty(wish.weight, at: list[i].appending("weight"))
    }
  }

  mutating func checkCells() {
    let pinned = Place("pinned")
    for (i, cell) in draft.pinned.enumerated() {
      checkPerson(cell.person, at: pinned[i].appending("person"))
      checkDay(cell.day, at: pinned[i].appending("day"))
      checkMatch(cell.cells, at: pinned[i].appending("cells"))
    }
    let forbidden = Place("forbidden")
    for (i, cell) in draft.forbidden.enumerated() {
      checkPerson(cell.person, at: forbidden[i].appending("person"))
      checkDay(cell.first, at: forbidden[i].appending("first"))
      if cell.last < cell.first || cell.last > draft.days {
        faults.append(
          .shiftDay, at: forbidden[i].appending("last"), value: draft.text(ofDay: cell.last))
      }
      checkMatch(cell.cells, at: forbidden[i].appending("cells"))
    }
  }

  mutating func checkPublished() {
    guard let published = draft.published else { return }
    let place = Place("published")
    checkPenalty(published.cellWeight, at: place.appending("cellWeight"))
    checkPenalty(published.personWeight, at: place.appending("personWeight"))
    let list = place.appending("cells")
    var first: [Int: Int] = [:]
    for (i, cell) in published.cells.enumerated() {
      checkPerson(cell.person, at: list[i].appending("person"))
      checkDay(cell.day, at: list[i].appending("day"))
      guard let duty = index.duty[cell.duty] else {
        faults.append(.shiftUnknown, at: list[i].appending("duty"), value: cell.duty)
        continue
      }
      if index.task(duty: duty, skill: cell.skill) == nil {
        faults.append(.shiftSkillNeeded, at: list[i].appending("skill"), value: cell.skill)
      }
      guard let person = index.person[cell.person] else { continue }
      let key = person * (Largest.days + 1) + min(max(cell.day, 0), Largest.days)
      if let earlier = first[key] {
        faults.append(
          .shiftCellTwice, at: list[i], value: "\(cell.person) \(cell.day)",
          related: [list[earlier]])
      } else {
        first[key] = i
      }
    }
  }

  /// Every person has something left on every day.
  mutating func checkWhatIsLeft() {
    let width = index.tasks.count + 1
    for (p, allowed) in index.allowedCells(of: draft).enumerated() {
      let person = draft.staff[p].staffNumber
      for day in 0..<draft.days {
        let isLeft = allowed[day * width..<(day + 1) * width].contains(true)
        if isLeft { continue }
        let pin = draft.pinned.firstIndex { $0.person == person && $0.day == day + 1 }
        let date = draft.firstDay.flatMap(Day.init(iso:)).map { ($0 + day).description }
        faults.append(
          .shiftNothingLeft, at: pin.map { Place("pinned")[$0] } ?? Place("staff")[p],
          value:
            "\(person) \(date ?? (draft.labels.indices.contains(day) ? draft.labels[day] : String(day + 1)))"
        )
      }
    }
  }
}

extension ShiftIndex {
  /// The task of a duty in a skill; `nil` if the duty is not served in it, or needs a skill named.
  func task(duty: Int, skill name: String?) -> Int? {
    let range = tasksOfDuty[duty]
    guard let name else {
      return range.count == 1 ? range.lowerBound : nil
    }
    return range.first { tasks[$0].skill != nil && tasks[$0].skill == skill[name] }
  }
}
