/// The places of a board at one moment.
struct Snapshot {
  /// Points of the board then.
  let value: Int
  /// Segment of each request, −1 without a place, and start.
  let segment: [Int32]
  let start: [Int32]

  init(_ board: SlotBoard) {
    value = board.value
    let count = board.table.requestCount
    segment = Array(UnsafeBufferPointer(start: board.segment, count: count))
    start = Array(UnsafeBufferPointer(start: board.start, count: count))
  }

  /// Brings a board back to this moment.
  func restore(_ board: SlotBoard) {
    for r in segment.indices where board.segment[r] >= 0 { board.remove(r) }
    for r in segment.indices where segment[r] >= 0 { board.put(r, Int(segment[r]), Int(start[r])) }
  }
}
