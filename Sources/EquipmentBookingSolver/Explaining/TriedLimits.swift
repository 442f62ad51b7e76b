public import EquipmentBooking
public import Solving

/// A price that was put to the test: the round solved again with more of the limit.
public struct TriedLimit: Hashable, Sendable {
  /// The price.
  public let price: LimitPrice
  /// Points gained when the round was solved again; `nil` if it was not tried.
  public let gain: Int?
  /// Whether both rounds were solved to optimality, so that no other gain is possible.
  public let isProven: Bool
}

extension BookingProblem {
  /// Most possible starts of a round whose prices are put to the test.
  private static let mostTriedStarts = 40_000
  /// Most limits that are tried; the dearest come first.
  private static let mostTriedLimits = 8

  /// The price table of an answer, confirmed by trying: as far as the round is small and time allows, it is
  /// solved again with one more device, operator, hour of the devices or hour of a quota. By
  /// ``EquipmentBooking/BookingProblem/isMaxMin`` it keeps the shares of the answer.
  ///
  /// - Parameters:
  ///   - answer: An answer of this problem.
  ///   - isOptimal: Whether the answer is proven best.
  ///   - run: Limits of all trials together.
  /// - Returns: Every entry of `priceTable(of:)` in its order.
  /// - Throws: An error of the solver.
  public func triedPrices(
    of answer: BookingAnswer, isOptimal: Bool, run: Run
  ) throws -> [TriedLimit] {
    if isMaxMin {
      return try round(behind: answer).triedPrices(of: answer, isOptimal: isOptimal, run: run)
    }
    let table = priceTable(of: answer)
    let starts = startOptions(on: deviceGroups).reduce(0) { sum, options in
      sum + options.reduce(0) { $0 + $1.slots.count }
    }
    let value = value(of: answer.timetable)
    return try table.enumerated().map { i, price in
      guard starts <= Self.mostTriedStarts, i < Self.mostTriedLimits, run.mustStop == nil,
        let roomier = try? BookingProblem(validating: draftWithMore(of: price.limit))
      else { return TriedLimit(price: price, gain: nil, isProven: false) }
      let trial = Run(
        within: SolveLimits(seconds: max(0.1, run.remainingSeconds / 2)), seed: run.seed)
      let outcome = try roomier.solve(run: trial)
      return TriedLimit(
        price: price, gain: outcome.objective.map { max(0, $0 - value) },
        isProven: isOptimal && outcome.termination == .optimal)
    }
  }
}
