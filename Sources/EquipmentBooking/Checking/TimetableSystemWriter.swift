import Solving

/// Writes the unknowns and rows of ``TimetableSystem``, slot by slot from the rules.
struct TimetableSystemWriter {
  let problem: BookingProblem
  let groups: [DeviceGroup]
  var system = IntegerSystem()
  var accept: [Int] = []
  /// For each request and group; `nil` if the request may not use the group.
  var onDevice: [[Int?]] = []
  /// For each request and day.
  var onDay: [[Int]] = []
  /// For each request, group and slot; `nil` if the request cannot start there and then.
  var start: [[[Int?]]] = []
  /// For each fair share, what it lacks.
  var short: [Int] = []

  init(_ problem: BookingProblem, groups: [DeviceGroup]) {
    self.problem = problem
    self.groups = groups
  }

  mutating func write() {
    addUnknowns()
    addPlaces()
    addDevices()
    addOperators()
    addSeries()
    addAlternatives()
    addOrder()
    addQuotas()
    addFairShares()
    addPins()
  }

  /// The request's authorised choice that stands for a group.
  private func choice(_ r: Int, _ g: Int) -> BookingProblem.Choice? {
    let choice = problem.requests[r].choice(of: groups[g].representative)
    return choice?.isAuthorized == true ? choice : nil
  }

  /// Whether the use lies in a window and the device is open from set-up to clean-up.
  private func canStart(_ r: Int, _ choice: BookingProblem.Choice, at slot: Int) -> Bool {
    let request = problem.requests[r]
    let end = slot + request.length
    guard request.windows.contains(where: { $0.lowerBound <= slot && end <= $0.upperBound }),
      choice.allows(slot..<end),
      slot - choice.setUp >= 0, end + choice.cleanUp <= problem.grid.slotCount
    else { return false }
    let device = problem.devices[choice.device]
    return (slot - choice.setUp..<end + choice.cleanUp).allSatisfy(device.isOpen)
  }

  private mutating func addUnknowns() {
    for (r, request) in problem.requests.enumerated() {
      accept.append(system.addColumn("accept[\(r)]", in: 0...1, cost: -request.weight))
      var devices: [Int?] = []
      var starts: [[Int?]] = []
      for g in groups.indices {
        guard let choice = choice(r, g) else {
          devices.append(nil)
          starts.append([])
          continue
        }
        devices.append(
          system.addColumn("on_device[\(r),\(g)]", in: 0...1, cost: -choice.bonus))
        starts.append(
          (0..<problem.grid.slotCount).map { slot in
            guard canStart(r, choice, at: slot) else { return nil }
            let bonus = request.hourBonus(at: slot, on: choice.device)
            // The quota's row says so already; the range says it to proofs that do not use the row.
            let isPossible =
              request.pin != nil || !problem.exceedsQuota(request, on: choice.device, at: slot)
            return system.addColumn(
              "start[\(r),\(g),\(slot)]", in: 0...(isPossible ? 1 : 0), cost: -bonus)
          })
      }
      onDevice.append(devices)
      start.append(starts)
      onDay.append(
        (0..<problem.grid.dayCount).map {
          system.addColumn("on_day[\(r),\($0)]", in: 0...1)
        })
    }
  }

  /// placed, on_one_device, on_one_day: a request has one device, one day, one start, or none.
  private mutating func addPlaces() {
    for r in problem.requests.indices {
      let devices = onDevice[r].compactMap { $0 }
      system.addRow(
        "placed[\(r)]", [(accept[r], 1)] + devices.map { ($0, -1) }, lower: 0, upper: 0)
      for g in groups.indices {
        guard let device = onDevice[r][g] else { continue }
        let starts = start[r][g].compactMap { $0 }
        // The row says so already; the range says it to proofs that do not use the row.
        if starts.allSatisfy({ system.columns[$0].range.upperBound == 0 }) {
          _ = system.narrow(device, to: 0...0)
        }
        system.addRow(
          "on_one_device[\(r),\(g)]", [(device, 1)] + starts.map { ($0, -1) }, lower: 0, upper: 0)
      }
      for (y, day) in onDay[r].enumerated() {
        let slots = y * problem.grid.slotsPerDay..<(y + 1) * problem.grid.slotsPerDay
        let starts = groups.indices.flatMap { g in
          start[r][g].isEmpty ? [] : slots.compactMap { start[r][g][$0] }
        }
        system.addRow(
          "on_one_day[\(r),\(y)]", [(day, 1)] + starts.map { ($0, -1) }, lower: 0, upper: 0)
      }
    }
  }

  /// device[g,u]: a group serves no more requests at once than its capacity, users of a combined device
  /// that it is part of included.
  private mutating func addDevices() {
    for (g, group) in groups.enumerated() {
      let occupants = groups.indices.filter { groups[$0].occupies(group) }
      let users = occupants.flatMap { h in
        problem.requests.indices.compactMap { r in choice(r, h).map { (r, h, $0) } }
      }
      for slot in 0..<problem.grid.slotCount
      where problem.devices[group.representative].isOpen(slot) {
        var terms: [(column: Int, coefficient: Int)] = []
        for (r, h, choice) in users {
          let request = problem.requests[r]
          // Starts whose occupation, set-up to clean-up, covers the slot.
          let earliest = max(0, slot - request.length - choice.cleanUp + 1)
          for begin in earliest...slot + choice.setUp {
            guard start[r][h].indices.contains(begin), let column = start[r][h][begin] else {
              continue
            }
            terms.append((column, 1))
          }
        }
        system.addRow("device[\(g),\(slot)]", terms, upper: group.capacity)
      }
    }
  }

