import EquipmentBooking
import LinearProgramming
import Solving

/// What the booking round tells the branch and bound: answers near a relaxed optimum.
struct TimetableRounding {
  /// Moves of the search after each rounding, for each request.
  private static let movesPerRequest = 20

  let formulation: TimetableFormulation
  let table: StartTable
  let prices: PriceEvaluation
  let run: Run

  /// The program's point of a board.
  func point(of board: SlotBoard) -> [Double] {
    var point = [Double](repeating: 0, count: formulation.program.columns.count)
    for entry in 0..<table.requestCount where board.segment[entry] >= 0 {
      let segment = table.segments[Int(board.segment[entry])]
      let (r, slot) = (Int(segment.wish), Int(board.start[entry]))
      guard
        let k = formulation.options[r].firstIndex(where: { $0.group == Int(segment.group) }),
        let i = formulation.options[r][k].slots.firstIndex(of: slot)
      else { continue }
      let day = formulation.problem.grid.day(ofSlot: slot)
      var columns = [
        formulation.accept[r].index, formulation.onDevice[r][k].index,
        formulation.firstStart[r][k] + i,
      ]
      columns += formulation.onDay[r].filter { $0.day == day }.map(\.column.index)
      for j in columns { point[j] = 1 }
    }
    for (q, column) in formulation.short.enumerated() {
      let share = table.firstShareRow.dropFirst().firstIndex { $0 > q }.map { $0 - 1 } ?? 0
      point[column.index] = Double(max(0, table.shareTarget[q] - board.shareUsed[share]))
    }
    return point
  }

  /// The board of a whole point.
  func board(at point: [Double]) -> SlotBoard {
    let board = SlotBoard(table)
    for (r, k, slot, _) in starts(in: point, above: 0.5) {
      let entry = Int(table.entryOf[r])
      guard board.segment[entry] < 0 else { continue }
      if let segment = segment(r, k, slot) { board.put(entry, segment, slot) }
    }
    return board
  }

  /// A timetable near a fractional point: starts by falling share as far as they fit, without series
  /// that stay incomplete, then a short search from there.
  func rounded(_ point: [Double]) -> SlotBoard {
    let board = SlotBoard(table)
    var rivalHolder = [Int32](repeating: -1, count: table.rivalsCount)
    let ordered = starts(in: point, above: 1e-6).sorted { a, b in
      (a.share, -a.request, -a.slot, -a.option) > (b.share, -b.request, -b.slot, -b.option)
    }
    for (r, k, slot, _) in ordered {
      let entry = Int(table.entryOf[r])
      guard board.segment[entry] < 0, let segment = segment(r, k, slot) else { continue }
      let place = table.segments[segment]
      let bundle = table.bundleOf[entry]
      let rivals = Int(table.rivalsOf[Int(bundle)])
      if rivals >= 0, rivalHolder[rivals] >= 0, rivalHolder[rivals] != bundle { continue }
      if slot >= board.earliestStart(entry), !startsTooLate(entry, place, slot, board),
        board.isWithinQuotas(place), board.lastObstacle(place, slot) < 0
      {
        board.put(entry, segment, slot)
        if rivals >= 0 { rivalHolder[rivals] = bundle }
      }
    }
    for b in 0..<table.bundleCount {
      let members = table.members(b)
      if members.contains(where: { board.segment[Int($0)] < 0 }) {
        for r in members where board.segment[Int(r)] >= 0 { board.remove(Int(r)) }
      }
    }
    let search = ChainSearch(board, at: prices, run: run)
    search.fill()
    let moves = Self.movesPerRequest * table.requestCount
    let usual = ChainSearch.usualValue(table)
    search.anneal(from: 0.02 * usual, to: 0.005 * usual) {
      run.mustStop == nil ? Double($0) / Double(moves) : 1
    }
    return board
  }

  /// Whether a use would end after the one that follows it in its series begins.
  private func startsTooLate(
    _ entry: Int, _ place: StartTable.Segment, _ slot: Int, _ board: SlotBoard
  ) -> Bool {
    table.members(Int(table.bundleOf[entry])).contains { next in
      table.comesAfter[Int(next)] == entry && board.segment[Int(next)] >= 0
        && Int(board.start[Int(next)]) < slot + Int(place.length) + Int(table.gapBefore[Int(next)])
    }
  }

  /// The segment of an option's start.
  private func segment(_ r: Int, _ k: Int, _ slot: Int) -> Int? {
    let group = formulation.options[r][k].group
    return table.segmentRange(Int(table.entryOf[r])).first {
      let segment = table.segments[$0]
      return Int(segment.wish) == r && Int(segment.group) == group && segment.first <= slot
        && slot <= segment.last
    }
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
