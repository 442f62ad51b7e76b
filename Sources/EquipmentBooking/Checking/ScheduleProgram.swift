package import Solving

extension ScheduleSystem {
  /// The most units that a certificate allows in a domain; `nil` if nothing is left.
  func bound(
    provenBy certificate: BoundCertificate, _ prices: ScheduleProof.Prices, in domain: Domain,
    node: Int
  ) throws(ScheduleProof.Defect) -> Int? {
    guard let system = inequalities(in: domain, prices) else { return nil }
    do {
      return try certificate.verifiedBound(for: system).map { -$0 }
    } catch {
      throw .program(node: node, error)
    }
  }

  /// The inequalities over what a domain leaves, with rows that the prices prove there; `nil` if nothing is
  /// left.
  func inequalities(in domain: Domain, _ prices: ScheduleProof.Prices) -> IntegerSystem? {
    let rules = problem.certifiedSystem()
    var groupOf = [Int](repeating: 0, count: problem.devices.count)
    for (g, group) in rules.groups.enumerated() {
      for d in group.devices { groupOf[d] = g }
    }
    var isOpen = domain.isPossible
    for i in starts.indices where domain.isAccepted[bundleOf[starts[i].request]] == false {
      isOpen[i] = false
    }
    let narrow = rules.narrowed(
      to: starts.indices.filter { isOpen[$0] }.map {
        (starts[$0].request, groupOf[starts[$0].device], starts[$0].start)
      }, accepted: bundleOf.map { domain.isAccepted[$0] })
    guard var system = narrow else { return nil }
    let gains = gains(at: prices)
    for (g, group) in rules.groups.enumerated() {
      let d = group.representative
      for (s, span) in spans[d].enumerated() {
        let once = prices.once.last { $0.device == d && $0.span == s }
        let open = span.filter { isOpen[$0] }
        let table = SpanTable(
          open.map { (starts[$0], gains[$0], $0) }, once: once?.requests ?? [], looksBack: false)
        let terms = open.compactMap { i in
          rules.start[starts[i].request][g][starts[i].start].map { ($0, gains[i]) }
        }
        system.addRow(
          "schedule[\(g),\(s)]", terms.filter { $0.1 != 0 }, upper: group.capacity * table.best)
      }
    }
    var canStart = [Bool](repeating: false, count: problem.requests.count)
    for (i, start) in starts.enumerated() where isOpen[i] { canStart[start.request] = true }
    for budget in budgets {
      let worths = budget.items.map { $0.requests.reduce(0) { $0 + prices.requests[$1] } }
      let best = budget.best(
        worths, states: budget.items.map { domain.isAccepted[bundleOf[$0.requests[0]]] },
        able: budget.items.map { $0.requests.allSatisfy { canStart[$0] } }, wantsLosses: false
      ).best
      guard let best else { return nil }
      var terms = zip(budget.items, worths).map { (rules.accept[$0.requests[0]], $1) }
      if let share = budget.share {
        terms.append(
          (
            rules.short[share],
            -BookingPrices.unitsPerPoint * problem.fairShares[share].pointsPerSlot
          ))
      }
      system.addRow("budget[\(budget.owner)]", terms.filter { $0.1 != 0 }, upper: best)
    }
    return system
  }
}

extension TimetableSystem {
  /// The inequalities with all other starts at zero, and what is decided about requests; `nil` if that
  /// contradicts a promise.
  func narrowed(
    to open: [(request: Int, group: Int, slot: Int)], accepted: [Bool?]
  ) -> IntegerSystem? {
    var narrow = system
    var isOpen = [Bool](repeating: false, count: system.columns.count)
    for (r, g, slot) in open {
      guard let column = start[r][g][slot], let device = onDevice[r][g] else { continue }
      for unknown in [column, device, onDay[r][slot / slotsPerDay]] { isOpen[unknown] = true }
    }
    for r in start.indices {
      let places = onDevice[r] + onDay[r] + start[r].flatMap { $0 }
      for case let unknown? in places where !isOpen[unknown] {
        guard narrow.narrow(unknown, to: 0...0) else { return nil }
      }
      if let isAccepted = accepted[r] {
        guard narrow.narrow(accept[r], to: isAccepted ? 1...1 : 0...0) else { return nil }
      }
    }
    return narrow
  }
}

extension BookingProblem {
  /// The inequalities over what narrowings leave, one behind the other from the root, with rows that the
  /// prices prove there; `nil` if nothing is left.
  ///
  /// - Throws: What is wrong with the narrowings.
  package func inequalities(
    behind narrowings: some Sequence<ScheduleProof.Node>, _ prices: ScheduleProof.Prices,
    keeping: [[Bool]]
  ) throws(ScheduleProof.Defect) -> IntegerSystem? {
    let system = try ScheduleSystem(self, keeping: keeping)
    var domain = system.everything
    for case .narrowed(let prices, let reach) in narrowings {
      domain = system.narrowed(domain, prices, reach: reach)
    }
    return system.inequalities(in: domain, prices)
  }
}
