internal import MentorMatching
internal import Solving

/// A case that is still to be looked at.
struct OpenCase {
  /// What the case leaves of the lists.
  var lists: CaseLists
  /// A proven lower bound on its cost.
  var bound: Int
  /// Number of decisions that led here.
  var depth: Int
  /// Node of the proof that stands for it.
  var proofNode: Int
  /// The parent's weights, by rows of the proof, which prove `bound`.
  var inherited: [BoundCertificate.Multiplier] = []
}

/// Open cases, the one with the smallest bound first; among equals the one that came last.
struct OpenCases {
  private var stacks: [(bound: Int, cases: [OpenCase])] = []

  /// The smallest bound; `nil` without cases.
  var smallestBound: Int? { stacks.last?.bound }

  /// All cases.
  var all: [OpenCase] { stacks.flatMap(\.cases) }

  mutating func insert(_ new: OpenCase) {
    // Stacks are ordered by falling bound.
    var k = stacks.count
    while k > 0, stacks[k - 1].bound < new.bound { k -= 1 }
    if k > 0, stacks[k - 1].bound == new.bound {
      stacks[k - 1].cases.append(new)
    } else {
      stacks.insert((new.bound, [new]), at: k)
    }
  }

  mutating func removeFirst() -> OpenCase? {
    guard let last = stacks.indices.last else { return nil }
    let first = stacks[last].cases.popLast()
    if stacks[last].cases.isEmpty { stacks.removeLast() }
    return first
  }
}

/// The tree of cases with its rows, as it grows.
struct CutoffProofWriter {
  /// Unit of the weights.
  static let denominator = 1 << 20

  private var rows: [StableRow] = []
  private var rowNumber: [StableRow: Int] = [:]
  private var nodes: [CutoffProof.Node] = [.empty(RowWeights([]))]

  /// Writes the reductions at the beginning of a case.
  ///
  /// - Returns: The node behind them.
  mutating func enter(_ node: Int, steps: [ListReduction]) -> Int {
    if steps.isEmpty { return node }
    let next = append()
    nodes[node] = .shortened(steps: steps, next: next)
    return next
  }

  mutating func close(_ node: Int, _ leaf: CutoffProof.Node) { nodes[node] = leaf }

  /// Splits a node in two; `make` writes it from the numbers of its children.
  mutating func split(
    _ node: Int, _ make: (Int, Int) -> CutoffProof.Node
  ) -> (first: Int, second: Int) {
    let children = (append(), append())
    nodes[node] = make(children.0, children.1)
    return children
  }

  /// The number of a row in the proof.
  mutating func number(of row: StableRow) -> Int {
    if let known = rowNumber[row] { return known }
    rows.append(row)
    rowNumber[row] = rows.count - 1
    return rows.count - 1
  }

  private mutating func append() -> Int {
    nodes.append(.empty(RowWeights([])))
    return nodes.count - 1
  }

  /// The rows and the cases, once every leaf is closed.
  var finished: (rows: [StableRow], proof: CutoffProof) {
    (rows, CutoffProof(denominator: Self.denominator, nodes: nodes))
  }
}
