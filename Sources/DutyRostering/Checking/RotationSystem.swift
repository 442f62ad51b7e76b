import Alliance
public import Solving

/// The rules of the rotation as integer inequalities, with the names of `rotation.mod`.
///
/// Written from the rules, next to the checker: proofs of bounds are added up against this system,
/// so a mistake in a formulation cannot hide in the proof of its own bound.
struct RotationSystem {
  let problem: RosteringProblem
  let stage: RotationStage
  private(set) var system = IntegerSystem()
  /// Constant part of the objective.
  private(set) var constant = 0

  private var serve: [[[Int]]] = []  // by unit, body, term; empty for units that take no part
  private var atLeast: [[[Int]]] = []  // by unit, term, duties − 1
  private var person: [[Int]] = []  // by person, term
  private var post: [[[Int]]] = []  // by post, seat in its list, term
  private var open: [[Int]] = []  // by seat, term
  private var last: [[Int]] = []  // by unit, 0 ... terms
  private var repeated: [[[Int]]] = []  // by unit, body, term
  private var load: [[Int]] = []  // by person, duties − 1
  private let terms: Range<Int>
  private let units: [Int]
  private let people: [Int]
  private let exceptions: [Int]

  /// Writes the system; `nil` if the stage's thresholds leave some count no value at all, so that no
  /// roster can keep them.
  init?(_ problem: RosteringProblem, _ stage: RotationStage) {
    self.problem = problem
    self.stage = stage
    terms = problem.terms.indices
    units = problem.activeUnits
    people = problem.people.indices.filter { problem.units[problem.people[$0].unit].takesPart }
    exceptions = people.filter {
      if case .exception = problem.people[$0].standing { true } else { false }
    }
    guard addUnknowns() else { return nil }
    addSeatRules()
    addUnitRules()
    addPersonRules()
    addPostRules()
    addTurnRules()
    addPins()
  }

  private mutating func addUnknowns() -> Bool {
    for u in problem.units.indices {
      let isActive = problem.units[u].takesPart
      serve.append(
        isActive
          ? Body.allCases.map { b in
            terms.map { system.addColumn("serve[\(u),\(b.index),\($0)]", in: 0...1) }
          } : [])
      var counts: [[Int]] = []
      for t in terms where isActive {
        guard isWithinReach(u, t) else { return false }
        var row: [Int] = []
        for j in 1...(t + 1) {
          guard let range = countRange(u, t, j) else { return false }
          let name = "atleast[\(u),\(t),\(j)]"
          row.append(system.addColumn(name, in: range, cost: countCost(u, t, j)))
        }
        counts.append(row)
        if isGoal(.totalDeviation, u) {
          constant += abs(problem.deviation(ofUnit: u, served: 0, after: t))
        }
      }
      atLeast.append(counts)
      last.append(
        isActive ? (0...terms.count).map { system.addColumn("last[\(u),\($0)]", in: 0...1) } : [])
      let repeats = stage.turns[problem.units[u].tier.index] == 0 ? 0...0 : 0...1
      let turnCost = isGoal(.bodyTurns, u) ? 1 : 0
      repeated.append(
        isActive
          ? Body.allCases.map { b in
            terms.map {
              system.addColumn("repeated[\(u),\(b.index),\($0)]", in: repeats, cost: turnCost)
            }
          } : [])
    }
    addPersonUnknowns()
    addPostUnknowns()
    return true
  }

  private mutating func addPersonUnknowns() {
    for p in problem.people.indices {
      guard people.contains(p) else {
        person.append([])
        load.append([])
        continue
      }
      let isException = exceptions.contains(p)
      let u = problem.people[p].unit
      let range =
        isException && stage.exceptions[problem.units[u].tier.index] == 0 ? 0...0 : 0...1
      let cost = isException && isGoal(.roleExceptions, u) ? 1 : 0
      person.append(terms.map { system.addColumn("person[\(p),\($0)]", in: range, cost: cost) })
      load.append(
        (1...terms.count).map { j in
          let before = problem.people[p].servedBefore + j - 1
          return system.addColumn(
            "load[\(p),\(j)]", in: 0...1, cost: isGoal(.personBalance, u) ? before : 0)
        })
    }
  }

