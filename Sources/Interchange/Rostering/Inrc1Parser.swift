internal import Alliance
internal import Diagnostics
internal import DutyRostering

/// Reads the sections of an instance one line after the other.
struct Inrc1Parser {
  typealias Fields = [ArraySlice<UInt8>]

  let file: ContestLines
  var draft: ShiftDraft
  var provenance = Provenance()
  var faults = Faults()
  private var first: Day?
  /// Skills that each shift asks for, and each person's.
  private var asked: [[String]] = []
  var patterns: [String: CellRuleDraft] = [:]
  /// Penalty of a shift served without its skills, by contract.
  var skillPenalty: [String: Int] = [:]
  /// Weekday of the week, 0 = Monday, with the numbers asked for each shift.
  private var need: [(weekday: Int, shift: String, number: Int)] = []
  private var needOfDate: [(day: Int, shift: String, number: Int)] = []
  static let weekdays = [
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
    // A period of centuries, which is a fault, would have needs by the million.
    guard (1...ShiftRosteringProblem.Largest.days).contains(draft.days) else { return }
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
