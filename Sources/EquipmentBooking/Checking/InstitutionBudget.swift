/// The requests of one institution within the quotas that are kept exactly, and its fair share.
struct InstitutionBudget {
  /// Requests accepted together.
  struct Item {
    let requests: [Int]
    let slots: Int
    /// Quota, by its place in ``limits``, besides the one that counts all requests.
    let quota: Int?
  }

  /// Index of the institution, and of its fair share.
  let owner: Int
  let share: Int?
  /// Items, those of the same quota one after the other.
  let items: [Item]
  private let limits: [Int]
  /// Slots allowed in all; `nil` without such a quota.
  private let total: Int?
  private let target: Int
  private let pointsPerSlot: Int

  /// One for each institution that asks for something.
  static func all(
    _ problem: BookingProblem, starts: [ScheduleSystem.Start], bundles: [[Int]],
    keeping keepsQuota: [[Bool]]
  ) throws(ScheduleProof.Defect) -> [InstitutionBudget] {
    var counts = [Int](repeating: 0, count: problem.requests.count)
    for start in starts { counts[start.request] += 1 }
    // How many starts of each request count against each quota in each period.
    var counted: [[[Int]]] = problem.quotas.map { quota in
      quota.periods.map { _ in [Int](repeating: 0, count: problem.requests.count) }
    }
    for start in starts {
      for (q, f) in start.quotas { counted[q][f][start.request] += 1 }
    }
    var total = [Int?](repeating: nil, count: problem.institutions.count)
    var narrow = [(quota: Int, limit: Int)?](repeating: nil, count: problem.requests.count)
    for (q, quota) in problem.quotas.enumerated() {
      let own = problem.requests.indices.filter {
        problem.requests[$0].institution == quota.institution && counts[$0] > 0
      }
      for f in quota.periods.indices where keepsQuota[q][f] {
        let members = own.filter { counted[q][f][$0] > 0 }
        guard members.allSatisfy({ counted[q][f][$0] == counts[$0] }) else { throw .quota(q) }
        if members.count == own.count, total[quota.institution] == nil {
          total[quota.institution] = quota.limit
          continue
        }
        for r in members {
          guard narrow[r] == nil else { throw .quota(q) }
          narrow[r] = (q * (problem.grid.dayCount + 1) + f, quota.limit)
        }
      }
    }
    return problem.institutions.indices.compactMap { owner in
      let own = problem.requests.indices.filter { problem.requests[$0].institution == owner }
      guard !own.isEmpty else { return nil }
      // More than all of them ask for is not told apart.
      let asked = own.reduce(0) { $0 + problem.requests[$1].length }
      var limits: [(key: Int, limit: Int)] = []
      for r in own {
        if let row = narrow[r], !limits.contains(where: { $0.key == row.quota }) {
          limits.append((row.quota, min(row.limit, asked)))
        }
      }
      var items: [Item] = []
      for bundle in bundles {
        let isWhole = bundle.allSatisfy {
          problem.requests[$0].institution == owner && counts[$0] > 0
            && narrow[$0]?.quota == narrow[bundle[0]]?.quota
        }
        for group in isWhole ? [bundle] : bundle.map({ [$0] })
        where problem.requests[group[0]].institution == owner {
          items.append(
            Item(
              requests: group, slots: group.reduce(0) { $0 + problem.requests[$1].length },
              quota: narrow[group[0]].flatMap { row in
                limits.firstIndex { $0.key == row.quota }
              }))
        }
      }
      items.sort { ($0.quota ?? -1, $0.requests[0]) < ($1.quota ?? -1, $1.requests[0]) }
      // Of several fair shares one is enough for a bound; their order is by rising target.
      let share = problem.fairShares.firstIndex { $0.institution == owner }
      return InstitutionBudget(
        owner: owner, share: share, items: items, limits: limits.map(\.limit), total: total[owner],
        target: share.map { problem.fairShares[$0].target } ?? 0,
        pointsPerSlot: share.map { problem.fairShares[$0].pointsPerSlot } ?? 0)
    }
  }

