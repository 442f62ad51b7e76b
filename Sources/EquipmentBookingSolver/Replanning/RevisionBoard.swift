import EquipmentBooking

/// Published bookings under replanning: who is where, where each could be, and what is lost and changed.
///
/// A device that serves one at a time, and neither has parts nor is one, is a line of bookings that can be
/// packed anew. On other devices bookings stay, and take free places only.
struct RevisionBoard {
  /// A device that a booking accepts, with the slots of set-up, use and clean-up and the pool that attends
  /// the first two; −1 for none.
  struct Choice {
    let device: Int
    let before: Int
    let length: Int
    let after: Int
    let pool: Int

    /// Slots occupied in all.
    var span: Int { before + length + after }
  }

  struct Change {
    let booking: Int
    let choice: Int
    let start: Int
    let isPut: Bool
  }

  let slots: Int
  /// Published place of each booking, and which of its choices that is; −1 if it is none any more.
  let published: [Booking]
  let home: [Int]
  let choices: [[Choice]]
  /// What a booking is lost with, and the weight of all of that.
  let bundle: [Int]
  let weight: [Int]
  /// Whether each device is a line, and the devices on which a use of each takes room.
  let isLine: [Bool]
  let occupied: [[Int]]
  let capacity: [Int]
  /// Present choice of each booking, −1 without a place, and slot at which its use begins.
  private(set) var choice: [Int]
  private(set) var start: [Int]
  /// Bookings on each line, by time.
  private(set) var line: [[Int]]
  /// Weight of the bundles that miss a place.
  private(set) var lost = 0
  private var missing: [Int]
  /// Bundles of which only a part is published: they stay lost.
  let isTorn: [Bool]
  /// What has been done since the log was emptied last.
  private(set) var log: [Change] = []
  /// Places looked at.
  var looks = 0
  /// Places taken on devices that are no lines, and operators left, slot by slot.
  var load: [Int32]
  var free: [Int32]
  /// First start not before a slot, by choice and slot, for the bookings that were asked for, and where
  /// theirs begins.
  var next: [Int32] = []
  var firstNext: [Int]
  let starts: RevisionStarts

  /// No later start.
  static let never = Int(Int32.max)

  /// A board on which nobody has a place.
  init(_ problem: BookingProblem) {
    let bookings = problem.published.bookings
    let slots = problem.grid.slotCount
    self.slots = slots
    published = bookings
    let choices = bookings.map { booking in
      let request = problem.requests[booking.request]
      return request.choices.filter(\.isAuthorized).map {
        Choice(
          device: $0.device, before: $0.setUp, length: request.length, after: $0.cleanUp,
          pool: $0.pool ?? -1)
      }
    }
    self.choices = choices
    home = zip(bookings, choices).map { booking, own in
      own.firstIndex { $0.device == booking.device } ?? -1
    }
    let bundles = problem.bundles
    var bundleOf = [Int](repeating: -1, count: problem.requests.count)
    for (b, members) in bundles.enumerated() { for r in members { bundleOf[r] = b } }
    bundle = bookings.map { bundleOf[$0.request] }
    var (weight, missing) = (
      [Int](repeating: 0, count: bundles.count), [Int](repeating: 0, count: bundles.count)
    )
    for booking in bookings {
      weight[bundleOf[booking.request]] += problem.requests[booking.request].weight
      missing[bundleOf[booking.request]] += 1
    }
    let isTorn = bundles.indices.map { missing[$0] > 0 && missing[$0] < bundles[$0].count }
    for b in bundles.indices where isTorn[b] { missing[b] = bundles[b].count }
    (self.weight, self.missing, self.isTorn) = (weight, missing, isTorn)
    lost = weight.reduce(0, +)
    let devices = problem.devices
    var isLine = devices.map { $0.capacity == 1 && $0.parts.isEmpty }
    for device in devices { for part in device.parts { isLine[part] = false } }
    self.isLine = isLine
    occupied = devices.enumerated().map { [$0] + $1.parts }
    capacity = devices.map(\.capacity)
    choice = [Int](repeating: -1, count: bookings.count)
    start = [Int](repeating: 0, count: bookings.count)
    firstNext = choice
    line = [[Int]](repeating: [], count: devices.count)
    load = [Int32](repeating: 0, count: isLine.contains(false) ? devices.count * slots : 0)
    free = problem.pools.flatMap { $0.onDuty.map(Int32.init) }
    starts = RevisionStarts(problem)
  }

  /// First slot that a booking occupies, and the first after it.
  func from(_ i: Int) -> Int { start[i] - choices[i][choice[i]].before }
  func end(_ i: Int) -> Int {
    let own = choices[i][choice[i]]
    return start[i] + own.length + own.after
  }

  func isHome(_ i: Int) -> Bool { choice[i] == home[i] && start[i] == published[i].start }

  mutating func put(_ i: Int, _ k: Int, _ s: Int) {
    log.append(Change(booking: i, choice: k, start: s, isPut: true))
    change(i, k, s, isPut: true)
  }

  mutating func remove(_ i: Int) {
    log.append(Change(booking: i, choice: choice[i], start: start[i], isPut: false))
    change(i, choice[i], start[i], isPut: false)
  }

  mutating func forget() { log.removeAll(keepingCapacity: true) }

  /// Takes back what has been done since the log was emptied.
  mutating func undo() {
    while let last = log.popLast() {
      change(last.booking, last.choice, last.start, isPut: !last.isPut)
    }
  }

  private mutating func change(_ i: Int, _ k: Int, _ s: Int, isPut: Bool) {
    let own = choices[i][k]
    let from = s - own.before
    if isLine[own.device] {
      let at = line[own.device].firstIndex { $0 == i || self.from($0) > from }
      if isPut {
        line[own.device].insert(i, at: at ?? line[own.device].count)
      } else if let at {
        line[own.device].remove(at: at)
      }
    } else {
      for d in occupied[own.device] {
        for t in from..<from + own.span { load[d * slots + t] += isPut ? 1 : -1 }
      }
    }
    (choice[i], start[i]) = (isPut ? k : -1, s)
    attend(own, s, by: isPut ? -1 : 1)
    let b = bundle[i]
    if isPut {
      missing[b] -= 1
      if missing[b] == 0 { lost -= weight[b] }
    } else {
      missing[b] += 1
      if missing[b] == 1 { lost += weight[b] }
    }
  }

  /// Gives back or takes the operators of a use.
  mutating func attend(_ own: Choice, _ s: Int, by sign: Int32) {
    guard own.pool >= 0 else { return }
    for t in own.pool * slots + s - own.before..<own.pool * slots + s + own.length {
      free[t] += sign
    }
  }

  /// Whether a bundle misses a place.
  func isLost(_ bundle: Int) -> Bool { missing[bundle] > 0 }

  /// Bookings of complete bundles.
  var bookings: [Booking] {
    published.indices.compactMap { i in
      missing[bundle[i]] > 0
        ? nil
        : Booking(
          request: published[i].request, device: choices[i][choice[i]].device, start: start[i])
    }
  }
}
