import Alliance
import Diagnostics
import Foundation
import Interchange
import LinearProgramming
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import Testing

private let instances = ProcessInfo.processInfo.environment["ALLOT_INSTANCES"].map {
  URL(fileURLWithPath: $0).appending(path: "pairing")
}

private func text(_ path: String) throws -> String {
  try String(contentsOf: try #require(instances).appending(path: path), encoding: .utf8)
}

/// Solves, checks, and returns the values of the goals.
private func values(_ problem: PairingProblem, _ rule: String) throws -> [Int] {
  let asked: PairingRule = try #require(PairingRule(rawValue: rule))
  let outcome = try problem.solve(asked)
  #expect(outcome.termination == .optimal, "\(rule)")
  let answer = try #require(outcome.solution)
  #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
  return outcome.terms.map(\.value)
}

@Suite(
  .enabled(
    if: instances != nil, "ALLOT_INSTANCES is not set: public project instances are left out"))
struct `Published project instances` {
  private struct Optima: Decodable {
    let max_size: Int
    let min_cost_at_max: Int
    let greedy_max_profile: [Int]
    let generous_max_profile: [Int]
  }

  /// PrefLib 00038: the University of Glasgow's project bids; optima computed by another solver.
  @Test(arguments: ["y0910", "y1011", "y1112", "y1314"])
  func `Glasgow project bids give the listed sizes, costs and profiles`(year: String) throws {
    let folder = "preflib-00038-project"
    let table = try text("\(folder)/computed_optima.jsonl").split(separator: "\n").map {
      try JSONDecoder().decode([String: Optima].self, from: Data($0.utf8))
    }
    let optima = try #require(table.compactMap { $0["\(year).bids"] }.first)
    let supervisors = year == "y0910" ? nil : try text("\(folder)/\(year).dat")
    let problem = try ProjectFile.readBids(
      try text("\(folder)/\(year).bids"), supervisors: supervisors, name: year
    ).validated(PairingProblem.init(validating:))
    #expect(
      try values(problem, "any,largest,talent") == [optima.max_size, optima.min_cost_at_max])
    let greedy = try values(problem, "any,largest,rank-maximal").dropFirst()
    #expect(Array(greedy.prefix(5)) == optima.greedy_max_profile)
    let generous = try values(problem, "any,largest,generous").dropFirst().reversed()
    #expect(Array(generous.prefix(4)) == Array(optima.generous_max_profile.dropFirst()))
    guard supervisors != nil else { return }
    let same = try ProjectFile.read(try text("\(folder)/\(year).spa"), name: year)
      .validated(PairingProblem.init(validating:))
    #expect(try values(same, "any,largest,talent") == [optima.max_size, optima.min_cost_at_max])
  }

  /// Cooper's tiny rounds with projects, ties, limits from below and targets; brute force by the
  /// authors of `matchingproblems`.
  @Test(arguments: ["hr", "spa", "spa_onesided"], 0..<5)
  func `rounds with limits from below agree with the published brute force`(
    kind: String, number: Int
  ) throws {
    let folder = "matchingproblems-example/Evaluations/\(kind)"
    let problem = try ProjectFile.read(
      try text("\(folder)/instances/\(number).txt"), name: "\(kind)-\(number)"
    ).validated(PairingProblem.init(validating:))
    let lines = try text("\(folder)/bruteforce/\(number).txt").split(separator: "\n")
    func published(_ key: String) throws -> [Int] {
      let line = try #require(lines.first { $0.hasPrefix(key + ":") })
      return line.split(separator: " ").compactMap { Int($0) }
    }
    guard lines.contains(where: { $0.hasPrefix("optimal_size:") }) else {
      // The authors found no matching that keeps every limit from below.
      let outcome = try problem.solve(.ordered([.any, .largest]))
      #expect(outcome.termination == .infeasible)
      return
    }
    let size = try published("optimal_size")[0]
    #expect(
      try values(problem, "any,largest,talent")
        == [size, try published("optimal_maxsizemincost")[0]])
    func trimmed(_ profile: some Sequence<Int>) -> [Int] {
      var profile = Array(profile)
      while profile.last == 0 { profile.removeLast() }
      return profile
    }
    let greedy = try values(problem, "any,largest,rank-maximal").dropFirst()
    #expect(trimmed(greedy) == trimmed(try published("optimal_greedymaxprofile")))
    let generous = try values(problem, "any,largest,generous").dropFirst().reversed()
    #expect(
      trimmed(generous) == trimmed(try published("optimal_generousmaxprofile").dropFirst()))
    // Whoever gives the last ranks to fewest gives none beyond the smallest worst rank.
    #expect(trimmed(generous).count + 1 == (try published("optimal_maxsizemindegree")[0]))
    if kind == "hr" {
      var draft = problem.draft
      draft.scores = draft.talents.flatMap { talent in
        talent.wishes.enumerated().flatMap { k, tier in
          tier.map { .init(mentor: $0, talent: talent.id, points: -(k + 1) * (k + 1)) }
        }
      }
      let squares = try values(
        PairingProblem(validating: draft), "any,largest,weighted")
      #expect(squares == [size, -(try published("optimal_maxsizeminsqcost")[0])])
    }
    let first = try values(problem, "any,rank-maximal")
    #expect(trimmed(first) == trimmed(try published("optimal_greedyprofile")))
    if kind != "hr" {
      let loads = try values(problem, "any,largest,balanced")
      let worst = try published("optimal_max_lec_abs_diff")[0]
      let total = try published("optimal_sum_lec_abs_diff")[0]
      #expect(Array(loads.dropFirst()) == [worst, total])
    }
  }

  @Test(arguments: 0..<5)
  func `stable matchings of projects that others published are stable here`(number: Int) throws {
    let folder = "matchingproblems-example/Evaluations/spa_no_lq"
    let problem = try ProjectFile.read(
      try text("\(folder)/instances/\(number).txt"), name: "\(number)"
    ).validated(PairingProblem.init(validating:))
    let line = try #require(
      try text("\(folder)/stable/\(number).txt").split(separator: "\n").first {
        $0.hasPrefix("matching:")
      })
    // 0 or a missing number stands for a talent without a project.
    let projects = line.split(separator: " ").dropFirst().map { word -> Int? in
      Int(word).flatMap { $0 > 0 ? $0 - 1 : nil }
    }
    let mentors = projects.map { project in
      project.flatMap { problem.mentorIndex(of: problem.draft.projects[$0].mentor) }
    }
    let matching = Matching(mentorOfTalent: mentors, projectOfTalent: projects)
    #expect(problem.violations(of: matching) == [])
    let largest = try values(problem, "largest")
    #expect(largest[0] >= projects.count { $0 != nil })
  }
}

