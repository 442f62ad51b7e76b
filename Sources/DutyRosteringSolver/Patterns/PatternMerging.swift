/// Which states of a person's rules can be reached on each day.
///
/// Most days are like others: same rules, same duties, same states before them. Each kind is worked out once.
struct ReachedStates {
  private struct Key: Hashable {
    let kindOfDay: Int
    let actions: [DayActions.Action]
    let before: Int
  }

  /// Sets of states, each in ascending order, and the place of each state in its set.
  private(set) var sets: [[Int]]
  private(set) var placeOf: [[Int: Int]]
  /// Index into ``sets`` for each day, and for the end.
  private(set) var setOfDay: [Int]
  private var setOf: [[Int]: Int]
  private var known: [Key: Int] = [:]

  init(start: Int) {
    sets = [[start]]
    placeOf = [[start: 0]]
    setOfDay = [0]
    setOf = [[start]: 0]
  }

  /// Works out the states after a day.
  mutating func advance(_ actions: DayActions, on day: Int, in product: inout RuleProduct) {
    let before = setOfDay[day]
    let key = Key(kindOfDay: product.kindOfDay[day], actions: actions.list, before: before)
    if let after = known[key] {
      setOfDay.append(after)
      return
    }
    var next: Set<Int> = []
    for state in sets[before] {
      for action in actions.list {
        if let step = product.step(state, action, on: day) { next.insert(step.state) }
      }
    }
    let states = next.sorted()
    if setOf[states] == nil {
      setOf[states] = sets.count
      sets.append(states)
      placeOf.append(
        Dictionary(uniqueKeysWithValues: states.enumerated().map { ($1, $0) }))
    }
    let after = setOf[states, default: 0]
    known[key] = after
    setOfDay.append(after)
  }
}

/// Merges states with the same future, from the last day back; days with the same states, rules and futures
/// are worked out once.
struct FutureMerging {
  private struct Key: Hashable {
    let kindOfDay: Int
    let actions: [DayActions.Action]
    let states: Int
    let next: Int
    let futures: [Int]
  }

  /// The layers, last day first.
  private(set) var layers: [MergedLayer] = []
  /// Cost of ending in each node of the last layer.
  private(set) var ends: [Int] = []
  private let reached: ReachedStates
  /// Node of each state of the layer worked out last; −1 where nothing can follow.
  private var nodes: [Int] = []
  private var known: [Key: (layer: MergedLayer, nodes: [Int])] = [:]

  /// Begins at the end: states that cost the same there are one node.
  init(_ reached: ReachedStates, in product: RuleProduct) {
    self.reached = reached
    var nodeOfCost: [Int: Int] = [:]
    for state in reached.sets[reached.setOfDay[reached.setOfDay.count - 1]] {
      guard let cost = product.end(state) else {
        nodes.append(-1)
        continue
      }
      if nodeOfCost[cost] == nil {
        nodeOfCost[cost] = ends.count
        ends.append(cost)
      }
      nodes.append(nodeOfCost[cost, default: -1])
    }
  }

  /// Merges the states before a day.
  mutating func goBack(_ actions: DayActions, on day: Int, in product: inout RuleProduct) {
    let (own, next) = (reached.setOfDay[day], reached.setOfDay[day + 1])
    let key = Key(
      kindOfDay: product.kindOfDay[day], actions: actions.list, states: own, next: next,
      futures: nodes)
    if let same = known[key] {
      layers.append(same.layer)
      nodes = same.nodes
      return
    }
    var layer = MergedLayer()
    var merged: [Int] = []
    for state in reached.sets[own] {
      var future: [MergedLayer.Exit] = []
      for (index, action) in actions.list.enumerated() {
        guard let step = product.step(state, action, on: day),
          let place = reached.placeOf[next][step.state], nodes[place] >= 0
        else { continue }
        future.append(
          MergedLayer.Exit(action: index, to: nodes[place], cost: step.cost, step: step.step))
      }
      merged.append(layer.merge(future) ?? -1)
    }
    known[key] = (layer, merged)
    layers.append(layer)
    nodes = merged
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

  /// Exits of each node; those that differ in the action alone together, in the order of their first.
  private(set) var groups: [[(actions: [Int], exit: Exit)]] = []
  private var nodeOf: [[Exit]: Int] = [:]

  /// The node with this future; `nil` if there is none.
  mutating func merge(_ future: [Exit]) -> Int? {
    guard !future.isEmpty else { return nil }
    if let node = nodeOf[future] { return node }
    nodeOf[future] = groups.count
    groups.append(Self.parallel(future))
    return groups.count - 1
  }

  private static func parallel(_ future: [Exit]) -> [(actions: [Int], exit: Exit)] {
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
