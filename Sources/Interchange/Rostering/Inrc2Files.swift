internal import Diagnostics
public import DutyRostering

/// The text files of the second International Nurse Rostering Competition (INRC-II): a scenario, an
/// initial history and one file for each week (Ceschia et al. 2015, arXiv:1501.04177).
///
/// The weeks are rostered as one horizon, which is the static problem. Hard: one assignment a day,
/// minimum cover for each shift and skill, forbidden successions (the history counts), skills held. A
/// missing required nurse is reported as open rather than refused. Soft, with the weights of the
/// competition: optimal cover 30, runs of a shift type 15, runs of work and of days off 30, requests 10,
/// incomplete weekends 30, assignments outside the contract 20, weekends beyond the contract 30. The last
/// run of the horizon is never too short.
public enum Inrc2Files {
  /// What a week's file calls its days.
  static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// Reads a scenario with a history and weeks.
  ///
  /// With fewer weeks than the scenario has, the limits of assignments and weekends are scaled to them,
  /// minima rounded down and maxima up.
  ///
  /// - Complexity: O(length of the files).
  public static func read(
    scenario: InputFile, history: InputFile, weeks: [InputFile]
  ) -> Reading<ShiftDraft> {
    var parser = Inrc2Parser()
    parser.readScenario(ContestLines(scenario.bytes, name: scenario.path))
    parser.readHistory(ContestLines(history.bytes, name: history.path))
    for (w, week) in weeks.enumerated() {
      parser.readWeek(ContestLines(week.bytes, name: week.path), number: w)
    }
    parser.finish(weeks: weeks.count)
    return Reading(
      value: parser.draft, provenance: parser.provenance, faults: parser.faults,
      notes: parser.notes)
  }

  /// Reads a folder with the files of one scenario: `Sc-NAME.txt`, `H0-NAME-h.txt`, `WD-NAME-w.txt`.
  ///
  /// - Parameters:
  ///   - folder: Path of the folder.
  ///   - history: Number of the initial history.
  ///   - weeks: Numbers of the week files, in order.
  /// - Returns: The draft, with every fault of the files.
  /// - Throws: ``FileError`` if a file cannot be read.
  public static func read(
    folder: String, history: Int, weeks: [Int]
  ) throws(FileError) -> Reading<ShiftDraft> {
    let scenario = try entryNames(ofFolder: folder).first {
      $0.hasPrefix("Sc-") && $0.hasSuffix(".txt")
    }
    let name = scenario.map { String($0.dropFirst(3).dropLast(4)) } ?? "?"
    func file(_ file: String) throws(FileError) -> InputFile {
      try InputFile(reading: "\(folder)/\(file)")
    }
    var files: [InputFile] = []
    for week in weeks { files.append(try file("WD-\(name)-\(week).txt")) }
    return read(
      scenario: try file("Sc-\(name).txt"), history: try file("H0-\(name)-\(history).txt"),
      weeks: files)
  }

  /// Writes a roster as the competition's solution files, one for each week.
  ///
  /// - Complexity: O(people × days).
  public static func solutionTexts(
    of roster: ShiftRoster, in problem: ShiftRosteringProblem
  ) -> [String] {
    (0..<problem.days / 7).map { week in
      var lines: [String] = []
      for (p, person) in problem.people.enumerated() {
        for day in 0..<7 {
          guard let task = roster.tasks[p][7 * week + day] else { continue }
          let duty = problem.duties[problem.tasks[task].duty].id
          let skill = problem.tasks[task].skill.map { problem.draft.skills[$0] } ?? ""
          lines.append("\(person.staffNumber) \(days[day]) \(duty) \(skill)")
        }
      }
      let head = ["SOLUTION", "\(week) \(problem.draft.title)", "", "ASSIGNMENTS = \(lines.count)"]
      return (head + lines).joined(separator: "\n") + "\n"
    }
  }

  /// Reads solution files, one for each week in order.
  ///
  /// - Returns: The roster; a line that names nothing of the problem is a fault.
  public static func roster(
    _ files: [InputFile], for problem: ShiftRosteringProblem
  ) -> Reading<ShiftRoster> {
    var provenance = Provenance()
    var faults = Faults()
    var tasks = [[Int?]](
      repeating: [Int?](repeating: nil, count: problem.days), count: problem.people.count)
    for (week, input) in files.enumerated() {
      let file = ContestLines(input.bytes, name: input.path)
      for line in file.lines.dropFirst(2) {
        let words = line.text.words.map(\.text)
        // Solvers append remarks such as `Cost: 575`.
        if words.first == "ASSIGNMENTS" || words.first?.hasSuffix(":") == true { continue }
        guard words.count == 4,
          let p = problem.people.firstIndex(where: { $0.staffNumber == words[0] }),
          let day = days.firstIndex(of: words[1]), 7 * week + day < problem.days,
          let task = problem.tasks.firstIndex(where: { task in
            problem.duties[task.duty].id == words[2]
              && task.skill.map { problem.draft.skills[$0] } == words[3]
          })
        else {
          let (place, cell) = file.place(line.number)
          provenance.record(cell, for: place)
          faults.append(.contestLine, at: place, value: String(line.text.text.prefix(60)))
          continue
        }
        tasks[p][7 * week + day] = task
      }
    }
    return Reading(value: ShiftRoster(tasks: tasks), provenance: provenance, faults: faults)
  }
}

private struct Inrc2Parser {
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
        (0...working).contains(same), (0...400).contains(working), (0...400).contains(resting)
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
            "The scenario has \(scenarioWeeks) weeks and \(weeks) are read: limits of assignments "
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
