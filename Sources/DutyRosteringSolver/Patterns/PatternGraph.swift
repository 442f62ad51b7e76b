/// Every row that one person may have, as paths through days.
///
/// A node of layer *d* stands for all beginnings of a row, days 0 ..< *d*, that can go on in the same way
/// at the same cost. An arc from layer *d* to layer *d* + 1 gives day *d* one of the cells of a *bundle*.
/// What a row costs is the sum over its arcs, its cells, the node it ends in, and its counters.
struct PatternGraph: Sendable {
  /// A step of one day.
  struct Arc: Hashable, Sendable {
    /// Node before the day.
    let from: Int32
    /// Node after it.
    let to: Int32
    /// Bundle of cells, one of which the day gets.
    let bundle: Int32
    /// Cost by the rules.
    let cost: Int32
    /// Index into ``PatternGraph/steps``.
    let step: Int32
  }

  /// Number of days.
  let days: Int
  /// First node of each layer 0 … days, and the number of nodes. Layer 0 has one node.
  let layerStart: [Int]
  /// First arc of each day, and the number of arcs.
  let arcStart: [Int]
  /// The arcs by day, then by `to`, then by `from`.
  let arcs: [Arc]
  /// The arcs by the node they leave, indices into ``arcs``.
  let exits: [Int32]
  /// First entry in ``exits`` of each node, and the number of arcs.
  let exitStart: [Int]
  /// First bundle of each day, and the number of bundles.
  let bundleStart: [Int]
  /// The cells of each bundle: 0 for a free day, 1 + task for a task.
  let bundleCells: [[Int32]]
  /// What arcs add to the counters, each a vector over ``counters``.
  let steps: [[Int]]
  /// The counters.
  let counters: [RowCounter]
  /// Cost of ending in each node of the last layer.
  let endCost: [Int]

  /// Nodes of a layer.
  func layer(_ day: Int) -> Range<Int> { layerStart[day]..<layerStart[day + 1] }

  /// Whether no row exists at all, counters aside.
  var isEmpty: Bool { layer(days).isEmpty }

  /// The arc that gives a node's day the cell, if the rules allow it.
  func arc(from node: Int, cell: Int32) -> Arc? {
    for exit in exits[exitStart[node]..<exitStart[node + 1]] {
      let arc = arcs[Int(exit)]
      if bundleCells[Int(arc.bundle)].contains(cell) { return arc }
    }
    return nil
  }

  /// Follows the cells of some days.
  ///
  /// - Returns: The node reached, the cost by the rules and the counters; `nil` if a rule forbids it.
  func follow(
    _ cells: ArraySlice<Int32>, from node: Int, counters: [Int]
  ) -> (node: Int, cost: Int, counters: [Int])? {
    var (node, cost, values) = (node, 0, counters)
    for day in cells.indices {
      guard let arc = arc(from: node, cell: cells[day]) else { return nil }
      for (i, amount) in steps[Int(arc.step)].enumerated() { values[i] += amount }
      cost += Int(arc.cost)
      node = Int(arc.to)
    }
    return (node, cost, values)
  }

  /// Cost of final counter values; `nil` if a rule forbids one.
  func counterCost(_ values: [Int]) -> Int? {
    var sum = 0
    for (counter, value) in zip(counters, values) {
      guard value < counter.endCost.count, let cost = counter.endCost[value] else { return nil }
      sum += cost
    }
    return sum
  }

  /// Cost of a whole row by the rules, its cells' own costs left out; `nil` if a rule forbids it.
  func ruleCost(_ row: [Int32]) -> Int? {
    guard !isEmpty,
      let end = follow(row[...], from: 0, counters: [Int](repeating: 0, count: counters.count)),
      let counted = counterCost(end.counters)
    else { return nil }
    return end.cost + endCost[end.node - layerStart[days]] + counted
  }
}
