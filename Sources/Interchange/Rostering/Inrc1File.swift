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
