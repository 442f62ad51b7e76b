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

  var terms: Range<Int> { problem.terms.indices }

  mutating func require(
    _ name: String, _ expression: LinearExpression, in bounds: LinearProgram.Bounds,
    for use: Use = .always
  ) {
    program.require(name, expression, in: bounds)
    uses.append(use)
  }

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
        [0, 1].map { b in
          terms.map { t in
            program.addBinary(
              "serve[\(u),\(b),\(t)]",
              cost: isGoal(.drawnOrder, u)
                ? Double(problem.drawnPlaces[u] * (terms.count - t)) : 0)
          }
        })
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

  func tier(_ u: Int) -> Int { problem.units[u].tier.index }

  private func isGoal(_ measure: RosteringGoal.Measure, _ u: Int) -> Bool {
    stage.goal.measure == measure && stage.goal.tier == problem.units[u].tier
  }

  private func upTo(_ most: Int) -> LinearProgram.Bounds {
    LinearProgram.Bounds(lower: 0, upper: Double(most))
  }

  func isException(_ p: Int) -> Bool {
    if case .exception = problem.people[p].standing { true } else { false }
  }

  private func countBounds(_ u: Int, _ t: Int, _ j: Int) -> LinearProgram.Bounds {
    guard let worst = stage.worst[problem.units[u].tier.index] else { return .unit }
    let isDue = problem.deviation(ofUnit: u, served: j - 1, after: t) < -worst
    let isEarly = problem.deviation(ofUnit: u, served: j, after: t) > worst
    return LinearProgram.Bounds(lower: isDue ? 1 : 0, upper: isEarly ? 0 : 1)
  }

  /// |deviation| with j duties less |deviation| with j − 1; rises with j.
  func extraDeviation(_ u: Int, _ t: Int, _ j: Int) -> Int {
    problem.deviation(ofUnit: u, served: j, after: t).magnitudeAsInt
      - problem.deviation(ofUnit: u, served: j - 1, after: t).magnitudeAsInt
  }

  /// The sum of deviations of a roster in which nobody serves.
  func emptyDeviation(of tier: Tier) -> Int {
    problem.activeUnits(of: tier).reduce(0) { sum, u in
      terms.reduce(sum) {
        $0 + problem.deviation(ofUnit: u, served: 0, after: $1).magnitudeAsInt
      }
    }
  }

  func anyBody(_ u: Int, _ t: Int) -> LinearExpression {
    LinearExpression(sumOf: [serve[u][0][t], serve[u][1][t]])
  }
}

extension Int {
  /// |self|, which the deviations' limits keep far from overflow.
  var magnitudeAsInt: Int { self < 0 ? -self : self }
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
