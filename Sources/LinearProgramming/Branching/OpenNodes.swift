internal import Solving

/// A subproblem that is still to be looked at.
struct OpenNode {
  /// Bounds that differ from the program's, from the root down.
  var changes: [BoundChange] = []
  /// What the parent's relaxation proves, as a minimisation.
  var bound = -Double.infinity
  /// Basis of the parent's relaxation; `nil` at the root.
  var basis: Basis?
  /// Node of the proof that stands for this subproblem.
  var proofNode = 0
  /// The parent's rounded duals, which bound this subproblem too.
  var multipliers: [BoundCertificate.Multiplier] = []
  /// The column that was split, with its fraction and direction, to learn pseudocosts from.
  var origin: Origin?

  struct Origin {
    let column: Int
    let distance: Double
    let isUp: Bool
  }

  /// A column's narrower range.
  struct BoundChange {
    let column: Int
    let lower: Double
    let upper: Double
  }
}

/// Open nodes, the one with the smallest bound first; among equals the deepest, then the oldest.
struct OpenNodes {
  private var heap: [(node: OpenNode, order: Int)] = []
  private var nextOrder = 0

  var isEmpty: Bool { heap.isEmpty }
  var count: Int { heap.count }
  /// The smallest bound; +∞ without nodes.
  var smallestBound: Double { heap.first?.node.bound ?? .infinity }
  mutating func removeAll() { heap.removeAll() }

  /// All nodes, in no particular order.
  var all: [OpenNode] { heap.map(\.node) }

  mutating func insert(_ node: OpenNode) {
    heap.append((node, nextOrder))
    nextOrder += 1
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard precedes(child, parent) else { break }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func removeFirst() -> OpenNode? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      var parent = 0
      while true {
        var smallest = parent
        for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
          if precedes(child, smallest) { smallest = child }
        }
        guard smallest != parent else { break }
        heap.swapAt(smallest, parent)
        parent = smallest
      }
    }
    return first.node
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (heap[a], heap[b])
    if x.node.bound != y.node.bound { return x.node.bound < y.node.bound }
    if x.node.changes.count != y.node.changes.count {
      return x.node.changes.count > y.node.changes.count
    }
    return x.order < y.order
  }
}
