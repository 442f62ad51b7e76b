import EquipmentBooking
import LinearProgramming
import Solving

/// Branching on programs: of the nearest starts, of what schedules leave, of the whole round.
extension TimetableEngine {
  /// How far below the bound timetables are looked for at first, as a part of it, and how that grows.
  private static let firstDepth = 2_000
  private static let growth = 2
  /// So many depths away, the present timetable is taken to be nearly the best.
  private static let farthest = 6
  /// How much a start may lose to be among the nearest, as a part of the bound, and what goes into their program.
  private static let nearest = 8_000
  private static let nearestNodes = 12
  private static let nearestRoundings = 12
  /// Rounds of rounding rows at the root of any other program: later ones move the bound less than nodes do.
  private static let mostRoundings = 20
  /// Relaxations that are rounded one after the other at the beginning.
  private static let roundedAtFirst = 5
  /// Afterwards, of how many relaxations one is rounded.
  private static let roundedEvery = 16
  private static let branching: BranchingOptions = {
    var options = BranchingOptions(certifies: true, roundsRows: true, cuts: [])
    options.mostRoundings = mostRoundings
    options.takesLongSteps = true
    (options.searchesNearRoot, options.roundsWidely) = (true, true)
    return options
  }()

  /// Branches on the program of what schedules leave open for timetables worth little less than the bound:
  /// the nearer to it, the less is left. As long as there is none, the next program leaves more.
  mutating func searchPrograms(_ branching: ScheduleBranching) throws {
    if !isCloseEnough(to: branching.bound) { try searchNearest(branching) }
    var depth = max(4, branching.bound / Self.firstDepth)
    while !isCloseEnough(to: branching.bound), run.mustStop == nil {
      let value = board.value
      // Rows rounded for one program are lost to the next: where one is enough, there is one.
      let isNear = branching.bound - value <= Self.farthest * depth
      let reach = max(isNear ? value + 1 : max(value + 1, branching.bound - depth), leastWanted)
      let (domain, nodes) = branching.left(reach: reach)
      let system = try branching.inequalities(of: problem, groups: groups, behind: nodes)
      guard let system else {
        branching.take(nodes + [branching.emptyEnd], provenBound: reach - 1)
        continue
      }
      let formulation = TimetableFormulation(
        problem, form: .clique,
        left: OpenStarts(domain, of: branching.schedules, options: options),
        pricedRows: nodes.isEmpty ? [] : system.pricedRows, of: system)
      let certificate = try branch(on: formulation, reach: reach).certificate?
        .translated(from: formulation.program, into: system)
      // Numbers beyond 64 bits are no proof.
      guard let certificate,
        case .success(let cost) = Result(catching: { try certificate.verifiedBound(for: system) })
      else { return }
      branching.take(
        nodes + [branching.end(certificate)],
        provenBound: cost.map { max(reach - 1, -$0) } ?? (reach - 1))
      // Everything was left, and neither side moved.
      if reach == max(value + 1, leastWanted), board.value == value { return }
      depth *= Self.growth
    }
  }

  /// Looks for a timetable among the starts that lose next to nothing at the root's prices.
  ///
  /// There are few of them, so that rows rounded in whole numbers nearly always leave the best choice whole at
  /// once; it is worth hardly less than the best of all, and a timetable that good saves the proof most of its
  /// work (a restricted master, as in column generation; Sadykov et al. 2019, doi:10.1287/ijoc.2018.0822).
  private mutating func searchNearest(_ branching: ScheduleBranching) throws {
    let spare = max(2, branching.bound / Self.nearest)
    let (domain, _) = branching.left(reach: branching.bound - spare)
    let formulation = TimetableFormulation(
      problem, form: .clique, left: OpenStarts(domain, of: branching.schedules, options: options))
    var options = Self.branching
    options.nodeLimit = Self.nearestNodes
    options.mostRoundings = Self.nearestRoundings
    (options.searchesNearRoot, options.roundsWidely, options.trials) = (false, false, .quick)
    _ = try branch(on: formulation, reach: board.value + 1, options)
  }

  /// Branches on the time-indexed program, from the present timetable.
  ///
  /// - Parameters:
  ///   - formulation: The program.
  ///   - reach: Points that a timetable must have to be of interest; `nil` for any.
  ///   - effort: How much is done at most.
  /// - Returns: What came of it; a better timetable is on the board.
  /// - Throws: An error of the engine.
  private mutating func branch(
    on formulation: TimetableFormulation, reach: Int? = nil,
    _ effort: BranchingOptions = Self.branching
  ) throws -> ProgramOutcome {
    let rounding = TimetableRounding(
      formulation: formulation, table: table, prices: evaluation, run: run)
    var relaxations = 0
    let board = board
    var options = effort
    options.start = rounding.point(of: board)
    if options.roundsWidely { options.priorities = formulation.priorities }
    options.target = reach.map(Double.init)
    let outcome = try formulation.program.solve(
      run: run, options: options,
      hooks: BranchingHooks(
        heuristic: { point in
          // A rounding with its chains costs as much as several relaxations: it must earn that.
          relaxations += 1
          guard relaxations <= Self.roundedAtFirst || relaxations % Self.roundedEvery == 0 else {
            return nil
          }
          let found = rounding.rounded(point)
          // It may use starts that this program does not have.
          if found.value > board.value { Snapshot(found).restore(board) }
          return rounding.point(of: found)
        }))
    if let values = outcome.values {
      let found = rounding.board(at: values)
      if found.value > board.value { Snapshot(found).restore(board) }
    }
    return outcome
  }

  /// Branches on the program of the whole round.
  ///
  /// - Returns: Why it stopped, and the proof against ``BookingProblem/certifiedSystem()``.
  mutating func branch() throws -> (termination: Termination, certificate: BoundCertificate?) {
    let formulation = TimetableFormulation(problem, form: .clique)
    let outcome = try branch(on: formulation, reach: leastWanted == .min ? nil : leastWanted)
    let system = problem.certifiedSystem().system
    return (
      outcome.termination,
      outcome.certificate.flatMap { $0.translated(from: formulation.program, into: system) }
    )
  }
}
