import DutyRostering
import Solving
import Testing

/// What an answer claims beyond its proof, one claim at a time.
@Suite struct ShiftClaims {
  /// Somebody on leave all week who should work eight hours: 480 minutes are missing whatever is done.
  private func problem() throws -> ShiftRosteringProblem {
    var draft = ShiftDraft(
      days: 7, duties: [DutyDraft(id: "D", name: "day", start: 480, minutes: 480)],
      contracts: [ContractDraft(id: "c")],
      staff: [StaffDraft(staffNumber: "1", name: "", contract: "c")])
    draft.staff[0].rules = [
      .count(
        CountRuleDraft(
          name: "minutes", cells: .work, unit: .minutes, minimum: LimitDraft(480, penalty: 1)))
    ]
    draft.forbidden = [ForbiddenCellDraft(person: "1", first: 1, last: 7)]
    draft.cover = [CoverDraft(days: [1], minimum: LimitDraft(1))]
    return try ShiftRosteringProblem(validating: draft)
  }

  private let free = ShiftRoster(tasks: [[Int?](repeating: nil, count: 7)])

  private func proof(
    _ weights: ShiftBoundCertificate.Weights = .init(open: 1000, change: 1, penalty: 1), bound: Int
  ) -> ShiftBoundCertificate {
    ShiftBoundCertificate(
      weights: weights, denominator: 1, nodes: [.init(prices: [1000])], bound: bound)
  }

  private func term(
    _ name: String, _ value: Int, bound: Int?, isMinimized: Bool = true
  ) -> ObjectiveTerm {
    ObjectiveTerm(name: name, value: value, bound: bound, isMinimized: isMinimized)
  }

  @Test func `what is proven is granted, and no more`() throws {
    let problem = try problem()
    let (open, penalty) = (term("open", 1, bound: 1), term("penalty", 480, bound: 480))
    let whole = proof(bound: 1480)
    func defects(
      _ terms: [ObjectiveTerm], _ certificate: ShiftBoundCertificate?,
      earlier: [ShiftBoundCertificate]? = nil, _ roster: ShiftRoster? = nil
    ) -> Int {
      let answer = ShiftAnswer(
        roster: roster ?? free, certificate: certificate, earlier: earlier)
      return problem.certificateDefects(of: answer, terms: terms).count
    }
    #expect(try problem.verifiedBound(of: whole) == 1480)
    #expect(defects([open, penalty], whole) == 0)
    #expect(defects([open, penalty], nil, earlier: [whole]) == 0)
    // Values, goals and directions.
    for value in [479, 481] {
      #expect(defects([open, term("penalty", value, bound: nil)], whole) == 1)
    }
    #expect(defects([open, term("other", 480, bound: nil)], whole) == 2)
    #expect(defects([open, term("penalty", 480, bound: nil, isMinimized: false)], whole) == 1)
    #expect(defects([penalty], whole) == 1)
    #expect(defects([open], whole) == 1)
    // Bounds.
    #expect(defects([open, term("penalty", 480, bound: 481)], whole) == 1)
    #expect(defects([term("open", 1, bound: 2), penalty], whole) == 1)
    #expect(defects([open, penalty], nil) == 2)
    #expect(defects([open, term("penalty", 480, bound: nil)], nil) == 1)
    #expect(defects([term("open", 1, bound: 0), term("penalty", 480, bound: 0)], nil) == 0)
    // Proofs.
    #expect(defects([open, penalty], proof(bound: 1481)) == 1)
    #expect(defects([open, penalty], whole, earlier: [proof(bound: 1481)]) == 1)
    let unclaimed = [term("open", 1, bound: nil), term("penalty", 480, bound: nil)]
    #expect(defects(unclaimed, proof(bound: 1481)) == 1)
    let openAlone = proof(.init(open: 1000, change: 0, penalty: 0), bound: 1000)
    #expect(defects([open, unclaimed[1]], openAlone) == 0)
    #expect(defects([open, penalty], openAlone) == 1)
    let negative = proof(.init(open: 1000, change: -1, penalty: 1), bound: 0)
    #expect(defects([open, penalty], negative) == 1)
    // A duty on leave is not looked at any further.
    var worked = [Int?](repeating: nil, count: 7)
    worked[2] = 0
    #expect(defects([open, penalty], whole, ShiftRoster(tasks: [worked])) == 1)
  }

  @Test func `a bound on the whole is shared out with the other goals at their values`() throws {
    let problem = try problem()
    let values = problem.values(of: free)
    #expect([values[.open], values[.penalty]] == [1, 480])
    func bound(_ goal: ShiftGoal, _ proven: Int, open: Int = 1000, penalty: Int = 3) -> Int? {
      values.bound(
        of: goal, weights: .init(open: open, change: 1, penalty: penalty), proven: proven)
    }
    // What is left beside the open duty, in thirds rounded up.
    #expect(bound(.penalty, 1300) == 100)
    #expect(bound(.penalty, 1301) == 101)
    #expect(bound(.penalty, 1000) == 0)
    #expect(bound(.penalty, 5000) == 480)
    #expect(bound(.open, 2440) == 1)
    #expect(bound(.open, 1440) == 0)
    #expect(bound(.change, 1300) == 0)
    #expect(bound(.penalty, 1300, penalty: 0) == nil)
    #expect(bound(.penalty, -2, open: .max) == nil)
    // Sums that do not fit grant nothing.
    let huge = proof(.init(open: .max, change: 1, penalty: 1), bound: 1480)
    #expect(try problem.verifiedBound(of: huge) == 1480)
    let answer = ShiftAnswer(roster: free, certificate: huge, earlier: nil)
    let terms = [term("open", 1, bound: nil), term("penalty", 480, bound: 480)]
    #expect(problem.certificateDefects(of: answer, terms: terms).count == 1)
    // Of a broken roster the broken rules are told, and no claim is looked at.
    var worked = [Int?](repeating: nil, count: 7)
    worked[2] = 0
    let broken = ShiftAnswer(
      roster: ShiftRoster(tasks: [worked]), certificate: nil, earlier: nil)
    #expect(
      problem.certificateDefects(of: broken, terms: [term("x", 0, bound: nil)])
        == problem.violations(of: broken.roster).map { problem.text(of: $0) })
  }

  @Test func `weights below zero are no scale`() throws {
    let problem = try problem()
    for weights in [
      ShiftBoundCertificate.Weights(open: -1, change: 1, penalty: 1),
      .init(open: 1, change: -1, penalty: 1), .init(open: 1, change: 1, penalty: -1),
    ] {
      #expect(throws: ShiftCertificateDefect.scale) {
        _ = try problem.verifiedBound(of: proof(weights, bound: 0))
      }
    }
  }
}