  private mutating func addPostUnknowns() {
    let postRange = stage.post == 0 ? 0...0 : 0...1
    for (f, entry) in problem.posts.enumerated() {
      post.append(
        entry.seats.map { seat in
          terms.map { t in
            system.addColumn(
              "post[\(f),\(seat.body.index),\(seat.tier.index),\(t)]", in: postRange,
              cost: stage.goal == .postUse ? 1 : 0)
          }
        })
    }
    open = Seat.all.map { seat in
      terms.map { t in
        system.addColumn(
          "open[\(seat.body.index),\(seat.tier.index),\(t)]",
          in: 0...(stage.open == 0 ? 0 : problem.places(seat, term: t)),
          cost: stage.goal == .openSeats ? 1 : 0)
      }
    }
  }

  /// Whether the threshold allows some number of duties from none to one in every term.
  private func isWithinReach(_ u: Int, _ t: Int) -> Bool {
    guard let worst = stage.worst[problem.units[u].tier.index] else { return true }
    return problem.deviation(ofUnit: u, served: 0, after: t) <= worst
      && problem.deviation(ofUnit: u, served: t + 1, after: t) >= -worst
  }

  /// The j-th duty is due when j − 1 would be too few, and too early when j would be too many.
  private func countRange(_ u: Int, _ t: Int, _ j: Int) -> ClosedRange<Int>? {
    guard let worst = stage.worst[problem.units[u].tier.index] else { return 0...1 }
    let isDue = problem.deviation(ofUnit: u, served: j - 1, after: t) < -worst
    let isEarly = problem.deviation(ofUnit: u, served: j, after: t) > worst
    if isDue && isEarly { return nil }
    return isDue ? 1...1 : isEarly ? 0...0 : 0...1
  }

  /// What the j-th duty adds to the sum of deviations after term t; rises with j.
  private func countCost(_ u: Int, _ t: Int, _ j: Int) -> Int {
    isGoal(.totalDeviation, u) ? step(u, t, j) : 0
  }

  /// Whether the stage's goal has this measure and speaks of the unit's tier.
  private func isGoal(_ measure: RosteringGoal.Measure, _ u: Int) -> Bool {
    stage.goal == RosteringGoal(measure, problem.units[u].tier)
  }

  private func step(_ u: Int, _ t: Int, _ j: Int) -> Int {
    abs(problem.deviation(ofUnit: u, served: j, after: t))
      - abs(problem.deviation(ofUnit: u, served: j - 1, after: t))
  }

  private func both(_ u: Int, _ t: Int) -> [(column: Int, coefficient: Int)] {
    Body.allCases.map { (serve[u][$0.index][t], 1) }
  }

  private func sum(_ columns: [Int]) -> [(column: Int, coefficient: Int)] {
    columns.map { ($0, 1) }
  }

  private mutating func addSeatRules() {
    for seat in Seat.all {
      for t in terms {
        let label = "[\(seat.body.index),\(seat.tier.index),\(t)]"
        var fillers = units.filter { problem.units[$0].tier == seat.tier }
          .map { serve[$0][seat.body.index][t] }
        for (f, entry) in problem.posts.enumerated() {
          if let place = entry.seats.firstIndex(of: seat) { fillers.append(post[f][place][t]) }
        }
        fillers.append(open[seat.index][t])
        let places = problem.places(seat, term: t)
        system.addRow("fill\(label)", sum(fillers), lower: places, upper: places)
        if !problem.settings.mayLeaveOpen {
          system.addRow("staffed\(label)", [(open[seat.index][t], 1)], upper: 0)
        }
      }
    }
  }

