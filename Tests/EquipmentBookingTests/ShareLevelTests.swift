import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

/// What institutions can reach at all, and shares that take more than one round to see.
@Suite struct ShareLevelTests {
  /// Requests of A by length in slots, on one device that is open for two days from eight to two; R0 may not use it.
  private func levels(_ change: (inout BookingDraft) -> Void) throws -> [Int?] {
    var draft = BookingDraft(name: "levels", firstDay: "2026-11-30", dayCount: 2)
    draft.institutions = ["A", "B"].map { .init(id: $0, name: $0) }
    draft.devices = [.init(id: "D", name: "D", owner: "B", deviceClass: "X")]
    draft.openings = (1...2).map { .init(device: "D", weekday: $0, from: 480, to: 840) }
    draft.requests = [1, 2, 3, 1, 1].enumerated().map { r, length in
      .init(
        id: "R\(r)", institution: "A", minutes: 30 * length,
        windows: [.init(from: r == 0 ? 0 : 480, to: r == 0 ? 60 : 840)],
        choices: [.init(target: "D")], weight: 1)
    }
    draft.series = [
      .init(id: "W", requests: ["R1", "R2"], rule: .onlyOne),
      .init(id: "S", requests: ["R3", "R4"]),
    ]
    draft.fairShares = [.init(institution: "A", minutes: 300)]
    draft.fairShareRule = .maxMin
    change(&draft)
    return try BookingProblem(validating: draft).shareLevels.slots[0]
  }

