import EquipmentBooking
import LinearProgramming
import Solving

/// What the booking round tells the branch and bound: answers near a relaxed optimum.
///
/// Which column to split is left to the engine's trials and pseudocosts. Measured on two rounds of
/// 150 requests, neither order wins everywhere: on the demo they close the gap in 73 nodes where
/// splitting acceptance, device and day in that order does not in 7,000; on the harder district round
/// of the benchmark the fixed order bounds better in the same time. Neither proves that one.
struct TimetableRounding {
  let formulation: TimetableFormulation
  let search: TimetableSearch

  /// The program's point of a board.
  func point(of board: TimetableBoard) -> [Double] {
    var point = [Double](repeating: 0, count: formulation.program.columns.count)
    for (r, place) in board.places.enumerated() {
      guard let place,
        let i = formulation.options[r][place.option].slots.firstIndex(of: place.slot)
      else { continue }
      let day = formulation.problem.grid.day(ofSlot: place.slot)
      var columns = [
        formulation.accept[r].index, formulation.onDevice[r][place.option].index,
        formulation.firstStart[r][place.option] + i,
      ]
      columns += formulation.onDay[r].filter { $0.day == day }.map(\.column.index)
      for j in columns { point[j] = 1 }
    }
    return point
  }

  /// The board of a whole point.
  func board(at point: [Double]) -> TimetableBoard {
    var board = formulation.emptyBoard
    for (r, k, slot, _) in starts(in: point, above: 0.5) where board.places[r] == nil {
      board.put(r, at: .init(option: k, slot: slot))
    }
    return board
  }

  /// A timetable near a fractional point: starts by falling share as far as they fit, then greedy
  /// filling and ejection chains.
  func rounded(_ point: [Double]) -> TimetableBoard {
    var board = formulation.emptyBoard
    let ordered = starts(in: point, above: 1e-6).sorted { a, b in
      (a.share, -a.request, -a.slot, -a.option) > (b.share, -b.request, -b.slot, -b.option)
    }
    for (r, k, slot, _) in ordered where board.places[r] == nil {
      let place = TimetableBoard.Place(option: k, slot: slot)
      if board.fits(r, at: place) { board.put(r, at: place) }
    }
    search.fill(&board)
    search.improve(&board)
    return board
  }

  private func starts(
    in point: [Double], above threshold: Double
  ) -> [(request: Int, option: Int, slot: Int, share: Double)] {
    var found: [(request: Int, option: Int, slot: Int, share: Double)] = []
    for r in formulation.options.indices {
      for (k, option) in formulation.options[r].enumerated() {
        for (i, slot) in option.slots.enumerated() {
          let share = point[formulation.firstStart[r][k] + i]
          if share > threshold { found.append((r, k, slot, share)) }
        }
      }
    }
    return found
  }
}

extension TimetableFormulation {
  /// A board over the formulation's groups, with the promised bookings alone.
  var emptyBoard: TimetableBoard { TimetableBoard(problem, groups: groups, options: options) }
}
