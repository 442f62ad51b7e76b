import Alliance
public import DutyRostering
public import LinearProgramming

/// The rotation as a linear program over zero-one unknowns, equal to `rotation.mod` row by row.
///
/// The heart is `atleast[u,t,j]`: unit *u* has served at least *j* duties by the end of term *t*. A
/// largest allowed deviation then fixes unknowns instead of adding a big number: the *j*-th duty is
/// due by one term and too early before another (Steiner & Yeomans 1993 for the bottleneck;
/// Kubiak & Sethi 1991 for convex sums of deviations). Absent gaps and people, the rows are those of
/// a network, so the relaxation is whole.
struct RotationFormulation {
  let problem: RosteringProblem
  let stage: RotationStage
  private(set) var program: LinearProgram
  /// What each row is needed for.
  private(set) var uses: [Use] = []

  /// By unit, body, term; empty for units that take no part.
  private(set) var serve: [[[Column]]] = []
  /// By unit, term, duties − 1.
  private(set) var atLeast: [[[Column]]] = []
  /// By person, term.
  private(set) var person: [[Column]] = []
  /// By post, position in its seats, term.
  private(set) var post: [[[Column]]] = []
  /// By seat, term.
  private(set) var open: [[Column]] = []
  /// By unit, 0 ... terms.
  private(set) var last: [[Column]] = []
  /// By unit, body, term.
  private(set) var repeated: [[[Column]]] = []
  /// By person, duties − 1.
  private(set) var load: [[Column]] = []

  /// What a row is needed for; smaller programs leave out what their stage does not need.
  enum Use: Hashable {
    /// Every stage.
    case always
    /// Stages in which it matters who serves for the unit in the term.
    case people(unit: Int, term: Int)
    /// Stages in which it matters whether this person serves.
    case role(person: Int)
    /// The goal of both bodies in turn and later ones.
    case turns
    /// The goal of balance inside units.
    case balance
  }

  /// Writes the program of a stage.
  ///
  /// A count that the thresholds leave no value gets reversed bounds; ask
  /// ``RosteringProblem/integerSystem(at:)`` first.
  init(_ problem: RosteringProblem, _ stage: RotationStage) {
    self.problem = problem
    self.stage = stage
    program = LinearProgram("rotation, \(stage.goal.rawValue)")
    addUnitColumns()
    addPersonColumns()
    addFillingColumns()
    addFill()
    addOnce()
    addCount()
    addBind()
    addRole()
    addLeave()
    addPinned()
    addForbidden()
    addGap()
    addPosts()
    addTurns()
    addParity()
    addPersonCount()
    addPinnedGoals()
  }

  private var terms: Range<Int> { problem.terms.indices }

  private mutating func require(
    _ name: String, _ expression: LinearExpression, in bounds: LinearProgram.Bounds,
    for use: Use = .always
  ) {
    program.require(name, expression, in: bounds)
    uses.append(use)
  }

  // MARK: - Unknowns

  private mutating func addUnitColumns() {
    for u in problem.units.indices {
      guard problem.units[u].takesPart else {
        serve.append([])
        atLeast.append([])
        last.append([])
        repeated.append([])
        continue
      }
      serve.append(
        [0, 1].map { b in terms.map { program.addBinary("serve[\(u),\(b),\($0)]") } })
      atLeast.append(
        terms.map { t in
          (1...t + 1).map { j in
            program.addColumn(
              "atleast[\(u),\(t),\(j)]", countBounds(u, t, j), kind: .integer,
              cost: isGoal(.totalDeviation, u) ? Double(extraDeviation(u, t, j)) : 0)
          }
        })
      last.append((0...terms.count).map { program.addBinary("last[\(u),\($0)]") })
      repeated.append(
        [0, 1].map { b in
          terms.map { t in
            program.addColumn(
              "repeated[\(u),\(b),\(t)]", upTo(stage.turns[tier(u)] == 0 ? 0 : 1), kind: .integer,
              cost: isGoal(.bodyTurns, u) ? 1 : 0)
          }
        })
    }
  }

