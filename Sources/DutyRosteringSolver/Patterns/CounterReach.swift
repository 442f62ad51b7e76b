/// Which counter values can occur at the nodes of a part.
struct CounterReach {
  private let part: RowPart
  private let isOpen: [Bool]
  private let watched: [Int]

  init(_ part: RowPart, isOpen: [Bool], watched: [Int]) {
    self.part = part
    self.isOpen = isOpen
    self.watched = watched
  }

  /// Smallest and largest value at each node; lower > upper where there is none.
  private struct Range {
    var lower: [Int]
    var upper: [Int]

    init(count: Int) {
      lower = [Int](repeating: Int.max / 4, count: count)
      upper = [Int](repeating: Int.min / 4, count: count)
    }

    mutating func include(_ lower: Int, _ upper: Int, at node: Int) {
      self.lower[node] = min(self.lower[node], lower)
      self.upper[node] = max(self.upper[node], upper)
    }
  }

  /// The boxes, laid out one behind the other; `nil` if the start or every end is cut off.
  func boxes(
    within roomLimit: Int
  ) throws(PricingPlan.TooLarge) -> (boxes: [PricingPlan.Box], size: Int, layerOffset: [Int])? {
    let graph = part.graph
    let firstNode = graph.layerStart[part.days.lowerBound]
    let nodeCount = graph.layerStart[part.days.upperBound + 1] - firstNode
    let firstArc = graph.arcStart[part.days.lowerBound]
    let arcs = firstArc..<graph.arcStart[part.days.upperBound]
    let lastLayer = graph.layer(part.days.upperBound)
    let columns = watched.count

    // Connection first, so that a part without watched counters is pruned too.
    var isReached = [Bool](repeating: false, count: nodeCount)
    isReached[part.startNode - firstNode] = true
    var forward = Range(count: nodeCount * max(1, columns))
    for (i, counter) in watched.enumerated() {
      let value = part.startCounters[counter]
      forward.include(value, value, at: (part.startNode - firstNode) * columns + i)
    }
    for a in arcs where isOpen[a - firstArc] {
      let arc = graph.arcs[a]
      let (from, to) = (Int(arc.from) - firstNode, Int(arc.to) - firstNode)
      guard isReached[from] else { continue }
      isReached[to] = true
      for (i, counter) in watched.enumerated() {
        let amount = graph.steps[Int(arc.step)][counter]
        forward.include(
          forward.lower[from * columns + i] + amount, forward.upper[from * columns + i] + amount,
          at: to * columns + i)
      }
    }
    var leadsOn = [Bool](repeating: false, count: nodeCount)
    var backward = Range(count: nodeCount * max(1, columns))
    for node in lastLayer {
      guard let ending = part.endings[node - lastLayer.lowerBound], isReached[node - firstNode]
      else {
        continue
      }
      leadsOn[node - firstNode] = true
      for (i, counter) in watched.enumerated() {
        let costs = graph.counters[counter].endCost
        guard let first = costs.firstIndex(where: { $0 != nil }) else { return nil }
        backward.include(
          first - ending.counters[counter], costs.count - 1 - ending.counters[counter],
          at: (node - firstNode) * columns + i)
      }
    }
    for a in arcs.reversed() where isOpen[a - firstArc] {
      let arc = graph.arcs[a]
      let (from, to) = (Int(arc.from) - firstNode, Int(arc.to) - firstNode)
      guard isReached[from], leadsOn[to] else { continue }
      leadsOn[from] = true
      for (i, counter) in watched.enumerated() {
        let amount = graph.steps[Int(arc.step)][counter]
        backward.include(
          backward.lower[to * columns + i] - amount, backward.upper[to * columns + i] - amount,
          at: from * columns + i)
      }
    }

    var boxes = [PricingPlan.Box](repeating: PricingPlan.Box(), count: nodeCount)
    var layerOffset: [Int] = []
    var size = 0
    for day in part.days.lowerBound...part.days.upperBound {
      layerOffset.append(size)
      for node in graph.layer(day) where isReached[node - firstNode] && leadsOn[node - firstNode] {
        let own = node - firstNode
        var box = PricingPlan.Box(offset: size, size: 1)
        for i in 0..<columns {
          let lower = max(forward.lower[own * columns + i], backward.lower[own * columns + i])
          let upper = min(forward.upper[own * columns + i], backward.upper[own * columns + i])
          box.lower.append(lower)
          box.extent.append(max(0, upper - lower + 1))
          let (product, overflow) = box.size.multipliedReportingOverflow(
            by: max(0, upper - lower + 1))
          if overflow { throw PricingPlan.TooLarge() }
          box.size = product
        }
        guard box.size > 0 else { continue }
        boxes[own] = box
        size += box.size
        if box.size > roomLimit || size > roomLimit { throw PricingPlan.TooLarge() }
      }
    }
    layerOffset.append(size)
    guard boxes[part.startNode - firstNode].offset >= 0,
      lastLayer.contains(where: { boxes[$0 - firstNode].offset >= 0 })
    else { return nil }
    return (boxes, size, layerOffset)
  }
}
