import EquipmentBooking
import LinearProgramming

/// What bookings without a place can do on a board beside those that have one: a column for each start.
struct RevisionProgram {
  private(set) var program = LinearProgram("revision", sense: .maximize)
  private let free: [Int]
  /// Choice and start of each column, and the columns of each booking.
  private var starts: [(choice: Int, start: Int)] = []
  private var columns: [Range<Int>] = []
  /// For each booking, the row that any of its columns fills.
  private var ownRow: [Row] = []

  /// - Parameters:
  ///   - free: The bookings, rising, with all that are lost with them.
  ///   - board: The board, on which they have no place.
  init(_ free: [Int], on board: inout RevisionBoard) {
    self.free = free
    // More than all changes together make up for a point of weight.
    let scale = free.count + 1
    let devices = board.isLine.count
    var rows = [SlotRows?](
      repeating: nil, count: devices + board.free.count / max(1, board.slots))
    var isFirst = [Bool](repeating: true, count: board.weight.count)
    for (n, i) in free.enumerated() {
      let first = starts.count
      let weight = isFirst[board.bundle[i]] ? board.weight[board.bundle[i]] * scale : 0
      isFirst[board.bundle[i]] = false
      for (k, own) in board.choices[i].enumerated() {
        for s in board.roomyStarts(i, k) {
          let isHome = k == board.home[i] && s == board.published[i].start
          let column = program.addBinary(
            "start[\(i),\(k),\(s)]", cost: Double(weight + (isHome ? 1 : 0)))
          starts.append((k, s))
          func add(_ row: Int, _ slots: Range<Int>) {
            if rows[row] == nil { rows[row] = SlotRows(slotCount: board.slots) }
            rows[row]?.add(.init(column: column.index, request: n, slots: slots))
          }
          for d in board.occupied[own.device] {
            add(d, s - own.before..<s + own.length + own.after)
          }
          if own.pool >= 0 { add(devices + own.pool, s - own.before..<s + own.length) }
        }
      }
      columns.append(first..<starts.count)
    }
    for (row, slots) in rows.enumerated() {
      guard let slots else { continue }
      let limits = (0..<board.slots).map { t in
        row < devices
          ? board.isLine[row] ? 1 : board.capacity[row] - Int(board.load[row * board.slots + t])
          : Int(board.free[(row - devices) * board.slots + t])
      }
      for t in slots.binding(limits: limits) {
        program.require(
          "room[\(row),\(t)]", LinearExpression(sumOf: slots.columns[t].map { Column($0) }),
          atMost: Double(limits[t]))
      }
    }
    addBundles(board)
  }

  /// Each booking starts once at most, and those of a bundle all or none.
  private mutating func addBundles(_ board: RevisionBoard) {
    var firstOf = [Int?](repeating: nil, count: board.weight.count)
    for (n, i) in free.enumerated() {
      var sum = LinearExpression(sumOf: columns[n].map { Column($0) })
      guard let first = firstOf[board.bundle[i]] else {
        firstOf[board.bundle[i]] = n
        ownRow.append(program.require("once[\(i)]", sum, atMost: 1))
        continue
      }
      for j in columns[first] { sum.add(-1, Column(j)) }
      ownRow.append(program.require("together[\(i)]", sum, equals: 0))
    }
  }

  /// The point of places.
  func point(of places: [(choice: Int, start: Int)]) -> [Double] {
    var point = [Double](repeating: 0, count: starts.count)
    for (own, place) in zip(columns, places) where place.choice >= 0 {
      if let j = own.first(where: { starts[$0] == place }) { point[j] = 1 }
    }
    return point
  }

  /// The basis of such a point.
  func basis(at point: [Double]) -> [(column: Column, row: Row)] {
    zip(columns, ownRow).compactMap { own, row in
      own.first { point[$0] > 0.5 }.map { (Column($0), row) }
    }
  }

  /// The places of a whole point; −1 as the choice of those without one.
  func places(at point: [Double]) -> [(choice: Int, start: Int)] {
    columns.map { own in own.first { point[$0] > 0.5 }.map { starts[$0] } ?? (-1, 0) }
  }
}