  private mutating func addPersonColumns() {
    for (p, entry) in problem.people.enumerated() {
      guard problem.units[entry.unit].takesPart else {
        person.append([])
        load.append([])
        continue
      }
      let isException = isException(p)
      let bounds = upTo(isException && stage.exceptions[tier(entry.unit)] == 0 ? 0 : 1)
      person.append(
        terms.map { t in
          program.addColumn(
            "person[\(p),\(t)]", bounds, kind: .integer,
            cost: isException && isGoal(.roleExceptions, entry.unit) ? 1 : 0)
        })
      load.append(
        (1...terms.count).map { j in
          program.addBinary(
            "load[\(p),\(j)]",
            cost: isGoal(.personBalance, entry.unit) ? Double(entry.servedBefore + j - 1) : 0)
        })
    }
  }

  private mutating func addFillingColumns() {
    post = problem.posts.enumerated().map { f, entry in
      entry.seats.map { seat in
        terms.map { t in
          program.addColumn(
            "post[\(f),\(seat.body.index),\(seat.tier.index),\(t)]",
            upTo(stage.post == 0 ? 0 : 1), kind: .integer, cost: stage.goal == .postUse ? 1 : 0)
        }
      }
    }
    open = Seat.all.map { seat in
      terms.map { t in
        program.addColumn(
          "open[\(seat.body.index),\(seat.tier.index),\(t)]",
          upTo(stage.open == 0 ? 0 : problem.places(seat, term: t)), kind: .integer,
          cost: stage.goal == .openSeats ? 1 : 0)
      }
    }
    if stage.goal.measure == .totalDeviation, let tier = stage.goal.tier {
      program.objectiveConstant = Double(emptyDeviation(of: tier))
    }
  }

  private func tier(_ u: Int) -> Int { problem.units[u].tier.index }

  private func isGoal(_ measure: RosteringGoal.Measure, _ u: Int) -> Bool {
    stage.goal.measure == measure && stage.goal.tier == problem.units[u].tier
  }

  private func upTo(_ most: Int) -> LinearProgram.Bounds {
    LinearProgram.Bounds(lower: 0, upper: Double(most))
  }

  private func isException(_ p: Int) -> Bool {
    if case .exception = problem.people[p].standing { true } else { false }
  }

  private func countBounds(_ u: Int, _ t: Int, _ j: Int) -> LinearProgram.Bounds {
    guard let worst = stage.worst[problem.units[u].tier.index] else { return .unit }
    let isDue = problem.deviation(ofUnit: u, served: j - 1, after: t) < -worst
    let isEarly = problem.deviation(ofUnit: u, served: j, after: t) > worst
    return LinearProgram.Bounds(lower: isDue ? 1 : 0, upper: isEarly ? 0 : 1)
  }

  /// |deviation| with j duties less |deviation| with j − 1; rises with j.
  private func extraDeviation(_ u: Int, _ t: Int, _ j: Int) -> Int {
    problem.deviation(ofUnit: u, served: j, after: t).magnitudeAsInt
      - problem.deviation(ofUnit: u, served: j - 1, after: t).magnitudeAsInt
  }

  /// The sum of deviations of a roster in which nobody serves.
  private func emptyDeviation(of tier: Tier) -> Int {
    problem.activeUnits(of: tier).reduce(0) { sum, u in
      terms.reduce(sum) {
        $0 + problem.deviation(ofUnit: u, served: 0, after: $1).magnitudeAsInt
      }
    }
  }

  private func anyBody(_ u: Int, _ t: Int) -> LinearExpression {
    LinearExpression(sumOf: [serve[u][0][t], serve[u][1][t]])
  }

  // MARK: - Hard rules

