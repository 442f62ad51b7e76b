/// Requests to be placed anew around all others, written down as a round of their own.
///
/// What the others hold is taken off: their slots from the starts, their operators from the pools, their use
/// from quotas and fair shares.
struct Block {
  let table: StartTable
  /// The whole round's request for each request of the block, and segment for each segment.
  let requests: [Int32]
  let segments: [Int32]
  /// The whole round's pool for each pool of the block.
  let pools: [Int32]
  /// Points that the fair shares of the block lose at most, given the others.
  let fines: Int

  /// - Parameters:
  ///   - chosen: Requests without a place, bundle by bundle.
  ///   - board: The places of the others.
  init(_ chosen: [Int32], around board: SlotBoard) {
    var writer = BlockWriter(board)
    for r in chosen { writer.add(Int(r)) }
    writer.addBundles()
    table = writer.block
    requests = chosen
    segments = writer.segments
    pools = writer.pools.all
    fines = zip(table.shareTarget, table.sharePoints).reduce(0) { $0 + Int($1.0) * Int($1.1) }
  }
}

/// Writes a block's table.
private struct BlockWriter {
  let board: SlotBoard
  let table: StartTable
  var block = StartTable()
  var segments: [Int32] = []
  /// The block's names for what it shares with the whole; in order of their first use.
  private var groups = Names()
  var pools = Names()
  private var sets = Names()
  private var rows = Names()
  private var institutions = Names()
  private var bundles = Names()

  /// Numbers given in order of first use.
  struct Names {
    private var number: [Int32: Int32] = [:]
    private(set) var all: [Int32] = []

    mutating func name(_ key: Int32) -> (number: Int32, isNew: Bool) {
      if let known = number[key] { return (known, false) }
      number[key] = Int32(all.count)
      all.append(key)
      return (Int32(all.count - 1), true)
    }
  }

  init(_ board: SlotBoard) {
    self.board = board
    table = board.table
    block.slotCount = table.slotCount
  }

  mutating func add(_ r: Int) {
    let entry = Int32(block.requestCount)
    for k in table.segmentRange(r) {
      let place = table.segments[k]
      guard board.isWithinQuotas(place) else { continue }
      var first: Int32?
      for s in place.first...place.last {
        let isFree = board.lastObstacle(place, Int(s)) < 0
        if isFree, first == nil { first = s }
        if let begin = first, !isFree || s == place.last {
          add(place, k, of: entry, from: begin, through: isFree ? s : s - 1)
          first = nil
        }
      }
    }
    block.firstSegment.append(Int32(block.segments.count))
    block.entryOf.append(entry)
    block.lengthOf.append(table.lengthOf[r])
    block.comesAfter.append(-1)
    block.gapBefore.append(0)
    let (institution, isNew) = institutions.name(table.institutionOf[r])
    block.institutionOf.append(institution)
    if isNew { addShare(Int(table.shareOf[r])) }
    block.shareOf.append(institution)
    let bundle = bundles.name(table.bundleOf[r]).number
    block.bundleOf.append(bundle)
  }

  /// The share that the institution would fill next.
  private mutating func addShare(_ share: Int) {
    var (target, points) = (Int32(0), Int32(0))
    if share >= 0 {
      let used = board.shareUsed[share]
      for row in Int(table.firstShareRow[share])..<Int(table.firstShareRow[share + 1])
      where target == 0 && table.shareTarget[row] > used {
        (target, points) = (table.shareTarget[row] - used, table.sharePoints[row])
      }
    }
    block.shareTarget.append(target)
    block.sharePoints.append(points)
    block.firstShareRow.append(Int32(block.shareTarget.count))
  }

  private mutating func add(
    _ place: StartTable.Segment, _ k: Int, of entry: Int32, from first: Int32, through last: Int32
  ) {
    var pool: Int32 = -1
    if place.pool >= 0 {
      let (number, isNew) = pools.name(place.pool)
      pool = number
      if isNew {
        let line = Int(place.pool) * table.slotCount
        for t in line..<line + table.slotCount {
          block.staff.append(board.staff[t] - board.operators[t])
        }
      }
    }
    let (quotas, isNewSet) = sets.name(place.quotas)
    if isNewSet {
      var set: [Int32] = []
      for row in table.quotaSets[Int(place.quotas)] {
        let (number, isNew) = rows.name(row)
        if isNew {
          block.quotaLimit.append(table.quotaLimit[Int(row)] - board.quotaUsed[Int(row)])
        }
        set.append(number)
      }
      block.quotaSets.append(set)
    }
    block.segments.append(
      StartTable.Segment(
        request: entry, wish: place.wish, group: group(place.group), value: place.value,
        first: first, last: last, before: place.before, length: place.length, after: place.after,
        pool: pool, quotas: quotas))
    segments.append(Int32(k))
  }

  private mutating func group(_ g: Int32) -> Int32 {
    let (number, isNew) = groups.name(g)
    guard isNew else { return number }
    let load = board.load + Int(g) * table.slotCount
    let most = (0..<table.slotCount).reduce(Int32(0)) {
      max($0, table.capacity[Int(g)] - load[$1])
    }
    block.capacity.append(most)
    block.occupied.append([])
    var taken = [number]
    for part in table.occupied[Int(g)].dropFirst() { taken.append(group(part)) }
    block.occupied[Int(number)] = taken
    return number
  }

  mutating func addBundles() {
    var members = [[Int32]](repeating: [], count: bundles.all.count)
    for (r, b) in block.bundleOf.enumerated() { members[Int(b)].append(Int32(r)) }
    for list in members {
      block.bundleMembers += list
      block.firstMember.append(Int32(block.bundleMembers.count))
      block.isPromised.append(false)
      block.rivalsOf.append(-1)
    }
  }
}
