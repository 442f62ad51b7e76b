internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// Closing what gap the program leaves.
extension ProjectSearch {
  /// Branches on contracts, with combs separated at every node.
  mutating func branch(_ k: Int, _ kept: [ContractRow]) throws {
    let base = ProjectProgram(market, goal: goals[k], earlier: earlier(k), kept: kept)
    var asked: [ContractRow] = []
    var found: [[Int]] = []
    let (snapshot, seed) = (self, run.seed)
    let hooks = BranchingHooks(
      cuts: { point in
        base.violatedCombs(at: point, tolerance: 1e-5, limit: Self.combsPerMentor).map { comb in
          var row = base.row(comb)
          // The search does not add every comb that it asks for; those it adds are known by names.
          row.name = String(asked.count)
          asked.append(comb)
          return row
        }
      },
      heuristic: { point in
        var search = ProjectTrades(
          snapshot.market, preferring: base.wanted(at: point),
          goals: snapshot.goals, random: SeededRandom(seed: seed))
        search.propose()
        let held = search.trade(count: 4 * snapshot.best.count, depth: k + 1, run: snapshot.run)
        found.append(held)
        return base.point(of: held)
      })
    let outcome = try base.program.solve(
      run: run, options: BranchingOptions(certifies: true, start: base.point(of: best)),
      hooks: hooks)
    for held in found { offer(held) }
    if let values = outcome.values { offer(held(at: values, base)) }
    guard let tree = outcome.certificate else { return }
    let rows = base.rows + outcome.addedRows.compactMap { Int($0.name).map { asked[$0] } }
    let certificate = GoalCertificate(
      goal: goals[k],
      proof: .stableContracts(steps: market.steps, rows: rows, bound: tree))
    record(certificate, of: k)
  }

  /// A whole point as a matching.
  func held(at point: [Double], _ program: ProjectProgram) -> [Int] {
    var held = [Int](repeating: -1, count: market.contracts.ofTalent.count)
    for (j, e) in program.contractOfColumn.enumerated() where point[j] > 0.5 {
      held[market.talent[e]] = e
    }
    return held
  }
}