  /// The best choice of items and, if wanted, what is lost if each must be accepted or refused.
  ///
  /// States are the use in all, and the use against the quota whose items are looked at; use in all beyond
  /// what matters is not told apart. An item is able to be accepted where each of its requests has a start left;
  /// what is refused has none.
  func best(
    _ worths: [Int], states: [Bool?], able: [Bool], wantsLosses: Bool
  ) -> (best: Int?, losses: [(accepted: Int?, refused: Int?)]) {
    let most = min(total ?? target, items.reduce(0) { $0 + $1.slots })
    // before[k], after[k]: most gained by the items before k, and from k on, at each state.
    func columns(_ k: Int) -> Int { items[k].quota.map { limits[$0] + 1 } ?? 1 }
    func isFirst(_ k: Int) -> Bool { k == 0 || items[k].quota != items[k - 1].quota }
    func next(_ k: Int, _ c: Int, _ u: Int) -> (Int, Int)? {
      let column = items[k].quota == nil ? 0 : c + items[k].slots
      guard able[k], column < columns(k) else { return nil }
      let use = u + items[k].slots
      if use > most { return total == nil ? (column, most) : nil }
      return (column, use)
    }
    let width = most + 1
    var after = [[Int]](repeating: [], count: items.count + 1)
    after[items.count] = (0...most).map {
      -BookingPrices.unitsPerPoint * pointsPerSlot * max(0, target - $0)
    }
    // A new quota begins at no use of it.
    func isShared(_ k: Int) -> Bool { k + 1 == items.count || isFirst(k + 1) }
    func later(_ k: Int, _ c: Int, _ u: Int) -> Int? {
      let worth = after[k + 1][isShared(k) ? u : c * width + u]
      return worth == Self.never ? nil : worth
    }
    for k in items.indices.reversed() {
      after[k] = column(
        before: after[k + 1], isShared: isShared(k), columns: columns(k), width: width,
        item: items[k], worth: worths[k], mayAccept: able[k], mayRefuse: states[k] != true)
      if !wantsLosses { after[k + 1] = [] }
    }
    let best = after[0][0]
    guard best != Self.never else { return (nil, items.map { _ in (nil, nil) }) }
    guard wantsLosses else { return (best, []) }
    var losses: [(accepted: Int?, refused: Int?)] = []
    var before: [[Int?]] = [(0...most).map { $0 == 0 ? 0 : nil }]
    for k in items.indices {
      if isFirst(k) {
        let reached = (0...most).map { u in before.reduce(nil) { larger($0, $1[u]) } }
        before = [reached]
        let none = [Int?](repeating: nil, count: most + 1)
        while before.count < columns(k) { before.append(none) }
      }
      var (accepted, refused): (Int?, Int?) = (nil, nil)
      var reached = before.map { $0.map { _ in Int?.none } }
      for c in before.indices {
        for u in 0...most {
          guard let here = before[c][u] else { continue }
          if states[k] != true {
            refused = larger(refused, later(k, c, u).map { here + $0 })
            reached[c][u] = larger(reached[c][u], here)
          }
          if let (column, use) = next(k, c, u) {
            accepted = larger(accepted, later(k, column, use).map { here + worths[k] + $0 })
            reached[column][use] = larger(reached[column][use], here + worths[k])
          }
        }
      }
      losses.append((accepted.map { best - $0 }, refused.map { best - $0 }))
      before = reached
    }
    return (best, losses)
  }

  /// No choice is possible.
  private static let never = Int.min

  /// Most gained from an item on, at each use of its quota and in all, from the same behind it.
  private func column(
    before: [Int], isShared: Bool, columns: Int, width: Int, item: Item, worth: Int,
    mayAccept: Bool, mayRefuse: Bool
  ) -> [Int] {
    let most = width - 1
    return [Int](unsafeUninitializedCapacity: columns * width) { into, count in
      count = columns * width
      before.withUnsafeBufferPointer { behind in
        for c in 0..<columns {
          let (row, same) = (c * width, isShared ? 0 : c * width)
          for u in 0..<width { into[row + u] = mayRefuse ? behind[same + u] : Self.never }
          let used = item.quota == nil ? 0 : c + item.slots
          guard mayAccept, used < columns else { continue }
          let with = isShared ? 0 : used * width
          for u in 0..<max(0, width - item.slots) {
            let rest = behind[with + u + item.slots]
            if rest != Self.never { into[row + u] = max(into[row + u], rest + worth) }
          }
          // Use beyond a target is not told apart, beyond a quota it is not allowed.
          let last = behind[with + most]
          guard total == nil, last != Self.never else { continue }
          for u in max(0, width - item.slots)..<width {
            into[row + u] = max(into[row + u], last + worth)
          }
        }
      }
    }
  }

  private func larger(_ a: Int?, _ b: Int?) -> Int? {
    guard let a, let b else { return a ?? b }
    return max(a, b)
  }
}
