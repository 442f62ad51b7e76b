internal import Alliance
internal import Diagnostics
public import DutyRostering

/// The text format of the first International Nurse Rostering Competition (INRC-I, 2010), and the XML of
/// its solutions.
///
/// Cover is exact: too few is reported as open, too many is refused. All else is soft: the contract items
/// that are switched on, unwanted patterns, requests (Haspeslagh et al. 2014,
/// doi:10.1007/s10479-012-1062-0). Nothing is known outside the period, and the shortest runs apply at
/// its edges too. The items `MaxWorkingWeekendsInFourWeeks`, `NoNightShiftBeforeFreeWeekend` and
/// `TwoFreeDaysAfterNightShifts` are not part of the competition's model and are left out.
public enum Inrc1File {
  /// Reads an instance.
  ///
  /// - Parameters:
  ///   - bytes: Contents of the file.
  ///   - name: Its name, for the places of faults.
  /// - Returns: The draft, with every fault of the format.
  /// - Complexity: O(length).
  public static func read(_ bytes: [UInt8], name: String) -> Reading<ShiftDraft> {
    var parser = Inrc1Parser(ContestLines(bytes, name: name, comment: 47))
    parser.readAll()
    return Reading(value: parser.draft, provenance: parser.provenance, faults: parser.faults)
  }

  /// Writes a roster as the competition's XML.
  ///
  /// - Complexity: O(people × days).
  public static func solutionText(
    of roster: ShiftRoster, in problem: ShiftRosteringProblem
  ) -> String {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#, "<Solution>",
      "<SchedulingPeriodID>\(problem.draft.title)</SchedulingPeriodID>",
      "<Competitor>Allot</Competitor>",
      "<SoftConstraintsPenalty>\(problem.values(of: roster).penalty)</SoftConstraintsPenalty>",
    ]
    for (p, person) in problem.people.enumerated() {
      for (day, task) in roster.tasks[p].enumerated() {
        guard let task, let first = problem.firstDay else { continue }
        let duty = problem.duties[problem.tasks[task].duty].id
        lines.append(
          "<Assignment><Date>\(first + day)</Date><Employee>\(person.staffNumber)</Employee>"
            + "<ShiftType>\(duty)</ShiftType></Assignment>")
      }
    }
    return (lines + ["</Solution>", ""]).joined(separator: "\n")
  }
}

private struct Inrc1Parser {
  private typealias Fields = [ArraySlice<UInt8>]

  let file: ContestLines
  var draft: ShiftDraft
  var provenance = Provenance()
  var faults = Faults()
  private var first: Day?
  /// Skills that each shift asks for, and each person's.
  private var asked: [[String]] = []
  private var patterns: [String: CellRuleDraft] = [:]
  /// Penalty of a shift served without its skills, by contract.
  private var skillPenalty: [String: Int] = [:]
  /// Weekday of the week, 0 = Monday, with the numbers asked for each shift.
  private var need: [(weekday: Int, shift: String, number: Int)] = []
  private var needOfDate: [(day: Int, shift: String, number: Int)] = []
  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  init(_ file: ContestLines) {
    self.file = file
    draft = ShiftDraft(title: file.name)
  }

  mutating func readAll() {
    var section = ""
    var seen: Set<String> = []
    // Contracts name patterns that follow them.
    var contracts: [(number: Int, fields: Fields)] = []
    for line in file.lines {
      let isEnded = line.text.last == 59
      let text = isEnded ? line.text.dropLast().trimmed : line.text
      if let head = heading(text) {
        section = head
        seen.insert(head)
        continue
      }
      let fields = text.fields(44)
      if section == "CONTRACTS" {
        contracts.append((line.number, fields))
        continue
      }
      if !read(fields, in: section) { refuse(line.number, text) }
    }
    for contract in contracts where !readContract(contract.fields, at: contract.number) {
      refuse(contract.number, contract.fields[0])
    }
    for needed in [
      "SCHEDULING_PERIOD", "SHIFT_TYPES", "CONTRACTS", "EMPLOYEES", "DAY_OF_WEEK_COVER",
    ]
    where !seen.contains(needed) {
      faults.append(.contestSection, at: .root, value: needed)
    }
    finish()
  }

  /// The name of a section, if the line is its heading: capitals, then perhaps a number.
  private func heading(_ text: ArraySlice<UInt8>) -> String? {
    let name = text.prefix { (65...90).contains($0) || $0 == 95 }
    guard name.count > 3 else { return nil }
    let rest = text[name.endIndex...].filter { $0 != 32 && $0 != 61 && $0 != 9 }
    guard rest.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return name.text
  }

  private mutating func refuse(_ line: Int, _ text: ArraySlice<UInt8>) {
    let (place, cell) = file.place(line)
    provenance.record(cell, for: place)
    faults.append(.contestLine, at: place, value: String(text.text.prefix(60)))
  }

  private mutating func read(_ fields: Fields, in section: String) -> Bool {
    switch section {
    case "SCHEDULING_PERIOD": readPeriod(fields)
    case "SKILLS": readSkill(fields)
    case "SHIFT_TYPES": readShift(fields)
    case "PATTERNS": readPattern(fields)
    case "EMPLOYEES": readEmployee(fields)
    case "DAY_OF_WEEK_COVER": readWeekdayNeed(fields)
    case "DATE_SPECIFIC_COVER": readDateNeed(fields)
    case "DAY_OFF_REQUESTS": readRequest(fields, isShift: false, isFor: false)
    case "DAY_ON_REQUESTS": readRequest(fields, isShift: false, isFor: true)
    case "SHIFT_OFF_REQUESTS": readRequest(fields, isShift: true, isFor: false)
    case "SHIFT_ON_REQUESTS": readRequest(fields, isShift: true, isFor: true)
    default: false
    }
  }

