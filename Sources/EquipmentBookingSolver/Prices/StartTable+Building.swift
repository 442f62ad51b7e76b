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
    let shareOfInstitution = addLimits(problem)
    var quotasOfInstitution = [[Int]](repeating: [], count: problem.institutions.count)
    for (q, quota) in problem.quotas.enumerated() {
      quotasOfInstitution[quota.institution].append(q)
    }
    var setIndex: [[Int32]: Int32] = [:]
    let wishes = Self.wishes(of: problem)
    entryOf = [Int32](repeating: 0, count: problem.requests.count)
    for (entry, ways) in wishes.enumerated() {
      for r in ways { entryOf[r] = Int32(entry) }
      let promised = ways.first { problem.requests[$0].pin != nil }
      for r in promised.map({ [$0] }) ?? ways {
        add(r, of: entry, problem, groups, options[r], quotasOfInstitution, &setIndex)
      }
      firstSegment.append(Int32(segments.count))
    }
    institutionOf = wishes.map { Int32(problem.requests[$0[0]].institution) }
    lengthOf = wishes.map { Int32(problem.requests[$0[0]].length) }
    shareOf = wishes.map { ways in
      shareOfInstitution[problem.requests[ways[0]].institution]
    }
    addBundles(problem)
  }

  /// The round's requests, alternatives that stand by themselves together; by first request.
  private static func wishes(of problem: BookingProblem) -> [[Int]] {
    var isSeries = [Bool](repeating: false, count: problem.requests.count)
    for bundle in problem.bundles where bundle.count > 1 {
      for r in bundle { isSeries[r] = true }
    }
    var wishes = problem.requests.indices.map { [$0] }
    for list in problem.alternatives {
      let alone = list.filter { !isSeries[$0] }
      guard let first = alone.first else { continue }
      for r in alone { wishes[r] = [] }
      wishes[first] = alone
    }
    return wishes.filter { !$0.isEmpty }
  }

  /// Segments of a request of the round as those of a request of the table.
  private mutating func add(
    _ r: Int, of entry: Int, _ problem: BookingProblem, _ groups: [DeviceGroup],
    _ options: [StartOption], _ quotasOfInstitution: [[Int]], _ setIndex: inout [[Int32]: Int32]
  ) {
    let request = problem.requests[r]
    let quotas = quotasOfInstitution[request.institution]
    for option in options {
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
        let hour = request.hourBonus(at: range.lowerBound, on: option.choice.device)
        segments.append(
          Segment(
            request: Int32(entry), wish: Int32(r), group: Int32(option.group),
            value: Int32(request.weight + option.choice.bonus + hour),
            first: Int32(range.lowerBound), last: Int32(range.upperBound - 1),
            before: Int32(option.choice.setUp), length: Int32(request.length),
            after: Int32(option.choice.cleanUp), pool: Int32(option.choice.pool ?? -1),
            quotas: set))
      }
    }
  }

  private mutating func addLimits(_ problem: BookingProblem) -> [Int32] {
    for quota in problem.quotas {
      firstQuotaRow.append(quotaLimit.count)
      quotaLimit += quota.periods.map { _ in Int32(clamping: quota.limit) }
    }
    var shareOfInstitution = [Int32](repeating: -1, count: problem.institutions.count)
    for share in problem.fairShares {
      // Those of an institution follow one another.
      if shareOfInstitution[share.institution] < 0 {
        shareOfInstitution[share.institution] = Int32(firstShareRow.count - 1)
        firstShareRow.append(Int32(shareTarget.count))
      }
      shareTarget.append(Int32(clamping: share.target))
      sharePoints.append(Int32(share.pointsPerSlot))
      firstShareRow[firstShareRow.count - 1] = Int32(shareTarget.count)
    }
    return shareOfInstitution
  }

  private mutating func addBundles(_ problem: BookingProblem) {
    comesAfter = [Int32](repeating: -1, count: requestCount)
    gapBefore = [Int32](repeating: 0, count: requestCount)
    for series in problem.series {
      guard let gap = series.gap else { continue }
      for (before, r) in zip(series.requests, series.requests.dropFirst()) {
        comesAfter[Int(entryOf[r])] = entryOf[before]
        gapBefore[Int(entryOf[r])] = Int32(gap)
      }
    }
    bundleOf = [Int32](repeating: -1, count: requestCount)
    let alternativeOf = problem.alternativeOf
    var rivalsIndex = [Int32](repeating: -1, count: problem.alternatives.count)
    var isRival = [Bool](repeating: false, count: problem.alternatives.count)
    for bundle in problem.bundles where bundle.count > 1 {
      if let a = alternativeOf[bundle[0]] { isRival[a] = true }
    }
    for bundle in problem.bundles where bundleOf[Int(entryOf[bundle[0]])] < 0 {
      for r in bundle {
        bundleOf[Int(entryOf[r])] = Int32(bundleCount)
        bundleMembers.append(entryOf[r])
      }
      firstMember.append(Int32(bundleMembers.count))
      isPromised.append(false)
      rivalsOf.append(-1)
      guard let a = alternativeOf[bundle[0]], isRival[a] else { continue }
      if rivalsIndex[a] < 0 {
        rivalsIndex[a] = Int32(rivalsCount)
        rivalsCount += 1
      }
      rivalsOf[rivalsOf.count - 1] = rivalsIndex[a]
    }
    for (r, request) in problem.requests.enumerated() where request.pin != nil {
      isPromised[Int(bundleOf[Int(entryOf[r])])] = true
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
      for period in problem.quotas[q].periods {
        cuts.formUnion([period.lowerBound, period.upperBound])
      }
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
