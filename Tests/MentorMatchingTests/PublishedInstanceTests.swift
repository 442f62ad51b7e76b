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
      for outcome in [egalitarian, regret, talent, mentor] {
        let answer = try #require(outcome.solution)
        #expect(problem.certificateDefects(of: answer, terms: outcome.terms).isEmpty, "\(name)")
      }
    }
  }

  /// Sizes that exact peers proved on the generated instances.
  @Test(
    arguments: [
      ("generated/hr-1000.hrt", 994...994), ("generated/hrt-200.hrt", 196...198),
      ("generated/hrt-2000-c1.hrt", 1_880...1_937), ("generated/hrt-1000-c5.hrt", 985...993),
      ("krr-smti/s50-i0.5-t0.3-1.txt", 45...50),
    ])
  func `sizes lie between a simple heuristic and the proven optimum`(
    path: String, sizes: ClosedRange<Int>
  ) throws {
    let problem = try round(path)
    let outcome = try problem.solve(.largest, run: Run(within: SolveLimits(seconds: 30)))
    let answer = try #require(outcome.solution)
    #expect(problem.violations(of: answer) == [])
    #expect(sizes.contains(outcome.terms[0].value))
    #expect(try #require(outcome.terms[0].bound) >= sizes.upperBound)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
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
