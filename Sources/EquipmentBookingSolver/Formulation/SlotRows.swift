/// Columns that are busy in spans of slots, sorted out into one row for each slot.
struct SlotRows {
  /// A column, the request behind it, and the slots in which it is busy.
  struct Busy {
    let column: Int
    let request: Int
    let slots: Range<Int>
  }

  /// Busy columns in each slot, in order of addition.
  private(set) var columns: [[Int]]
  private var requests: [[Int]]
  private var begins: [Bool]
  private var ends: [Bool]

  init(slotCount: Int) {
    columns = [[Int]](repeating: [], count: slotCount)
    requests = columns
    begins = [Bool](repeating: false, count: slotCount + 1)
    ends = begins
  }

  mutating func add(_ busy: Busy) {
    begins[busy.slots.lowerBound] = true
    ends[busy.slots.upperBound] = true
    for slot in busy.slots {
      columns[slot].append(busy.column)
      // Columns of a request come one after the other.
      if requests[slot].last != busy.request { requests[slot].append(busy.request) }
    }
  }

  /// Slots whose rows imply all others, given the most that may be busy in each slot.
  ///
  /// A row is left out if a neighbour has all of its columns and no more room, or if too few
  /// requests meet there to fill it. What stays on one device are the maximal cliques of its
  /// intervals.
  func binding(limits: [Int]) -> [Int] {
    func yieldsToNext(_ slot: Int) -> Bool {
      slot + 1 < columns.count && !ends[slot + 1] && limits[slot] >= limits[slot + 1]
    }
    func yieldsToPrevious(_ slot: Int) -> Bool {
      slot > 0 && !begins[slot] && limits[slot] >= limits[slot - 1] && !yieldsToNext(slot - 1)
    }
    return columns.indices.filter { slot in
      requests[slot].count > limits[slot] && !yieldsToNext(slot) && !yieldsToPrevious(slot)
    }
  }
}
