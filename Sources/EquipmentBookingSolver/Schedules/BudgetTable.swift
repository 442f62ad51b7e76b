/// The knapsack of one institution: the most that is gained from each item on, at each use so far.
struct BudgetTable {
  /// Less than any sum of gains.
  static let impossible = -1e15

  /// What may happen to an item.
  enum Decision: UInt8 {
    case open, accepted, refused
    /// Accepted, and without a place: there is no timetable.
    case impossible
  }

  private let budget: InstitutionBudgets.Budget
  private let items: [InstitutionBudgets.Item]
  /// Index of the budget's first item.
  private let first: Int
  private let gains: UnsafeMutablePointer<Double>
  private let decisions: UnsafeMutablePointer<Decision>
  private let rows: UnsafeMutablePointer<Double>
  private let width: Int
  let best: Double

  init(
    _ budget: InstitutionBudgets.Budget, _ items: [InstitutionBudgets.Item],
    _ domain: ScheduleDomain, _ prices: SchedulePrices, _ hasStart: [Bool],
    _ scratch: inout ScheduleScratch, _ steps: inout Int
  ) {
    self.budget = budget
    self.items = items
    let first = budget.blocks.first?.items.lowerBound ?? 0
    let last = budget.blocks.last?.items.upperBound ?? 0
    self.first = first
    scratch.reserve(items: last - first)
    scratch.reserve(rows: budget.entries)
    steps += budget.entries
    (gains, decisions, rows) = (scratch.itemGain, scratch.decision, scratch.rows)
    for i in first..<last {
      var gain = 0.0
      var canStart = true
      for r in items[i].requests {
        gain += prices.request[Int(r)]
        canStart = canStart && hasStart[Int(r)]
      }
      gains[i - first] = gain
      let state = domain.state[Int(items[i].bundle)]
      decisions[i - first] =
        state > 0 ? (canStart ? .accepted : .impossible) : state == 0 && canStart ? .open : .refused
    }
    let width = budget.most + 1
    self.width = width
    let next = rows + (budget.entries - width)
    for u in 0..<width {
      next[u] =
        -PriceVector.unitsPerPoint * Double(budget.points * max(0, budget.target - u * budget.unit))
    }
    for block in budget.blocks.reversed() {
      let columns = block.columns
      let size = width * columns
      let end = rows + (block.offset + block.items.count * size)
      for c in 0..<columns { (end + c * width).update(from: next, count: width) }
      for k in (0..<block.items.count).reversed() {
        let i = block.items.lowerBound + k
        let row = rows + (block.offset + k * size)
        Self.fill(
          row, from: row + size, width: width, columns: columns,
          use: items[i].length, isCounted: block.limit != nil, gain: gains[i - first],
          decision: decisions[i - first], isOpenEnded: budget.isOpenEnded)
      }
      next.update(from: rows + block.offset, count: width)
    }
    best = next[0]
  }

  private static func fill(
    _ row: UnsafeMutablePointer<Double>, from next: UnsafeMutablePointer<Double>, width: Int,
    columns: Int, use: Int, isCounted: Bool, gain: Double, decision: Decision,
    isOpenEnded: Bool
  ) {
    let mustEnter = decision == .accepted || decision == .impossible
    let cannot = decision == .refused || decision == .impossible
    for c in 0..<columns {
      let (to, stay) = (row + c * width, next + c * width)
      let target = isCounted ? c + use : c
      if cannot || target >= columns {
        if mustEnter {
          for u in 0..<width { to[u] = impossible }
        } else {
          to.update(from: stay, count: width)
        }
        continue
      }
      let enter = next + target * width
      let shifted = max(0, width - use)
      let atEnd = isOpenEnded ? enter[width - 1] + gain : impossible
      if mustEnter {
        for u in 0..<shifted { to[u] = enter[u + use] + gain }
        for u in shifted..<width { to[u] = atEnd }
      } else {
        for u in 0..<shifted {
          let other = enter[u + use] + gain
          to[u] = other > stay[u] ? other : stay[u]
        }
        for u in shifted..<width { to[u] = atEnd > stay[u] ? atEnd : stay[u] }
      }
    }
  }

  /// Walks forward along the best choices.
  func trace(into isTaken: inout [Bool]) {
    var u = 0
    for block in budget.blocks {
      var c = 0
      for k in 0..<block.items.count {
        let i = block.items.lowerBound + k
        let next = rows + (block.offset + (k + 1) * block.columns * width)
        isTaken[i] = false
        guard let (column, use) = step(block, i, c, u) else { continue }
        let enter = next[column * width + use] + gain(i)
        if decisions[i - first] == .accepted || enter > next[c * width + u] {
          isTaken[i] = true
          (c, u) = (column, use)
        }
      }
    }
  }

  private func gain(_ i: Int) -> Double { gains[i - first] }

  /// Where an item leads from a use so far; `nil` if it cannot be accepted there.
  private func step(
    _ block: InstitutionBudgets.Block, _ i: Int, _ c: Int, _ u: Int
  ) -> (column: Int, use: Int)? {
    guard decisions[i - first] == .open || decisions[i - first] == .accepted else { return nil }
    let column = block.limit == nil ? 0 : c + items[i].length
    if let limit = block.limit, column > limit { return nil }
    let use = u + items[i].length
    if use < width { return (column, use) }
    return budget.isOpenEnded ? (column, width - 1) : nil
  }

  /// What is lost by accepting and by refusing each item.
  func losses(in accepted: inout [Double], out refused: inout [Double]) {
    var entry = [Double](repeating: Self.impossible, count: width)
    entry[0] = 0
    for block in budget.blocks {
      let columns = block.columns
      var reached = [Double](repeating: Self.impossible, count: columns * width)
      for u in 0..<width { reached[u] = entry[u] }
      for k in 0..<block.items.count {
        let i = block.items.lowerBound + k
        let next = rows + (block.offset + (k + 1) * columns * width)
        var (with, without) = (Self.impossible, Self.impossible)
        var after = [Double](repeating: Self.impossible, count: columns * width)
        for c in 0..<columns {
          for u in 0..<width {
            let here = reached[c * width + u]
            if here <= Self.impossible / 2 { continue }
            if decisions[i - first] == .open || decisions[i - first] == .refused {
              without = max(without, here + next[c * width + u])
              after[c * width + u] = max(after[c * width + u], here)
            }
            if let (column, use) = step(block, i, c, u) {
              let place = column * width + use
              with = max(with, here + gain(i) + next[place])
              after[place] = max(after[place], here + gain(i))
            }
          }
        }
        accepted[i] = best - with
        refused[i] = best - without
        reached = after
      }
      for u in 0..<width {
        entry[u] = (0..<columns).reduce(Self.impossible) { max($0, reached[$1 * width + u]) }
      }
    }
  }
}
