/// What every request would choose at given prices, and the bound that follows.
///
/// At any prices the limits' own worth plus what each bundle can gain beyond what it pays is at least the
/// value of every timetable (Lagrangian relaxation of all limits; Geoffrion 1974,
/// doi:10.1007/BFb0120690). With prefix sums a start is looked at once, however long it is.
struct PriceEvaluation {
  let table: StartTable
  /// Prefix sums of prices by group, the parts of combined devices included; `slotCount + 1` each.
  private(set) var devicePrefix: [Double]
  private(set) var poolPrefix: [Double]
  private var quotaSetPrice: [Double]
  /// What a slot of use earns towards an institution's fair shares.
  private var sharePrice: [Double]
  /// For each request, its best start: segment and slot, −1 for none, and what is left of its value.
  private(set) var bestSegment: [Int32]
  private(set) var bestStart: [Int32]
  private(set) var bestGain: [Double]
  /// Whether each bundle gains something.
  private(set) var isTaken: [Bool]
  /// How often each limit is used, in the slots of ``PriceVector``.
  private(set) var deviceUse: [Int32]
  private(set) var poolUse: [Int32]
  private(set) var quotaUse: [Int32]
  private(set) var shareUse: [Int32]
  /// Upper bound on the value of every timetable, in units.
  private(set) var bound = 0.0

  init(_ table: StartTable) {
    self.table = table
    let width = table.slotCount + 1
    devicePrefix = [Double](repeating: 0, count: table.groupCount * width)
    poolPrefix = [Double](repeating: 0, count: table.poolCount * width)
    quotaSetPrice = [Double](repeating: 0, count: table.quotaSets.count)
    sharePrice = [Double](repeating: 0, count: table.firstShareRow.count - 1)
    bestSegment = [Int32](repeating: -1, count: table.requestCount)
    bestStart = bestSegment
    bestGain = [Double](repeating: 0, count: table.requestCount)
    isTaken = [Bool](repeating: false, count: table.bundleCount)
    deviceUse = [Int32](repeating: 0, count: table.groupCount * width)
    poolUse = [Int32](repeating: 0, count: table.poolCount * width)
    quotaUse = [Int32](repeating: 0, count: table.quotaLimit.count)
    shareUse = [Int32](repeating: 0, count: table.shareTarget.count)
  }

  /// Looks at every start.
  ///
  /// - Complexity: O(starts + limits).
  mutating func evaluate(_ prices: PriceVector) {
    sumUp(prices)
    chooseStarts(prices)
    countUse()
    bound = worthOfLimits(prices)
    for b in 0..<table.bundleCount where isTaken[b] {
      for r in table.members(b) { bound += bestGain[Int(r)] }
    }
  }

  /// What a use from `start` pays for device and operator, in units.
  func price(of place: StartTable.Segment, at start: Int) -> Double {
    let group = Int(place.group) * (table.slotCount + 1)
    let from = start - Int(place.before)
    let useEnd = start + Int(place.length)
    var cost = devicePrefix[group + useEnd + Int(place.after)] - devicePrefix[group + from]
    if place.pool >= 0 {
      let pool = Int(place.pool) * (table.slotCount + 1)
      cost += poolPrefix[pool + useEnd] - poolPrefix[pool + from]
    }
    return cost
  }

  /// What a use at a segment is worth before it pays for device and operator, in units.
  func worth(of place: StartTable.Segment) -> Double {
    let share = Int(table.shareOf[Int(place.request)])
    return Double(place.value) * PriceVector.unitsPerPoint
      + Double(place.length)
      * ((share < 0 ? 0 : sharePrice[share]) - quotaSetPrice[Int(place.quotas)])
  }

  private mutating func sumUp(_ prices: PriceVector) {
    let (slots, width) = (table.slotCount, table.slotCount + 1)
    func sum(_ from: [Double], _ rows: Int, into prefix: inout [Double]) {
      from.withUnsafeBufferPointer { from in
        prefix.withUnsafeMutableBufferPointer { prefix in
          for row in 0..<rows {
            var total = 0.0
            for t in 0..<slots {
              prefix[row * width + t] = total
              total += from[row * slots + t]
            }
            prefix[row * width + slots] = total
          }
        }
      }
    }
    sum(prices.device, table.groupCount, into: &devicePrefix)
    sum(prices.pool, table.poolCount, into: &poolPrefix)
    for g in 0..<table.groupCount {
      for part in table.occupied[g].dropFirst() {
        for t in 0..<width { devicePrefix[g * width + t] += devicePrefix[Int(part) * width + t] }
      }
    }
    for (s, rows) in table.quotaSets.enumerated() {
      quotaSetPrice[s] = rows.reduce(0) { $0 + prices.quota[Int($1)] }
    }
    for s in sharePrice.indices {
      sharePrice[s] = (table.firstShareRow[s]..<table.firstShareRow[s + 1]).reduce(0) {
        $0 + prices.share[Int($1)]
      }
    }
  }

