import Diagnostics
import EquipmentBooking
import Solving

/// A random round small enough to enumerate, in which every rule can bind.
///
/// Two days of six four-hour slots; two or three devices of one or two classes, some of them equal,
/// some with capacity 2; buffers, operators, quotas, preferences, maintenance, series with and without an
/// order, alternatives, spans of single devices, fair shares in steps, areas and promised bookings each in a
/// part of the rounds.
func tinyRound(seed: UInt64, requests: Int = 5) -> BookingDraft {
  var random = SeededRandom(seed: seed &+ 77)
  func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  func happens(_ percent: Int) -> Bool { number(0...99) < percent }
  let slot = 240
  var draft = BookingDraft(name: "tiny \(seed)", firstDay: "2026-11-30", dayCount: 2)
  draft.slotMinutes = slot
  draft.institutions = [.init(id: "A", name: "A"), .init(id: "B", name: "B")]
  draft.shifts = (1...2).map {
    .init(pool: "P", weekday: $0, from: slot, to: 6 * slot, count: number(0...2))
  }
  if happens(30) {
    draft.datedShifts = [.init(pool: "P", span: .init(from: 7 * slot, to: 9 * slot), count: 1)]
  }
  let buffers = (number(0...1), number(0...1))
  for d in 0..<number(2...3) {
    let isTwin = d == 1 && happens(60)
    draft.devices.append(
      .init(
        id: "D\(d)", name: "D\(d)", owner: "A", deviceClass: d < 2 ? "X" : "Y",
        capacity: happens(25) ? 2 : 1,
        setUpMinutes: (isTwin || happens(50) ? buffers.0 : 0) * slot,
        cleanUpMinutes: (isTwin || happens(50) ? buffers.1 : 0) * slot,
        operatorPool: !isTwin && happens(25) ? "P" : nil,
        authorized: !isTwin && happens(15) ? ["A", "007"] : nil))
    if d == 2, happens(40) { draft.devices[2].parts = happens(50) ? ["D0"] : ["D0", "D1"] }
    for weekday in 1...2 {
      let from = isTwin ? 1 : number(0...2)
      let to = isTwin ? 6 : number(4...6)
      draft.openings.append(
        .init(device: "D\(d)", weekday: weekday, from: from * slot, to: to * slot))
    }
    if !isTwin && happens(30) {
      let at = number(0...10)
      draft.maintenance.append(
        .init(device: "D\(d)", span: .init(from: at * slot, to: (at + 2) * slot)))
    }
    if happens(15) {
      draft.extraOpenings.append(
        .init(device: "D\(d)", span: .init(from: 5 * slot, to: 8 * slot)))
    }
  }
  for r in 0..<requests {
    let first = number(0...7)
    var windows = [BookingDraft.Span(from: first * slot, to: min(12, first + number(2...6)) * slot)]
    if happens(30) { windows.append(.init(from: 6 * slot, to: number(8...12) * slot)) }
    var choices = [BookingDraft.Choice(target: happens(70) ? "X" : "D0", bonus: number(0...3))]
    if happens(40) { choices.append(.init(target: "D1", bonus: number(0...5))) }
    if draft.devices.count == 3, happens(40) { choices.append(.init(target: "Y")) }
    let from = number(0...10)
    draft.requests.append(
      .init(
        id: "R\(r)", institution: happens(50) ? "A" : "B", applicant: happens(20) ? "007" : "008",
        minutes: number(1...3) * slot, windows: windows, choices: choices,
        preferred: happens(50)
          ? .init(from: from * slot, to: (from + 2) * slot) : nil,
        preferredBonus: number(0...4), preferredDevice: from % 3 == 2 ? "D0" : nil,
        priority: number(1...4),
        weight: happens(50) ? number(1...30) : nil, operatorPool: happens(25) ? "P" : nil,
        setUpMinutes: happens(10) ? slot : nil, cleanUpMinutes: happens(10) ? 0 : nil))
  }
  if happens(50) {
    draft.quotas.append(.init(institution: "A", minutes: number(1...5) * slot))
  }
  if happens(40) {
    draft.quotas.append(
      .init(institution: "B", deviceClass: "X", minutes: number(1...4) * slot, period: .week))
  }
  if happens(30) {
    draft.quotas.append(
      .init(
        institution: happens(50) ? "A" : "B", minutes: number(1...3) * slot, period: .day,
        hours: happens(50) ? .init(from: slot, to: number(3...5) * slot) : nil))
  }
  if happens(30) {
    let from = number(0...8)
    draft.reserves = [
      .init(
        device: "D\(number(0...1))",
        span: .init(from: from * slot, to: (from + number(1...3)) * slot))
    ]
  }
  if happens(20) { draft.requests[0].credit = number(1...9) }
  if requests > 3, happens(40) {
    let rule: BookingDraft.Series.Rule = happens(80) ? .allOrNothing : .skipConflicts
    draft.series = [
      .init(
        id: "S", requests: happens(50) ? ["R1", "R2"] : ["R3", "R1", "R2"], rule: rule,
        gapMinutes: rule == .allOrNothing && happens(50) ? number(0...1) * slot : nil)
    ]
  }
  if happens(40) {
    // Ways to fulfil one wish have one applicant.
    let institution = draft.requests[0].institution
    let ways = draft.requests.filter { $0.institution == institution && happens(80) }
    if ways.count > 1 {
      draft.series.append(.init(id: "W", requests: ways.map(\.id), rule: .onlyOne))
    }
  }
  if happens(40) {
    draft.deviceWindows = (0..<number(1...3)).map { _ in
      let from = number(0...8)
      return .init(
        request: "R\(number(0...1))", device: "D\(number(0...1))",
        span: .init(from: from * slot, to: (from + number(2...5)) * slot))
    }
  }
  for institution in ["A", "B"] where happens(30) {
    draft.fairShares.append(
      .init(institution: institution, minutes: number(0...6) * slot, pointsPerSlot: number(0...9)))
    if happens(40) {
      draft.fairShares.append(
        .init(
          institution: institution, minutes: number(7...9) * slot, pointsPerSlot: number(0...5)))
    }
  }
  addAreas(to: &draft, seed: seed)
  if happens(30) { promise(in: &draft, &random) }
  return draft
}

