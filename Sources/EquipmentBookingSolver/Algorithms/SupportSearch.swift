import EquipmentBooking
import LinearProgramming
import Solving

/// Looks for a better timetable among the starts that a relaxation uses and those held at present.
///
/// A relaxation spreads a request over a few starts, of which a good timetable takes one: the program of these
/// alone is small enough to be branched on at once (relaxation induced neighbourhoods; Danna, Rothberg &
/// Le Pape 2005, doi:10.1007/s10107-004-0518-7).
struct SupportSearch {
  /// A start that a relaxation uses.
  struct Start {
    let request: Int
    let group: Int
    let slot: Int
  }

  let problem: BookingProblem
  let options: [[StartOption]]
  let table: StartTable
  let prices: PriceEvaluation
  let run: Run

  /// Nodes after which a program is given up.
  private static let mostNodes = 60

  /// Branches on the program of `starts` and of those on the board; puts what is better on it.
  ///
  /// - Returns: Whether nothing better than what is on the board then is among these starts.
  /// - Throws: An error of the engine.
  func improve(_ board: SlotBoard, among starts: [Start]) throws -> Bool {
    let formulation = TimetableFormulation(
      problem, form: .clique, left: OpenStarts(options, keeping: starts, on: board))
    let rounding = TimetableRounding(
      formulation: formulation, table: table, prices: prices, run: run)
    let outcome = try formulation.program.solve(
      run: run,
      options: BranchingOptions(
        start: rounding.point(of: board), trials: .quick, nodeLimit: Self.mostNodes,
        target: Double(board.value + 1)),
      hooks: BranchingHooks(branch: { formulation.openAcceptance(at: $0) }))
    if let values = outcome.values {
      let found = rounding.board(at: values)
      if found.value > board.value { Snapshot(found).restore(board) }
    }
    return outcome.termination == .optimal || outcome.termination == .infeasible
  }
}

extension OpenStarts {
  /// The starts of a relaxation and those on a board.
  init(_ options: [[StartOption]], keeping starts: [SupportSearch.Start], on board: SlotBoard) {
    let table = board.table
    var left = options.map { $0.map { _ in [Int]() } }
    func keep(_ r: Int, _ group: Int, _ slot: Int) {
      guard let k = options[r].firstIndex(where: { $0.group == group }),
        !left[r][k].contains(slot)
      else { return }
      left[r][k].append(slot)
    }
    for start in starts { keep(start.request, start.group, start.slot) }
    for entry in 0..<table.requestCount where board.segment[entry] >= 0 {
      let place = table.segments[Int(board.segment[entry])]
      keep(Int(place.wish), Int(place.group), Int(board.start[entry]))
    }
    self.init(options, left: left, accepted: options.map { _ in nil })
  }
}
