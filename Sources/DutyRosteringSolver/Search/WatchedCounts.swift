/// The counters of each person that bounds were computed with: what a verifier has to keep apart to grant
/// them.
///
/// Watching more never lowers a bound, so the sets of several bounds are united.
struct WatchedCounts: Sendable {
  private(set) var counters: [Set<Int>]

  init(people: Int) { counters = [Set<Int>](repeating: [], count: people) }

  /// Adds what the pricers watch now.
  mutating func include(_ pricers: [PersonPricer]) {
    for pricer in pricers {
      counters[pricer.person].formUnion(pricer.plan.watched)
      if let counter = pricer.excluding { counters[pricer.person].insert(counter) }
    }
  }

  /// The limits on counts behind the counters, for each person in ascending order.
  func limits(_ graphs: [PatternGraph]) -> [[Int]] {
    zip(counters, graphs).map { own, graph in
      // A counter that costs in any case is part of every bound.
      let counted = graph.counters.indices.filter {
        own.contains($0) || graph.counters[$0].leastCost != 0
      }
      return Set(counted.flatMap { graph.counters[$0].limits }).sorted()
    }
  }
}
