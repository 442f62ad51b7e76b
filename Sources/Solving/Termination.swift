/// Why a solver stopped. What it holds at that moment is a separate question.
public enum Termination: String, Codable, Hashable, Sendable, CaseIterable {
  /// Bound and answer meet in integers.
  case optimal
  /// The answer is within the gap that was asked for.
  case gapReached
  /// Seconds or work units ran out.
  case limitReached
  /// The method came to its end before any limit, with an answer that it cannot prove optimal.
  case unproven
  /// The caller asked to stop.
  case cancelled
  /// It is proven that no answer satisfies the hard rules.
  case infeasible
  /// Somebody changed the answer by hand; no solver was at work since.
  case edited
}
