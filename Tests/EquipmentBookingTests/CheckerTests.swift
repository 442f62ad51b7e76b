import Diagnostics
import EquipmentBooking
import Testing

/// Two half-hour devices on one Monday and Tuesday, open 8:00 to 12:00, with an operator at 8:00.
private func smallRound() -> BookingDraft {
  var draft = BookingDraft(name: "small", firstDay: "2026-11-30", dayCount: 2)
  draft.institutions = [.init(id: "A", name: "甲"), .init(id: "B", name: "乙")]
  draft.devices = [
    .init(
      id: "D0", name: "D0", owner: "A", deviceClass: "X", setUpMinutes: 30, cleanUpMinutes: 30),
    .init(id: "D1", name: "D1", owner: "A", deviceClass: "Y", capacity: 2, authorized: ["A"]),
  ]
  for device in ["D0", "D1"] {
    for weekday in 1...2 {
      draft.openings.append(.init(device: device, weekday: weekday, from: 480, to: 720))
    }
  }
  draft.maintenance = [.init(device: "D0", span: .init(from: 1440 + 480, to: 1440 + 540))]
  draft.shifts = [.init(pool: "P", weekday: 1, from: 480, to: 720, count: 1)]
  for r in 0..<4 {
    draft.requests.append(
      .init(
        id: "R\(r)", institution: r < 3 ? "A" : "B", minutes: 60,
        windows: [.init(from: 0, to: 2880)],
        choices: [.init(target: "X"), .init(target: "Y")], weight: 10))
  }
  draft.quotas = [.init(institution: "A", deviceClass: "Y", minutes: 120)]
  return draft
}

@Suite struct CheckerTests {
  private func kinds(
    _ bookings: [(Int, Int, Int)], _ change: (inout BookingDraft) -> Void = { _ in }
  ) throws -> [BookingViolation.Kind] {
    var draft = smallRound()
    change(&draft)
    let timetable = Timetable(
      bookings: bookings.map { Booking(request: $0.0, device: $0.1, start: $0.2) })
    return try BookingProblem(validating: draft).violations(of: timetable).map(\.kind)
  }

  @Test func `a timetable that keeps every rule breaks none`() throws {
    // 8:30 with set-up from 8:00 and clean-up to 10:00; then 10:30 to 11:30.
    #expect(try kinds([(0, 0, 17), (1, 0, 21), (2, 1, 16)]) == [])
  }

