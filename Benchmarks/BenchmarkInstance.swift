#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One run of the command with what is known about its answer.
struct BenchmarkInstance {
  /// Name in the report.
  let name: String
  /// Words after `allot`: job, input, and options other than limits and seed.
  private(set) var arguments: [String]
  /// Published or proven best value of `goal`; `nil` if none is known.
  let best: Double?
  /// The goal to report, by its name; `nil` for the one that decides.
  let goal: String?
  /// Words after `allot` that make the input first; `nil` where it is there.
  let sample: [String]?
  /// The reference formulation that peers solve, with the arguments that export the data; `nil`
  /// where no peer is run.
  let reference: Reference?
  /// The file that the peers of pairing with ties read, and whether its lines lack places.
  let tied: (file: String, isOneToOne: Bool)?
  /// The public roster contest whose own checker judges; `nil` elsewhere.
  let contest: ContestRosters?
  /// The antennas' own format and checker; `nil` elsewhere.
  let antennas: SatelliteRounds?

  /// Writes a seeded round and says how to solve it; `nil` where the input is there.
  let round: (() throws -> [String])?
  /// Programs beside the peers of this folder that read the input: what each is called with, and its file.
  let peers: [(name: String, script: String)]

  /// A MathProg model, fed by `allot export`.
  struct Reference {
    let model: String
    let input: [String]
  }

  init(
    _ name: String, _ arguments: [String] = [], best: Double? = nil, goal: String? = nil,
    sample: [String]? = nil, reference: Reference? = nil,
    tied: (file: String, isOneToOne: Bool)? = nil, contest: ContestRosters? = nil,
    antennas: SatelliteRounds? = nil,
    round: (() throws -> [String])? = nil, peers: [(name: String, script: String)] = []
  ) {
    self.antennas = antennas
    self.round = round
    self.peers = peers
    self.tied = tied
    self.contest = contest
    self.goal = goal
    self.sample = sample
    self.name = name
    self.arguments = arguments
    self.best = best
    self.reference = reference
  }

  /// The instance with its input on disk.
  func prepared() throws -> BenchmarkInstance {
    guard let round else { return self }
    var instance = self
    instance.arguments = try round()
    return instance
  }
}

/// A named set of instances, and what was left out of it because its data is not at hand.
struct BenchmarkSet {
  let name: String
  let title: String
  var instances: [BenchmarkInstance] = []
  var leftOut: [String] = []

  /// Every set, in the order of the report.
  static func all() -> [BenchmarkSet] {
    [
      changning(), fortnights(), strictPairing(), deferredAcceptance(), lattice(), maximumWeight(),
      tiedPairing(), tiedOneToOne(), projectRounds(), projectBids(), district(), districts(),
      city(), mega(), contestRosters(), firstCompetition(), secondCompetition(), ward(), weeks(),
      contacts(),
    ]
  }

  private static let data = "Datasets/changning"
  /// Folder of the public instances, which the project does not carry; `nil` if it is not told.
  static let instanceFolder = ProcessInfo.processInfo.environment["ALLOT_INSTANCES"]

  /// The three jobs of the demonstration.
  private static func changning() -> BenchmarkSet {
    BenchmarkSet(
      name: "changning", title: "The Changning data",
      instances: [
        BenchmarkInstance("导师结对", ["pair", "\(data)/导师结对"]),
        BenchmarkInstance("轮值", ["roster", "\(data)/轮值"]),
        BenchmarkInstance(
          "设备", ["book", "\(data)/设备"],
          reference: .init(model: "Models/booking/timetable.mod", input: ["\(data)/设备"])),
      ])
  }

  /// Twelve complete one-to-one instances with published egalitarian cost and minimum regret.
  private static func strictPairing() -> BenchmarkSet {
    var set = BenchmarkSet(name: "stable-sm", title: "Strict pairing, published optima")
    guard let folder = instanceFolder.map({ $0 + "/pairing/stable-sm" }),
      let published = published(folder + "/published.json")
    else {
      set.leftOut = ["pairing/stable-sm (ALLOT_INSTANCES)"]
      return set
    }
    for (file, values) in published {
      let words = ["pair", "\(folder)/\(file)", "--from", "glasgow", "--rule"]
      set.instances.append(
        BenchmarkInstance(
          "\(file) egalitarian", words + ["egalitarian"], best: Double(values.egalitarian_cost),
          goal: "egalitarian"))
      set.instances.append(
        BenchmarkInstance(
          "\(file) regret", words + ["regret"], best: Double(values.min_regret),
          goal: "regret"))
    }
    return set
  }

