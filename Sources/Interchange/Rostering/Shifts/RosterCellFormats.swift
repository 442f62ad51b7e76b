internal import Alliance
internal import Diagnostics

extension CellFormat where Value == Int {
  /// A length of time in minutes: `11小时`, `7小时30分`, `1.5小时`, `11h`, `450分`, `7:30`; a bare number is
  /// minutes.
  static let duration = CellFormat(.notDuration) { text in
    var key = NormalizedText.key(text).lowercased().replacing(" ", with: "")
    for (word, mark) in [("小时", "h"), ("时", "h"), ("分钟", "m"), ("分", "m"), ("min", "m")] {
      key = key.replacing(word, with: mark)
    }
    if key.hasSuffix("m") { key.removeLast() }
    let mark: Character = key.contains(":") ? ":" : "h"
    let parts = key.split(separator: mark, omittingEmptySubsequences: false)
    func number(_ digits: Substring) -> Int? {
      guard digits.utf8.count <= 6, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
        return nil
      }
      return digits.isEmpty ? 0 : Int(digits)
    }
    // Half and quarter hours: 1.5小时.
    if key.hasSuffix("h"), let point = key.firstIndex(of: ".") {
      let quarters = ["5": 30, "25": 15, "75": 45, "0": 0, "50": 30]
      guard let hours = number(key[..<point]), point > key.startIndex,
        let rest = quarters[String(key[key.index(after: point)...].dropLast())]
      else { return nil }
      return hours * 60 + rest
    }
    guard let head = parts.first, !head.isEmpty, let first = number(head) else { return nil }
    if parts.count == 1 { return first }
    guard parts.count == 2, let rest = number(parts[1]), rest < 60 else { return nil }
    return first * 60 + rest
  }

  /// Minutes as `durations` reads them.
  static func durationText(_ minutes: Int, in language: Language) -> String {
    guard minutes % 60 == 0 || minutes > 60 else {
      return language == .zh ? "\(minutes)分" : "\(minutes)m"
    }
    let (hours, rest) = (minutes / 60, minutes % 60)
    if language == .zh { return rest == 0 ? "\(hours)小时" : "\(hours)小时\(rest)分" }
    return rest == 0 ? "\(hours)h" : "\(hours)h\(rest)m"
  }
}

extension CellFormat where Value == Int? {
  /// Costs of breaking a rule, or 必须 for a rule that may not be broken.
  static let penalty = CellFormat { text throws(CellFault) in
    if ["必须", "硬", "hard", "must"].contains(Heading.normalized(text)) { return nil }
    return try CellFormat<Int>.integer(in: 0...1_000_000_000).read(text)
  }
}

extension CellFormat where Value == [Int] {
  /// Weekdays, 1 = Monday … 7 = Sunday, in the order written: `一至五`, `六、日`, `周一`, `Mon-Fri`, `6 7`.
  static let rosterWeekdays = CellFormat { text throws(CellFault) in
    let day = CellFormat<[Int]> { text throws(CellFault) in
      if let single = weekday(text) { return [single] }
      for mark in text.indices where "-–—~～至到".contains(text[mark]) {
        guard let first = weekday(String(text[..<mark])),
          let last = weekday(String(text[text.index(after: mark)...]))
        else { continue }
        return first <= last ? Array(first...last) : Array(first...7) + Array(1...last)
      }
      throw CellFault(.notWeekday)
    }
    let parts = text.split { $0 == " " || ListMark.matches($0) || $0.isNewline }
    return try CellFormat<[[Int]]>.elements(parts, day).flatMap(\.self)
  }

  /// Weekdays as ``rosterWeekdays`` reads them.
  static func rosterWeekdaysText(_ days: [Int], in language: Language) -> String {
    func name(_ day: Int) -> String {
      language == .zh
        ? ["一", "二", "三", "四", "五", "六", "日"][(day + 6) % 7]
        : ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][(day + 6) % 7]
    }
    let isRun = days.count > 2 && zip(days, days.dropFirst()).allSatisfy { $1 == $0 + 1 }
    if isRun, let first = days.first, let last = days.last {
      return language == .zh ? "\(name(first))至\(name(last))" : "\(name(first))-\(name(last))"
    }
    return days.map(name).joined(separator: language == .zh ? "、" : ", ")
  }
}

private func weekday(_ text: String) -> Int? {
  var key = NormalizedText.key(text).lowercased()
  for lead in ["星期", "周", "礼拜"] where key.hasPrefix(lead) { key.removeFirst(lead.count) }
  let names = [
    ["一", "1", "mon", "monday"], ["二", "2", "tue", "tuesday"], ["三", "3", "wed", "wednesday"],
    ["四", "4", "thu", "thursday"], ["五", "5", "fri", "friday"], ["六", "6", "sat", "saturday"],
    ["日", "天", "7", "sun", "sunday"],
  ]
  return names.firstIndex { $0.contains(key) }.map { $0 + 1 }
}

