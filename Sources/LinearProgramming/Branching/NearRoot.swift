internal import Solving

extension TreeSearch {
  /// Nodes of such a program at most.
  private static let nodesNearRoot = 100
  /// Work units that it may take at least; else as many as all took so far.
  private static let leastWorkNearRoot = 100
  /// Columns below which the tree itself is as quick, and the part of all above which nothing is gained.
  private static let fewestNearRoot = 60
  private static let largestShareNearRoot = 0.9
  /// Part of the root's value within which the best answer is nearly the best of all.
  private static let closeToRoot = 2e-4

  /// Keeps in mind which columns the root's relaxations use, round by round.
  mutating func rememberUsed(at point: [Double]) {
    guard options.searchesNearRoot else { return }
    if used.isEmpty { used = [Bool](repeating: false, count: point.count) }
    for j in point.indices where point[j] > rootBounds[j].lower + Self.integrality {
      used[j] = true
    }
  }

  /// Looks for a better answer in a program of the columns alone that relaxations of the root or the best answer
  /// use, with the rows found so far.
  ///
  /// Once rows that cut are in place, hardly anything is lost by leaving out the rest (relaxation-enforced and
  /// relaxation-induced neighbourhoods: Berthold 2014, doi:10.1007/s10107-013-0695-4; Danna, Rothberg & Le Pape
  /// 2005, doi:10.1007/s10107-004-0518-7); the answer then fixes most columns by their reduced costs.
  ///
  /// - Throws: An error of the engine.
  mutating func searchNearRoot() throws {
    guard options.searchesNearRoot, !used.isEmpty, let proof, run.mustStop == nil else { return }
    // What was not found there once is not there.
    guard reach != reachNearRoot else { return }
    reachNearRoot = reach
    if let root, reach - root.cost < Self.closeToRoot * abs(root.cost) { return }
    let free = integerColumns.filter { rootBounds[$0].lower < rootBounds[$0].upper }
    var ranges = rootBounds
    var kept = 0
    for j in free {
      if used[j] || (incumbent.map { $0[j] != rootBounds[j].lower } ?? false) {
        kept += 1
      } else {
        ranges[j] = .fixed(rootBounds[j].lower)
      }
    }
    guard kept >= Self.fewestNearRoot,
      Double(kept) <= Self.largestShareNearRoot * Double(free.count),
      let near = RestrictedProgram(
        program, within: ranges, rows: proofRows.map { proof.system.rows[$0] })
    else { return }
    var options = options
    (options.searchesNearRoot, options.start) = (false, nil)
    (options.roundsWidely, options.priorities, options.trials) = (false, [], .quick)
    options.nodeLimit = Self.nodesNearRoot
    options.workLimit = max(Self.leastWorkNearRoot, run.work - begun)
    options.target = reach.isFinite ? sign * (reach - max(objectiveUnit, 1e-6)) : nil
    let hooks = hooks
    // What is found on the way is told once it is checked against the whole program.
    let aside = run.beside(threads: 1)
    let before = aside.work
    defer { run.charge(steps: (aside.work - before) * Run.stepsPerWorkUnit) }
    let outcome = try near.program.solve(
      run: aside, options: options,
      hooks: BranchingHooks(heuristic: { point in
        hooks.heuristic?(near.whole(point)).flatMap { near.part(of: $0) }
      }))
    if let values = outcome.values { _ = offer(near.whole(values)) }
  }
}
