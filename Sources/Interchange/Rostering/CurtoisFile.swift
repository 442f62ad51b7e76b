internal import Diagnostics
public import DutyRostering

/// The text format of the 24 shift-scheduling instances of Curtois & Qu (2014), and of rosters for them.
///
/// Sections of comma-separated lines; `#` starts a comment:
/// ```
/// SECTION_HORIZON
/// 14                             days; the first is a Monday
/// SECTION_SHIFTS
/// E,480,L|N                      minutes, shifts that may not follow on the next day
/// SECTION_STAFF
/// A,E=14|L=0,4320,3360,5,2,2,1   most of each shift, most and least minutes, most and least days worked
///                                in a row, least days off in a row, most weekends
/// SECTION_DAYS_OFF
/// A,0,7                          days from 0
/// SECTION_SHIFT_ON_REQUESTS      person, day, shift, weight; SECTION_SHIFT_OFF_REQUESTS the same
/// SECTION_COVER
/// 0,E,5,100,1                    day, shift, number, weight below, weight above
/// ```
/// What the format leaves to its authors' rules: days outside the horizon are off for the longest run;
/// shortest runs do not apply to runs that touch the first or last day; a shift without an entry among
/// the most may not be worked at all. Everything but requests and cover is hard.
public enum CurtoisFile {
  /// Reads an instance.
  ///
  /// - Parameters:
  ///   - bytes: Contents of the file.
  ///   - name: Its name, for the places of faults and as the title.
  /// - Returns: The draft, with every fault of the format.
  /// - Complexity: O(length).
  public static func read(_ bytes: [UInt8], name: String) -> Reading<ShiftDraft> {
    var parser = CurtoisParser(ContestLines(bytes, name: name, comment: 35))
    parser.readAll()
    return Reading(value: parser.draft, provenance: parser.provenance, faults: parser.faults)
  }

  /// Writes a roster: one line for each person, `ID<TAB>E,-,L…`, a dash for a free day.
  ///
  /// - Complexity: O(people × days).
  public static func rosterText(of roster: ShiftRoster, in problem: ShiftRosteringProblem) -> String
  {
    var text = ""
    for (p, person) in problem.people.enumerated() {
      let cells = roster.tasks[p].map { task in
        task.map { problem.duties[problem.tasks[$0].duty].id } ?? "-"
      }
      text += "\(person.staffNumber)\t\(cells.joined(separator: ","))\n"
    }
    return text
  }

  /// Reads a roster as ``rosterText(of:in:)`` writes it; `-` and nothing are free days.
  ///
  /// - Returns: The roster; a line that cannot be read is a fault, and its person is free.
  public static func roster(
    _ bytes: [UInt8], name: String, for problem: ShiftRosteringProblem
  ) -> Reading<ShiftRoster> {
    let file = ContestLines(bytes, name: name, comment: 35)
    var provenance = Provenance()
    var faults = Faults()
    let person = Dictionary(
      uniqueKeysWithValues: zip(problem.people.map(\.staffNumber), problem.people.indices))
    let duty = Dictionary(
      uniqueKeysWithValues: zip(problem.duties.map(\.id), problem.duties.indices))
    var tasks = [[Int?]](
      repeating: [Int?](repeating: nil, count: problem.days), count: problem.people.count)
    for line in file.lines {
      let parts = line.text.fields(9)
      let cells = parts.count == 2 ? parts[1].fields(44) : []
      let row: [Int??] = cells.map { cell in
        if cell.isEmpty || cell.elementsEqual([45]) { return .some(nil) }
        return duty[cell.text].map { .some(problem.duties[$0].tasks.lowerBound) }
      }
      guard let p = person[parts[0].text], row.count == problem.days,
        row.allSatisfy({ $0 != nil })
      else {
        let (place, cell) = file.place(line.number)
        provenance.record(cell, for: place)
        faults.append(.contestLine, at: place, value: String(line.text.text.prefix(60)))
        continue
      }
      tasks[p] = row.map { $0 ?? nil }
    }
    return Reading(value: ShiftRoster(tasks: tasks), provenance: provenance, faults: faults)
  }
}

private struct CurtoisParser {
  private enum Section: String {
    case horizon = "HORIZON"
    case shifts = "SHIFTS"
    case staff = "STAFF"
    case daysOff = "DAYS_OFF"
    case onRequests = "SHIFT_ON_REQUESTS"
    case offRequests = "SHIFT_OFF_REQUESTS"
    case cover = "COVER"
  }

  private typealias Fields = [ArraySlice<UInt8>]

  let file: ContestLines
  var draft: ShiftDraft
  var provenance = Provenance()
  var faults = Faults()
  /// Most of each shift, by person in the order of the file.
  private var most: [[String: Int]] = []
  private static let contract = "all"

  init(_ file: ContestLines) {
    self.file = file
    draft = ShiftDraft(title: file.name)
  }

  mutating func readAll() {
    var section: Section?
    var seen: Set<Section> = []
    var successions: [CellRuleDraft] = []
    for line in file.lines {
      if line.text.starts(with: "SECTION_".utf8) {
        section = Section(rawValue: line.text.dropFirst(8).text)
        if let section { seen.insert(section) } else { refuse(line.number, line.text) }
        continue
      }
      let fields = line.text.fields(44)
      let isSound =
        switch section {
        case .horizon: readHorizon(fields)
        case .shifts: readShift(fields, &successions)
        case .staff: readPerson(fields)
        case .daysOff: readDaysOff(fields)
        case .onRequests: readRequest(fields, isFor: true)
        case .offRequests: readRequest(fields, isFor: false)
        case .cover: readCover(fields)
        case nil: false
        }
      if !isSound { refuse(line.number, line.text) } else { record(line.number, in: section) }
    }
    for needed in [Section.horizon, .shifts, .staff, .cover] where !seen.contains(needed) {
      faults.append(.contestSection, at: .root, value: "SECTION_" + needed.rawValue)
    }
    draft.contracts = [ContractDraft(id: Self.contract, rules: successions)]
    for (p, most) in most.enumerated() where draft.days > 0 { limitShifts(p, most) }
  }