  @Test func `requests add up to some tenths only`() throws {
    // Two or three, and two together: nothing makes one slot, or more than five.
    #expect(try levels { _ in } == [0, 2, 2, 3, 4, 5, nil, nil, nil, nil, nil])
    #expect(
      try levels {
        $0.quotas = [.init(institution: "A", minutes: 120)]
      } == [0, 2, 2, 3, 4, nil, nil, nil, nil, nil, nil])
    // Three slots on each of two days are six.
    #expect(
      try levels {
        $0.quotas = [.init(institution: "A", minutes: 90, period: .day)]
      } == [0, 2, 2, 3, 4, 5, nil, nil, nil, nil, nil])
    // Of several quotas the narrowest counts, in either order, and none of another institution.
    for order in [[120, 600], [600, 120]] {
      #expect(
        try levels {
          $0.quotas = order.map { .init(institution: "A", minutes: $0) }
        } == [0, 2, 2, 3, 4, nil, nil, nil, nil, nil, nil])
    }
    #expect(
      try levels { $0.quotas = [.init(institution: "B", minutes: 120)] }
        == [0, 2, 2, 3, 4, 5, nil, nil, nil, nil, nil])
    // Hours of the day are no limit of all use, and no limit is too large to count.
    #expect(
      try levels {
        $0.quotas = [
          .init(
            institution: "A", minutes: 30, period: .day, hours: .init(from: 480, to: 540))
        ]
      } == [0, 2, 2, 3, 4, 5, nil, nil, nil, nil, nil])
    #expect(
      try levels {
        $0.dayCount = 60
        $0.quotas = [.init(institution: "A", minutes: .max, period: .day)]
      } == [0, 2, 2, 3, 4, 5, nil, nil, nil, nil, nil])
    // A quota on one class is no limit of all use.
    #expect(
      try levels {
        $0.quotas = [.init(institution: "A", deviceClass: "X", minutes: 120)]
      } == [0, 2, 2, 3, 4, 5, nil, nil, nil, nil, nil])
    #expect(
      try levels { $0.series.removeAll { $0.id == "W" } }
        == [0, 2, 2, 3, 4, 5, 7, 7, nil, nil, nil])
    #expect(
      try levels { $0.series.removeAll { $0.id == "S" } }
        == [0, 1, 2, 3, 4, 5, nil, nil, nil, nil, nil])
    // What exceeds a share makes all of it.
    #expect(
      try levels { $0.fairShares[0].minutes = 90 } == [0] + [Int?](repeating: 2, count: 6)
        + [Int?](repeating: 3, count: 4))
  }

  @Test func `one who lacks two slots is fairer than two who lack one each`() throws {
    var draft = BookingDraft(name: "crowd", firstDay: "2026-11-30", dayCount: 1)
    draft.institutions = ["A", "B"].map { .init(id: $0, name: $0) }
    draft.devices = [.init(id: "D", name: "D", owner: "A", deviceClass: "X")]
    draft.openings = [.init(device: "D", weekday: 1, from: 420, to: 1320)]
    draft.requests = ["A", "B"].flatMap { owner in
      (0..<20).map { r in
        .init(
          id: "\(owner)\(r)", institution: owner, minutes: 30,
          windows: [.init(from: 420, to: 1320)], choices: [.init(target: "D")],
          weight: r < 15 ? 10 : 1)
      }
    }
    draft.fairShares = ["A", "B"].map { .init(institution: $0, minutes: 600) }
    draft.fairShareRule = .maxMin
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve()
    // Thirty slots: fifteen each are worth most and leave both below sixteen, eight tenths of a share.
    #expect(outcome.terms.map(\.value) == [0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 291])
    #expect(outcome.termination == .optimal)
    let answer = try #require(outcome.solution)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
  }

  @Test func `quotas hold in the rounds of shares, too`() throws {
    // Whoever asks for the whole day may have two slots on this class, and one before ten.
    var draft = shareHalves()
    draft.requests.removeAll { $0.institution == "B" }
    draft.fairShares = [.init(institution: "A", minutes: 300)]
    draft.quotas = [
      .init(institution: "A", deviceClass: "X", minutes: 60),
      .init(
        institution: "A", minutes: 30, period: .day, hours: .init(from: 480, to: 600)),
    ]
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve()
    // Two of ten are two tenths; that it is no more a stage alone proves.
    #expect(outcome.terms.prefix(10).map(\.value) == [0, 0, 1, 1, 1, 1, 1, 1, 1, 1])
    #expect(outcome.termination == .optimal)
    let answer = try #require(outcome.solution)
    #expect(answer.fairness?.stages.isEmpty == false)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
  }

  @Test func `a share that costs too little to outweigh points is kept as it was found`() throws {
    // Two requests of A bring a million points each, more than a slot of B's share may cost.
    var draft = BookingDraft(name: "dear", firstDay: "2026-11-30", dayCount: 1)
    draft.institutions = ["A", "B"].map { .init(id: $0, name: $0) }
    draft.devices = ["D", "E"].map { .init(id: $0, name: $0, owner: "A", deviceClass: "X") }
    draft.devices.append(
      .init(id: "Z", name: "Z", owner: "A", deviceClass: "Y", parts: ["D", "E"]))
    draft.openings = ["D", "E"].map { .init(device: $0, weekday: 1, from: 480, to: 510) }
    draft.requests = ["D", "E", "Z"].map { device in
      .init(
        id: "R-\(device)", institution: device == "Z" ? "B" : "A", minutes: 30,
        windows: [.init(from: 480, to: 510)], choices: [.init(target: device)],
        weight: device == "Z" ? 1 : 1_000_000)
    }
    draft.fairShares = [.init(institution: "B", minutes: 30)]
    draft.fairShareRule = .maxMin
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve()
    let answer = try #require(outcome.solution)
    #expect(answer.timetable.bookings.map(\.request) == [2])
    #expect(outcome.terms.map(\.value) == [Int](repeating: 0, count: 10) + [1])
    #expect(answer.fairness?.floors == [10])
    // What the timetable would be worth at that price is all that is proven.
    #expect(outcome.termination == .unproven)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    #expect(Set(answer.refusals.map(\.request)) == [0, 1])
  }

  @Test func `a share is kept against more points than a round can set against it`() throws {
    var draft = BookingDraft(name: "all at once", firstDay: "2026-11-30", dayCount: 1)
    draft.institutions = ["A", "B"].map { .init(id: $0, name: $0) }
    let parts = (0..<25).map { "D\($0)" }
    draft.devices = parts.map { .init(id: $0, name: $0, owner: "A", deviceClass: "X") }
    draft.devices.append(.init(id: "Z", name: "Z", owner: "A", deviceClass: "Y", parts: parts))
    draft.openings = parts.map { .init(device: $0, weekday: 1, from: 480, to: 510) }
    draft.requests = (parts + ["Z"]).map { device in
      .init(
        id: "R-\(device)", institution: device == "Z" ? "B" : "A", minutes: 30,
        windows: [.init(from: 480, to: 510)], choices: [.init(target: device)],
        weight: device == "Z" ? 1 : 100)
    }
    draft.fairShares = [.init(institution: "B", minutes: 30)]
    draft.fairShareRule = .maxMin
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve()
    let answer = try #require(outcome.solution)
    #expect(answer.timetable.bookings.map(\.request) == [25])
    #expect(outcome.terms.map(\.value) == [Int](repeating: 0, count: 10) + [1])
    #expect(outcome.termination == .optimal)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    #expect(
      answer.refusals.first?.reasons
        == [.shareFloor(institution: 1, tenths: 10, winners: [25], value: 1)])
  }
}
