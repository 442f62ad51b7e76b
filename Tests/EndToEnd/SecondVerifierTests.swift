import Foundation
import Solving
import Testing

/// The verifier in Python, which shares no code with Allot.
private enum SecondVerifier {
  static let script = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Verifiers/verify_pairing.py")

  static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Runs it on result files; returns its status and what it prints.
  static func run(_ python: String, on results: [String]) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [script.path] + results
    let files = try TemporaryFolder()
    let output = try files.emptyFile("stdout")
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: output, encoding: .utf8))
  }
}

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
    guard let python = SecondVerifier.python else {
      // Nothing else here needs Python; the check is left out and says so.
      print("python3 is missing: the second verifier was not run")
      return
    }
    let folder = try TemporaryFolder()
    var results: [String] = []
    func solve(_ input: String, _ rule: String, _ name: String) throws {
      let result = folder.path(name)
      let run = try CommandRun(["pair", input, "--rule", rule, "--output", result, "--quiet"])
      #expect(run.status == 0, "\(run.talk)")
      results.append(result)
    }
    let demo = CommandRun.datasets.appendingPathComponent("导师结对").path
    for rule in ["talent", "mentor", "egalitarian", "regret", "weighted", "maximum", "largest"] {
      try solve(demo, rule, "demo-\(rule).json")
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
}
