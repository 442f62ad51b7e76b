import EquipmentBooking

extension ScheduleBranching {
  /// The tree as a proof, device by device.
  func certificate(of problem: BookingProblem, groups: [DeviceGroup]) -> ScheduleProof {
    certificate(of: problem, groups: groups, proof)
  }

  /// Nodes as a proof, device by device.
  func certificate(
    of problem: BookingProblem, groups: [DeviceGroup], _ nodes: [ScheduleNode]
  ) -> ScheduleProof {
    let slots = schedules.table.slotCount
    func row(_ values: [Double], _ line: Int) -> [Int] {
      values[line * slots..<(line + 1) * slots].map { Int($0) }
    }
    func perQuota<T>(_ value: (Int) -> T) -> [[T]] {
      problem.quotas.enumerated().map { q, quota in
        quota.periods.indices.map { value(schedules.table.firstQuotaRow[q] + $0) }
      }
    }
    func written(_ prices: SchedulePrices, _ once: [[Int32]]) -> ScheduleProof.Prices {
      var devices = [[Int]](repeating: [], count: problem.devices.count)
      for (g, group) in groups.enumerated() where schedules.lineOfGroup[g] >= 0 {
        let prices = row(prices.line, Int(schedules.lineOfGroup[g]))
        for d in group.devices { devices[d] = prices }
      }
      var told: [ScheduleProof.Once] = []
      for (s, span) in schedules.spans.enumerated() where !once[s].isEmpty {
        for d in groups[Int(span.group)].devices {
          told.append(.init(device: d, span: Int(span.ordinal), requests: once[s].map(Int.init)))
        }
      }
      return ScheduleProof.Prices(
        requests: prices.request.map { Int($0) },
        pools: problem.pools.indices.map { row(prices.line, $0) }, devices: devices,
        quotas: perQuota { Int(prices.quota[$0]) }, once: told)
    }
    return ScheduleProof(
      keepsQuota: perQuota { schedules.budgets.isExact[$0] },
      nodes: nodes.map { node in
        switch node {
        case .bounded(let prices, let once): .bounded(written(prices, once))
        case .narrowed(let prices, let once, let reach):
          .narrowed(written(prices, once), reach: reach)
        case .program(let certificate, let prices, let once):
          .program(certificate, written(prices, once))
        }
      })
  }
}
