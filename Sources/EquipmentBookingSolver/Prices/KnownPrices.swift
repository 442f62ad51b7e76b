import EquipmentBooking

extension PriceVector {
  /// Prices of an earlier round with the same limits, to begin with; `nil` if they are of another shape or out of
  /// range. Whatever they are, what is searched from them on proves a bound.
  ///
  /// What is closed by now costs nothing, and no fair share is worth more than it is fined.
  init?(
    _ known: BookingPrices, of problem: BookingProblem, _ groups: [DeviceGroup], _ table: StartTable
  ) {
    let slots = table.slotCount
    let range = 0...BookingPrices.most
    let rows = known.devices + known.pools
    guard known.devices.count == problem.devices.count, known.pools.count == problem.pools.count,
      rows.allSatisfy({ $0.count == slots }),
      known.quotas.map(\.count) == problem.quotas.map(\.periods.count),
      known.fairShares.count == problem.fairShares.count,
      (rows + known.quotas + [known.fairShares]).allSatisfy({ $0.allSatisfy(range.contains) })
    else { return nil }
    self.init(for: table)
    for (g, group) in groups.enumerated() {
      let d = group.representative
      for t in 0..<slots where problem.devices[d].isOpen(t) {
        device[g * slots + t] = Double(known.devices[d][t])
      }
    }
    for (p, row) in known.pools.enumerated() {
      for t in 0..<slots { pool[p * slots + t] = Double(row[t]) }
    }
    for (q, row) in known.quotas.enumerated() {
      for (k, price) in row.enumerated() { quota[table.firstQuotaRow[q] + k] = Double(price) }
    }
    for (q, price) in known.fairShares.enumerated() {
      share[q] = min(Double(price), Double(table.sharePoints[q]) * Self.unitsPerPoint)
    }
  }
}
