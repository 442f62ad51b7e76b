/// Finds the cheapest rows of one person's part, watching no more counters than needed.
///
/// Counters that only matter now and then – caps on shift types above all – start unwatched. When the
/// cheapest row turns out to miss one, the counter is watched from then on and the row sought again
/// (decremental state space relaxation, Righini & Salani 2008, doi:10.1002/net.20212), as far as the table
/// stays within `roomLimit`. Counters beyond that are priced by the step, and the bound is from below.
struct PersonPricer: Sendable {
  let person: Int
  private(set) var plan: PricingPlan
  /// Largest table, what a proof may not price aside.
  private(set) var roomLimit: Int
  /// Largest table of all, and for what a proof may not price.
  private let mostRoom: Int
  static let mostRoom = 1 << 24
  /// A counter that leaves no row once it is watched too.
  private(set) var excluding: Int?
  /// Counters that did not fit.
  private(set) var isTooMuch: Set<Int> = []
  /// What they cost by the step instead.
  private var tolls: CounterTolls

  /// Whether a counter that matters did not fit.
  var isCramped: Bool { !isTooMuch.isEmpty }

  /// - Returns: `nil` if no row is left.
  init?(
    _ person: Int, part: RowPart, allowed: [Bool], width: Int, watching: [Int]?, roomLimit: Int,
    mostRoom: Int = Self.mostRoom
  ) {
    self.person = person
    self.mostRoom = mostRoom
    self.roomLimit = roomLimit
    tolls = CounterTolls(count: part.graph.counters.count)
    let counters = part.graph.counters
    // A floor under a counter, or a ceiling that costs from the start, always matters.
    var watched = watching ?? counters.indices.filter { counters[$0].matters }
    while true {
      // What a proof may not price is kept if at all possible.
      let widest = watched.filter { counters[$0].isPriceable }
        .max { counters[$0].endCost.count < counters[$1].endCost.count }
      switch PricingPlan.make(
        part, allowed: allowed, width: width, watching: watched,
        roomLimit: watching == nil && widest == nil ? mostRoom : roomLimit)
      {
      case .none: return nil
      case .tooLarge:
        guard let left = widest ?? watched.last else { return nil }
        watched.removeAll { $0 == left }
        isTooMuch.insert(left)
      case .plan(let plan):
        self.plan = plan
        return
      }
    }
  }

  /// The cheapest rows that keep all rules, a bound, and the table entries read; keeps what it learns about
  /// counters. `patience` is how often to raise tolls until a row keeps all rules. Once it `isOver` nothing more is
  /// tried, or only what leads to a row at once where one `isUrgent`.
  mutating func price(
    _ prices: [Float], denominator: Int, rows: Int, patience: Int = 6, isUrgent: Bool = false,
    room: inout PricingRoom, isOver: () -> Bool = { false }
  ) -> (found: PricedPlan, work: Int) {
    var work = 0
    var bound = unbounded
    var boundTolls: [Int] = []
    for attempt in 0... {
      let found = room.price(
        plan, prices: prices, denominator: denominator, tolls: tolls.prices, rows: rows)
      work += plan.work
      if found.bound > bound { (bound, boundTolls) = (found.bound, found.tolls) }
      let kept = found.rows.filter { $0.ruleCost != nil }
      guard let first = found.rows.first, !first.missed.isEmpty else {
        return (PricedPlan(bound: bound, rows: kept, tolls: boundTolls), work)
      }
      let isLate = isOver()
      if isLate, !isUrgent || !kept.isEmpty {
        return (PricedPlan(bound: bound, rows: kept, tolls: boundTolls), work)
      }
      let more = first.missed.filter { !isTooMuch.contains($0) }
      if !more.isEmpty {
        guard watch(more) else { return (PricedPlan(bound: PricedPlan.noRow, rows: []), work) }
        continue
      }
      tolls.move(
        towards: first, counters: plan.part.graph.counters, watched: plan.watched,
        denominator: denominator)
      if !kept.isEmpty {
        return (PricedPlan(bound: bound, rows: kept, tolls: boundTolls), work)
      }
      if attempt >= patience || work > Self.enough || isLate {
        guard patience >= Self.insistence else {
          return (PricedPlan(bound: bound, rows: [], tolls: boundTolls), work)
        }
        func mayEnd() -> Bool { !isUrgent && isOver() }
        var kept = mended(
          first, prices: prices, denominator: denominator, work: &work, isOver: mayEnd)
        if kept.isEmpty, !mayEnd(), var roomier {
          let (found, more) = roomier.price(
            prices, denominator: denominator, rows: rows, patience: patience, isUrgent: isUrgent,
            room: &room, isOver: isOver)
          work += more
          kept = found.rows
        }
        return (PricedPlan(bound: bound, rows: kept, tolls: boundTolls), work)
      }
    }
    return (PricedPlan(bound: bound, rows: [], tolls: boundTolls), work)
  }

  /// The cheapest rows when a step of each counter that does not fit costs a given toll, such rows as break
  /// it included; a bound, and the table entries read. Once it `isOver`, no more counters are watched.
  mutating func relax(
    _ prices: [Float], denominator: Int, tolls: [Int], rows: Int, room: inout PricingRoom,
    isOver: () -> Bool = { false }
  ) -> (found: PricedPlan, work: Int) {
    var work = 0
    while true {
      let found = room.price(
        plan, prices: prices, denominator: denominator, tolls: tolls, rows: rows)
      work += plan.work
      let more = found.rows.first?.missed.filter { !isTooMuch.contains($0) } ?? []
      guard !more.isEmpty, !isOver() else { return (found, work) }
      guard watch(more) else { return (PricedPlan(bound: PricedPlan.noRow, rows: []), work) }
    }
  }

