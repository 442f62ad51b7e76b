import Solving

/// A node of a proof by schedules.
enum ScheduleNode {
  /// A proof against inequalities over what is left, and the prices of which some of these are made.
  case program(BoundCertificate, SchedulePrices, once: [[Int32]])
  case bounded(SchedulePrices, once: [[Int32]])
  case narrowed(SchedulePrices, once: [[Int32]], reach: Int, next: Int)
  case split(ScheduleSplit, low: Int, high: Int)
}

/// A way to split a domain in two.
enum ScheduleSplit {
  /// Refused or accepted.
  case bundle(Int)
  /// On any other group, or on this one.
  case group(request: Int, group: Int)
  /// After a slot, or until then.
  case time(request: Int, last: Int)

  func child(of domain: ScheduleDomain, _ schedules: ScheduleTable, isHigh: Bool) -> ScheduleDomain
  {
    var child = domain
    switch self {
    case .bundle(let b):
      child.state[b] = isHigh ? 1 : -1
      if !isHigh {
        child.keep { _, i in Int(schedules.table.bundleOf[Int(schedules.starts[i].request)]) != b }
      }
    case .group(let r, let g):
      child.keep { _, i in
        let start = schedules.starts[i]
        return Int(start.request) != r
          || (Int(schedules.table.segments[Int(start.segment)].group) == g) == isHigh
      }
    case .time(let r, let last):
      child.keep { _, i in
        let start = schedules.starts[i]
        return Int(start.request) != r || (Int(start.start) <= last) == isHigh
      }
    }
    return child
  }

  /// Splits worth trying, most promising first; empty if nothing is open.
  ///
  /// What the relaxation holds half of promises most: bundles first, then groups, then times.
  static func candidates(
    _ domain: ScheduleDomain, _ schedules: ScheduleTable, _ mean: [Float]
  ) -> [ScheduleSplit] {
    let table = schedules.table
    var list: [(score: Float, split: ScheduleSplit)] = []
    var starts = [[Int32]](repeating: [], count: table.requestCount)
    for i in domain.starts { starts[Int(schedules.starts[Int(i)].request)].append(i) }
    for b in 0..<table.bundleCount where domain.state[b] == 0 {
      let r = Int(table.members(b)[table.members(b).startIndex])
      let held = starts[r].reduce(Float(0)) { $0 + mean[Int($1)] }
      let part = min(held, 1 - held)
      let value = table.members(b).reduce(Float(0)) {
        $0 + (starts[Int($1)].first.map { Float(schedules.starts[Int($0)].value) } ?? 0)
      }
      list.append((part * (1 + 0.002 * value) + 1e-4, .bundle(b)))
    }
    for r in 0..<table.requestCount
    where domain.state[Int(table.bundleOf[r])] >= 0 && starts[r].count > 1 {
      let weight = 1 + 0.002 * Float(schedules.starts[Int(starts[r][0])].value)
      var groups: [(group: Int32, held: Float)] = []
      var times: [(start: Int32, held: Float)] = []
      var total: Float = 0
      for i in starts[r] {
        let start = schedules.starts[Int(i)]
        let group = table.segments[Int(start.segment)].group
        total += mean[Int(i)]
        times.append((start.start, mean[Int(i)]))
        if let known = groups.firstIndex(where: { $0.group == group }) {
          groups[known].held += mean[Int(i)]
        } else {
          groups.append((group, mean[Int(i)]))
        }
      }
      if groups.count > 1 {
        for (group, held) in groups {
          let part = min(held, total - held)
          list.append(
            (0.9 * part * weight + 1e-5, .group(request: r, group: Int(group))))
        }
      }
      times.sort { $0.start < $1.start }
      var (before, most, last) = (Float(0), Float(-1), Int32(-1))
      for k in 0..<times.count - 1 {
        before += times[k].held
        let part = min(before, total - before)
        if times[k].start < times[k + 1].start, part > most {
          (most, last) = (part, times[k].start)
        }
      }
      if last >= 0 { list.append((0.8 * most * weight + 1e-6, .time(request: r, last: Int(last)))) }
    }
    let order = list.indices.sorted { (list[$1].score, $0) < (list[$0].score, $1) }
    return order.map { list[$0].split }
  }
}
