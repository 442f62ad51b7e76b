import LinearProgramming
import Solving

/// Branches on what prices leave of a block.
struct BlockBranching {
  let block: Block
  let evaluation: ScheduleEvaluation
  let run: Run

  /// Starts above which a relaxation takes longer than its block is worth.
  private static let mostStarts = 3_000
  /// Rounds of dropping starts at most.
  private static let mostRounds = 3
  /// Nodes after which few blocks become better.
  private static let nodes = 10
  /// Part of the time left that one block may take.
  private static let parts = 16

  /// Looks for a placing worth `reach` points or more, by maximal cliques, clique cuts, and mixed-integer rounding of
  /// quotas and fair shares.
  ///
  /// - Parameters:
  ///   - prices: Prices of the block whose bound is finite.
  ///   - board: The places of the others.
  ///   - reach: Points of the block, its fair shares' losses included.
  /// - Returns: The places, if there are any as good, and the elementary steps that it took.
  func search(
    at prices: SchedulePrices, around board: SlotBoard, reach: Int
  ) -> (places: [(request: Int32, segment: Int32, start: Int32)]?, steps: Int) {
    let before = evaluation.steps
    var domain = ScheduleDomain(evaluation.schedules)
    var rounds = 0
    while rounds < Self.mostRounds, evaluation.narrow(&domain, prices, reach: reach) { rounds += 1 }
    let narrowing = evaluation.steps - before
    guard !domain.starts.isEmpty, domain.starts.count <= Self.mostStarts else {
      return (nil, narrowing)
    }
    let written = BlockProgram(block, evaluation.schedules, domain, around: board)
    let part = run.part(Self.parts)
    // A program that the engine fails to solve brings nothing.
    let outcome = try? written.program.solve(
      run: part,
      options: BranchingOptions(
        cuts: [.mixedIntegerRounding, .clique], trials: .quick, nodeLimit: Self.nodes,
        target: Double(reach)))
    run.charge(steps: part.stepsDone)
    let isBetter = outcome?.objective.map { $0 > Double(reach) - 0.5 } ?? false
    return (isBetter ? outcome?.values.map(written.places) : nil, narrowing + part.stepsDone)
  }
}
