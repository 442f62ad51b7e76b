/// A price for each limit of a round, in whole 1/256 points: a proof of a bound on every timetable.
///
/// Whatever the prices, no timetable is worth more than the limits' own worth plus what each request, or
/// series that stands or falls together, could gain beyond what it would pay at its best places
/// (Lagrangian relaxation; Geoffrion 1974, doi:10.1007/BFb0120690). So the proof is as long as the list
/// of limits, whatever the number of possible starts, and is added up without any linear program.
public struct BookingPrices: Codable, Hashable, Sendable {
  /// Units in a point.
  public static let unitsPerPoint = 256

  /// Price of a place on each device in each slot.
  public let devices: [[Int]]
  /// Price of an operator of each pool in each slot.
  public let pools: [[Int]]
  /// Price of a slot of use against each quota in each of its periods.
  public let quotas: [[Int]]
  /// Price of a slot of use towards each fair share.
  public let fairShares: [Int]

  /// Prices.
  public init(devices: [[Int]], pools: [[Int]], quotas: [[Int]], fairShares: [Int]) {
    self.devices = devices
    self.pools = pools
    self.quotas = quotas
    self.fairShares = fairShares
  }

  /// What is wrong with prices as a proof.
  public enum Defect: Error, Hashable, Sendable {
    /// There is not one price for each limit.
    case shape
    /// A price is negative, or so large that sums might not fit 64 bits.
    case outOfRange
  }

  /// Largest price that can be added up safely: a million points for a slot.
  package static let most = 1_000_000 * unitsPerPoint
}

extension BookingProblem {
  /// The most points that any timetable can have, according to prices.
  ///
  /// - Parameter prices: One for each limit; any that are not negative prove a bound.
  /// - Returns: The bound, in points.
  /// - Throws: What is wrong with the prices.
  /// - Complexity: O(limits + possible starts + choices · slots).
  public func upperBound(provenBy prices: BookingPrices) throws(BookingPrices.Defect) -> Int {
    wholeSteps(in: try boundUnits(provenBy: prices), dividedBy: BookingPrices.unitsPerPoint)
  }

  /// The same in 1/256 points, before it is rounded down to a value that a timetable can have; with
  /// `longUses` even where uses that are longer than their quota count, which a larger quota may let in.
  func boundUnits(
    provenBy prices: BookingPrices, longUses: Bool = false
  ) throws(BookingPrices.Defect) -> Int {
    let slots = grid.slotCount
    guard prices.devices.count == devices.count, prices.pools.count == pools.count,
      prices.devices.allSatisfy({ $0.count == slots }),
      prices.pools.allSatisfy({ $0.count == slots }),
      prices.quotas.map(\.count) == quotas.map(\.periods.count),
      prices.fairShares.count == fairShares.count
    else { throw .shape }
    let range = 0...BookingPrices.most
    for list in prices.devices + prices.pools + prices.quotas + [prices.fairShares] {
      guard list.allSatisfy(range.contains) else { throw .outOfRange }
    }
    return worthOfLimits(at: prices)
      + BundledGains(self).most(gains(at: prices, longUses: longUses))
  }

  /// The largest value that a timetable can have with at most `amount / divisor` points: a multiple of
  /// ``valueStep``.
  func wholeSteps(in amount: Int, dividedBy divisor: Int = 1) -> Int {
    let step = valueStep
    let (steps, rest) = amount.quotientAndRemainder(dividingBy: divisor * step)
    return (rest < 0 ? steps - 1 : steps) * step
  }

  /// What all limits are worth, fair shares' fines included.
  private func worthOfLimits(at prices: BookingPrices) -> Int {
    var worth = 0
    for (device, row) in zip(devices, prices.devices) {
      for price in row { worth += device.capacity * price }
    }
    for (pool, row) in zip(pools, prices.pools) {
      for (count, price) in zip(pool.onDuty, row) { worth += count * price }
    }
    for (quota, row) in zip(quotas, prices.quotas) {
      for price in row { worth += quota.limit * price }
    }
    for (share, price) in zip(fairShares, prices.fairShares) {
      // Each slot lacking is fined, and forgiven at its price.
      let fine = share.pointsPerSlot * BookingPrices.unitsPerPoint
      worth += share.target * (max(0, price - fine) - price)
    }
    return worth
  }

  /// What each request gains at most beyond what it pays; `nil` without a start.
  func gains(at prices: BookingPrices, longUses: Bool = false) -> [Int?] {
    let table = StartPrices(self, prices)
    let firstClosed = devices.map(firstClosedSlots)
    return requests.map { request in
      var best: Int?
      for choice in request.choices where choice.isAuthorized {
        let occupied = [choice.device] + devices[choice.device].parts
        for start in starts(of: request, choice, firstClosed: firstClosed[choice.device])
        where longUses || request.pin != nil
          || !exceedsQuota(request, on: choice.device, at: start)
        {
          let gain = table.gain(of: request, choice, at: start, occupied: occupied)
          best = max(best ?? gain, gain)
        }
      }
      return best
    }
  }

  /// Slots at which a request can start on a device; a promised one has its own alone.
  /// `firstClosed` is ``firstClosedSlots(_:)`` of the device.
  func possibleStarts(of request: Request, _ choice: Choice, firstClosed: [Int]) -> [Int] {
    starts(of: request, choice, firstClosed: firstClosed).filter {
      request.pin != nil || !exceedsQuota(request, on: choice.device, at: $0)
    }
  }

  /// Whether a use is longer than a quota against which it counts: no timetable has room for it.
  func exceedsQuota(_ request: Request, on device: Int, at start: Int) -> Bool {
    quotas.contains { quota in
      quota.institution == request.institution && request.length > quota.limit
        && (quota.deviceClass.map { $0 == devices[device].deviceClass } ?? true)
        && quota.periods.contains { $0.contains(start) }
    }
  }

  /// For each slot, the first slot from there on in which the device is not open.
  func firstClosedSlots(_ device: Device) -> [Int] {
    var first = [Int](repeating: grid.slotCount, count: grid.slotCount + 1)
    for slot in (0..<grid.slotCount).reversed() {
      first[slot] = device.isOpen(slot) ? first[slot + 1] : slot
    }
    return first
  }

  /// Slots at which a request can start on a device, by trying each; a promised one has its own alone.
  private func starts(of request: Request, _ choice: Choice, firstClosed: [Int]) -> [Int] {
    var found: [Int] = []
    for (w, window) in request.windows.enumerated() {
      for start in window where start + request.length <= window.upperBound {
        // Windows may overlap, and a start counts once.
        let isListed = request.windows[..<w].contains {
          $0.lowerBound <= start && start + request.length <= $0.upperBound
        }
        if isListed { continue }
        let (from, end) = (start - choice.setUp, start + request.length + choice.cleanUp)
        guard from >= 0, end <= grid.slotCount, firstClosed[from] >= end else { continue }
        guard choice.allows(start..<start + request.length) else { continue }
        if let pin = request.pin, pin.device != choice.device || pin.start != start { continue }
        found.append(start)
      }
    }
    return found
  }
}
