import Alliance
import DutyRostering

extension RosteringProblem {
  /// A roster made term by term: among the units that can serve, those whose next duty falls due
  /// first, as in Tijdeman's algorithm for the chairman assignment (1980,
  /// doi:10.1016/0012-365X(80)90269-1). Full-time posts take what is left.
  ///
  /// - Returns: A roster that breaks no rule, or `nil` if this way of building it runs into one.
  /// - Complexity: O(terms × units × (terms + log units)).
  func rosterByDeadline() -> Roster? {
    var plan = RosterPlan(self)
    var served = [Int](repeating: 0, count: units.count)
    var lastTerm = units.map { $0.termsSince.map { -$0 } }
    var lastBody = units.map { $0.lastBody?.index }
    var postTerms = [Int](repeating: 0, count: posts.count)

    for t in terms.indices {
      var left = demand[t]
      func take(_ u: Int, _ seat: Seat) {
        plan.body[u][t] = seat.body.index
        left[seat.index] -= 1
        served[u] += 1
        lastTerm[u] = t
        lastBody[u] = seat.body.index
      }
      for cell in pinned where cell.term == t {
        if plan.body[cell.unit][t] == nil {
          take(cell.unit, Seat(body: cell.body, tier: units[cell.unit].tier))
        }
        if let p = cell.person { plan.person[cell.unit][t] = p }
      }
      for tier in Tier.allCases {
        let waiting = activeUnits(of: tier).filter { u in
          plan.body[u][t] == nil && lastTerm[u].map { t - $0 - 1 >= settings.leastGap } ?? true
        }
        let inOrder = waiting.map { ($0, deadline(ofUnit: $0, served: served[$0], from: t)) }
          .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        for (u, _) in inOrder {
          // The body that the unit did not serve last, then the one with more places left.
          let seats = Seat.all.filter { $0.tier == tier && left[$0.index] > 0 }
            .filter { !able(ofUnit: u, body: $0.body.index, term: t).isEmpty }
            .sorted { a, b in
              let (x, y) = (a.body.index == lastBody[u], b.body.index == lastBody[u])
              return x != y ? y : left[a.index] > left[b.index]
            }
          if let seat = seats.first { take(u, seat) }
        }
      }
      for seat in Seat.all {
        for f in posts.indices
        where left[seat.index] > 0 && posts[f].seats.contains(seat) && plan.post[f][t] == nil
          && postTerms[f] < posts[f].mostTerms && !postLeave[f][t]
        {
          plan.post[f][t] = seat
          postTerms[f] += 1
          left[seat.index] -= 1
        }
      }
    }
    guard plan.choosePeople() else { return nil }
    let roster = plan.roster
    return violations(of: roster).isEmpty ? roster : nil
  }

  /// Twice the first term after which the unit would be a whole duty behind with `served` duties,
  /// refined by how far behind it is then.
  private func deadline(ofUnit u: Int, served: Int, from term: Int) -> Int {
    let late = terms.indices.dropFirst(term).first { t in
      deviation(ofUnit: u, served: served, after: t) <= -deviationScale
    }
    let last = late ?? terms.count
    let behind = -deviation(ofUnit: u, served: served, after: min(last, terms.count - 1))
    return last * 4 * deviationScale - max(0, min(4 * deviationScale - 1, behind))
  }
}
