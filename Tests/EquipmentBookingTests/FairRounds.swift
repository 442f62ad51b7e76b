import Diagnostics
import EquipmentBooking
import Solving

/// A random round small enough to enumerate, of four institutions whose fair shares come before points; some shares
/// are more than their institution asks for, some are nothing, and some requests may be split.
func fairRound(seed: UInt64) -> BookingDraft {
  var random = SeededRandom(seed: seed &+ 5151)
  func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  var draft = tinyRound(seed: 40_000 + seed, requests: 6)
  draft.institutions += [.init(id: "C", name: "C"), .init(id: "E", name: "E")]
  // Alternatives have one applicant.
  let bound = Set(draft.series.filter { $0.rule == .onlyOne }.flatMap(\.requests))
  for r in draft.requests.indices where !bound.contains(draft.requests[r].id) {
    draft.requests[r].institution = ["A", "B", "C", "E"][number(0...3)]
  }
  // Fewer hours than are asked for.
  draft.openings.removeAll { $0.weekday == 2 && $0.device != "D1" }
  draft.fairShareRule = .maxMin
  draft.fairShares = draft.institutions.filter { _ in number(0...9) > 0 }.map {
    .init(institution: $0.id, minutes: number(0...8) * draft.slotMinutes)
  }
  if draft.fairShares.isEmpty { draft.fairShares = [.init(institution: "A", minutes: 480)] }
  // Some are split if need be.
  let isPromised = draft.pins.contains { $0.request == draft.requests[5].id }
  if number(0...3) == 0, !isPromised,
    !draft.series.contains(where: { $0.requests.contains(draft.requests[5].id) })
  {
    draft.requests[5].minutes = number(2...3) * draft.slotMinutes
    draft.requests[5].split = .init(leastMinutes: draft.slotMinutes)
  }
  if !BookingProblem.faults(in: draft).isEmpty { draft.pins = [] }
  return draft
}

/// Two requests of A, one for either half of a morning, and one of B that is worth less, for either.
func shareContest(_ rule: BookingDraft.FairShareRule?, points: Int) -> BookingDraft {
  var draft = BookingDraft(name: "contest", firstDay: "2026-11-30", dayCount: 1)
  draft.institutions = [.init(id: "A", name: "A"), .init(id: "B", name: "B")]
  draft.devices = [.init(id: "D", name: "D", owner: "A", deviceClass: "X")]
  draft.openings = [.init(device: "D", weekday: 1, from: 480, to: 720)]
  draft.requests = [
    ("R0", "A", 90, 480...600), ("R1", "A", 80, 600...720), ("R2", "B", 20, 480...720),
  ].map { id, owner, weight, hours in
    .init(
      id: id, institution: owner, minutes: 120,
      windows: [.init(from: hours.lowerBound, to: hours.upperBound)],
      choices: [.init(target: "D")], weight: weight)
  }
  draft.fairShares = ["A", "B"].map {
    .init(institution: $0, minutes: 120, pointsPerSlot: points)
  }
  draft.fairShareRule = rule
  return draft
}

/// Two institutions with ten requests of one slot each, and a share of ten slots each, on a device that has so many
/// slots.
func shareHalves(slots: Int = 10) -> BookingDraft {
  var draft = shareContest(.maxMin, points: 0)
  draft.openings = [.init(device: "D", weekday: 1, from: 480, to: 480 + 30 * slots)]
  draft.requests = (0..<20).map { r in
    .init(
      id: "R\(r)", institution: r < 10 ? "A" : "B", minutes: 30,
      windows: [.init(from: 480, to: 480 + 30 * slots)], choices: [.init(target: "D")],
      weight: 20 + r)
  }
  draft.fairShares = ["A", "B"].map { .init(institution: $0, minutes: 300) }
  return draft
}

/// Every timetable of a tiny round, by what institutions use: the most points of each.
struct TimetableUses {
  private let draft: BookingDraft
  /// Slots of use by institution, with the most points.
  let best: [[Int]: Int]

  init(_ draft: BookingDraft) {
    self.draft = draft
    var enumeration = TimetableEnumeration(draft)
    best = enumeration.mostByUse()
  }

  /// Whole tenths of each share, in the order of the institutions.
  func tenths(_ uses: [Int]) -> [Int] {
    draft.institutions.indices.compactMap { i in
      let share = draft.fairShares.first { $0.institution == draft.institutions[i].id }
      guard let minutes = share?.minutes else { return nil }
      let target = minutes / draft.slotMinutes
      return (0...10).last { 10 * uses[i] >= $0 * target } ?? 0
    }
  }

  /// How many shares are below each tenth.
  func below(_ uses: [Int]) -> [Int] {
    let tenths = tenths(uses)
    return (1...10).map { level in tenths.count { $0 < level } }
  }
}
