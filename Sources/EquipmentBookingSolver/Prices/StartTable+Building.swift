import EquipmentBooking

extension StartTable {
  /// Writes down the starts of a round on groups of devices.
  ///
  /// - Parameters:
  ///   - problem: The round.
  ///   - groups: Devices taken together.
  ///   - options: Possible starts by request and group, as ``EquipmentBooking/BookingProblem`` gives
  ///     them for the groups.
  /// - Complexity: O(starts).
  init(_ problem: BookingProblem, groups: [DeviceGroup], options: [[StartOption]]) {
    slotCount = problem.grid.slotCount
    capacity = groups.map { Int32($0.capacity) }
    var groupOf = [Int32](repeating: 0, count: problem.devices.count)
    for (g, group) in groups.enumerated() {
      for d in group.devices { groupOf[d] = Int32(g) }
    }
    occupied = groups.enumerated().map { g, group in [Int32(g)] + group.parts.map { groupOf[$0] } }
    staff = problem.pools.flatMap { $0.onDuty.map(Int32.init) }
    addLimits(problem)
    var quotasOfInstitution = [[Int]](repeating: [], count: problem.institutions.count)
    for (q, quota) in problem.quotas.enumerated() {
      quotasOfInstitution[quota.institution].append(q)
    }
    var setIndex: [[Int32]: Int32] = [:]
    for (r, request) in problem.requests.enumerated() {
      let quotas = quotasOfInstitution[request.institution]
      for option in options[r] {
        let deviceClass = problem.devices[groups[option.group].representative].deviceClass
        let binding = quotas.filter { problem.quotas[$0].deviceClass ?? deviceClass == deviceClass }
        for range in ranges(of: option, request, problem, binding) {
          let rows = binding.compactMap { q -> Int32? in
            problem.quotas[q].periods.firstIndex { $0.contains(range.lowerBound) }.map {
              Int32(firstQuotaRow[q] + $0)
            }
          }
          let set = setIndex[rows] ?? Int32(quotaSets.count)
          if Int(set) == quotaSets.count {
            setIndex[rows] = set
            quotaSets.append(rows)
          }
          let hour = problem.hourBonus(of: r, at: range.lowerBound)
          segments.append(
            Segment(
              request: Int32(r), group: Int32(option.group),
              value: Int32(request.weight + option.choice.bonus + hour),
              first: Int32(range.lowerBound), last: Int32(range.upperBound - 1),
              before: Int32(option.choice.setUp), length: Int32(request.length),
              after: Int32(option.choice.cleanUp), pool: Int32(option.choice.pool ?? -1),
              quotas: set))
        }
      }
      firstSegment.append(Int32(segments.count))
    }
    addBundles(problem)
  }

  private mutating func addLimits(_ problem: BookingProblem) {
    for quota in problem.quotas {
      firstQuotaRow.append(quotaLimit.count)
      quotaLimit += quota.periods.map { _ in Int32(clamping: quota.limit) }
    }
    var shareOfInstitution = [Int32](repeating: -1, count: problem.institutions.count)
    for (q, share) in problem.fairShares.enumerated() {
      shareOfInstitution[share.institution] = Int32(q)
      shareTarget.append(Int32(clamping: share.target))
      sharePoints.append(Int32(share.pointsPerSlot))
    }
    shareOf = problem.requests.map { shareOfInstitution[$0.institution] }
  }

  private mutating func addBundles(_ problem: BookingProblem) {
    bundleOf = [Int32](repeating: 0, count: problem.requests.count)
    for bundle in problem.bundles {
      for r in bundle {
        bundleOf[r] = Int32(bundleCount)
        bundleMembers.append(Int32(r))
      }
      firstMember.append(Int32(bundleMembers.count))
      isPromised.append(bundle.contains { problem.requests[$0].pin != nil })
    }
  }

  /// The starts of an option in runs that are worth the same and count against the same quotas; of a
  /// promised request, its start alone.
  private func ranges(
    of option: StartOption, _ request: BookingProblem.Request, _ problem: BookingProblem,
    _ quotas: [Int]
  ) -> [Range<Int>] {
    if let pin = request.pin {
      let isThere = option.choice.device == pin.device && option.slots.contains(pin.start)
      return isThere ? [pin.start..<pin.start + 1] : []
    }
    var cuts: Set<Int> = [request.preferred.lowerBound, request.preferred.upperBound]
    for q in quotas {
      for period in problem.quotas[q].periods { cuts.insert(period.lowerBound) }
    }
    var runs: [Range<Int>] = []
    for slot in option.slots {
      if let last = runs.last, last.upperBound == slot, !cuts.contains(slot) {
        runs[runs.count - 1] = last.lowerBound..<slot + 1
      } else {
        runs.append(slot..<slot + 1)
      }
    }
    return runs
  }
}