extension FaultRule {
  private static func shiftWorkbook(
    _ code: String, _ zh: String, _ en: String, _ hintZH: String, _ hintEN: String
  ) -> FaultRule {
    FaultRule(code, text: Bilingual(zh: zh, en: en), hint: Bilingual(zh: hintZH, en: hintEN))
  }

  /// A cell names no day of the roster.
  static let notRosterDay = shiftWorkbook(
    "R401", "不是排班表中的日期", "this is no day of the roster",
    "有首日时写日期，如 2026-03-02 或 2026-03-02至2026-03-08；否则写期次名称或序号",
    "write dates such as 2026-03-02 if the roster has a first day, else names or numbers of periods"
  )
  /// A day lies before or after the roster.
  static let dayOutsideRoster = shiftWorkbook(
    "R402", "日期不在排班范围内", "the day lies outside the roster",
    "改正日期，或在“设置”中改首日与天数", "correct the day, or first day and days in the settings")
  /// A cell names no cells of a roster.
  static let notRosterCells = shiftWorkbook(
    "R403", "看不出指哪些班", "it cannot be told which cells are meant",
    "写 任意、休、班，或班次编号如 早、夜，或 除早、夜，或 非夜",
    "write any, off, work, duties such as D, N, or except D, N, or not N")
  /// A cell is no length of time.
  static let notDuration = shiftWorkbook(
    "R404", "不是时长", "this is not a length of time", "写成 8小时、7小时30分 或 450分",
    "write 8h, 7h30 or 450m")
  /// A cell is no weekday.
  static let notWeekday = shiftWorkbook(
    "R405", "不是星期", "this is not a weekday", "写成 一至五 或 六、日", "write Mon-Fri or Sat, Sun")
  /// A rule of no known kind.
  static let ruleKindUnknown = shiftWorkbook(
    "R406", "没有这种规则", "there is no such kind of rule",
    "可用的规则：次数、时长、周末数、连续、不得相连、周末完整、周末同班、连续周末、间隔、跨地点",
    "known: count, time, weekends, run, not in a row, complete weekends, identical weekends, "
      + "weekends in a row, rest, travel")
  /// A rule names neither a contract nor a person, or both.
  static let ruleOwner = shiftWorkbook(
    "R407", "规则须写明合同或工号之一，且只写一个", "a rule names either a contract or a person",
    "对一类人写合同，只对一个人写工号", "name the contract, or the person for one person alone")
  /// A reference to something in another sheet that is not there.
  static let shiftReferenceUnknown = shiftWorkbook(
    "R408", "引用的合同或人员不存在", "the contract or person referred to does not exist",
    "核对编号，保留前导零；合同在“合同”表，人员在“人员”表",
    "check the identifier; contracts and people stand in their own sheets")
  /// A wish that is neither for nor against.
  static let wishUnknown = shiftWorkbook(
    "R409", "意愿只能是“要”或“不要”", "a wish is for or against", "填“要”或“不要”。",
    "write for or against")
  /// A way of counting that is unknown.
  static let countingUnknown = shiftWorkbook(
    "R410", "计法只能是“每天”或“合并”", "counting is each or together",
    "每天分别计数填“每天”，所列各天加在一起填“合并”",
    "write each to count every day alone, together to count the days as one")
  /// A duty with neither an end nor a length.
  static let dutyLengthMissing = shiftWorkbook(
    "R411", "班次缺少时长，或开始与结束", "a duty needs its length, or start and end",
    "填时长，如 8小时；或填开始和结束", "write its length, such as 8h, or its start and its end")
  /// A setting of a shift roster that nobody knows.
  static let shiftSettingUnknown = shiftWorkbook(
    "R412", "没有这一项设置", "there is no such setting",
    "可用的设置：标题、首日、天数、首日星期、改动每格罚分、改动每人罚分",
    "known: title, first day, days, first weekday, cost of a changed cell, cost of a changed person"
  )
  /// A rule without what it needs.
  static let shiftHistoryTwice = shiftWorkbook(
    "R415", "同一人的历史出现两次", "the history of a person is given twice",
    "合并为一行", "keep one row")
  static let ruleIncomplete = shiftWorkbook(
    "R413", "这种规则还缺少内容", "this kind of rule lacks something",
    "次数、时长、周末数、连续、连续周末要有“最少”或“最多”；间隔要有“最少”；不得相连要有对象，如 夜→早",
    "counts and runs need at least or at most, rest needs at least, not-in-a-row needs cells such as N→D"
  )
}
