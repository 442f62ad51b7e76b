import Diagnostics
import Foundation
import Interchange
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import Testing

/// Public instances stay outside the repository; the variable names the folder that holds them.
private let instances = ProcessInfo.processInfo.environment["ALLOT_INSTANCES"].map {
  URL(fileURLWithPath: $0).appending(path: "pairing")
}

/// A round of a `.hrt` file.
private func round(_ path: String) throws -> PairingProblem {
  let url = try #require(instances).appending(path: path)
  let text = try String(contentsOf: url, encoding: .utf8)
  return try GlasgowFile.read(text, name: url.lastPathComponent)
    .validated(PairingProblem.init(validating:))
}

@Suite(
  .enabled(
    if: instances != nil, "ALLOT_INSTANCES is not set: public pairing instances are left out"))
struct `Published pairing instances` {
  private struct Published: Decodable {
    let egalitarian_cost: Int
    let min_regret: Int
    let man_opt_cost: Int
    let woman_opt_cost: Int
    let numRotations: Int
    let numStableMatchings: Int
    let sex_equal_min: Int
    let rank_maximal_profile: [Int]
  }

  private func published() throws -> [(key: String, value: Published)] {
    let url = try #require(instances).appending(path: "stable-sm/published.json")
    return try JSONDecoder().decode([String: Published].self, from: Data(contentsOf: url))
      .sorted { $0.key < $1.key }
  }

  @Test func `twelve instances have the published rotations and stable matchings`() throws {
    for (name, expected) in try published() {
      let lattice = try #require(StableLattice(try round("stable-sm/\(name)")))
      #expect(lattice.rotations.count == expected.numRotations, "\(name)")
      let found = lattice.matchings(atMost: 1_000)
      #expect(found.matchings.count == expected.numStableMatchings, "\(name)")
      #expect(found.isComplete, "\(name)")
    }
  }

