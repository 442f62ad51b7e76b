/// How a dive keeps up with what it may spend: behind, it fixes bolder than planned; ahead, it prices more often.
struct DivePace {
  /// Cells on which mixes disagreed at first.
  private var first = 0
  /// The share of the cells still undecided by the share of what may still be spent.
  private(set) var lag = 1.0

  /// How much bolder than planned to fix cells, ≥ 1.
  var haste: Double { max(1, lag) }

  /// Rounds of pricing after each fixing, `most` where there is time for them.
  func rounds(_ most: Int) -> Int { lag < 0.75 ? most : min(3, most) }

  /// Looks at everybody's rows when a share of what may be spent is spent.
  mutating func look(at mixes: [[SharedRow]], spent: Double) {
    var undecided = 0
    for own in mixes where own.count > 1 {
      for offset in own[0].cells.indices
      where own.contains(where: { $0.cells[offset] != own[0].cells[offset] }) {
        undecided += 1
      }
    }
    if first == 0 { first = undecided }
    lag = Double(undecided) / Double(max(1, first)) / max(0.02, 1 - spent)
  }
}
