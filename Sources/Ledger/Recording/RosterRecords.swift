internal import Alliance
internal import Diagnostics
public import DutyRostering
import Interchange

extension LedgerDraft {
  /// A rotation to publish: units, people, terms, who serves which seat, and each unit's part.
  ///
  /// - Parameters:
  ///   - roster: A roster of `problem` that breaks no rule.
  ///   - problem: The problem.
  public init(publishing roster: Roster, of problem: RosteringProblem) {
    var facts = problem.units.map { unit in
      Fact(
        .institution,
        [
          "id": .text(unit.id), "name": .text(unit.name), "tier": .text(unit.tier.rawValue),
        ])
    }
    func person(_ index: Int) -> FactValue {
      let person = problem.people[index]
      return .person(LedgerPerson(number: person.staffNumber, name: person.name))
    }
    facts += Self.posts(of: problem)
    facts += problem.terms.map { term in
      Fact(
        .term,
        [
          "label": .text(term.label), "first": term.start.map(FactValue.text),
          "last": term.end.map(FactValue.text),
        ])
    }
    facts += roster.duties.filter { !$0.isOpen }.map { duty in
      let holder =
        duty.person.map { p -> FactValue in
          let holder = problem.holder(ofPerson: p, term: duty.term)
          return .person(LedgerPerson(number: holder.staffNumber, name: holder.name))
        }
        ?? duty.post.map { post in
          .person(
            LedgerPerson(
              number: problem.posts[post].staffNumber, name: problem.posts[post].name))
        }
      return Fact(
        .duty,
        [
          "term": .text(problem.terms[duty.term].label),
          "body": .text(duty.seat.body.rawValue), "tier": .text(duty.seat.tier.rawValue),
          "unit": duty.unit.map { .text(problem.units[$0].id) }, "person": holder,
        ])
    }
    let last = problem.terms.count - 1
    facts += problem.activeUnits.map { u in
      let unit = problem.units[u]
      let entitled = ExactFraction(
        problem.entitlement(ofUnit: u, after: last), over: problem.deviationScale)
      return Fact(
        .share,
        [
          "unit": .text(unit.id), "servedBefore": .number(unit.servedBefore),
          "entitledBefore": .text(unit.entitledBefore.description),
          "served": .number(roster.duties(ofUnit: u).count),
          "entitled": .text(entitled.description),
        ])
    }
    self.init(
      .published, job: .roster, title: problem.draft.title, first: problem.terms.first?.start,
      last: problem.terms.last?.end, facts: facts)
  }

  /// Who holds which post from when to when: everybody of the units up to the term of a successor, then the
  /// successor, and the full-time posts.
  private static func posts(of problem: RosteringProblem) -> [Fact] {
    let (start, end) = (problem.terms.first?.start, problem.terms.last?.end)
    var facts: [Fact] = []
    for (p, entry) in problem.people.enumerated() {
      var holders = [(number: entry.staffNumber, name: entry.name, first: start)]
      for successor in entry.successors {
        holders.append(
          (successor.staffNumber, successor.name, problem.terms[successor.term].start))
      }
      for (h, holder) in holders.enumerated() {
        let next = h + 1 < holders.count ? holders[h + 1].first : nil
        let last = next.flatMap(Day.init(iso:)).map { ($0 - 1).description } ?? end
        facts.append(
          Fact(
            .post,
            [
              "person": .person(LedgerPerson(number: holder.number, name: holder.name)),
              "unit": .text(problem.units[entry.unit].id),
              "role": .text(problem.draft.people[p].role),
              // What was served before is the first holder's; a successor brings nothing along.
              "served": h == 0 ? .number(entry.servedBefore) : nil,
              "first": holder.first.map(FactValue.text), "last": last.map(FactValue.text),
            ]))
      }
    }
    return facts
      + problem.posts.map { post in
        Fact(
          .post,
          [
            "person": .person(LedgerPerson(number: post.staffNumber, name: post.name)),
            "first": start.map(FactValue.text), "last": end.map(FactValue.text),
          ])
      }
  }

  /// A shift roster to publish: who serves which duty on which day.
  public init(publishing roster: ShiftRoster, of problem: ShiftRosteringProblem) {
    let first = problem.firstDay.map(\.description)
    let last = problem.firstDay.map { ($0 + (problem.days - 1)).description }
    // Whoever is free throughout is known by the place alone.
    var facts = problem.people.map { person in
      Fact(
        .post,
        [
          "person": .person(LedgerPerson(number: person.staffNumber, name: person.name)),
          "unit": person.unit.map(FactValue.text),
          "first": first.map(FactValue.text), "last": last.map(FactValue.text),
        ])
    }
    for (p, row) in roster.tasks.enumerated() {
      let person = FactValue.person(
        LedgerPerson(number: problem.people[p].staffNumber, name: problem.people[p].name))
      for (day, task) in row.enumerated() {
        guard let task else { continue }
        facts.append(
          Fact(
            .shift,
            [
              "day": .text(problem.dayName(day).zh),
              "duty": .text(problem.duties[problem.tasks[task].duty].id), "person": person,
            ]))
      }
    }
    self.init(
      .published, job: .shifts, title: problem.draft.title, first: first, last: last,
      facts: facts)
  }
}
