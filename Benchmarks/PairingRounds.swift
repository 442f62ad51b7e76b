import Interchange
import MentorMatching
import Solving

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Seeded strict rounds of any size, written where the command and its peers read them.
///
/// Every talent lists `wishes` mentors, drawn with a chance that rises evenly from 1 to `skew` over the
/// mentors; every mentor lists all who listed him in random order.
struct PairingRounds {
  var talents: Int
  var mentors: Int
  var wishes: Int
  var places: Int
  var skew = 1
  var seed: UInt64 = 1
  /// Largest score of a pair; none is written if `nil`.
  var points: Int?

  /// Writes the round as `.hrt`, or as JSON if it has scores.
  ///
  /// - Returns: The path.
  func write() throws -> String {
    let kind = points == nil ? "hrt" : "json"
    let path = FileManager.default.temporaryDirectory.appending(
      path: "allot-round-\(talents)-\(mentors)-\(wishes)-\(places)-\(seed).\(kind)"
    ).path
    let (wanted, answers, random) = lists()
    var bytes: [UInt8]
    if let points {
      bytes = try draft(wanted, answers, points: points, random)
    } else {
      var text = "0\n\(talents)\n\(mentors)\n"
      for (t, list) in wanted.enumerated() {
        text += "\(t + 1) " + list.map { String($0 + 1) }.joined(separator: " ") + "\n"
      }
      for (m, list) in answers.enumerated() {
        text += "\(m + 1) \(places) " + list.map { String($0 + 1) }.joined(separator: " ") + "\n"
      }
      bytes = Array(text.utf8)
    }
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  private func lists() -> (wanted: [[Int]], answers: [[Int]], random: SeededRandom) {
    var random = SeededRandom(seed: seed)
    var answers = [[Int]](repeating: [], count: mentors)
    var wanted: [[Int]] = []
    for t in 0..<talents {
      var list: [Int]
      if wishes >= mentors {
        list = Array(0..<mentors).shuffled(using: &random)
      } else {
        list = []
        while list.count < wishes {
          let m = Int.random(in: 0..<mentors, using: &random)
          let weight = Int.random(in: 0..<(skew * (mentors - 1) + 1), using: &random)
          let isDrawn = weight <= (mentors - 1) + (skew - 1) * m
          if isDrawn, !list.contains(m) { list.append(m) }
        }
      }
      for m in list { answers[m].append(t) }
      wanted.append(list)
    }
    for m in answers.indices { answers[m].shuffle(using: &random) }
    return (wanted, answers, random)
  }

  private func draft(
    _ wanted: [[Int]], _ answers: [[Int]], points: Int, _ random: SeededRandom
  ) throws -> [UInt8] {
    var random = random
    var draft = PairingDraft(
      mentors: answers.enumerated().map { m, list in
        .init(id: "m\(m + 1)", capacity: places, wishes: list.map { ["t\($0 + 1)"] })
      },
      talents: wanted.enumerated().map { t, list in
        .init(id: "t\(t + 1)", wishes: list.map { ["m\($0 + 1)"] })
      })
    for (t, list) in wanted.enumerated() {
      for m in list {
        draft.scores.append(
          .init(
            mentor: "m\(m + 1)", talent: "t\(t + 1)",
            points: Int.random(in: 1...points, using: &random)))
      }
    }
    return try DraftFile(job: .pair, draft: draft).encoded()
  }
}

extension BenchmarkSet {
  /// Talent-optimal pairing by deferred acceptance, against libraries.
  static func deferredAcceptance() -> BenchmarkSet {
    BenchmarkSet(
      name: "deferred-acceptance", title: "Talent-optimal pairing of strict lists of ten",
      instances: [1_000, 10_000, 100_000].map { talents in
        let round = PairingRounds(
          talents: talents, mentors: talents / 10, wishes: 10, places: 10, skew: 3)
        // Libraries that build an object for each pair of people are left out of large rounds.
        let libraries =
          talents <= 1_000 ? ["matching", "algmatch", "heap", "c++"] : ["heap", "c++"]
        return BenchmarkInstance(
          "\(talents)", goal: "talentRanks",
          round: { (["pair", try round.write(), "--from", "glasgow", "--rule", "talent"]) },
          peers: libraries.map { ($0, "pairing_libraries.py") })
      })
  }

