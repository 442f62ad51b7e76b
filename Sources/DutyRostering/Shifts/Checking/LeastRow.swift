/// The least cost of any row of one person, by dynamic programming over the days.
///
/// A layer holds, for each memory of the rules (``RowMemory``) and each combination of counts
/// (``RowCount``), the least cost of a row so far. Costs are integers and nothing is rounded. Where a
/// person has more counts than fit, the last ones are left out: the least cost can only sink, so a bound
/// built on it stays a bound.
struct LeastRow {
  /// Most combinations of counts that are kept apart.
  static let mostCombinations = 262_144

  private let problem: ShiftRosteringProblem
  private let person: Int
  private let counts: [RowCount]
  /// Product of the digits' sizes after each count; the last count is contiguous.
  private let stride: [Int]
  private let combinations: Int
  private let memory: RowMemory
  private let days: [RowMemory.DayKind]
  /// First day that is like each day to the rules.
  private let likeDay: [Int]
  /// For each duty, the first duty that the rules cannot tell from it.
  private let kindOfDuty: [Int]
  /// Memory, and the costs so far, before the first day.
  private let start: [Int]

  init(_ problem: ShiftRosteringProblem, person: Int) {
    self.problem = problem
    self.person = person
    let own = problem.people[person]
    let memory = RowMemory(rules: own.rules, hasHistory: !own.history.isEmpty)
    self.memory = memory
    let days = Self.days(problem, person: person, memory: memory)
    self.days = days
    var firstLike: [RowMemory.DayKind: Int] = [:]
    for (d, day) in days.enumerated() where firstLike[day] == nil { firstLike[day] = d }
    likeDay = days.map { firstLike[$0] ?? 0 }

    var counts: [RowCount] = []
    var combinations = 1
    for case .count(let rule) in own.rules {
      let (unit, reach) = Self.scale(of: rule, in: problem, person: person)
      guard let count = RowCount(rule, unit: unit, reach: reach) else { continue }
      let (product, overflow) = combinations.multipliedReportingOverflow(by: max(1, count.top + 1))
      guard !overflow, product <= Self.mostCombinations else { continue }
      combinations = product
      counts.append(count)
    }
    // The largest digit is contiguous, so that the inner loop is long.
    counts.sort { $0.top < $1.top }
    self.counts = counts
    self.combinations = combinations
    var stride = [Int](repeating: 1, count: counts.count)
    for k in counts.indices.dropLast().reversed() {
      stride[k] = stride[k + 1] * (counts[k + 1].top + 1)
    }
    self.stride = stride

    var kinds: [Int] = []
    for duty in problem.duties.indices {
      let same = (0..<duty).first { Self.areAlike($0, duty, own.rules, problem) }
      kinds.append(same ?? duty)
    }
    kindOfDuty = kinds

    var start = memory.start
    for (k, cell) in own.history.enumerated() {
      let day = k - own.history.count
      let seen: RowMemory.Cell =
        switch cell {
        case .off: .off
        case .work: .work
        case .duty(let duty): .duty(duty)
        }
      let kind = RowMemory.DayKind(
        isInRoster: false, isFirst: false, isLast: false,
        weekday: ((problem.weekday[0] + day) % 7 + 7) % 7, isWeekend: false, beginsWeekend: false,
        endsWeekend: false, isLastWeekend: false, counts: [])
      start = memory.step(start, seen, on: kind).memory
    }
    self.start = start
  }

  /// Whether no rule can tell two duties apart.
  private static func areAlike(
    _ a: Int, _ b: Int, _ rules: [ShiftRosteringProblem.CellRule],
    _ problem: ShiftRosteringProblem
  ) -> Bool {
    func same(_ cells: ShiftRosteringProblem.CellSet) -> Bool {
      cells.includesDuty[a] == cells.includesDuty[b]
    }
    return rules.allSatisfy { rule in
      switch rule {
      case .count(let rule):
        same(rule.cells)
          && (rule.unit != .minutes || problem.duties[a].minutes == problem.duties[b].minutes)
      case .run(let rule): same(rule.cells)
      case .pattern(let rule): rule.steps.allSatisfy(same)
      case .weekend(let rule): rule.demand != .identical
      }
    }
  }

  /// Minutes that every count is a multiple of, and the most steps of a row.
  private static func scale(
    of rule: ShiftRosteringProblem.CountRule, in problem: ShiftRosteringProblem, person: Int
  ) -> (unit: Int, reach: Int) {
    let counted = rule.isCounted.count { $0 }
    switch rule.unit {
    case .cells: return (1, counted)
    case .weekends: return (1, problem.weekends(of: person).count)
    case .minutes:
      var unit = 0
      var longest = 0
      for (k, duty) in problem.duties.enumerated() where rule.cells.includesDuty[k] {
        var (a, b) = (unit, duty.minutes)
        while b != 0 { (a, b) = (b, a % b) }
        unit = a
        longest = max(longest, duty.minutes)
      }
      unit = max(unit, 1)
      return (unit, counted * (longest / unit))
    }
  }

