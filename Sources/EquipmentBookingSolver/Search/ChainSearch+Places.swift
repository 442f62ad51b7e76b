import Solving

/// Free places.
extension ChainSearch {
  /// The free place with most value beyond a part of its price; `nil` if there is none.
  func freePlace(_ r: Int, priceWeight: Double) -> (segment: Int, start: Int)? {
    var best = -Double.infinity
    var found: (segment: Int, start: Int)?
    for k in table.segmentRange(r) {
      let place = board.segments[k]
      let value = Double(place.value)
      guard value > best, board.isWithinQuotas(place) else { continue }
      let last = Int(place.last)
      var s = Int(place.first)
      while s <= last {
        looks &+= 1
        let worth = value - priceWeight * price(place, s)
        if worth > best {
          let obstacle = board.lastObstacle(place, s)
          if obstacle >= 0 {
            // Any start whose occupation still covers the obstacle fails, too.
            s = max(s + 1, obstacle + 1)
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
  func insertFree(_ b: Int, priceWeight: Double) -> Bool {
    let mark = log.count
    for r in table.members(b) {
      guard let place = freePlace(Int(r), priceWeight: priceWeight) else {
        undo(to: mark)
        return false
      }
      put(Int(r), place.segment, place.start)
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
      if insertFree(b, priceWeight: Self.priceWeight), board.value < before { undo(to: 0) }
    }
    charge()
  }

  /// Moves what was looked at to the work clock.
  func charge() {
    run.charge(steps: looks * 8)
    looks = 0
  }
}
