public import Solving

/// A shift roster with the proof of its bound.
public struct ShiftAnswer: JobAnswer, Hashable {
  /// Who does what on which day.
  public let roster: ShiftRoster
  /// The proof that no roster is better than some value; `nil` if the search held none.
  public let certificate: ShiftBoundCertificate?

  /// An answer.
  public init(roster: ShiftRoster, certificate: ShiftBoundCertificate?) {
    self.roster = roster
    self.certificate = certificate
  }
}
