import Diagnostics
import DutyRostering
import Interchange
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct ShiftContests {
  /// The parts that the organisers' validator printed for this published solution.
  @Test func `the second competition's solution costs what its validator says`() throws {
    guard let folder = publishedRosters?.appending(path: "inrc2/n005w4") else {
      print("ALLOT_INSTANCES is not set: the published INRC-II solution is left out")
      return
    }
    let problem = try Inrc2Files.read(folder: folder.path, history: 0, weeks: [1, 2, 3, 3])
      .validated(ShiftRosteringProblem.init(validating:))
    let files = try ["1-0", "2-1", "3-2", "3-3"].map {
      try InputFile(
        reading: folder.appending(path: "Solution_H_0-WD_1-2-3-3/Sol-n005w4-\($0).txt").path)
    }
    let read = Inrc2Files.roster(files, for: problem)
    #expect(read.faults.isEmpty)
    let roster = read.value
    #expect(problem.violations(of: roster).isEmpty)
    #expect(problem.values(of: roster) == ShiftValues(penalty: 1695))
    var parts: [String: Int] = [:]
    for finding in problem.findings(in: roster) {
      let part =
        switch finding.subject {
        case .count(let p, let rule, _):
          problem.people[p].rules[rule].name.hasPrefix("班次") ? "total" : "weekends"
        case .run(let p, let rule, _, _):
          problem.people[p].rules[rule].name.hasPrefix("连续休息") ? "off" : "consecutive"
        case .weekend: "complete"
        case .wish: "preferences"
        default: "cover"
        }
      parts[part, default: 0] += finding.cost ?? 0
    }
    #expect(
      parts == [
        "total": 320, "consecutive": 465, "off": 330, "preferences": 70, "weekends": 210,
        "complete": 60, "cover": 240,
      ])
    let texts = Inrc2Files.solutionTexts(of: roster, in: problem)
    let back = Inrc2Files.roster(
      texts.map { InputFile(path: "s", bytes: Array($0.utf8)) }, for: problem)
    #expect(back.faults.isEmpty && back.value == roster)
  }
}
