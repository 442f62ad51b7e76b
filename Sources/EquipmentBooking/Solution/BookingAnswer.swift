public import Solving

/// What the solver returns: the timetable, the proof of its bound, and why the others missed out.
public struct BookingAnswer: JobAnswer, Hashable {
  /// Accepted requests and their places.
  public let timetable: Timetable
  /// Proof, in integers, that no timetable is worth more than the bound; rows and columns are those
  /// of ``BookingProblem/certifiedSystem()``. `nil` if nothing was proven by branching.
  public let certificate: BoundCertificate?
  /// Prices of devices, operators, quotas and fair shares, which prove a bound by themselves: by
  /// ``BookingProblem/upperBound(provenBy:)-(BookingPrices)``. `nil` if none were found.
  public let prices: BookingPrices?
  /// Proof of the bound by schedules, see
  /// ``BookingProblem/upperBound(provenBy:)-(ScheduleProof)``; `nil` if slot prices prove as much.
  public let schedules: ScheduleProof?
  /// What is proven about fair shares, and for which of them the proofs above bound the value; `nil` in a round
  /// without ``BookingProblem/isMaxMin``.
  public let fairness: FairnessProof?
  /// One entry for each refused request, by rising request.
  public let refusals: [Refusal]

  /// An answer.
  public init(
    timetable: Timetable, certificate: BoundCertificate?, prices: BookingPrices? = nil,
    schedules: ScheduleProof? = nil, fairness: FairnessProof? = nil, refusals: [Refusal]
  ) {
    self.fairness = fairness
    self.timetable = timetable
    self.certificate = certificate
    self.prices = prices
    self.schedules = schedules
    self.refusals = refusals
  }
}
