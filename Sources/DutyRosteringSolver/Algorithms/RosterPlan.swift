import Alliance
import DutyRostering

/// A roster in the making: which body each unit serves in each term, and by whom.
struct RosterPlan {
  let problem: RosteringProblem
  /// Index of the body, by unit and term; `nil` when the unit does not serve.
  var body: [[Int?]]
  /// Index of the person, by unit and term; `nil` while not chosen.
  var person: [[Int?]]
  /// Seat that a post fills, by post and term.
  var post: [[Seat?]]

  init(_ problem: RosteringProblem) {
    self.problem = problem
    let terms = problem.terms.count
    body = problem.units.map { _ in [Int?](repeating: nil, count: terms) }
    person = body
    post = problem.posts.map { _ in [Seat?](repeating: nil, count: terms) }
  }

  /// Takes over the duties of a tier's units from a roster.
  mutating func copy(_ roster: Roster, tier: Tier) {
    for duty in roster.duties where duty.seat.tier == tier {
      guard let u = duty.unit else { continue }
      body[u][duty.term] = duty.seat.body.index
      person[u][duty.term] = duty.person
    }
  }

  /// Chooses a person for every duty that has none: somebody with the role before an exception, then
  /// whoever has served least, then the first of the unit.
  ///
  /// - Returns: Whether somebody could be found for every duty.
  mutating func choosePeople() -> Bool {
    var served = problem.people.map(\.servedBefore)
    for u in problem.activeUnits {
      for p in person[u].compactMap(\.self) { served[p] += 1 }
    }
    for u in problem.activeUnits {
      for t in problem.terms.indices where person[u][t] == nil {
        guard let b = body[u][t] else { continue }
        let able = problem.able(ofUnit: u, body: b, term: t)
        func key(_ p: Int) -> (Int, Int, Int) {
          (problem.people[p].standing == .role ? 0 : 1, served[p], p)
        }
        guard let chosen = able.min(by: { key($0) < key($1) }) else { return false }
        person[u][t] = chosen
        served[chosen] += 1
      }
    }
    return true
  }

  /// The roster; places that nobody fills are open.
  var roster: Roster {
    var duties: [Duty] = []
    for t in problem.terms.indices {
      for seat in Seat.all {
        var filled = 0
        for u in problem.activeUnits(of: seat.tier) where body[u][t] == seat.body.index {
          guard let p = person[u][t] else { continue }
          duties.append(Duty(term: t, seat: seat, unit: u, person: p))
          filled += 1
        }
        for f in problem.posts.indices where post[f][t] == seat {
          duties.append(Duty(term: t, seat: seat, post: f))
          filled += 1
        }
        for _ in 0..<max(0, problem.places(seat, term: t) - filled) {
          duties.append(Duty(openIn: t, seat: seat))
        }
      }
    }
    return Roster(duties: duties)
  }
}

extension RosteringProblem {
  /// The people of a unit who may serve in a body in a term, the pinned person alone if there is
  /// one; empty if the unit is away.
  func able(ofUnit u: Int, body: Int, term: Int) -> [Int] {
    guard units[u].takesPart, !unitLeave[u][term] else { return [] }
    let here = { (cell: Cell) in
      cell.unit == u && cell.body.index == body && cell.term == term
    }
    if forbidden.contains(where: { here($0) && $0.person == nil }) { return [] }
    let named = pinned.first { here($0) && $0.person != nil }?.person
    return units[u].people.filter { p in
      people[p].standing != .none && !personLeave[p][term] && (named == nil || named == p)
        && !forbidden.contains { here($0) && $0.person == p }
    }
  }
}
