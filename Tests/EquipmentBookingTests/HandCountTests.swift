import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

/// Bounds, claims and broken rules that are counted by hand, each rule alone.
@Suite struct HandCountTests {
  /// One Monday of hours; D0 of class X is open from 8:00 to 12:00, D1 of class Y, too. R0 of A is worth
  /// 10 points and R1 of A 20, for an hour on D0 each.
  func problem(_ change: (inout BookingDraft) -> Void = { _ in }) throws -> BookingProblem {
    var draft = BookingDraft(name: "hand", firstDay: "2026-11-30", dayCount: 1)
    draft.slotMinutes = 60
    draft.institutions = [.init(id: "A", name: "甲"), .init(id: "B", name: "乙")]
    draft.devices = [
      .init(id: "D0", name: "", owner: "B", deviceClass: "X"),
      .init(id: "D1", name: "", owner: "B", deviceClass: "Y"),
    ]
    draft.openings = ["D0", "D1"].map { .init(device: $0, weekday: 1, from: 480, to: 720) }
    draft.requests = [10, 20].enumerated().map { r, weight in
      .init(
        id: "R\(r)", institution: "A", minutes: 60, windows: [.init(from: 0, to: 1440)],
        choices: [.init(target: "D0")], weight: weight)
    }
    change(&draft)
    return try BookingProblem(validating: draft)
  }

  /// Points in units of a price.
  let point = BookingPrices.unitsPerPoint

  /// One price in a row of zeros.
  func row(_ problem: BookingProblem, _ slot: Int? = nil, _ price: Int = 0) -> [Int] {
    (0..<problem.grid.slotCount).map { $0 == slot ? price : 0 }
  }

  func prices(
    _ problem: BookingProblem, devices: [[Int]]? = nil, pools: [[Int]]? = nil,
    quotas: [[Int]]? = nil, fairShares: [Int]? = nil
  ) -> BookingPrices {
    BookingPrices(
      devices: devices ?? problem.devices.map { _ in row(problem) },
      pools: pools ?? problem.pools.map { _ in row(problem) },
      quotas: quotas ?? problem.quotas.map { $0.periods.map { _ in 0 } },
      fairShares: fairShares ?? problem.fairShares.map { _ in 0 })
  }

  func onlyAt(_ hour: Int) -> BookingDraft.Span {
    .init(from: hour * 60, to: hour * 60 + 60)
  }

  // MARK: Prices

  @Test func `prices of another shape are refused, list by list`() throws {
    let problem = try problem {
      $0.shifts = [.init(pool: "P", weekday: 1, from: 480, to: 720, count: 1)]
      $0.quotas = [.init(institution: "A", minutes: 120)]
      $0.fairShares = [.init(institution: "A", minutes: 0, pointsPerSlot: 1)]
    }
    let row = row(problem)
    #expect(try problem.upperBound(provenBy: prices(problem)) == 30)
    for wrong in [
      prices(problem, devices: [row]), prices(problem, devices: [row, row, row]),
      prices(problem, devices: [row, row + [0]]), prices(problem, pools: []),
      prices(problem, pools: [row, row]), prices(problem, pools: [row + [0]]),
      prices(problem, quotas: [[0, 0]]), prices(problem, quotas: [[0], []]),
      prices(problem, fairShares: [0, 0]), prices(problem, fairShares: []),
    ] {
      #expect(throws: BookingPrices.Defect.shape) { try problem.upperBound(provenBy: wrong) }
    }
  }

  @Test func `a bound is rounded down to a value that a timetable can have`() throws {
    // Seven for the only hour, three and thirteen beyond it: 23 points, and all values are tens.
    let narrow = try problem { draft in
      for r in 0..<2 { draft.requests[r].windows = [onlyAt(8)] }
    }
    let seven = prices(narrow, devices: [row(narrow, 8, 7 * point), row(narrow)])
    #expect(try narrow.upperBound(provenBy: seven) == 20)
    // What is below nothing is rounded down, too: 1/256 point less than none is one point less.
    let fined = try problem { draft in
      for r in 0..<2 { draft.requests[r].windows = [onlyAt(20)] }
      draft.fairShares = [.init(institution: "A", minutes: 60, pointsPerSlot: 1)]
    }
    #expect(try fined.upperBound(provenBy: prices(fined, fairShares: [1])) == -1)
  }

  @Test func `a series counts as a whole, and a promise decides between alternatives`() throws {
    let shut = try problem {
      $0.requests[1].windows = [onlyAt(20)]
      $0.series = [.init(id: "S", requests: ["R0", "R1"], rule: .allOrNothing)]
    }
    #expect(try shut.upperBound(provenBy: prices(shut)) == 0)
    let promised = try problem {
      $0.series = [.init(id: "S", requests: ["R0", "R1"], rule: .onlyOne)]
      $0.pins = [.init(request: "R0", device: "D0", start: 480)]
    }
    #expect(try promised.upperBound(provenBy: prices(promised)) == 10)
  }

