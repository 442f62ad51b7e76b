/// Moves and annealing.
extension ChainSearch {
  /// Puts a request at its most promising place and pushes out whoever holds it, into ``displaced``.
  ///
  /// The request's bundle `own` does not push itself out; a place has a random handicap with mean
  /// `noise`, and its holders may lose less than `limit` points. Says whether the request has a place; if
  /// not, changes made on the way remain to be undone.
  func force(
    _ r: Int, _ own: Int, noise: Double, limit: Double, usesPrices: Bool
  ) -> Bool {
    var best = -Double.infinity
    var chosen = (segment: -1, start: 0)
    // Alternatives differ in length; no start earns more than the longest.
    let reward = Double(shareGain(r, Int(longest[r])))
    let earliest = board.earliestStart(r)
    let last = Int(firstStart[r + 1])
    var i = Int(firstStart[r])
    var (alike, stride) = (i, 1)
    while i < last {
      if i >= alike {
        (i, alike) = (alike, Int(endAlike[alike]))
        stride = max(1, (alike - i) / Self.mostAlike)
        if stride > 1 { i += Int(random.next() % UInt64(stride)) }
      }
      let candidate = starts[i]
      i += stride == 1 ? 1 : 1 + Int(random.next() % UInt64(2 * stride - 1))
      if candidate.start < earliest { continue }
      var worth = usesPrices ? candidate.score + reward : 0
      if usesPrices {
        // The others score less, and nobody pays for being pushed out.
        if worth <= best { break }
        if noise > 0 { worth -= noise * exponential() }
      } else {
        worth = Double(board.segments[Int(candidate.segment)].value) + reward
      }
      if worth <= best { continue }
      let length = board.segments[Int(candidate.segment)].length
      if reward > 0, length < longest[r] { worth -= reward - Double(shareGain(r, Int(length))) }
      if worth <= best { continue }
      worth -=
        Self.lossWeight
        * clearing(
          board.segments[Int(candidate.segment)], Int(candidate.start), of: own, limit: limit,
          collects: false)
      if worth > best {
        best = worth
        chosen = (Int(candidate.segment), Int(candidate.start))
      }
    }
    return chosen.segment >= 0 && seize(r, own, at: chosen.segment, chosen.start)
  }

  /// Puts a request at a start and pushes out whoever holds it, into ``displaced``; if that cannot be, changes made on
  /// the way remain to be undone.
  func seize(_ r: Int, _ own: Int, at segment: Int, _ start: Int) -> Bool {
    let place = board.segments[segment]
    guard clearing(place, start, of: own, limit: .infinity, collects: true) < .infinity else {
      return false
    }
    for b in holders {
      removeBundle(Int(b))
      displaced.append(b)
    }
    if board.hasRival(own), !clearRivals(of: own) { return false }
    guard clearQuotas(of: place, own) else { return false }
    put(r, segment, start)
    return true
  }

  /// Pushes out bookings of the institution, least worth for each slot first, until its quotas allow
  /// the use.
  private func clearQuotas(of place: StartTable.Segment, _ own: Int) -> Bool {
    for row in table.quotaSets[Int(place.quotas)] {
      while board.quotaUsed[Int(row)] + place.length > board.quotaLimit[Int(row)] {
        var cheapest: Int?
        var least = Double.infinity
        for member in quotaMembers[Int(row)] where board.segment[Int(member)] >= 0 {
          let b = Int(table.bundleOf[Int(member)])
          let held = board.segments[Int(board.segment[Int(member)])]
          guard b != own, !table.isPromised[b],
            table.quotaSets[Int(held.quotas)].contains(row)
          else { continue }
          let loss = loss(b) / Double(held.length) * (0.7 + 0.6 * uniform())
          if loss < least {
            least = loss
            cheapest = b
          }
        }
        guard let cheapest else { return false }
        removeBundle(cheapest)
        displaced.append(Int32(cheapest))
      }
    }
    return true
  }

  /// Takes the place of the rival that holds one, unless it is promised or the bundle itself.
  private func clearRivals(of own: Int) -> Bool {
    for b in rivals[Int(board.rivalsOf[own])] where Int(b) != own && isPlaced(Int(b)) {
      if table.isPromised[Int(b)] { return false }
      // It does not look for another place: its wish is fulfilled.
      removeBundle(Int(b))
    }
    return true
  }

  /// Tries one random bundle at another place, with the chain that follows.
  func move(temperature: Double) {
    let b = Int(bundles[Int(random.next() % UInt64(bundles.count))])
    let wasPlaced = isPlaced(b)
    if wasPlaced && uniform() < 0.5 { return }
    let before = board.value
    log.removeAll(keepingCapacity: true)
    displaced.removeAll(keepingCapacity: true)
    if wasPlaced { removeBundle(b) }
    for i in board.members(b) {
      guard
        force(
          Int(board.bundleMembers[i]), b, noise: 0.5 * temperature, limit: .infinity,
          usesPrices: true)
      else {
        undo(to: 0)
        return
      }
    }
    placeDisplaced()
    let change = Double(board.value - before)
    if change < 0, -change > temperature * exponential() { undo(to: 0) }
  }

  /// A random number with the exponential distribution of mean one: −log of a uniform one, from operations
  /// that every machine rounds alike.
  @inline(__always)
  private func exponential() -> Double {
    let u = max(uniform(), 0x1p-53)
    let z = (u.significand - 1) / (u.significand + 1)
    let square = z * z
    let logarithm = 2 * z * (1 + square * (1 / 3 + square * (1 / 5 + square / 7)))
    return -(Double(u.exponent) * 0.6931471805599453 + logarithm)
  }

  /// Finds places for those pushed out: a free one, or one whose holders are worth less.
  func placeDisplaced() {
    var links = 0
    var next = 0
    while next < displaced.count {
      let b = Int(displaced[next])
      next += 1
      if isPlaced(b) || board.hasRival(b) || insertFree(b) { continue }
      let members = board.members(b)
      guard links < Self.mostLinks, members.count == 1 else { continue }
      let r = Int(board.bundleMembers[members.lowerBound])
      links += 1
      let worth = Int(mostValue[r]) + shareGain(r, Int(longest[r]))
      let (mark, waiting, value) = (log.count, displaced.count, board.value)
      if !force(r, b, noise: 0, limit: Double(worth), usesPrices: false)
        || board.value < value
      {
        undo(to: mark)
        displaced.removeSubrange(waiting...)
      }
    }
  }

  /// Moves under a falling temperature until `progress`, the part of the effort that is done after a
  /// number of moves, reaches one; keeps the best timetable.
  func anneal(from hot: Double, to cold: Double, progress: (_ moves: Int) -> Double) {
    guard !bundles.isEmpty else { return }
    var moves = 0
    var best = Snapshot(board)
    while true {
      let done = progress(moves)
      if done >= 1 { break }
      let temperature = cold + (hot - cold) * (1 - done) * (1 - done)
      for _ in 0..<Self.movesPerCheck { move(temperature: temperature) }
      moves += Self.movesPerCheck
      charge()
      // Early on the present timetable is soon overtaken: nothing to remember.
      if done > 0.6, board.value > best.value { best = Snapshot(board) }
    }
    if best.value > board.value { best.restore(board) }
    fill()
  }

  /// Moves between looks at the clock.
  static let movesPerCheck = 64
}
