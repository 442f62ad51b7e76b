import EquipmentBooking

/// Every limit of a tiny round as one number, slot by slot and day by day, from the draft alone: places on
/// devices, operators on duty, use within quotas. The horizon is one week that begins on a Monday.
struct EnumeratedLimits {
  /// What there is of each limit.
  private(set) var room: [Int] = []

  private let draft: BookingDraft
  private let slots: Int
  private let pools: [String]

  init(_ draft: BookingDraft) {
    self.draft = draft
    slots = draft.dayCount * 1440 / draft.slotMinutes
    var pools: [String] = []
    for pool in draft.shifts.map(\.pool) + draft.datedShifts.map(\.pool)
    where !pools.contains(pool) { pools.append(pool) }
    self.pools = pools
    for device in draft.devices { room += (0..<slots).map { _ in device.capacity } }
    for pool in pools { room += (0..<slots).map { onDuty(pool, $0) } }
    for quota in draft.quotas {
      room += (0..<draft.dayCount).map { _ in quota.minutes / draft.slotMinutes }
    }
  }

  /// What a request takes of the limits at a place.
  func takes(_ r: Int, _ place: TinyOracle.Place) -> [(limit: Int, amount: Int)] {
    let (request, device) = (draft.requests[r], draft.devices[place.device])
    let begin = place.slot - (request.setUpMinutes ?? device.setUpMinutes) / draft.slotMinutes
    let end = place.slot + request.minutes / draft.slotMinutes
    let clean = end + (request.cleanUpMinutes ?? device.cleanUpMinutes) / draft.slotMinutes
    var taken: [(limit: Int, amount: Int)] = []
    for (d, other) in draft.devices.enumerated()
    where d == place.device || device.parts.contains(other.id) {
      taken += (begin..<clean).map { (d * slots + $0, 1) }
    }
    if let pool = request.operatorPool ?? device.operatorPool {
      let first = (draft.devices.count + (pools.firstIndex(of: pool) ?? 0)) * slots
      taken += (begin..<end).map { (first + $0, 1) }
    }
    let firstQuota = (draft.devices.count + pools.count) * slots
    for (q, quota) in draft.quotas.enumerated()
    where quota.institution == request.institution
      && quota.deviceClass ?? device.deviceClass == device.deviceClass
    {
      let (day, minute) = (place.slot * draft.slotMinutes).quotientAndRemainder(
        dividingBy: 1440)
      if let hours = quota.hours, minute < hours.from || minute >= hours.to { continue }
      // Limits of the week and of the horizon have one number, that of the first day.
      let period = quota.period == .day ? day : 0
      taken.append((firstQuota + q * draft.dayCount + period, end - place.slot))
    }
    return taken
  }

  private func onDuty(_ pool: String, _ slot: Int) -> Int {
    let (begin, end) = (slot * draft.slotMinutes, (slot + 1) * draft.slotMinutes)
    let dated = draft.datedShifts.filter {
      $0.pool == pool && $0.span.from <= begin && end <= $0.span.to
    }
    if !dated.isEmpty { return dated.reduce(0) { $0 + $1.count } }
    let midnight = begin / 1440 * 1440
    return draft.shifts.filter {
      $0.pool == pool && $0.weekday == midnight / 1440 + 1 && midnight + $0.from <= begin
        && end <= midnight + $0.to
    }.reduce(0) { $0 + $1.count }
  }
}
