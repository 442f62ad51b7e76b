import Alliance
public import Solving

/// The rules of the rotation as integer inequalities, with the names of `rotation.mod`.
///
/// Written from the rules, next to the checker: proofs of bounds are added up against this system,
/// so a mistake in a formulation cannot hide in the proof of its own bound.
struct RotationSystem {
  let problem: RosteringProblem
  let stage: RotationStage
  var system = IntegerSystem()
  /// Constant part of the objective.
  private(set) var constant = 0

  private(set) var serve: [[[Int]]] = []  // by unit, body, term; empty for units that take no part
  private(set) var atLeast: [[[Int]]] = []  // by unit, term, duties − 1
  private(set) var person: [[Int]] = []  // by person, term
  private(set) var post: [[[Int]]] = []  // by post, seat in its list, term
  private(set) var open: [[Int]] = []  // by seat, term
  private(set) var last: [[Int]] = []  // by unit, 0 ... terms
  private(set) var repeated: [[[Int]]] = []  // by unit, body, term
  private(set) var load: [[Int]] = []  // by person, duties − 1
  let terms: Range<Int>
  let units: [Int]
  let people: [Int]
  let exceptions: [Int]

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
            terms.map { t in
              let cost =
                isGoal(.drawnOrder, u) ? problem.drawnPlaces[u] * (terms.count - t) : 0
              return system.addColumn("serve[\(u),\(b.index),\(t)]", in: 0...1, cost: cost)
            }
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

  func step(_ u: Int, _ t: Int, _ j: Int) -> Int {
    abs(problem.deviation(ofUnit: u, served: j, after: t))
      - abs(problem.deviation(ofUnit: u, served: j - 1, after: t))
  }

  func both(_ u: Int, _ t: Int) -> [(column: Int, coefficient: Int)] {
    Body.allCases.map { (serve[u][$0.index][t], 1) }
  }

  func sum(_ columns: [Int]) -> [(column: Int, coefficient: Int)] {
    columns.map { ($0, 1) }
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
