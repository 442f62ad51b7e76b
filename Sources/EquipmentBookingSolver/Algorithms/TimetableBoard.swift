import EquipmentBooking

/// A timetable as refused requests meet it: what is occupied, by whom, and what is left.
struct TimetableBoard {
  /// A start: one of a request's options, and a slot.
  struct Place: Hashable {
    let option: Int
    let slot: Int
  }

  let problem: BookingProblem
  let groups: [DeviceGroup]
  let options: [[StartOption]]
  /// Place of each request; `nil` if it has none.
  private(set) var places: [Place?]
  /// Points of all places.
  private(set) var value = 0

  private var load: [[Int]]
  private var busyOperators: [[Int]]
  private var used: [[Int]]
  private let quotasOfInstitution: [[Int]]
  /// Placed requests by group that they occupy, by pool, and by institution.
  private var onGroup: [[Int]]
  private var onPool: [[Int]]
  private var ofInstitution: [[Int]]
  /// Slots that each request occupies and in which it is attended, and by which pool; none without a place.
  private var taken: [Range<Int>]
  private var attended: [Range<Int>]
  private var poolOf: [Int]
  /// Groups that a use of each group occupies: itself, then its parts.
  private let occupied: [[Int]]

  /// Promised bookings alone.
  init(_ problem: BookingProblem, groups: [DeviceGroup], options: [[StartOption]]) {
    self.problem = problem
    self.groups = groups
    self.options = options
    places = [Place?](repeating: nil, count: problem.requests.count)
    let idle = [Int](repeating: 0, count: problem.grid.slotCount)
    load = [[Int]](repeating: idle, count: groups.count)
    busyOperators = [[Int]](repeating: idle, count: problem.pools.count)
    used = problem.quotas.map { [Int](repeating: 0, count: $0.periods.count) }
    onGroup = [[Int]](repeating: [], count: groups.count)
    onPool = [[Int]](repeating: [], count: problem.pools.count)
    ofInstitution = [[Int]](repeating: [], count: problem.institutions.count)
    taken = [Range<Int>](repeating: 0..<0, count: problem.requests.count)
    attended = taken
    poolOf = [Int](repeating: -1, count: problem.requests.count)
    var groupOf = [Int](repeating: 0, count: problem.devices.count)
    for (g, group) in groups.enumerated() {
      for d in group.devices { groupOf[d] = g }
    }
    occupied = groups.enumerated().map { g, group in [g] + group.parts.map { groupOf[$0] } }
    var byInstitution = [[Int]](repeating: [], count: problem.institutions.count)
    for (q, quota) in problem.quotas.enumerated() { byInstitution[quota.institution].append(q) }
    quotasOfInstitution = byInstitution
    for case let pin? in problem.requests.map(\.pin) {
      if let place = place(of: pin) { put(pin.request, at: place) }
    }
  }

  /// The place that a booking takes; `nil` if the request cannot start there and then.
  func place(of booking: Booking) -> Place? {
    let option = options[booking.request].firstIndex {
      groups[$0.group].devices.contains(booking.device) && $0.slots.contains(booking.start)
    }
    return option.map { Place(option: $0, slot: booking.start) }
  }

  /// Whether the request's place is promised.
  func isPromised(_ request: Int) -> Bool { problem.requests[request].pin != nil }

  /// Points of a request at a place.
  func value(_ request: Int, at place: Place) -> Int {
    let choice = options[request][place.option].choice
    return problem.requests[request].weight + choice.bonus
      + problem.requests[request].hourBonus(at: place.slot, on: choice.device)
  }

  /// Quotas and periods that a place counts against.
  private func quotaPeriods(
    _ option: StartOption, at slot: Int
  ) -> [(quota: Int, period: Int)] {
    let deviceClass = problem.devices[groups[option.group].representative].deviceClass
    return quotasOfInstitution[problem.requests[option.request].institution].compactMap { q in
      let quota = problem.quotas[q]
      guard quota.deviceClass ?? deviceClass == deviceClass,
        let period = quota.periods.firstIndex(where: { $0.contains(slot) })
      else { return nil }
      return (q, period)
    }
  }

  /// Whether a request without a place can have this one beside all others.
  func fits(_ request: Int, at place: Place) -> Bool {
    fits(options[request][place.option], at: place.slot)
  }

  /// Whether a use that begins at `slot` fits beside all others.
  func fits(_ option: StartOption, at slot: Int) -> Bool {
    hasRoom(for: option, at: slot) && firstSlotWithoutOperator(for: option, at: slot) == nil
      && exceededQuota(by: option, at: slot) == nil
  }

  /// Whether the group has room from set-up to clean-up.
  func hasRoom(for option: StartOption, at slot: Int) -> Bool {
    let slots = option.occupation(at: slot)
    return occupied[option.group].allSatisfy { group in
      slots.allSatisfy { load[group][$0] < groups[group].capacity }
    }
  }

  /// First slot in which no operator is left to attend; `nil` if there is none.
  func firstSlotWithoutOperator(for option: StartOption, at slot: Int) -> Int? {
    guard let pool = option.choice.pool else { return nil }
    return option.attendance(at: slot).first {
      busyOperators[pool][$0] >= problem.pools[pool].onDuty[$0]
    }
  }