  /// fill[b,k,t]:  Σ_{u of k} serve[u,b,t] + Σ_f post[f,b,k,t] + open[b,k,t] = demand[b,k,t]
  /// staffed[b,k,t]:  open[b,k,t] ≤ 0, unless places may stay open
  private mutating func addFill() {
    for seat in Seat.all {
      let (b, k) = (seat.body.index, seat.tier.index)
      let units = problem.activeUnits(of: seat.tier)
      for t in terms {
        var filled = LinearExpression(sumOf: units.map { serve[$0][b][t] })
        for (f, entry) in problem.posts.enumerated() {
          for (s, eligible) in entry.seats.enumerated() where eligible == seat {
            filled.add(1, post[f][s][t])
          }
        }
        filled.add(1, open[seat.index][t])
        let places = Double(problem.places(seat, term: t))
        require("fill[\(b),\(k),\(t)]", filled, in: .fixed(places))
        if !problem.settings.mayLeaveOpen {
          require(
            "staffed[\(b),\(k),\(t)]", LinearExpression(sumOf: [open[seat.index][t]]),
            in: .atMost(0))
        }
      }
    }
  }

  /// once[u,t]:  Σ_b serve[u,b,t] ≤ 1
  private mutating func addOnce() {
    for u in problem.activeUnits {
      for t in terms { require("once[\(u),\(t)]", anyBody(u, t), in: .atMost(1)) }
    }
  }

  /// count[u,t]:  Σ_j atleast[u,t,j] − Σ_j atleast[u,t−1,j] − Σ_b serve[u,b,t] = 0
  private mutating func addCount() {
    for u in problem.activeUnits {
      for t in terms {
        var expression = LinearExpression(sumOf: atLeast[u][t])
        if t > 0 { expression = expression - LinearExpression(sumOf: atLeast[u][t - 1]) }
        require("count[\(u),\(t)]", expression - anyBody(u, t), in: .fixed(0))
      }
    }
  }

  /// bind[u,t]:  Σ_{p of u} person[p,t] − Σ_b serve[u,b,t] = 0
  private mutating func addBind() {
    for u in problem.activeUnits {
      for t in terms {
        let people = LinearExpression(sumOf: problem.units[u].people.map { person[$0][t] })
        require(
          "bind[\(u),\(t)]", people - anyBody(u, t), in: .fixed(0), for: .people(unit: u, term: t))
      }
    }
  }

  /// role[p]:  Σ_t person[p,t] ≤ 0 for people with neither role nor exception
  private mutating func addRole() {
    for p in problem.people.indices
    where problem.people[p].standing == .none && !person[p].isEmpty {
      require(
        "role[\(p)]", LinearExpression(sumOf: person[p]), in: .atMost(0), for: .role(person: p))
    }
  }

  /// leave_unit[u,t]:  Σ_b serve[u,b,t] ≤ 0;  leave_person[p,t]:  person[p,t] ≤ 0
  private mutating func addLeave() {
    for u in problem.activeUnits {
      for t in terms where problem.unitLeave[u][t] {
        require("leave_unit[\(u),\(t)]", anyBody(u, t), in: .atMost(0))
      }
    }
    for p in problem.people.indices where !person[p].isEmpty {
      for t in terms where problem.personLeave[p][t] {
        require(
          "leave_person[\(p),\(t)]", LinearExpression(sumOf: [person[p][t]]), in: .atMost(0),
          for: .people(unit: problem.people[p].unit, term: t))
      }
    }
  }

  /// pinned_unit[u,b,t]:  serve[u,b,t] ≥ 1;  pinned_person[p,b,t]:  person[p,t] + serve[u,b,t] ≥ 2
  private mutating func addPinned() {
    for cell in problem.pinned {
      let (b, t) = (cell.body.index, cell.term)
      let seat = serve[cell.unit][b][t]
      if let p = cell.person {
        require(
          "pinned_person[\(p),\(b),\(t)]", LinearExpression(sumOf: [person[p][t], seat]),
          in: .atLeast(2), for: .people(unit: cell.unit, term: t))
      } else {
        require(
          "pinned_unit[\(cell.unit),\(b),\(t)]", LinearExpression(sumOf: [seat]), in: .atLeast(1))
      }
    }
  }

