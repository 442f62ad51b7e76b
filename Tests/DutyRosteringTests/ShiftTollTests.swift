import DutyRostering
import Testing

/// Prices of counts whose bounds are counted by hand.
@Suite struct ShiftTolls {
  private func problem() throws -> ShiftRosteringProblem {
    func count(
      _ cells: CellMatchDraft = .work, unit: CountRuleDraft.Unit = .cells,
      days: ClosedRange<Int>? = nil, minimum: LimitDraft? = nil, maximum: LimitDraft? = nil
    ) -> CellRuleDraft {
      .count(
        CountRuleDraft(
          name: "", cells: cells, unit: unit, days: days, minimum: minimum, maximum: maximum))
    }
    let draft = ShiftDraft(
      days: 2,
      duties: [
        DutyDraft(id: "D", name: "", minutes: 480), DutyDraft(id: "N", name: "", minutes: 600),
      ],
      contracts: [
        ContractDraft(
          id: "c",
          rules: [
            count(minimum: LimitDraft(1, penalty: 3)), count(maximum: LimitDraft(1, penalty: 5)),
            count(.oneOf(["D"]), maximum: LimitDraft(1, penalty: 1)),
            count(unit: .minutes, maximum: LimitDraft(600, penalty: 1)),
            count(days: 1...1, maximum: LimitDraft(0, penalty: 1)),
          ])
      ], staff: [StaffDraft(staffNumber: "1", name: "", contract: "c")])
    return try ShiftRosteringProblem(validating: draft)
  }

  private func bound(_ limits: [Int], price: Int, per: Int = 1) throws -> Int? {
    let toll = ShiftBoundCertificate.Toll(person: 0, limits: limits, price: price, per: per)
    return try problem().verifiedBound(
      of: ShiftBoundCertificate(
        weights: .init(open: 0, change: 0, penalty: 1), denominator: 1,
        nodes: [.init(prices: [], tolls: [toll])], counts: [[]], bound: 0))
  }

  @Test func `limits with a price cost the least over every number of steps`() throws {
    // Numbers 0, 1, 2 cost 3, 0, 5 by both limits; the row pays for each day of work.
    #expect(try bound([0, 1], price: 2) == -2)
    #expect(try bound([0, 1], price: -2) == 2 - 4)
    #expect(try bound([0], price: 2) == -4)
    // Twenty hours are the most; the last ten cost 60 for each of their steps.
    #expect(try bound([3], price: 70, per: 60) == 600 - 20 * 70)
  }

  @Test func `limits that do not count the same have no price together`() {
    for (limits, per) in [([0, 2], 1), ([0, 4], 1), ([3, 0], 1), ([3], 480), ([0], 2)] {
      #expect(throws: ShiftCertificateDefect.tolls(node: 0)) {
        _ = try bound(limits, price: 1, per: per)
      }
    }
  }
}
