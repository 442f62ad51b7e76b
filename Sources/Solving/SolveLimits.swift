/// When to stop looking for a better answer.
public struct SolveLimits: Hashable, Sendable {
  /// Wall-clock seconds after which the best answer held is returned; `nil` for no limit.
  public var seconds: Double?
  /// Work units after which the best answer held is returned; `nil` for no limit. Unlike seconds,
  /// a limit in work units gives the same answer on every machine.
  public var work: Int?
  /// Relative gap, a fraction, at which an answer is good enough: |objective − bound| /
  /// max(1, |objective|). Zero asks for a proof of optimality.
  public var gap: Double

  /// - Precondition: `seconds`, `work` and `gap` are not negative.
  public init(seconds: Double? = nil, work: Int? = nil, gap: Double = 0) {
    precondition(seconds ?? 0 >= 0 && work ?? 0 >= 0 && gap >= 0, "limits are not negative")
    self.seconds = seconds
    self.work = work
    self.gap = gap
  }
}