  @Test func `set-up and clean-up count as occupation`() throws {
    #expect(
      try kinds([(0, 0, 17), (1, 0, 20)]) == [
        .device(device: 0, slots: 19..<20, load: 2, capacity: 1)
      ])
  }

  @Test func `a shared licence serves as many as its capacity`() throws {
    #expect(
      try kinds([(0, 1, 16), (1, 1, 16), (2, 1, 17)]).first
        == .device(device: 1, slots: 17..<18, load: 3, capacity: 2))
  }

  @Test func `closed slots before opening are counted`() throws {
    #expect(
      try kinds([(0, 0, 16)]) == [.open(device: 0, occupied: 15..<19, closedSlots: 1)])
  }

  @Test func `slots beyond the horizon are closed`() throws {
    #expect(
      try kinds([(0, 0, 95)]).contains(.open(device: 0, occupied: 94..<98, closedSlots: 4)))
  }

  @Test func `maintenance is told apart from opening hours`() throws {
    #expect(
      try kinds([(0, 0, 65)]) == [.maintenance(device: 0, occupied: 64..<68, slots: 2)])
  }

  @Test func `the use lies inside one window`() throws {
    let broken = try kinds([(0, 0, 17)]) {
      $0.requests[0].windows = [.init(from: 480, to: 540), .init(from: 540, to: 720)]
    }
    #expect(broken == [.windows(use: 17..<19)])
  }

  @Test func `a device that the request did not name is refused`() throws {
    let broken = try kinds([(0, 1, 17)]) { $0.requests[0].choices = [.init(target: "D0")] }
    #expect(broken == [.choices(device: 1)])
  }

  @Test func `a device of the class in another area is refused`() throws {
    func near(_ draft: inout BookingDraft) {
      draft.quotas = []
      for d in 0..<2 { (draft.devices[d].deviceClass, draft.devices[d].area) = ("X", "东片") }
      draft.devices[1].area = "西片"
      for r in draft.requests.indices { draft.requests[r].choices = [.init(target: "X")] }
      draft.requests[0].choices = [.init(target: "X@东片")]
    }
    #expect(try kinds([(0, 0, 17)], near) == [])
    #expect(try kinds([(0, 1, 17)], near) == [.choices(device: 1)])
    #expect(try kinds([(1, 1, 17)], near) == [])
    // A device without an area is in none.
    let broken = try kinds([(0, 1, 17)]) {
      near(&$0)
      $0.devices[1].area = nil
    }
    #expect(broken == [.choices(device: 1)])
  }

  @Test func `an institution that is not listed may not use the device`() throws {
    #expect(try kinds([(3, 1, 17)]) == [.authorized(device: 1)])
  }

  @Test func `more operators than are on duty are counted`() throws {
    let broken = try kinds([(0, 0, 17), (1, 1, 17)]) {
      $0.requests[0].operatorPool = "P"
      $0.requests[1].operatorPool = "P"
    }
    #expect(broken == [.operators(pool: 0, slots: 17..<19, needed: 2, onDuty: 1)])
  }

  @Test func `an operator attends set-up and use, and not clean-up`() throws {
    let broken = try kinds([(0, 0, 65 + 4)]) { $0.requests[0].operatorPool = "P" }
    #expect(broken == [.operators(pool: 0, slots: 68..<71, needed: 1, onDuty: 0)])
  }

  @Test func `a quota counts the use without buffers`() throws {
    #expect(
      try kinds([(0, 1, 16), (1, 1, 18), (2, 1, 20)]) == [
        .quota(quota: 0, period: 0..<96, used: 6, limit: 4)
      ])
  }

  @Test func `a request with two places is named`() throws {
    #expect(try kinds([(0, 0, 17), (0, 1, 16)]) == [.placed(count: 2)])
  }

  @Test func `a series accepted in part is named, one that may skip is not`() throws {
    for (rule, expected) in [
      (BookingDraft.Series.Rule.allOrNothing, [.series(series: 0, accepted: 1, of: 2)]),
      (.skipConflicts, []),
    ] as [(BookingDraft.Series.Rule, [BookingViolation.Kind])] {
      let broken = try kinds([(0, 0, 17)]) {
        $0.series = [.init(id: "S", requests: ["R0", "R1"], rule: rule)]
      }
      #expect(broken == expected)
    }
  }

  @Test func `of alternatives one is accepted, those that stand or fall together as one`() throws {
    func alternatives(_ draft: inout BookingDraft) {
      draft.series = [
        .init(id: "S", requests: ["R0", "R1"]),
        .init(id: "W", requests: ["R0", "R1", "R2"], rule: .onlyOne),
      ]
    }
    #expect(try kinds([(2, 1, 16)], alternatives) == [])
    #expect(try kinds([(0, 0, 17), (1, 0, 21)], alternatives) == [])
    #expect(
      try kinds([(0, 0, 17), (1, 0, 21), (2, 1, 16)], alternatives) == [.onlyOne(series: 1)])
  }

  @Test func `a series in order keeps its gap, in the order in which it is written`() throws {
    func order(_ draft: inout BookingDraft) {
      draft.series = [.init(id: "S", requests: ["R1", "R0"], gapMinutes: 30)]
    }
    #expect(try kinds([(1, 1, 16), (0, 1, 19)], order) == [])
    #expect(try kinds([(1, 1, 16), (0, 1, 18)], order) == [.order(series: 0, gap: 1)])
    #expect(try kinds([(0, 1, 16), (1, 1, 20)], order) == [.order(series: 0, gap: 1)])
  }

  @Test func `a device serves a request inside its own spans for it alone`() throws {
    func narrow(_ draft: inout BookingDraft) {
      draft.deviceWindows = [
        .init(request: "R0", device: "D1", span: .init(from: 480, to: 540)),
        .init(request: "R0", device: "D1", span: .init(from: 600, to: 660)),
      ]
    }
    #expect(try kinds([(0, 1, 16)], narrow) == [])
    #expect(try kinds([(0, 1, 20)], narrow) == [])
    #expect(try kinds([(0, 1, 17)], narrow) == [.windows(use: 17..<19)])
    #expect(try kinds([(1, 1, 17)], narrow) == [])
    #expect(try kinds([(0, 0, 17)], narrow) == [])
  }

  @Test func `an edit names what moved, what it costs and whose share it moves`() throws {
    var draft = smallRound()
    draft.requests[0].choices = [.init(target: "X", bonus: 3), .init(target: "Y")]
    draft.fairShares = [
      .init(institution: "A", minutes: 120, pointsPerSlot: 2),
      .init(institution: "A", minutes: 180, pointsPerSlot: 1),
    ]
    let problem = try BookingProblem(validating: draft)
    let before = Timetable(bookings: [
      Booking(request: 0, device: 0, start: 17), Booking(request: 1, device: 1, start: 16),
    ])
    // R0 moves to the other device and loses 3 points; R1 is given up; R3 may not use D1.
    let after = Timetable(bookings: [
      Booking(request: 0, device: 1, start: 20), Booking(request: 3, device: 1, start: 16),
    ])
    let edit = problem.edit(from: before, to: after)
    #expect(
      edit.changes == [
        .moved(from: before.bookings[0], to: after.bookings[0]), .removed(before.bookings[1]),
        .added(after.bookings[1]),
      ])
    #expect(edit.broken.map(\.kind) == [.authorized(device: 1)])
    #expect(edit.mended.isEmpty)
    // Four slots fulfil the share of 120 minutes and lack two of that of 180; two lack two and four.
    #expect(edit.value.before == 23 - 2)
    #expect(edit.value.after == 20 - 4 - 4)
    #expect(edit.shares.map(\.institution) == [0, 1])
    #expect(edit.shares[0].used == .init(before: 4, after: 2))
    #expect(edit.shares[0].fine == .init(before: 2, after: 8))
    #expect(problem.edit(from: before, to: before).changes.isEmpty)
  }

  @Test func `a combined device occupies its parts and is shut with them`() throws {
    func combine(_ draft: inout BookingDraft) {
      draft.devices.append(
        .init(id: "D2", name: "D2", owner: "A", deviceClass: "Z", parts: ["D0", "D1"]))
      draft.requests[0].choices = [.init(target: "D2")]
    }
    #expect(try kinds([(0, 2, 20), (1, 0, 17)], combine) == [])
    #expect(
      try kinds([(0, 2, 18), (1, 0, 17)], combine) == [
        .device(device: 0, slots: 18..<20, load: 2, capacity: 1)
      ])
    #expect(
      try kinds([(0, 2, 65)], combine) == [.maintenance(device: 2, occupied: 65..<67, slots: 1)])
  }

  @Test func `what an institution lacks of its fair share costs points`() throws {
    var draft = smallRound()
    draft.fairShares = [
      .init(institution: "A", minutes: 150, pointsPerSlot: 3),
      .init(institution: "B", minutes: 60, pointsPerSlot: 5),
    ]
    let problem = try BookingProblem(validating: draft)
    let timetable = Timetable(bookings: [Booking(request: 0, device: 0, start: 17)])
    #expect(problem.shortfalls(in: timetable) == [3, 2])
    #expect(problem.value(of: timetable) == 10 - 3 * 3 - 2 * 5)
  }

  @Test func `a promise that is not kept is named`() throws {
    let broken = try kinds([(0, 0, 18)]) {
      $0.pins = [.init(request: "R0", device: "D0", start: 17 * 30)]
    }
    #expect(broken == [.pinned(promised: Booking(request: 0, device: 0, start: 17))])
  }

  @Test func `bookings of nothing that exists are named`() throws {
    #expect(try kinds([(9, 0, 17), (0, 7, 17)]) == [.reference])
  }

  @Test func `every violation has a rule and both languages`() throws {
    var draft = smallRound()
    draft.requests[0].operatorPool = "P"
    draft.requests[1].operatorPool = "P"
    let problem = try BookingProblem(validating: draft)
    let timetable = Timetable(
      bookings: (0..<4).map { Booking(request: $0, device: 1, start: 17) })
    let found = problem.violations(of: timetable)
    #expect(found.map(\.rule) == ["authorized", "device", "operators", "quota"])
    #expect(found.allSatisfy { !$0.text.zh.isEmpty && !$0.text.en.isEmpty })
  }
}
