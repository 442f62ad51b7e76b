import EquipmentBooking

/// Finds the best timetable of a tiny round by trying everything, wish by wish; a partial choice that already
/// breaks a rule, or cannot become better than the best one found, is left.
///
/// What a place is and is worth comes from ``TinyOracle``; limits, series, alternatives and changes are written
/// here again.
struct TimetableEnumeration {
  /// What a timetable is worth beside a published one: loss first, then changes, then points.
  struct Worth: Comparable {
    var lost = 0
    var changed = 0
    var points = 0

    static func < (a: Self, b: Self) -> Bool {
      (-a.lost, -a.changed, a.points) < (-b.lost, -b.changed, b.points)
    }
    static func + (a: Self, b: Self) -> Self {
      Self(lost: a.lost + b.lost, changed: a.changed + b.changed, points: a.points + b.points)
    }
  }

  /// A place of a request, with what it takes of each limit.
  private struct Option {
    let slot: Int
    let worth: Worth
    let takes: [(limit: Int, amount: Int)]
  }

  /// Requests that are accepted together, in order; alternatives of a wish.
  private struct Way {
    let requests: [Int]
    /// Slots between one and the next; `nil` if the order is open.
    let gap: Int?
    /// What it costs that published bookings of the wish's other ways are not there.
    let others: Worth
    let isPromised: Bool
  }

  private let draft: BookingDraft
  private let options: [[Option]]
  private let most: [Worth]
  private var wishes: [(ways: [Way], none: Worth)] = []
  /// The most that wishes from here on add.
  private var rest: [Worth] = []
  private var room: [Int]
  private var used: [Int]
  private var best: Worth?
  /// The most points by slots of use of each institution, if all of that is asked for.
  private var byUse: [[Int]: Int]?

  /// - Parameters:
  ///   - given: The round; its requests may be split.
  ///   - published: Places that were published, named as ``WrittenParts`` does; changes of them cost.
  init(_ given: BookingDraft, published: [BookingDraft.Pin] = []) {
    let draft = WrittenParts.flattened(given)
    self.draft = draft
    let limits = EnumeratedLimits(draft)
    let oracle = TinyOracle(draft)
    func old(_ r: Int) -> BookingDraft.Pin? {
      published.first { $0.request == draft.requests[r].id }
    }
    room = limits.room
    used = draft.institutions.map { _ in 0 }
    options = draft.requests.indices.map { r -> [Option] in
      let pin = draft.pins.first { $0.request == draft.requests[r].id }
      return oracle.places(of: r).compactMap { place -> Option? in
        let here = BookingDraft.Pin(
          request: draft.requests[r].id, device: draft.devices[place.device].id,
          start: place.slot * draft.slotMinutes)
        if let pin, pin != here { return nil }
        let isMoved = old(r).map { $0 != here } ?? false
        return Option(
          slot: place.slot,
          worth: Worth(changed: isMoved ? 1 : 0, points: oracle.value(r, place)),
          takes: limits.takes(r, place))
      }.sorted { $0.worth > $1.worth }
    }
    most = options.map { $0.first?.worth ?? Worth() }
    func absence(_ requests: [Int]) -> Worth {
      requests.filter { old($0) != nil }.reduce(Worth()) {
        let weight = oracle.weight($1)
        return $0 + Worth(lost: weight, changed: 1)
      }
    }
    for list in Self.wishes(of: draft) {
      let all = list.flatMap(\.requests)
      wishes.append(
        (
          list.map { way in
            Way(
              requests: way.requests, gap: way.gap,
              others: absence(all.filter { !way.requests.contains($0) }),
              isPromised: way.requests.contains { r in
                draft.pins.contains { $0.request == draft.requests[r].id }
              })
          }, absence(all)
        ))
    }
    rest = [Worth()]
    for wish in wishes.reversed() {
      let ways = wish.ways.map { way in way.requests.reduce(way.others) { $0 + most[$1] } }
      rest.append((ways.max().map { max($0, wish.none) } ?? wish.none) + rest[rest.count - 1])
    }
    rest.reverse()
  }

