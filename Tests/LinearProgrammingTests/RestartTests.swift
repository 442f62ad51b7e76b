import LinearProgramming
import Solving
import Testing

@Suite struct `Beginning again at the root` {
  /// Two of ten items of weight 5 fit into 12: the relaxation takes 0.4 of a third, and the answer of the first two
  /// shows that all but a few are in or out.
  private static let points = [60, 50, 40, 30, 10, 9, 8, 7, 3, 2]

  private func program() -> LinearProgram {
    var program = LinearProgram("twelve", sense: .maximize)
    let items = Self.points.enumerated().map {
      program.addBinary("pick[\($0)]", cost: Double($1))
    }
    var weight = LinearExpression()
    for item in items { weight.add(5, item) }
    program.require("weight", weight, atMost: 12)
    return program
  }

  private let firstTwo: ([Double]) -> [Double]? = { point in
    point.indices.map { $0 < 2 ? 1 : 0 }
  }

  @Test func `a limit that ends the search there keeps the root's bound`() throws {
    let outcome = try program().solve(
      options: BranchingOptions(certifies: true, nodeLimit: 1),
      hooks: BranchingHooks(heuristic: firstTwo))
    #expect(outcome.termination == .limitReached)
    #expect(outcome.objective == 110)
    // 60 + 50 + 0.4 · 40; without any row it is the sum of all, 219.
    #expect(outcome.bound == 126)
    #expect(outcome.nodes == 1)
    let certificate = try #require(outcome.certificate)
    // The search was about to begin again: its proof narrows the box first.
    guard case .narrowed? = certificate.nodes.first else {
      Issue.record("the search did not begin again")
      return
    }
  }

  @Test func `a gap that ends the search there is that of the root's bound`() throws {
    let outcome = try program().solve(
      run: Run(within: SolveLimits(gap: 0.15)), options: BranchingOptions(certifies: true),
      hooks: BranchingHooks(heuristic: firstTwo))
    #expect(outcome.termination == .gapReached)
    #expect(outcome.bound == 126)
    #expect(outcome.nodes == 1)
  }
}
