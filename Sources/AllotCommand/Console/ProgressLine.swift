import Reporting
import Solving
import Synchronization

/// The line on a terminal that says how far a run has come: elapsed, best, bound, gap.
final class ProgressLine: Sendable {
  private let lastShown = Mutex<Double>(-1)
  private let isShown: Bool

  /// A line that stays silent unless standard error is a terminal and `isQuiet` is not set.
  init(isQuiet: Bool) { isShown = !isQuiet && Terminal.talk.isTerminal }

  /// Replaces the line, at most ten times a second.
  func show(_ progress: Progress) {
    guard isShown else { return }
    lastShown.withLock { last in
      guard last < 0 || progress.elapsed - last >= 0.1 else { return }
      last = progress.elapsed
      let best = progress.best.map(String.init) ?? "–"
      let bound = progress.bound.map(String.init) ?? "–"
      let line =
        "\(seconds(progress.elapsed)) · \(say("最好", "best")) \(best) · \(say("界", "bound")) "
        + "\(bound) · \(say("差距", "gap")) \(percentage(progress.gap))"
      try? Terminal.talk.write("\r\u{1B}[K" + shortened(line, to: Terminal.talk.width ?? 80))
    }
  }

  /// Removes the line.
  func clear() {
    guard isShown else { return }
    lastShown.withLock { last in
      if last >= 0 { try? Terminal.talk.write("\r\u{1B}[K") }
      last = -1
    }
  }
}

/// `12.3 s`, rounded to tenths.
func seconds(_ value: Double) -> String {
  let tenths = Int((max(0, value) * 10).rounded())
  return "\(tenths / 10).\(tenths % 10) \(say("秒", "s"))"
}