  /// Ways to fulfil each wish: what stands or falls together is one, alternatives share a wish.
  private static func wishes(
    of draft: BookingDraft
  ) -> [[(requests: [Int], gap: Int?)]] {
    func index(_ id: String) -> Int { draft.requests.firstIndex { $0.id == id } ?? -1 }
    var wishes: [[(requests: [Int], gap: Int?)]] = []
    var isTaken = draft.requests.map { _ in false }
    func way(of r: Int) -> (requests: [Int], gap: Int?) {
      let series = draft.series.first {
        $0.rule == .allOrNothing && $0.requests.contains(draft.requests[r].id)
      }
      return (
        series?.requests.map(index) ?? [r], series?.gapMinutes.map { $0 / draft.slotMinutes }
      )
    }
    for r in draft.requests.indices where !isTaken[r] {
      let own = way(of: r)
      let list = draft.series.first { series in
        series.rule == .onlyOne
          && own.requests.contains { series.requests.contains(draft.requests[$0].id) }
      }
      var ways = [own]
      for other in (list?.requests ?? []).map(index)
      where !ways.contains(where: { $0.requests.contains(other) }) { ways.append(way(of: other)) }
      for taken in ways.flatMap(\.requests) { isTaken[taken] = true }
      wishes.append(ways)
    }
    return wishes
  }

  /// The best that any timetable is worth.
  mutating func run() -> Worth {
    best = nil
    decide(0, Worth())
    return best ?? Worth(lost: .max, changed: .max, points: .min)
  }

  /// The most points of all timetables in which institutions use so many slots, for each such list.
  mutating func mostByUse() -> [[Int]: Int] {
    byUse = [:]
    decide(0, Worth())
    defer { byUse = nil }
    return byUse ?? [:]
  }

  private func isHopeless(_ most: Worth) -> Bool {
    byUse == nil && best.map { most <= $0 } ?? false
  }

  private mutating func decide(_ w: Int, _ worth: Worth) {
    if isHopeless(worth + rest[w]) { return }
    guard w < wishes.count else {
      let whole = worth + Worth(points: -shortfall)
      if byUse != nil {
        let most = max(byUse?[used] ?? .min, whole.points)
        byUse?[used] = most
      } else if !isHopeless(whole) {
        best = whole
      }
      return
    }
    let (ways, none) = wishes[w]
    let isPromised = ways.contains(where: \.isPromised)
    for way in ways where way.isPromised || !isPromised {
      place(way, 0, earliest: 0, next: w + 1, worth + way.others)
    }
    if !isPromised { decide(w + 1, worth + none) }
  }

  private mutating func place(
    _ way: Way, _ k: Int, earliest: Int, next w: Int, _ worth: Worth
  ) {
    guard k < way.requests.count else { return decide(w, worth) }
    let r = way.requests[k]
    let others = way.requests[(k + 1)...].reduce(rest[w]) { $0 + most[$1] }
    let length = draft.requests[r].minutes / draft.slotMinutes
    let institution =
      draft.institutions.firstIndex { $0.id == draft.requests[r].institution } ?? 0
    for option in options[r] where option.slot >= earliest {
      if isHopeless(worth + option.worth + others) { return }
      guard option.takes.allSatisfy({ room[$0.limit] >= $0.amount }) else { continue }
      for (limit, amount) in option.takes { room[limit] -= amount }
      used[institution] += length
      place(
        way, k + 1, earliest: way.gap.map { option.slot + length + $0 } ?? 0, next: w,
        worth + option.worth)
      used[institution] -= length
      for (limit, amount) in option.takes { room[limit] += amount }
    }
  }

  /// Points lost by institutions that fall short of their fair shares.
  private var shortfall: Int {
    draft.fairShares.reduce(0) { sum, share in
      let institution = draft.institutions.firstIndex { $0.id == share.institution } ?? 0
      let missing = max(0, share.minutes / draft.slotMinutes - used[institution])
      return sum + missing * (share.pointsPerSlot ?? 0)
    }
  }
}

extension TinyOracle {
  /// Points for accepting a request, those carried over included.
  func weight(_ r: Int) -> Int {
    let request = draft.requests[r]
    let slots = request.minutes / draft.slotMinutes + draft.bookingSlots
    return (request.weight ?? draft.priorityPoints[request.priority - 1] * slots)
      + (request.credit ?? 0)
  }
}
