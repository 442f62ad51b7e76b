import Alliance
import Diagnostics
import DutyRostering
import DutyRosteringSolver
import Solving
import Testing

/// What an answer of a rotation claims beyond its roster, one claim at a time.
@Suite struct RotationClaims {
  /// Three hospitals take turns over four terms, so that one serves twice and all are a part of a duty off.
  private let problem: RosteringProblem
  private let answer: RosteringAnswer
  private let terms: [ObjectiveTerm]

  init() throws {
    var draft = RosteringDraft(title: "t")
    draft.terms = (0..<4).map { TermDraft(label: "t\($0)") }
    draft.units = ["a", "b", "c"].map { UnitDraft(id: $0, name: $0, tier: .hospital) }
    draft.units.append(UnitDraft(id: "d", name: "d", tier: .hospital, takesPart: false))
    draft.people = draft.units.map {
      PersonDraft(staffNumber: "1\($0.id)", name: "", unit: $0.id, role: "科研管理负责人")
    }
    draft.rotation.settings.fewestPlaces = 0
    for term in draft.terms {
      for seat in Seat.all {
        let places = seat == Seat(body: .secretariat, tier: .hospital) ? 1 : 0
        draft.rotation.demand.append(DemandDraft(term: term.label, seat: seat, places: places))
      }
    }
    problem = try RosteringProblem(validating: draft)
    let outcome = try problem.solve()
    answer = try #require(outcome.solution)
    terms = outcome.terms
  }

  private func defects(
    roster: Roster? = nil, proofs: [RosteringAnswer.Proof]? = nil, _ terms: [ObjectiveTerm]
  ) -> [String] {
    let claimed = RosteringAnswer(
      roster: roster ?? answer.roster, proofs: proofs ?? answer.proofs, reasons: answer.reasons,
      fairness: answer.fairness)
    return problem.certificateDefects(of: claimed, terms: terms).map(\.en)
  }

  /// The terms with one of them changed.
  private func changing(
    _ goal: RosteringGoal, value: Int? = nil, bound: Int?, flips: Bool = false
  ) -> [ObjectiveTerm] {
    terms.map {
      $0.name != goal.rawValue
        ? $0
        : ObjectiveTerm(
          name: $0.name, value: value ?? $0.value, bound: bound,
          isMinimized: $0.isMinimized != flips)
    }
  }

  @Test func `an honest answer has no defect, and a broken roster is told alone`() {
    #expect(defects(terms) == [])
    let broken = Roster(duties: Array(answer.roster.duties.dropLast()))
    #expect(defects(roster: broken, []) == problem.violations(of: broken).map(\.text.en))
  }

  @Test func `goals are told by their names in their order`() {
    var swapped = terms
    swapped.swapAt(0, 1)
    for claimed in [swapped, Array(terms.dropLast()), []] {
      #expect(defects(claimed) == ["the goals are not the goals of a rotation, in their order"])
    }
  }

  @Test func `each goal's value and direction are counted again`() {
    for term in terms {
      guard let goal = RosteringGoal(rawValue: term.name) else { continue }
      #expect(defects(changing(goal, value: term.value + 1, bound: nil)).count == 1)
      #expect(defects(changing(goal, bound: nil, flips: true)).count == 1)
      #expect(defects(changing(goal, bound: nil)) == [])
    }
  }

  @Test func `a bound beyond its proof is told, for every goal`() {
    for term in terms {
      guard let goal = RosteringGoal(rawValue: term.name), let bound = term.bound else { continue }
      #expect(defects(changing(goal, bound: bound)) == [], "\(goal)")
      let better = goal.isMinimized ? bound + 1 : bound - 1
      // A gap is never wider than the roster is long, which needs no proof.
      if better < problem.terms.count {
        #expect(defects(changing(goal, bound: better)).count == 1, "\(goal)")
      }
      let proofs = answer.proofs.filter { $0.goal != goal }
      #expect(defects(proofs: proofs, terms) == ["\(goal.title.en): bound \(bound) has no proof"])
    }
  }

  @Test func `only what is so for every roster needs no multiplier`() {
    func claims(_ goal: RosteringGoal, _ bound: Int) -> [String] {
      defects(
        proofs: [.init(goal: goal, certificate: nil)],
        terms.map {
          ObjectiveTerm(
            name: $0.name, value: $0.value, bound: $0.name == goal.rawValue ? bound : nil,
            isMinimized: $0.isMinimized)
        })
    }
    // A unit that has served once in four is off by a quarter or more; nothing says so without a proof.
    let gap = RosteringGoal.smallestGapHospital
    #expect(claims(gap, 4) == [])
    #expect(claims(gap, 3) == ["\(gap.title.en): bound 3 has no proof"])
  }