  /// forbidden_unit[u,b,t]:  serve[u,b,t] ≤ 0
  /// forbidden_person[p,b,t]:  person[p,t] + serve[u,b,t] ≤ 1
  private mutating func addForbidden() {
    for cell in problem.forbidden where problem.units[cell.unit].takesPart {
      let (b, t) = (cell.body.index, cell.term)
      let seat = serve[cell.unit][b][t]
      if let p = cell.person {
        require(
          "forbidden_person[\(p),\(b),\(t)]", LinearExpression(sumOf: [person[p][t], seat]),
          in: .atMost(1), for: .people(unit: cell.unit, term: t))
      } else {
        require(
          "forbidden_unit[\(cell.unit),\(b),\(t)]", LinearExpression(sumOf: [seat]), in: .atMost(0))
      }
    }
  }

  /// gap[u,t]:  Σ_{s = t … t+g} Σ_b serve[u,b,s] ≤ 1
  /// gap_history[u]:  Σ_{t ≤ g − since} Σ_b serve[u,b,t] ≤ 0
  private mutating func addGap() {
    for u in problem.activeUnits {
      let unit = problem.units[u]
      let gap = max(problem.settings.leastGap, stage.wideGap[unit.tier.index])
      if gap == 0 { continue }
      for t in 0...max(0, terms.count - 1 - gap) {
        let window = (t...min(t + gap, terms.count - 1)).map { anyBody(u, $0) }
        require("gap[\(u),\(t)]", window.reduce(LinearExpression(), +), in: .atMost(1))
      }
      guard let since = unit.termsSince, since <= gap else { continue }
      let early = (0...min(gap - since, terms.count - 1)).map { anyBody(u, $0) }
      require("gap_history[\(u)]", early.reduce(LinearExpression(), +), in: .atMost(0))
    }
  }

  /// post_once[f,t]:  Σ post[f,b,k,t] ≤ 1;  leave_post[f,t]:  … ≤ 0;  post_cap[f]:  Σ_t … ≤ cap[f]
  private mutating func addPosts() {
    for (f, entry) in problem.posts.enumerated() {
      for t in terms {
        let filled = LinearExpression(sumOf: post[f].map { $0[t] })
        require("post_once[\(f),\(t)]", filled, in: .atMost(1))
        if problem.postLeave[f][t] { require("leave_post[\(f),\(t)]", filled, in: .atMost(0)) }
      }
      require(
        "post_cap[\(f)]", LinearExpression(sumOf: post[f].joined()),
        in: .atMost(Double(entry.mostTerms)))
    }
  }
}

extension Int {
  /// |self|, which the deviations' limits keep far from overflow.
  var magnitudeAsInt: Int { self < 0 ? -self : self }
}

extension RotationFormulation {
  // MARK: - Both bodies in turn, duties of each person

  /// turn[u,t], from_secretariat[u,t], from_office[u,t], last_duty[u]: `last` follows the duties, and
  /// a duty in the body that `last` names already is repeated.
  private mutating func addTurns() {
    for u in problem.activeUnits {
      let (duty, again) = (serve[u], repeated[u])
      for t in terms {
        let moves = LinearExpression(sumOf: [last[u][t + 1], again[0][t], duty[1][t]])
        let stays = LinearExpression(sumOf: [last[u][t], duty[0][t], again[1][t]])
        require("turn[\(u),\(t)]", moves - stays, in: .fixed(0), for: .turns)
        require(
          "from_secretariat[\(u),\(t)]",
          LinearExpression(sumOf: [duty[1][t], again[0][t]])
            - LinearExpression(sumOf: [again[1][t], last[u][t]]), in: .atMost(0), for: .turns)
        require(
          "from_office[\(u),\(t)]",
          LinearExpression(sumOf: [duty[0][t], again[1][t], last[u][t]])
            - LinearExpression(sumOf: [again[0][t]]), in: .atMost(1), for: .turns)
      }
      if let body = problem.units[u].lastBody {
        require(
          "last_duty[\(u)]", LinearExpression(sumOf: [last[u][0]]),
          in: .fixed(body == .secretariat ? 1 : 0), for: .turns)
      }
    }
  }