  private static func days(
    _ problem: ShiftRosteringProblem, person: Int, memory: RowMemory
  ) -> [RowMemory.DayKind] {
    let weekends = problem.weekends(of: person)
    return (0..<problem.days).map { day in
      let w = weekends.firstIndex { $0.contains(day) }
      return RowMemory.DayKind(
        isInRoster: true, isFirst: day == 0, isLast: day == problem.days - 1,
        weekday: problem.weekday[day], isWeekend: w != nil,
        beginsWeekend: w.map { weekends[$0].first == day } ?? false,
        endsWeekend: w.map { weekends[$0].last == day } ?? false,
        isLastWeekend: w == weekends.count - 1,
        counts: memory.weekendCounts.map { $0.isCounted[day] })
    }
  }
}

extension LeastRow {
  /// Stands for "no row leads here"; far above every sum that is let in.
  private static let none = Int.max / 4

  /// The least of `Σ cell prices + scale · penalties of the rules` over the person's rows.
  ///
  /// - Parameters:
  ///   - price: Price of each cell, indexed as `isAllowed`.
  ///   - isAllowed: The cells that a row may use.
  ///   - scale: What a unit of penalty costs in prices.
  ///   - changePrice: What a row that differs from the published one costs besides.
  /// - Returns: `nil` if there is no row at all.
  /// - Throws: ``ShiftCertificateDefect/overflow`` if the sums could leave 64 bits.
  /// - Complexity: O(days × memories × kinds of duties × combinations of counts).
  func least(
    price: [Int], isAllowed: [Bool], scale: Int, changePrice: Int
  ) throws(ShiftCertificateDefect) -> Int? {
    try checkSums(price: price, scale: scale, changePrice: changePrice)
    if counts.contains(where: { $0.top < 0 }) { return nil }
    let width = problem.tasks.count + 1
    let published = problem.people[person].published
    let watchesChange = changePrice > 0 && !published.isEmpty
    // Memories get numbers as they appear; the last number of a memory says whether the row changes.
    var number: [[Int]: Int] = [start + [0]: 0]
    var memories = [start + [0]]
    var known: [StepKey: (next: [Int], cost: Int, weekends: [Int])?] = [:]
    var layer: [Int: [Int]] = [0: [Int](repeating: Self.none, count: combinations)]
    layer[0]?[0] = 0
    for day in 0..<problem.days {
      var next: [Int: [Int]] = [:]
      // Cells that the rules cannot tell apart, at the best price; changed and unchanged ones apart.
      var best: [(cell: RowMemory.Cell, isChange: Bool, price: Int)] = []
      for cell in 0..<width where isAllowed[day * width + cell] {
        let seen: RowMemory.Cell =
          cell == 0 ? .off : .duty(kindOfDuty[problem.tasks[cell - 1].duty])
        let isChange = watchesChange && published[day] != (cell == 0 ? nil : cell - 1)
        let own = price[day * width + cell]
        if let k = best.firstIndex(where: { $0.cell == seen && $0.isChange == isChange }) {
          best[k].price = min(best[k].price, own)
        } else {
          best.append((seen, isChange, own))
        }
      }
      for m in layer.keys.sorted() {
        guard let costs = layer[m] else { continue }
        for choice in best {
          let key = StepKey(memory: m, cell: choice.cell, day: likeDay[day])
          if known[key] == nil {
            let step = memory.step(Array(memories[m].dropLast()), choice.cell, on: days[day])
            known[key] = .some(step.cost.map { (step.memory, $0, step.weekends) })
          }
          guard case .some(.some(let step)) = known[key] else { continue }
          let changes = memories[m].last == 1 || choice.isChange
          let after = step.next + [changes ? 1 : 0]
          let n = number[after] ?? memories.count
          if n == memories.count {
            number[after] = n
            memories.append(after)
          }
          let cost =
            choice.price + scale * step.cost
            + (choice.isChange && memories[m].last == 0 ? changePrice : 0)
          let steps = digits(of: choice.cell, weekends: step.weekends, on: day)
          move(costs, by: steps, cost: cost, into: &next[n, default: []])
        }
      }
      layer = next
    }
    var least = Self.none
    for (_, costs) in layer {
      for (index, cost) in costs.enumerated() where cost < least {
        if let end = endCost(of: index) { least = min(least, cost + scale * end) }
      }
    }
    return least < Self.none / 2 ? least : nil
  }

  private struct StepKey: Hashable {
    let memory: Int
    let cell: RowMemory.Cell
    let day: Int
  }

