public import Diagnostics

extension Weekday {
  /// `周一` and `Mon`.
  public var title: Bilingual {
    switch self {
    case .monday: Bilingual(zh: "周一", en: "Mon")
    case .tuesday: Bilingual(zh: "周二", en: "Tue")
    case .wednesday: Bilingual(zh: "周三", en: "Wed")
    case .thursday: Bilingual(zh: "周四", en: "Thu")
    case .friday: Bilingual(zh: "周五", en: "Fri")
    case .saturday: Bilingual(zh: "周六", en: "Sat")
    case .sunday: Bilingual(zh: "周日", en: "Sun")
    }
  }
}
