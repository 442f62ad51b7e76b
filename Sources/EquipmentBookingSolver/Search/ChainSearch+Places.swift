import Solving

/// Free places.
extension ChainSearch {
  /// The free place with the best score; `nil` if none is free.
  func freePlace(_ r: Int) -> (segment: Int, start: Int)? {
    let last = Int(firstStart[r + 1])
    let earliest = board.earliestStart(r)
    var i = Int(firstStart[r])
    while i < last {
      looks &+= 1
      let candidate = starts[i]
      i += 1
      let place = board.segments[Int(candidate.segment)]
      guard candidate.start >= earliest, board.isWithinQuotas(place) else { continue }
      let obstacle = board.lastObstacle(place, Int(candidate.start))
      if obstacle < 0 { return (Int(candidate.segment), Int(candidate.start)) }
      // Any start whose occupation still covers the obstacle fails, too.
      let covered = obstacle + Int(place.before)
      while i < last, starts[i].segment == candidate.segment, starts[i].start <= covered { i += 1 }
    }
    return nil
  }

  /// The free place that leaves most of its value after its price, among all starts; `nil` if none is
  /// free.
  private func anyFreePlace(_ r: Int) -> (segment: Int, start: Int)? {
    var best = -Double.infinity
    var found: (segment: Int, start: Int)?
    let earliest = board.earliestStart(r)
    for k in table.segmentRange(r) {
      let place = board.segments[k]
      let value = prices.worth(of: place) / PriceVector.unitsPerPoint
      guard value > best, board.isWithinQuotas(place) else { continue }
      var s = max(Int(place.first), earliest)
      while s <= Int(place.last) {
        looks &+= 1
        let worth = value - prices.price(of: place, at: s) / PriceVector.unitsPerPoint
        if worth > best {
          let obstacle = board.lastObstacle(place, s)
          if obstacle >= 0 {
            // Any start whose occupation still covers the obstacle fails, too.
            s = max(s + 1, obstacle + Int(place.before) + 1)
            continue
          }
          best = worth
          found = (k, s)
        }
        s += 1
      }
    }
    return found
  }

  /// Puts all requests of a bundle into free places, or none.
  func insertFree(_ b: Int, anywhere: Bool = false) -> Bool {
    if board.hasRival(b) { return false }
    let mark = log.count
    for i in board.members(b) {
      let r = Int(board.bundleMembers[i])
      guard let place = anywhere ? anyFreePlace(r) : freePlace(r) else {
        undo(to: mark)
        return false
      }
      put(r, place.segment, place.start)
    }
    return true
  }

  /// Puts every bundle that fits, largest part of its value left after prices first.
  func fill() {
    var key = [Double](repeating: 0, count: table.bundleCount)
    var waiting: [Int] = []
    for b in 0..<table.bundleCount where !isPlaced(b) {
      let value = table.members(b).reduce(0.0) { sum, r in
        let range = table.segmentRange(Int(r))
        return range.isEmpty ? -.infinity : sum + Double(table.segments[range.lowerBound].value)
      }
      guard value > -.infinity else { continue }
      key[b] = gain[b] / max(1, value)
      waiting.append(b)
    }
    waiting.sort { (key[$0], $1) > (key[$1], $0) }
    for b in waiting {
      let before = board.value
      log.removeAll(keepingCapacity: true)
      if insertFree(b, anywhere: true), board.value < before { undo(to: 0) }
    }
    charge()
  }

  /// Moves what was looked at to the work clock.
  func charge() {
    run.charge(steps: looks * 8)
    looks = 0
  }
}
