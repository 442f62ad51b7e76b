import Foundation
import TestSupport
import Testing

@Suite struct `All stable pairings on the terminal` {
  /// A round in a folder of sheets and its result.
  private func result(_ folder: borrowing TemporaryFolder, mentorOf3: String) throws -> String {
    let sheets = [
      "导师": "工号,可带人数上限\nm1,1\nm2,1\nm3,1\n", "人才": "工号,姓名\nt1,甲\nt2,乙\nt3,丙\n",
      "导师志愿": "工号,第1志愿,第2志愿,第3志愿\nm1,t2,t3,t1\nm2,t3,t1,t2\nm3,\(mentorOf3)\n",
      "人才志愿": "工号,第1志愿,第2志愿,第3志愿\nt1,m1,m2,m3\nt2,m2,m3,m1\nt3,m3,m1,m2\n",
    ]
    let round = folder.url.appendingPathComponent("round")
    try FileManager.default.createDirectory(at: round, withIntermediateDirectories: true)
    for (name, text) in sheets {
      try Data(text.utf8).write(to: round.appendingPathComponent("\(name).csv"))
    }
    let file = folder.url.appendingPathComponent("pairs.json").path
    let run = try CommandRun(["pair", round.path, "--rule", "talent", "--output", file])
    #expect(run.status == 0, "\(run.talk)")
    return file
  }

  @Test func `three people in a circle have three of them`() throws {
    let folder = try TemporaryFolder()
    let file = try result(folder, mentorOf3: "t1,t2,t3")
    let run = try CommandRun(["explain", file, "--stable", "--language", "en"])
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(run.output.hasPrefix("3 stable pairings of 3 pairs each; 3 talents"))
    // By hand: everybody's first, second or third wish, and the mentors' the other way round.
    #expect(lines.dropFirst(2).contains(["1", "3", "9", "m1", "m2", "m3"]))
    #expect(lines.contains(["2", "6", "6", "m2", "m3", "m1"]))
    #expect(lines.contains(["3", "9", "3", "m3", "m1", "m2"]))
  }

  @Test func `tied lists are not listed, and the answer says what to ask instead`() throws {
    let folder = try TemporaryFolder()
    let file = try result(folder, mentorOf3: "t1、t2,t3,")
    let run = try CommandRun(["explain", file, "--stable", "--language", "zh"])
    #expect(run.status == 0)
    #expect(run.output.contains("--talent"))
  }
}
