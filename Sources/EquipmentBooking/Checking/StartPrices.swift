/// Prices of a round, added up along the slots so that any start is priced at once.
struct StartPrices {
  private let problem: BookingProblem
  private let prices: BookingPrices
  private let deviceSums: [[Int]]
  private let poolSums: [[Int]]
  private let sharePrice: [Int]
  private let quotasOf: [[Int]]

  /// - Precondition: The prices have the shape of the round.
  init(_ problem: BookingProblem, _ prices: BookingPrices) {
    func sums(_ row: [Int]) -> [Int] {
      var total = 0
      return [0]
        + row.map {
          total += $0
          return total
        }
    }
    self.problem = problem
    self.prices = prices
    deviceSums = prices.devices.map(sums)
    poolSums = prices.pools.map(sums)
    var sharePrice = [Int](repeating: 0, count: problem.institutions.count)
    for (share, price) in zip(problem.fairShares, prices.fairShares) {
      sharePrice[share.institution] += price
    }
    self.sharePrice = sharePrice
    var quotasOf = [[Int]](repeating: [], count: problem.institutions.count)
    for (q, quota) in problem.quotas.enumerated() { quotasOf[quota.institution].append(q) }
    self.quotasOf = quotasOf
  }

  /// What a request gains by a start beyond what it pays, in 1/256 points; `occupied` are the device of the
  /// choice and its parts.
  func gain(
    of request: BookingProblem.Request, _ choice: BookingProblem.Choice, at start: Int,
    occupied: [Int]
  ) -> Int {
    let from = start - choice.setUp
    let useEnd = start + request.length
    var gain =
      (request.weight + choice.bonus + request.hourBonus(at: start, on: choice.device))
      * BookingPrices.unitsPerPoint + request.length * sharePrice[request.institution]
    for d in occupied { gain -= deviceSums[d][useEnd + choice.cleanUp] - deviceSums[d][from] }
    if let pool = choice.pool { gain -= poolSums[pool][useEnd] - poolSums[pool][from] }
    for q in quotasOf[request.institution] {
      let quota = problem.quotas[q]
      let deviceClass = problem.devices[choice.device].deviceClass
      guard quota.deviceClass ?? deviceClass == deviceClass else { continue }
      for (period, price) in zip(quota.periods, prices.quotas[q])
      where period.contains(start) { gain -= request.length * price }
    }
    return gain
  }
}

/// What requests gain together: those that stand or fall together all or nothing, of alternatives one.
struct BundledGains {
  private let bundles: [(requests: [Int], isPromised: Bool, alternative: Int?)]
  private let alternativeCount: Int

  /// - Complexity: O(requests).
  init(_ problem: BookingProblem) {
    let alternativeOf = problem.alternativeOf
    bundles = problem.bundles.map { bundle in
      (
        bundle, bundle.contains { problem.requests[$0].pin != nil }, alternativeOf[bundle[0]]
      )
    }
    alternativeCount = problem.alternatives.count
  }

  /// The most that they gain, given the gain of each; `nil` for a request without a start.
  ///
  /// - Complexity: O(requests).
  func most(_ gains: [Int?]) -> Int {
    var sum = 0
    var mostOfAlternatives = [Int](repeating: 0, count: alternativeCount)
    var isDecided = [Bool](repeating: false, count: alternativeCount)
    for (bundle, isPromised, alternative) in bundles {
      // A request without any start keeps its series out.
      if !isPromised, bundle.contains(where: { gains[$0] == nil }) { continue }
      let gain = bundle.reduce(0) { $0 + (gains[$1] ?? 0) }
      if let a = alternative {
        // One of them at most, and that which is promised.
        if isPromised { (isDecided[a], mostOfAlternatives[a]) = (true, gain) }
        if !isDecided[a] { mostOfAlternatives[a] = max(mostOfAlternatives[a], gain) }
      } else {
        sum += isPromised ? gain : max(0, gain)
      }
    }
    return sum + mostOfAlternatives.reduce(0, +)
  }
}
