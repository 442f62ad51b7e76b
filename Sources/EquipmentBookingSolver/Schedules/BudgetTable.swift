/// Memory that evaluations use again and again.
struct ScheduleScratch: ~Copyable {
  private(set) var forward: UnsafeMutablePointer<Double>
  private(set) var backward: UnsafeMutablePointer<Double>
  private(set) var taken: UnsafeMutablePointer<Int32>
  private(set) var rows: UnsafeMutablePointer<Double>
  private var capacity = 1
  private var rowCapacity = 1

  init() {
    forward = .allocate(capacity: 1)
    backward = .allocate(capacity: 1)
    taken = .allocate(capacity: 1)
    rows = .allocate(capacity: 1)
  }

  deinit {
    forward.deallocate()
    backward.deallocate()
    taken.deallocate()
    rows.deallocate()
  }

  mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    forward.deallocate()
    backward.deallocate()
    taken.deallocate()
    capacity = 2 * count
    forward = .allocate(capacity: capacity)
    backward = .allocate(capacity: capacity)
    taken = .allocate(capacity: capacity)
  }

  mutating func reserve(rows count: Int) {
    guard count > rowCapacity else { return }
    rows.deallocate()
    rowCapacity = 2 * count
    rows = .allocate(capacity: rowCapacity)
  }
}

/// The knapsack of one institution: the most that is gained from each item on, at each use so far.
struct BudgetTable {
  /// Less than any sum of gains.
  static let impossible = -1e15

  private let budget: InstitutionBudgets.Budget
  private let items: [InstitutionBudgets.Item]
  private let states: [Int8]
  private let gains: [Double]
  private let canStart: [Bool]
  private let rows: UnsafeMutablePointer<Double>
  /// First entry of the row before each item, in order of the blocks; one more for each block's end.
  private let offset: [[Int]]
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
    var gains: [Double] = []
    var states: [Int8] = []
    var canStart: [Bool] = []
    for item in items[first..<last] {
      gains.append(item.requests.reduce(0) { $0 + prices.request[Int($1)] })
      states.append(domain.state[Int(item.bundle)])
      canStart.append(item.requests.allSatisfy { hasStart[Int($0)] })
    }
    self.gains = gains
    self.states = states
    self.canStart = canStart
    let width = budget.most + 1
    self.width = width
    var size = 0
    var offset: [[Int]] = []
    for block in budget.blocks {
      var row: [Int] = []
      let entries = width * ((block.limit ?? 0) + 1)
      for _ in 0...block.items.count {
        row.append(size)
        size += entries
      }
      offset.append(row)
    }
    self.offset = offset
    scratch.reserve(rows: size + width)
    steps += size
    rows = scratch.rows
    let next = rows + size
    for u in 0..<width {
      next[u] =
        -PriceVector.unitsPerPoint * Double(budget.points * max(0, budget.target - u * budget.unit))
    }
    for (b, block) in budget.blocks.enumerated().reversed() {
      let columns = block.limit.map { $0 + 1 } ?? 1
      let end = rows + offset[b][block.items.count]
      for c in 0..<columns { (end + c * width).update(from: next, count: width) }
      for k in (0..<block.items.count).reversed() {
        let i = block.items.lowerBound + k
        Self.fill(
          rows + offset[b][k], from: rows + offset[b][k + 1], width: width, columns: columns,
          use: items[i].length, isCounted: block.limit != nil, gain: gains[i - first],
          state: states[i - first], canStart: canStart[i - first],
          isOpenEnded: budget.isOpenEnded)
      }
      next.update(from: rows + offset[b][0], count: width)
    }
    best = next[0]
  }

  private static func fill(
    _ row: UnsafeMutablePointer<Double>, from next: UnsafeMutablePointer<Double>, width: Int,
    columns: Int, use: Int, isCounted: Bool, gain: Double, state: Int8, canStart: Bool,
    isOpenEnded: Bool
  ) {
    let mustEnter = state > 0
    let cannot = state < 0 || !canStart
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
    for (b, block) in budget.blocks.enumerated() {
      var c = 0
      for k in 0..<block.items.count {
        let i = block.items.lowerBound + k
        let next = rows + offset[b][k + 1]
        isTaken[i] = false
        guard let (column, use) = step(block, i, c, u) else { continue }
        let enter = next[column * width + use] + gain(i)
        if state(i) > 0 || enter > next[c * width + u] {
          isTaken[i] = true
          (c, u) = (column, use)
        }
      }
    }
  }

  private func gain(_ i: Int) -> Double { gains[i - (budget.blocks[0].items.lowerBound)] }
  private func state(_ i: Int) -> Int8 { states[i - (budget.blocks[0].items.lowerBound)] }

  /// Where an item leads from a use so far; `nil` if it cannot be accepted there.
  private func step(
    _ block: InstitutionBudgets.Block, _ i: Int, _ c: Int, _ u: Int
  ) -> (column: Int, use: Int)? {
    let first = budget.blocks[0].items.lowerBound
    guard states[i - first] >= 0, canStart[i - first] else { return nil }
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
    for (b, block) in budget.blocks.enumerated() {
      let columns = block.limit.map { $0 + 1 } ?? 1
      var reached = [Double](repeating: Self.impossible, count: columns * width)
      for u in 0..<width { reached[u] = entry[u] }
      for k in 0..<block.items.count {
        let i = block.items.lowerBound + k
        let next = rows + offset[b][k + 1]
        var (with, without) = (Self.impossible, Self.impossible)
        var after = [Double](repeating: Self.impossible, count: columns * width)
        for c in 0..<columns {
          for u in 0..<width {
            let here = reached[c * width + u]
            if here <= Self.impossible / 2 { continue }
            if state(i) <= 0 {
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
