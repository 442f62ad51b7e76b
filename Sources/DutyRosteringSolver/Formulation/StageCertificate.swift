import DutyRostering
import LinearProgramming
import Solving

extension StageProgram {
  /// A proof of this program as a proof of the model's integer inequalities, matched by name.
  ///
  /// - Returns: `nil` if a row or column of the proof has no namesake.
  func translated(
    _ certificate: BoundCertificate, into system: IntegerSystem
  ) -> BoundCertificate? {
    let rowOf = Dictionary(
      system.rows.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let columnOf = Dictionary(
      system.columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    func translate(_ multipliers: [BoundCertificate.Multiplier]) -> [BoundCertificate.Multiplier]? {
      var result: [BoundCertificate.Multiplier] = []
      for multiplier in multipliers {
        guard let row = rowOf[program.rows[multiplier.row].name] else { return nil }
        result.append(BoundCertificate.Multiplier(row: row, weight: multiplier.weight))
      }
      return result
    }
    var nodes: [BoundCertificate.Node] = []
    for node in certificate.nodes {
      switch node {
      case .split(let column, let value, let low, let high):
        guard let here = columnOf[program.columns[column].name] else { return nil }
        nodes.append(.split(column: here, value: value, low: low, high: high))
      case .bounded(let multipliers):
        guard let here = translate(multipliers) else { return nil }
        nodes.append(.bounded(multipliers: here))
      case .empty(let multipliers):
        guard let here = translate(multipliers) else { return nil }
        nodes.append(.empty(multipliers: here))
      case .open: nodes.append(.open)
      }
    }
    return BoundCertificate(denominator: certificate.denominator, nodes: nodes)
  }
}

extension BoundCertificate {
  /// The proof that needs no multiplier: the objective at the cheapest corner of the box.
  static let ofBox = BoundCertificate(denominator: 1, nodes: [.open])

  /// The proof that one row, used on one side, contradicts the box.
  static func contradiction(row: Int, sign: Int) -> BoundCertificate {
    BoundCertificate(
      denominator: 1, nodes: [.empty(multipliers: [Multiplier(row: row, weight: sign)])])
  }
}
