/// Finds the cheapest rows of one person's part, watching no more counters than needed.
///
/// Counters that only matter now and then – caps on shift types above all – start unwatched. When the
/// cheapest row turns out to miss one, the counter is watched from then on and the row sought again
/// (decremental state space relaxation, Righini & Salani 2008, doi:10.1002/net.20212), as far as the table
/// stays within `roomLimit`. Beyond that the bound is from below and rows that miss are dropped.
struct PersonPricer: Sendable {
  let person: Int
  private(set) var plan: PricingPlan
  private let roomLimit: Int
  /// Counters that did not fit.
  private var isTooMuch: Set<Int> = []

  /// - Returns: `nil` if no row is left.
  init?(
    _ person: Int, part: RowPart, allowed: [Bool], width: Int, watching: [Int]?, roomLimit: Int
  ) {
    self.person = person
    self.roomLimit = roomLimit
    let counters = part.graph.counters
    // A floor under a counter, or a ceiling that costs from the start, always matters.
    let essential = watching ?? counters.indices.filter { counters[$0].matters }
    var watched = essential
    while true {
      switch PricingPlan.make(
        part, allowed: allowed, width: width, watching: watched, roomLimit: roomLimit)
      {
      case .none: return nil
      case .tooLarge:
        guard !watched.isEmpty else { return nil }
        isTooMuch.insert(watched.removeLast())
        continue
      case .plan(let plan):
        self.plan = plan
        return
      }
    }
  }

  /// The cheapest rows and a bound; keeps what it learns about counters.
  ///
  /// - Returns: The bound and the rows that keep all rules.
  mutating func price(
    _ prices: [Float], denominator: Int, rows: Int, room: inout PricingRoom
  ) -> (found: PricedPlan, work: Int) {
    var work = 0
    while true {
      let found = room.price(plan, prices: prices, denominator: denominator, rows: rows)
      work += plan.work
      guard let first = found.rows.first, !first.missed.isEmpty else { return (found, work) }
      let more = first.missed.filter { !isTooMuch.contains($0) }
      guard !more.isEmpty else { return (found, work) }
      switch PricingPlan.make(
        plan.part, allowed: plan.allowed, width: plan.width, watching: plan.watched + more,
        roomLimit: roomLimit)
      {
      case .plan(let wider): plan = wider
      case .none: return (PricedPlan(bound: .max, rows: []), work)
      case .tooLarge:
        // One at a time, then none.
        if more.count > 1 {
          isTooMuch.formUnion(more.dropFirst())
        } else {
          isTooMuch.formUnion(more)
        }
      }
    }
  }

  /// The same person with other cells allowed; `nil` if no row is left.
  func restricted(to allowed: [Bool]) -> PersonPricer? {
    PersonPricer(
      person, part: plan.part, allowed: allowed, width: plan.width, watching: plan.watched,
      roomLimit: roomLimit)
  }
}

extension RowCounter {
  /// Whether leaving the counter unwatched would lose something for rows of every kind: few are dear
  /// enough.
  fileprivate var matters: Bool { endCost.first != .some(leastCost) }
}
