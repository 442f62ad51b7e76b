internal import Diagnostics
internal import DutyRostering

/// Reads the scenario, history and weeks of the competition.
struct Inrc2Parser {
  private typealias Words = [ArraySlice<UInt8>]

  var draft = ShiftDraft()
  var provenance = Provenance()
  var faults = Faults()
  var notes: [Bilingual] = []
  private var scenarioWeeks = 0
  /// Limits of assignments and most weekends of each contract.
  private var totals: [String: (least: Int, most: Int, weekends: Int)] = [:]
  private var before: [String: (assignments: Int, weekends: Int)] = [:]

  private mutating func refuse(_ file: ContestLines, _ line: Int, _ text: ArraySlice<UInt8>) {
    let (place, cell) = file.place(line)
    provenance.record(cell, for: place)
    faults.append(.contestLine, at: place, value: "\(file.name): \(text.text.prefix(60))")
  }

  mutating func readScenario(_ file: ContestLines) {
    var section = ""
    for line in file.lines {
      let words = line.text.words
      let first = words[0].text
      if let number = words.dropFirst(2).first, words[1].matches("=") {
        section = first
        if section == "SCENARIO" { draft.title = number.text }
        if section == "WEEKS" { scenarioWeeks = number.number ?? 0 }
      } else if first.hasPrefix("FORBIDDEN") {
        section = "FORBIDDEN"
      } else if !readEntry(words, of: section, at: file.place(line.number).1) {
        refuse(file, line.number, line.text)
      }
    }
    if scenarioWeeks < 1 { faults.append(.contestSection, at: .root, value: "WEEKS") }
  }

  private mutating func readEntry(_ words: Words, of section: String, at cell: SourceCell) -> Bool {
    let id = words[0].text
    switch section {
    case "SKILLS": draft.skills.append(id)
    case "SHIFT_TYPES":
      guard words.count == 2, let limits = pair(words[1]) else { return false }
      provenance.record(cell, for: Place("duties")[draft.duties.count])
      draft.duties.append(DutyDraft(id: id, name: id, minutes: 0, skills: draft.skills))
      shiftRuns.append(run(id, .oneOf([id]), limits, 15))
    case "FORBIDDEN":
      let followers = words.dropFirst(2).map(\.text)
      if !followers.isEmpty {
        shiftRuns.append(
          .pattern(
            PatternRuleDraft(
              name: "\(id) → \(followers.joined(separator: "|"))",
              steps: [.oneOf([id]), .oneOf(followers)])))
      }
    case "CONTRACTS":
      guard words.count == 6, let total = pair(words[1]), let work = pair(words[2]),
        let off = pair(words[3]), let weekends = words[4].number
      else { return false }
      provenance.record(cell, for: Place("contracts")[draft.contracts.count])
      var rules = shiftRuns
      rules.append(run("连续工作 / days worked in a row", .work, work, 30))
      rules.append(run("连续休息 / days off in a row", .off, off, 30))
      if words[5].number == 1 {
        rules.append(
          .weekend(
            WeekendRuleDraft(name: "完整周末 / complete weekend", demand: .complete, penalty: 30)))
      }
      draft.contracts.append(ContractDraft(id: id, rules: rules))
      totals[id] = (total.low, total.high, weekends)
    case "NURSES":
      guard words.count >= 3 else { return false }
      provenance.record(cell, for: Place("staff")[draft.staff.count])
      draft.staff.append(
        StaffDraft(
          staffNumber: id, name: id, contract: words[1].text,
          skills: words.dropFirst(3).map(\.text)))
    default: return false
    }
    return true
  }

  /// Rules of shift types, which every contract has.
  private var shiftRuns: [CellRuleDraft] = []

  private func run(
    _ name: String, _ cells: CellMatchDraft, _ limits: (low: Int, high: Int), _ penalty: Int
  ) -> CellRuleDraft {
    .run(
      RunRuleDraft(
        name: name, cells: cells, minimum: LimitDraft(limits.low, penalty: penalty),
        maximum: LimitDraft(limits.high, penalty: penalty), isWaivedAtStart: false))
  }

  private func pair(_ text: ArraySlice<UInt8>) -> (low: Int, high: Int)? {
    guard text.first == 40, text.last == 41 else { return nil }
    let numbers = text.dropFirst().dropLast().fields(44).compactMap(\.number)
    return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
  }

