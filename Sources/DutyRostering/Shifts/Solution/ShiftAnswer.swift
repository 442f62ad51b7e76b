public import Solving

/// A shift roster with the proof of its bound.
public struct ShiftAnswer: JobAnswer, Hashable {
  /// Who does what on which day.
  public let roster: ShiftRoster
  /// The proof that no roster is better than some value; `nil` if the search held none.
  public let certificate: ShiftBoundCertificate?
  /// Proofs of goals before the last by themselves, whose weights leave later goals out; `nil` if there are
  /// none.
  public let earlier: [ShiftBoundCertificate]?

  /// An answer.
  public init(
    roster: ShiftRoster, certificate: ShiftBoundCertificate?,
    earlier: [ShiftBoundCertificate]? = nil
  ) {
    self.roster = roster
    self.certificate = certificate
    self.earlier = earlier
  }
}
