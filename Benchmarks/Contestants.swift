#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Allot itself, run as its users run it.
struct Allot {
  let executable: String
  let seconds: Double
  let seed: UInt64

  private struct Summary: Decodable {
    let status: String
    let objective: Double?
    let bound: Double?
    let checked: Bool
    let cpuSeconds: Double?
    let terms: [Term]

    struct Term: Decodable {
      let name: String
      let value: Double
      let bound: Double?
    }
  }

  func run(_ instance: BenchmarkInstance) throws -> ReportRow {
    let roster = FileManager.default.temporaryDirectory.appending(path: "allot-roster").path
    try? FileManager.default.removeItem(atPath: roster)
    let process = try MeasuredProcess.run(
      [executable] + instance.arguments + [
        "--json", "--time-limit", String(seconds), "--seed", String(seed), "--quiet",
      ]
        + (instance.contest?.output(to: roster) ?? [])
        + (instance.antennas.map {
          ["--threads", "2", "--to", $0.format, "--output", roster]
        } ?? []))
    let judged =
      try instance.contest.flatMap { try $0.judge(roster) } ?? instance.antennas?.judge(roster)
    let summary = try? JSONDecoder().decode(Summary.self, from: Data(process.output.utf8))
    let term = summary?.terms.first { $0.name == instance.goal }
    return ReportRow(
      instance: instance.name, solver: "Allot", status: summary?.status ?? "exit \(process.status)",
      objective: judged?.objective ?? term?.value ?? summary?.objective,
      bound: instance.antennas.map { antennas in
        summary?.bound.flatMap(antennas.bound)
      } ?? term.map(\.bound) ?? summary?.bound, best: instance.best,
      seconds: process.seconds, cpuSeconds: process.cpuSeconds,
      solveSeconds: summary?.cpuSeconds, peakMebibytes: process.peakMebibytes, seed: seed,
      isChecked: judged.map { $0.broken == 0 } ?? summary?.checked)
  }
}

/// A general solver on the exported reference formulation.
struct Peer {
  /// Name in the report and first argument of `mps_peer.py`.
  let name: String
  let program: String
  let seconds: Double
  let executable: String

  private struct Summary: Decodable {
    let status: String
    let objective: Double?
    let bound: Double?
    let solveSeconds: Double?
  }

  /// - Returns: `nil` if the tools that hand the data over, or the peer, are not installed.
  func run(_ instance: BenchmarkInstance) throws -> ReportRow? {
    guard let reference = instance.reference else { return nil }
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "allot-benchmark-\(program)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = folder.appending(path: "instance.dat").path
    let mps = folder.appending(path: "instance.mps").path
    let export = try MeasuredProcess.run(
      [executable, "export"] + reference.input + ["--to", "mathprog", "--output", data, "--quiet"])
    guard export.status == 0 else { return nil }
    let translate = try MeasuredProcess.runIfThere(
      ["glpsol", "-m", reference.model, "-d", data, "--check", "--wfreemps", mps])
    guard translate?.status == 0 else { return nil }
    let process = try MeasuredProcess.runIfThere(
      ["python3", "Benchmarks/Peers/mps_peer.py", program, mps, String(seconds)]
        + (try isMaximized(reference.model) ? ["--maximize"] : []))
    return row(instance, of: process)
  }

  /// Runs the peer on the largest stable pairing of a file in the Glasgow format.
  ///
  /// - Returns: `nil` if the peer is not installed.
  func run(
    _ instance: BenchmarkInstance, tied file: String, isOneToOne: Bool
  ) throws -> ReportRow? {
    let process = try MeasuredProcess.runIfThere(
      ["python3", "Benchmarks/Peers/pairing_peer.py", program, file, String(seconds)]
        + (isOneToOne ? ["--one-to-one"] : []))
    return row(instance, of: process)
  }

  /// Runs a script of `Peers` on the file that Allot reads.
  ///
  /// - Returns: `nil` if the peer is not installed or gives no answer.
  func run(_ instance: BenchmarkInstance, script: String) throws -> ReportRow? {
    guard instance.arguments.count > 1 else { return nil }
    let process = try MeasuredProcess.runIfThere([
      "python3", "Benchmarks/Peers/\(script)", program, instance.arguments[1], String(seconds),
    ])
    return row(instance, of: process)
  }

  private func row(_ instance: BenchmarkInstance, of process: MeasuredProcess?) -> ReportRow? {
    guard let process,
      let summary = try? JSONDecoder().decode(Summary.self, from: Data(process.output.utf8))
    else { return nil }
    return ReportRow(
      instance: instance.name, solver: name, status: summary.status, objective: summary.objective,
      bound: summary.bound, best: instance.best, seconds: process.seconds,
      cpuSeconds: process.cpuSeconds, solveSeconds: summary.solveSeconds,
      peakMebibytes: process.peakMebibytes, seed: nil, isChecked: nil)
  }

  private func isMaximized(_ model: String) throws -> Bool {
    try String(contentsOfFile: model, encoding: .utf8).split(separator: "\n")
      .contains { $0.hasPrefix("maximize") }
  }
}
