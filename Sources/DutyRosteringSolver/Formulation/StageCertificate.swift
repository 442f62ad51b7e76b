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
    certificate.translated(from: program, into: system)
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