  /// Mentors with ties, one place or many. The best values were proven here or, for 759 × 53, agree
  /// with the literature.
  private static func tiedPairing() -> BenchmarkSet {
    var set = BenchmarkSet(name: "ties", title: "Largest stable pairing with ties")
    let known = [
      ("generated/hrt-200.hrt", 198.0), ("generated/hrt-500.hrt", 495),
      ("generated/hrt-1000.hrt", 996), ("generated/hrt-1000-c5.hrt", 993),
      ("generated/hrt-2000-c1.hrt", 1937), ("pyhrtc/hrt.instance", 758),
    ]
    guard let folder = instanceFolder.map({ $0 + "/pairing" }) else {
      set.leftOut = ["pairing/generated and pairing/pyhrtc (ALLOT_INSTANCES)"]
      return set
    }
    set.instances = known.map { name, best in
      largest(name, in: folder, format: "glasgow", best: best)
    }
    return set
  }

  /// One-to-one rounds with ties on both sides, 50 and 100 a side.
  private static func tiedOneToOne() -> BenchmarkSet {
    var set = BenchmarkSet(name: "krr-smti", title: "Largest stable pairing, one to one, with ties")
    guard let folder = instanceFolder.map({ $0 + "/pairing/krr-smti" }),
      let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else {
      set.leftOut = ["pairing/krr-smti (ALLOT_INSTANCES)"]
      return set
    }
    set.instances = files.filter { $0.hasSuffix(".txt") }.sorted().map {
      largest($0, in: folder, format: "glasgow-one-to-one", best: nil)
    }
    return set
  }

  private static func largest(
    _ name: String, in folder: String, format: String, best: Double?
  ) -> BenchmarkInstance {
    let file = "\(folder)/\(name)"
    return BenchmarkInstance(
      String(name.split(separator: "/").last ?? ""),
      ["pair", file, "--from", format, "--rule", "largest"], best: best, goal: "size",
      tied: (file, format == "glasgow-one-to-one"))
  }

  /// Public shift rosters in the Curtois–Qu format.
  private static func contestRosters() -> BenchmarkSet {
    var set = BenchmarkSet(name: "curtois", title: "Shift rosters of Curtois and Qu")
    guard let folder = instanceFolder.map({ $0 + "/rostering/curtois24" }) else {
      set.leftOut = ["rostering/curtois24 (ALLOT_INSTANCES)"]
      return set
    }
    set.instances = ContestRosters.curtois(in: folder)
    let held = Set(set.instances.map(\.name))
    set.leftOut = (1...24).map { "Instance\($0)" }.filter { !held.contains($0) }
    return set
  }

  private static func firstCompetition() -> BenchmarkSet {
    var set = BenchmarkSet(name: "inrc1", title: "First nurse rostering competition")
    set.instances = instanceFolder.map { ContestRosters.inrc1(in: $0 + "/rostering") } ?? []
    if set.instances.isEmpty { set.leftOut = ["rostering/inrc1 (ALLOT_INSTANCES)"] }
    return set
  }

  private static func secondCompetition() -> BenchmarkSet {
    var set = BenchmarkSet(
      name: "inrc2", title: "Second nurse rostering competition, all weeks at once")
    set.instances = instanceFolder.map { ContestRosters.inrc2(in: $0 + "/rostering") } ?? []
    if set.instances.isEmpty { set.leftOut = ["rostering/inrc2 (ALLOT_INSTANCES)"] }
    return set
  }

  /// A ward of 60 people and 28 days, as `allot sample ward` makes it.
  private static func ward() -> BenchmarkSet {
    BenchmarkSet(
      name: "ward", title: "A ward of 60 people for 28 days",
      instances: (2026...2028).map { seed in
        let file = FileManager.default.temporaryDirectory.appending(
          path: "allot-ward-\(seed).json"
        ).path
        return BenchmarkInstance(
          "seed \(seed)", ["roster", file],
          sample: ["sample", "ward", "--seed", String(seed), "--output", file])
      })
  }

  /// Weeks of the Deep Space Network.
  private static func weeks() -> BenchmarkSet {
    var set = BenchmarkSet(name: "satnet", title: "Weeks of the Deep Space Network (SatNet)")
    guard let folder = instanceFolder.map({ $0 + "/booking/satnet" }) else {
      set.leftOut = ["booking/satnet (ALLOT_INSTANCES)"]
      return set
    }
    set.instances = SatelliteRounds.weeks(in: folder)
    return set
  }

  /// Oversubscribed satellite contacts.
  private static func contacts() -> BenchmarkSet {
    var set = BenchmarkSet(name: "afscn", title: "Oversubscribed satellite contacts (AFSCN)")
    guard let folder = instanceFolder.map({ $0 + "/booking/oversubscribed" }) else {
      set.leftOut = ["booking/oversubscribed (ALLOT_INSTANCES)"]
      return set
    }
    set.instances = SatelliteRounds.contacts(in: folder)
    return set
  }

  private struct Published: Decodable {
    let egalitarian_cost: Int
    let min_regret: Int
  }

  private static func published(_ path: String) -> [(String, Published)]? {
    guard let data = FileManager.default.contents(atPath: path),
      let values = try? JSONDecoder().decode([String: Published].self, from: data)
    else { return nil }
    return values.sorted { ($0.key.count, $0.key) < ($1.key.count, $1.key) }
  }
}
