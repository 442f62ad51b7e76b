import Dispatch
import EquipmentBooking
import Solving
import Synchronization

/// Finds out why requests were refused, by trying: each is put into the final timetable again with
/// one rule lifted at a time.
struct RefusalFinder {
  let problem: BookingProblem
  let run: Run
  /// The final timetable, device by device.
  let board: TimetableBoard
  let openSpans: [[Range<Int>]]
  /// The other requests of a series that stands or falls together.
  let partners: [[Int]]

  /// Most starts of a request that are tried; of more, those that lose least at the prices.
  private static let mostTried = 48
  /// Sums of prices by device and by pool, from slot 0 on.
  private let deviceSums: [[Int]]
  private let poolSums: [[Int]]

  init(_ problem: BookingProblem, timetable: Timetable, prices: BookingPrices, run: Run) {
    self.problem = problem
    self.run = run
    func sums(_ row: [Int]) -> [Int] {
      var total = 0
      return [0]
        + row.map {
          total += $0
          return total
        }
    }
    deviceSums = prices.devices.map(sums)
    poolSums = prices.pools.map(sums)
    let groups = problem.singleGroups
    var board = TimetableBoard(
      problem, groups: groups, options: problem.startOptions(on: groups))
    for booking in timetable.bookings where board.places[booking.request] == nil {
      if let place = board.place(of: booking) { board.put(booking.request, at: place) }
    }
    self.board = board
    var partners = problem.requests.map { _ in [Int]() }
    for bundle in problem.bundles where bundle.count > 1 {
      for r in bundle { partners[r] = bundle.filter { $0 != r } }
    }
    self.partners = partners
    openSpans = problem.devices.map(\.openSpans)
  }

  /// One entry for each request without a place.
  ///
  /// - Parameter other: What one of the threads does meanwhile.
  /// - Returns: The entries, by request.
  func refusals(beside other: @Sendable () -> Void = {}) -> [Refusal] {
    let alternativeOf = problem.alternativeOf
    var isFulfilled = [Bool](repeating: false, count: problem.alternatives.count)
    for r in problem.requests.indices where board.places[r] != nil {
      if let a = alternativeOf[r] { isFulfilled[a] = true }
    }
    // Whoever got in another way was not refused.
    let refused = problem.requests.indices.filter { r in
      board.places[r] == nil && alternativeOf[r].map { isFulfilled[$0] } != true
        && !problem.requests[r].isPart
    }
    let waysIn = refused.map { r in
      run.charge(steps: board.options[r].reduce(1) { $0 + $1.slots.count * 32 })
      // When time is up the reasons still come, the ways in do not.
      return run.mustStop == nil ? self.waysIn(r) : []
    }
    let reasons = reasons(of: refused, beside: other)
    return refused.indices.map {
      Refusal(request: refused[$0], reasons: reasons[$0], waysIn: waysIn[$0])
    }
  }

