/// Who holds which slots: a timetable under construction, made for millions of changes a second.
///
/// Its arrays are reached through pointers that live as long as the board.
final class SlotBoard {
  let table: StartTable
  let slotCount: Int
  /// Segment and start of each request; −1 without a place.
  let segment: UnsafeMutablePointer<Int32>
  let start: UnsafeMutablePointer<Int32>
  /// Points of all places, less those for missing fair shares.
  private(set) var value = 0

  let segments: UnsafeMutablePointer<StartTable.Segment>
  /// Places taken on each group in each slot.
  let load: UnsafeMutablePointer<Int32>
  /// The holder of each slot of a group with room for one; −1 for none.
  let holder: UnsafeMutablePointer<Int32>
  let operators: UnsafeMutablePointer<Int32>
  let quotaUsed: UnsafeMutablePointer<Int32>
  let shareUsed: UnsafeMutablePointer<Int32>
  let staff: UnsafeMutablePointer<Int32>
  let capacity: UnsafeMutablePointer<Int32>
  /// The table's lists, without the cost of counting references to them.
  let firstSegment: UnsafeMutablePointer<Int32>
  let bundleOf: UnsafeMutablePointer<Int32>
  let firstMember: UnsafeMutablePointer<Int32>
  let bundleMembers: UnsafeMutablePointer<Int32>
  let isPromised: UnsafeMutablePointer<Bool>
  let shareOf: UnsafeMutablePointer<Int32>
  let firstShareRow: UnsafeMutablePointer<Int32>
  let shareTarget: UnsafeMutablePointer<Int32>
  let sharePoints: UnsafeMutablePointer<Int32>
  let quotaLimit: UnsafeMutablePointer<Int32>
  /// Quota rows of each set, and the first of each set; one more entry at the end.
  let quotaRows: UnsafeMutablePointer<Int32>
  let firstQuotaRow: UnsafeMutablePointer<Int32>
  /// Groups that are more than themselves alone.
  let isCombined: UnsafeMutablePointer<Bool>
  /// Rivals of each bundle, −1 for none, and how many places their requests hold.
  let rivalsOf: UnsafeMutablePointer<Int32>
  let rivalsHeld: UnsafeMutablePointer<Int32>
  /// The request before each in its series, −1 for none, and the slots between.
  let comesAfter: UnsafeMutablePointer<Int32>
  let gapBefore: UnsafeMutablePointer<Int32>
  /// Requests on each group with room for several, and those attended by each pool.
  var onGroup: [[Int32]]
  var onPool: [[Int32]]

