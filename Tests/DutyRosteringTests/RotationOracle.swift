import Alliance
import DutyRostering

/// The best values of the ordered goals by trying every roster, straight from the draft.
///
/// Shares nothing with the product but the draft: rules, goals and their order are written here again.
struct RotationOracle {
  private struct Filler {
    var unit = -1
    var person = -1
    var post = -1
    var isOffice = false
  }

  private let draft: RosteringDraft
  private let scale: Int
  private let isActive: [Bool]
  private let weightSum: [Int]
  private var options: [[[Filler]]] = []
  private var places: [[Int]] = []  // by tier, by term: so far

  /// Number of rosters that keep the rules within every term.
  var rosterCount: Int { options.reduce(1) { min(1_000_000_000, $0 * $1.count) } }
  /// Denominator of the deviations in ``best()``.
  var denominator: Int { scale }

  init(_ draft: RosteringDraft) {
    self.draft = draft
    let settings = draft.rotation.settings
    isActive = draft.units.map { $0.takesPart && (settings.hostTakesPart || !$0.isHost) }
    let active = isActive
    weightSum = [Tier.hospital, .community].map { tier in
      zip(draft.units, active).reduce(0) {
        $1.1 && $1.0.tier == tier ? $0 + $1.0.weight : $0
      }
    }
    // Any common denominator will do.
    scale =
      weightSum.reduce(1) { $0 * max(1, $1) }
      * draft.rotation.history.reduce(1) { $0 * $1.entitlement.denominator }
    var soFar = [0, 0]
    places = [[], []]
    for term in draft.terms {
      for demand in draft.rotation.demand where demand.term == term.label {
        soFar[demand.seat.tier == .hospital ? 0 : 1] += demand.places
      }
      places[0].append(soFar[0])
      places[1].append(soFar[1])
      options.append(fillings(of: term.label))
    }
  }

  private func isForbidden(_ u: Int, _ p: Int, _ body: Body, _ term: String) -> Bool {
    draft.rotation.forbidden.contains { cell in
      (cell.term ?? term) == term && (cell.body ?? body) == body
        && (cell.unit == draft.units[u].id || cell.person == draft.people[p].staffNumber)
    }
  }

  private func mayServe(_ p: Int, _ body: Body, _ tier: Tier, _ term: String) -> Int? {
    let person = draft.people[p]
    guard let u = draft.units.firstIndex(where: { $0.id == person.unit }), isActive[u],
      draft.units[u].tier == tier,
      person.role == draft.rotation.settings.requiredRole || person.exception != nil,
      !draft.leave.contains(where: {
        $0.term == term && ($0.unit == person.unit || $0.person == person.staffNumber)
      }), !isForbidden(u, p, body, term)
    else { return nil }
    return u
  }

  /// Every way to fill a term.
  private func fillings(of term: String) -> [[Filler]] {
    var seats: [Seat] = []
    for demand in draft.rotation.demand where demand.term == term {
      seats += Array(repeating: demand.seat, count: demand.places)
    }
    seats.sort { $0.index < $1.index }
    var found: [[Filler]] = []
    func extend(_ chosen: [Filler], _ ranks: [Int]) {
      guard chosen.count < seats.count else {
        if pinsHold(chosen, term) { found.append(chosen) }
        return
      }
      let seat = seats[chosen.count]
      // Places of one seat are alike: fill them in rising rank; only open places may repeat.
      let isSameSeat = !chosen.isEmpty && seats[chosen.count - 1] == seat
      let least = isSameSeat ? ranks[chosen.count - 1] : -1
      for p in draft.people.indices where p > least {
        guard let u = mayServe(p, seat.body, seat.tier, term),
          !chosen.contains(where: { $0.unit == u })
        else { continue }
        extend(
          chosen + [Filler(unit: u, person: p, isOffice: seat.body == .office)], ranks + [p])
      }
      for (f, post) in draft.rotation.posts.enumerated() {
        let rank = draft.people.count + f
        guard rank > least, post.seats.contains(seat), !chosen.contains(where: { $0.post == f }),
          !draft.leave.contains(where: { $0.term == term && $0.person == post.staffNumber })
        else { continue }
        extend(chosen + [Filler(post: f, isOffice: seat.body == .office)], ranks + [rank])
      }
      if draft.rotation.settings.mayLeaveOpen { extend(chosen + [Filler()], ranks + [1000]) }
    }
    extend([], [])
    return found
  }