  private mutating func readPeriod(_ fields: Fields) -> Bool {
    guard fields.count == 3, let first = Day(iso: fields[1].text),
      let last = Day(iso: fields[2].text), first <= last
    else { return false }
    draft.title = fields[0].text
    draft.firstDay = fields[1].text
    draft.firstWeekday = first.weekday.rawValue
    draft.days = last - first + 1
    self.first = first
    return true
  }

  /// Skills are what shifts ask for at a price, not what tasks are served in.
  private mutating func readSkill(_ fields: Fields) -> Bool { fields.count == 1 }

  private mutating func readShift(_ fields: Fields) -> Bool {
    guard fields.count == 6, let start = clock(fields[2]), let end = clock(fields[3]) else {
      return false
    }
    let minutes = (end - start + 1440) % 1440
    draft.duties.append(
      DutyDraft(
        id: fields[0].text, name: fields[1].text, start: start,
        minutes: minutes == 0 ? 1440 : minutes))
    asked.append(fields[5].words.map(\.text))
    return true
  }

  private func clock(_ text: ArraySlice<UInt8>) -> Int? {
    let parts = text.fields(58).compactMap(\.number)
    return parts.count == 3 ? parts[0] * 60 + parts[1] : nil
  }

  private mutating func readPattern(_ fields: Fields) -> Bool {
    guard fields.count == 3, let weight = fields[1].number else { return false }
    let words = fields[2].words
    var steps: [CellMatchDraft] = []
    var weekday: Int?
    for (k, word) in words.dropFirst().enumerated() {
      guard word.first == 40, word.last == 41 else { return false }
      let parts = word.dropFirst().dropLast().fields(124).map(\.text)
      guard parts.count == 2 else { return false }
      steps.append(parts[0] == "None" ? .off : parts[0] == "Any" ? .work : .oneOf([parts[0]]))
      if k == 0 { weekday = Self.weekdays.firstIndex(of: parts[1]).map { $0 + 1 } }
    }
    let id = fields[0].text
    patterns[id] = .pattern(
      PatternRuleDraft(name: "模式 / pattern \(id)", steps: steps, weekday: weekday, penalty: weight))
    return words.first?.number == steps.count
  }

  private mutating func readEmployee(_ fields: Fields) -> Bool {
    guard fields.count == 5 else { return false }
    let contract = fields[2].text
    let skills = fields[4].words.map(\.text)
    let unskilled = draft.duties.indices.filter { k in !asked[k].allSatisfy(skills.contains) }
    draft.staff.append(
      StaffDraft(staffNumber: fields[0].text, name: fields[1].text, contract: contract))
    unserved.append(unskilled.map { draft.duties[$0].id })
    return true
  }

  /// Shifts that each person may serve only without their skills.
  private var unserved: [[String]] = []

  private mutating func readWeekdayNeed(_ fields: Fields) -> Bool {
    guard fields.count == 3, let weekday = Self.weekdays.firstIndex(of: fields[0].text),
      let number = fields[2].number
    else { return false }
    need.append((weekday, fields[1].text, number))
    return true
  }

  private mutating func readDateNeed(_ fields: Fields) -> Bool {
    guard fields.count == 3, let day = day(fields[0]), let number = fields[2].number else {
      return false
    }
    needOfDate.append((day, fields[1].text, number))
    return true
  }

  /// Day of the period from 1.
  private func day(_ text: ArraySlice<UInt8>) -> Int? {
    guard let first, let day = Day(iso: text.text) else { return nil }
    return day - first + 1
  }

  private mutating func readRequest(_ fields: Fields, isShift: Bool, isFor: Bool) -> Bool {
    guard fields.count == (isShift ? 4 : 3), let day = day(fields[1]),
      let weight = fields[fields.count - 1].number
    else { return false }
    draft.wishes.append(
      WishDraft(
        person: fields[0].text, day: day, cells: isShift ? .oneOf([fields[2].text]) : .work,
        weight: weight, isFor: isFor))
    return true
  }

  private mutating func readContract(_ fields: Fields, at line: Int) -> Bool {
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
    guard rest.isEmpty, !weekend.isEmpty else { return false }
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

  private mutating func finish() {
    for p in draft.staff.indices {
      guard let penalty = skillPenalty[draft.staff[p].contract], !unserved[p].isEmpty else {
        continue
      }
      draft.staff[p].rules.append(
        .count(
          CountRuleDraft(
            name: "缺少技能 / without the skill", cells: .oneOf(unserved[p]),
            maximum: LimitDraft(0, penalty: penalty))))
    }
    guard draft.days > 0 else { return }
    for day in 1...draft.days {
      let weekday = (draft.firstWeekday - 1 + day - 1) % 7
      for duty in draft.duties {
        let special = needOfDate.last { $0.day == day && $0.shift == duty.id }?.number
        let usual = need.last { $0.weekday == weekday && $0.shift == duty.id }?.number
        let number = special ?? usual ?? 0
        draft.cover.append(
          CoverDraft(
            days: [day], duties: [duty.id], minimum: LimitDraft(number),
            maximum: LimitDraft(number)))
      }
    }
  }
}
