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
