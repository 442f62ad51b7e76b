/// The unit of a column of times, prices or shares, as a heading may state it in brackets.
enum MeasuredUnit: CaseIterable {
  case minutes, hours, yuanPerHour, percent

  /// The unit of the column with a key such as `cleanUpMinutes`; `nil` if it has none that people write.
  init?(key: String) {
    let key = key.lowercased()
    if key == "fenperhour" {
      self = .yuanPerHour
    } else if key.hasSuffix("minutes") {
      self = .minutes
    } else if key.hasSuffix("hours") {
      self = .hours
    } else if key.hasSuffix("percent") {
      self = .percent
    } else {
      return nil
    }
  }

  /// How people write it.
  private var names: [String] {
    switch self {
    case .minutes: ["分钟", "分", "min", "mins", "minute", "minutes"]
    case .hours: ["小时", "时", "机时", "h", "hour", "hours"]
    case .yuanPerHour:
      ["元/小时", "元/时", "元/h", "元每小时", "元/机时", "yuan/h", "yuan/hour", "yuanperhour", "元"]
    case .percent: ["%", "百分比", "percent"]
    }
  }

  /// Units that no column of ours has.
  private static let foreign = [
    "天", "日", "周", "月", "秒", "day", "days", "week", "weeks", "second", "seconds", "万元", "千元", "百元",
    "角", "‰", "元/分钟", "元/分", "元/min", "元/天", "元/日", "元/次", "元/半小时", "元/30分钟", "万元/小时",
    "yuan/min", "yuan/minute", "yuan/day", "分/小时", "usd/h", "美元/小时",
  ]

  /// Whether a remark in the brackets of a heading leaves the column's numbers what they are.
  ///
  /// - Parameters:
  ///   - remark: The remark, normalised; empty for none.
  ///   - unit: The column's unit.
  /// - Returns: `false` if it names another unit than the column's.
  static func fits(_ remark: String, _ unit: MeasuredUnit?) -> Bool {
    guard let unit, !unit.names.contains(remark) else { return true }
    return !foreign.contains(remark) && !allCases.contains { $0.names.contains(remark) }
  }
}
