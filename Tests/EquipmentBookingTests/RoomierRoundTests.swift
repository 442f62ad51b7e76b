import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

/// What more of a limit is, what prices prove of it, and what it brings.
@Suite struct RoomierRoundTests {
  /// Entries of each kind, and pools with open hours that nobody is on duty in.
  private struct Counts {
    var devices = 0
    var hours = 0
    var pools = 0
    var poolsOff = 0
    var quotas = 0
    /// Entries whose round, made roomier, is worth more.
    var gains = 0
  }

  /// Holds every price of a round against the enumerated value of the round with more.
  private func check(
    _ draft: BookingDraft, _ counts: inout Counts, _ seed: UInt64,
    best: (BookingDraft) -> Int
  ) throws {
    let problem = try BookingProblem(validating: draft)
    let answer = try #require(try problem.solve().solution)
    let prices = try #require(answer.prices)
    let value = best(draft)
    #expect(problem.value(of: answer.timetable) == value, "seed \(seed)")
    for price in problem.priceTable(of: answer) {
      let more = problem.draftWithMore(of: price.limit)
      let roomier = try BookingProblem(validating: more)
      let gain = best(more) - value
      #expect((0...price.gainAtMost).contains(gain), "seed \(seed) \(price.limit): \(gain)")
      #expect(price.units >= price.dearestUnits && price.units > 0, "seed \(seed)")
      if gain > 0 { counts.gains += 1 }
      switch price.limit {
      case .device: counts.devices += 1
      case .quota: counts.quotas += 1
      case .longerHours:
        counts.hours += 1
        // Prices of the new hours are free to choose: they are chosen no worse than as they are.
        let bound = try roomier.upperBound(provenBy: prices)
        #expect(price.gainAtMost <= bound - value, "seed \(seed)")
      case .pool(let p):
        counts.pools += 1
        if problem.text(of: price.limit).en.contains("nobody on duty") { counts.poolsOff += 1 }
        // The same prices bound the round that is tried.
        let bound = try roomier.upperBound(provenBy: prices)
        #expect(price.gainAtMost == bound - value, "seed \(seed) \(problem.pools[p].id)")
      }
    }
  }

  @Test(arguments: 0..<4)
  func `more of a limit gains no more than the prices prove`(block: Int) throws {
    var counts = Counts()
    for seed in UInt64(block) * 100..<UInt64(block) * 100 + 100 {
      try check(tinyRound(seed: 6000 + seed), &counts, seed) { TinyOracle($0).best() }
    }
    #expect(counts.devices >= 20 && counts.quotas >= 5, "\(counts)")
    #expect(counts.hours >= 20 && counts.poolsOff >= 10, "\(counts)")
    #expect(counts.gains >= 20, "\(counts)")
  }

  @Test(arguments: 0..<4)
  func `with every rule at once more of a limit gains no more than the prices prove`(
    block: Int
  ) throws {
    var counts = Counts()
    for seed in UInt64(block) * 50..<UInt64(block) * 50 + 50 {
      try check(everythingRound(seed: 2000 + seed), &counts, seed) {
        var enumeration = TimetableEnumeration($0)
        return enumeration.run().points
      }
    }
    #expect(counts.devices >= 20 && counts.quotas >= 20, "\(counts)")
    #expect(counts.hours >= 20 && counts.poolsOff >= 10, "\(counts)")
    #expect(counts.gains >= 20, "\(counts)")
  }

  /// Two devices of a class and a room that is made of one of them, on a Monday and a Tuesday.
  private var twoDays: BookingDraft {
    var draft = BookingDraft(name: "hours", firstDay: "2026-11-30", dayCount: 2)
    draft.institutions = [.init(id: "A", name: "A")]
    draft.devices = [
      .init(id: "D0", name: "D0", owner: "A", deviceClass: "X"),
      .init(id: "D1", name: "D1", owner: "A", deviceClass: "X"),
      .init(id: "D2", name: "D2", owner: "A", deviceClass: "Y", parts: ["D0"]),
    ]
    draft.openings = [
      .init(device: "D0", weekday: 1, from: 480, to: 720),
      .init(device: "D0", weekday: 1, from: 780, to: 1080),
      .init(device: "D0", weekday: 2, from: 480, to: 1410),
      .init(device: "D1", weekday: 1, from: 480, to: 1440),
      .init(device: "D1", weekday: 2, from: 480, to: 1080),
      .init(device: "D2", weekday: 1, from: 480, to: 1080),
    ]
    // The hour after D1 shuts on Tuesday is one of maintenance.
    draft.maintenance = [.init(device: "D1", span: .init(from: 1440 + 1080, to: 1440 + 1140))]
    return draft
  }

