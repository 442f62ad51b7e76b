import EquipmentBooking
import Solving

/// A random round small enough to enumerate in which every rule is at work at once.
///
/// Two days of six four-hour slots. D0 and D1 are of one class, D2 serves several at once, D3 is made of others;
/// there are buffers, maintenance, extra hours, hours that an owner keeps, a list of users, operators by the week
/// and by date, quotas of the day, the week and the horizon, and fair shares in steps. R0 is promised a place, R1
/// and R2 stand or fall together, R3 and R4 in this order, R5 and R6 are a series that goes ahead without one of
/// them, R6 and R7 are alternatives, and R8 may be split.
func everythingRound(seed: UInt64) -> BookingDraft {
  var random = SeededRandom(seed: seed &+ 40_077)
  while true {
    var round = EverythingRound(random)
    let draft = round.draft()
    random = round.random
    // A promise needs a place: some rounds leave none.
    if let draft { return draft }
  }
}

/// Draws the numbers of a round.
private struct EverythingRound {
  var random: SeededRandom
  private let slot = 240

  init(_ random: SeededRandom) { self.random = random }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }
  private mutating func happens(_ percent: Int) -> Bool { number(0...99) < percent }
  private mutating func span(_ first: ClosedRange<Int>, _ length: ClosedRange<Int>)
    -> BookingDraft.Span
  {
    let from = number(first)
    return .init(from: from * slot, to: min(12, from + number(length)) * slot)
  }

  mutating func draft() -> BookingDraft? {
    var draft = BookingDraft(name: "everything", firstDay: "2026-11-30", dayCount: 2)
    draft.slotMinutes = slot
    draft.institutions = [.init(id: "A", name: "A"), .init(id: "B", name: "B")]
    addDevices(to: &draft)
    addRequests(to: &draft)
    addLimits(to: &draft)
    return promised(draft)
  }

  private mutating func addDevices(to draft: inout BookingDraft) {
    draft.devices = [
      .init(
        id: "D0", name: "D0", owner: "A", deviceClass: "X", capacity: number(1...2),
        setUpMinutes: slot),
      .init(
        id: "D1", name: "D1", owner: "B", deviceClass: "X", cleanUpMinutes: slot,
        operatorPool: "P"),
      .init(
        id: "D2", name: "D2", owner: "B", deviceClass: "Z", capacity: 2, authorized: ["A", "007"]),
      .init(
        id: "D3", name: "D3", owner: "A", deviceClass: "Y", capacity: number(1...2),
        parts: happens(50) ? ["D0", "D2"] : ["D1"]),
    ]
    for device in ["D0", "D1", "D2"] + (happens(50) ? ["D3"] : []) {
      for weekday in 1...2 {
        draft.openings.append(
          .init(
            device: device, weekday: weekday, from: number(0...1) * slot, to: number(4...6) * slot))
      }
    }
    draft.extraOpenings = [.init(device: "D\(number(0...2))", span: span(4...5, 3...4))]
    draft.maintenance = [.init(device: "D\(number(0...2))", span: span(0...10, 1...2))]
    draft.reserves = [.init(device: "D\(number(0...2))", span: span(0...9, 1...3))]
    draft.shifts = (1...2).map {
      .init(pool: "P", weekday: $0, from: slot, to: 6 * slot, count: number(1...2))
    }
    draft.datedShifts = [.init(pool: "P", span: span(0...9, 1...3), count: number(0...1))]
  }

  private mutating func addRequests(to draft: inout BookingDraft) {
    let pair = happens(50) ? "A" : "B"
    for r in 0..<9 {
      var windows = [span(0...6, 3...6)]
      if happens(25) { windows.append(span(6...8, 2...4)) }
      var choices = [BookingDraft.Choice(target: happens(60) ? "X" : "D0", bonus: number(0...3))]
      if happens(40) { choices.append(.init(target: "D1", bonus: number(0...5))) }
      if happens(30) { choices.append(.init(target: happens(50) ? "Y" : "Z")) }
      let length = r == 8 ? number(2...4) : number(1...2)
      draft.requests.append(
        .init(
          id: "R\(r)",
          institution: (6...7).contains(r) ? pair : happens(50) ? "A" : "B",
          applicant: happens(30) ? "007" : "008", minutes: length * slot, windows: windows,
          choices: choices, preferred: r < 2 || happens(40) ? span(0...10, 2...2) : nil,
          preferredBonus: number(1...4),
          preferredDevice: r == 1 ? "D0" : nil, priority: number(1...4),
          weight: happens(60) ? number(1...60) : nil,
          operatorPool: r == 4 || happens(10) ? "P" : nil,
          setUpMinutes: r == 2 ? 0 : nil, cleanUpMinutes: r == 5 ? slot : nil,
          credit: r == 5 || happens(15) ? number(1...9) : nil))
    }
    draft.requests[8].split = .init(
      leastMinutes: slot, mostParts: number(2...3), gapMinutes: number(0...1) * slot)
    draft.series = [
      .init(id: "S", requests: ["R1", "R2"]),
      .init(id: "O", requests: ["R3", "R4"], gapMinutes: number(0...1) * slot),
      .init(id: "K", requests: ["R5", "R6"], rule: .skipConflicts),
      .init(id: "W", requests: ["R6", "R7"], rule: .onlyOne),
    ]
    draft.deviceWindows = [2, 5, 8].map { r in
      .init(request: "R\(r)", device: "D\(number(0...1))", span: span(0...6, 3...6))
    }
  }

  private mutating func addLimits(to draft: inout BookingDraft) {
    draft.quotas = [
      .init(institution: "A", minutes: number(3...6) * slot),
      .init(institution: "B", deviceClass: "X", minutes: number(2...5) * slot, period: .week),
      .init(
        institution: happens(50) ? "A" : "B", minutes: number(1...3) * slot, period: .day,
        hours: .init(from: slot, to: number(3...5) * slot)),
    ]
    draft.fairShares = [
      .init(institution: "A", minutes: number(2...4) * slot, pointsPerSlot: number(1...9)),
      .init(institution: "A", minutes: number(5...7) * slot, pointsPerSlot: number(1...5)),
      .init(institution: "B", minutes: number(2...6) * slot, pointsPerSlot: number(1...9)),
    ]
  }

  /// The draft with R0 promised a place that keeps every rule; `nil` if it has none.
  private mutating func promised(_ draft: BookingDraft) -> BookingDraft? {
    let limits = EnumeratedLimits(draft)
    let places = TinyOracle(draft).places(of: 0).filter { place in
      limits.takes(0, place).allSatisfy { limits.room[$0.limit] >= $0.amount }
    }
    guard let place = places.randomElement(using: &random) else { return nil }
    var draft = draft
    draft.pins = [
      .init(request: "R0", device: draft.devices[place.device].id, start: place.slot * slot)
    ]
    return draft
  }
}
