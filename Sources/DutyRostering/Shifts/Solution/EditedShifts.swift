public import Solving

extension ShiftRosteringProblem {
  /// A roster that somebody changed by hand as an outcome: its goals counted again, and the proof that came
  /// with the answer before, as far as it reaches.
  ///
  /// The proof bounds the weighted value of every roster of this problem, so it holds for the edited one too.
  /// A goal's bound is what a proof leaves for it with the other goals at the edited roster's values; it is what
  /// ``certificateDefects(of:terms:)`` grants.
  ///
  /// - Parameters:
  ///   - answer: The answer before.
  ///   - roster: The edited roster, which breaks no hard rule.
  ///   - seed: Seed of the run that found the answer.
  /// - Returns: The outcome; its termination is `Termination.edited`.
  public func outcome(
    editing answer: ShiftAnswer, to roster: ShiftRoster, seed: UInt64
  ) -> Outcome<ShiftAnswer> {
    Outcome(
      termination: .edited,
      solution: ShiftAnswer(
        roster: roster, certificate: answer.certificate, earlier: answer.earlier),
      terms: values(of: roster).terms(
        provenBy: answer.proofs, weights: answer.certificate?.weights),
      work: 0, seed: seed)
  }
}
