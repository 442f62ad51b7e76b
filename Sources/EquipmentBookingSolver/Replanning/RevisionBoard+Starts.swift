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

  /// The first start on a device that is no line where there is room; `nil` if there is none.
  mutating func freeStart(_ i: Int, _ k: Int) -> Int? {
    let own = choices[i][k]
    var s = nextStart(i, k, from: 0)
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
}
