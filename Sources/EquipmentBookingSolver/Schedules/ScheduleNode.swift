import Solving

/// A node of a proof by schedules.
enum ScheduleNode {
  /// A proof against inequalities over what is left, and the prices of which some of these are made.
  case program(BoundCertificate, SchedulePrices, once: [[Int32]])
  case bounded(SchedulePrices, once: [[Int32]])
  case narrowed(SchedulePrices, once: [[Int32]], reach: Int)
}