  /// The reasons of requests, found on all threads: those of one do not depend on those of another.
  private func reasons(
    of refused: [Int], beside other: @Sendable () -> Void
  ) -> [[Refusal.Reason]] {
    let threads = min(run.threads, refused.count + 1)
    guard threads > 1 else {
      other()
      return refused.map(reasons)
    }
    let found = Mutex([[Refusal.Reason]](repeating: [], count: refused.count))
    // Whoever is free takes the next: a thread that must wait for a processor keeps nobody waiting.
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue - 1
        if index < 0 {
          other()
          continue
        }
        guard index < refused.count else { return }
        let own = reasons(refused[index])
        found.withLock { $0[index] = own }
      }
    }
    return found.withLock(\.self)
  }

  private func reasons(_ r: Int) -> [Refusal.Reason] {
    if board.options[r].isEmpty { return [.noStart(rules: rulesAgainstAnyStart(r))] }
    var quota: Refusal.Reason?
    var operators: (rank: Int, reason: Refusal.Reason)?
    var cheapest: (requests: [Int], value: Int)?
    var cheapestAtAll: (requests: [Int], value: Int)?
    /// What stands in the way of a place however many bookings give way.
    var insurmountable: Refusal.Reason?
    for (k, slots) in startsToTry(r).enumerated() {
      let option = board.options[r][k]
      for slot in slots {
        let hasRoom = board.hasRoom(for: option, at: slot)
        let missing = board.firstSlotWithoutOperator(for: option, at: slot)
        let exceeded = board.exceededQuota(by: option, at: slot)
        if hasRoom, missing == nil, let exceeded {
          let limit = problem.quotas[exceeded.quota].limit
          quota = quota ?? .quota(quota: exceeded.quota, used: exceeded.used, limit: limit)
        }
        if hasRoom, let missing, let pool = option.choice.pool, exceeded == nil {
          // Fewest missing: the later the first gap, the more of the use is attended.
          let attended = missing - option.attendance(at: slot).lowerBound
          if attended > operators?.rank ?? -1 {
            operators = (attended, .operatorShort(pool: pool, slot: missing))
          }
        }
        let obstacles = board.obstacles(
          r, at: .init(option: k, slot: slot), partners: partners, movesPromised: true)
        guard let obstacles else {
          if let missing, let pool = option.choice.pool {
            insurmountable = insurmountable ?? .operatorShort(pool: pool, slot: missing)
          } else if let exceeded {
            let limit = problem.quotas[exceeded.quota].limit
            insurmountable =
              insurmountable
              ?? .quota(quota: exceeded.quota, used: exceeded.used, limit: limit)
          }
          continue
        }
        if !hasRoom, missing == nil, exceeded == nil,
          obstacles.value < cheapest?.value ?? .max
        {
          cheapest = obstacles
        }
        if obstacles.value < cheapestAtAll?.value ?? .max { cheapestAtAll = obstacles }
      }
    }
    var reasons = [quota, operators?.reason].compactMap { $0 }
    if let cheapest {
      reasons.append(
        .classFull(winners: cheapest.requests.sorted(), value: cheapest.value))
    }
    if cheapestAtAll?.requests.isEmpty == true {
      // It fits by itself: only its series keeps it out.
      reasons = [partnerBlocked(r)].compactMap { $0 }
    }
    if reasons.isEmpty, let cheapestAtAll {
      reasons = [
        .betterUse(winners: cheapestAtAll.requests.sorted(), value: cheapestAtAll.value)
      ]
    }
    // Nobody on duty, or a use longer than the quota: no booking given up would help.
    if reasons.isEmpty, let insurmountable { reasons = [insurmountable] }
    return reasons
  }

  /// Starts of each option that are worth trying: all of them, or those that keep most of their value
  /// after what they would pay at the prices.
  private func startsToTry(_ r: Int) -> [[Int]] {
    let options = board.options[r]
    guard options.reduce(0, { $0 + $1.slots.count }) > Self.mostTried else {
      return options.map(\.slots)
    }
    var ranked: [(worth: Int, option: Int, slot: Int)] = []
    for (k, option) in options.enumerated() {
      for slot in option.slots {
        let (occupied, attended) = (option.occupation(at: slot), option.attendance(at: slot))
        var price = 0
        for d in [option.choice.device] + problem.devices[option.choice.device].parts {
          price += deviceSums[d][occupied.upperBound] - deviceSums[d][occupied.lowerBound]
        }
        if let pool = option.choice.pool {
          price += poolSums[pool][attended.upperBound] - poolSums[pool][attended.lowerBound]
        }
        let value =
          option.choice.bonus + problem.requests[r].hourBonus(at: slot, on: option.choice.device)
        ranked.append((value * BookingPrices.unitsPerPoint - price, k, slot))
      }
    }
    ranked.sort { ($0.worth, $1.option, $1.slot) > ($1.worth, $0.option, $0.slot) }
    var slots = options.map { _ in [Int]() }
    for start in ranked.prefix(Self.mostTried) { slots[start.option].append(start.slot) }
    return slots.map { $0.sorted() }
  }

  /// The first partner without a free place, else the first, which clashes with the others.
  private func partnerBlocked(_ r: Int) -> Refusal.Reason? {
    let blocked = partners[r].first { partner in
      !board.options[partner].contains { option in
        option.slots.contains { board.fits(option, at: $0) }
      }
    }
    return (blocked ?? partners[r].first).map { .partnerBlocked(partner: $0) }
  }

  /// Rules of which each alone, if lifted, would give the request a possible start.
  private func rulesAgainstAnyStart(_ r: Int) -> [String] {
    let request = problem.requests[r]
    let horizon = [0..<problem.grid.slotCount]
    let wish = problem.draft.requests[r]
    func exists(
      windows: [Range<Int>]? = nil, ignoringList: Bool = false, ignoringReserve: Bool = false,
      open: (Int) -> [Range<Int>]
    ) -> Bool {
      request.choices.contains { choice in
        let spans = problem.spans(
          of: wish, on: problem.draft.devices[choice.device], own: windows == nil,
          reserve: !ignoringReserve)
        return (choice.isAuthorized || ignoringList)
          && !problem.starts(
            length: request.length, in: windows ?? request.windows, choice.within(spans),
            open: open(choice.device)
          ).isEmpty
      }
    }
    var rules: [String] = []
    if exists(windows: horizon, open: { openSpans[$0] }) { rules.append("windows") }
    if exists(ignoringReserve: true, open: { openSpans[$0] }) { rules.append("reserve") }
    if exists(open: { spans { !$0.maintenance[$1] }($0) }) {
      rules.append("open")
    }
    if exists(open: { spans { $0.hours[$1] }($0) }) {
      rules.append("maintenance")
    }
    if exists(ignoringList: true, open: { openSpans[$0] }) {
      rules.append("authorized")
    }
    return rules
  }

  /// For a device, its longest spans of slots that satisfy `isFree`.
  private func spans(
    _ isFree: @escaping (BookingProblem.Device, Int) -> Bool
  ) -> (Int) -> [Range<Int>] {
    { device in
      var found: [Range<Int>] = []
      for slot in 0..<problem.grid.slotCount where isFree(problem.devices[device], slot) {
        if let last = found.last, last.upperBound == slot {
          found[found.count - 1] = last.lowerBound..<slot + 1
        } else {
          found.append(slot..<slot + 1)
        }
      }
      return found
    }
  }
}
