import Foundation
import Solving
import Testing

@Suite struct `A second verifier` {
  /// A round in the text format, small and full of ties.
  private func tinyRound(seed: UInt64, ties: Bool) -> String {
    var random = SeededRandom(seed: seed)
    let (talents, mentors) = (
      Int.random(in: 4...9, using: &random), Int.random(in: 2...4, using: &random)
    )
    func list(_ people: Int) -> String {
      var text = ""
      var isOpen = false
      for i in (1...people).shuffled(using: &random)
      where Int.random(in: 0..<5, using: &random) > 0 {
        let joins = ties && Int.random(in: 0..<2, using: &random) == 0
        if joins && !isOpen { text += " (" }
        if !joins && isOpen { text += " )" }
        isOpen = joins
        text += " \(i)"
      }
      return isOpen ? text + " )" : text
    }
    var text = "0\n\(talents)\n\(mentors)\n"
    for t in 1...talents { text += "\(t)\(list(mentors))\n" }
    for m in 1...mentors {
      text += "\(m) \(Int.random(in: 1...3, using: &random))\(list(talents))\n"
    }
    return text
  }

  @Test func `it agrees on the demo and on tiny rounds, and refuses what is tampered with`() throws
  {
    guard let python = SecondVerifier.python else { return }
    let folder = try TemporaryFolder()
    var results: [String] = []
    func solve(_ input: String, _ rule: String, _ name: String, _ options: String...) throws {
      let result = folder.path(name)
      let run = try CommandRun(
        ["pair", input, "--rule", rule, "--output", result, "--quiet"] + options)
      #expect(run.status == 0, "\(run.talk)")
      results.append(result)
    }
    let demo = CommandRun.datasets.appendingPathComponent("导师结对").path
    for rule in [
      "talent", "mentor", "egalitarian", "regret", "weighted", "maximum", "largest", "sex-equal",
      "any", "fewest-blocking", "balanced", "least-change", "generous-both",
    ] {
      try solve(demo, rule, "demo-\(rule).json")
    }
    // Draws over ties and among stable pairings, and the middle with the fewest changes.
    for (rule, kind) in [("talent", "a draw over"), ("largest", "a draw")] {
      try solve(demo, rule, "drawn-\(rule).json", "--lottery")
      let verdict = try SecondVerifier.run(python, on: [results[results.count - 1]])
      #expect(verdict.text.contains(kind), "\(verdict.text)")
    }
    for seed in 0..<UInt64(12) {
      let input = folder.path("strict-\(seed).hrt")
      try tinyRound(seed: 900 + seed, ties: false).write(
        toFile: input, atomically: true, encoding: .utf8)
      let earlier = folder.path("earlier-\(seed).json")
      let run = try CommandRun(["pair", input, "--rule", "mentor", "--output", earlier, "--quiet"])
      #expect(run.status == 0, "\(run.talk)")
      try solve(input, "centre", "middle-\(seed).json")
      try solve(input, "centre", "nearest-\(seed).json", "--keep", earlier)
      try solve(input, "sex-equal", "equal-\(seed).json", "--keep", earlier)
      try solve(input, "least-change", "drawn-\(seed).json", "--lottery", "--seed", "\(seed)")
    }
    for seed in 0..<UInt64(48) {
      let input = folder.path("\(seed).hrt")
      try tinyRound(seed: seed, ties: seed % 4 > 0).write(
        toFile: input, atomically: true, encoding: .utf8)
      let rules = ["largest", "egalitarian", "regret", "maximum", "generous", "rank-maximal"]
      try solve(input, rules[Int(seed) % rules.count], "\(seed).json")
    }
    for seed in 1...6 {
      let input = folder.path("projects-\(seed)-round.json")
      let sample = try CommandRun([
        "sample", "pair", "--projects", "--talents", "60", "--seed", "\(seed)", "--output", input,
      ])
      #expect(sample.status == 0, "\(sample.talk)")
      try solve(input, seed % 2 == 0 ? "largest" : "generous", "projects-\(seed).json")
    }
    let rounded = folder.path("rounded-round.json")
    let sample = try CommandRun([
      "sample", "pair", "--projects", "--talents", "300", "--seed", "2", "--output", rounded,
    ])
    #expect(sample.status == 0, "\(sample.talk)")
    try solve(rounded, "largest", "rounded.json")
    let verdict = try SecondVerifier.run(python, on: results)
    #expect(verdict.status == 0, "\(verdict.text)")
    #expect(verdict.text.split(separator: "\n").count { $0.contains(": holds: ") } == results.count)

    for (k, result) in results.prefix(20).enumerated() {
      let data = try Data(contentsOf: URL(fileURLWithPath: result))
      var object = try #require(
        try JSONSerialization.jsonObject(with: data) as? [String: Any])
      var terms = try #require(object["terms"] as? [[String: Any]])
      let bound = try #require(terms[0]["bound"] as? Int)
      let isMinimized = try #require(terms[0]["isMinimized"] as? Bool)
      terms[0]["bound"] = isMinimized ? bound + 1 : bound - 1
      object["terms"] = terms
      let forged = folder.path("forged-\(k).json")
      try JSONSerialization.data(withJSONObject: object).write(to: URL(fileURLWithPath: forged))
      #expect(try SecondVerifier.run(python, on: [forged]).status == 1)
    }
  }

  /// A number that no round has in place of one of a certificate, for every kind of line once.
  private func forgeries(_ result: String, _ kinds: inout Set<String>) throws -> [[String: Any]] {
    let data = try Data(contentsOf: URL(fileURLWithPath: result))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let answer = try #require(object["answer"] as? [String: Any])
    var forged: [[String: Any]] = []
    func keep(_ part: String, _ value: Any) {
      var answer = answer
      answer[part] = value
      var object = object
      object["answer"] = answer
      forged.append(object)
    }
    /// The line with its last number (of what it names, not of its weights) out of all range.
    func broken(_ line: [String: Any]) throws -> [String: Any]? {
      let (kind, parts) = try #require(line.first)
      guard !kinds.contains(kind), var fields = parts as? [String: Any] else { return nil }
      let key = ["contract", "class", "unknown", "target", "divisor", "sign", "_0", "next"]
        .first { fields[$0] is Int }
      if let key {
        fields[key] = key == "divisor" ? 0 : 1_000_000
      } else if kind == "pinned" {
        fields["_0"] = "imbalance"
      } else if var weights = fields["_0"] as? [Int], weights.count > 1 {
        weights[0] = 1_000_000
        fields["_0"] = weights
      } else {
        return nil
      }
      kinds.insert(kind)
      return [kind: fields]
    }
    let steps = try #require(answer["reductions"] as? [[String: Any]])
    for (k, step) in steps.enumerated() {
      guard let line = try broken(step) else { continue }
      var changed = steps
      changed[k] = line
      keep("reductions", changed)
    }
    let certificates = try #require(answer["certificates"] as? [[String: Any]])
    // That nothing is below zero needs no proof.
    let terms = try #require(object["terms"] as? [[String: Any]])
    let needless = terms.filter { $0["bound"] as? Int == 0 && $0["isMinimized"] as? Bool == true }
      .compactMap { $0["name"] as? String }
    for (k, certificate) in certificates.enumerated() {
      guard !needless.contains(try #require(certificate["goal"] as? String)) else { continue }
      let proof = try #require(certificate["proof"] as? [String: Any])
      guard let outer = proof["rows"] as? [String: Any], let rows = outer["_0"] as? [String: Any]
      else { continue }
      for part in ["rows", "nodes"] {
        let lines = try #require(rows[part] as? [[String: Any]])
        for (i, line) in lines.enumerated() {
          guard let line = try broken(line) else { continue }
          var changed = lines
          changed[i] = line
          var tree = rows
          tree[part] = changed
          var all = certificates
          all[k]["proof"] = ["rows": ["_0": tree]]
          keep("certificates", all)
        }
      }
    }
    return forged
  }

  @Test func `both verifiers refuse a certificate with any kind of line broken`() throws {
    guard let python = SecondVerifier.python else { return }
    let folder = try TemporaryFolder()
    var kinds: Set<String> = []
    var number = 0
    func refuse(_ input: String, _ rule: String) throws {
      let result = folder.path("result-\(number).json")
      let run = try CommandRun(["pair", input, "--rule", rule, "--output", result, "--quiet"])
      #expect(run.status == 0, "\(run.talk)")
      for forgery in try forgeries(result, &kinds) {
        number += 1
        let forged = folder.path("forged-\(number).json")
        try JSONSerialization.data(withJSONObject: forgery).write(to: URL(fileURLWithPath: forged))
        #expect(try CommandRun(["verify", forged]).status == 1, "\(rule)")
        #expect(try SecondVerifier.run(python, on: [forged]).status == 1, "\(rule)")
      }
    }
    let demo = CommandRun.datasets.appendingPathComponent("导师结对").path
    for rule in ["largest", "regret", "sex-equal", "fewest-blocking", "balanced"] {
      try refuse(demo, rule)
    }
    let projects = folder.path("projects.json")
    _ = try CommandRun([
      "sample", "pair", "--projects", "--talents", "300", "--seed", "2", "--output", projects,
    ])
    try refuse(projects, "largest")
    for seed in 0..<UInt64(24) {
      let input = folder.path("\(seed).hrt")
      try tinyRound(seed: 500 + seed, ties: true).write(
        toFile: input, atomically: true, encoding: .utf8)
      try refuse(input, seed % 2 == 0 ? "sex-equal" : "egalitarian")
    }
    for kind in [
      "offer", "applications", "talent", "room", "pinned", "comb", "rounded", "stable", "full",
      "imbalance", "bounded", "steps",
    ] {
      #expect(kinds.contains(kind), "\(kind) of \(kinds.sorted())")
    }
  }
}
