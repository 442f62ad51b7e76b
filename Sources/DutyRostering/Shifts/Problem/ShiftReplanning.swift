extension ShiftDraft {
  /// The draft that stays close to a published roster: leave for whoever is away, and no pin of theirs in
  /// the way.
  ///
  /// Its weights are those of the draft's own published roster, else one for each cell and one for each
  /// person.
  ///
  /// - Parameters:
  ///   - roster: The published roster.
  ///   - kept: Its problem.
  ///   - away: Days of this draft on which people cannot serve.
  /// - Returns: A draft with a ``ShiftDraft/published`` roster, to be checked and solved; begin the search with
  ///   ``ShiftRosteringProblem/publishedRoster``.
  public func replanned(
    keeping roster: ShiftRoster, of kept: ShiftRosteringProblem, away: [ForbiddenCellDraft] = []
  ) -> ShiftDraft {
    var draft = self
    draft.published = PublishedDraft(
      cells: kept.publishedCells(of: roster), cellWeight: published?.cellWeight ?? 1,
      personWeight: published?.personWeight ?? 1)
    for absence in away {
      draft.pinned.removeAll {
        $0.person == absence.person && absence.first <= $0.day && $0.day <= absence.last
      }
      draft.forbidden.append(absence)
    }
    return draft
  }
}

extension ShiftRosteringProblem {
  /// The published roster with what is no longer allowed taken out, for a search to begin with.
  public var publishedRoster: ShiftRoster {
    let width = tasks.count + 1
    return ShiftRoster(
      tasks: people.map { person in
        person.published.enumerated().map { day, task in
          task.flatMap { person.isAllowed[day * width + 1 + $0] ? $0 : nil }
        }
      })
  }

  /// The duties of a roster of this problem by name; what lies outside it is left out.
  fileprivate func publishedCells(of roster: ShiftRoster) -> [PublishedCellDraft] {
    var cells: [PublishedCellDraft] = []
    for (p, row) in roster.tasks.enumerated() where people.indices.contains(p) {
      for (day, task) in row.enumerated() {
        guard let task, tasks.indices.contains(task) else { continue }
        cells.append(
          PublishedCellDraft(
            person: people[p].staffNumber, day: day + 1, duty: duties[tasks[task].duty].id,
            skill: tasks[task].skill.map { draft.skills[$0] }))
      }
    }
    return cells
  }
}