  private mutating func addUnitRules() {
    for u in units {
      for t in terms {
        system.addRow("once[\(u),\(t)]", both(u, t), upper: 1)
        var terms = sum(atLeast[u][t])
        if t > 0 { terms += atLeast[u][t - 1].map { ($0, -1) } }
        terms += both(u, t).map { ($0.column, -1) }
        system.addRow("count[\(u),\(t)]", terms, lower: 0, upper: 0)
        if problem.unitLeave[u][t] {
          system.addRow("leave_unit[\(u),\(t)]", both(u, t), upper: 0)
        }
      }
      addGapRules(u)
    }
    for cell in problem.pinned where cell.person == nil {
      let (u, b, t) = (cell.unit, cell.body.index, cell.term)
      system.addRow("pinned_unit[\(u),\(b),\(t)]", [(serve[u][b][t], 1)], lower: 1)
    }
    for cell in problem.forbidden
    where cell.person == nil && problem.units[cell.unit].takesPart {
      let (u, b, t) = (cell.unit, cell.body.index, cell.term)
      system.addRow("forbidden_unit[\(u),\(b),\(t)]", [(serve[u][b][t], 1)], upper: 0)
    }
  }

  private mutating func addGapRules(_ u: Int) {
    let unit = problem.units[u]
    let gap = max(problem.settings.leastGap, stage.wideGap[unit.tier.index])
    guard gap > 0 else { return }
    for t in 0...max(0, terms.count - 1 - gap) {
      let window = (t...min(t + gap, terms.count - 1)).flatMap { both(u, $0) }
      system.addRow("gap[\(u),\(t)]", window, upper: 1)
    }
    if let since = unit.termsSince, gap >= since {
      let soon = (0...min(gap - since, terms.count - 1)).flatMap { both(u, $0) }
      system.addRow("gap_history[\(u)]", soon, upper: 0)
    }
  }

  private mutating func addPersonRules() {
    for u in units {
      for t in terms {
        let terms = problem.units[u].people.map { (column: person[$0][t], coefficient: 1) }
        system.addRow(
          "bind[\(u),\(t)]", terms + both(u, t).map { ($0.column, -1) }, lower: 0, upper: 0)
      }
    }
    for p in people {
      if problem.people[p].standing == .none {
        system.addRow("role[\(p)]", sum(person[p]), upper: 0)
      }
      for t in terms where problem.personLeave[p][t] {
        system.addRow("leave_person[\(p),\(t)]", [(person[p][t], 1)], upper: 0)
      }
      let counted = sum(person[p]) + load[p].map { ($0, -1) }
      system.addRow("person_count[\(p)]", counted, lower: 0, upper: 0)
    }
    for cell in problem.pinned {
      guard let p = cell.person else { continue }
      addPair("pinned_person", p, cell, lower: 2, upper: nil)
    }
    for cell in problem.forbidden where problem.units[cell.unit].takesPart {
      guard let p = cell.person else { continue }
      addPair("forbidden_person", p, cell, lower: nil, upper: 1)
    }
  }

  private mutating func addPair(
    _ family: String, _ p: Int, _ cell: RosteringProblem.Cell, lower: Int?, upper: Int?
  ) {
    let (b, t) = (cell.body.index, cell.term)
    system.addRow(
      "\(family)[\(p),\(b),\(t)]", [(person[p][t], 1), (serve[cell.unit][b][t], 1)], lower: lower,
      upper: upper)
  }

  private mutating func addPostRules() {
    for (f, entry) in problem.posts.enumerated() {
      for t in terms {
        let here = post[f].map { $0[t] }
        system.addRow("post_once[\(f),\(t)]", sum(here), upper: 1)
        if problem.postLeave[f][t] { system.addRow("leave_post[\(f),\(t)]", sum(here), upper: 0) }
      }
      system.addRow("post_cap[\(f)]", sum(post[f].flatMap(\.self)), upper: entry.mostTerms)
    }
  }

