internal import Solving

/// The limits of institutions on their own requests: quotas and fair shares.
///
/// A quota can be kept exactly, and need not be priced, where each request counts against it wherever it
/// starts, or never; of the quotas of an institution one may count all requests, the others must not count
/// the same request twice. Then the best choice of requests at given gains is a knapsack, which a dynamic
/// program over the use in slots solves.
struct InstitutionBudgets {
  /// Requests of one institution that are accepted together.
  struct Item {
    let requests: [Int32]
    let bundle: Int32
    /// Slots of use, in units of the budget.
    let length: Int
  }

  /// Items that count against the same quota.
  struct Block {
    /// Units allowed; `nil` without a quota, or where it allows all items.
    let limit: Int?
    /// Items by index.
    let items: Range<Int>
    /// Where the block's entries begin in the table of its budget.
    let offset: Int

    /// Uses of the quota told apart.
    var columns: Int { limit.map { $0 + 1 } ?? 1 }
  }

  /// One institution.
  struct Budget {
    /// Slots in a unit.
    let unit: Int
    /// Highest use told apart, in units.
    let most: Int
    /// Whether more use than that is as good as that much, and allowed.
    let isOpenEnded: Bool
    /// Fair share in slots, and points lost for each slot short of it.
    let target: Int
    let points: Int
    let blocks: [Block]
    /// Entries of the whole table.
    let entries: Int
  }

  /// Most table entries for one quota before it is priced instead.
  private static let mostEntries = 4_000_000

  private(set) var items: [Item] = []
  private(set) var budgets: [Budget] = []
  /// Item of each request.
  private(set) var itemOf: [Int32]
  /// Whether each quota row is kept exactly.
  private(set) var isExact: [Bool]

  init(_ table: StartTable) {
    itemOf = [Int32](repeating: -1, count: table.requestCount)
    isExact = [Bool](repeating: false, count: table.quotaLimit.count)
    // Requests by institution, in order of institutions' first requests.
    var requestsOf: [[Int32]] = []
    for r in 0..<table.requestCount {
      let owner = Int(table.institutionOf[r])
      while requestsOf.count <= owner { requestsOf.append([]) }
      requestsOf[owner].append(Int32(r))
    }
    for list in requestsOf where !list.isEmpty { add(list, table) }
  }

  /// Rows against which a request counts wherever it starts, and those against which only some starts do.
  private static func rows(_ r: Int, _ table: StartTable) -> (always: [Int32], sometimes: [Int32]) {
    let range = table.segmentRange(r)
    guard let first = range.first else { return ([], []) }
    var always = table.quotaSets[Int(table.segments[first].quotas)]
    var ever = always
    for k in range {
      let set = table.quotaSets[Int(table.segments[k].quotas)]
      always.removeAll { !set.contains($0) }
      for row in set where !ever.contains(row) { ever.append(row) }
    }
    return (always, ever.filter { !always.contains($0) })
  }

  private mutating func add(_ list: [Int32], _ table: StartTable) {
    let able = list.filter { !table.segmentRange(Int($0)).isEmpty }
    var partial: Set<Int32> = []
    var always: [[Int32]] = []
    var candidates: [Int32] = []
    for r in able {
      let rows = Self.rows(Int(r), table)
      always.append(rows.always)
      partial.formUnion(rows.sometimes)
      for row in rows.always + rows.sometimes where !candidates.contains(row) {
        candidates.append(row)
      }
    }
    var wide: Int32?
    var narrow: [Int32] = []
    var narrowOf: [Int32: Int32] = [:]
    for row in candidates.sorted() where !partial.contains(row) {
      let members = able.indices.filter { always[$0].contains(row) }.map { able[$0] }
      if members.count == able.count, wide == nil {
        wide = row
      } else if members.allSatisfy({ narrowOf[$0] == nil }) {
        narrow.append(row)
        for r in members { narrowOf[r] = row }
      }
    }
    // Items: whole bundles where all of them are here and count alike, else single requests.
    var made: [(requests: [Int32], bundle: Int32, slots: Int, row: Int32?)] = []
    var isListed: Set<Int32> = []
    for r in list where !isListed.contains(r) {
      let bundle = table.bundleOf[Int(r)]
      let members = Array(table.members(Int(bundle)))
      let isWhole = members.allSatisfy {
        table.institutionOf[Int($0)] == table.institutionOf[Int(r)]
          && narrowOf[$0] == narrowOf[r] && !table.segmentRange(Int($0)).isEmpty
      }
      let group = isWhole ? members : [r]
      isListed.formUnion(group)
      made.append((group, bundle, group.reduce(0) { $0 + table.length(Int($1)) }, narrowOf[r]))
    }
    let share = Int(table.shareOf[Int(list[0])])
    let target = share < 0 ? 0 : Int(table.shareTarget[share])
    let unit = max(1, made.reduce(0) { greatestCommonDivisor($0, $1.slots) })
    let total = made.reduce(0) { $0 + $1.slots } / unit
    // A quota that allows everything asked for is none.
    let limit = wide.map { Int(table.quotaLimit[Int($0)]) / unit }.flatMap { $0 < total ? $0 : nil }
    let most = limit.map { min($0, total) } ?? min((target + unit - 1) / unit, total)
    // Quotas whose tables would be too large are priced.
    narrow.removeAll { row in
      let items = made.count { $0.row == row }
      let entries = (Int(table.quotaLimit[Int(row)]) / unit + 1) * (most + 1) * (items + 1)
      return entries > Self.mostEntries
    }
    if let wide { isExact[Int(wide)] = true }
    for row in narrow { isExact[Int(row)] = true }
    var blocks: [Block] = []
    var entries = 0
    for row in [nil] + narrow.map(Optional.some) {
      let first = items.count
      for item in made {
        let own = item.row.flatMap { narrow.contains($0) ? $0 : nil }
        guard own == row else { continue }
        for r in item.requests { itemOf[Int(r)] = Int32(items.count) }
        items.append(
          Item(requests: item.requests, bundle: item.bundle, length: item.slots / unit))
      }
      if items.count > first {
        let asked = items[first...].reduce(0) { $0 + $1.length }
        let allowed = row.map { Int(table.quotaLimit[Int($0)]) / unit }
        let block = Block(
          limit: allowed.flatMap { $0 < asked ? $0 : nil }, items: first..<items.count,
          offset: entries)
        entries += (block.items.count + 1) * block.columns * (most + 1)
        blocks.append(block)
      }
    }
    budgets.append(
      Budget(
        unit: unit, most: most, isOpenEnded: limit == nil, target: target,
        points: share < 0 ? 0 : Int(table.sharePoints[share]), blocks: blocks,
        entries: entries + most + 1))
  }
}
