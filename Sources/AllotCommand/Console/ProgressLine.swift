import Reporting
import Solving
import Synchronization

/// The line on a terminal that says how far a run has come: elapsed, best, bound, gap.
///
/// It is replaced by a carriage return and spaces alone: no escape codes, which not every terminal obeys.
final class ProgressLine: Sendable {
  /// What stands on the line.
  private struct Shown {
    var progress: Progress
    /// When the run reported it.
    var reported = ContinuousClock.now
    /// When the line was drawn.
    var drawn: ContinuousClock.Instant?
    var width = 0
  }

  private let shown = Mutex<Shown?>(nil)
  private let isShown: Bool
  private let title: @Sendable (String) -> String

  /// A line that stays silent unless standard error is a terminal and `isQuiet` is not set.
  ///
  /// - Parameters:
  ///   - isQuiet: Whether nothing is to be shown.
  ///   - title: The words for a goal's key.
  init(isQuiet: Bool, title: @escaping @Sendable (String) -> String) {
    self.title = title
    isShown = !isQuiet && Terminal.talk.isTerminal
    guard isShown else { return }
    // A run may be silent for a while; the seconds go on.
    Task.detached { [weak self] in
      while let self {
        draw()
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  /// Replaces the line, at most ten times a second.
  func show(_ progress: Progress) {
    guard isShown else { return }
    shown.withLock { last in
      var next = Shown(progress: progress)
      (next.drawn, next.width) = (last?.drawn, last?.width ?? 0)
      last = next
    }
    draw()
  }

  private func draw() {
    shown.withLock { line in
      guard var next = line else { return }
      let now = ContinuousClock.now
      if let drawn = next.drawn, now - drawn < .milliseconds(100) { return }
      let elapsed = next.progress.elapsed + (now - next.reported) / .seconds(1)
      // What reaches the last column would begin a new line on some terminals.
      let text = text(next.progress, elapsed, within: (Terminal.talk.width ?? 80) - 1)
      let width = displayWidth(text)
      let rest = String(repeating: " ", count: max(0, next.width - width))
      try? Terminal.talk.write("\r" + text + rest)
      (next.drawn, next.width) = (now, width)
      line = next
    }
  }

  /// Removes the line.
  func clear() {
    guard isShown else { return }
    shown.withLock { line in
      guard let width = line?.width else { return }
      try? Terminal.talk.write("\r" + String(repeating: " ", count: width) + "\r")
      line = nil
    }
  }

  /// The line in words; on a narrow terminal without them, as `12.3 s 29870/31245 4.41%`.
  private func text(_ progress: Progress, _ elapsed: Double, within width: Int) -> String {
    let best = progress.best.map(String.init) ?? "–"
    let bound = progress.bound.map(String.init) ?? "–"
    let gap = percentage(progress.gap)
    let goal = progress.goal.map { " · " + title($0) } ?? ""
    let long =
      "\(seconds(elapsed))\(goal) · \(say("最好", "best")) \(best) · \(say("界", "bound")) "
      + "\(bound) · \(say("差距", "gap")) \(gap)"
    return displayWidth(long) <= width
      ? long : shortened("\(seconds(elapsed)) \(best)/\(bound) \(gap)", to: width)
  }
}

/// `12.3 s`, rounded to tenths.
func seconds(_ value: Double) -> String {
  let tenths = Int((max(0, value) * 10).rounded())
  return "\(tenths / 10).\(tenths % 10) \(say("秒", "s"))"
}