  /// operators[p,u]: no more operators are busy than are on duty.
  private mutating func addOperators() {
    for (p, pool) in problem.pools.enumerated() {
      let attended = problem.requests.indices.flatMap { r in
        groups.indices.compactMap { g in
          choice(r, g).flatMap { $0.pool == p ? (request: r, group: g, choice: $0) : nil }
        }
      }
      for slot in 0..<problem.grid.slotCount {
        var terms: [(column: Int, coefficient: Int)] = []
        for (r, g, choice) in attended {
          // Starts whose set-up and use cover the slot.
          let earliest = max(0, slot - problem.requests[r].length + 1)
          for begin in earliest...slot + choice.setUp {
            guard start[r][g].indices.contains(begin), let column = start[r][g][begin] else {
              continue
            }
            terms.append((column, 1))
          }
        }
        system.addRow("operators[\(p),\(slot)]", terms, upper: pool.onDuty[slot])
      }
    }
  }

  /// series[s,r]: the requests of a series that stands or falls together are accepted like its first.
  private mutating func addSeries() {
    for (s, series) in problem.series.enumerated() where series.isAllOrNothing {
      for r in series.requests.dropFirst() {
        system.addRow(
          "series[\(s),\(r)]", [(accept[r], 1), (accept[series.requests[0]], -1)], lower: 0,
          upper: 0)
      }
    }
  }

  /// only_one[a]: of the ways to fulfil a wish one is taken at most.
  private mutating func addAlternatives() {
    for (a, list) in problem.alternatives.enumerated() {
      system.addRow("only_one[\(a)]", list.map { (accept[$0], 1) }, upper: 1)
    }
  }

  /// order[s,r,p,u]: if request r of a series begins in slot u or before, the one before it, p, has ended, and
  /// the gap has passed.
  private mutating func addOrder() {
    for (s, series) in problem.series.enumerated() {
      guard let gap = series.gap else { continue }
      for (before, r) in zip(series.requests, series.requests.dropFirst()) {
        let length = problem.requests[before].length
        func columns(_ r: Int, _ isCounted: (Int) -> Bool) -> [(column: Int, coefficient: Int)] {
          start[r].flatMap { row in
            row.enumerated().compactMap { t, column in
              isCounted(t) ? column.map { ($0, 1) } : nil
            }
          }
        }
        for slot in 0..<problem.grid.slotCount {
          system.addRow(
            "order[\(s),\(r),\(before),\(slot)]",
            columns(before) { $0 + length + gap > slot } + columns(r) { $0 <= slot }, upper: 1)
        }
      }
    }
  }

  /// fair_share[q]: what an institution uses and what it lacks make up its share.
  private mutating func addFairShares() {
    for (q, share) in problem.fairShares.enumerated() {
      short.append(
        system.addColumn("short[\(q)]", in: 0...share.target, cost: share.pointsPerSlot))
      let mine = problem.requests.indices.filter {
        problem.requests[$0].institution == share.institution
      }
      system.addRow(
        "fair_share[\(q)]",
        [(short[q], 1)] + mine.map { (accept[$0], problem.requests[$0].length) },
        lower: share.target)
    }
  }

  /// quota[q,f]: an institution uses no more than its quota in the period that begins at f.
  private mutating func addQuotas() {
    for (q, quota) in problem.quotas.enumerated() {
      for period in quota.periods {
        var terms: [(column: Int, coefficient: Int)] = []
        for (r, request) in problem.requests.enumerated()
        where request.institution == quota.institution {
          for g in groups.indices {
            let deviceClass = problem.devices[groups[g].representative].deviceClass
            guard quota.deviceClass ?? deviceClass == deviceClass else { continue }
            for (slot, column) in start[r][g].enumerated() where period.contains(slot) {
              if let column { terms.append((column, request.length)) }
            }
          }
        }
        system.addRow("quota[\(q),\(period.lowerBound)]", terms, upper: quota.limit)
      }
    }
  }

  /// pinned[r,g,t]: promised bookings stay.
  private mutating func addPins() {
    for case let pin? in problem.requests.map(\.pin) {
      guard let g = groups.firstIndex(where: { $0.devices.contains(pin.device) }),
        start[pin.request][g].indices.contains(pin.start),
        let column = start[pin.request][g][pin.start]
      else { continue }
      system.addRow(
        "pinned[\(pin.request),\(g),\(pin.start)]", [(column, 1)], lower: 1, upper: 1)
      // The promise fixes the sums that contain it, too.
      let day = pin.start / problem.grid.slotsPerDay
      for unknown in [column, onDevice[pin.request][g], onDay[pin.request][day]] {
        if let unknown { _ = system.narrow(unknown, to: 1...1) }
      }
      _ = system.narrow(accept[pin.request], to: 1...1)
    }
  }
}
