/// How the memories of a row follow each other from day to day, under some prices, and which counts can
/// occur with each.
struct RowWays {
  /// A step of one day from one memory to another.
  struct Way {
    /// Place of the memory before the day, in its layer.
    let from: Int
    /// Place of the memory after the day, in the next layer.
    let to: Int
    let cost: Int
    /// Steps of each count.
    let steps: [Int]
  }

  /// The smallest and largest number of each count with which a row can pass a memory; empty if none can.
  struct Box {
    var lower: [Int]
    var upper: [Int]

    var size: Int {
      zip(lower, upper).reduce(1) { $0 * max(0, $1.1 - $1.0 + 1) }
    }
  }

  /// The ways of each day.
  private(set) var ways: [[Way]] = []
  /// The boxes of the memories before each day, and after the last.
  private(set) var boxes: [[Box]] = []

  /// Works out what can follow what, then what can be counted on the way.
  init(_ row: LeastRow, price: [Int], isAllowed: [Bool], scale: Int, changePrice: Int) {
    var layers = [1]
    let choices = RowChoices(row, price: price, isAllowed: isAllowed, changePrice: changePrice)
    // Memories get numbers as they appear; the last number of a memory says whether the row changes.
    var number: [[Int]: Int] = [row.start + [0]: 0]
    var memories = [row.start + [0]]
    var known: [StepKey: RowMemory.Step] = [:]
    var layer = [0]
    for day in row.days.indices {
      var next: [Int] = []
      var placeOf: [Int: Int] = [:]
      var own: [Way] = []
      for (from, m) in layer.enumerated() {
        for choice in choices.best[day] {
          let key = StepKey(memory: m, cell: choice.cell, day: row.likeDay[day])
          let step =
            known[key]
            ?? row.memory.step(Array(memories[m].dropLast()), choice.cell, on: row.days[day])
          known[key] = step
          guard let paid = step.cost else { continue }
          let changes = memories[m].last == 1 || choice.isChange
          let after = step.memory + [changes ? 1 : 0]
          let n = number[after] ?? memories.count
          if n == memories.count {
            number[after] = n
            memories.append(after)
          }
          let to = placeOf[n] ?? next.count
          if to == next.count {
            placeOf[n] = to
            next.append(n)
          }
          var change = choice.isChange && memories[m].last == 0 ? changePrice : 0
          for (price, count) in zip(row.weekendPrices, step.weekends) { change += price * count }
          own.append(
            Way(
              from: from, to: to, cost: choice.price + scale * paid + change,
              steps: row.digits(of: choice.cell, weekends: step.weekends, on: day)))
        }
      }
      ways.append(own)
      layers.append(next.count)
      layer = next
    }
    boxes = Self.boxes(row.counts, layers: layers, ways: ways)
  }

  private struct StepKey: Hashable {
    let memory: Int
    let cell: RowMemory.Cell
    let day: Int
  }

  /// What leads there from the first day, cut with what leads from there to a permitted end; for each count
  /// by itself, so that a box may hold more than can occur.
  private static func boxes(_ counts: [RowCount], layers: [Int], ways: [[Way]]) -> [[Box]] {
    let none = Box(lower: counts.map { _ in .max / 4 }, upper: counts.map { _ in -1 })
    var isLive = layers.map { [Bool](repeating: false, count: $0) }
    var ahead = layers.map { [Box](repeating: none, count: $0) }
    ahead[0][0] = Box(lower: counts.map { _ in 0 }, upper: counts.map { _ in 0 })
    isLive[0][0] = true
    for (day, own) in ways.enumerated() {
      for way in own where isLive[day][way.from] {
        let from = ahead[day][way.from]
        let fits = counts.indices.allSatisfy {
          counts[$0].isOpenEnded || from.lower[$0] + way.steps[$0] <= counts[$0].top
        }
        guard fits else { continue }
        isLive[day + 1][way.to] = true
        for (k, count) in counts.enumerated() {
          let lower = min(from.lower[k] + way.steps[k], count.top)
          let upper = min(from.upper[k] + way.steps[k], count.top)
          ahead[day + 1][way.to].lower[k] = min(ahead[day + 1][way.to].lower[k], lower)
          ahead[day + 1][way.to].upper[k] = max(ahead[day + 1][way.to].upper[k], upper)
        }
      }
    }
    var behind = layers.map { [Box](repeating: none, count: $0) }
    let end = Box(
      lower: counts.map { count in (0...count.top).first { count.cost(of: $0) != nil } ?? .max / 4
      },
      upper: counts.map(\.top))
    behind[layers.count - 1] = [Box](repeating: end, count: layers[layers.count - 1])
    for (day, own) in ways.enumerated().reversed() {
      for way in own {
        let to = behind[day + 1][way.to]
        for (k, count) in counts.enumerated() where to.lower[k] <= to.upper[k] {
          let lower = max(0, to.lower[k] - way.steps[k])
          let upper =
            count.isOpenEnded && to.upper[k] == count.top ? count.top : to.upper[k] - way.steps[k]
          behind[day][way.from].lower[k] = min(behind[day][way.from].lower[k], lower)
          behind[day][way.from].upper[k] = max(behind[day][way.from].upper[k], upper)
        }
      }
    }
    var boxes = ahead
    for day in boxes.indices {
      for place in boxes[day].indices {
        for k in counts.indices {
          boxes[day][place].lower[k] = max(ahead[day][place].lower[k], behind[day][place].lower[k])
          boxes[day][place].upper[k] = min(ahead[day][place].upper[k], behind[day][place].upper[k])
        }
        if !isLive[day][place] { boxes[day][place] = none }
        if counts.isEmpty, !isLive[day][place] {
          boxes[day][place] = Box(lower: [0], upper: [-1])
        }
      }
    }
    return boxes
  }
}

/// Cells of each day that the rules cannot tell apart, at the best price; changed and unchanged ones apart.
private struct RowChoices {
  struct Choice {
    let cell: RowMemory.Cell
    let isChange: Bool
    var price: Int
  }

  private(set) var best: [[Choice]] = []

  init(_ row: LeastRow, price: [Int], isAllowed: [Bool], changePrice: Int) {
    let problem = row.problem
    let width = problem.tasks.count + 1
    let published = problem.people[row.person].published
    let watchesChange = changePrice > 0 && !published.isEmpty
    for day in 0..<problem.days {
      var own: [Choice] = []
      for cell in 0..<width where isAllowed[day * width + cell] {
        let seen: RowMemory.Cell =
          cell == 0 ? .off : .duty(row.kindOfDuty[problem.tasks[cell - 1].duty])
        let isChange = watchesChange && published[day] != (cell == 0 ? nil : cell - 1)
        let price = price[day * width + cell]
        if let k = own.firstIndex(where: { $0.cell == seen && $0.isChange == isChange }) {
          own[k].price = min(own[k].price, price)
        } else {
          own.append(Choice(cell: seen, isChange: isChange, price: price))
        }
      }
      best.append(own)
    }
  }
}