  @Test func `counts that are not the roster's are told, and reasons that are gone`() throws {
    func lines(
      reasons: [UnitReason]? = nil, fairness: [TierFairness]? = nil
    ) -> [String] {
      problem.misstatements(
        in: RosteringAnswer(
          roster: answer.roster, proofs: [], reasons: reasons ?? answer.reasons,
          fairness: fairness ?? answer.fairness)
      ).map(\.en)
    }
    #expect(lines() == [])
    let counts = (0..<3).map { answer.roster.duties(ofUnit: $0).count }
    #expect(counts.sorted() == [1, 1, 2])
    var reasons = answer.reasons
    let i = try #require(reasons.firstIndex { $0.unit == 1 })
    reasons[i] = reason(1, served: counts[1] + 1)
    #expect(
      lines(reasons: reasons)
        == ["b is said to serve \(counts[1] + 1) times and serves \(counts[1])"])
    reasons.remove(at: i)
    #expect(lines(reasons: reasons) == ["the reasons of b are gone"])
    // A unit that takes no part has no reasons to lose.
    #expect(lines(reasons: answer.reasons.filter { $0.unit != 3 }) == [])
    for (fewest, most) in [(0, 2), (1, 3)] {
      #expect(
        lines(fairness: [fairness(fewest: fewest, most: most)])
          == [
            "units of the hospital are said to serve \(fewest)–\(most) times and serve 1–2"
          ])
    }
  }

  private func reason(
    _ unit: Int = 0, served: Int = 1, _ figure: ExactFraction = .zero,
    _ duties: [UnitReason.Served] = [],
    away: [Int] = []
  ) -> UnitReason {
    UnitReason(
      unit: unit, served: served, entitlement: figure, deviation: .zero, worstDeviation: .zero,
      duties: duties, awayTerms: away)
  }

  private func duty(
    term: Int = 0, person: Int = 0, ordinal: Int = 1, earliest: Int = 0, latest: Int = 0
  ) -> UnitReason.Served {
    .init(
      term: term, body: .office, person: person, ordinal: ordinal, earliest: earliest,
      latest: latest, cause: .inTurn, choice: .onlyOne)
  }

  private func fairness(
    fewest: Int = 1, most: Int = 1, worst: Int? = 0, _ figure: ExactFraction = .zero
  ) -> TierFairness {
    TierFairness(
      tier: .hospital, fewest: fewest, most: most, jainIndex: figure, worstOffUnit: worst,
      worstDeviation: .zero)
  }

  @Test func `each number in the reasons that names nothing, or that no roster reaches, is stray`()
  {
    func isStray(_ reason: UnitReason? = nil, _ fairness: TierFairness? = nil) -> Bool {
      problem.hasStrayReferences(
        RosteringAnswer(
          roster: answer.roster, proofs: [], reasons: reason.map { [$0] } ?? [],
          fairness: fairness.map { [$0] } ?? []))
    }
    // The largest that there are. A duty that need not fall due has the term after the last.
    let last = duty(term: 3, person: 3, ordinal: 1_000_000_000, earliest: 3, latest: 4)
    let largest = ExactFraction(-1_000_000_000, over: 1)
    #expect(!isStray(reason(3, served: 1_000_000_000, largest, [last], away: [0, 3])))
    #expect(!isStray(nil, fairness(worst: 3)) && !isStray(nil, fairness(worst: nil)))
    for stray in [-1, 4] {
      #expect(isStray(reason(stray)))
      #expect(isStray(reason(away: [0, stray])))
      #expect(isStray(reason(0, .zero, [duty(term: stray)])))
      #expect(isStray(reason(0, .zero, [duty(person: stray)])))
      #expect(isStray(reason(0, .zero, [duty(earliest: stray)])))
      #expect(isStray(nil, fairness(worst: stray)))
    }
    for stray in [-1, 5] { #expect(isStray(reason(0, .zero, [duty(latest: stray)]))) }
    for figure in [1_000_000_001, -1_000_000_001] {
      #expect(isStray(reason(served: figure)))
      #expect(isStray(reason(0, .zero, [duty(ordinal: figure)])))
      #expect(isStray(reason(0, ExactFraction(figure))))
      #expect(isStray(nil, fairness(fewest: figure)) && isStray(nil, fairness(most: figure)))
      #expect(isStray(nil, fairness(ExactFraction(figure))))
    }
    #expect(isStray(reason(0, ExactFraction(1, over: 1_000_000_007))))
  }
}
