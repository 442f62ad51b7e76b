internal import DutyRostering

extension PatternGraph {
  /// All rows of a person.
  ///
  /// The states of the rules' automata are multiplied out, as far as they can be reached, and nodes with
  /// the same future are merged from the last day back. Costs are in units of the certificate's value.
  ///
  /// - Complexity: O(reachable states × kinds of duties) for each day unlike all others.
  init(
    _ person: ShiftRosteringProblem.Person, of problem: ShiftRosteringProblem,
    weights: ShiftBoundCertificate.Weights
  ) {
    let rules = RowRules(person, of: problem, weight: weights.penalty)
    var product = RuleProduct(rules, person: person, problem: problem, weights: weights)
    let actions = (0..<problem.days).map { day in
      DayActions(day, person: person, problem: problem, rules: rules)
    }
    var reaching = ReachedStates(start: product.start)
    for day in actions.indices { reaching.advance(actions[day], on: day, in: &product) }
    var merging = FutureMerging(reaching, in: product)
    for day in actions.indices.reversed() { merging.goBack(actions[day], on: day, in: &product) }
    self.init(
      layers: merging.layers.reversed(), ends: merging.ends, actions: actions, steps: product.steps,
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
      layerStart.append(layerStart[layerStart.count - 1] + layer.groups.count)
    }
    layerStart.append(layerStart[layerStart.count - 1] + ends.count)
    var (arcs, arcStart): ([Arc], [Int]) = ([], [0])
    var (bundles, bundleStart): ([[Int32]], [Int]) = ([], [0])
    for (day, layer) in layers.enumerated() {
      var bundleOf: [[Int]: Int] = [:]
      var own: [Arc] = []
      for (node, groups) in layer.groups.enumerated() {
        for group in groups {
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
    (exits, exitStart) = Self.exits(arcs, nodes: layerStart[layerStart.count - 1])
    self.arcStart = arcStart
    bundleCells = bundles
    self.bundleStart = bundleStart
  }
}

extension PatternGraph {
  /// The arcs in the order of the nodes they leave.
  fileprivate static func exits(_ arcs: [Arc], nodes: Int) -> (list: [Int32], start: [Int]) {
    var start = [Int](repeating: 0, count: nodes + 1)
    for arc in arcs { start[Int(arc.from) + 1] += 1 }
    for node in 0..<nodes { start[node + 1] += start[node] }
    var place = start
    var list = [Int32](repeating: 0, count: arcs.count)
    for (index, arc) in arcs.enumerated() {
      list[place[Int(arc.from)]] = Int32(index)
      place[Int(arc.from)] += 1
    }
    return (list, start)
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
