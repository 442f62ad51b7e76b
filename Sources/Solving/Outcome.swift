/// One goal of an ordered objective, with what was reached and what is proven about it.
public struct ObjectiveTerm: Codable, Hashable, Sendable {
  /// Stable English key, such as `worstDeviation`; the languages' texts live with the job.
  public let name: String
  /// Value of the answer, in the goal's integer unit.
  public let value: Int
  /// Proven bound on the value, earlier goals kept at theirs, and under what else a job states for the goal;
  /// `nil` if none is known. Equal to `value` when the goal is proven optimal.
  public let bound: Int?
  /// Whether a smaller value is better.
  public let isMinimized: Bool

  /// A goal with its value and its bound.
  public init(name: String, value: Int, bound: Int?, isMinimized: Bool) {
    self.name = name
    self.value = value
    self.bound = bound
    self.isMinimized = isMinimized
  }

  /// Whether bound and value meet.
  public var isProven: Bool { bound == value }

  /// |value − bound| / max(1, |value|), a fraction; `nil` without a bound.
  public var gap: Double? { bound.map { relativeGap(objective: value, bound: $0) } }
}

/// What a solver returns: why it stopped, and what it holds.
///
/// `terms` are in order of importance; a later term counts only among answers that are equal in all
/// earlier ones. `objective`, `bound` and `gap` speak of the first term that is not proven; when all are,
/// of the one that was asked for, which is the last one unless the solver names another.
public struct Outcome<Solution: JobAnswer>: Sendable {
  /// Why the solver stopped.
  public let termination: Termination
  /// The best answer held, already checked; `nil` if there is none.
  public let solution: Solution?
  /// What shows that there is none, for a problem that has no answer; `nil` where nothing is shown.
  public let emptiness: Solution.EmptinessProof?
  /// The goals in order of importance; empty without a solution.
  public let terms: [ObjectiveTerm]
  /// Work units spent.
  public let work: Int
  /// Seed of the run.
  public let seed: UInt64
  /// Name of the goal that was asked for; `nil` for the last one.
  public let asked: String?

  /// An outcome.
  public init(
    termination: Termination, solution: Solution?, emptiness: Solution.EmptinessProof? = nil,
    terms: [ObjectiveTerm], work: Int, seed: UInt64, asked: String? = nil
  ) {
    self.asked = asked
    self.termination = termination
    self.solution = solution
    self.emptiness = emptiness
    self.terms = terms
    self.work = work
    self.seed = seed
  }

  /// The first goal without a proof; when all are proven the one that was asked for.
  public var decisiveTerm: ObjectiveTerm? {
    terms.first { !$0.isProven } ?? terms.first { $0.name == asked } ?? terms.last
  }
  /// Value of the decisive goal.
  public var objective: Int? { decisiveTerm?.value }
  /// Proven bound on the decisive goal.
  public var bound: Int? { decisiveTerm?.bound }
  /// Gap of the decisive goal, a fraction.
  public var gap: Double? { decisiveTerm?.gap }
}
