/// How much bolder than planned a dive has to fix cells to end in time.
struct DivePace {
  /// Cells on which mixes disagreed at first.
  private var first = 0

  /// At least 1: the share of the cells still undecided by the share of what may still be spent.
  mutating func haste(_ mixes: [[SharedRow]], spent: Double) -> Double {
    var undecided = 0
    for own in mixes where own.count > 1 {
      for offset in own[0].cells.indices
      where own.contains(where: { $0.cells[offset] != own[0].cells[offset] }) {
        undecided += 1
      }
    }
    if first == 0 { first = undecided }
    let left = Double(undecided) / Double(max(1, first))
    return max(1, left / max(0.02, 1 - spent))
  }
}
