import DutyRostering
import LinearProgramming
import Solving

/// The part of the rotation that a stage needs: fixed unknowns are put in, and rows that any roster
/// can be extended to keep are left out.
///
/// - People appear only where nobody with the role is free to serve for the unit in the term, because
///   elsewhere somebody can be chosen afterwards at no cost; for the balance of people, everywhere.
/// - The rows of bodies in turn and of counts per person appear from their own goal on.
/// - Where no post serves and no place is open, the tiers have nothing in common, and a goal of one
///   tier leaves the other out.
///
/// A roster of this program extends to one of the whole, and multipliers of its rows prove the same
/// for the whole, because every unknown left out can stay at zero.
struct StageProgram {
  /// The smaller program.
  let program: LinearProgram
  /// Column of the whole behind each column here.
  let columns: [Int]
  /// Row of the whole behind each row here.
  let rows: [Int]
  /// Value of every column of the whole that is not here.
  let rest: [Double]
  /// A row of the whole that the fixed unknowns break on their own, with the sign of the multiplier
  /// that shows it.
  let contradiction: (row: Int, sign: Int)?

  init(_ formulation: RotationFormulation) {
    let whole = formulation.program
    let problem = formulation.problem
    let stage = formulation.stage
    let needsPeople = problem.units.indices.map { u in
      problem.terms.indices.map { t in
        stage.goal >= .personBalanceHospital || problem.personMatters(unit: u, term: t)
      }
    }
    var isLeftOut = [Bool](repeating: false, count: whole.columns.count)
    for p in problem.people.indices {
      for (t, column) in formulation.person[p].enumerated() {
        isLeftOut[column.index] = !needsPeople[problem.people[p].unit][t]
      }
    }
    var isOtherTier = [Bool](repeating: false, count: whole.columns.count)
    let tier = problem.isSplit(at: stage) ? stage.goal.tier : nil
    for u in problem.activeUnits where tier != nil && problem.units[u].tier != tier {
      for column in formulation.columns(ofUnit: u) {
        isOtherTier[column.index] = true
        isLeftOut[column.index] = true
      }
    }
    let keptRows = whole.rows.indices.filter { i in
      if whole.rows[i].terms.contains(where: { isOtherTier[$0.column.index] }) { return false }
      return switch formulation.uses[i] {
      case .always, .role: true
      case .people(let unit, let term): needsPeople[unit][term]
      case .turns: stage.goal >= .bodyTurnsHospital
      case .balance: stage.goal >= .personBalanceHospital
      }
    }
    var isUsed = whole.columns.map { $0.cost != 0 }
    for i in keptRows {
      for term in whole.rows[i].terms { isUsed[term.column.index] = true }
    }

    var program = LinearProgram(whole.name, sense: whole.sense)
    program.objectiveConstant = whole.objectiveConstant
    var here = [Column?](repeating: nil, count: whole.columns.count)
    var columns: [Int] = []
    var rest = [Double](repeating: 0, count: whole.columns.count)
    for (j, column) in whole.columns.enumerated() {
      let (lower, upper) = (column.bounds.lower, column.bounds.upper)
      if lower == upper {
        rest[j] = lower
        program.objectiveConstant += column.cost * lower
      } else if isUsed[j], !isLeftOut[j] {
        here[j] = program.addColumn(
          column.name, column.bounds, kind: column.kind, cost: column.cost)
        columns.append(j)
      }
    }
    var rows: [Int] = []
    var contradiction: (row: Int, sign: Int)?
    for i in keptRows {
      var expression = LinearExpression()
      for term in whole.rows[i].terms {
        if let column = here[term.column.index] {
          expression.add(term.coefficient, column)
        } else {
          expression.constant += term.coefficient * rest[term.column.index]
        }
      }
      let bounds = whole.rows[i].bounds
      if expression.terms.isEmpty {
        if expression.constant < bounds.lower { contradiction = contradiction ?? (i, 1) }
        if expression.constant > bounds.upper { contradiction = contradiction ?? (i, -1) }
      } else {
        program.require(whole.rows[i].name, expression, in: bounds)
        rows.append(i)
      }
    }
    self.program = program
    self.columns = columns
    self.rows = rows
    self.rest = rest
    self.contradiction = contradiction
  }

  /// A value for each column of the whole, from values here.
  func lifted(_ values: [Double]) -> [Double] {
    var whole = rest
    for (j, value) in zip(columns, values) { whole[j] = value }
    return whole
  }

  /// A value for each column here, from values of the whole.
  func restricted(_ values: [Double]) -> [Double] { columns.map { values[$0] } }
}

extension RotationFormulation {
  /// Every unknown that belongs to a unit or its people.
  func columns(ofUnit u: Int) -> [Column] {
    let people = problem.units[u].people
    return serve[u].flatMap(\.self) + atLeast[u].flatMap(\.self) + last[u]
      + repeated[u].flatMap(\.self) + people.flatMap { person[$0] } + people.flatMap { load[$0] }
  }
}

extension RosteringProblem {
  /// Whether the tiers have nothing in common at a stage: no post serves and no place is open.
  func isSplit(at stage: RotationStage) -> Bool {
    (posts.isEmpty || stage.post == 0) && (!settings.mayLeaveOpen || stage.open == 0)
  }

  /// Whether it matters who serves for a unit in a term: nobody with the role is certainly free, or a
  /// pinned cell names somebody.
  func personMatters(unit u: Int, term t: Int) -> Bool {
    func isNamed(_ cells: [Cell], _ p: Int) -> Bool {
      cells.contains { $0.person == p && $0.term == t }
    }
    if pinned.contains(where: { $0.unit == u && $0.term == t && $0.person != nil }) { return true }
    return !units[u].people.contains { p in
      people[p].standing == .role && !personLeave[p][t] && !isNamed(forbidden, p)
    }
  }
}
