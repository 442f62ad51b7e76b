internal import Alliance
import Interchange
public import MentorMatching

extension LedgerDraft {
  /// A pairing round to publish: who learns with whom, and who waits.
  ///
  /// - Parameters:
  ///   - matching: A matching of `problem` that breaks no rule.
  ///   - problem: The problem.
  public init(publishing matching: Matching, of problem: PairingProblem) {
    let draft = problem.draft
    var facts = draft.institutions.map { institution in
      Fact(
        .institution,
        [
          "id": .text(institution.id), "name": .text(institution.name),
          "tier": .text(institution.tier.rawValue),
        ])
    }
    for (t, mentor) in matching.mentorOfTalent.enumerated() {
      // Who asked for nobody does not wait for anybody.
      if mentor == nil, problem.talentWishes.entries(of: t).isEmpty { continue }
      let project = matching.projectOfTalent.flatMap { $0[t] } ?? problem.keptProject[t]
      facts.append(
        Fact(
          .pairing,
          [
            "talent": .person(
              LedgerPerson(number: draft.talents[t].id, name: draft.talents[t].name)),
            "mentor": mentor.map {
              .person(LedgerPerson(number: draft.mentors[$0].id, name: draft.mentors[$0].name))
            },
            "project": project.map { .text(draft.projects[$0].id) },
          ]))
    }
    self.init(.published, job: .pair, title: draft.title, facts: facts)
  }
}