  private func pinsHold(_ fillers: [Filler], _ term: String) -> Bool {
    draft.rotation.pinned.allSatisfy { pin in
      guard pin.term == term else { return true }
      return fillers.contains { filler in
        guard filler.unit >= 0, filler.isOffice == (pin.body == .office) else { return false }
        return pin.unit == draft.units[filler.unit].id
          || pin.person == draft.people[filler.person].staffNumber
      }
    }
  }

  /// The best goals: open, posts, then for hospitals and community centres each: worst, total,
  /// exceptions, gap, turns, balance, order of the draw; `nil` if no roster keeps the rules.
  func best() -> [Int]? {
    var best: [Int]?
    var roster: [[Filler]] = []
    func extend() {
      guard roster.count < options.count else {
        if let goals = goals(of: roster), best.map({ isBetter(goals, $0) }) ?? true {
          best = goals
        }
        return
      }
      for option in options[roster.count] {
        roster.append(option)
        extend()
        roster.removeLast()
      }
    }
    extend()
    return best
  }

  private func isBetter(_ a: [Int], _ b: [Int]) -> Bool {
    for i in a.indices where a[i] != b[i] {
      return i == 8 || i == 9 ? a[i] > b[i] : a[i] < b[i]
    }
    return false
  }

  /// Units of the same tier that were drawn before a unit; whoever was not drawn stands behind.
  private func ahead(of u: Int) -> Int {
    guard let order = draft.tieOrder else { return 0 }
    func place(_ other: Int) -> Int {
      order.firstIndex(of: draft.units[other].id) ?? order.count + other
    }
    return draft.units.indices.count {
      isActive[$0] && draft.units[$0].tier == draft.units[u].tier && place($0) < place(u)
    }
  }

  private func goals(of roster: [[Filler]]) -> [Int]? {
    var goals = [0, 0, 0, 0, 0, 0, 0, 0, roster.count, roster.count, 0, 0, 0, 0, 0, 0]
    for (f, post) in draft.rotation.posts.enumerated() {
      let uses = roster.joined().count { $0.post == f }
      if uses > post.mostTerms { return nil }
      goals[1] += uses
    }
    goals[0] = roster.joined().count { $0.unit < 0 && $0.post < 0 }
    for (u, unit) in draft.units.enumerated() where isActive[u] {
      let k = unit.tier == .hospital ? 0 : 1
      let past = draft.rotation.history.first { $0.unit == unit.id }
      var balance = 0
      if let past {
        balance =
          scale * past.served
          - scale / past.entitlement.denominator * past.entitlement.numerator
      }
      var (last, body) = (past?.termsSince.map { -$0 }, past?.lastBody)
      var served = 0
      for t in roster.indices {
        if let filler = roster[t].first(where: { $0.unit == u }) {
          served += 1
          goals[14 + k] += ahead(of: u) * (roster.count - t)
          if let last {
            let free = t - last - 1
            if free < draft.rotation.settings.leastGap { return nil }
            goals[8 + k] = min(goals[8 + k], free)
          }
          let here: Body = filler.isOffice ? .office : .secretariat
          if body == here { goals[10 + k] += 1 }
          (last, body) = (t, here)
        }
        let owed = scale / weightSum[k] * unit.weight * places[k][t]
        let size = abs(balance + scale * served - owed)
        goals[2 + k] = max(goals[2 + k], size)
        goals[4 + k] += size
      }
    }
    for (p, person) in draft.people.enumerated() {
      let duties = roster.joined().count { $0.person == p }
      let k = draft.units.first { $0.id == person.unit }?.tier == .community ? 1 : 0
      if person.role != draft.rotation.settings.requiredRole { goals[6 + k] += duties }
      for earlier in 0..<duties { goals[12 + k] += person.served + earlier }
    }
    return goals
  }
}
