internal import Solving

/// A stretch of a row and its share in a mix.
struct SharedRow {
  let cells: [Int32]
  let share: Double
}

extension RosterPart {
  /// Whether the allowed cells let a row be used.
  func fits(_ cells: [Int32], at position: Int) -> Bool {
    fits(cells, allowed: pricers[position].plan.allowed)
  }

  private func fits(_ cells: [Int32], allowed: [Bool]) -> Bool {
    zip(days, cells).allSatisfy { allowed[$0 * model.width + Int($1)] }
  }

  private struct Candidate {
    let position: Int
    let day: Int
    let cell: Int32
    let share: Double
    let lot: UInt64
  }

  /// Duties that at least half of a person's mix agrees on and that are not fixed yet, surest first.
  private func candidates(
    _ mixes: [[SharedRow]], open: [Int], grain: Double, using random: inout SeededRandom
  ) -> [Candidate] {
    let width = model.width
    var candidates: [Candidate] = []
    for position in open {
      let allowed = pricers[position].plan.allowed
      for (offset, day) in days.enumerated() {
        var sums: [(cell: Int32, share: Double)] = []
        for row in mixes[position] {
          let cell = row.cells[offset]
          if let known = sums.firstIndex(where: { $0.cell == cell }) {
            sums[known].share += row.share
          } else {
            sums.append((cell, row.share))
          }
        }
        for (cell, share) in sums where cell > 0 && share >= 0.5 && share < 1 - 1e-6 {
          let isFree = (0..<width).contains { $0 != Int(cell) && allowed[day * width + $0] }
          guard isFree else { continue }
          candidates.append(
            Candidate(
              position: position, day: day, cell: cell, share: (share * grain).rounded() / grain,
              lot: random.next()))
        }
      }
    }
    candidates.sort { ($1.share, $0.lot) < ($0.share, $1.lot) }
    return candidates
  }

  /// Fixes about one in `steps` of the cells: the duties that most of a person's mix agrees on.
  ///
  /// - Parameters:
  ///   - mixes: Everybody's rows and their shares.
  ///   - open: Positions with more than one row.
  ///   - steps: About how often cells are to be fixed before everything is.
  ///   - haste: How many times as many cells to fix, and how much less sure ones, ≥ 1.
  ///   - grain: Shares are told apart by parts of one in this many; the lot decides between equal ones.
  ///   - random: The lot.
  ///   - isOver: Whether the time for it is over; what is fixed until then stays so.
  /// - Returns: The positions with a fixing.
  mutating func fixCells(
    _ mixes: [[SharedRow]], open: [Int], steps: Double, haste: Double, grain: Double,
    using random: inout SeededRandom, isOver: () -> Bool = { false }
  ) -> Set<Int> {
    // Cells of one person that are fixed together stand a fortnight apart or more.
    let perPerson = max(1, Int(Double(days.count) * haste / 14))
    var quota = max(1, Int(Double(freeCells) * haste / max(1, steps)))
    var fixings = [Int](repeating: 0, count: people.count)
    var chosen: [[(day: Int, cell: Int32)]] = people.map { _ in [] }
    var narrowed: [[Bool]?] = people.map { _ in nil }
    var touched: Set<Int> = []
    for candidate in candidates(mixes, open: open, grain: grain, using: &random)
    where quota > 0 && fixings[candidate.position] < perPerson {
      if !touched.isEmpty, candidate.share * haste < 0.75 { break }
      let position = candidate.position
      var allowed = narrowed[position] ?? pricers[position].plan.allowed
      fix(candidate.day, candidate.cell, in: &allowed)
      // Two fixings of one person may exclude each other.
      guard mixes[position].contains(where: { fits($0.cells, allowed: allowed) }) else { continue }
      narrowed[position] = allowed
      chosen[position].append((candidate.day, candidate.cell))
      touched.insert(position)
      fixings[position] += 1
      quota -= 1
    }
    // A table is made anew once for each person, which takes most of the time where rows are long.
    for position in touched.sorted() {
      guard !isOver() else {
        touched.remove(position)
        continue
      }
      if !narrow(position, to: chosen[position]) { touched.remove(position) }
    }
    return touched
  }

  private func fix(_ day: Int, _ cell: Int32, in allowed: inout [Bool]) {
    for other in 0..<model.width where other != Int(cell) {
      allowed[day * model.width + other] = false
    }
  }

  /// Fixes cells of one person together, or one after the other where that leaves no row.
  ///
  /// - Returns: Whether any is fixed.
  private mutating func narrow(_ position: Int, to cells: [(day: Int, cell: Int32)]) -> Bool {
    var allowed = pricers[position].plan.allowed
    for (day, cell) in cells { fix(day, cell, in: &allowed) }
    if let narrowed = pricers[position].restricted(to: allowed) {
      pricers[position] = narrowed
      return true
    }
    guard cells.count > 1 else { return false }
    var isFixed = false
    for cell in cells {
      if narrow(position, to: [cell]) { isFixed = true }
    }
    return isFixed
  }

  /// Fixes the row with the largest share among those of some positions.
  ///
  /// - Returns: The position; none if there is no row.
  mutating func fixRow(_ mixes: [[SharedRow]], open: [Int]) -> Set<Int> {
    var best: (position: Int, row: SharedRow)?
    for position in open {
      for row in mixes[position] where row.share > best?.row.share ?? 0 { best = (position, row) }
    }
    guard let best else { return [] }
    var allowed = pricers[best.position].plan.allowed
    for (day, own) in zip(days, best.row.cells) {
      for cell in 0..<model.width where cell != Int(own) {
        allowed[day * model.width + cell] = false
      }
    }
    if let narrowed = pricers[best.position].restricted(to: allowed) {
      pricers[best.position] = narrowed
    }
    return [best.position]
  }
}
