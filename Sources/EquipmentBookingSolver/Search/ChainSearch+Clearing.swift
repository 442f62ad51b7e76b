/// Places that others hold.
extension ChainSearch {
  /// Points lost if a bundle loses its places, its fair shares included.
  func loss(_ b: Int) -> Double {
    var points = 0
    for i in board.members(b) {
      let r = Int(board.bundleMembers[i])
      let place = board.segments[Int(board.segment[r])]
      points += Int(place.value)
      let share = Int(board.shareOf[r])
      if share >= 0 {
        let used = Int(board.shareUsed[share])
        points +=
          board.shortfall(share, used: used - Int(place.length))
          - board.shortfall(share, used: used)
      }
    }
    return Double(points)
  }

  /// Points that a use adds to fair shares.
  @inline(__always)
  func shareGain(_ r: Int, _ length: Int) -> Int {
    let share = Int(board.shareOf[r])
    guard share >= 0 else { return 0 }
    let used = Int(board.shareUsed[share])
    return board.shortfall(share, used: used) - board.shortfall(share, used: used + length)
  }

  /// What the bundles lose that must give way to a use from `s`, quotas aside; infinite if it is at
  /// least `limit`, or if a promised booking or the bundle `own` itself is in the way. `collects` leaves
  /// the bundles in ``holders``.
  func clearing(
    _ place: StartTable.Segment, _ s: Int, of own: Int, limit: Double, collects: Bool
  ) -> Double {
    stamp &+= 1
    looks &+= 1
    if collects { holders.removeAll(keepingCapacity: true) }
    var cost = 0.0
    let from = s - Int(place.before)
    let useEnd = s + Int(place.length)
    let end = useEnd + Int(place.after)
    let group = Int(place.group)
    guard clear(group, from, end, own, limit, collects, &cost) else { return .infinity }
    if board.isCombined[group] {
      for part in table.occupied[group].dropFirst() {
        guard clear(Int(part), from, end, own, limit, collects, &cost) else { return .infinity }
      }
    }
    if place.pool >= 0 {
      let pool = Int(place.pool)
      let busy = board.operators + pool * board.slotCount
      let onDuty = board.staff + pool * board.slotCount
      for t in from..<useEnd where busy[t] >= onDuty[t] {
        let found = cheapest(board.onPool[pool], own) { r in
          let held = board.segments[Int(board.segment[r])]
          let start = Int(board.start[r])
          return start - Int(held.before) <= t && t < start + Int(held.length)
        }
        guard onDuty[t] > 0, take(found, own, limit, collects, &cost) else { return .infinity }
      }
    }
    return cost
  }

  /// Clears one group from `from` to `end`.
  @inline(__always)
  private func clear(
    _ group: Int, _ from: Int, _ end: Int, _ own: Int, _ limit: Double, _ collects: Bool,
    _ cost: inout Double
  ) -> Bool {
    if board.capacity[group] == 1 {
      let held = board.holder + group * board.slotCount
      var t = from
      while t < end {
        let other = Int(held[t])
        if other < 0 {
          t += 1
          continue
        }
        guard take(.one(other), own, limit, collects, &cost) else { return false }
        t = max(t + 1, board.occupation(other).end)
      }
      return true
    }
    let row = board.load + group * board.slotCount
    for t in from..<end where row[t] >= board.capacity[group] {
      let found = cheapest(board.onGroup[group], own) { r in
        let slots = board.occupation(r)
        return slots.from <= t && t < slots.end
      }
      guard take(found, own, limit, collects, &cost) else { return false }
    }
    return true
  }

  private enum Found {
    /// Somebody who gives way already makes room here.
    case cleared
    case one(Int)
    case nobody
  }

  /// The cheapest of those who `covers` says are in the way.
  private func cheapest(_ requests: [Int32], _ own: Int, _ covers: (Int) -> Bool) -> Found {
    var best: Int?
    var bestLoss = Double.infinity
    for r in requests where covers(Int(r)) {
      let b = Int(board.bundleOf[Int(r)])
      if stamps[b] == stamp { return .cleared }
      if b == own || board.isPromised[b] { continue }
      let loss = loss(b)
      if loss < bestLoss {
        bestLoss = loss
        best = Int(r)
      }
    }
    return best.map { .one($0) } ?? .nobody
  }

  @inline(__always)
  private func take(
    _ found: Found, _ own: Int, _ limit: Double, _ collects: Bool, _ cost: inout Double
  ) -> Bool {
    guard case .one(let r) = found else {
      if case .cleared = found { return true }
      return false
    }
    let b = Int(board.bundleOf[r])
    if b == own || board.isPromised[b] { return false }
    if stamps[b] != stamp {
      stamps[b] = stamp
      cost += loss(b)
      if collects { holders.append(Int32(b)) }
    }
    return cost < limit
  }
}