  /// Cooper & Manlove's stable marriage instances (arXiv 1905.06626) with the optima they published.
  @Test func `twelve stable marriage instances give the published costs`() throws {
    let published = try published()
    #expect(published.count == 12)
    for (name, expected) in published {
      let problem = try round("stable-sm/\(name)")
      let egalitarian = try problem.solve(.egalitarian)
      #expect(egalitarian.termination == .optimal, "\(name)")
      #expect(egalitarian.terms.last?.value == expected.egalitarian_cost, "\(name)")
      let regret = try problem.solve(.regret)
      #expect(regret.termination == .optimal, "\(name)")
      #expect(regret.terms[1].value == expected.min_regret, "\(name)")
      let talent = try problem.solve(.talent)
      #expect(talent.terms.last?.value == expected.man_opt_cost, "\(name)")
      let mentor = try problem.solve(.mentor)
      #expect(mentor.terms.last?.value == expected.woman_opt_cost, "\(name)")
      let equal = try problem.solve(.sexEqual)
      #expect(equal.termination == .optimal, "\(name)")
      #expect(equal.terms.last?.value == expected.sex_equal_min, "\(name)")
      // The first ranks of the profile are published; both sides count.
      let profile = try problem.solve(.rankMaximalBoth)
      #expect(profile.termination == .optimal, "\(name)")
      #expect(
        Array(profile.terms.map(\.value).prefix(expected.rank_maximal_profile.count))
          == expected.rank_maximal_profile, "\(name)")
      for outcome in [egalitarian, regret, talent, mentor, equal, profile] {
        let answer = try #require(outcome.solution)
        #expect(problem.certificateDefects(of: answer, terms: outcome.terms).isEmpty, "\(name)")
      }
    }
  }

  /// Sizes that exact peers proved; of 759 × 53 the one in the literature (Kwanashie & Manlove 2013).
  @Test(
    arguments: [
      ("generated/hr-1000.hrt", 994), ("generated/hrt-200.hrt", 198),
      ("generated/hrt-2000-c1.hrt", 1_937), ("generated/hrt-1000-c5.hrt", 993),
      ("pyhrtc/hrt.instance", 758),
    ])
  func `the largest stable size is the one proven elsewhere`(path: String, size: Int) throws {
    let problem = try round(path)
    let outcome = try problem.solve(.largest, run: Run(within: SolveLimits(work: 20_000)))
    let answer = try #require(outcome.solution)
    #expect(problem.violations(of: answer) == [])
    #expect(outcome.terms[0].value == size)
    #expect(outcome.terms[0].bound == size)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
  }

  /// Where everybody is placed nothing more is possible; other sizes rest on the certificate alone.
  @Test func `sixty one-to-one rounds with ties are proven`() throws {
    let folder = try #require(instances).appending(path: "krr-smti")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".txt") }.sorted()
    #expect(files.count == 60)
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
      let problem = try GlasgowFile.read(bytes, name: file, hasCapacities: false)
        .validated(PairingProblem.init(validating:))
      let outcome = try problem.solve(.weighted, run: Run(within: SolveLimits(work: 2_000)))
      let answer = try #require(outcome.solution)
      #expect(outcome.termination == .optimal, "\(file)")
      #expect(problem.violations(of: answer) == [], "\(file)")
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
      if file == "s100-i0.8-t0.9-1.txt" { #expect(outcome.terms[0].value == 100) }
    }
  }

  /// Cooper's tiny rounds with ties; their brute force looks for most pairs, then the smallest sum of
  /// talents' ranks, without stability but with lower capacities.
  @Test(arguments: 0..<5)
  func `most pairs at least cost agree with the published brute force`(number: Int) throws {
    let folder = try #require(instances).appending(path: "matchingproblems-example/Evaluations/hr")
    let lines = try String(
      contentsOf: folder.appending(path: "instances/\(number).txt"), encoding: .utf8
    ).split(separator: "\n", omittingEmptySubsequences: false)
    let counts = lines[0].split(separator: " ").compactMap { Int($0) }

    func tiers(_ text: Substring, _ prefix: String) -> [[String]] {
      var result: [[String]] = []
      var isTied = false
      for word in text.split(separator: " ") {
        let id = prefix + word.filter(\.isNumber)
        if isTied { result[result.count - 1].append(id) } else { result.append([id]) }
        if word.hasPrefix("(") { isTied = true }
        if word.hasSuffix(")") { isTied = false }
      }
      return result
    }
    var draft = PairingDraft(mentors: [], talents: [])
    for line in lines[1...counts[0]] {
      let parts = line.split(separator: ":")
      draft.talents.append(
        PairingDraft.Talent(id: "t\(parts[0])", wishes: tiers(parts[1], "m")))
    }
    for line in lines[(counts[0] + 1)...(counts[0] + counts[1])] {
      let parts = line.split(separator: ":").map { $0.drop { $0 == " " } }
      draft.mentors.append(
        PairingDraft.Mentor(
          id: "m\(parts[0])", lowerCapacity: try #require(Int(parts[1])),
          capacity: try #require(Int(parts[2])), wishes: tiers(parts[3], "t")))
    }
    for talent in draft.talents {
      for (k, tier) in talent.wishes.enumerated() {
        for mentor in tier {
          draft.scores.append(
            PairingDraft.Score(mentor: mentor, talent: talent.id, points: 1_000 - k - 1))
        }
      }
    }
    let outcome = try PairingProblem(validating: draft).solve(.maximum)
    #expect(outcome.termination == .optimal)
    let optima = try String(
      contentsOf: folder.appending(path: "bruteforce/\(number).txt"), encoding: .utf8)
    func published(_ key: String) throws -> Int {
      let line = try #require(optima.split(separator: "\n").first { $0.hasPrefix(key + ":") })
      return try #require(Int(line.split(separator: " ")[1]))
    }
    let size = try published("optimal_size")
    let cost = try published("optimal_maxsizemincost")
    #expect(outcome.terms[1].value == size)
    let ours = 1_000 * outcome.terms[1].value - outcome.terms[0].value
    #expect(ours <= cost)
    // Where our answer happens to keep the lower capacities, it solves the same problem.
    if try #require(outcome.solution).shortfalls.isEmpty { #expect(ours == cost) }
  }
}
