#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Public shift rosters: the files themselves, every roster judged by a checker of the contest that shares
/// no code with any solver.
struct ContestRosters {
  /// Whose rosters they are.
  enum Contest {
    /// Curtois and Qu: a file.
    case curtois
    /// The first nurse rostering competition: a file.
    case inrc1
    /// The second one: a folder, the number of the history, the weeks.
    case inrc2(history: Int, weeks: [Int])
  }

  /// Best known values (schedulingbenchmarks.org and the benchmark table of NurseScheduler, 2023-10).
  static let best: [Int: Double] = [
    1: 607, 2: 828, 3: 1001, 4: 1716, 5: 1143, 6: 1950, 7: 1056, 8: 1300, 9: 439, 10: 4631,
    11: 3443, 12: 4040, 13: 1348, 14: 1278, 15: 3829, 16: 3225, 17: 5746, 18: 4459, 19: 3149,
    20: 4769, 21: 21133, 22: 30241, 23: 17428, 24: 42463,
  ]

  /// The instances of Curtois and Qu at hand, smallest first.
  static func curtois(in folder: String) -> [BenchmarkInstance] {
    (1...24).compactMap { number in
      let file = "\(folder)/Instance\(number).txt"
      guard FileManager.default.fileExists(atPath: file) else { return nil }
      return BenchmarkInstance(
        "Instance\(number)", ["roster", file, "--from", "curtois"], best: best[number],
        contest: ContestRosters(contest: .curtois, file: file))
    }
  }

  /// The instances of the first competition at hand, with the best values of the table beside them.
  static func inrc1(in folder: String) -> [BenchmarkInstance] {
    table("\(folder)/inrc1_bks.csv").compactMap { name, best in
      let file = "\(folder)/inrc1/\(name)"
      guard FileManager.default.fileExists(atPath: file) else { return nil }
      return BenchmarkInstance(
        name, ["roster", file, "--from", "inrc1"], best: best,
        contest: ContestRosters(contest: .inrc1, file: file))
    }
  }

  /// The scenarios of the second competition at hand, one choice of weeks each.
  static func inrc2(in folder: String) -> [BenchmarkInstance] {
    var seen: Set<Substring> = []
    return table("\(folder)/inrc2_bks.csv").compactMap { name, best in
      let parts = name.split(separator: "_")
      guard parts.count == 3, let history = Int(parts[1]) else { return nil }
      let weeks = parts[2].split(separator: "-").compactMap { Int($0) }
      let file = "\(folder)/inrc2/\(parts[0])"
      guard FileManager.default.fileExists(atPath: file), seen.insert(parts[0]).inserted else {
        return nil
      }
      return BenchmarkInstance(
        name,
        [
          "roster", file, "--from", "inrc2", "--history", String(history), "--weeks",
          weeks.map(String.init).joined(separator: ","),
        ], best: best,
        contest: ContestRosters(contest: .inrc2(history: history, weeks: weeks), file: file))
    }
  }

  /// Names and values of a table with a name and a value in each line.
  private static func table(_ path: String) -> [(name: String, value: Double)] {
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap {
      let words = $0.split(separator: ",")
      guard words.count > 1, let value = Double(words[1]) else { return nil }
      return (String(words[0]), value)
    }
  }

  let contest: Contest
  let file: String

  /// The words with which the command writes the contest's form of a roster to a path.
  func output(to path: String) -> [String] {
    let format =
      switch contest {
      case .curtois: "curtois"
      case .inrc1: "inrc1"
      case .inrc2: "inrc2"
      }
    return ["--threads", "2", "--to", format, "--output", path]
  }

  /// Objective and number of broken hard rules of a roster; `nil` if there is none to judge.
  func judge(_ roster: String) throws -> (objective: Double, broken: Int)? {
    guard FileManager.default.fileExists(atPath: roster) else { return nil }
    let checker: [String]
    switch contest {
    case .curtois: checker = ["curtois_check.py", file, roster]
    case .inrc1: checker = ["inrc1_check.py", file, roster]
    case .inrc2(let history, let weeks):
      let files = try FileManager.default.contentsOfDirectory(atPath: roster).sorted()
      checker =
        [
          "inrc2_check.py", file, String(history),
          weeks.map(String.init).joined(separator: ","),
        ] + files.map { "\(roster)/\($0)" }
    }
    let judge = try MeasuredProcess.runIfThere(
      ["python3", "Benchmarks/Peers/\(checker[0])"] + checker.dropFirst() + ["-q"])
    guard let process = judge else { return nil }
    let words = process.output.split(whereSeparator: \.isWhitespace)
    guard words.count > 3, words[0] == "objective", words[2] == "hard_violations",
      let objective = Double(words[1]),
      let broken = Int(words[3])
    else { return nil }
    return (objective, broken)
  }

  /// Runs a peer's own model of the format of Curtois and Qu, `cpsat` or `highs`, with some threads; `nil` if it is not
  /// installed.
  func run(
    _ name: String, program: String, workers: Int, seconds: Double, on instance: BenchmarkInstance
  ) throws -> ReportRow? {
    let roster = FileManager.default.temporaryDirectory.appending(path: "allot-peer-roster.txt")
      .path
    try? FileManager.default.removeItem(atPath: roster)
    let peer = try MeasuredProcess.runIfThere(
      [
        "python3", "Benchmarks/Peers/curtois_\(program).py", file, String(seconds), String(workers),
        roster,
      ])
    guard let process = peer else { return nil }
    let last = process.output.split(separator: "\n").last { $0.hasPrefix("final ") }
    guard let words = last?.split(separator: " ") else { return nil }
    // "final STATUS… OBJECTIVE BOUND SECONDS cpu …": the status may be of several words.
    let numbers = words.dropFirst(2).compactMap { Double($0) }
    let judged = try judge(roster)
    return ReportRow(
      instance: instance.name, solver: name, status: words[1].lowercased(),
      objective: judged?.objective, bound: numbers.count > 1 ? numbers[1] : nil,
      best: instance.best, seconds: process.seconds, cpuSeconds: process.cpuSeconds,
      solveSeconds: nil,
      peakMebibytes: process.peakMebibytes, seed: nil, isChecked: judged.map { $0.broken == 0 })
  }
}
