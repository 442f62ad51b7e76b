package import EquipmentBooking

/// What the engine begins with, and the prices that it ends with.
extension TimetableEngine {
  /// Takes over a timetable that breaks no rule, if it is worth more than the present one, and says so.
  mutating func begin(with timetable: Timetable) -> Bool {
    let other = SlotBoard(table)
    for booking in timetable.bookings {
      let entry = Int(table.entryOf[booking.request])
      let segment = table.segmentRange(entry).first { k in
        let place = table.segments[k]
        return Int(place.wish) == booking.request
          && groups[Int(place.group)].devices.contains(booking.device)
          && (Int(place.first)...Int(place.last)).contains(booking.start)
      }
      if let segment { other.put(entry, segment, booking.start) }
    }
    guard other.value > board.value else { return false }
    Snapshot(other).restore(board)
    return true
  }

  /// The best prices found, device by device.
  package var certifiedPrices: BookingPrices {
    let slots = table.slotCount
    let best = priceSearch.best
    var devices = [[Int]](
      repeating: [Int](repeating: 0, count: slots), count: problem.devices.count)
    for (g, group) in groups.enumerated() {
      let row = (0..<slots).map { Int(best.device[g * slots + $0]) }
      for d in group.devices { devices[d] = row }
    }
    return BookingPrices(
      devices: devices,
      pools: problem.pools.indices.map { p in
        (0..<slots).map { Int(best.pool[p * slots + $0]) }
      },
      quotas: problem.quotas.enumerated().map { q, quota in
        quota.periods.indices.map { Int(best.quota[table.firstQuotaRow[q] + $0]) }
      },
      fairShares: best.share.map { Int($0) })
  }
}