  /// Steps of each kept count that a cell makes.
  private func digits(of cell: RowMemory.Cell, weekends: [Int], on day: Int) -> [Int] {
    counts.map { count in
      switch count.rule.unit {
      case .weekends:
        return memory.weekendCounts.firstIndex(of: count.rule).map { weekends[$0] } ?? 0
      case .cells:
        return count.rule.isCounted[day] && memory.includes(count.rule.cells, cell) ? 1 : 0
      case .minutes:
        guard case .duty(let duty) = cell, count.rule.isCounted[day],
          count.rule.cells.includesDuty[duty]
        else { return 0 }
        return problem.duties[duty].minutes / count.unit
      }
    }
  }

  /// Takes over into `target` every combination of `costs`, moved on by `steps` at `cost`.
  private func move(_ costs: [Int], by steps: [Int], cost: Int, into target: inout [Int]) {
    if target.isEmpty { target = [Int](repeating: Self.none, count: combinations) }
    guard let inner = counts.last else {
      target[0] = min(target[0], costs[0] + cost)
      return
    }
    let size = inner.top + 1
    let shift = steps[steps.count - 1]
    for outer in 0..<combinations / size {
      guard let moved = movedOuter(outer, by: steps) else { continue }
      let (from, to) = (outer * size, moved * size)
      let kept = max(0, size - shift)
      costs.withUnsafeBufferPointer { costs in
        target.withUnsafeMutableBufferPointer { target in
          for k in 0..<kept {
            target[to + shift + k] = min(target[to + shift + k], costs[from + k] &+ cost)
          }
          if inner.isOpenEnded {
            for k in kept..<size {
              target[to + size - 1] = min(target[to + size - 1], costs[from + k] &+ cost)
            }
          }
        }
      }
    }
  }

  /// Index of the outer digits after their steps; `nil` if one passes a hard maximum.
  private func movedOuter(_ outer: Int, by steps: [Int]) -> Int? {
    var moved = 0
    var rest = outer
    var place = 1
    for k in counts.indices.dropLast().reversed() {
      let size = counts[k].top + 1
      var digit = rest % size + steps[k]
      rest /= size
      if digit >= size {
        guard counts[k].isOpenEnded else { return nil }
        digit = size - 1
      }
      moved += digit * place
      place *= size
    }
    return moved
  }

  private func endCost(of index: Int) -> Int? {
    var sum = 0
    for (k, count) in counts.enumerated() {
      guard let cost = count.cost(of: index / stride[k] % (count.top + 1)) else { return nil }
      sum += cost
    }
    return sum
  }

  /// Refuses prices with which a sum could come near ``none``.
  private func checkSums(
    price: [Int], scale: Int, changePrice: Int
  ) throws(ShiftCertificateDefect) {
    var sum = CheckedTotal()
    let width = problem.tasks.count + 1
    for day in 0..<problem.days {
      var dearest: UInt = 0
      for cell in 0..<width { dearest = max(dearest, price[day * width + cell].magnitude) }
      sum.add(dearest, times: 1)
    }
    sum.add(changePrice.magnitude, times: 1)
    for rule in problem.people[person].rules {
      let times = UInt(problem.days + problem.people[person].history.count)
      switch rule {
      case .run(let rule):
        for limit in [rule.minimum, rule.maximum].compactMap(\.self) {
          sum.add((limit.penalty ?? 0).magnitude, times: times, and: UInt(limit.limit) + 1, scale)
        }
      case .pattern(let rule): sum.add((rule.penalty ?? 0).magnitude, times: times, and: 1, scale)
      case .weekend(let rule):
        sum.add((rule.penalty ?? 0).magnitude, times: times, and: 1, scale)
        if case .run(let minimum, let maximum) = rule.demand {
          for limit in [minimum, maximum].compactMap(\.self) {
            sum.add((limit.penalty ?? 0).magnitude, times: times, and: UInt(limit.limit) + 1, scale)
          }
        }
      case .count: break
      }
    }
    for count in counts where count.top >= 0 {
      let dearest = max(count.cost(of: 0) ?? 0, count.cost(of: count.top) ?? 0)
      sum.add(dearest.magnitude, times: 1, and: 1, scale)
    }
    guard let total = sum.value, total < UInt(Self.none / 4) else { throw .overflow }
  }
}

/// A sum of products that remembers whether it ever left 64 bits.
private struct CheckedTotal {
  private(set) var value: UInt? = 0

  mutating func add(_ factor: UInt, times other: UInt, and third: UInt = 1, _ scale: Int = 1) {
    guard let held = value else { return }
    let (a, first) = factor.multipliedReportingOverflow(by: other)
    let (b, second) = a.multipliedReportingOverflow(by: third)
    let (c, again) = b.multipliedReportingOverflow(by: scale.magnitude)
    let (total, last) = held.addingReportingOverflow(c)
    value = first || second || again || last ? nil : total
  }
}
