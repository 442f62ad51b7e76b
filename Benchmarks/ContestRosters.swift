#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The public shift rosters of Curtois and Qu: Allot and peers on the files themselves, every roster judged
/// by one checker that shares no code with any of them.
struct ContestRosters {
  /// Best known values (schedulingbenchmarks.org and the benchmark table of NurseScheduler, 2023-10).
  static let best: [Int: Double] = [
    1: 607, 2: 828, 3: 1001, 4: 1716, 5: 1143, 6: 1950, 7: 1056, 8: 1300, 9: 439, 10: 4631,
    11: 3443, 12: 4040, 13: 1348, 14: 1278, 15: 3829, 16: 3225, 17: 5746, 18: 4459, 19: 3149,
    20: 4769, 21: 21133, 22: 30241, 23: 17428, 24: 42463,
  ]

  /// The instances at hand, smallest first.
  static func instances(in folder: String) -> [BenchmarkInstance] {
    (1...24).compactMap { number in
      let file = "\(folder)/Instance\(number).txt"
      guard FileManager.default.fileExists(atPath: file) else { return nil }
      return BenchmarkInstance(
        "Instance\(number)", ["roster", file, "--from", "curtois"], best: best[number],
        contestFile: file)
    }
  }

  let file: String

  /// Objective and number of broken hard rules of a roster file; `nil` if there is none to judge.
  func judge(_ roster: String) throws -> (objective: Double, broken: Int)? {
    guard FileManager.default.fileExists(atPath: roster) else { return nil }
    let process = try MeasuredProcess.run(
      ["python3", "Benchmarks/Peers/curtois_check.py", file, roster, "-q"])
    let words = process.output.split(separator: " ")
    guard words.count > 3, words[0] == "objective", words[2] == "hard_violations",
      let objective = Double(words[1]), let broken = Int(words[3])
    else { return nil }
    return (objective, broken)
  }

  /// Runs a peer's own model of the format, `cpsat` or `highs`, with some threads; `nil` if it is not
  /// installed.
  func run(
    _ name: String, program: String, workers: Int, seconds: Double, on instance: BenchmarkInstance
  ) throws -> ReportRow? {
    let roster = FileManager.default.temporaryDirectory.appending(path: "allot-peer-roster.txt")
      .path
    try? FileManager.default.removeItem(atPath: roster)
    let process = try MeasuredProcess.run(
      [
        "python3", "Benchmarks/Peers/curtois_\(program).py", file, String(seconds), String(workers),
        roster,
      ])
    let last = process.output.split(separator: "\n").last { $0.hasPrefix("final ") }
    guard let words = last?.split(separator: " ") else { return nil }
    // "final STATUS… OBJECTIVE BOUND SECONDS cpu …": the status may be of several words.
    let numbers = words.dropFirst(2).compactMap { Double($0) }
    let judged = try judge(roster)
    return ReportRow(
      instance: instance.name, solver: name, status: words[1].lowercased(),
      objective: judged?.objective, bound: numbers.count > 1 ? numbers[1] : nil,
      best: instance.best, seconds: process.seconds, cpuSeconds: process.cpuSeconds,
      peakMebibytes: process.peakMebibytes, seed: nil, isChecked: judged.map { $0.broken == 0 })
  }
}
