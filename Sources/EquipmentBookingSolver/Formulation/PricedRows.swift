import EquipmentBooking
import LinearProgramming
import Solving

extension ScheduleBranching {
  /// The inequalities over what narrowings leave, with rows that the root's prices prove there; `nil` if
  /// nothing is left.
  func inequalities(
    of problem: BookingProblem, groups: [DeviceGroup], behind nodes: [ScheduleNode]
  ) throws -> IntegerSystem? {
    let proof = certificate(of: problem, groups: groups, nodes + [emptyEnd])
    guard case .program(_, let prices)? = proof.nodes.last else { return nil }
    return try problem.inequalities(
      behind: proof.nodes.dropLast(), prices, keeping: proof.keepsQuota)
  }
}

extension IntegerSystem {
  /// Rows that prices prove: what a group's starts in a span gain, and an institution's requests.
  var pricedRows: [Row] {
    rows.filter { $0.name.hasPrefix("schedule[") || $0.name.hasPrefix("budget[") }
  }
}

extension TimetableFormulation {
  /// A formulation with rows that prices prove, over the system whose rows they are.
  init(
    _ problem: BookingProblem, form: Form, left: OpenStarts, pricedRows: [IntegerSystem.Row],
    of system: IntegerSystem
  ) {
    self.init(problem, form: form, left: left)
    let columnOf = Dictionary(
      program.columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    for row in pricedRows {
      guard let upper = row.upper else { continue }
      var sum = LinearExpression()
      for term in row.terms {
        if let j = columnOf[system.columns[term.column].name] {
          sum.add(Double(term.coefficient), Column(j))
        }
      }
      if !sum.terms.isEmpty { program.require(row.name, sum, atMost: Double(upper)) }
    }
  }
}
