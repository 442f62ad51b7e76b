/// All possible starts of a round one by one, sorted by the stretch of time that they compete for.
///
/// Starts on a group that overlap, directly or through others, form a *span*: usually a device's day.
/// What one device does in one span is a *schedule*: starts that do not overlap.
struct ScheduleTable {
  /// A start with everything that its price depends on.
  struct Start {
    let request: Int32
    let segment: Int32
    /// Slot at which the use begins, and slots that it occupies on the device.
    let start: Int32
    let from: Int32
    let end: Int32
    let useEnd: Int32
    let pool: Int32
    /// Points.
    let value: Int32
  }

  /// A stretch of time of a group.
  struct Span {
    let group: Int32
    let from: Int32
    let end: Int32
    /// Devices that run schedules side by side.
    let copies: Int32
    /// Index among the spans of its group.
    let ordinal: Int32
  }

  let table: StartTable
  let budgets: InstitutionBudgets
  let spans: [Span]
  /// Starts by span, then by end.
  let starts: [Start]
  /// First start of each span; one more entry at the end.
  let firstStart: [Int32]
  /// Lines of slot prices: the pools, then the groups that take room of each other.
  let lineCount: Int
  /// Line of each group; −1 for none.
  let lineOfGroup: [Int32]
  /// Quota rows that are priced, of each quota set.
  let pricedQuotas: [[Int32]]

  init(_ table: StartTable) {
    self.table = table
    let budgets = InstitutionBudgets(table)
    self.budgets = budgets
    pricedQuotas = table.quotaSets.map { $0.filter { !budgets.isExact[Int($0)] } }
    var isShared = [Bool](repeating: false, count: table.groupCount)
    for groups in table.occupied where groups.count > 1 {
      for g in groups { isShared[Int(g)] = true }
    }
    var lines = table.poolCount
    lineOfGroup = isShared.map {
      guard $0 else { return -1 }
      lines += 1
      return Int32(lines - 1)
    }
    lineCount = lines
    var all: [Start] = []
    all.reserveCapacity(table.startCount)
    for (k, place) in table.segments.enumerated() {
      for s in place.first...place.last {
        all.append(
          Start(
            request: place.request, segment: Int32(k), start: s, from: s - place.before,
            end: s + place.length + place.after, useEnd: s + place.length, pool: place.pool,
            value: place.value))
      }
    }
    var byGroup = [[Int32]](repeating: [], count: table.groupCount)
    for i in all.indices {
      byGroup[Int(table.segments[Int(all[i].segment)].group)].append(Int32(i))
    }
    var spans: [Span] = []
    var sorted: [Start] = []
    sorted.reserveCapacity(all.count)
    var first: [Int32] = [0]
    for g in byGroup.indices {
      let list = byGroup[g].sorted { (all[Int($0)].from, $0) < (all[Int($1)].from, $1) }
      var next = 0
      var ordinal: Int32 = 0
      while next < list.count {
        let from = all[Int(list[next])].from
        var end = from
        var last = next
        while last < list.count, last == next || all[Int(list[last])].from < end {
          end = max(end, all[Int(list[last])].end)
          last += 1
        }
        let members = list[next..<last].sorted { (all[Int($0)].end, $0) < (all[Int($1)].end, $1) }
        for i in members { sorted.append(all[Int(i)]) }
        spans.append(
          Span(
            group: Int32(g), from: from, end: end, copies: table.capacity[g], ordinal: ordinal))
        first.append(Int32(sorted.count))
        ordinal += 1
        next = last
      }
    }
    self.spans = spans
    starts = sorted
    firstStart = first
  }
}
