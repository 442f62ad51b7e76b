/// Exchanges.
extension ChainSearch {
  /// Puts in whoever is out and worth more than those who would have to give way, until nobody is: each bundle in
  /// turn, with the chain that follows.
  ///
  /// Annealing ends anywhere near a best timetable, and what blocks place anew may open such a place for others.
  /// Nobody is to be told that a place is held by somebody worth less.
  ///
  /// - Complexity: O(starts of bundles that are out) for each round of exchanges.
  func exchange() {
    var isBetter = true
    while isBetter {
      isBetter = false
      for b in 0..<table.bundleCount where !table.isPromised[b] && !isPlaced(b) {
        isBetter = exchange(for: b) || isBetter
      }
      charge()
    }
  }

  /// Puts a bundle in if the timetable is worth more then; says whether it is.
  private func exchange(for b: Int) -> Bool {
    let members = board.members(b)
    if members.count > 1 {
      return isBetter {
        members.allSatisfy { i in
          force(
            Int(board.bundleMembers[i]), b, noise: 0, limit: .infinity, usesPrices: false)
        }
      }
    }
    let r = Int(board.bundleMembers[members.lowerBound])
    return worthwhileStarts(of: r, b).contains { place in
      isBetter { seize(r, b, at: place.segment, place.start) }
    }
  }

  /// Makes changes and undoes them unless the timetable is worth more then.
  private func isBetter(_ change: () -> Bool) -> Bool {
    let before = board.value
    log.removeAll(keepingCapacity: true)
    displaced.removeAll(keepingCapacity: true)
    if change() {
      placeDisplaced()
      if board.value > before { return true }
    }
    undo(to: 0)
    return false
  }

  /// Starts at which a request is worth more than those who hold them, quotas aside; the best of them first.
  private func worthwhileStarts(of r: Int, _ b: Int) -> [(segment: Int, start: Int)] {
    let earliest = board.earliestStart(r)
    var found: [(net: Double, segment: Int, start: Int)] = []
    for k in table.segmentRange(r) {
      let place = table.segments[k]
      let worth = Double(Int(place.value) + shareGain(r, Int(place.length)))
      for s in place.first...place.last where s >= earliest {
        let cost = clearing(place, Int(s), of: b, limit: worth, collects: false)
        if cost < worth { found.append((worth - cost, k, Int(s))) }
      }
    }
    found.sort { ($0.net, $1.segment, $1.start) > ($1.net, $0.segment, $0.start) }
    return found.map { ($0.segment, $0.start) }
  }
}
