internal import Diagnostics
internal import DutyRostering

extension Inrc1Parser {
  /// Reads a contract into its rules.
  ///
  /// - Returns: Whether the line is one.
  mutating func readContract(_ fields: Fields, at line: Int) -> Bool {
    guard fields.count >= 19 else { return false }
    let items = fields[2..<12].map(item) + fields[13..<18].map(item)
    guard items.allSatisfy({ $0 != nil }) else { return false }
    func limit(_ k: Int) -> LimitDraft? {
      guard let item = items[k], item.count == 3, item[0] == 1 else { return nil }
      return LimitDraft(item[2], penalty: item[1])
    }
    func weight(_ k: Int) -> Int? {
      guard let item = items[k], item[0] == 1 else { return nil }
      return item[1]
    }
    var weekend: [Int] = []
    var rest = fields[12].text
    while let day = Self.weekdays.firstIndex(where: { rest.hasPrefix($0) }) {
      weekend.append(day + 1)
      rest.removeFirst(Self.weekdays[day].count)
    }
    // A weekend of n days takes 2ⁿ patterns, of three and more days one for each sequence of shifts.
    let shifts = draft.duties.count
    guard rest.isEmpty, (1...3).contains(weekend.count),
      zip(weekend, weekend.dropFirst()).allSatisfy({ $1 == $0 + 1 || $0 == 7 && $1 == 1 }),
      weekend.count < 3 || shifts <= 12
    else { return false }
    var rules: [CellRuleDraft] = []
    if limit(1) != nil || limit(2) != nil {
      rules.append(
        .count(
          CountRuleDraft(
            name: "班次总数 / assignments", cells: .work, minimum: limit(2), maximum: limit(1))))
    }
    func addRun(_ name: String, _ cells: CellMatchDraft, _ least: LimitDraft?, _ most: LimitDraft?)
    {
      guard least != nil || most != nil else { return }
      rules.append(
        .run(
          RunRuleDraft(
            name: name, cells: cells, minimum: least, maximum: most, isWaivedAtStart: false,
            isWaivedAtEnd: false)))
    }
    addRun("连续工作 / days worked in a row", .work, limit(4), limit(3))
    addRun("连续休息 / free days in a row", .off, limit(6), limit(5))
    if limit(8) != nil || limit(7) != nil {
      rules.append(
        .weekend(
          WeekendRuleDraft(
            name: "连续工作周末 / weekends worked in a row",
            demand: .run(minimum: limit(8), maximum: limit(7)))))
    }
    if let penalty = weight(10) { rules += incompleteWeekends(weekend, penalty) }
    if let penalty = weight(11) { rules += mixedWeekends(weekend, penalty) }
    let id = fields[0].text
    skillPenalty[id] = weight(14)
    for name in fields[19...].flatMap(\.words) {
      guard let pattern = patterns[name.text] else { return false }
      rules.append(pattern)
    }
    provenance.record(file.place(line).1, for: Place("contracts")[draft.contracts.count])
    draft.contracts.append(ContractDraft(id: id, weekend: weekend, rules: rules))
    return true
  }

  private func item(_ text: ArraySlice<UInt8>) -> [Int]? {
    guard text.first == 40, text.last == 41 else { return nil }
    let parts = text.dropFirst().dropLast().fields(124).map(\.number)
    let numbers = parts.compactMap(\.self)
    return numbers.count == parts.count && (2...3).contains(parts.count) ? numbers : nil
  }

  /// An incomplete weekend costs its free days, and its length besides if a free day lies between
  /// worked ones: one pattern for each way to work it in part.
  private func incompleteWeekends(_ weekend: [Int], _ penalty: Int) -> [CellRuleDraft] {
    let length = weekend.count
    guard length > 1 else { return [] }
    return (1..<(1 << length) - 1).map { worked in
      let free = length - worked.nonzeroBitCount
      let first = worked.trailingZeroBitCount
      let span = Int.bitWidth - worked.leadingZeroBitCount - first
      let isBroken = worked.nonzeroBitCount < span
      return .pattern(
        PatternRuleDraft(
          name: "不完整周末 / incomplete weekend",
          steps: (0..<length).map { worked >> $0 & 1 == 1 ? .work : .off }, weekday: weekend[0],
          penalty: penalty * (free + (isBroken ? length : 0))))
    }
  }

  /// A weekend worked on every day costs, for each shift in it, the days on another one: summed over
  /// the days, how many others differ, shared out over the days of the shift.
  private func mixedWeekends(_ weekend: [Int], _ penalty: Int) -> [CellRuleDraft] {
    let ids = draft.duties.map(\.id)
    guard weekend.count > 1 else { return [] }
    var rules: [CellRuleDraft] = []
    // Two days are the competition's case and need one pattern for each first shift; longer weekends
    // one for each sequence of shifts.
    if weekend.count == 2 {
      for id in ids {
        rules.append(
          .pattern(
            PatternRuleDraft(
              name: "周末班次不同 / mixed weekend", steps: [.oneOf([id]), .workExcept([id])],
              weekday: weekend[0], penalty: 2 * penalty)))
      }
      return rules
    }
    var sequences: [[String]] = [[]]
    for _ in weekend { sequences = sequences.flatMap { held in ids.map { held + [$0] } } }
    // The cost of a sequence depends only on how its days fall together; sequences of one cost that
    // differ in the last shift share a pattern.
    var grouped: [(steps: [String], last: [String], cost: Int)] = []
    for sequence in sequences {
      let different = Set(sequence)
      let cost = different.reduce(0) { sum, id in sum + sequence.count { $0 != id } }
      guard cost > 0 else { continue }
      let steps = Array(sequence.dropLast())
      if let g = grouped.lastIndex(where: { $0.steps == steps && $0.cost == cost }) {
        grouped[g].last += sequence.suffix(1)
      } else {
        grouped.append((steps, Array(sequence.suffix(1)), cost))
      }
    }
    return grouped.map { group in
      .pattern(
        PatternRuleDraft(
          name: "周末班次不同 / mixed weekend",
          steps: group.steps.map { .oneOf([$0]) } + [.oneOf(group.last)], weekday: weekend[0],
          penalty: penalty * group.cost))
    }
  }
}
