internal import LinearProgramming
internal import Solving

extension ColumnGeneration {
  /// How boldly to dive.
  struct DiveStyle {
    /// About how often cells are fixed before everything is.
    var steps: Double
    /// Most rounds of pricing after each fixing; none while the mix is as good as before it.
    var rounds: Int
    /// Decides between cells that are equally sure.
    var seed: UInt64
    /// Rows asked for of each person.
    var rows = 2
    /// Give up when the mix is not below this value.
    var cutoff = Double.infinity
    /// Share of what the dive may spend that is spent, asked before each fixing; a dive that lags behind
    /// fixes more at a time, one at its end everything at once.
    var spent: () -> Double = { 0 }
  }

  /// Fixes cells that the mix favours and prices again, until everybody has one row.
  ///
  /// Fixing few cells at a time and pricing between keeps the mix good: rows that fit the fixed cells are
  /// found while they can still be chosen (Sadykov et al. 2019, doi:10.1287/ijoc.2018.0822, on diving).
  /// The fixings stay in ``part``; a copy dives if the part is needed again.
  ///
  /// - Returns: A row for each position; `nil` if the dive was given up.
  mutating func dive(_ session: inout Session, _ style: DiveStyle) throws -> [RowColumn]? {
    var isUsable = [Bool](repeating: true, count: master.columns.count)
    guard try session.solve(.primal) == .optimal else { return nil }
    mixValue = session.objective
    var random = SeededRandom(seed: style.seed)
    var haste = 1.0
    while true {
      if run.mustStop != nil { return nil }
      let shares = mixByPosition(session)
      let open = shares.indices.filter { shares[$0].count > 1 }
      guard !open.isEmpty else {
        return shares.compactMap { $0.first.map { master.columns[$0.column] } }
      }
      let spent = style.spent()
      if spent > 0.2, spent > 1 - Double(open.count) / Double(shares.count) { haste *= 1.5 }
      var touched = fixCells(shares, open: open, steps: style.steps / haste, using: &random)
      if spent >= 1 {
        for position in open { touched.formUnion(fixRow(shares, open: [position])) }
      } else if touched.isEmpty {
        touched = fixRow(shares, open: open)
      }
      isUsable += [Bool](repeating: true, count: master.columns.count - isUsable.count)
      for (index, column) in master.columns.enumerated()
      where isUsable[index] && touched.contains(column.position) && !fits(column) {
        isUsable[index] = false
        try master.setUsable(false, index, in: &session)
      }
      guard
        try refresh(
          &session, positions: open, rounds: style.rounds, rows: style.rows, content: mixValue),
        mixValue < style.cutoff
      else { return nil }
    }
  }

  /// Columns with a share in the mix, by position.
  func mixByPosition(
    _ session: borrowing Session
  ) -> [[(column: Int, share: Double)]] {
    var shares = [[(column: Int, share: Double)]](repeating: [], count: part.people.count)
    for (index, share) in master.mix(session).enumerated() where share > 1e-6 {
      shares[master.columns[index].position].append((index, share))
    }
    return shares
  }

  /// Fixes the duties that most of a person's mix agrees on, surest first.
  ///
  /// - Returns: The positions with a fixing.
  private mutating func fixCells(
    _ shares: [[(column: Int, share: Double)]], open: [Int], steps: Double,
    using random: inout SeededRandom
  ) -> Set<Int> {
    struct Candidate {
      let position: Int
      let day: Int
      let cell: Int32
      let share: Double
      let lot: UInt64
    }
    let width = part.model.width
    var candidates: [Candidate] = []
    for position in open {
      for (offset, day) in part.days.enumerated() {
        var sums: [(cell: Int32, share: Double)] = []
        for (column, share) in shares[position] {
          let cell = master.columns[column].cells[offset]
          if let known = sums.firstIndex(where: { $0.cell == cell }) {
            sums[known].share += share
          } else {
            sums.append((cell, share))
          }
        }
        for (cell, share) in sums where cell > 0 && share >= 0.5 {
          let isFree = (0..<width).contains {
            $0 != Int(cell) && part.pricers[position].plan.allowed[day * width + $0]
          }
          if isFree, share < 1 - 1e-6 {
            candidates.append(
              Candidate(
                position: position, day: day, cell: cell, share: (share * 1024).rounded() / 1024,
                lot: random.next()))
          }
        }
      }
    }
    candidates.sort {
      ($1.share, $0.lot) < ($0.share, $1.lot)
    }
    // Cells of one person that are fixed together stand a fortnight apart or more.
    let perPerson = max(1, part.days.count / 14)
    var quota = max(1, Int(Double(part.freeCells) / steps))
    var fixings = [Int](repeating: 0, count: part.people.count)
    var touched: Set<Int> = []
    for candidate in candidates where quota > 0 && fixings[candidate.position] < perPerson {
      if !touched.isEmpty, candidate.share < 0.75 { break }
      var allowed = part.pricers[candidate.position].plan.allowed
      for cell in 0..<width where cell != Int(candidate.cell) {
        allowed[candidate.day * width + cell] = false
      }
      // Two fixings of one person may exclude each other.
      guard
        shares[candidate.position].contains(where: { column, _ in
          fits(master.columns[column], allowed: allowed)
        }), let narrowed = part.pricers[candidate.position].restricted(to: allowed)
      else { continue }
      part.pricers[candidate.position] = narrowed
      touched.insert(candidate.position)
      fixings[candidate.position] += 1
      quota -= 1
    }
    return touched
  }

  /// Fixes the row with the largest share.
  private mutating func fixRow(
    _ shares: [[(column: Int, share: Double)]], open: [Int]
  ) -> Set<Int> {
    var best: (column: Int, share: Double)?
    for position in open {
      for entry in shares[position] where entry.share > best?.share ?? 0 { best = entry }
    }
    guard let best else { return [] }
    let column = master.columns[best.column]
    let width = part.model.width
    var allowed = part.pricers[column.position].plan.allowed
    for (day, own) in zip(part.days, column.cells) {
      for cell in 0..<width where cell != Int(own) { allowed[day * width + cell] = false }
    }
    if let narrowed = part.pricers[column.position].restricted(to: allowed) {
      part.pricers[column.position] = narrowed
    }
    return [column.position]
  }

  func fits(_ column: RowColumn) -> Bool {
    fits(column, allowed: part.pricers[column.position].plan.allowed)
  }

  private func fits(_ column: RowColumn, allowed: [Bool]) -> Bool {
    zip(part.days, column.cells).allSatisfy { allowed[$0 * part.model.width + Int($1)] }
  }
}
