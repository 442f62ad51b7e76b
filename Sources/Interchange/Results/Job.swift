public import Diagnostics

/// The jobs, by the names of their commands.
public enum Job: String, Codable, CaseIterable, Hashable, Sendable {
  /// 导师结对: which talent learns with which mentor.
  case pair
  /// 轮值: who serves which seat when.
  case roster
  /// 设备: which request gets which instrument when.
  case book
  /// 设备共享结算: who owes whom for the use of shared equipment.
  case settle

  /// `导师结对`, `轮值`, `设备共享`, `设备共享结算` and the English words.
  public var title: Bilingual {
    switch self {
    case .pair: Bilingual(zh: "导师结对", en: "pairing round")
    case .roster: Bilingual(zh: "轮值", en: "rotation roster")
    case .book: Bilingual(zh: "设备共享", en: "equipment timetable")
    case .settle: Bilingual(zh: "设备共享结算", en: "equipment settlement")
    }
  }
}