/// Gives devices areas and posts, and lets requests ask for a class in an area instead of a class or beside it, in
/// four rounds of ten. Draws of its own leave the rest of the round as it is.
private func addAreas(to draft: inout BookingDraft, seed: UInt64) {
  var random = SeededRandom(seed: seed &+ 770_077)
  func happens(_ percent: Int) -> Bool { Int.random(in: 0...99, using: &random) < percent }
  guard happens(40) else { return }
  for d in draft.devices.indices {
    if happens(80) { draft.devices[d].area = happens(60) ? "E" : "W" }
    if happens(50) { draft.devices[d].custodianPost = "post of \(draft.devices[d].deviceClass)" }
  }
  for r in draft.requests.indices {
    var choices: [BookingDraft.Choice] = []
    for choice in draft.requests[r].choices {
      let member = draft.devices.first { $0.deviceClass == choice.target && $0.area != nil }
      guard let area = member?.area, happens(70) else {
        choices.append(choice)
        continue
      }
      let near = BookingDraft.Choice(
        target: "\(choice.target)@\(area)", bonus: Int.random(in: 0...5, using: &random))
      choices += happens(50) ? [near] : happens(50) ? [near, choice] : [choice, near]
    }
    draft.requests[r].choices = choices
  }
}

/// Promises the first request a place that keeps every rule, if it has one.
private func promise(in draft: inout BookingDraft, _ random: inout SeededRandom) {
  let places = TinyOracle(draft).places(of: 0)
  guard let place = places.randomElement(using: &random) else { return }
  var candidate = draft
  candidate.pins = [
    .init(
      request: draft.requests[0].id, device: draft.devices[place.device].id,
      start: place.slot * draft.slotMinutes)
  ]
  if BookingProblem.faults(in: candidate).isEmpty { draft = candidate }
}
