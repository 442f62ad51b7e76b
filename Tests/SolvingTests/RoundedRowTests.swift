import Solving
import Testing

/// Systems of a few unknowns whose whole points can all be tried.
@Suite struct RoundedRowTests {
  private static let width = 4

  private func randomSystem(_ random: inout SeededRandom) -> IntegerSystem {
    var system = IntegerSystem()
    for j in 0..<Self.width {
      _ = system.addColumn("x[\(j)]", in: 0...Int.random(in: 1...3, using: &random))
    }
    for i in 0..<4 {
      let terms = (0..<Self.width).map { ($0, Int.random(in: -3...4, using: &random)) }
        .filter { $0.1 != 0 }
      let side = Int.random(in: -1...7, using: &random)
      switch Int.random(in: 0...3, using: &random) {
      case 0: system.addRow("row[\(i)]", terms, lower: -side)
      case 1: system.addRow("row[\(i)]", terms, lower: side - 9, upper: side)
      case 2 where i == 0: system.addRow("row[\(i)]", terms, lower: side, upper: side)
      default: system.addRow("row[\(i)]", terms, upper: side)
      }
    }
    return system
  }

  private func points(of system: IntegerSystem) -> [[Int]] {
    var points: [[Int]] = [[]]
    for column in system.columns {
      points = points.flatMap { point in column.range.map { point + [$0] } }
    }
    return points.filter { system.violations(of: $0).isEmpty }
  }

  private func randomRow(_ system: IntegerSystem, _ random: inout SeededRandom) -> RoundedRow {
    func parts(_ count: Int, below end: Int) -> [BoundCertificate.Multiplier] {
      (0..<count).map { _ in
        .init(
          row: Int.random(in: 0..<end, using: &random),
          weight: Int.random(in: -4...4, using: &random))
      }
    }
    return RoundedRow(
      divisor: Int.random(in: 2...5, using: &random),
      parts: parts(Int.random(in: 1...3, using: &random), below: system.rows.count),
      ends: parts(Int.random(in: 0...2, using: &random), below: system.columns.count))
  }

  @Test(arguments: 0..<20)
  func `every whole point satisfies what is rounded, and what is rounded of that`(
    block: Int
  ) throws {
    var (added, sharp) = (0, 0)
    for seed in UInt64(block) * 100..<UInt64(block) * 100 + 100 {
      var random = SeededRandom(seed: seed)
      var system = randomSystem(&random)
      let all = points(of: system)
      for _ in 0..<6 {
        let row = randomRow(system, &random)
        // A sum without a fraction is refused.
        guard (try? system.add(row)) != nil else { continue }
        added += 1
        let last = try #require(system.rows.last)
        let most = all.map { point in
          last.terms.reduce(0) { $0 + $1.coefficient * point[$1.column] }
        }.max()
        if let most {
          #expect(most <= last.upper ?? .min, "seed \(seed)")
          if most == last.upper { sharp += 1 }
        }
      }
    }
    #expect(added > 200)
    // Rows that some point fills: rounding any further down would be wrong there.
    #expect(sharp > 20)
  }

  @Test func `unknowns that can only be zero change nothing that is rounded`() throws {
    var added = 0
    for seed in UInt64(0)..<400 {
      var random = SeededRandom(seed: seed)
      var few = randomSystem(&random)
      var many = few
      for j in 0..<2 { _ = many.addColumn("zero[\(j)]", in: 0...0) }
      many = many.withTerms { _ in
        (0..<2).map { (Self.width + $0, Int.random(in: -3...4, using: &random)) }
      }
      for _ in 0..<4 {
        // Later rows rest on those before them.
        let row = randomRow(few, &random)
        guard (try? few.add(row)) != nil else { continue }
        try many.add(row)
        added += 1
        #expect(few.rows.last == many.rows.last, "seed \(seed)")
      }
    }
    #expect(added > 200)
  }

  /// Of three unknowns no two may be one.
  private var triangle: IntegerSystem {
    var system = IntegerSystem()
    for j in 0..<3 { _ = system.addColumn("x[\(j)]", in: 0...1, cost: -1) }
    for j in 0..<3 { system.addRow("pair[\(j)]", [(j, 1), ((j + 1) % 3, 1)], upper: 1) }
    return system
  }

  private func certificate(_ rounded: RoundedRow) -> BoundCertificate {
    BoundCertificate(
      denominator: 1, nodes: [.bounded(multipliers: [.init(row: 3, weight: -1)])],
      rounded: [rounded])
  }

  private let pairs = (0..<3).map { BoundCertificate.Multiplier(row: $0, weight: 1) }

  @Test func `half of three pairs is a proof that one is the most`() throws {
    let proof = certificate(RoundedRow(divisor: 2, parts: pairs, ends: []))
    #expect(try proof.verifiedBound(for: triangle) == -1)
    let moved = proof.renumbered(rows: [2, 1, 0], rowCount: 3, columns: [0, 1, 2])
    #expect(try #require(moved).verifiedBound(for: triangle) == -1)
    #expect(proof.withoutIdleRows(behind: 3) == proof)
    let idle = BoundCertificate(
      denominator: 1, nodes: [.bounded(multipliers: [.init(row: 4, weight: -1)])],
      rounded: [
        RoundedRow(divisor: 2, parts: [pairs[0]], ends: []),
        RoundedRow(divisor: 2, parts: pairs, ends: []),
      ])
    #expect(idle.withoutIdleRows(behind: 3) == proof)
  }

  @Test func `sums that cannot be rounded are refused`() {
    let end = BoundCertificate.Multiplier(row: 0, weight: 1)
    let huge = [BoundCertificate.Multiplier(row: 0, weight: .max / 2)]
    for forged in [
      RoundedRow(divisor: 0, parts: pairs, ends: []),
      RoundedRow(divisor: -2, parts: pairs, ends: []),
      RoundedRow(divisor: 3, parts: pairs, ends: []),
      RoundedRow(divisor: 2, parts: pairs + [.init(row: 3, weight: 1)], ends: []),
      RoundedRow(divisor: 2, parts: pairs + [.init(row: -1, weight: 1)], ends: []),
      RoundedRow(divisor: 2, parts: pairs, ends: [.init(row: 3, weight: 1)]),
      RoundedRow(divisor: 2, parts: pairs + [.init(row: 0, weight: .min)], ends: []),
      RoundedRow(divisor: 2, parts: huge + huge + huge, ends: [end]),
      RoundedRow(divisor: .max, parts: huge, ends: []),
    ] {
      #expect(throws: BoundCertificate.Defect.self) {
        try certificate(forged).verifiedBound(for: triangle)
      }
    }
    var negative = triangle
    _ = negative.addColumn("debt", in: -1...1)
    negative.addRow("with debt", [(0, 1), (3, 1)], upper: 1)
    let sum = RoundedRow(divisor: 2, parts: [.init(row: 3, weight: 1)], ends: [])
    #expect(throws: BoundCertificate.Defect.self) {
      try certificate(sum).verifiedBound(for: negative)
    }
  }
}

extension IntegerSystem {
  /// The same with more terms in each row.
  fileprivate func withTerms(_ more: (Row) -> [(column: Int, coefficient: Int)]) -> Self {
    var system = IntegerSystem()
    for column in columns {
      _ = system.addColumn(column.name, in: column.range, cost: column.cost)
    }
    for row in rows {
      system.addRow(
        row.name, row.terms + more(row).filter { $0.coefficient != 0 }, lower: row.lower,
        upper: row.upper)
    }
    return system
  }
}
