public import Diagnostics

/// The goals of a booking round in order of importance; the raw values name objective terms. A round that
/// stays close to a published timetable has the first two and the last, a new one only the last, after those
/// of its fair shares if they are met by ``BookingDraft/FairShareRule/maxMin``.
public enum BookingGoal: String, Codable, Hashable, Sendable, CaseIterable {
  /// Weights of the published bookings that lose their place; smaller is better.
  case lost
  /// Published bookings that move or lose their place; smaller is better.
  case changed
  /// Institutions that get less than a tenth of their fair share; smaller is better.
  case sharesBelow10
  /// Institutions that get less than two tenths of it, and so on.
  case sharesBelow20, sharesBelow30, sharesBelow40, sharesBelow50, sharesBelow60, sharesBelow70
  case sharesBelow80, sharesBelow90
  /// Institutions that get less than their whole fair share; smaller is better.
  case sharesBelow100
  /// Points of the accepted requests, their devices and their hours; larger is better.
  case value

  /// The goals of fair shares, by rising tenth.
  public static let fairness: [BookingGoal] = [
    .sharesBelow10, .sharesBelow20, .sharesBelow30, .sharesBelow40, .sharesBelow50, .sharesBelow60,
    .sharesBelow70, .sharesBelow80, .sharesBelow90, .sharesBelow100,
  ]

  /// What the goal counts.
  public var title: Bilingual {
    if let tenth = Self.fairness.firstIndex(of: self) {
      let percent = 10 * (tenth + 1)
      return Bilingual(
        zh: "未达公平份额 \(percent)% 的单位数", en: "institutions below \(percent) % of their fair share")
    }
    return switch self {
    case .lost: Bilingual(zh: "取消的已公布预约分值", en: "weight of published bookings lost")
    case .changed: Bilingual(zh: "须通知的份数", en: "published bookings changed")
    default: Bilingual(zh: "预约总分", en: "value of the timetable")
    }
  }
}
