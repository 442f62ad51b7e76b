import DutyRostering
import Testing

/// Trees of proofs whose bounds are counted by hand.
@Suite struct ShiftTrees {
  private let weights = ShiftBoundCertificate.Weights(open: 0, change: 0, penalty: 1)

  /// Each of two days misses a duty for 10 that the person would rather not work, for 4: 8 is the least.
  private func problem() throws -> ShiftRosteringProblem {
    var draft = ShiftDraft(
      days: 2, duties: [DutyDraft(id: "D", name: "", minutes: 480)],
      contracts: [ContractDraft(id: "c")],
      staff: [StaffDraft(staffNumber: "1", name: "", contract: "c")])
    for day in 1...2 {
      draft.cover.append(CoverDraft(days: [day], minimum: LimitDraft(1, penalty: 10)))
      draft.wishes.append(
        WishDraft(person: "1", day: day, cells: .off, weight: 4, isFor: true))
    }
    return try ShiftRosteringProblem(validating: draft)
  }

  private func split(
    person: Int = 0, day: Int, _ inside: Int, _ outside: Int
  ) -> ShiftBoundCertificate.Split {
    .init(person: person, day: day, cells: [0], inside: inside, outside: outside)
  }

  private func bound(_ nodes: [ShiftBoundCertificate.Node]) throws -> Int? {
    try problem().verifiedBound(
      of: ShiftBoundCertificate(weights: weights, denominator: 1, nodes: nodes, bound: 0))
  }

  @Test func `each leaf keeps to the cells of every split above it, on its side`() throws {
    let free = ShiftBoundCertificate.Node(prices: [0, 0])
    let dear = ShiftBoundCertificate.Node(prices: [10, 10])
    let mixed = ShiftBoundCertificate.Node(prices: [0, 10])
    #expect(try bound([free]) == 0)
    let (first, second) = (split(day: 0, 1, 2), split(day: 1, 3, 4))
    // Free on day 1: 10 + 4. Not free on day 1, free on day 2: 4 + 10. Neither: 4 + 4.
    #expect(
      try bound([
        .init(prices: [0, 0], split: first), dear, .init(prices: nil, split: second), mixed, free,
      ]) == 8)
    // The same prices on the other sides prove less.
    #expect(
      try bound([
        .init(prices: [0, 0], split: first), free, .init(prices: nil, split: second), free, free,
      ]) == 0)
    #expect(
      try bound([.init(prices: [0, 0], split: first), .init(prices: [10, 0]), free]) == 4)
    #expect(
      try bound([.init(prices: [0, 0], split: first), free, .init(prices: [10, 0])]) == 0)
  }

  @Test func `what is no tree is named`() throws {
    let leaf = ShiftBoundCertificate.Node(prices: [0, 0])
    func isMalformed(at node: Int, _ nodes: [ShiftBoundCertificate.Node]) {
      #expect(throws: ShiftCertificateDefect.malformed(node: node)) { _ = try bound(nodes) }
    }
    for bad in [
      split(person: -1, day: 0, 1, 2), split(person: 1, day: 0, 1, 2), split(day: -1, 1, 2),
      split(day: 2, 1, 2), split(day: 0, 0, 2), split(day: 0, 1, 0), split(day: 0, 1, 3),
      split(day: 0, 1, 1),
    ] {
      isMalformed(at: 0, [.init(prices: [0, 0], split: bad), leaf, leaf])
    }
    isMalformed(
      at: 1,
      [
        .init(prices: [0, 0], split: split(day: 0, 1, 2)),
        .init(prices: nil, split: split(day: 1, 2, 3)), leaf, leaf,
      ])
  }
}
