#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import Interchange

/// Public rounds of antennas: weeks of the Deep Space Network (SatNet) and oversubscribed contacts (AFSCN).
/// Every schedule is judged by a checker written from the rules alone, whoever made it.
struct SatelliteRounds {
  /// What a round is measured by, in the words of its checker.
  enum Measure: String {
    /// Requests that get their least time.
    case requests
    /// Hours tracked.
    case hours
    /// Root mean square of what missions lack, in 1/10000; less is better.
    case fairness
    /// Tasks of AFSCN.
    case tasks
  }

  let file: String
  let measure: Measure

  /// Best values found in print or in public verified results, 2021–2026.
  private static let best: [String: [Measure: Double]] = [
    "W10": [.requests: 234, .hours: 886, .fairness: 1070],
    "W20": [.requests: 258, .hours: 1059, .fairness: 1530],
    "W30": [.requests: 250, .hours: 1100, .fairness: 2200],
    "W40": [.requests: 225, .hours: 1058, .fairness: 2430],
    "W50": [.requests: 219, .hours: 879, .fairness: 1750],
  ]

  /// The weeks at hand, each for every measure.
  static func weeks(in folder: String) -> [BenchmarkInstance] {
    best.keys.sorted().flatMap { week -> [BenchmarkInstance] in
      let file = "\(folder)/\(week)_2018.problem.json"
      guard FileManager.default.fileExists(atPath: file) else { return [] }
      return [Measure.requests, .hours, .fairness].map { measure in
        BenchmarkInstance(
          "\(week) \(measure.rawValue)",
          ["book", file, "--from", "satnet", "--goal", measure.rawValue],
          best: best[week]?[measure], antennas: SatelliteRounds(file: file, measure: measure))
      }
    }
  }

  /// The contacts at hand.
  static func contacts(in folder: String) -> [BenchmarkInstance] {
    let file = "\(folder)/data.json"
    guard FileManager.default.fileExists(atPath: file) else { return [] }
    return [
      BenchmarkInstance(
        "AFSCN tasks", ["book", file, "--from", "afscn"],
        antennas: SatelliteRounds(file: file, measure: .tasks))
    ]
  }

  /// Format in which schedules are judged.
  var format: String { measure == .tasks ? "afscn" : "satnet" }

  private var maintenance: String {
    file.replacing(".problem.json", with: ".maintenance.csv")
  }

  /// What is measured where the round's value has this bound: most of it, or of what is lacked the least.
  func bound(ofValue bound: Double) -> Double? {
    switch measure {
    case .requests, .tasks: return bound / 100
    case .hours: return bound / 120
    case .fairness:
      guard let text = try? String(contentsOfFile: file, encoding: .utf8),
        let week = try? SatNetFile(parsing: text, maintenance: nil, name: file, goal: .fairness)
      else { return nil }
      // Rounded down: no schedule lacks less.
      return (week.leastRootMeanSquare(fines: Int(-bound)) * 10_000).rounded(.down)
    }
  }

  /// What is measured of a schedule and how many rules it breaks; `nil` if there is none to judge.
  func judge(_ schedule: String) throws -> (objective: Double, broken: Int)? {
    guard FileManager.default.fileExists(atPath: schedule) else { return nil }
    let script = "Benchmarks/Peers/\(format)_check.py"
    let files = measure == .tasks ? [file] : [file, maintenance]
    let judge = try MeasuredProcess.runIfThere(["python3", script] + files + [schedule, "-q"])
    guard let process = judge else { return nil }
    let words = process.output.split(whereSeparator: \.isWhitespace).map(String.init)
    func number(after word: String) -> Double? {
      words.firstIndex(of: word).flatMap { $0 + 1 < words.count ? Double(words[$0 + 1]) : nil }
    }
    let value =
      switch measure {
      case .requests: number(after: "satisfied")
      case .hours: number(after: "hours")
      case .fairness: number(after: "u_rms").map { ($0 * 10_000).rounded() }
      case .tasks: number(after: "tasks")
      }
    guard let value, let broken = number(after: "valid") else { return nil }
    return (value, Int(broken))
  }

  /// Runs CP-SAT on the same file; `nil` if it is not installed.
  func runPeer(seconds: Double, on instance: BenchmarkInstance) throws -> ReportRow? {
    let output = FileManager.default.temporaryDirectory.appending(path: "allot-peer-tracks.json")
      .path
    try? FileManager.default.removeItem(atPath: output)
    let words =
      measure == .tasks
      ? ["afscn_cpsat.py", file, String(seconds), "2", output]
      : ["satnet_cpsat.py", file, maintenance, measure.rawValue, String(seconds), "2", output]
    let peer = try MeasuredProcess.runIfThere(
      ["python3", "Benchmarks/Peers/\(words[0])"] + words.dropFirst())
    guard let process = peer else { return nil }
    let last = process.output.split(separator: "\n").last { $0.hasPrefix("final ") }
    guard let fields = last?.split(separator: " "), fields.count == 5 else { return nil }
    let judged = try judge(output)
    let bound = Double(fields[3]).flatMap { bound -> Double? in
      switch measure {
      case .requests, .tasks: bound
      case .hours: bound / 60
      case .fairness: nil
      }
    }
    return ReportRow(
      instance: instance.name, solver: "CP-SAT", status: fields[1].lowercased(),
      objective: judged?.objective, bound: bound, best: instance.best, seconds: process.seconds,
      cpuSeconds: process.cpuSeconds, solveSeconds: nil, peakMebibytes: process.peakMebibytes,
      seed: nil, isChecked: judged.map { $0.broken == 0 })
  }
}
