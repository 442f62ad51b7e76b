/// How the memories of a row follow each other from day to day, and which counts can occur with each: all of a
/// person's rows that does not depend on prices.
struct RowWays {
  /// Cells of a day that the rules cannot tell apart; changed and unchanged ones apart.
  struct Choice {
    let cell: RowMemory.Cell
    let isChange: Bool
    /// Places of the cells among the prices.
    var places: [Int]
  }

  /// A step of one day from one memory to another.
  struct Way {
    /// Place of the memory before the day, in its layer.
    let from: Int
    /// Place of the memory after the day, in the next layer.
    let to: Int
    /// Place of its choice among the day's.
    let choice: Int
    let penalty: Int
    /// Whether the row differs here from the published one for the first time.
    let beginsChange: Bool
  }

  /// A day's ways; steps of counts and counted weekends lie one after the other, way by way.
  struct Day {
    var choices: [Choice]
    var ways: [Way] = []
    var steps: [Int] = []
    var weekends: [Int] = []
    /// The memories that can follow.
    var next: [Int] = []
  }

  private(set) var days: [Day] = []
  /// The boxes of the memories before each day, and after the last.
  private(set) var boxes: [RowBoxes] = []

  /// Works out what can follow what, then what can be counted on the way.
  init(_ rules: RowRules, watchesChange: Bool) {
    var table = MemoryTable(rules)
    var layers = [1]
    var layer = [0]
    // A day on which the same memories meet the same choices has the ways of that earlier day.
    var dayWith: [DayKey: Int] = [:]
    for day in rules.days.indices {
      let choices = Self.choices(rules, on: day, watchesChange: watchesChange)
      let key = DayKey(
        layer: layer, day: rules.likeDay[day], cells: choices.map(\.cell),
        isChange: choices.map(\.isChange),
        isCounted: rules.counts.map { $0.rule.isCounted[day] })
      if let earlier = dayWith[key] {
        days.append(days[earlier])
        days[day].choices = choices
      } else {
        dayWith[key] = day
        days.append(table.day(rules, day, layer: layer, choices))
      }
      layer = days[day].next
      layers.append(layer.count)
    }
    boxes = RowBoxes.around(days, layers: layers, counts: rules.counts)
  }

  private struct DayKey: Hashable {
    let layer: [Int]
    let day: Int
    let cells: [RowMemory.Cell]
    let isChange: [Bool]
    let isCounted: [Bool]
  }

  private static func choices(_ rules: RowRules, on day: Int, watchesChange: Bool) -> [Choice] {
    let problem = rules.problem
    let width = problem.tasks.count + 1
    let person = problem.people[rules.person]
    let watchesChange = watchesChange && !person.published.isEmpty
    var choices: [Choice] = []
    for cell in 0..<width where person.isAllowed[day * width + cell] {
      let seen: RowMemory.Cell =
        cell == 0 ? .off : .duty(rules.kindOfDuty[problem.tasks[cell - 1].duty])
      let isChange = watchesChange && person.published[day] != (cell == 0 ? nil : cell - 1)
      if let k = choices.firstIndex(where: { $0.cell == seen && $0.isChange == isChange }) {
        choices[k].places.append(day * width + cell)
      } else {
        choices.append(Choice(cell: seen, isChange: isChange, places: [day * width + cell]))
      }
    }
    return choices
  }
}

/// The memories met so far, numbered as they appear, and the steps between them.
private struct MemoryTable {
  private struct StepKey: Hashable {
    let memory: Int
    let cell: RowMemory.Cell
    let day: Int
  }

  /// The last number of a memory says whether the row changes.
  private var memories: [[Int]]
  private var number: [[Int]: Int]
  private var known: [StepKey: RowMemory.Step] = [:]

  init(_ rules: RowRules) {
    memories = [rules.start + [0]]
    number = [rules.start + [0]: 0]
  }

  /// The ways of a day from the memories of a layer.
  mutating func day(
    _ rules: RowRules, _ day: Int, layer: [Int], _ choices: [RowWays.Choice]
  ) -> RowWays.Day {
    var own = RowWays.Day(choices: choices)
    var after: [(way: RowWays.Way, memory: Int)] = []
    for (from, m) in layer.enumerated() {
      for (c, choice) in choices.enumerated() {
        let key = StepKey(memory: m, cell: choice.cell, day: rules.likeDay[day])
        let step =
          known[key]
          ?? rules.memory.step(Array(memories[m].dropLast()), choice.cell, on: rules.days[day])
        known[key] = step
        guard let penalty = step.cost else { continue }
        let changes = memories[m].last == 1 || choice.isChange
        let way = RowWays.Way(
          from: from, to: 0, choice: c, penalty: penalty,
          beginsChange: choice.isChange && memories[m].last == 0)
        after.append((way, remember(step.memory + [changes ? 1 : 0])))
        own.steps += rules.digits(of: choice.cell, weekends: step.weekends, on: day)
        own.weekends += step.weekends
      }
    }
    // In the order of their numbers, so that days alike lead to layers alike.
    own.next = Set(after.map(\.memory)).sorted()
    var placeOf: [Int: Int] = [:]
    for (place, memory) in own.next.enumerated() { placeOf[memory] = place }
    own.ways = after.map { way, memory in
      RowWays.Way(
        from: way.from, to: placeOf[memory] ?? 0, choice: way.choice, penalty: way.penalty,
        beginsChange: way.beginsChange)
    }
    return own
  }

  private mutating func remember(_ memory: [Int]) -> Int {
    if let number = number[memory] { return number }
    number[memory] = memories.count
    memories.append(memory)
    return memories.count - 1
  }
}