  // MARK: Schedules

  private func schedules(
    _ problem: BookingProblem, requests: [Int]? = nil, devices: [[Int]]? = nil,
    pools: [[Int]]? = nil, quotas: [[Int]]? = nil, once: [ScheduleProof.Once] = [],
    keeps: Bool = false
  ) throws -> Int? {
    let prices = ScheduleProof.Prices(
      requests: requests ?? problem.requests.map { _ in 0 },
      pools: pools ?? problem.pools.map { _ in row(problem) },
      devices: devices ?? problem.devices.map { _ in [] },
      quotas: quotas ?? problem.quotas.map { $0.periods.map { _ in 0 } }, once: once)
    return try problem.upperBound(
      provenBy: ScheduleProof(
        keepsQuota: problem.quotas.map { $0.periods.map { _ in keeps } }, nodes: [.bounded(prices)])
    )
  }

  @Test func `schedules of another shape are refused, list by list`() throws {
    let problem = try problem {
      for r in 0..<2 { $0.requests[r].minutes = 120 }
      $0.shifts = [.init(pool: "P", weekday: 1, from: 480, to: 720, count: 1)]
      $0.quotas = [.init(institution: "A", minutes: 240)]
    }
    let row = row(problem)
    // The better request twice in the four hours, unless each counts once.
    #expect(try schedules(problem) == 40)
    #expect(
      try schedules(problem, once: [.init(device: 0, span: 0, requests: [0, 1])]) == 30)
    func isMisshapen(_ bound: () throws -> Int?) {
      #expect(throws: ScheduleProof.Defect.shape(node: 0)) { _ = try bound() }
    }
    isMisshapen { try schedules(problem, requests: [0, 0, 0]) }
    isMisshapen { try schedules(problem, pools: [row, row]) }
    isMisshapen { try schedules(problem, pools: [row + [0]]) }
    isMisshapen { try schedules(problem, devices: [[]]) }
    isMisshapen { try schedules(problem, devices: [row + [0], []]) }
    isMisshapen { try schedules(problem, quotas: [[0, 0]]) }
    for (device, span, requests) in [
      (-1, 0, [0]), (2, 0, [0]), (0, -1, [0]), (0, 1, [0]), (0, 0, [2]), (0, 0, [-1]),
      (0, 0, [Int](repeating: 0, count: 13)),
    ] {
      isMisshapen {
        try schedules(problem, once: [.init(device: device, span: span, requests: requests)])
      }
    }
    let most = 1_000_000 * point
    #expect(try schedules(problem, requests: [most, -most]) != nil)
    for requests in [[most + 1, 0], [0, -most - 1]] {
      #expect(throws: ScheduleProof.Defect.outOfRange(node: 0)) {
        _ = try schedules(problem, requests: requests)
      }
    }
  }

  @Test func `schedules leave room for set-up and clean-up, and pay the operators of both`() throws
  {
    // Of three hours a use with its clean-up takes two.
    let cleaned = try problem {
      $0.requests[0].windows = [onlyAt(20)]
      $0.openings[0].to = 660
      $0.devices[0].cleanUpMinutes = 60
    }
    #expect(try schedules(cleaned) == 20)
    // The set-up is at eight; whoever pays for its operator gains that much less.
    let attended = try problem {
      $0.requests[0].windows = [onlyAt(20)]
      $0.requests[1].windows = [onlyAt(9)]
      $0.devices[0].setUpMinutes = 60
      $0.devices[0].operatorPool = "P"
      $0.shifts = [.init(pool: "P", weekday: 1, from: 480, to: 720, count: 1)]
    }
    #expect(try schedules(attended, pools: [row(attended, 8, 10 * point)]) == 20)
    #expect(try schedules(attended, pools: [row(attended, 10, 10 * point)]) == 30)
  }

  @Test func `schedules keep to classes, promises and series`() throws {
    let classes = try problem {
      $0.requests[0].windows = [onlyAt(20)]
      $0.requests[1].windows = [onlyAt(9)]
      $0.quotas = [.init(institution: "A", deviceClass: "Y", minutes: 60)]
    }
    // The hour of Y is worth ten; a use of X does not pay for it.
    #expect(try schedules(classes, quotas: [[10 * point]]) == 30)
    // A promise is kept at a loss of five; the schedules gain 15 for it, four times.
    let promised = try problem {
      $0.requests[1].windows = [onlyAt(20)]
      $0.pins = [.init(request: "R0", device: "D0", start: 480)]
    }
    #expect(try schedules(promised, requests: [-5 * point, 0]) == 10)
    // What has no start keeps its series out.
    let shut = try problem {
      $0.requests[1].windows = [onlyAt(20)]
      $0.series = [.init(id: "S", requests: ["R0", "R1"], rule: .allOrNothing)]
    }
    #expect(try schedules(shut, requests: [10 * point, 0]) == 0)
  }

  @Test func `only a quota that counts all starts of a request can be kept exactly`() throws {
    let morning = try problem {
      $0.quotas = [
        .init(institution: "A", minutes: 60, period: .day, hours: .init(from: 480, to: 600))
      ]
    }
    #expect(throws: ScheduleProof.Defect.quota(0)) { _ = try schedules(morning, keeps: true) }
    #expect(try schedules(morning) == 80)
    let whole = try problem { $0.quotas = [.init(institution: "A", minutes: 60)] }
    // One hour in all: the request with the larger price is worth it.
    #expect(try schedules(whole, requests: [10 * point, 20 * point], keeps: true) == 20)
    // Two quotas that each count a part of the requests, and share one of them, cannot be told apart.
    let twice = try problem {
      $0.requests[0].windows = [onlyAt(8)]
      $0.requests[1].choices = [.init(target: "D1")]
      $0.quotas = [
        .init(institution: "A", deviceClass: "X", minutes: 60),
        .init(institution: "A", minutes: 60, period: .day, hours: .init(from: 480, to: 540)),
      ]
      $0.requests[1].windows = [onlyAt(9)]
    }
    #expect(throws: ScheduleProof.Defect.quota(1)) { _ = try schedules(twice, keeps: true) }
  }

  // MARK: Budgets of institutions

  @Test func `quotas of a part of the requests are kept beside those of all`() throws {
    let problem = try problem {
      for r in 0..<2 {
        $0.requests.append(
          .init(
            id: "R\(r + 2)", institution: "A", minutes: 60, windows: [.init(from: 0, to: 1440)],
            choices: [.init(target: "D1")], weight: 30 + 10 * r))
      }
      $0.quotas = [
        .init(institution: "A", deviceClass: "X", minutes: 60),
        .init(institution: "A", deviceClass: "Y", minutes: 60),
      ]
    }
    let worths = [10, 20, 30, 40].map { $0 * point }
    // One of each class: 20 and 40.
    #expect(try schedules(problem, requests: worths, keeps: true) == 60)
    #expect(try schedules(problem, requests: worths) == 100)
    // And one in all.
    var draft = problem.draft
    draft.quotas.append(.init(institution: "A", minutes: 60))
    let one = try BookingProblem(validating: draft)
    #expect(try schedules(one, requests: worths, keeps: true) == 40)
    // A promise takes the place.
    draft.pins = [.init(request: "R0", device: "D0", start: 480)]
    let promised = try BookingProblem(validating: draft)
    #expect(try schedules(promised, requests: worths, keeps: true) == 10)
    draft.quotas.removeLast()
    let both = try BookingProblem(validating: draft)
    #expect(try schedules(both, requests: worths, keeps: true) == 50)
  }

  @Test func `series across institutions or quotas count request by request`() throws {
    // The two stand or fall together, but B's has a budget of its own.
    let shared = try problem {
      $0.requests[1].institution = "B"
      $0.series = [.init(id: "S", requests: ["R0", "R1"], rule: .allOrNothing)]
    }
    #expect(try schedules(shared, requests: [-5 * point, 10 * point]) == 70)
    // Together they take two hours of X; apart, one each of X and Y.
    let classes = try problem {
      $0.requests[1].choices = [.init(target: "D1")]
      $0.series = [.init(id: "S", requests: ["R0", "R1"], rule: .allOrNothing)]
      $0.quotas = [
        .init(institution: "A", deviceClass: "X", minutes: 60),
        .init(institution: "A", deviceClass: "Y", minutes: 60),
      ]
    }
    let worths = [10 * point, 20 * point]
    #expect(try schedules(classes, requests: worths, keeps: true) == 30)
  }

  @Test func `a fair share fines what is lacking after the best choice`() throws {
    let fined = try problem {
      $0.fairShares = [.init(institution: "A", minutes: 180, pointsPerSlot: 7)]
    }
    // Two of three hours are used: one is fined.
    #expect(try schedules(fined, requests: [10 * point, 20 * point]) == 23)
    let short = try problem {
      $0.requests[0].windows = [onlyAt(20)]
      $0.fairShares = [.init(institution: "A", minutes: 180, pointsPerSlot: 7)]
    }
    // A request without a start lends no hour.
    #expect(try schedules(short, requests: [10 * point, 20 * point]) == 6)
  }
}
