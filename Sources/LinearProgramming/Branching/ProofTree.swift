internal import Solving

/// The certificate of a branch and bound, as it grows.
struct ProofTree {
  /// The program in whole numbers, rows of hooks included, and the same with what was rounded.
  private(set) var base: IntegerSystem
  private(set) var system: IntegerSystem
  /// Unit of the multipliers; fixed by ``chooseDenominator(duals:objective:)``.
  private(set) var denominator = 256
  /// The node from which the search splits: behind the narrowings.
  private(set) var root = 0
  private var nodes: [BoundCertificate.Node] = [.open]
  /// Rows that were rounded, behind all others.
  private var rounded: [RoundedRow] = []

  private var rowBounds: [LinearProgram.Bounds]

  init(_ program: LinearProgram, system: IntegerSystem) {
    base = system
    self.system = system
    rowBounds = program.rows.map(\.bounds)
  }

  var rowCount: Int { rowBounds.count }

  mutating func add(_ row: LinearProgram.RowDefinition) -> Bool {
    rowBounds.append(row.bounds)
    return base.add(row) && system.add(row)
  }

  /// Adds a rounded row; rows of hooks cannot follow.
  mutating func add(_ row: RoundedRow) -> Bool {
    guard (try? system.add(row)) != nil, let upper = system.rows.last?.upper else { return false }
    rounded.append(row)
    rowBounds.append(LinearProgram.Bounds(lower: -.infinity, upper: Double(upper)))
    return true
  }

  /// Dual values, one for each row of the proof, as whole multipliers.
  func multipliers(_ duals: [Double]) -> [BoundCertificate.Multiplier] {
    roundedMultipliers(duals, denominator: denominator, bounds: rowBounds)
  }

  /// Takes the coarsest unit, from 1/256 on, that keeps the root's bound, and one step finer
  /// for the deeper nodes.
  mutating func chooseDenominator(duals: [Double], objective: Double) {
    let box = system.columns.map(\.range)
    for shift in stride(from: 8, through: 24, by: 4) {
      denominator = 1 << shift
      guard
        let bound = try? system.leafBound(
          multipliers(duals), denominator: denominator, box: box, usesCosts: true)
      else { continue }
      let slack = objective - Double(bound) / Double(denominator)
      if slack < 0.01 { break }
    }
    denominator = min(denominator << 4, 1 << 24)
  }

  /// Smallest objective that the multipliers prove within `box`, rounded up; `nil` on overflow.
  func bound(
    _ multipliers: [BoundCertificate.Multiplier], box: [ClosedRange<Int>]
  ) -> Int? {
    let scaled = try? system.leafBound(
      multipliers, denominator: denominator, box: box, usesCosts: true)
    let unit = system.costUnit
    return scaled.map {
      $0.dividedRoundingUp(by: denominator).dividedRoundingUp(by: unit) * unit
    }
  }

  /// Whole multipliers that show that `box` is empty, found by scaling `weights`; `nil` if no scale
  /// shows it.
  func emptiness(
    _ weights: [Double], box: [ClosedRange<Int>]
  ) -> [BoundCertificate.Multiplier]? {
    let largest = weights.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return nil }
    for shift in [6, 12, 20, 28] {
      let multipliers = roundedMultipliers(
        weights.map { $0 / largest }, denominator: 1 << shift, bounds: rowBounds)
      if let bound = try? system.leafBound(
        multipliers, denominator: 1, box: box, usesCosts: false), bound > 0
      {
        return multipliers
      }
    }
    return nil
  }

  /// Drops what was split so far and narrows the root's box to what may cost less than `reach`.
  ///
  /// - Returns: The box that is left; `nil` if the numbers do not allow it.
  mutating func narrow(
    _ box: [ClosedRange<Int>], below reach: Int, by multipliers: [BoundCertificate.Multiplier]
  ) -> [ClosedRange<Int>]? {
    guard
      let narrow = try? system.narrowed(
        box, below: reach, by: multipliers, denominator: denominator)
    else { return nil }
    nodes.removeSubrange((root + 1)...)
    nodes[root] = .narrowed(multipliers: multipliers, reach: reach, next: root + 1)
    nodes.append(.open)
    root += 1
    return narrow
  }

  mutating func split(_ node: Int, column: Int, at value: Int) -> (low: Int, high: Int) {
    let low = nodes.count
    nodes += [.open, .open]
    nodes[node] = .split(column: column, value: value, low: low, high: low + 1)
    return (low, low + 1)
  }

  mutating func close(_ node: Int, boundedBy multipliers: [BoundCertificate.Multiplier]) {
    nodes[node] = .bounded(multipliers: multipliers)
  }

  mutating func close(_ node: Int, emptyBy multipliers: [BoundCertificate.Multiplier]) {
    nodes[node] = .empty(multipliers: multipliers)
  }

  /// The proof, without rounded rows that nothing rests on.
  var certificate: BoundCertificate {
    BoundCertificate(
      denominator: denominator, nodes: nodes, rounded: rounded.isEmpty ? nil : rounded
    ).withoutIdleRows(behind: base.rows.count)
  }
}
