import EquipmentBooking

/// Where a booking may start as the board is now.
extension RevisionBoard {
  /// The first start not before `slot` that hours and windows allow; ``never`` if there is none.
  mutating func openStart(_ i: Int, _ k: Int, from slot: Int) -> Int {
    if firstNext[i] < 0 {
      firstNext[i] = next.count
      starts.write(of: i, choices[i], into: &next)
    }
    return slot < slots ? Int(next[firstNext[i] + k * (slots + 1) + slot]) : Self.never
  }

  /// The first start not before `slot` that hours and windows allow and at which an operator is free;
  /// ``never`` if there is none.
  mutating func nextStart(_ i: Int, _ k: Int, from slot: Int) -> Int {
    looks += 1
    let own = choices[i][k]
    var s = openStart(i, k, from: slot)
    while s < Self.never, own.pool >= 0 {
      let pool = own.pool * slots
      guard let short = (s - own.before..<s + own.length).last(where: { free[pool + $0] <= 0 })
      else { return s }
      s = openStart(i, k, from: short + own.before + 1)
    }
    return s
  }

  /// The first start not before `slot` on a device that is no line where there is room; `nil` if there is none.
  mutating func freeStart(_ i: Int, _ k: Int, from slot: Int = 0) -> Int? {
    let own = choices[i][k]
    var s = nextStart(i, k, from: slot)
    while s < Self.never {
      var full: Int?
      for d in occupied[own.device] {
        let last = (s - own.before..<s + own.length + own.after).last {
          load[d * slots + $0] >= capacity[d]
        }
        if let last { full = max(full ?? 0, last) }
      }
      guard let full else { return s }
      s = nextStart(i, k, from: full + own.before + 1)
    }
    return nil
  }

  /// All starts at which there is room beside those on the board.
  mutating func roomyStarts(_ i: Int, _ k: Int) -> [Int] {
    let own = choices[i][k]
    var found: [Int] = []
    guard isLine[own.device] else {
      var s = freeStart(i, k, from: 0)
      while let start = s {
        found.append(start)
        s = freeStart(i, k, from: start + 1)
      }
      return found
    }
    var from = 0
    for at in 0...line[own.device].count {
      let isLast = at == line[own.device].count
      let to = isLast ? slots : self.from(line[own.device][at])
      var s = nextStart(i, k, from: from + own.before)
      while s < Self.never, s + own.length + own.after <= to {
        found.append(s)
        s = nextStart(i, k, from: s + 1)
      }
      if !isLast { from = end(line[own.device][at]) }
    }
    return found
  }

  /// Slots of a booking in its published place.
  func homeSlots(_ i: Int) -> Range<Int> {
    let s = published[i].start
    guard home[i] >= 0 else { return s..<s }
    let own = choices[i][home[i]]
    return s - own.before..<s + own.length + own.after
  }

  /// Whether a booking is at home.
  func isSettled(_ i: Int) -> Bool { choice[i] >= 0 && isHome(i) }

  /// Bookings on a device, or on one that shares a part with it, in some of the slots.
  func occupants(_ device: Int, _ span: Range<Int>) -> [Int] {
    if isLine[device] {
      return line[device].filter { from($0) < span.upperBound && end($0) > span.lowerBound }
    }
    return published.indices.filter { i in
      choice[i] >= 0 && from(i) < span.upperBound && end(i) > span.lowerBound
        && occupied[choices[i][choice[i]].device].contains(where: occupied[device].contains)
    }
  }
}
