/// Builds timetables from how much each start was chosen.
struct ScheduleBuilding {
  let schedules: ScheduleTable
  /// Where the timetable is built, and its names for the requests and segments of the schedules.
  let board: SlotBoard
  let requests: [Int32]
  let segments: [Int32]

  /// Schedules of a block.
  init(_ schedules: ScheduleTable, of block: Block, on board: SlotBoard) {
    self.schedules = schedules
    self.board = board
    requests = block.requests
    segments = block.segments
  }

  /// Schedules of a whole round.
  init(_ schedules: ScheduleTable, on board: SlotBoard) {
    self.schedules = schedules
    self.board = board
    requests = (0..<schedules.table.requestCount).map(Int32.init)
    segments = schedules.table.segments.indices.map(Int32.init)
  }

  /// Places bundles in the order in which they were chosen, each where it was chosen most.
  ///
  /// - Returns: Requests placed, by their names on the board.
  func build(_ domain: ScheduleDomain, _ mean: [Float]) -> [Int32] {
    let table = schedules.table
    var score = [Float](repeating: 0, count: table.bundleCount)
    var count = [Int](repeating: 0, count: table.requestCount + 1)
    for i in domain.starts {
      let r = Int(schedules.starts[Int(i)].request)
      score[Int(table.bundleOf[r])] += mean[Int(i)]
      count[r + 1] += 1
    }
    for r in 0..<table.requestCount { count[r + 1] += count[r] }
    var list = [Int32](repeating: 0, count: domain.starts.count)
    var next = count
    for i in domain.starts {
      let r = Int(schedules.starts[Int(i)].request)
      list[next[r]] = i
      next[r] += 1
    }
    let part = score.indices.map { b in score[b] / Float(table.members(b).count) }
    let order = part.indices.filter { domain.state[$0] >= 0 && !table.isPromised[$0] }
      .sorted { a, b in
        // What is accepted comes first.
        domain.state[a] == domain.state[b]
          ? (part[b], a) < (part[a], b) : domain.state[a] > domain.state[b]
      }
    var all: [Int32] = []
    for b in order {
      if board.hasRival(Int(board.bundleOf[Int(requests[Int(table.members(b).first!)])])) {
        continue
      }
      let mark = all.count
      for member in table.members(b) {
        let r = Int(requests[Int(member)])
        let earliest = board.earliestStart(r)
        var best: Int32?
        var bestScore = -Float.infinity
        for i in list[count[Int(member)]..<count[Int(member) + 1]] {
          let start = schedules.starts[Int(i)]
          let worth = mean[Int(i)] + 1e-5 * Float(start.value)
          guard worth > bestScore, start.start >= earliest else { continue }
          let place = board.segments[Int(segments[Int(start.segment)])]
          guard board.isWithinQuotas(place), board.lastObstacle(place, Int(start.start)) < 0
          else { continue }
          bestScore = worth
          best = i
        }
        guard let best else { break }
        let start = schedules.starts[Int(best)]
        board.put(r, Int(segments[Int(start.segment)]), Int(start.start))
        all.append(Int32(r))
      }
      if all.count - mark < table.members(b).count {
        for r in all[mark...] { board.remove(Int(r)) }
        all.removeSubrange(mark...)
      }
    }
    return all
  }
}
