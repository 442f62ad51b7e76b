import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

/// Timetables that break one rule, and claims that are off by one.
extension HandCountTests {
  private func kinds(
    _ bookings: [(Int, Int, Int)], _ change: (inout BookingDraft) -> Void = { _ in }
  ) throws -> [BookingViolation.Kind] {
    try problem(change).violations(
      of: Timetable(
        bookings: bookings.map { Booking(request: $0.0, device: $0.1, start: $0.2) })
    ).map(\.kind)
  }

  @Test func `each number of a booking that names nothing is told`() throws {
    #expect(try kinds([(0, 0, 8)]) == [])
    for stray in [(-1, 0, 8), (2, 0, 8), (0, -1, 8), (0, 2, 8), (0, 0, Int.max), (0, 0, .min)] {
      #expect(try kinds([stray]) == [.reference])
    }
  }

  @Test func `an overload is one stretch only while the same requests make it, without a gap`()
    throws
  {
    // Three uses of two hours each; the middle one meets each of the others for an hour.
    let chain = try kinds([(0, 0, 9), (1, 0, 8), (2, 0, 10)]) { draft in
      draft.requests.append(draft.requests[0])
      draft.requests[2].id = "R2"
      for r in 0..<3 { draft.requests[r].minutes = 120 }
    }
    #expect(
      chain == [
        .device(device: 0, slots: 9..<10, load: 2, capacity: 1),
        .device(device: 0, slots: 10..<11, load: 2, capacity: 1),
      ])
    // An operator is there for the middle one of three hours.
    let gap = try kinds([(0, 0, 8)]) {
      $0.requests[0].minutes = 180
      $0.devices[0].operatorPool = "P"
      $0.shifts = [.init(pool: "P", weekday: 1, from: 540, to: 600, count: 1)]
    }
    #expect(gap.count == 2)
  }

  // MARK: Claims

  @Test func `a broken timetable is told alone, and a bound needs a proof`() throws {
    let problem = try problem()
    let broken = Timetable(bookings: [
      Booking(request: 0, device: 0, start: 8), Booking(request: 1, device: 0, start: 8),
    ])
    func defects(
      _ timetable: Timetable, _ terms: [ObjectiveTerm], prices: BookingPrices? = nil
    ) -> [String] {
      problem.certificateDefects(
        of: BookingAnswer(timetable: timetable, certificate: nil, prices: prices, refusals: []),
        terms: terms
      ).map(\.en)
    }
    #expect(defects(broken, []) == problem.violations(of: broken).map(\.text.en))
    let sound = Timetable(bookings: [Booking(request: 0, device: 0, start: 8)])
    func term(
      _ value: Int, bound: Int? = nil, name: String = "value", isMinimized: Bool = false
    ) -> ObjectiveTerm {
      ObjectiveTerm(name: name, value: value, bound: bound, isMinimized: isMinimized)
    }
    #expect(defects(sound, [term(10)]) == [])
    #expect(defects(sound, [term(10, bound: 30)]) == ["a bound is claimed without a proof"])
    #expect(defects(sound, [term(10, bound: 30)], prices: prices(problem)) == [])
    #expect(defects(sound, [term(10, bound: 20)], prices: prices(problem)).count == 1)
    for wrong in [
      [], [term(10, name: "x")], [term(10, isMinimized: true)], [term(10), term(10)],
    ] {
      #expect(defects(sound, wrong) == ["the terms are not those of a booking round"])
    }
  }

  @Test func `what a replanned round claims of its changes is counted again`() throws {
    let published = try problem { $0.requests[0].windows = [onlyAt(8)] }
    let pins: [BookingDraft.Pin] = [
      .init(request: "R0", device: "D0", start: 480),
      .init(request: "R1", device: "D0", start: 540),
    ]
    let draft = try published.draft.replanned(
      keeping: pins, down: [.init(device: "D0", span: .init(from: 480, to: 600))])
    let again = try BookingProblem(validating: draft)
    let outcome = try again.solve()
    let answer = try #require(outcome.solution)
    // R0 is lost, for ten points, and R1 moves to another hour.
    try #require(outcome.terms.map(\.name) == ["lost", "changed", "value"])
    #expect(outcome.terms.map(\.value) == [10, 2, 20])
    #expect(outcome.terms.map(\.bound) == [10, 2, 20])
    func defects(
      _ k: Int, name: String? = nil, value: Int = 0, bound: Int = 0, flips: Bool = false
    ) -> [String] {
      var terms = outcome.terms
      let old = terms[k]
      terms[k] = ObjectiveTerm(
        name: name ?? old.name, value: old.value + value, bound: old.bound.map { $0 + bound },
        isMinimized: old.isMinimized != flips)
      return again.certificateDefects(of: answer, terms: terms).map(\.en)
    }
    for k in 0..<3 {
      #expect(defects(k) == [])
      #expect(defects(k, name: "x") == ["the terms are not those of a booking round"])
      #expect(defects(k, flips: true) == ["the terms are not those of a booking round"])
      for value in [-1, 1] { #expect(defects(k, value: value).count == 1) }
      #expect(defects(k, bound: k < 2 ? 1 : -1).count == 1)
      #expect(defects(k, bound: k < 2 ? -1 : 1) == [])
    }
  }

  @Test func `a request whose every start was dropped gains nothing, however dear`() throws {
    let single = try problem {
      $0.requests.removeLast()
      $0.requests[0].windows = [onlyAt(8)]
    }
    func prices(_ request: Int, _ slot: Int) -> ScheduleProof.Prices {
      .init(
        requests: [request * point], pools: [], devices: [row(single, 8, slot * point), []],
        quotas: [], once: [])
    }
    // The bound is 16 for the slot and 4 for the request; its start lies 10 below, more than the 5 that are to
    // spare. Refusing it loses 4, so nothing is decided about it. Values come in tens.
    let proof = ScheduleProof(
      keepsQuota: [], nodes: [.narrowed(prices(4, 16), reach: 15), .bounded(prices(50, 0))])
    #expect(try single.upperBound(provenBy: proof) == 10)
  }
}