  /// A patience from which on a row is made to keep all rules if tolls do not bring it about, and the elementary
  /// steps that tolls may take.
  static let insistence = 10
  private static let enough = 1 << 26

  /// The same person with as much room as there is; `nil` if that is no more.
  private var roomier: PersonPricer? {
    guard roomLimit < mostRoom, isCramped else { return nil }
    var other = PersonPricer(
      person, part: plan.part, allowed: plan.allowed, width: plan.width, watching: nil,
      roomLimit: mostRoom, mostRoom: mostRoom)
    other?.tolls = tolls
    for counter in other?.plan.watched ?? [] { other?.tolls.drop(counter) }
    return other
  }

  /// A row that keeps all rules, from one that breaks some limits on counts.
  private func mended(
    _ row: PricedRow, prices: [Float], denominator: Int, work: inout Int,
    isOver: () -> Bool
  ) -> [PricedRow] {
    var mending = RowMending(
      row, of: plan, prices: prices, denominator: denominator, seed: UInt64(person))
    let mended = mending.mended(tries: 400 * plan.part.days.count, isOver: isOver)
    work += 32 * mending.looks
    return mended.map { [$0] } ?? []
  }

  /// Watches more counters as far as there is room.
  ///
  /// - Returns: Whether a row is left.
  private mutating func watch(_ more: [Int]) -> Bool {
    for counter in more {
      switch PricingPlan.make(
        plan.part, allowed: plan.allowed, width: plan.width, watching: plan.watched + [counter],
        roomLimit: roomLimit)
      {
      case .plan(let wider):
        plan = wider
        tolls.drop(counter)
      case .none:
        excluding = counter
        return false
      case .tooLarge: isTooMuch.insert(counter)
      }
    }
    return true
  }

  /// The same person with more room: counters that did not fit are watched when they matter again.
  func widened(to room: Int) -> PersonPricer {
    var other = self
    other.roomLimit = max(room, roomLimit)
    other.isTooMuch = []
    other.tolls = CounterTolls(count: plan.part.graph.counters.count)
    return other
  }

  /// Begins the search for tolls from given ones.
  mutating func begin(tolls given: [Int]) { tolls.begin(given) }

  /// The same person with other cells allowed; `nil` if no row is left.
  func restricted(to allowed: [Bool]) -> PersonPricer? {
    var other = PersonPricer(
      person, part: plan.part, allowed: allowed, width: plan.width, watching: plan.watched,
      roomLimit: max(roomLimit, plan.size))
    other?.isTooMuch.formUnion(isTooMuch)
    other?.tolls = tolls
    return other
  }
}

extension RowCounter {
  /// The tolls that a step may have: no more than steps can cost.
  func tolls(denominator: Int) -> ClosedRange<Int> {
    let most = (1 << 21) / max(1, endCost.count)
    guard !isHard else { return -most...most }
    var (low, high) = (0, 0)
    for (a, b) in zip(endCost, endCost.dropFirst()) {
      if let a, let b { (low, high) = (min(low, b - a), max(high, b - a)) }
    }
    return max(-most, denominator * low)...min(most, denominator * high)
  }

  /// Whether leaving the counter unwatched would lose something for rows of every kind: few are dear
  /// enough.
  fileprivate var matters: Bool { endCost.first != .some(leastCost) }
}

/// Prices of counters that are not watched, moved by subgradients whose step grows while their sign stays
/// and halves when it turns (Riedmiller & Braun 1993, doi:10.1109/ICNN.1993.298623).
struct CounterTolls: Sendable {
  /// Price of a step of each counter, in units of 1/denominator.
  private(set) var prices: [Int]
  private var stride: [Int]
  private var lastSign: [Int]

  init(count: Int) {
    prices = [Int](repeating: 0, count: count)
    stride = [Int](repeating: 0, count: count)
    lastSign = [Int](repeating: 0, count: count)
  }

  /// Begins from given prices.
  mutating func begin(_ given: [Int]) {
    for (i, price) in given.enumerated() where price != 0 {
      (prices[i], stride[i], lastSign[i]) = (price, max(1, abs(price) / 8), 0)
    }
  }

  /// Forgets a counter.
  mutating func drop(_ counter: Int) {
    (prices[counter], stride[counter], lastSign[counter]) = (0, 0, 0)
  }

  /// Makes what `row` has too much of dearer.
  mutating func move(
    towards row: PricedRow, counters: [RowCounter], watched: [Int], denominator: Int
  ) {
    for (i, counter) in counters.enumerated() where !watched.contains(i) {
      guard counter.isPriceable else { continue }
      let excess = row.counters[i] - counter.line(prices[i], denominator: denominator).touches
      let sign = excess.signum()
      guard sign != 0 else { continue }
      if stride[i] == 0 {
        // Nothing to undo yet, and nothing is asked of a counter that costs nothing.
        guard row.missed.contains(i) else { continue }
        stride[i] = 4 * denominator
      } else {
        stride[i] = max(1, lastSign[i] == sign ? stride[i] * 3 / 2 : stride[i] / 2)
      }
      lastSign[i] = sign
      let range = counter.tolls(denominator: denominator)
      prices[i] = max(range.lowerBound, min(range.upperBound, prices[i] + sign * stride[i]))
    }
  }
}
