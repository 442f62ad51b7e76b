public import Diagnostics
public import DutyRostering

extension ShiftWorkbook {
  /// A roster as a grid that can be edited by hand and read back by ``readRoster(_:in:)``: people by days,
  /// in each cell a duty, with its skill after a slash where the duty is served in several.
  public static func rosterSheet(
    of roster: ShiftRoster, in problem: ShiftRosteringProblem, named file: String,
    language: Language = .zh
  ) -> Sheet {
    let cells = roster.tasks.map { row in row.map { problem.cellText($0) } }
    return RosterGridSheet(
      shape: ShiftSheets.roster, draft: problem.draft, language: language
    ).sheet(in: file, cells: cells)
  }

  /// A roster as sheets: the grid, the changes against a published roster, and all that it leaves open or
  /// pays for.
  public static func sheets(
    of roster: ShiftRoster, in problem: ShiftRosteringProblem, language: Language = .zh
  ) -> [Sheet] {
    let file = Job.shifts.title[language]
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    var sheets = [rosterSheet(of: roster, in: problem, named: file, language: language)]
    if problem.draft.published != nil {
      var rows = [
        language == .zh
          ? ["工号", "姓名", "日期", "原为", "改为"] : ["Staff number", "Name", "Day", "Was", "Is now"]
      ]
      for (p, person) in problem.people.enumerated() {
        for day in 0..<problem.days where person.published[day] != roster.tasks[p][day] {
          rows.append([
            person.staffNumber, person.name, problem.dayName(day)[language],
            problem.cellText(person.published[day]), problem.cellText(roster.tasks[p][day]),
          ])
        }
      }
      sheets.append(Sheet(file: file, name: say("改动", "Changes"), rows: rows))
    }
    let findings = problem.findings(in: roster)
    func list(_ name: String, _ goal: ShiftGoal) -> Sheet {
      let heading = [say("要求", "What"), goal == .open ? say("缺几人", "Missing") : say("罚分", "Cost")]
      let rows = findings.filter { $0.goal == goal }.map {
        [problem.text(of: $0)[language], String($0.cost ?? 0)]
      }
      return Sheet(file: file, name: name, rows: [heading] + rows)
    }
    sheets.append(list(say("未落实", "Open"), .open))
    sheets.append(list(say("罚分", "Costs"), .penalty))
    return sheets
  }

  /// The day of a draft that a text names, 1…days; `nil` if it names none.
  public static func day(_ text: String, in draft: ShiftDraft) -> Int? {
    let names = DayNames(count: draft.days, firstDay: draft.firstDay, labels: draft.labels)
    return names.day(text).flatMap { (1...max(1, draft.days)).contains($0) ? $0 : nil }
  }

  /// Reads a grid that was exported and edited.
  ///
  /// People who are missing have a free row, so a part of the grid can be checked too; a cell without its
  /// skill means the first skill of the duty that the person holds.
  ///
  /// - Returns: The roster; people, days and duties that the problem does not know are faults at their
  ///   cells.
  public static func readRoster(
    _ workbook: Reading<Workbook>, in problem: ShiftRosteringProblem
  ) -> Reading<ShiftRoster> {
    var reader = TableReader(workbook)
    let draft = problem.draft
    let days = DayNames(count: draft.days, firstDay: draft.firstDay, labels: draft.labels)
    let people = names(of: draft.staff)
    var cells: [PublishedCellDraft] = []
    let place = Place("roster")
    // A single file of any name is the grid itself.
    let only = workbook.value.sheets.count == 1 ? workbook.value.sheets.first?.name : nil
    let names = ShiftSheets.roster.names + [only].compactMap(\.self)
    reader.readSheet(named: names, at: place, headings: ShiftSheets.roster.headings) { row in
      readGridRow(&row, &cells, days, people, at: place)
      let person = row.text("person")
      if (try? people.found(person)) == nil, !person.isEmpty,
        !problem.people.contains(where: { $0.staffNumber == person })
      {
        row.fault(.shiftReferenceUnknown, at: "person")
      }
    }
    var tasks = [[Int?]](
      repeating: [Int?](repeating: nil, count: problem.days), count: problem.people.count)
    for (index, cell) in cells.enumerated() {
      guard let p = problem.people.firstIndex(where: { $0.staffNumber == cell.person }) else {
        continue
      }
      guard let task = problem.task(duty: cell.duty, skill: cell.skill, person: p) else {
        reader.fault(
          .rosterDutyUnknown, at: place.appending("cells")[index],
          value: cell.duty + (cell.skill.map { "/\($0)" } ?? ""))
        continue
      }
      tasks[p][cell.day - 1] = task
    }
    return reader.reading(ShiftRoster(tasks: tasks))
  }
}

extension ShiftRosteringProblem {
  /// The task of a duty in a skill; without a skill the first that the person holds.
  func task(duty id: String, skill: String?, person: Int) -> Int? {
    guard let duty = duties.firstIndex(where: { $0.id == id || $0.name == id }) else {
      // As grids show it: C06心 for the duty C06 in one of its skills.
      return tasks.indices.first {
        cellText($0) == id || duties[tasks[$0].duty].id + skillMark($0) == id
      }
    }
    let own = duties[duty].tasks
    if let skill {
      return own.first { tasks[$0].skill.map { draft.skills[$0] } == skill }
    }
    let held = draft.staff[person].skills
    return own.first { task in
      tasks[task].skill.map { held.contains(draft.skills[$0]) } ?? true
    } ?? own.first
  }
}

extension FaultRule {
  /// A cell of a roster names a duty or a skill that the problem does not have.
  static let rosterDutyUnknown = FaultRule(
    "R414", text: Bilingual(zh: "没有这个班次或技能", en: "there is no such duty or skill"),
    hint: Bilingual(
      zh: "写班次编号，如 早；多种技能的班写 早/组长；休息留空或写 休",
      en: "write the duty's code, such as D, or D/charge with its skill; leave a free day empty"))
}
