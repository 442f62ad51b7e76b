internal import DutyRostering

extension PatternGraph {
  /// All rows of a person.
  ///
  /// The states of the rules' automata are multiplied out, as far as they can be reached, and nodes with
  /// the same future are merged from the last day back. Costs are in units of the certificate's value.
  ///
  /// - Complexity: O(reachable states × kinds of duties) for each day.
  init(
    _ person: ShiftRosteringProblem.Person, of problem: ShiftRosteringProblem,
    weights: ShiftBoundCertificate.Weights
  ) {
    let rules = RowRules(person, of: problem, weight: weights.penalty)
    var product = RuleProduct(rules, person: person, problem: problem, weights: weights)
    let actions = (0..<problem.days).map { day in
      DayActions(day, person: person, problem: problem, rules: rules)
    }
    // Forward: which states can be reached.
    var reached: [[Int]] = [[product.start]]
    for day in 0..<problem.days {
      var isNext: Set<Int> = []
      var next: [Int] = []
      for state in reached[day] {
        for action in actions[day].list {
          guard let step = product.step(state, action, on: day) else { continue }
          if isNext.insert(step.state).inserted { next.append(step.state) }
        }
      }
      reached.append(next)
    }
    // Backward: merge what has the same future.
    var layers: [MergedLayer] = []
    var classOf: [Int: Int] = [:]
    var ends: [Int] = []
    var classOfCost: [Int: Int] = [:]
    for state in reached[problem.days] {
      guard let cost = product.end(state) else { continue }
      if classOfCost[cost] == nil {
        classOfCost[cost] = ends.count
        ends.append(cost)
      }
      classOf[state] = classOfCost[cost]
    }
    for day in (0..<problem.days).reversed() {
      var layer = MergedLayer()
      var mergedOf: [Int: Int] = [:]
      for state in reached[day] {
        var future: [MergedLayer.Exit] = []
        for (index, action) in actions[day].list.enumerated() {
          guard let step = product.step(state, action, on: day), let to = classOf[step.state] else {
            continue
          }
          future.append(
            MergedLayer.Exit(action: index, to: to, cost: step.cost, step: step.step))
        }
        if let merged = layer.merge(future) { mergedOf[state] = merged }
      }
      layers.append(layer)
      classOf = mergedOf
    }
    self.init(
      layers: layers.reversed(), ends: ends, actions: actions, steps: product.steps,
      counters: rules.counters)
  }

  private init(
    layers: [MergedLayer], ends: [Int], actions: [DayActions], steps: [[Int]],
    counters: [RowCounter]
  ) {
    days = layers.count
    self.steps = steps
    self.counters = counters
    endCost = ends
    var layerStart = [0]
    for layer in layers {
      layerStart.append(layerStart[layerStart.count - 1] + layer.futures.count)
    }
    layerStart.append(layerStart[layerStart.count - 1] + ends.count)
    var (arcs, arcStart): ([Arc], [Int]) = ([], [0])
    var (bundles, bundleStart): ([[Int32]], [Int]) = ([], [0])
    for (day, layer) in layers.enumerated() {
      var bundleOf: [[Int]: Int] = [:]
      var own: [Arc] = []
      for (node, future) in layer.futures.enumerated() {
        for group in MergedLayer.parallel(future) {
          if bundleOf[group.actions] == nil {
            bundleOf[group.actions] = bundles.count
            bundles.append(group.actions.flatMap { actions[day].cells[$0] }.sorted())
          }
          own.append(
            Arc(
              from: Int32(layerStart[day] + node), to: Int32(layerStart[day + 1] + group.exit.to),
              bundle: Int32(bundleOf[group.actions, default: 0]), cost: Int32(group.exit.cost),
              step: Int32(group.exit.step)))
        }
      }
      own.sort { ($0.to, $0.from, $0.bundle) < ($1.to, $1.from, $1.bundle) }
      arcs += own
      arcStart.append(arcs.count)
      bundleStart.append(bundles.count)
    }
    self.layerStart = layerStart
    self.arcs = arcs
    self.arcStart = arcStart
    bundleCells = bundles
    self.bundleStart = bundleStart
  }
}

/// What a person can do on a day, as the rules see it: a free day or a kind of duty, as published or not.
struct DayActions {
  struct Action: Hashable {
    /// −1 for a free day, else a kind of duty.
    let kind: Int
    /// Whether it differs from the published roster, where that costs by person.
    let isChange: Bool
  }

  private(set) var list: [Action] = []
  /// The cells of each action.
  private(set) var cells: [[Int32]] = []

  init(
    _ day: Int, person: ShiftRosteringProblem.Person, problem: ShiftRosteringProblem,
    rules: RowRules
  ) {
    let width = problem.tasks.count + 1
    let comparesPeople = problem.personWeight > 0 && !person.published.isEmpty
    var indexOf: [Action: Int] = [:]
    for cell in 0..<width where person.isAllowed[day * width + cell] {
      let task = cell == 0 ? nil : cell - 1
      let action = Action(
        kind: task.map { rules.kindOfDuty[problem.tasks[$0].duty] } ?? -1,
        isChange: comparesPeople && person.published[day] != task)
      if indexOf[action] == nil {
        indexOf[action] = list.count
        list.append(action)
        cells.append([])
      }
      cells[indexOf[action, default: 0]].append(Int32(cell))
    }
  }
}

/// The nodes of a layer by their futures.
struct MergedLayer {
  struct Exit: Hashable {
    let action: Int
    let to: Int
    let cost: Int
    let step: Int
  }

  private(set) var futures: [[Exit]] = []
  private var nodeOf: [[Exit]: Int] = [:]

  /// The node with this future; `nil` if there is none.
  mutating func merge(_ future: [Exit]) -> Int? {
    guard !future.isEmpty else { return nil }
    if let node = nodeOf[future] { return node }
    nodeOf[future] = futures.count
    futures.append(future)
    return futures.count - 1
  }

  /// Exits that differ in the action alone, in the order of their first.
  static func parallel(_ future: [Exit]) -> [(actions: [Int], exit: Exit)] {
    var groups: [(actions: [Int], exit: Exit)] = []
    for exit in future {
      let same = groups.firstIndex {
        $0.exit.to == exit.to && $0.exit.cost == exit.cost && $0.exit.step == exit.step
      }
      if let same {
        groups[same].actions.append(exit.action)
      } else {
        groups.append(([exit.action], exit))
      }
    }
    return groups
  }
}