  private mutating func addTurnRules() {
    for u in units {
      let (s, o) = (Body.secretariat.index, Body.office.index)
      for t in terms {
        let (toS, toO) = (serve[u][s][t], serve[u][o][t])
        let (againS, againO) = (repeated[u][s][t], repeated[u][o][t])
        system.addRow(
          "turn[\(u),\(t)]",
          [
            (last[u][t + 1], 1), (last[u][t], -1), (toS, -1), (againS, 1), (toO, 1), (againO, -1),
          ], lower: 0, upper: 0)
        system.addRow(
          "from_secretariat[\(u),\(t)]", [(toO, 1), (againO, -1), (againS, 1), (last[u][t], -1)],
          upper: 0)
        addParityRules(u, t)
        system.addRow(
          "from_office[\(u),\(t)]", [(toS, 1), (againS, -1), (againO, 1), (last[u][t], 1)], upper: 1
        )
      }
      if let body = problem.units[u].lastBody {
        let value = body == .secretariat ? 1 : 0
        system.addRow("last_duty[\(u)]", [(last[u][0], 1)], lower: value, upper: value)
      }
    }
  }

  /// Without repeats the last body changes with every duty: after an odd number of them it is the
  /// other one than at first. Each repeat so far excuses one step.
  private mutating func addParityRules(_ u: Int, _ t: Int) {
    let (now, first) = (last[u][t + 1], last[u][0])
    let repeats = (0...t).flatMap { s in repeated[u].map { ($0[s], -1) } }
    func rule(_ letter: String, now a: Int, first b: Int, odd c: Int, upper: Int) {
      let parity = atLeast[u][t].enumerated().map { i, column in (column, i % 2 == 0 ? c : -c) }
      system.addRow(
        "parity_\(letter)[\(u),\(t)]", [(now, a), (first, b)] + parity + repeats, upper: upper)
    }
    rule("a", now: 1, first: -1, odd: -1, upper: 0)
    rule("b", now: -1, first: 1, odd: -1, upper: 0)
    rule("c", now: -1, first: -1, odd: 1, upper: 0)
    rule("d", now: 1, first: 1, odd: 1, upper: 2)
  }

  private mutating func addPins() {
    if let most = stage.open {
      system.addRow("pinned_open[1]", sum(open.flatMap(\.self)), upper: most)
    }
    if let most = stage.post, !problem.posts.isEmpty {
      system.addRow(
        "pinned_post[1]", sum(post.flatMap { $0.flatMap(\.self) }), upper: most)
    }
    for tier in Tier.allCases { addPins(of: tier) }
  }

  private mutating func addPins(of tier: Tier) {
    let k = tier.index
    let members = units.filter { problem.units[$0].tier == tier }
    if let most = stage.total[k] {
      var terms: [(column: Int, coefficient: Int)] = []
      var base = 0
      for u in members {
        for t in self.terms {
          base += abs(problem.deviation(ofUnit: u, served: 0, after: t))
          for j in 1...(t + 1) where step(u, t, j) != 0 {
            terms.append((atLeast[u][t][j - 1], step(u, t, j)))
          }
        }
      }
      system.addRow("pinned_total[\(k)]", terms, upper: most - base)
    }
    let excepted = exceptions.filter { members.contains(problem.people[$0].unit) }
    if let most = stage.exceptions[k], !excepted.isEmpty {
      system.addRow(
        "pinned_exceptions[\(k)]", sum(excepted.flatMap { person[$0] }), upper: most)
    }
    if let most = stage.turns[k], !members.isEmpty {
      let again = members.flatMap { repeated[$0].flatMap(\.self) }
      system.addRow("pinned_turns[\(k)]", sum(again), upper: most)
    }
  }
}

extension RosteringProblem {
  /// The rules at a stage of the ordered optimisation as integer inequalities, with the rows and
  /// columns of `Models/rostering/rotation.mod`, and the constant part of its objective.
  ///
  /// - Returns: `nil` if the stage's thresholds leave some count no value, so that no roster keeps
  ///   them.
  /// - Complexity: O(units × terms²).
  public func integerSystem(at stage: RotationStage) -> (system: IntegerSystem, constant: Int)? {
    RotationSystem(self, stage).map { ($0.system, $0.constant) }
  }
}
