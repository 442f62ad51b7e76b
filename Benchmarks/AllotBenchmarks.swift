import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Quality and speed against published values and peers, as whole processes.
@main
struct AllotBenchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allot-benchmarks",
    abstract: "Run Allot and its peers on sets of instances and write a table.",
    discussion: """
      Run from the project's folder. Peers need `glpsol` (glpk-utils) and Python with highspy,
      ortools, pulp, matching and algmatch; a peer that is missing is named and left out. Figures are of
      whole processes, from reading the file to writing the answer.
      """)

  @Argument(
    help:
      "Sets to run: changning, fortnights, stable-sm, deferred-acceptance, lattice, maximum-weight, ties, krr-smti, projects, glasgow, district, districts, city, mega, curtois, inrc1, inrc2, ward, satnet, afscn. All if none is named."
  )
  var sets: [String] = []

  @Option(help: "Seconds for each solver on each instance.")
  var seconds: Double = 60

  @Option(help: "Seeds to run Allot with.")
  var seeds: [UInt64] = [1]

  @Option(help: "The command to measure.")
  var allot = ".build/release/allot"

  @Option(help: "Folder for the tables.")
  var output = "Benchmarks/Results"

  @Flag(help: "Leave the peers out.")
  var alone = false

  func run() throws {
    let machine = Machine.current
    for set in BenchmarkSet.all() where sets.isEmpty || sets.contains(set.name) {
      for left in set.leftOut { print("\(set.name): left out \(left)") }
      guard !set.instances.isEmpty else { continue }
      var rows: [ReportRow] = []
      for listed in set.instances {
        let instance = try listed.prepared()
        if let sample = instance.sample { _ = try MeasuredProcess.run([allot] + sample) }
        for seed in seeds {
          rows.append(try Allot(executable: allot, seconds: seconds, seed: seed).run(instance))
        }
        if !alone { rows += try peerRows(instance) }
        print("\(set.name): \(instance.name)")
      }
      let path = "\(output)/\(set.name).md"
      try FileManager.default.createDirectory(
        atPath: output, withIntermediateDirectories: true)
      let table = markdown(rows, title: set.title, machine: machine)
      try Data(table.utf8).write(to: URL(filePath: path), options: .atomic)
      print("Wrote \(path)")
    }
  }

  private func peerRows(_ instance: BenchmarkInstance) throws -> [ReportRow] {
    var rows: [ReportRow] = []
    for (name, script) in instance.peers {
      let peer = Peer(name: name, program: name, seconds: seconds, executable: allot)
      if let row = try peer.run(instance, script: script) {
        rows.append(row)
      } else {
        print("\(name) is not at hand or gave no answer; left out")
      }
    }
    if let tied = instance.tied {
      for (name, program) in [
        ("HiGHS", "highs"), ("HiGHS with combs", "highs-combs"), ("CP-SAT", "cpsat"),
        ("CBC", "cbc"),
      ] {
        let peer = Peer(name: name, program: program, seconds: seconds, executable: allot)
        if let row = try peer.run(instance, tied: tied.file, isOneToOne: tied.isOneToOne) {
          rows.append(row)
        } else {
          print("\(name) is not at hand; left out")
        }
      }
      return rows
    }
    if let contest = instance.contest {
      guard case .curtois = contest.contest else { return rows }
      for (name, program, workers) in [("CP-SAT", "cpsat", 8), ("HiGHS", "highs", 2)] {
        let row = try contest.run(
          name, program: program, workers: workers, seconds: seconds, on: instance)
        if let row { rows.append(row) } else { print("\(name) is not at hand; left out") }
      }
      return rows
    }
    if let antennas = instance.antennas {
      if let row = try antennas.runPeer(seconds: seconds, on: instance) { return [row] }
      print("CP-SAT is not at hand; left out")
      return []
    }
    guard instance.reference != nil else { return rows }
    for (name, program) in [("HiGHS", "highs"), ("CP-SAT", "cpsat")] {
      let peer = Peer(name: name, program: program, seconds: seconds, executable: allot)
      if let row = try peer.run(instance) {
        rows.append(row)
      } else {
        print("\(name) is not at hand; left out")
      }
    }
    return rows
  }
}