  private mutating func refuse(_ line: Int, _ text: ArraySlice<UInt8>) {
    let (place, cell) = file.place(line)
    provenance.record(cell, for: place)
    faults.append(.contestLine, at: place, value: String(text.text.prefix(60)))
  }

  /// The line behind the entry that was read last.
  private mutating func record(_ line: Int, in section: Section?) {
    let place: Place? =
      switch section {
      case .horizon: Place("days")
      case .shifts: Place("duties")[draft.duties.count - 1]
      case .staff: Place("staff")[draft.staff.count - 1]
      case .daysOff: draft.forbidden.isEmpty ? nil : Place("forbidden")[draft.forbidden.count - 1]
      case .onRequests, .offRequests: Place("wishes")[draft.wishes.count - 1]
      case .cover: Place("cover")[draft.cover.count - 1]
      case nil: nil
      }
    if let place { provenance.record(file.place(line).1, for: place) }
  }

  private mutating func readHorizon(_ fields: Fields) -> Bool {
    guard let days = fields[0].number, draft.days == 0 else { return false }
    draft.days = days
    return true
  }

  private mutating func readShift(_ fields: Fields, _ successions: inout [CellRuleDraft]) -> Bool {
    guard fields.count >= 2, let minutes = fields[1].number else { return false }
    let id = fields[0].text
    draft.duties.append(DutyDraft(id: id, name: id, minutes: minutes))
    let followers = fields.count > 2 ? fields[2].fields(124).map(\.text).filter { $0 != "" } : []
    if !followers.isEmpty {
      successions.append(
        .pattern(
          PatternRuleDraft(
            name: "\(id) → \(followers.joined(separator: "|"))",
            steps: [.oneOf([id]), .oneOf(followers)])))
    }
    return true
  }

  private mutating func readPerson(_ fields: Fields) -> Bool {
    guard fields.count >= 8 else { return false }
    let numbers = fields[2..<8].compactMap(\.number)
    guard numbers.count == 6 else { return false }
    var most: [String: Int] = [:]
    for entry in fields[1].fields(124) where !entry.isEmpty {
      let parts = entry.fields(61)
      guard parts.count == 2, let count = parts[1].number else { return false }
      most[parts[0].text] = count
    }
    self.most.append(most)
    func run(_ name: String, _ cells: CellMatchDraft, _ least: Int, _ most: Int?) -> CellRuleDraft?
    {
      // A shortest run of one day asks for nothing.
      guard least > 1 || most != nil else { return nil }
      return .run(
        RunRuleDraft(
          name: name, cells: cells, minimum: least > 1 ? LimitDraft(least) : nil,
          maximum: most.map { LimitDraft($0) }))
    }
    let id = fields[0].text
    draft.staff.append(
      StaffDraft(
        staffNumber: id, name: id, contract: Self.contract,
        rules: [
          .count(
            CountRuleDraft(
              name: "工作分钟 / minutes", cells: .work, unit: .minutes,
              minimum: numbers[1] > 0 ? LimitDraft(numbers[1]) : nil,
              maximum: LimitDraft(numbers[0]))),
          run("连续工作 / days worked in a row", .work, numbers[3], numbers[2]),
          run("连续休息 / days off in a row", .off, numbers[4], nil),
          .count(
            CountRuleDraft(
              name: "工作周末 / weekends worked", cells: .work, unit: .weekends,
              maximum: LimitDraft(numbers[5]))),
        ].compactMap(\.self)))
    return true
  }

  /// Shifts that may not be worked at all are forbidden cells; a limit of every day is none.
  private mutating func limitShifts(_ p: Int, _ most: [String: Int]) {
    let person = draft.staff[p].staffNumber
    let never = draft.duties.map(\.id).filter { most[$0] ?? 0 <= 0 }
    if !never.isEmpty {
      draft.forbidden.append(
        ForbiddenCellDraft(person: person, first: 1, last: draft.days, cells: .oneOf(never)))
    }
    for duty in draft.duties {
      guard let limit = most[duty.id], limit > 0, limit < draft.days else { continue }
      draft.staff[p].rules.append(
        .count(
          CountRuleDraft(
            name: "\(duty.id) 次数 / number of \(duty.id)", cells: .oneOf([duty.id]),
            maximum: LimitDraft(limit))))
    }
  }

  private mutating func readDaysOff(_ fields: Fields) -> Bool {
    for field in fields.dropFirst() where !field.isEmpty {
      guard let day = field.number else { return false }
      draft.forbidden.append(
        ForbiddenCellDraft(person: fields[0].text, first: day + 1, last: day + 1))
    }
    return true
  }

  private mutating func readRequest(_ fields: Fields, isFor: Bool) -> Bool {
    guard fields.count == 4, let day = fields[1].number, let weight = fields[3].number else {
      return false
    }
    draft.wishes.append(
      WishDraft(
        person: fields[0].text, day: day + 1, cells: .oneOf([fields[2].text]), weight: weight,
        isFor: isFor))
    return true
  }

  private mutating func readCover(_ fields: Fields) -> Bool {
    guard fields.count == 5, let day = fields[0].number, let number = fields[2].number,
      let below = fields[3].number, let above = fields[4].number
    else { return false }
    draft.cover.append(
      CoverDraft(
        days: [day + 1], duties: [fields[1].text], preferred: LimitDraft(number, penalty: below),
        maximum: LimitDraft(number, penalty: above)))
    return true
  }
}
