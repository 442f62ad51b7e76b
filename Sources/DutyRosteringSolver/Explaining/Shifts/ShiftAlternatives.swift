public import DutyRostering

/// A way in which a duty could have gone, with what it would have cost.
public struct ShiftAlternative: Hashable, Sendable {
  /// Who would take part beside the person, if anybody.
  public let colleague: Int?
  /// The cells that would change.
  public let moves: [ShiftWhatIf.Move]
  /// The difference.
  public let effect: ShiftWhatIf.Effect
}

extension ShiftWhatIf {
  /// A day on which a person serves, and what else could have been.
  public struct Day: Hashable, Sendable {
    /// Day from 0.
    public let day: Int
    /// The task served.
    public let task: Int
    /// A free day instead, with nobody in the duty.
    public let off: ShiftAlternative
    /// The best other duty on the day, `nil` if no other is allowed.
    public let other: ShiftAlternative?
    /// The best colleague to take the duty over or to swap with, `nil` if nobody can.
    public let colleague: ShiftAlternative?
  }

  /// What else could have been on each day on which a person serves.
  ///
  /// - Complexity: O(duties served × people × days × rules).
  public func days(of person: Int) -> [Day] {
    (0..<problem.days).compactMap { day in
      guard let task = roster.tasks[person][day] else { return nil }
      let others = problem.tasks.indices.filter { $0 != task }.map { other in
        alternative(nil, [Move(person: person, day: day, task: other)])
      }
      return Day(
        day: day, task: task,
        off: alternative(nil, [Move(person: person, day: day, task: nil)]),
        other: best(others),
        colleague: best(
          problem.people.indices.filter { $0 != person && roster.tasks[$0][day] != task }.map {
            swap(person, $0, on: day)
          }))
    }
  }

  /// Two people exchanging their cells of a day; a free colleague takes the duty over.
  public func swap(_ person: Int, _ colleague: Int, on day: Int) -> ShiftAlternative {
    alternative(
      colleague,
      [
        Move(person: person, day: day, task: roster.tasks[colleague][day]),
        Move(person: colleague, day: day, task: roster.tasks[person][day]),
      ])
  }

  /// Everybody who could be put into one of `tasks` on a day, the best first; people who serve one of them
  /// already are left out. Where somebody could only come in place of one who serves now, the second move
  /// takes that one off.
  public func substitutes(on day: Int, tasks: [Int]) -> [ShiftAlternative] {
    problem.people.indices.compactMap { p -> ShiftAlternative? in
      if let now = roster.tasks[p][day], tasks.contains(now) { return nil }
      // A skill that the person holds comes first, so that nobody is refused for another.
      let person = problem.people[p]
      let able = tasks.filter { person.isAllowed[day * (problem.tasks.count + 1) + 1 + $0] }
      let own = (able.isEmpty ? tasks : able).map { Move(person: p, day: day, task: $0) }
      let added = own.map { alternative(p, [$0]) }
      if let best = best(added) { return best }
      // The task that breaks least says best why this person cannot come.
      let nearest = own.enumerated().min { a, b in
        let (x, y) = (broken(by: [a.element]).count, broken(by: [b.element]).count)
        return (x, a.offset) < (y, b.offset)
      }?.element
      let serving = problem.people.indices.filter { q in
        roster.tasks[q][day].map(tasks.contains) ?? false
      }
      let instead = serving.flatMap { q in
        own.map { alternative(p, [$0, Move(person: q, day: day, task: nil)]) }
      }
      if let best = best(instead) { return best }
      let failed =
        [nearest.map { alternative(p, [$0]) }].compactMap(\.self)
        + instead.filter { $0.moves.first == nearest }
      return failed.enumerated().min { a, b in
        let (x, y) = (broken(by: a.element.moves).count, broken(by: b.element.moves).count)
        return (x, a.offset) < (y, b.offset)
      }?.element
    }.enumerated().sorted { ($0.element.effect, $0.offset) < ($1.element.effect, $1.offset) }
      .map(\.element)
  }

  /// Hard rules that moves break, as findings of the checker.
  public func broken(by moves: [Move]) -> [ShiftFinding] {
    let before = problem.violations(of: roster)
    return problem.violations(of: roster(after: moves)).filter { !before.contains($0) }
  }

  private func alternative(_ colleague: Int?, _ moves: [Move]) -> ShiftAlternative {
    ShiftAlternative(colleague: colleague, moves: moves, effect: effect(of: moves))
  }

  private func best(_ trials: [ShiftAlternative]) -> ShiftAlternative? {
    trials.filter(\.effect.isPossible).enumerated().min {
      ($0.element.effect, $0.offset) < ($1.element.effect, $1.offset)
    }?.element
  }
}
