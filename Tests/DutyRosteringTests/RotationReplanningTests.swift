import Alliance
import DutyRostering
import Testing

/// What a published rotation pins when it is planned again, seat by seat.
@Suite struct RotationReplanning {
  private let draft: RosteringDraft
  private let problem: RosteringProblem
  private let answer: RosteringAnswer

  /// A, B and C serve once each, in that order; of B only one person has the role.
  init() throws {
    var draft = RosteringDraft(title: "t")
    draft.terms = (0..<3).map { TermDraft(label: "t\($0)") }
    draft.units = ["a", "b", "c"].map { UnitDraft(id: $0, name: $0, tier: .hospital) }
    draft.people = [("a1", true), ("a2", true), ("b1", true), ("b2", false), ("c1", true)].map {
      PersonDraft(
        staffNumber: $0, name: "", unit: String($0.prefix(1)), role: $1 ? "科研管理负责人" : "其他")
    }
    draft.rotation.settings.fewestPlaces = 0
    let seat = Seat(body: .secretariat, tier: .hospital)
    for term in draft.terms {
      for other in Seat.all {
        draft.rotation.demand.append(
          DemandDraft(term: term.label, seat: other, places: other == seat ? 1 : 0))
      }
    }
    self.draft = draft
    problem = try RosteringProblem(validating: draft)
    answer = RosteringAnswer(
      roster: Roster(
        duties: [(0, 0), (1, 2), (2, 4)].map {
          Duty(term: $0, seat: seat, unit: $0, person: $1)
        }), proofs: [], reasons: [], fairness: [])
    #expect(problem.violations(of: answer.roster) == [])
  }

  /// Who is pinned in each term, a person or a unit, after leave for some.
  private func pins(_ draft: RosteringDraft) -> [String] {
    draft.rotation.pinned.map { "\($0.term ?? "") \($0.person ?? $0.unit ?? "")" }
  }

  private func replanned(
    _ draft: RosteringDraft? = nil, away: LeaveDraft...
  ) -> RosteringDraft {
    (draft ?? self.draft).replanned(keeping: answer, of: problem, away: away)
  }

