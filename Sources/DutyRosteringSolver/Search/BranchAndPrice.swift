internal import DutyRostering
internal import LinearProgramming
internal import Solving

/// The tree of a proof: nodes closed by prices, divided by a cell, or open.
struct ProofNodes {
  private(set) var nodes: [ShiftBoundCertificate.Node] = []
  /// Bound of each leaf in units of 1/denominator; `nil` for divided nodes.
  private(set) var leafBounds: [Int?] = []

  /// Adds a leaf and returns its index.
  mutating func addLeaf(
    prices: [Int]?, tolls: [ShiftBoundCertificate.Toll]?, bound: Int
  ) -> Int {
    nodes.append(ShiftBoundCertificate.Node(prices: prices, tolls: tolls))
    leafBounds.append(bound)
    return nodes.count - 1
  }

  /// Gives a leaf better prices.
  mutating func improve(
    _ node: Int, prices: [Int], tolls: [ShiftBoundCertificate.Toll]?, bound: Int
  ) {
    nodes[node] = ShiftBoundCertificate.Node(prices: prices, tolls: tolls)
    leafBounds[node] = bound
  }

  /// Divides a leaf.
  mutating func split(_ node: Int, _ split: ShiftBoundCertificate.Split) {
    nodes[node] = ShiftBoundCertificate.Node(
      prices: nodes[node].prices, tolls: nodes[node].tolls, split: split)
    leafBounds[node] = nil
  }

  /// What all leaves prove together.
  var bound: Int { leafBounds.compactMap(\.self).min() ?? unbounded }
}

/// Divides the rosters by single cells until prices close every part (Barnhart et al. 1998,
/// doi:10.1287/opre.46.3.316): the best whole bound first, and among equals the one divided last, in which the
/// cell is as the mix has it. Where the root's bound is a roster's value this is a dive that turns back.
struct BranchAndPrice {
  /// One cell of one person is, or is not, among some.
  struct Restriction {
    let person: Int
    let day: Int
    let cells: [Int32]
    let isInside: Bool
  }

  private struct OpenNode {
    let index: Int
    let restrictions: [Restriction]
    let bound: Int
    let prices: [Int]
    let tolls: [ShiftBoundCertificate.Toll]?
  }

  private(set) var proof = ProofNodes()
  /// What the bounds of all nodes count.
  private(set) var counts: WatchedCounts
  private var open: [OpenNode] = []
  private let rootPricers: [PersonPricer]

  init(root: ColumnGeneration) {
    rootPricers = root.part.pricers
    counts = root.boundCounts
    counts.include(rootPricers)
    let tolls = root.provenTolls
    let index = proof.addLeaf(prices: root.boundPrices, tolls: tolls, bound: root.bound)
    open = [
      OpenNode(
        index: index, restrictions: [], bound: root.bound, prices: root.boundPrices, tolls: tolls)
    ]
  }

  /// Whether nothing is left to divide.
  var isFinished: Bool { open.isEmpty }

  /// Prices the open node with the least bound and divides it if that does not close it.
  ///
  /// - Returns: A roster's rows by position, if the node's mix is one.
  mutating func step(
    _ generation: inout ColumnGeneration, _ session: inout Session, goal: Int
  ) throws -> [RowColumn]? {
    let wholes = open.map {
      $0.bound.dividedRoundingUp(by: generation.part.model.denominator)
    }
    guard
      let next = open.indices.min(by: {
        (wholes[$0], -open[$0].index) < (wholes[$1], -open[$1].index)
      })
    else { return nil }
    let node = open.remove(at: next)
    generation.run.charge(steps: Run.stepsPerWorkUnit / 10)
    guard node.bound < goal else { return nil }
    let entrance = try enter(node, &generation, &session)
    counts.include(generation.part.pricers)
    switch entrance {
    case .rows: break
    case .empty:
      proof.improve(
        node.index, prices: node.prices, tolls: node.tolls, bound: PricedPlan.noRow)
      return nil
    // It stays a leaf with its bound and is not opened again.
    case .unknown: return nil
    }
    var allowance = ColumnGeneration.Allowance()
    allowance.rows = 2
    allowance.goal = goal
    // A mix that is no dearer than its parent's bound, rounded up, shows that this part's is no higher.
    allowance.content = Double(node.bound.dividedRoundingUp(by: generation.part.model.denominator))
    let ending = try generation.generate(&session, allowance)
    counts.include(generation.part.pricers)
    let isBetter = generation.bound > node.bound
    let bound = isBetter ? generation.bound : node.bound
    let prices = isBetter ? generation.boundPrices : node.prices
    let tolls = isBetter ? generation.provenTolls : node.tolls
    if isBetter { proof.improve(node.index, prices: prices, tolls: tolls, bound: bound) }
    if ending == .stopped {
      open.append(node)
      return nil
    }
    guard bound < goal else { return nil }
    guard let choice = generation.branchingCell(session) else {
      // Everybody has one row. If it is not the bound's, the node stays a leaf with its bound.
      return generation.singleRows(session)
    }
    let person = generation.part.people[choice.position]
    // Until they get prices of their own they rest on those above.
    let outside = proof.addLeaf(prices: nil, tolls: nil, bound: bound)
    let inside = proof.addLeaf(prices: nil, tolls: nil, bound: bound)
    proof.split(
      node.index,
      ShiftBoundCertificate.Split(
        person: person, day: choice.day, cells: choice.cells.map(Int.init), inside: inside,
        outside: outside))
    for (index, isInside) in [(inside, true), (outside, false)] {
      let restriction = Restriction(
        person: person, day: choice.day, cells: choice.cells, isInside: isInside)
      open.append(
        OpenNode(
          index: index, restrictions: node.restrictions + [restriction], bound: bound,
          prices: prices, tolls: tolls))
    }
    return nil
  }

