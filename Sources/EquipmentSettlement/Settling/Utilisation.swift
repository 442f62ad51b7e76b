import Alliance

extension UseLedger {
  /// Plan against use of each device.
  func utilisation() -> [Settlement.DeviceUse] {
    var result = devices.map { device in
      var use = Settlement.DeviceUse()
      use.base = fullUse(yearlyHours: device.yearlyHours) * device.capacity
      return use
    }
    for use in uses {
      let d = use.device
      result[d].planned += use.entry.plan?.minutes ?? 0
      switch use.entry.event {
      case .used:
        let minutes = use.entry.actual?.minutes ?? 0
        result[d].used += minutes
        result[d].useCount += 1
        if use.user != devices[d].owner { result[d].shared += minutes }
        if use.entry.plan == nil { result[d].unplannedCount += 1 }
      case .cancelled: result[d].cancelledCount += 1
      case .noShow: result[d].noShowCount += 1
      }
    }
    return result
  }

  /// Minutes of full use in the period, in proportion to its days of each year, rounded down.
  private func fullUse(yearlyHours: Int) -> Int {
    var minutes = 0
    for year in period.lowerBound.year...period.upperBound.year {
      let days = period.count { $0.year == year }
      minutes += yearlyHours * 60 * days / (Day.isLeap(year) ? 366 : 365)
    }
    return minutes
  }
}
