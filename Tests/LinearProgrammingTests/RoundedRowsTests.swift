import LinearProgramming
import Solving
import TestSupport
import Testing

@Suite struct `Rounded rows` {
  @Test func `proofs may rest on rows of the simplex table, rounded`() throws {
    var rounded = 0
    for seed in 0..<UInt64(300) {
      let program = LinearProgram.randomInteger(
        columns: 4 + Int(seed % 3), rows: 3 + Int(seed % 4), seed: 1000 + seed)
      let expected = program.bestByEnumeration().map { program.objective.value(at: $0) }
      let outcome = try program.solve(
        options: BranchingOptions(certifies: true, roundsRows: true))
      #expect(outcome.objective == expected, "seed \(seed)")
      let certificate = try #require(outcome.certificate)
      let sign = program.sense == .minimize ? 1 : -1
      let bound = try certificate.verifiedBound(for: system(program))
      #expect(bound == expected.map { sign * Int($0) }, "seed \(seed)")
      rounded += certificate.rounded == nil ? 0 : 1
    }
    #expect(rounded > 20)
  }

  @Test func `proofs may rest on halves of sums of rows`() throws {
    var halved = 0
    for seed in 0..<UInt64(60) {
      let program = LinearProgram.randomExclusions(columns: 13, seed: seed)
      let expected = program.bestByEnumeration().map { program.objective.value(at: $0) }
      let outcome = try program.solve(
        options: BranchingOptions(certifies: true, roundsRows: true))
      #expect(outcome.objective == expected, "seed \(seed)")
      let certificate = try #require(outcome.certificate)
      let bound = try certificate.verifiedBound(for: system(program))
      #expect(bound == expected.map { -Int($0) }, "seed \(seed)")
      let halves = (certificate.rounded ?? []).filter { $0.divisor == 2 && $0.parts.count > 2 }
      halved += halves.isEmpty ? 0 : 1
    }
    #expect(halved > 20)
  }

  @Test func `proofs may rest on sums divided by their own coefficients`() throws {
    var rounded = 0
    for seed in 0..<UInt64(300) {
      let program = LinearProgram.randomInteger(
        columns: 4 + Int(seed % 3), rows: 3 + Int(seed % 4), seed: 2000 + seed)
      let expected = program.bestByEnumeration().map { program.objective.value(at: $0) }
      var options = BranchingOptions(certifies: true, roundsRows: true)
      options.roundsWidely = true
      let outcome = try program.solve(options: options)
      #expect(outcome.objective == expected, "seed \(seed)")
      let certificate = try #require(outcome.certificate)
      let sign = program.sense == .minimize ? 1 : -1
      let bound = try certificate.verifiedBound(for: system(program))
      #expect(bound == expected.map { sign * Int($0) }, "seed \(seed)")
      // Divisors beyond the common denominators of small weights.
      rounded += (certificate.rounded ?? []).contains { $0.divisor > 40 } ? 1 : 0
    }
    #expect(rounded > 5)
  }

  /// Things of several sizes for bags, of which each takes some.
  private func bags(_ count: Int, seed: UInt64) -> LinearProgram {
    var random = SeededRandom(seed: seed)
    var program = LinearProgram("bags", sense: .maximize)
    let things = (0..<60).map { thing in
      program.addBinary("take[\(thing)]", cost: Double(50 + random.next() % 100))
    }
    for bag in 0..<count {
      var load = LinearExpression()
      for thing in things where random.next() % 3 == 0 {
        load.add(Double(11 + random.next() % 60), thing)
      }
      program.require("bag[\(bag)]", load, atMost: 301)
    }
    return program
  }

  @Test func `wide rounding leaves less of the gap at the root`() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let program = bags(12, seed: seed)
      var options = BranchingOptions(certifies: true, roundsRows: true, nodeLimit: 1)
      let narrow = try program.solve(options: options)
      options.roundsWidely = true
      let wide = try program.solve(options: options)
      #expect(wide.bound < narrow.bound, "seed \(seed)")
      let certificate = try #require(wide.certificate)
      #expect(try certificate.verifiedBound(for: system(program)) == -Int(wide.bound))
    }
  }

  @Test func `columns of the smallest priority are tried first`() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let program = bags(40, seed: seed)
      for parity in [0, 1] {
        var options = BranchingOptions(certifies: true, nodeLimit: 20)
        options.priorities = program.columns.indices.map { $0 % 2 == parity ? 0 : 1 }
        let nodes = try #require(try program.solve(options: options).certificate).nodes
        let first = nodes.lazy.compactMap { node -> Int? in
          if case .split(let column, _, _, _) = node { column } else { nil }
        }.first
        #expect(try #require(first) % 2 == parity, "seed \(seed)")
      }
    }
  }
}
