public import Diagnostics

/// The goals of a booking round in order of importance; the raw values name objective terms.
public enum BookingGoal: String, Codable, Hashable, Sendable, CaseIterable {
  /// Points of the accepted requests, their devices and their hours; larger is better.
  case value

  /// What the goal counts.
  public var title: Bilingual {
    switch self {
    case .value: Bilingual(zh: "预约总分", en: "value of the timetable")
    }
  }
}
