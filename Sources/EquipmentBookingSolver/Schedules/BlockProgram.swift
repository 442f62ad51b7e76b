import LinearProgramming

/// What the requests of a block can do at best around all others: a column for each start that is left.
///
/// Rows are the maximal cliques of the intervals on each device, the operators and what is left of quotas and
/// fair shares; whether a request, or a series, is accepted is a column of its own to branch on. What prices have
/// shut is not written.
struct BlockProgram {
  private(set) var program = LinearProgram("block", sense: .maximize)
  private let schedules: ScheduleTable
  private let block: Block
  /// Starts of the columns behind those of acceptance, by their index in the schedules.
  private var starts: [Int32] = []
  private let firstStart: Int

  /// - Parameters:
  ///   - block: Requests without a place.
  ///   - schedules: Their starts.
  ///   - domain: What is left of these.
  ///   - board: The places of the others.
  init(
    _ block: Block, _ schedules: ScheduleTable, _ domain: ScheduleDomain, around board: SlotBoard
  ) {
    self.block = block
    self.schedules = schedules
    let table = schedules.table
    for b in 0..<table.bundleCount {
      let column = program.addBinary("accept[\(b)]", cost: 0)
      if domain.state[b] != 0 { program.setBounds(.fixed(domain.state[b] > 0 ? 1 : 0), of: column) }
    }
    firstStart = table.bundleCount
    var own = [LinearExpression](repeating: LinearExpression(), count: table.requestCount)
    // Columns of a request come one after the other.
    starts = domain.starts.sorted {
      (schedules.starts[Int($0)].request, $0) < (schedules.starts[Int($1)].request, $1)
    }
    for i in starts {
      let start = schedules.starts[Int(i)]
      let column = program.addBinary("start[\(i)]", cost: Double(start.value))
      own[Int(start.request)].add(1, column)
    }
    for r in own.indices {
      own[r].add(-1, Column(Int(table.bundleOf[r])))
      program.require("placed[\(r)]", own[r], equals: 0)
    }
    addRoom(board)
    addQuotas()
    addShares()
  }

  /// Room of devices, and operators, in the slots where it matters.
  private mutating func addRoom(_ board: SlotBoard) {
    let table = schedules.table
    let slots = table.slotCount
    var rows = [SlotRows](
      repeating: SlotRows(slotCount: slots), count: table.groupCount + table.poolCount)
    var groupOf = [Int32](repeating: -1, count: table.groupCount)
    for (j, i) in starts.enumerated() {
      let start = schedules.starts[Int(i)]
      let place = table.segments[Int(start.segment)]
      let whole = board.segments[Int(block.segments[Int(start.segment)])]
      for (n, g) in table.occupied[Int(place.group)].enumerated() {
        groupOf[Int(g)] = board.table.occupied[Int(whole.group)][n]
        rows[Int(g)].add(
          .init(
            column: firstStart + j, request: Int(start.request),
            slots: Int(start.from)..<Int(start.end)))
      }
      if start.pool >= 0 {
        rows[table.groupCount + Int(start.pool)].add(
          .init(
            column: firstStart + j, request: Int(start.request),
            slots: Int(start.from)..<Int(start.useEnd)))
      }
    }
    for (n, row) in rows.enumerated() {
      let limits: [Int]
      if n < table.groupCount {
        guard groupOf[n] >= 0 else { continue }
        let load = board.load + Int(groupOf[n]) * slots
        let capacity = board.capacity[Int(groupOf[n])]
        limits = (0..<slots).map { Int(capacity - load[$0]) }
      } else {
        let line = (n - table.groupCount) * slots
        limits = table.staff[line..<line + slots].map(Int.init)
      }
      for t in row.binding(limits: limits) {
        program.require(
          "room[\(n),\(t)]", LinearExpression(sumOf: row.columns[t].map { Column($0) }),
          atMost: Double(limits[t]))
      }
    }
  }

  private mutating func addQuotas() {
    let table = schedules.table
    var use = [LinearExpression](repeating: LinearExpression(), count: table.quotaLimit.count)
    for (j, i) in starts.enumerated() {
      let place = table.segments[Int(schedules.starts[Int(i)].segment)]
      for row in table.quotaSets[Int(place.quotas)] {
        use[Int(row)].add(Double(place.length), Column(firstStart + j))
      }
    }
    for (q, sum) in use.enumerated() where !sum.terms.isEmpty {
      program.require("quota[\(q)]", sum, atMost: Double(table.quotaLimit[q]))
    }
  }

  private mutating func addShares() {
    let table = schedules.table
    for q in table.shareTarget.indices where table.shareTarget[q] > 0 && table.sharePoints[q] > 0 {
      let short = program.addColumn(
        "short[\(q)]", .init(lower: 0, upper: Double(table.shareTarget[q])), kind: .integer,
        cost: -Double(table.sharePoints[q]))
      var use = LinearExpression(sumOf: [short])
      for b in 0..<table.bundleCount {
        // A series may be of several institutions.
        let slots = table.members(b).reduce(Int32(0)) {
          $0 + (table.shareRows(Int($1)).contains(q) ? table.lengthOf[Int($1)] : 0)
        }
        if slots > 0 { use.add(Double(slots), Column(b)) }
      }
      program.require("fair_share[\(q)]", use, atLeast: Double(table.shareTarget[q]))
    }
  }

  /// Request, segment and start, by their names on the board, of what a whole point places.
  func places(at point: [Double]) -> [(request: Int32, segment: Int32, start: Int32)] {
    starts.enumerated().compactMap { j, i in
      guard point[firstStart + j] > 0.5 else { return nil }
      let start = schedules.starts[Int(i)]
      return (
        block.requests[Int(start.request)], block.segments[Int(start.segment)], start.start
      )
    }
  }
}