  /// With e = Σ_j (−1)^(j+1) atleast[u,t,j], the parity of the duties so far, and R the repeats so far:
  /// parity_a[u,t]:  last[u,t+1] − last[u,0] − e ≤ R;  parity_b[u,t]:  last[u,0] − last[u,t+1] − e ≤ R
  /// parity_c[u,t]:  e − last[u,0] − last[u,t+1] ≤ R;  parity_d[u,t]:  last[u,0] + last[u,t+1] + e ≤ 2 + R
  private mutating func addParity() {
    for u in problem.activeUnits {
      for t in terms {
        var parity = LinearExpression()
        for (i, column) in atLeast[u][t].enumerated() { parity.add(i % 2 == 0 ? 1 : -1, column) }
        let repeats = LinearExpression(
          sumOf: (0...t).flatMap { [repeated[u][0][$0], repeated[u][1][$0]] })
        let (now, before) = (
          LinearExpression(sumOf: [last[u][t + 1]]), LinearExpression(sumOf: [last[u][0]])
        )
        let nothing = LinearExpression()
        require(
          "parity_a[\(u),\(t)]", now - before - parity - repeats, in: .atMost(0), for: .turns)
        require(
          "parity_b[\(u),\(t)]", before - now - parity - repeats, in: .atMost(0), for: .turns)
        require(
          "parity_c[\(u),\(t)]", parity - before - now - repeats, in: .atMost(0), for: .turns)
        require(
          "parity_d[\(u),\(t)]", before + now + parity + (nothing - repeats), in: .atMost(2),
          for: .turns)
      }
    }
  }

  /// person_count[p]:  Σ_t person[p,t] − Σ_j load[p,j] = 0
  private mutating func addPersonCount() {
    for p in problem.people.indices where !person[p].isEmpty {
      require(
        "person_count[\(p)]",
        LinearExpression(sumOf: person[p]) - LinearExpression(sumOf: load[p]), in: .fixed(0),
        for: .balance)
    }
  }

  // MARK: - Earlier goals

  private mutating func pin(_ name: String, _ key: Int, _ columns: [Column], _ most: Int?) {
    guard let most, !columns.isEmpty else { return }
    require(
      "pinned_\(name)[\(key)]", LinearExpression(sumOf: columns), in: .atMost(Double(most)))
  }

  /// pinned_open, pinned_post, and for each tier pinned_total, pinned_exceptions, pinned_turns
  private mutating func addPinnedGoals() {
    pin("open", 1, open.flatMap(\.self), stage.open)
    pin("post", 1, post.flatMap { $0.flatMap(\.self) }, stage.post)
    for tier in Tier.allCases {
      let k = tier.index
      let units = problem.activeUnits(of: tier)
      if let most = stage.total[k] {
        var expression = LinearExpression()
        for u in units {
          for t in terms {
            for (i, column) in atLeast[u][t].enumerated() {
              let extra = extraDeviation(u, t, i + 1)
              if extra != 0 { expression.add(Double(extra), column) }
            }
          }
        }
        require(
          "pinned_total[\(k)]", expression, in: .atMost(Double(most - emptyDeviation(of: tier))))
      }
      let people = problem.people.indices.filter {
        isException($0) && problem.units[problem.people[$0].unit].tier == tier
      }
      pin("exceptions", k, people.flatMap { person[$0] }, stage.exceptions[k])
      pin("turns", k, units.flatMap { repeated[$0].flatMap(\.self) }, stage.turns[k])
    }
  }
}

extension RosteringProblem {
  /// The whole rotation at a stage of the ordered optimisation, equal row by row to
  /// `Models/rostering/rotation.mod`. The product solves smaller parts of it.
  public func compactReferenceFormulation(at stage: RotationStage) -> LinearProgram {
    RotationFormulation(self, stage).program
  }

  /// The whole rotation with the sum of the hospitals' deviations as its goal and no other goal held.
  public var compactReferenceFormulation: LinearProgram {
    compactReferenceFormulation(at: RotationStage(.totalDeviationHospital))
  }
}
