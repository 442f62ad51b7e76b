public import Alliance
public import Diagnostics

extension CellFormat where Value == String {
  /// Words such as a name or a remark, without invisible characters.
  public static let text = CellFormat { text throws(CellFault) in NormalizedText.name(text) }

  /// An identifier such as a staff number, with its leading zeros.
  public static let identifier = CellFormat { text throws(CellFault) in
    let key = NormalizedText.key(text)
    if let rule = Identifier.brokenRule(key) { throw CellFault(rule) }
    return key
  }
}

extension CellFormat where Value == Int {
  /// A whole number within `range`.
  public static func integer(in range: ClosedRange<Int> = -1_000_000_000...1_000_000_000) -> Self {
    CellFormat { text throws(CellFault) in
      var key = NormalizedText.key(text)
      if let value = Int(key), range.contains(value) { return value }
      // A spreadsheet may show a whole number as 3.0 or 3.00.
      if let point = key.firstIndex(of: "."),
        key[key.index(after: point)...].allSatisfy({ $0 == "0" })
      {
        key = String(key[..<point])
      }
      guard let value = withoutThousandsMarks(key).flatMap({ Int($0) }) else {
        throw CellFault(.notInteger)
      }
      guard range.contains(value) else { throw CellFault(.outOfRange(range)) }
      return value
    }
  }

  /// Minutes: a whole number, also with its unit or as hours, such as `90`, `90分钟`, `1.5小时`, `1:30`.
  public static let minutes = CellFormat { text throws(CellFault) in
    do throws(CellFault) {
      return try CellFormat.integer().read(text)
    } catch {
      guard let minutes = try? CellFormat.duration.read(text) else { throw error }
      return minutes
    }
  }

  /// An amount in 元 with at most two decimals, as whole 分.
  public static let money = CellFormat(.notMoney) { text in
    guard
      var key = withoutThousandsMarks(NormalizedText.key(text).replacing(" ", with: ""))
    else { return nil }
    for mark in ["¥", "￥", "rmb", "RMB"] where key.hasPrefix(mark) { key.removeFirst(mark.count) }
    if key.hasSuffix("元") { key.removeLast() }
    let isNegative = key.hasPrefix("-")
    if isNegative { key.removeFirst() }
    let parts = key.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = parts.first,
      (1...12).contains(whole.utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let yuan = Int(whole)
    else { return nil }
    var fen = 0
    if parts.count == 2 {
      guard (1...2).contains(parts[1].utf8.count), let value = Int(parts[1]) else { return nil }
      fen = parts[1].utf8.count == 1 ? value * 10 : value
    }
    return (isNegative ? -1 : 1) * (yuan * 100 + fen)
  }

  /// A time such as `8:30`, as minutes since midnight.
  public static let minute = CellFormat(.notTime) { DayNotation.minute($0) }
}

extension CellFormat where Value == Bool {
  /// 是 or 否, and the words people use for them.
  public static let yesNo = CellFormat(.notYesNo) { text in
    switch NormalizedText.key(text).lowercased() {
    case "是", "有", "要", "需", "需要", "对", "√", "✓", "✔", "y", "yes", "true", "1": true
    case "否", "无", "不", "不需", "不需要", "×", "✗", "✘", "n", "no", "false", "0": false
    default: nil
    }
  }
}

extension CellFormat where Value == Day {
  /// A date in any of the notations of `DayNotation`.
  public static let day = CellFormat(.notDay) { DayNotation.day($0) }
}

extension CellFormat where Value == ClosedRange<Day> {
  /// One date, or two joined by `-`, `～` or `至`, both included.
  public static let days = CellFormat(.notDays) { DayNotation.days($0) }
}

extension CellFormat where Value == Moment {
  /// A date with a time, such as `2027-1-5 8:30`; a date alone is its first minute.
  public static let moment = CellFormat(.notMoment) { DayNotation.moment($0) }
}

extension CellFormat where Value == TimeWindow {
  /// Two times joined by `-`, `～` or `至`; the second is not included.
  public static let window = CellFormat(.notWindow) { DayNotation.window($0) }
}

extension CellFormat where Value == Term {
  /// A week, month, quarter or half-year.
  public static let term = CellFormat(.notTerm) { DayNotation.term($0) }
}

extension CellFormat where Value == Tier {
  /// 二三级医院 or 社区.
  public static let tier = CellFormat(.tierUnknown) { Tier(named: $0) }
}

extension CellFormat where Value == Role {
  /// A role of the alliance.
  public static let role = CellFormat(.roleUnknown) { Role(named: $0) }
}

extension CellFormat {
  /// One of a few words; case and width of letters do not count.
  ///
  /// - Parameters:
  ///   - rule: Broken by any other word.
  ///   - words: Every value with its words.
  /// - Returns: The format.
  public static func choice(_ rule: FaultRule, _ words: [(value: Value, names: [String])]) -> Self {
    CellFormat(rule) { text in
      let key = Heading.normalized(text)
      return words.first { $0.names.contains { Heading.normalized($0) == key } }?.value
    }
  }
}

/// A number without the commas between its thousands; `nil` if a comma stands elsewhere, such as the decimal mark
/// of `120,50`, which must not make 12,050 of it.
private func withoutThousandsMarks(_ text: String) -> String? {
  guard text.utf8.contains(UInt8(ascii: ",")) else { return text }
  let whole = text.prefix { $0 != "." }
  guard !text.dropFirst(whole.count).contains(",") else { return nil }
  let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
  let first = groups[0].drop { !$0.isWholeNumber }
  let rest = groups.dropFirst()
  guard (1...3).contains(first.count),
    rest.allSatisfy({ $0.prefix { $0.isWholeNumber }.count == 3 }),
    rest.dropLast().allSatisfy({ $0.count == 3 })
  else { return nil }
  return text.replacing(",", with: "")
}
