import EquipmentBooking

extension Refusal {
  /// The same where shares come before points: whose share would fall below which tenth, in place of what that
  /// would cost in the round that keeps them.
  ///
  /// - Parameters:
  ///   - floors: Tenths of each share that are kept.
  ///   - problem: The round.
  /// - Returns: The refusal.
  func told(of floors: [Int], in problem: BookingProblem) -> Refusal {
    Refusal(
      request: request,
      reasons: reasons.map { reason in
        guard case .fairShare(let institution, _, _, let winners, let value) = reason else {
          return reason
        }
        let share = problem.fairShares.firstIndex { $0.institution == institution }
        return .shareFloor(
          institution: institution, tenths: share.map { floors[$0] } ?? 0, winners: winners,
          value: value)
      }, waysIn: waysIn)
  }
}
