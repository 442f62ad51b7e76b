public import Diagnostics

/// The goals of a booking round in order of importance; the raw values name objective terms. A round that
/// stays close to a published timetable has all of them, a new one only the last.
public enum BookingGoal: String, Codable, Hashable, Sendable, CaseIterable {
  /// Weights of the published bookings that lose their place; smaller is better.
  case lost
  /// Published bookings that move or lose their place; smaller is better.
  case changed
  /// Points of the accepted requests, their devices and their hours; larger is better.
  case value

  /// What the goal counts.
  public var title: Bilingual {
    switch self {
    case .lost: Bilingual(zh: "取消的已公布预约分值", en: "weight of published bookings lost")
    case .changed: Bilingual(zh: "须通知的份数", en: "published bookings changed")
    case .value: Bilingual(zh: "预约总分", en: "value of the timetable")
    }
  }
}
