import Alliance

extension RosteringProblem {
  /// The goals in order; the order of a draw is one only where the draft names such an order.
  public var goals: [RosteringGoal] {
    RosteringGoal.allCases.filter { draft.tieOrder != nil || $0.measure != .drawnOrder }
  }

  /// The draft in which a draw decides between units that are equally in turn.
  ///
  /// Term by term the places of a tier go to the units that have served least against their share; those
  /// that are level serve in the drawn order. With equal weights and no history this is a shuffled bag:
  /// every unit once in each cycle, in the order drawn. A unit that is away is passed over and keeps its
  /// turn. All other units are forbidden in the term, so that only bodies and people are left to choose.
  /// Where too few units are free, the term is left to the solver.
  ///
  /// - Parameters:
  ///   - order: Identifiers of units in the order drawn; units that are not in it come last.
  ///   - draw: Hash of the draw's transcript, which the draft then names.
  /// - Returns: A draft in which the drawn units alone may serve their terms.
  /// - Complexity: O(terms × units × log units).
  public func draft(inOrderOf order: [String], draw: String) -> RosteringDraft {
    let place = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
    var draft = draft
    draft.draw = draw
    var served = [Int](repeating: 0, count: units.count)
    var last = units.map { unit in unit.termsSince.map { -$0 } }
    for t in terms.indices {
      for tier in Tier.allCases {
        let count = Body.allCases.reduce(0) { $0 + places(Seat(body: $1, tier: tier), term: t) }
        let members = activeUnits(of: tier)
        // A unit and its person may both be pinned to one place.
        let fixed = members.filter { u in pinned.contains { $0.term == t && $0.unit == u } }
        let free = members.filter { u in
          !fixed.contains(u) && mayServe(u, in: t)
            && last[u].map { t - $0 > settings.leastGap } ?? true
        }
        let turn = free.sorted { a, b in
          let (first, second) = (
            deviation(ofUnit: a, served: served[a], after: t),
            deviation(ofUnit: b, served: served[b], after: t)
          )
          let (x, y) = (place[units[a].id] ?? .max, place[units[b].id] ?? .max)
          return (first, x, a) < (second, y, b)
        }
        let isFull = fixed.count + turn.count >= count
        let chosen = fixed + turn.prefix(max(0, count - fixed.count))
        for u in chosen {
          served[u] += 1
          last[u] = t
        }
        guard isFull else { continue }
        for u in members where !chosen.contains(u) {
          draft.rotation.forbidden.append(CellDraft(term: terms[t].label, unit: units[u].id))
        }
      }
    }
    return draft
  }

  /// The draft in which a draw decides between rosters that are equal in every other goal: those drawn first
  /// serve first, as a last goal with a proof of its own.
  ///
  /// - Parameters:
  ///   - order: Identifiers of units in the order drawn; units that are not in it come last.
  ///   - draw: Hash of the draw's transcript, which the draft then names.
  /// - Returns: A draft with the order as its last goal.
  public func draft(withTiesInOrderOf order: [String], draw: String) -> RosteringDraft {
    var draft = draft
    draft.draw = draw
    draft.tieOrder = order
    return draft
  }

  /// Each unit's place in the order of a draw within its tier, from 0; zeros without an order.
  static func drawnPlaces(_ units: [Unit], order: [String]?) -> [Int] {
    var places = [Int](repeating: 0, count: units.count)
    guard let order else { return places }
    let drawn = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
    for tier in Tier.allCases {
      let members = units.indices.filter { units[$0].tier == tier && units[$0].takesPart }
      let sorted = members.sorted { a, b in
        (drawn[units[a].id] ?? .max, a) < (drawn[units[b].id] ?? .max, b)
      }
      for (place, u) in sorted.enumerated() { places[u] = place }
    }
    return places
  }

  private func mayServe(_ unit: Int, in term: Int) -> Bool {
    let isForbidden = Body.allCases.allSatisfy { body in
      forbidden.contains(Cell(unit: unit, person: nil, body: body, term: term))
    }
    return !unitLeave[unit][term] && !isForbidden
      && units[unit].people.contains { people[$0].standing != .none && !personLeave[$0][term] }
  }
}