  /// A quota that one more use would exceed, and how much of it is used; `nil` if there is none.
  func exceededQuota(by option: StartOption, at slot: Int) -> (quota: Int, used: Int)? {
    for (q, period) in quotaPeriods(option, at: slot)
    where used[q][period] + option.length > problem.quotas[q].limit {
      return (q, used[q][period])
    }
    return nil
  }

  /// Gives a request without a place this one.
  mutating func put(_ request: Int, at place: Place) {
    places[request] = place
    let option = options[request][place.option]
    (taken[request], attended[request]) = (
      option.occupation(at: place.slot), option.attendance(at: place.slot)
    )
    poolOf[request] = option.choice.pool ?? -1
    for group in occupied[option.group] { onGroup[group].append(request) }
    ofInstitution[problem.requests[request].institution].append(request)
    if let pool = option.choice.pool { onPool[pool].append(request) }
    take(option, at: place.slot)
    value += value(request, at: place)
  }

  /// The board with one more use, of which only device, operator and quotas are known.
  func with(_ option: StartOption, at slot: Int) -> TimetableBoard {
    var board = self
    board.take(option, at: slot)
    return board
  }

  private mutating func take(_ option: StartOption, at slot: Int) {
    for group in occupied[option.group] {
      for slot in option.occupation(at: slot) { load[group][slot] += 1 }
    }
    if let pool = option.choice.pool {
      for slot in option.attendance(at: slot) { busyOperators[pool][slot] += 1 }
    }
    for (q, period) in quotaPeriods(option, at: slot) { used[q][period] += option.length }
  }

  /// Requests to remove so that a use fits, cheapest first in each full slot, each with its
  /// `partners`, which stand or fall together with it; `nil` if only a promised booking (unless
  /// `movesPromised`) would make room.
  ///
  /// - Complexity: O(slots of the place × bookings beside it × partners).
  func obstacles(
    to option: StartOption, at start: Int, partners: [[Int]], movesPromised: Bool
  ) -> (requests: [Int], value: Int)? {
    var chosen: [Int] = []
    /// A request and its partners, as far as they have places and are not chosen yet.
    func whole(_ other: Int) -> [Int] {
      if partners[other].isEmpty {
        return places[other] == nil || chosen.contains(other) ? [] : [other]
      }
      return ([other] + partners[other]).filter { places[$0] != nil && !chosen.contains($0) }
    }
    /// Removes the cheapest of `candidates` not chosen yet until `excess` is gone, and keeps those after
    /// all that dearer ones made needless.
    func clear(_ candidates: [Int], excess: Int, amount: (Int) -> Int) -> Bool {
      func freed(_ group: [Int]) -> Int {
        group.reduce(0) { candidates.contains($1) ? $0 + amount($1) : $0 }
      }
      var excess = excess - freed(chosen)
      guard excess > 0 else { return true }
      let free = candidates.filter { !chosen.contains($0) }
        .map { (worth: worth(whole($0)), request: $0) }
        .filter { movesPromised || !whole($0.request).contains(where: isPromised) }
        .sorted { $0 < $1 }
      var picks: [[Int]] = []
      for (_, other) in free where excess > 0 && !chosen.contains(other) {
        let group = whole(other)
        picks.append(group)
        chosen += group
        excess -= freed(group)
      }
      for group in picks.dropLast().reversed() where excess + freed(group) <= 0 {
        excess += freed(group)
        chosen.removeAll { group.contains($0) }
      }
      return excess <= 0
    }
    for group in occupied[option.group] {
      let capacity = groups[group].capacity
      for slot in option.occupation(at: start) where load[group][slot] >= capacity {
        let busy = onGroup[group].filter { taken[$0].contains(slot) }
        if !clear(busy, excess: load[group][slot] + 1 - capacity, amount: { _ in 1 }) {
          return nil
        }
      }
    }
    if let pool = option.choice.pool {
      for slot in option.attendance(at: start)
      where busyOperators[pool][slot] >= problem.pools[pool].onDuty[slot] {
        let busy = onPool[pool].filter { poolOf[$0] == pool && attended[$0].contains(slot) }
        let excess = busyOperators[pool][slot] + 1 - problem.pools[pool].onDuty[slot]
        if !clear(busy, excess: excess, amount: { _ in 1 }) { return nil }
      }
    }
    for (q, period) in quotaPeriods(option, at: start) {
      let excess = used[q][period] + option.length - problem.quotas[q].limit
      guard excess > 0 else { continue }
      let counted = ofInstitution[problem.requests[option.request].institution].filter { other in
        guard let held = places[other] else { return false }
        return quotaPeriods(options[other][held.option], at: held.slot).contains {
          $0 == (q, period)
        }
      }
      if !clear(counted, excess: excess, amount: { problem.requests[$0].length }) { return nil }
    }
    return (chosen, worth(chosen))
  }

  /// Points of requests at their places.
  private func worth(_ requests: [Int]) -> Int {
    requests.reduce(0) { sum, r in sum + (places[r].map { value(r, at: $0) } ?? 0) }
  }
}
