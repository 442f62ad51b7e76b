import Foundation
import Solving
import Testing

/// What people are told beside the pairs, changed by hand.
@Suite struct `What is told and is not so` {
  /// A result with one thing changed that people are told: a rank, a reason, a blocking pair, a chance.
  private func told(_ result: String) throws -> [(what: String, object: [String: Any])] {
    let data = try Data(contentsOf: URL(fileURLWithPath: result))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let answer = try #require(object["answer"] as? [String: Any])
    var forged: [(what: String, object: [String: Any])] = []
    func keep(_ what: String, _ part: String, _ value: Any) {
      var answer = answer
      answer[part] = value
      var object = object
      object["answer"] = answer
      forged.append((what, object))
    }
    var reports = try #require(answer["reports"] as? [[String: Any]])
    if let t = reports.firstIndex(where: { $0["rank"] is Int }) {
      var changed = reports
      changed[t]["rank"] = (changed[t]["rank"] as? Int ?? 0) + 1
      keep("a rank", "reports", changed)
    }
    if let t = reports.firstIndex(where: { ($0["missed"] as? [Any])?.isEmpty == false }) {
      var missed = try #require(reports[t]["missed"] as? [[String: Any]])
      let reason = try #require(missed[0]["reason"] as? [String: Any])
      missed[0]["reason"] = reason["recused"] == nil ? ["recused": [:]] : ["notListed": [:]]
      reports[t]["missed"] = missed
      keep("a reason", "reports", reports)
      missed.removeFirst()
      reports[t]["missed"] = missed
      keep("a wish left out", "reports", reports)
    }
    var pairs = try #require(answer["blockingPairs"] as? [[String: Any]])
    pairs.append(["mentor": 0, "talent": 0, "talentRank": 1, "mentorRank": 1])
    keep("a blocking pair", "blockingPairs", pairs)
    var short = try #require(answer["shortfalls"] as? [[String: Any]])
    if !short.isEmpty {
      keep("no missed limit", "shortfalls", [Any]())
      short[0]["inEveryStableMatching"] = !(short[0]["inEveryStableMatching"] as? Bool ?? false)
      keep("what every stable pairing misses", "shortfalls", short)
    }
    if var lottery = answer["lottery"] as? [String: Any],
      var chances = lottery["chances"] as? [[[String: Any]]],
      let t = chances.firstIndex(where: { $0.count > 1 })
    {
      chances[t][0]["tickets"] = (chances[t][0]["tickets"] as? Int ?? 0) - 1
      chances[t][1]["tickets"] = (chances[t][1]["tickets"] as? Int ?? 0) + 1
      lottery["chances"] = chances
      keep("chances", "lottery", lottery)
    }
    return forged
  }

  /// Forty talents with three wishes each, and mentors who hardly tell them apart: orders of the ties at random
  /// do not reach the largest pairing.
  private var hardRound: String {
    var random = SeededRandom(seed: 1)
    let wishes = (0..<40).map { _ in Array((1...20).shuffled(using: &random).prefix(3)) }
    var text = "0\n40\n20\n"
    for (t, list) in wishes.enumerated() {
      text += "\(t + 1) " + list.map(String.init).joined(separator: " ") + "\n"
    }
    for m in 1...20 {
      let listed = wishes.indices.filter { wishes[$0].contains(m) }.map { String($0 + 1) }
      text += "\(m) 2"
      if listed.count > 1 { text += " (" + listed.joined(separator: " ") + ")" }
      if listed.count == 1 { text += " " + listed[0] }
      text += "\n"
    }
    return text
  }

  @Test func `both verifiers refuse what is told and is not so`() throws {
    guard let python = SecondVerifier.python else { return }
    let folder = try TemporaryFolder()
    let demo = CommandRun.datasets.appendingPathComponent("导师结对").path
    let short = folder.path("short.json")
    let draft = #"""
      {"job":"pair","schemaVersion":1,"draft":{"title":"","institutions":[],"mentors":[
      {"id":"m","name":"","institution":"","lowerCapacity":2,"capacity":3,"fields":[],"wishes":[["a"],["b"]]},
      {"id":"n","name":"","institution":"","lowerCapacity":0,"capacity":2,"fields":[],"wishes":[["a"],["b"]]}],
      "talents":[
      {"id":"a","name":"","institution":"","fields":[],"wishes":[["n"],["m"]],"waited":false},
      {"id":"b","name":"","institution":"","fields":[],"wishes":[["n"],["m"]],"waited":false}],
      "projects":[],"recusals":[],"kept":[],"scores":[],"previous":[],"parted":[],"quotas":[],
      "listsFromScores":false}}
      """#
    try Data(draft.utf8).write(to: URL(fileURLWithPath: short))
    let hard = folder.path("hard.hrt")
    try Data(hardRound.utf8).write(to: URL(fileURLWithPath: hard))
    var kinds: Set<String> = []
    for (number, options) in [
      [demo, "--rule", "talent", "--lottery"], [demo, "--rule", "maximum"], [short],
      [hard, "--rule", "largest", "--lottery"],
    ].enumerated() {
      let result = folder.path("result-\(number).json")
      let run = try CommandRun(["pair"] + options + ["--output", result, "--quiet"])
      #expect(run.status == 0, "\(run.talk)")
      #expect(try SecondVerifier.run(python, on: [result]).status == 0)
      for (k, (what, object)) in try told(result).enumerated() {
        let forged = folder.path("told-\(number)-\(k).json")
        try JSONSerialization.data(withJSONObject: object).write(to: URL(fileURLWithPath: forged))
        #expect(try CommandRun(["verify", forged]).status == 1, "\(what)")
        #expect(try SecondVerifier.run(python, on: [forged]).status == 1, "\(what)")
        kinds.insert(what)
      }
    }
    #expect(kinds.count == 7, "\(kinds.sorted())")
  }
}
