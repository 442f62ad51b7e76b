/// What it is worth that every device of a class is open an hour longer each day, at prices.
///
/// Any prices bound the roomier round. In the hours that would be new they are free to choose: as they are, which
/// is mostly nothing, or those of the hour before, which leave nobody a gain who could not pay for that one. Each
/// hour takes what bounds it better when it alone is opened.
struct LongerHours {
  /// A start that the hours before did not allow.
  private struct NewStart {
    let request: Int
    /// Index among the request's choices.
    let choice: Int
    let start: Int
    /// Indices of the new hours that it needs.
    let needs: [Int]
  }

  /// The distinct hours, in order of time.
  let hours: [Range<Int>]
  /// How much the bound rises with each of them alone, in 1/256 points.
  let unitsOfHour: [Int]
  /// How much it rises with all of them.
  let units: Int

  /// - Parameters:
  ///   - problem: The round.
  ///   - deviceClass: The class whose devices are open longer.
  ///   - prices: One for each limit, not negative.
  ///   - gains: What requests gain at the prices in the round as it is.
  ///   - bundled: The round's series and alternatives.
  /// - Complexity: O(possible starts on the class, and requests for each hour).
  init(
    _ problem: BookingProblem, ofClass deviceClass: Int, at prices: BookingPrices,
    gains: [Int?], bundled: BundledGains
  ) {
    let longer = problem.hoursAfterClosing(ofClass: deviceClass)
    var hours: [Range<Int>] = []
    for slots in longer.map(\.slots) where !hours.contains(slots) { hours.append(slots) }
    hours.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    self.hours = hours
    let hourOf = longer.map { hours.firstIndex(of: $0.slots) ?? 0 }
    let starts = Self.starts(problem, longer, hourOf)
    let least = bundled.most(gains)

    /// How much the bound rises if some hours are opened, with the starts that they allow, at some prices.
    func rise(
      _ isOpened: (Int) -> Bool, _ starts: [NewStart], at new: BookingPrices, _ table: StartPrices
    ) -> Int {
      var worth = 0
      for (k, (d, slots)) in longer.enumerated() where isOpened(hourOf[k]) {
        for slot in slots {
          worth +=
            problem.devices[d].capacity * (new.devices[d][slot] - prices.devices[d][slot])
        }
      }
      var most = gains
      for start in starts {
        let request = problem.requests[start.request]
        let choice = request.choices[start.choice]
        let gain = table.gain(
          of: request, choice, at: start.start,
          occupied: [choice.device] + problem.devices[choice.device].parts)
        most[start.request] = max(most[start.request] ?? gain, gain)
      }
      return worth + bundled.most(most) - least
    }
    let table = StartPrices(problem, prices)
    let before = Self.asBeforeClosing(problem, longer, prices) { _ in true }
    let tableBefore = StartPrices(problem, before)
    var startsOf = [[NewStart]](repeating: [], count: hours.count)
    for start in starts where start.needs.count == 1 { startsOf[start.needs[0]].append(start) }
    let rises = startsOf.enumerated().map { h, own in
      // An hour that nobody can use is worth nothing.
      own.isEmpty
        ? (0, 0)
        : (
          rise({ $0 == h }, own, at: prices, table),
          rise({ $0 == h }, own, at: before, tableBefore)
        )
    }
    unitsOfHour = rises.map { min($0, $1) }
    let mixed = Self.asBeforeClosing(problem, longer, prices) { k in
      rises[hourOf[k]].1 < rises[hourOf[k]].0
    }
    units = min(
      rise({ _ in true }, starts, at: prices, table),
      rise({ _ in true }, starts, at: mixed, StartPrices(problem, mixed)))
  }

  /// Starts that need one of the new hours.
  private static func starts(
    _ problem: BookingProblem, _ longer: [(device: Int, slots: Range<Int>)], _ hourOf: [Int]
  ) -> [NewStart] {
    let devices = problem.devices(openIn: longer)
    var closedBefore = [[Int]?](repeating: nil, count: devices.count)
    var closedNow = closedBefore
    for d in devices.indices where devices[d] != problem.devices[d] {
      closedBefore[d] = problem.firstClosedSlots(problem.devices[d])
      closedNow[d] = problem.firstClosedSlots(devices[d])
    }
    var found: [NewStart] = []
    for (r, request) in problem.requests.enumerated() {
      for (c, choice) in request.choices.enumerated() where choice.isAuthorized {
        guard let before = closedBefore[choice.device], let now = closedNow[choice.device] else {
          continue
        }
        let occupied = [choice.device] + problem.devices[choice.device].parts
        let own = longer.indices.filter { occupied.contains(longer[$0].device) }
        for start in problem.possibleStarts(of: request, choice, firstClosed: now) {
          let slots = start - choice.setUp..<start + request.length + choice.cleanUp
          if before[slots.lowerBound] >= slots.upperBound { continue }
          let needs = own.filter { longer[$0].slots.overlaps(slots) }.map { hourOf[$0] }
          found.append(
            NewStart(request: r, choice: c, start: start, needs: Array(Set(needs)).sorted()))
        }
      }
    }
    return found
  }

  /// Prices with those of the hour before closing in some of the hours after it.
  private static func asBeforeClosing(
    _ problem: BookingProblem, _ longer: [(device: Int, slots: Range<Int>)],
    _ prices: BookingPrices, _ isCopied: (Int) -> Bool
  ) -> BookingPrices {
    var rows = prices.devices
    for (k, (d, slots)) in longer.enumerated() where isCopied(k) {
      for slot in slots {
        let before = slot - slots.count
        let isOpen = before >= 0 && problem.devices[d].hours[before]
        rows[d][slot] = prices.devices[d][isOpen ? before : slots.lowerBound - 1]
      }
    }
    return BookingPrices(
      devices: rows, pools: prices.pools, quotas: prices.quotas, fairShares: prices.fairShares)
  }
}