  @Test func `whoever can stays, else the unit, else nobody is pinned`() {
    #expect(pins(replanned()) == ["t0 a1", "t1 b1", "t2 c1"])
    #expect(
      pins(replanned(away: LeaveDraft(person: "a1", term: "t0"))) == ["t0 a", "t1 b1", "t2 c1"])
    #expect(
      pins(replanned(away: LeaveDraft(person: "a1", term: "t1"))) == ["t0 a1", "t1 b1", "t2 c1"])
    #expect(pins(replanned(away: LeaveDraft(person: "b1", term: "t1"))) == ["t0 a1", "t2 c1"])
    let away = replanned(away: LeaveDraft(unit: "c", term: "t2"))
    #expect(pins(away) == ["t0 a1", "t1 b1"])
    #expect(away.rotation.published?.map(\.isKept) == [true, true, false])
  }

  @Test func `leave and pins that were there stay once`() {
    var before = draft
    let leave = LeaveDraft(person: "a2", term: "t0")
    before.leave = [leave]
    before.rotation.pinned = [CellDraft(term: "t1", body: .secretariat, unit: "b")]
    let after = replanned(before, away: leave, LeaveDraft(person: "a2", term: "t1"))
    #expect(after.leave == [leave, LeaveDraft(person: "a2", term: "t1")])
    #expect(pins(after) == ["t1 b", "t0 a1", "t2 c1"])
  }

  @Test func `what an earlier replanning pinned is free again`() {
    let once = replanned()
    #expect(pins(replanned(once)) == pins(once))
    #expect(pins(replanned(once, away: LeaveDraft(unit: "a", term: "t0"))) == ["t1 b1", "t2 c1"])
    // A pin in the other body, or of another unit, was not its own.
    var other = once
    other.rotation.pinned += [
      CellDraft(term: "t0", body: .office, unit: "a"),
      CellDraft(term: "t0", body: .secretariat, unit: "b"),
    ]
    let again = replanned(other, away: LeaveDraft(unit: "a", term: "t0"))
    #expect(pins(again) == ["t0 a", "t0 b", "t1 b1", "t2 c1"])
  }

  @Test func `whoever took a place over keeps the seat`() throws {
    var before = draft
    before.people[0].successors = [SuccessorDraft(term: "t0", staffNumber: "a9", name: "")]
    let kept = try RosteringProblem(validating: before)
    var now = draft
    now.people[0].staffNumber = "a9"
    let after = now.replanned(keeping: answer, of: kept)
    #expect(pins(after) == ["t0 a9", "t1 b1", "t2 c1"])
    #expect(after.rotation.pinned.map(\.unit) == [nil, nil, nil])
    #expect(after.rotation.published?.map(\.person) == ["a9", "b1", "c1"])
  }

  @Test(arguments: [
    (UnitReason.Cause.published, UnitReason.Choice.published), (.published, .balance),
    (.lastTermInTime, .published), (.lastTermInTime, .balance),
  ])
  func `of what was kept the first reason is told, and of the rest its own`(
    cause: UnitReason.Cause, choice: UnitReason.Choice
  ) throws {
    var before = draft
    before.rotation.published = [
      PublishedSeatDraft(
        term: "t0", seat: Seat(body: .secretariat, tier: .hospital), unit: "a", person: "a1",
        isKept: true,
        reason: .init(cause: .inTurn, choice: .hasRole, earliest: "t0", latest: "t1"))
    ]
    let reason = UnitReason(
      unit: 0, served: 1, entitlement: ExactFraction(1), deviation: ExactFraction(0),
      worstDeviation: ExactFraction(1),
      duties: [
        .init(
          term: 0, body: .secretariat, person: 0, ordinal: 1, earliest: 1, latest: 2, cause: cause,
          choice: choice)
      ], awayTerms: [])
    let told = RosteringAnswer(
      roster: answer.roster, proofs: [], reasons: [reason], fairness: [])
    let after = draft.replanned(keeping: told, of: try RosteringProblem(validating: before))
    let isKept = cause == .published
    #expect(
      after.rotation.published?.first?.reason
        == .init(
          cause: isKept ? .inTurn : cause, choice: choice == .published ? .hasRole : choice,
          earliest: isKept ? "t0" : "t1", latest: isKept ? "t1" : "t2"))
  }

  @Test func `a pin at a seat that no replanning kept stays`() {
    var once = replanned()
    once.rotation.published?[0].isKept = false
    let again = replanned(once, away: LeaveDraft(unit: "a", term: "t0"))
    #expect(pins(again) == ["t0 a1", "t1 b1", "t2 c1"])
  }

  /// An answer that tells why A serves: in the first term, with other reasons in its body and in the term beside it.
  private func told(earliest: Int = 1, person: Int = 0) -> RosteringAnswer {
    func served(_ term: Int, _ body: Body, earliest: Int, person: Int) -> UnitReason.Served {
      .init(
        term: term, body: body, person: person, ordinal: 1, earliest: earliest, latest: 2,
        cause: .lastTermInTime, choice: .balance)
    }
    let reason = UnitReason(
      unit: 0, served: 3, entitlement: ExactFraction(1), deviation: ExactFraction(0),
      worstDeviation: ExactFraction(1),
      duties: [
        served(1, .secretariat, earliest: 0, person: 0), served(0, .office, earliest: 0, person: 0),
        served(0, .secretariat, earliest: earliest, person: person),
      ], awayTerms: [])
    return RosteringAnswer(roster: answer.roster, proofs: [], reasons: [reason], fairness: [])
  }

  @Test func `each seat has the reason of its own term and body`() {
    let after = draft.replanned(keeping: told(), of: problem)
    #expect(after.rotation.published?.first?.reason?.earliest == "t1")
    #expect(after.rotation.published?.last?.reason == nil)
  }

  @Test func `a reason that speaks of nobody or of no term is left out`() {
    for odd in [told(earliest: 3), told(earliest: -1), told(person: 5), told(person: -1)] {
      let after = draft.replanned(keeping: odd, of: problem)
      #expect(after.rotation.published?.count == 3)
      #expect(after.rotation.published?.first?.reason == nil)
    }
  }

  @Test func `terms are named by labels, or by days that they share`() {
    #expect(draft.terms(from: "t0", to: "t2") == ["t0", "t1", "t2"])
    #expect(draft.terms(from: "t1", to: "t1") == ["t1"])
    #expect(draft.terms(from: "t2", to: "t1") == [])
    #expect(draft.terms(from: "t0", to: "never") == [])
    // Labels that name no days share none.
    #expect(draft.terms(from: "2026-01-01", to: "2026-12-31") == [])
    var months = draft
    months.terms = ["2026-07", "2026-08", "2026-09"].map { TermDraft(label: $0) }
    #expect(months.terms(from: "2026-08-31", to: "2026-08-31") == ["2026-08"])
    #expect(months.terms(from: "2026-07-31", to: "2026-08-01") == ["2026-07", "2026-08"])
    #expect(months.terms(from: "2026-08-15", to: "2026-09") == ["2026-08", "2026-09"])
    #expect(months.terms(from: "2026-09-01", to: "2026-08-31") == [])
  }
}
