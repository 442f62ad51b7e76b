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
    /// Shares of the mix are told apart by parts of one in this many.
    var grain = 1024.0
    /// Whether prices may leave those at the beginning without much ado, where there is no linear program.
    var isLoose = false
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
    var pace = DivePace()
    while true {
      if run.mustStop != nil { return nil }
      let shares = mixByPosition(session)
      let open = shares.indices.filter { shares[$0].count > 1 }
      guard !open.isEmpty else {
        return shares.compactMap { $0.first.map { master.columns[$0.column] } }
      }
      let spent = style.spent()
      let mixes = shares.map { own in
        own.map { SharedRow(cells: master.columns[$0.column].cells, share: $0.share) }
      }
      pace.look(at: mixes, spent: spent)
      var touched = part.fixCells(
        mixes, open: open, steps: style.steps, haste: pace.haste, grain: style.grain,
        using: &random)
      if spent >= 1 {
        for position in open { touched.formUnion(part.fixRow(mixes, open: [position])) }
      } else if touched.isEmpty {
        touched = part.fixRow(mixes, open: open)
      }
      chargePlans(touched)
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

  /// Counts what it took to lay out the tables of some positions anew, about as much as filling them.
  func chargePlans(_ positions: Set<Int>) {
    run.charge(steps: positions.reduce(0) { $0 + part.pricers[$1].plan.work })
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

  func fits(_ column: RowColumn) -> Bool {
    part.fits(column.cells, at: column.position)
  }
}
