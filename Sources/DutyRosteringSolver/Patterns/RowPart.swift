/// The stretch of days of one row that may change, between days that are held.
struct RowPart: Sendable {
  /// All rows of the person.
  let graph: PatternGraph
  /// The days that may change.
  let days: Range<Int>
  /// Where the held days before them lead.
  let startNode: Int
  /// The counters there.
  let startCounters: [Int]
  /// Cost by the rules so far.
  let startCost: Int
  /// By node of the layer after the days: what the held days behind them add; `nil` where they cannot
  /// follow.
  let endings: [Ending?]

  /// What follows from a node on.
  struct Ending: Sendable {
    let cost: Int
    let counters: [Int]
  }

  /// The whole row may change.
  init?(_ graph: PatternGraph) {
    guard !graph.isEmpty else { return nil }
    self.graph = graph
    days = 0..<graph.days
    startNode = 0
    startCounters = [Int](repeating: 0, count: graph.counters.count)
    startCost = 0
    endings = graph.endCost.map {
      Ending(cost: $0, counters: [Int](repeating: 0, count: graph.counters.count))
    }
  }

  /// Only `days` of `row` may change; `nil` if the held days break a rule.
  init?(_ graph: PatternGraph, days: Range<Int>, of row: [Int32]) {
    let zero = [Int](repeating: 0, count: graph.counters.count)
    guard !graph.isEmpty,
      let start = graph.follow(row[..<days.lowerBound], from: 0, counters: zero)
    else { return nil }
    self.graph = graph
    self.days = days
    startNode = start.node
    startCounters = start.counters
    startCost = start.cost
    endings = Self.endings(graph, after: days.upperBound, of: row)
  }

  /// What the held days from `first` on add to each node before them.
  ///
  /// Rows that differ before a day soon stand in the same node after it, and go on together from there.
  private static func endings(
    _ graph: PatternGraph, after first: Int, of row: [Int32]
  ) -> [Ending?] {
    let zero = [Int](repeating: 0, count: graph.counters.count)
    typealias State = (node: Int, cost: Int, counters: [Int])
    var states: [State?] = graph.layer(first).map { ($0, 0, zero) }
    var day = first
    while day < graph.days, Set(states.compactMap { $0?.node }).count > 1 {
      states = states.map { state in
        state.flatMap { before in
          graph.follow(row[day...day], from: before.node, counters: before.counters)
            .map { ($0.node, before.cost + $0.cost, $0.counters) }
        }
      }
      day += 1
    }
    var restOfNode: [Int: State?] = [:]
    return states.map { state in
      guard let state else { return nil }
      let rest =
        restOfNode[state.node] ?? graph.follow(row[day...], from: state.node, counters: zero)
      restOfNode[state.node] = .some(rest)
      return rest.map { rest in
        Ending(
          cost: state.cost + rest.cost + graph.endCost[rest.node - graph.layerStart[graph.days]],
          counters: zip(state.counters, rest.counters).map(+))
      }
    }
  }
}
