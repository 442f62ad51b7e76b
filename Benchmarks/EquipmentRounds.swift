#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A seeded week of equipment with series, quotas and fair shares, which `Peers/booking_generator.py`
/// writes where the command and its peers read it.
struct EquipmentRounds {
  /// How large a week is, in the generator's words.
  enum Size: String {
    /// 20 devices, 150 requests.
    case district
    /// 300 devices, 5,000 requests.
    case city
    /// 3,000 devices, 60,000 requests.
    case mega
  }

  let size: Size
  let seed: Int

  /// Name in the report and of the file.
  var name: String { "\(size)-\(seed)" }

  /// The week as an instance, against the peers of these names.
  func instance(peers: [String]) -> BenchmarkInstance {
    BenchmarkInstance(
      name, round: { ["book", try write(), "--from", "booking1"] },
      peers: peers.map { ($0, "booking_peer.py") })
  }

  /// Writes the week.
  ///
  /// - Returns: The path.
  private func write() throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "allot-\(name).json").path
    let command = [
      "python3", "Benchmarks/Peers/booking_generator.py", size.rawValue, String(seed), path,
    ]
    let status = try MeasuredProcess.run(command).status
    guard status == 0 else { throw GeneratorFailed(command: command, status: status) }
    return path
  }

  /// The weeks of these seeds, or their names where there is no Python to write them.
  static func weeks(
    of size: Size, seeds: ClosedRange<Int>, peers: [String]
  ) -> (instances: [BenchmarkInstance], leftOut: [String]) {
    let rounds = seeds.map { EquipmentRounds(size: size, seed: $0) }
    guard hasPython else { return ([], rounds.map { "\($0.name) (python3)" }) }
    return (rounds.map { $0.instance(peers: peers) }, [])
  }

  private static let hasPython =
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/python3")
    }
}

/// A generator that ended without writing its file.
struct GeneratorFailed: Error, CustomStringConvertible {
  let command: [String]
  let status: Int32
  var description: String { "\(command.joined(separator: " ")) ended with \(status)" }
}

extension BenchmarkSet {
  /// Peers that read the generator's weeks.
  private static let bookingPeers = ["greedy", "HiGHS", "CP-SAT"]

  /// Six fortnights of 20 devices and 150 requests, as `allot sample book` makes them.
  static func fortnights() -> BenchmarkSet {
    BenchmarkSet(
      name: "fortnights", title: "Fortnights of 20 devices and 150 requests",
      instances: (2026...2031).map { seed in
        let file = FileManager.default.temporaryDirectory.appending(
          path: "allot-fortnight-\(seed).json"
        ).path
        return BenchmarkInstance(
          "seed \(seed)", ["book", file],
          sample: ["sample", "book", "--seed", String(seed), "--output", file],
          reference: .init(model: "Models/booking/timetable.mod", input: [file]))
      })
  }

  /// A district's week of bookings with series, quotas and fair shares; the optimum is HiGHS's.
  static func district() -> BenchmarkSet {
    var set = BenchmarkSet(name: "district", title: "Equipment of a district")
    set.add(published: "district-1", best: 23_203)
    return set
  }

  /// More weeks of districts.
  static func districts() -> BenchmarkSet {
    var set = BenchmarkSet(name: "districts", title: "Equipment of eight more districts")
    set.add(.district, seeds: 2...9, peers: bookingPeers)
    return set
  }

  /// Weeks of three cities: 300 devices, 5,000 requests.
  static func city() -> BenchmarkSet {
    var set = BenchmarkSet(name: "city", title: "Equipment of cities")
    set.add(published: "city-1", best: nil)
    set.add(.city, seeds: 2...3, peers: bookingPeers)
    return set
  }

  /// A region's week: 3,000 devices, 60,000 requests.
  static func mega() -> BenchmarkSet {
    var set = BenchmarkSet(name: "mega", title: "Equipment of a region")
    // The programs of HiGHS and CP-SAT would have a column or an interval for 4 million possible starts.
    set.add(.mega, seeds: 1...1, peers: ["greedy"])
    return set
  }

  /// Adds a week that lies among the public instances.
  private mutating func add(published name: String, best: Double?) {
    guard let folder = Self.instanceFolder.map({ $0 + "/booking/equipment" }) else {
      leftOut.append("\(name) of booking/equipment (ALLOT_INSTANCES)")
      return
    }
    instances.append(
      BenchmarkInstance(
        name, ["book", "\(folder)/\(name).json", "--from", "booking1"], best: best,
        peers: Self.bookingPeers.map { ($0, "booking_peer.py") }))
  }

  /// Adds weeks that the generator writes.
  private mutating func add(
    _ size: EquipmentRounds.Size, seeds: ClosedRange<Int>, peers: [String]
  ) {
    let weeks = EquipmentRounds.weeks(of: size, seeds: seeds, peers: peers)
    instances += weeks.instances
    leftOut += weeks.leftOut
  }
}