  private mutating func chooseStarts(_ prices: PriceVector) {
    let width = table.slotCount + 1
    table.segments.withUnsafeBufferPointer { segments in
      table.firstSegment.withUnsafeBufferPointer { firstSegment in
        devicePrefix.withUnsafeBufferPointer { devicePrefix in
          poolPrefix.withUnsafeBufferPointer { poolPrefix in
            for r in 0..<table.requestCount {
              var best = -Double.infinity
              var bestSegment: Int32 = -1
              var bestStart: Int32 = -1
              let share = Int(table.shareOf[r])
              let sharePrice = share < 0 ? 0 : self.sharePrice[share]
              for k in Int(firstSegment[r])..<Int(firstSegment[r + 1]) {
                let segment = segments[k]
                let length = Double(segment.length)
                let worth =
                  Double(segment.value) * PriceVector.unitsPerPoint
                  + length * (sharePrice - quotaSetPrice[Int(segment.quotas)])
                // Prices are not negative: the segment cannot do better than this.
                if worth <= best { continue }
                let (first, last) = (Int(segment.first), Int(segment.last))
                let (before, use) = (Int(segment.before), Int(segment.length))
                let end = use + Int(segment.after)
                let group = devicePrefix.baseAddress.unsafelyUnwrapped + Int(segment.group) * width
                var cheapest = Double.infinity
                var at = first
                if segment.pool < 0 {
                  for t in first...last {
                    let cost = group[t &+ end] - group[t &- before]
                    if cost < cheapest {
                      cheapest = cost
                      at = t
                    }
                  }
                } else {
                  let pool = poolPrefix.baseAddress.unsafelyUnwrapped + Int(segment.pool) * width
                  for t in first...last {
                    let cost =
                      group[t &+ end] - group[t &- before] + pool[t &+ use] - pool[t &- before]
                    if cost < cheapest {
                      cheapest = cost
                      at = t
                    }
                  }
                }
                if worth - cheapest > best {
                  best = worth - cheapest
                  bestSegment = Int32(k)
                  bestStart = Int32(at)
                }
              }
              self.bestSegment[r] = bestSegment
              self.bestStart[r] = bestStart
              bestGain[r] = best
            }
          }
        }
      }
    }
    for b in 0..<table.bundleCount { isTaken[b] = table.isPromised[b] || gain(b) > 0 }
    if table.rivalsCount > 0 { keepBestRivals() }
  }

  private func gain(_ b: Int) -> Double {
    table.members(b).reduce(0) { $0 + bestGain[Int($1)] }
  }

  /// Of rivals one is taken: the promised one, else that which gains most.
  private mutating func keepBestRivals() {
    var best = [Int](repeating: -1, count: table.rivalsCount)
    for b in 0..<table.bundleCount where isTaken[b] && table.rivalsOf[b] >= 0 {
      let rivals = Int(table.rivalsOf[b])
      let held = best[rivals]
      let isBetter =
        held < 0 || !table.isPromised[held] && (table.isPromised[b] || gain(b) > gain(held))
      if isBetter {
        if held >= 0 { isTaken[held] = false }
        best[rivals] = b
      } else {
        isTaken[b] = false
      }
    }
  }

  private mutating func countUse() {
    let width = table.slotCount + 1
    for i in deviceUse.indices { deviceUse[i] = 0 }
    for i in poolUse.indices { poolUse[i] = 0 }
    for i in quotaUse.indices { quotaUse[i] = 0 }
    for i in shareUse.indices { shareUse[i] = 0 }
    for b in 0..<table.bundleCount where isTaken[b] {
      for member in table.members(b) {
        let r = Int(member)
        let segment = table.segments[Int(bestSegment[r])]
        let start = Int(bestStart[r])
        let (first, end) = (start - Int(segment.before), start + Int(segment.length))
        for g in table.occupied[Int(segment.group)] {
          deviceUse[Int(g) * width + first] += 1
          deviceUse[Int(g) * width + end + Int(segment.after)] -= 1
        }
        if segment.pool >= 0 {
          poolUse[Int(segment.pool) * width + first] += 1
          poolUse[Int(segment.pool) * width + end] -= 1
        }
        for row in table.quotaSets[Int(segment.quotas)] { quotaUse[Int(row)] += segment.length }
        for row in table.shareRows(r) { shareUse[row] += segment.length }
      }
    }
    func sum(_ use: inout [Int32], rows: Int) {
      use.withUnsafeMutableBufferPointer { use in
        for row in 0..<rows {
          var total: Int32 = 0
          for t in 0..<width {
            total += use[row * width + t]
            use[row * width + t] = total
          }
        }
      }
    }
    sum(&deviceUse, rows: table.groupCount)
    sum(&poolUse, rows: table.poolCount)
  }

  private func worthOfLimits(_ prices: PriceVector) -> Double {
    var worth = 0.0
    for g in 0..<table.groupCount {
      var sum = 0.0
      for t in 0..<table.slotCount { sum += prices.device[g * table.slotCount + t] }
      worth += sum * Double(table.capacity[g])
    }
    for i in prices.pool.indices { worth += prices.pool[i] * Double(table.staff[i]) }
    for q in prices.quota.indices { worth += prices.quota[q] * Double(table.quotaLimit[q]) }
    for q in prices.share.indices {
      worth -= prices.share[q] * Double(table.shareTarget[q])
    }
    return worth
  }
}
