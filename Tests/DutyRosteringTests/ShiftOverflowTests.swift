import DutyRostering
import Testing

/// Proofs with numbers so large that a sum of them might not fit 64 bits: each part of the sum alone.
@Suite struct ShiftOverflows {
  /// A week of one person, who may work every day and need not.
  private func problem(
    _ rule: CellRuleDraft? = nil, needs: Int = 0, change: (inout ShiftDraft) -> Void = { _ in }
  ) throws -> ShiftRosteringProblem {
    var draft = ShiftDraft(
      days: 7, duties: [DutyDraft(id: "D", name: "", minutes: 480)],
      contracts: [ContractDraft(id: "c", rules: rule.map { [$0] } ?? [])],
      staff: [StaffDraft(staffNumber: "1", name: "", contract: "c")])
    draft.cover = (0..<needs).map { _ in CoverDraft(days: [1], minimum: LimitDraft(0)) }
    change(&draft)
    return try ShiftRosteringProblem(validating: draft)
  }

  private func bound(
    _ problem: ShiftRosteringProblem, penalty: Int = 0, change: Int = 0, denominator: Int = 1,
    prices: [Int] = [], tolls: [ShiftBoundCertificate.Toll] = []
  ) throws -> Int? {
    try problem.verifiedBound(
      of: ShiftBoundCertificate(
        weights: .init(open: 0, change: change, penalty: penalty), denominator: denominator,
        nodes: [.init(prices: prices, tolls: tolls)], counts: tolls.isEmpty ? nil : [[]], bound: 0))
  }

  private func isRefused(_ bound: () throws -> Int?) {
    #expect(throws: ShiftCertificateDefect.overflow) { _ = try bound() }
  }

  @Test func `each kind of rule counts towards what may not fit`() throws {
    let dear = LimitDraft(2, penalty: 1000)
    let rules: [CellRuleDraft] = [
      .run(RunRuleDraft(name: "", cells: .work, minimum: dear)),
      .run(RunRuleDraft(name: "", cells: .work, maximum: dear)),
      .pattern(PatternRuleDraft(name: "", steps: [.work, .work], penalty: 1000)),
      .weekend(WeekendRuleDraft(name: "", demand: .complete, penalty: 1000)),
      .weekend(WeekendRuleDraft(name: "", demand: .run(minimum: dear, maximum: nil))),
      .weekend(WeekendRuleDraft(name: "", demand: .run(minimum: nil, maximum: dear))),
      .count(CountRuleDraft(name: "", cells: .work, minimum: dear)),
      .count(CountRuleDraft(name: "", cells: .work, maximum: dear)),
    ]
    for rule in rules {
      let problem = try problem(rule)
      #expect(try bound(problem, penalty: 1 << 30) == 0)
      isRefused { try bound(problem, penalty: 1 << 52) }
    }
  }

  @Test func `changes and prices of weekends count towards what may not fit`() throws {
    let published = try problem {
      $0.published = PublishedDraft(
        cells: [PublishedCellDraft(person: "1", day: 1, duty: "D")], cellWeight: 0, personWeight: 1)
    }
    #expect(try bound(published, change: 1 << 50) == 0)
    isRefused { try bound(published, change: 1 << 60) }
    let weekends = try problem(
      .count(
        CountRuleDraft(name: "", cells: .work, unit: .weekends, maximum: LimitDraft(1, penalty: 1)))
    )
    func toll(_ price: Int) -> ShiftBoundCertificate.Toll {
      .init(person: 0, limits: [0], price: price, per: 1)
    }
    #expect(try bound(weekends, penalty: 1, tolls: [toll(1)]) == -1)
    isRefused { try bound(weekends, penalty: 1, tolls: [toll(1 << 58)]) }
  }

  @Test func `sums and products that wrap are refused`() throws {
    // Four prices of a cell, 2⁶² each, wrap to nothing.
    isRefused { try bound(try problem(needs: 4), prices: [Int](repeating: 1 << 62, count: 4)) }
    isRefused { try bound(try problem(), penalty: 1 << 56, denominator: 256) }
    isRefused { try bound(try problem(), change: 1 << 56, denominator: 256) }
    isRefused { try bound(try problem(needs: 1), prices: [.min]) }
  }
}