  @Test
  func `devices are open an hour longer on each day, up to midnight, and what they make up too`()
    throws
  {
    let problem = try BookingProblem(validating: twoDays)
    let more = problem.draftWithMore(of: .longerHours(0))
    func span(_ device: String, _ from: Int, _ to: Int) -> BookingDraft.DeviceSpan {
      .init(device: device, span: .init(from: from, to: to))
    }
    #expect(
      more.extraOpenings == [
        span("D0", 1080, 1140), span("D2", 1080, 1140), span("D0", 1440 + 1410, 2880),
        span("D2", 1440 + 1410, 2880),
      ])
    // A class of combined devices alone follows its parts.
    #expect(problem.draftWithMore(of: .longerHours(1)) == problem.draft)
  }

  @Test func `a request that comes after hours is what an hour more is worth`() throws {
    var draft = twoDays
    draft.requests = ["X", "Y"].map { target in
      .init(
        id: target, institution: "A", minutes: 60, windows: [.init(from: 1080, to: 1200)],
        choices: [.init(target: target == "X" ? "D0" : target)], weight: target == "X" ? 9 : 7)
    }
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve()
    let answer = try #require(outcome.solution)
    let tried = try problem.triedPrices(of: answer, isOptimal: true, run: Run())
    #expect(tried.map(\.price.limit) == [.longerHours(0)])
    let entry = try #require(tried.first)
    #expect(entry.price.dearest == 36..<38)
    // Both want the one hour of D0: the better of them gets it.
    #expect(entry.gain == 9 && entry.isProven)
    #expect(entry.price.gainAtMost >= 9)
    #expect(
      problem.text(of: .longerHours(0))
        == Bilingual(zh: "X：每台每天晚关一小时", en: "X: each device open one hour longer a day"))
  }

  @Test func `an operator for hours with nobody on duty is priced and tried`() throws {
    var draft = BookingDraft(name: "pool", firstDay: "2026-11-30", dayCount: 1)
    draft.institutions = [.init(id: "A", name: "A")]
    draft.devices = [
      .init(id: "D0", name: "D0", owner: "A", deviceClass: "X", operatorPool: "P")
    ]
    draft.openings = [.init(device: "D0", weekday: 1, from: 480, to: 1080)]
    draft.shifts = [.init(pool: "P", weekday: 1, from: 480, to: 720, count: 1)]
    draft.requests = [
      .init(
        id: "R", institution: "A", minutes: 60, windows: [.init(from: 840, to: 900)],
        choices: [.init(target: "D0")], weight: 9)
    ]
    let problem = try BookingProblem(validating: draft)
    let answer = try #require(try problem.solve().solution)
    #expect(answer.timetable.bookings.isEmpty)
    let tried = try problem.triedPrices(of: answer, isOptimal: true, run: Run())
    #expect(tried.map(\.price.limit) == [.pool(0)])
    #expect(tried.first?.gain == 9)
    #expect(tried.first?.price.dearest == 28..<30)
    #expect(
      problem.text(of: .pool(0))
        == Bilingual(
          zh: "操作员组 P：再加一人（含目前无人值班的开放时间）",
          en: "pool P: one more operator (also in open hours with nobody on duty)"))
    let more = problem.draftWithMore(of: .pool(0))
    #expect(
      more.datedShifts.map { [$0.span.from, $0.span.to, $0.count] } == [
        [0, 480, 0], [480, 720, 2], [720, 1080, 1], [1080, 1440, 0],
      ])
    // A pool that is on duty whenever its device is open has no such hours.
    draft.shifts[0].to = 1080
    let staffed = try BookingProblem(validating: draft)
    #expect(staffed.text(of: .pool(0)).en == "pool P: one more operator")
  }

  @Test func `an hour more of a quota is whole slots of 45 minutes`() throws {
    var draft = BookingDraft(name: "quota", firstDay: "2026-11-30", dayCount: 1)
    draft.slotMinutes = 45
    draft.institutions = [.init(id: "A", name: "A")]
    draft.devices = [.init(id: "D0", name: "D0", owner: "A", deviceClass: "X", capacity: 3)]
    draft.openings = [.init(device: "D0", weekday: 1, from: 450, to: 540)]
    draft.requests = (0..<3).map {
      .init(
        id: "R\($0)", institution: "A", minutes: 45, windows: [.init(from: 450, to: 540)],
        choices: [.init(target: "X")], weight: 9)
    }
    // One slot and most of another: an hour on top of it would be three.
    draft.quotas = [.init(institution: "A", minutes: 75)]
    let problem = try BookingProblem(validating: draft)
    let answer = try #require(try problem.solve().solution)
    let entry = try #require(
      try problem.triedPrices(of: answer, isOptimal: true, run: Run()).first)
    #expect(entry.price.limit == .quota(0))
    #expect(entry.gain == 9 && entry.price.gainAtMost >= 9)
    #expect(
      problem.text(of: .quota(0)).en == "quota of A (all devices): 45 minutes more in each period")
  }
}
