import LinearProgramming
import Solving
import Testing

@Suite struct `Answers near the root` {
  /// Columns that each take four places of fifty, each of which is there once: far from whole in the relaxation.
  private func packing(seed: UInt64) -> LinearProgram {
    var random = SeededRandom(seed: seed)
    var program = LinearProgram("packing", sense: .maximize)
    var places = [LinearExpression](repeating: LinearExpression(), count: 50)
    for k in 0..<240 {
      let column = program.addBinary("take[\(k)]", cost: Double(50 + random.next() % 100))
      var chosen: [Int] = []
      while chosen.count < 4 {
        let place = Int(random.next() % 50)
        if !chosen.contains(place) { chosen.append(place) }
      }
      for place in chosen { places[place].add(1, column) }
    }
    for (i, sum) in places.enumerated() { program.require("place[\(i)]", sum, atMost: 1) }
    return program
  }

  private func outcome(of program: LinearProgram, nearRoot: Bool) throws -> ProgramOutcome {
    var options = BranchingOptions(
      certifies: true, roundsRows: true, cuts: [], trials: .quick, nodeLimit: 1)
    options.searchesNearRoot = nearRoot
    return try program.solve(options: options)
  }

  @Test func `the first node has an answer that is worth more, and the proof is that of the whole`()
    throws
  {
    for seed in 1...4 as ClosedRange<UInt64> {
      let program = packing(seed: seed)
      let plain = try outcome(of: program, nearRoot: false)
      let near = try outcome(of: program, nearRoot: true)
      let values = try #require(near.values, "seed \(seed)")
      #expect(program.largestViolation(at: values) == 0, "seed \(seed)")
      let objective = try #require(near.objective)
      #expect(objective > plain.objective ?? 0, "seed \(seed)")
      // The relaxation of such programs promises a sixth too much.
      #expect(objective >= 0.8 * near.bound, "seed \(seed)")
      #expect(objective <= near.bound)
      // The bound of an outcome is what its certificate adds up to over the whole program.
      #expect(near.certificate != nil)
      #expect(near.bound <= plain.bound)
    }
  }

  @Test func `whoever limits the work has it counted`() throws {
    let program = packing(seed: 1)
    var options = BranchingOptions(
      certifies: true, roundsRows: true, cuts: [], trials: .quick, nodeLimit: 1)
    options.searchesNearRoot = true
    let run = Run()
    _ = try program.solve(run: run, options: options)
    let plain = Run()
    options.searchesNearRoot = false
    _ = try program.solve(run: plain, options: options)
    #expect(run.work > plain.work)
  }
}
