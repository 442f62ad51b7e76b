/// All starts of a round and the budgets of its institutions, as a proof by schedules refers to them.
struct ScheduleSystem {
  /// A possible start, found by trying each slot.
  struct Start {
    let request: Int
    let device: Int
    /// Span of the device in which it lies.
    var span: Int
    let start: Int
    let occupied: Range<Int>
    let attended: Range<Int>
    let pool: Int?
    let points: Int
    /// Quotas and periods that it counts against.
    let quotas: [(quota: Int, period: Int)]
  }

  /// What is still possible.
  struct Domain {
    /// For each start.
    var isPossible: [Bool]
    /// For each bundle; `nil` while it is open.
    var isAccepted: [Bool?]
  }

  let problem: BookingProblem
  let starts: [Start]
  /// Starts of each span of each device.
  let spans: [[[Int]]]
  let bundles: [[Int]]
  let bundleOf: [Int]
  let budgets: [InstitutionBudget]

  init(_ problem: BookingProblem, keeping keepsQuota: [[Bool]]) throws(ScheduleProof.Defect) {
    self.problem = problem
    guard keepsQuota.map(\.count) == problem.quotas.map(\.periods.count) else {
      throw .shape(node: 0)
    }
    var quotasOf = [[Int]](repeating: [], count: problem.institutions.count)
    for (q, quota) in problem.quotas.enumerated() { quotasOf[quota.institution].append(q) }
    let firstClosed = problem.devices.map(problem.firstClosedSlots)
    var found: [Start] = []
    for (r, request) in problem.requests.enumerated() {
      for choice in request.choices where choice.isAuthorized {
        for start in problem.possibleStarts(
          of: request, choice, firstClosed: firstClosed[choice.device])
        {
          found.append(Self.start(problem, r, choice, start, quotasOf[request.institution]))
        }
      }
    }
    var spans = [[[Int]]](repeating: [], count: problem.devices.count)
    let keys = found.map { $0.device * (problem.grid.slotCount + 1) + $0.occupied.lowerBound }
    let order = found.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    var end = 0
    for i in order {
      let device = found[i].device
      if spans[device].isEmpty || found[i].occupied.lowerBound >= end {
        spans[device].append([])
        end = 0
      }
      end = max(end, found[i].occupied.upperBound)
      found[i].span = spans[device].count - 1
      spans[device][found[i].span].append(i)
    }
    starts = found
    self.spans = spans
    bundles = problem.bundles
    var bundleOf = [Int](repeating: 0, count: problem.requests.count)
    for (b, bundle) in bundles.enumerated() {
      for r in bundle { bundleOf[r] = b }
    }
    self.bundleOf = bundleOf
    budgets = try InstitutionBudget.all(
      problem, starts: found, bundles: bundles, keeping: keepsQuota)
  }

  private static func start(
    _ problem: BookingProblem, _ r: Int, _ choice: BookingProblem.Choice, _ start: Int,
    _ own: [Int]
  ) -> Start {
    let request = problem.requests[r]
    let use = start..<start + request.length
    let deviceClass = problem.devices[choice.device].deviceClass
    var rows: [(quota: Int, period: Int)] = []
    for q in own where (problem.quotas[q].deviceClass ?? deviceClass) == deviceClass {
      let quota = problem.quotas[q]
      for (f, period) in quota.periods.enumerated() where period.contains(start) {
        rows.append((q, f))
      }
    }
    return Start(
      request: r, device: choice.device, span: 0, start: start,
      occupied: use.lowerBound - choice.setUp..<use.upperBound + choice.cleanUp,
      attended: use.lowerBound - choice.setUp..<use.upperBound, pool: choice.pool,
      points: problem.value(of: Booking(request: r, device: choice.device, start: start)),
      quotas: rows)
  }

  /// All starts; what is promised is accepted, and a request without any start keeps its series out.
  var everything: Domain {
    var canStart = [Bool](repeating: false, count: problem.requests.count)
    for start in starts { canStart[start.request] = true }
    return Domain(
      isPossible: starts.map { _ in true },
      isAccepted: bundles.map { bundle in
        if bundle.contains(where: { problem.requests[$0].pin != nil }) { return true }
        return bundle.allSatisfy { canStart[$0] } ? nil : false
      })
  }

  /// Throws what is wrong with prices.
  func check(_ prices: ScheduleProof.Prices, node: Int) throws(ScheduleProof.Defect) {
    let slots = problem.grid.slotCount
    guard prices.requests.count == problem.requests.count,
      prices.pools.count == problem.pools.count,
      prices.pools.allSatisfy({ $0.count == slots }),
      prices.devices.count == problem.devices.count,
      prices.devices.allSatisfy({ $0.isEmpty || $0.count == slots }),
      prices.quotas.map(\.count) == problem.quotas.map(\.periods.count)
    else { throw .shape(node: node) }
    for once in prices.once {
      guard spans.indices.contains(once.device), spans[once.device].indices.contains(once.span),
        once.requests.count <= ScheduleProof.mostOnce,
        once.requests.allSatisfy(problem.requests.indices.contains)
      else { throw .shape(node: node) }
    }
    let most = BookingPrices.most
    for row in prices.pools + prices.devices + prices.quotas {
      guard row.allSatisfy((0...most).contains) else { throw .outOfRange(node: node) }
    }
    guard prices.requests.allSatisfy((-most...most).contains) else {
      throw .outOfRange(node: node)
    }
  }
}