  init(_ table: StartTable) {
    self.table = table
    slotCount = table.slotCount
    func copy<T>(_ array: [T]) -> UnsafeMutablePointer<T> {
      let pointer = UnsafeMutablePointer<T>.allocate(capacity: max(1, array.count))
      for (i, element) in array.enumerated() { (pointer + i).initialize(to: element) }
      return pointer
    }
    func filled(_ count: Int, _ value: Int32) -> UnsafeMutablePointer<Int32> {
      let pointer = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, count))
      pointer.initialize(repeating: value, count: max(1, count))
      return pointer
    }
    segment = filled(table.requestCount, -1)
    start = filled(table.requestCount, -1)
    segments = copy(table.segments)
    load = filled(table.groupCount * table.slotCount, 0)
    holder = filled(table.groupCount * table.slotCount, -1)
    operators = filled(table.staff.count, 0)
    quotaUsed = filled(table.quotaLimit.count, 0)
    shareUsed = filled(table.firstShareRow.count - 1, 0)
    staff = copy(table.staff)
    capacity = copy(table.capacity)
    firstSegment = copy(table.firstSegment)
    bundleOf = copy(table.bundleOf)
    firstMember = copy(table.firstMember)
    bundleMembers = copy(table.bundleMembers)
    isPromised = copy(table.isPromised)
    shareOf = copy(table.shareOf)
    firstShareRow = copy(table.firstShareRow)
    rivalsOf = copy(table.rivalsOf)
    comesAfter = copy(table.comesAfter)
    gapBefore = copy(table.gapBefore)
    rivalsHeld = filled(table.rivalsCount, 0)
    shareTarget = copy(table.shareTarget)
    sharePoints = copy(table.sharePoints)
    quotaLimit = copy(table.quotaLimit)
    quotaRows = copy(table.quotaSets.flatMap { $0 })
    var first: [Int32] = [0]
    for set in table.quotaSets { first.append(first[first.count - 1] + Int32(set.count)) }
    firstQuotaRow = copy(first)
    isCombined = copy(table.occupied.map { $0.count > 1 })
    onGroup = [[Int32]](repeating: [], count: table.groupCount)
    onPool = [[Int32]](repeating: [], count: table.poolCount)
    for q in table.shareTarget.indices {
      value -= Int(table.sharePoints[q]) * Int(table.shareTarget[q])
    }
    for b in 0..<table.bundleCount where table.isPromised[b] {
      for r in table.members(b) {
        let k = table.segmentRange(Int(r)).lowerBound
        put(Int(r), k, Int(table.segments[k].first))
      }
    }
  }

  deinit {
    segment.deallocate()
    start.deallocate()
    segments.deallocate()
    load.deallocate()
    holder.deallocate()
    operators.deallocate()
    quotaUsed.deallocate()
    shareUsed.deallocate()
    staff.deallocate()
    capacity.deallocate()
    isCombined.deallocate()
    firstSegment.deallocate()
    bundleOf.deallocate()
    firstMember.deallocate()
    bundleMembers.deallocate()
    isPromised.deallocate()
    shareOf.deallocate()
    firstShareRow.deallocate()
    rivalsOf.deallocate()
    rivalsHeld.deallocate()
    comesAfter.deallocate()
    gapBefore.deallocate()
    shareTarget.deallocate()
    sharePoints.deallocate()
    quotaLimit.deallocate()
    quotaRows.deallocate()
    firstQuotaRow.deallocate()
  }

  /// Points lost by an institution's fair shares when it uses so many slots.
  @inline(__always)
  func shortfall(_ share: Int, used: Int) -> Int {
    var points = 0
    for row in Int(firstShareRow[share])..<Int(firstShareRow[share + 1]) {
      points += Int(sharePoints[row]) * max(0, Int(shareTarget[row]) - used)
    }
    return points
  }

  /// Gives a request without a place this one; there must be room.
  func put(_ r: Int, _ k: Int, _ s: Int) {
    segment[r] = Int32(k)
    start[r] = Int32(s)
    change(r, k, s, by: 1)
  }

  /// Takes a request's place away.
  func remove(_ r: Int) {
    change(r, Int(segment[r]), Int(start[r]), by: -1)
    segment[r] = -1
  }

  private func change(_ r: Int, _ k: Int, _ s: Int, by sign: Int32) {
    let place = segments[k]
    let from = s - Int(place.before)
    let useEnd = s + Int(place.length)
    let end = useEnd + Int(place.after)
    let group = Int(place.group)
    occupy(group, r, from, end, sign)
    if isCombined[group] {
      for part in table.occupied[group].dropFirst() { occupy(Int(part), r, from, end, sign) }
    }
    if place.pool >= 0 {
      let row = operators + Int(place.pool) * slotCount
      for t in from..<useEnd { row[t] += sign }
      list(&onPool[Int(place.pool)], r, sign)
    }
    for row in quotas(place) { quotaUsed[Int(quotaRows[row])] += sign * place.length }
    let share = Int(shareOf[r])
    if share >= 0 {
      value += shortfall(share, used: Int(shareUsed[share]))
      shareUsed[share] += sign * place.length
      value -= shortfall(share, used: Int(shareUsed[share]))
    }
    let rivals = Int(rivalsOf[Int(bundleOf[r])])
    if rivals >= 0 { rivalsHeld[rivals] += sign }
    value += Int(sign) * Int(place.value)
  }

  @inline(__always)
  private func occupy(_ group: Int, _ r: Int, _ from: Int, _ end: Int, _ sign: Int32) {
    let row = load + group * slotCount
    for t in from..<end { row[t] += sign }
    if capacity[group] == 1 {
      let held = holder + group * slotCount
      let mark = sign > 0 ? Int32(r) : -1
      for t in from..<end { held[t] = mark }
    } else {
      list(&onGroup[group], r, sign)
    }
  }

  private func list(_ list: inout [Int32], _ r: Int, _ sign: Int32) {
    if sign > 0 {
      list.append(Int32(r))
    } else if let i = list.lastIndex(of: Int32(r)) {
      list.swapAt(i, list.count - 1)
      list.removeLast()
    }
  }

  /// Slots that a request occupies at its present place.
  @inline(__always)
  func occupation(_ r: Int) -> (from: Int, end: Int) {
    let place = segments[Int(segment[r])]
    let s = Int(start[r])
    return (s - Int(place.before), s + Int(place.length) + Int(place.after))
  }

  /// Last slot in which a use from `s` meets a full group or no operator; −1 if it fits.
  @inline(__always)
  func lastObstacle(_ place: StartTable.Segment, _ s: Int) -> Int {
    let from = s - Int(place.before)
    let useEnd = s + Int(place.length)
    let end = useEnd + Int(place.after)
    let group = Int(place.group)
    var row = load + group * slotCount
    var room = capacity[group]
    var t = end - 1
    while t >= from {
      if row[t] >= room { return t }
      t -= 1
    }
    if isCombined[group] {
      for part in table.occupied[group].dropFirst() {
        row = load + Int(part) * slotCount
        room = capacity[Int(part)]
        t = end - 1
        while t >= from {
          if row[t] >= room { return t }
          t -= 1
        }
      }
    }
    if place.pool >= 0 {
      let busy = operators + Int(place.pool) * slotCount
      let onDuty = staff + Int(place.pool) * slotCount
      t = useEnd - 1
      while t >= from {
        if busy[t] >= onDuty[t] { return t }
        t -= 1
      }
    }
    return -1
  }

  /// Whether the quotas allow a use at a segment.
  @inline(__always)
  func isWithinQuotas(_ place: StartTable.Segment) -> Bool {
    for i in quotas(place) {
      let row = Int(quotaRows[i])
      if quotaUsed[row] + place.length > quotaLimit[row] { return false }
    }
    return true
  }

  /// The first slot in which a request may start after the one before it in its series, which has a
  /// place; 0 if there is none before it. The requests of a series are placed in their order.
  @inline(__always)
  func earliestStart(_ r: Int) -> Int {
    let before = Int(comesAfter[r])
    guard before >= 0, segment[before] >= 0 else { return 0 }
    return Int(start[before]) + Int(segments[Int(segment[before])].length) + Int(gapBefore[r])
  }

  /// Whether a rival of a bundle without a place holds one.
  @inline(__always)
  func hasRival(_ bundle: Int) -> Bool {
    let rivals = Int(rivalsOf[bundle])
    return rivals >= 0 && rivalsHeld[rivals] > 0
  }

  /// Where ``quotaRows`` lists the rows against which a segment counts.
  @inline(__always)
  func quotas(_ place: StartTable.Segment) -> Range<Int> {
    Int(firstQuotaRow[Int(place.quotas)])..<Int(firstQuotaRow[Int(place.quotas) + 1])
  }

  /// Where ``bundleMembers`` lists the requests of a bundle.
  @inline(__always)
  func members(_ bundle: Int) -> Range<Int> {
    Int(firstMember[bundle])..<Int(firstMember[bundle + 1])
  }
}
