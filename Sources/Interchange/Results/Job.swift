public import Diagnostics

/// The jobs, by what their files are called.
public enum Job: String, Codable, CaseIterable, Hashable, Sendable {
  /// 导师结对: which talent learns with which mentor.
  case pair
  /// 轮值: which unit serves which seat when.
  case roster
  /// 轮班: who serves which duty on which day.
  case shifts
  /// 设备: which request gets which instrument when.
  case book
  /// 设备共享结算: who owes whom for the use of shared equipment.
  case settle

  /// The command that solves it; rotations and shift rosters share one.
  public var command: String { self == .shifts ? Job.roster.rawValue : rawValue }

  /// `导师结对`, `轮值`, `轮班`, `设备共享`, `设备共享结算` and the English words.
  public var title: Bilingual {
    switch self {
    case .pair: Bilingual(zh: "导师结对", en: "pairing round")
    case .roster: Bilingual(zh: "轮值", en: "rotation roster")
    case .shifts: Bilingual(zh: "轮班", en: "shift roster")
    case .book: Bilingual(zh: "设备共享", en: "equipment timetable")
    case .settle: Bilingual(zh: "设备共享结算", en: "equipment settlement")
    }
  }
}
