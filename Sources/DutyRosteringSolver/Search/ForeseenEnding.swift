internal import DutyRostering
internal import Solving

/// The seconds that what must come after a search is likely to take: an answer is checked and its proofs are verified
/// before it is shown.
struct ForeseenEnding {
  /// Threads that verifying may use at once.
  let threads: Int
  /// Of checking and saving a roster.
  var checking = 0.0
  /// Of verifying the proof, and those of earlier goals.
  var verifying = 0.0
  var earlier = 0.0
  /// Seconds on one thread for each step of pricing, and for how many steps they were measured.
  fileprivate var rate = 0.0
  fileprivate var measured = 0

  init(threads: Int) { self.threads = threads }

  var seconds: Double { checking + verifying + earlier }
}

extension RosterSearch {
  /// Whether a clock decides when the search ends.
  var isTimed: Bool { run.limits.seconds != nil && Self.decidingUnits(run) == nil }

  /// Keeps what the end of a run needs to check its roster and to save it: about three times what one check takes.
  mutating func keepTimeToCheck() {
    guard isTimed, let best else { return }
    let begun = ContinuousClock.now
    _ = model.problem.violations(of: best.roster)
    ending.checking = 3 * ((ContinuousClock.now - begun) / .seconds(1))
    run.keep(seconds: ending.seconds)
  }

  /// Keeps what the end of a run needs to verify the proof.
  ///
  /// A verifier works through tables that grow like those of pricing. How fast is measured on a few people, again
  /// once the tables are twice as large.
  mutating func keepTimeToVerify(_ pricers: [PersonPricer]) {
    guard isTimed, !proof.isEmpty, let certificate else { return }
    let steps = pricers.map(\.plan.work)
    let all = steps.reduce(0, +) * proof.count
    if all > 2 * ending.measured {
      let sample = Array(stride(from: 0, to: steps.count, by: 16))
      let own = sample.reduce(0) { $0 + steps[$1] } * proof.count
      guard own > 0, let seconds = try? model.problem.secondsToVerify(certificate, people: sample)
      else { return }
      (ending.rate, ending.measured) = (seconds / Double(own), all)
    }
    // Tables of some are larger than those of the sample promise.
    ending.verifying = 1.25 * ending.rate * Double(all) / Double(ending.threads)
    run.keep(seconds: ending.seconds)
  }

  /// Keeps what the end of a run needs to verify the proof of another goal.
  mutating func keepTime(forAnother other: ForeseenEnding) {
    guard isTimed else { return }
    ending.earlier += other.verifying
    run.keep(seconds: ending.seconds)
  }
}