  /// Lets the generation use what the node allows.
  ///
  private func enter(
    _ node: OpenNode, _ generation: inout ColumnGeneration, _ session: inout Session
  ) throws -> ColumnGeneration.Entrance {
    let width = generation.part.model.width
    var pricers = rootPricers
    var restricted: [Int] = []
    for restriction in node.restrictions {
      let position = restriction.person
      var allowed = pricers[position].plan.allowed
      for cell in 0..<width where restriction.cells.contains(Int32(cell)) != restriction.isInside {
        allowed[restriction.day * width + cell] = false
      }
      guard let narrowed = pricers[position].restricted(to: allowed) else { return .empty }
      pricers[position] = narrowed
      if !restricted.contains(position) { restricted.append(position) }
    }
    generation.part.pricers = pricers
    return try generation.restart(&session, prices: node.prices, changed: restricted)
  }
}

extension ColumnGeneration {
  /// A cell of a person on which the mix disagrees.
  struct BranchingCell {
    let position: Int
    let day: Int
    let cells: [Int32]
  }

  /// What a node leaves everybody.
  enum Entrance {
    /// Rows.
    case rows
    /// Somebody has none.
    case empty
    /// Somebody may have some, but none was found.
    case unknown
  }

  /// Begins anew with the present pricers: rows they do not allow are shut out, and those whose pricers
  /// have `changed` get rows to begin with.
  mutating func restart(
    _ session: inout Session, prices: [Int], changed: [Int]
  ) throws -> Entrance {
    forgetBound(prices: prices)
    let found = team.price(
      &part, positions: changed, needPrices: prices, rows: 2, patience: 60, run: run)
    var columns: [RowColumn] = []
    for (position, plan) in zip(changed, found) {
      guard plan.bound < PricedPlan.noRow else { return .empty }
      guard !plan.rows.isEmpty else { return .unknown }
      for row in plan.rows {
        guard let ruleCost = row.ruleCost else { continue }
        columns.append(
          RowColumn(
            position: position, cells: row.cells,
            cost: part.columnCost(position, cells: row.cells, ruleCost: ruleCost)))
      }
    }
    try master.add(columns, of: part, to: &session)
    let isUsable = master.columns.map { fits($0) }
    try master.setUsable(isUsable, in: &session)
    return .rows
  }

  /// The cell to divide on: the day on which a person's mix is least agreed whether to work, or on what.
  func branchingCell(_ session: borrowing Session) -> BranchingCell? {
    var best: (score: Double, cell: BranchingCell)?
    for (position, shares) in mixByPosition(session).enumerated() where shares.count > 1 {
      for (offset, day) in part.days.enumerated() {
        var sums = [Double](repeating: 0, count: part.model.width)
        for (column, share) in shares {
          sums[Int(master.columns[column].cells[offset])] += share
        }
        for (cell, sum) in sums.enumerated() where sum > 1e-6 && sum < 1 - 1e-6 {
          // Whether to work divides more rows than what to work on.
          let score = min(sum, 1 - sum) + (cell == 0 ? 0.25 : 0)
          if score > best?.score ?? 0 {
            best = (score, BranchingCell(position: position, day: day, cells: [Int32(cell)]))
          }
        }
      }
    }
    return best?.cell
  }

  /// The rows of a mix in which everybody has one.
  func singleRows(_ session: borrowing Session) -> [RowColumn] {
    mixByPosition(session).compactMap { $0.first.map { master.columns[$0.column] } }
  }
}