  /// Egalitarian pairing where there are many stable pairings.
  static func lattice() -> BenchmarkSet {
    let rounds = [
      (
        "1,000 × 1,000 complete",
        PairingRounds(talents: 1_000, mentors: 1_000, wishes: 1_000, places: 1)
      ),
      (
        "2,000 × 2,000 complete",
        PairingRounds(talents: 2_000, mentors: 2_000, wishes: 2_000, places: 1)
      ),
      (
        "10,000 × 1,000, lists of 10",
        PairingRounds(talents: 10_000, mentors: 1_000, wishes: 10, places: 10, skew: 3)
      ),
    ]
    return BenchmarkSet(
      name: "lattice", title: "Egalitarian pairing of strict lists",
      instances: rounds.map { name, round in
        BenchmarkInstance(
          name, goal: "egalitarian",
          round: { ["pair", try round.write(), "--from", "glasgow", "--rule", "egalitarian"] })
      })
  }

  /// The largest total score without stability, against a min-cost flow.
  static func maximumWeight() -> BenchmarkSet {
    let sizes = [(1_000, 100), (10_000, 1_000)]
    return BenchmarkSet(
      name: "maximum-weight", title: "Largest total score, stable or not, lists of ten",
      instances: sizes.map { talents, mentors in
        let round = PairingRounds(
          talents: talents, mentors: mentors, wishes: 10, places: 10, skew: 3, points: 100)
        return BenchmarkInstance(
          "\(talents) × \(mentors)", goal: "weight",
          round: { ["pair", try round.write(), "--rule", "maximum"] },
          peers: [("ortools", "flow_peer.py")])
      })
  }

  /// Projects led by mentors, ties on both sides, as `allot sample pair --projects` makes them; the table
  /// tells the size, the status also the talents' ranks behind it.
  static func projectRounds() -> BenchmarkSet {
    let rounds: [(talents: Int, seeds: ClosedRange<UInt64>)] = [
      (1_000, 1...1), (3_000, 1...2), (10_000, 1...3), (30_000, 1...1),
    ]
    return BenchmarkSet(
      name: "projects",
      title: "Projects led by mentors, most talents placed "
        + "(lists of 3 to 5, half of all entries tied on both sides, popularity 1 to 5)",
      instances: rounds.flatMap { talents, seeds in
        seeds.map { seed in
          let file = FileManager.default.temporaryDirectory.appending(
            path: "allot-projects-\(talents)-\(seed).json"
          ).path
          return BenchmarkInstance(
            "\(talents) talents, seed \(seed)", ["pair", file, "--rule", "largest"], goal: "size",
            sample: [
              "sample", "pair", "--projects", "--talents", String(talents), "--seed", String(seed),
              "--output", file,
            ])
        }
      })
  }

  /// Four years of project bids: most students, then the smallest sum of their ranks, most first wishes
  /// (greedy), or fewest last ones (generous; the table tells the second wishes).
  static func projectBids() -> BenchmarkSet {
    var set = BenchmarkSet(name: "glasgow", title: "Project bids of four years (PrefLib 00038)")
    guard
      let folder = ProcessInfo.processInfo.environment["ALLOT_INSTANCES"].map({
        $0 + "/pairing/preflib-00038-project"
      }), let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else {
      set.leftOut = ["pairing/preflib-00038-project (ALLOT_INSTANCES)"]
      return set
    }
    let known = ProjectOptima.read("\(folder)/computed_optima.jsonl")
    for file in files.sorted() where file.hasSuffix(".bids") {
      let best = known[file]
      for (rule, goal, value) in [
        ("any,largest,talent", "talentRanks", best?.min_cost_at_max),
        ("any,largest", "size", best?.max_size),
        ("any,largest,rank-maximal", "most-1", best?.greedy_max_profile.first),
        ("any,largest,generous", "fewest-2", best?.generous_max_profile.dropFirst().first),
      ] {
        set.instances.append(
          BenchmarkInstance(
            "\(file.dropLast(5)) \(goal)",
            ["pair", "\(folder)/\(file)", "--from", "preflib", "--rule", rule],
            best: value.map { Double($0) }, goal: goal))
      }
    }
    return set
  }
}

/// Optima of project bids that another solver computed, as they lie beside the data.
private struct ProjectOptima: Decodable {
  let max_size: Int
  let min_cost_at_max: Int
  let greedy_max_profile: [Int]
  let generous_max_profile: [Int]

  /// The optima by file; none if there is no such list.
  static func read(_ path: String) -> [String: ProjectOptima] {
    guard let data = FileManager.default.contents(atPath: path) else { return [:] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").reduce(into: [:]) {
      all, line in
      let entry = try? JSONDecoder().decode([String: ProjectOptima].self, from: Data(line.utf8))
      all.merge(entry ?? [:]) { first, _ in first }
    }
  }
}