  mutating func readHistory(_ file: ContestLines) {
    let position = Dictionary(
      zip(draft.staff.map(\.staffNumber), draft.staff.indices), uniquingKeysWith: { a, _ in a })
    var isList = false
    for (i, line) in file.lines.enumerated() {
      let words = line.text.words
      if words[0].matches("NURSE_HISTORY") {
        isList = true
        continue
      }
      guard isList else {
        if i == 1, words.last?.text != draft.title {
          faults.append(.contestFiles, at: .root, value: file.name)
        }
        continue
      }
      guard words.count == 7, let p = position[words[0].text],
        let assignments = words[1].number, let weekends = words[2].number,
        let same = words[4].number, let working = words[5].number, let resting = words[6].number,
        (0...400).contains(working), (0...working).contains(same), (0...400).contains(resting)
      else {
        refuse(file, line.number, line.text)
        continue
      }
      provenance.record(file.place(line.number).1, for: Place("staff")[p].appending("history"))
      before[words[0].text] = (assignments, weekends)
      draft.staff[p].history =
        [HistoryCellDraft](repeating: .work, count: working - same)
        + [HistoryCellDraft](repeating: .duty(words[3].text), count: same)
        + [HistoryCellDraft](repeating: .off, count: resting)
    }
  }

  mutating func readWeek(_ file: ContestLines, number: Int) {
    var section = ""
    for (i, line) in file.lines.enumerated() {
      let words = line.text.words
      let first = words[0].text
      if first == "WEEK_DATA" || first == "REQUIREMENTS" || first == "SHIFT_OFF_REQUESTS" {
        section = first
        continue
      }
      let isSound =
        switch section {
        case "WEEK_DATA": i == 1 && first == draft.title
        case "REQUIREMENTS": readNeeds(words, week: number, at: file.place(line.number).1)
        case "SHIFT_OFF_REQUESTS": readRequest(words, week: number, at: file.place(line.number).1)
        default: false
        }
      if !isSound { refuse(file, line.number, line.text) }
    }
  }

  private mutating func readNeeds(_ words: Words, week: Int, at cell: SourceCell) -> Bool {
    let limits = words.dropFirst(2).compactMap(pair)
    guard words.count == 9, limits.count == 7 else { return false }
    for (day, limits) in limits.enumerated() where limits.high > 0 || limits.low > 0 {
      provenance.record(cell, for: Place("cover")[draft.cover.count])
      draft.cover.append(
        CoverDraft(
          days: [7 * week + day + 1], duties: [words[0].text], skills: [words[1].text],
          minimum: limits.low > 0 ? LimitDraft(limits.low) : nil,
          preferred: LimitDraft(limits.high, penalty: 30)))
    }
    return true
  }

  private mutating func readRequest(_ words: Words, week: Int, at cell: SourceCell) -> Bool {
    guard words.count == 3, let day = Inrc2Files.days.firstIndex(of: words[2].text) else {
      return false
    }
    provenance.record(cell, for: Place("wishes")[draft.wishes.count])
    draft.wishes.append(
      WishDraft(
        person: words[0].text, day: 7 * week + day + 1,
        cells: words[1].matches("Any") ? .work : .oneOf([words[1].text]), weight: 10,
        isFor: false))
    return true
  }

  /// Totals of each nurse, over as many weeks as there are.
  mutating func finish(weeks: Int) {
    draft.days = 7 * weeks
    let whole = max(1, scenarioWeeks)
    if weeks != scenarioWeeks, weeks > 0 {
      notes.append(
        Bilingual(
          zh: "场景为 \(scenarioWeeks) 周，只读入 \(weeks) 周，次数与周末上下限按比例折算。",
          en:
            "The scenario has \(counted(scenarioWeeks, "week")) and \(weeks) \(weeks == 1 ? "is" : "are") read: limits of assignments "
            + "and weekends are scaled."))
    }
    func down(_ limit: Int) -> Int { limit * weeks / whole }
    func up(_ limit: Int) -> Int { (limit * weeks + whole - 1) / whole }
    for (p, person) in draft.staff.enumerated() {
      guard let total = totals[person.contract] else { continue }
      let past = before[person.staffNumber] ?? (0, 0)
      draft.staff[p].rules = [
        .count(
          CountRuleDraft(
            name: "班次总数 / assignments", cells: .work, already: past.assignments,
            minimum: LimitDraft(down(total.least), penalty: 20),
            maximum: LimitDraft(up(total.most), penalty: 20))),
        .count(
          CountRuleDraft(
            name: "工作周末 / weekends worked", cells: .work, unit: .weekends,
            already: past.weekends, maximum: LimitDraft(up(total.weekends), penalty: 30))),
      ]
    }
  }
}