@Suite struct `The model of projects` {
  @Test(arguments: 0..<UInt64(60), [false, true])
  func `MathProg and the solver find the same number of blocking pairs`(
    seed: UInt64, lower: Bool
  ) throws {
    let problem = try tinyProjects(
      seed: 120_000 + seed, ties: seed % 2 == 0, crossing: seed % 3 == 0, lower: lower)
    guard !problem.contracts.contracts.isEmpty else { return }
    let text = try String(
      contentsOf: repository.appending(path: "Models/pairing/projects.mod"), encoding: .utf8)
    let model = try MathProgModel(
      modelText: text, dataText: PairingMathProg.projectData(of: problem, countsBlocking: true))
    let reference = try model.program.solve()
    let outcome = try problem.solve(.fewestBlocking)
    if reference.termination == .infeasible {
      #expect(outcome.termination == .infeasible)
    } else {
      #expect(reference.objective.map { Int($0.rounded()) } == outcome.terms.first?.value)
    }
  }

  @Test func `a round with projects and quotas survives the workbook`() throws {
    var draft = try tinyProjects(seed: 8, ties: true, crossing: true, lower: true).draft
    draft.title = "导师结对"
    draft.talents[0].waited = true
    draft.quotas = [
      .init(mentors: .tier(.community), talents: .institution("h"), lower: 1, upper: 2),
      .init(talents: .person("t1"), upper: 1),
    ]
    let read = PairingWorkbook.read(
      Reading(value: PairingWorkbook.workbook(of: draft), provenance: Provenance())
    ).value
    #expect(read.quotas == draft.quotas)
    #expect(read.projects == draft.projects)
    #expect(read.mentors.map(\.target) == draft.mentors.map(\.target))
    #expect(read.talents.map(\.waited) == draft.talents.map(\.waited))
    #expect(read.talents.map(\.wishes) == draft.talents.map(\.wishes))
  }
}
