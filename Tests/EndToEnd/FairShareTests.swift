import Foundation
import TestSupport
import Testing

/// A sample round in which each institution ought to get all that it asks for, before any points.
private func fairRound(in folder: TemporaryFolder, devices: Int, seed: Int) throws -> String {
  let round = folder.path("points.json")
  let sample = ["sample", "book", "--devices", String(devices), "--requests", "24"]
  #expect(try CommandRun(sample + ["--seed", String(seed), "--output", round]).status == 0)
  let fair = try tampered(round, in: folder) { object in
    var draft = try #require(object["draft"] as? [String: Any])
    let requests = try #require(draft["requests"] as? [[String: Any]])
    let institutions = try #require(draft["institutions"] as? [[String: Any]])
    draft["fairShareRule"] = "maxMin"
    draft["fairShares"] = try institutions.map { institution -> [String: Any] in
      let id = try #require(institution["id"] as? String)
      let asked = requests.filter { $0["institution"] as? String == id }
        .compactMap { $0["minutes"] as? Int }.reduce(0, +)
      return ["institution": id, "minutes": asked, "pointsPerSlot": 0]
    }
    object["draft"] = draft
  }
  let path = folder.path("fair.json")
  try FileManager.default.moveItem(atPath: fair, toPath: path)
  return path
}

@Suite struct FairShareTests {
  private let folder: TemporaryFolder
  private let result: String
  private let run: CommandRun

  init() throws {
    folder = try TemporaryFolder()
    let round = try fairRound(in: folder, devices: 3, seed: 2)
    result = folder.path("result.json")
    run = try CommandRun([
      "book", round, "--output", result, "--time-limit", "12", "--language", "en",
    ])
    #expect(run.status == 0)
  }

  @Test func `shares that come first are told in words, never as points`() throws {
    #expect(run.output.contains("Fair shares: "))
    let answer = try String(contentsOfFile: result, encoding: .utf8)
    #expect(answer.contains("\"sharesBelow100\""))
    #expect(!answer.contains("\"fairShare\":"))
    let object = try JSONSerialization.jsonObject(with: Data(answer.utf8))
    #expect(try JSONSchema("result-book").defects(of: object) == [])
    let page = folder.path("page.html")
    #expect(try CommandRun(["report", result, "--output", page, "--language", "en"]).status == 0)
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.contains("Of its fair share"))
    #expect(html.contains("institutions below 10 % of their fair share"))
    for format in ["csv", "xlsx", "text", "ics"] {
      let output = folder.path("out-\(format)")
      let export = try CommandRun(["export", result, "--to", format, "--output", output])
      #expect(export.status == 0, "\(format)")
    }
    let prices = try CommandRun(["explain", result, "--prices", "--language", "en"])
    #expect(prices.status == 0)
  }

  @Test func `both verifiers add shares up, and find what is forged`() throws {
    #expect(try CommandRun(["verify", result]).status == 0)
    guard let status = try verified(result) else { return }
    #expect(status == 0)
    for name in ["sharesBelow100", "value"] {
      let forged = try tampered(result, in: folder) { object in
        var terms = try #require(object["terms"] as? [[String: Any]])
        let i = try #require(terms.firstIndex { $0["name"] as? String == name })
        let bound = try #require(terms[i]["bound"] as? Int)
        terms[i]["bound"] = name == "value" ? bound - 10 : bound + 1
        object["terms"] = terms
      }
      #expect(try CommandRun(["verify", forged]).status == 1, "\(name)")
      #expect(try verified(forged) == 1, "\(name)")
    }
    let raised = try tampered(result, in: folder) { object in
      var answer = try #require(object["answer"] as? [String: Any])
      var fairness = try #require(answer["fairness"] as? [String: Any])
      let floors = try #require(fairness["floors"] as? [Int])
      #expect(floors.contains { $0 < 10 })
      fairness["floors"] = [Int](repeating: 10, count: floors.count)
      answer["fairness"] = fairness
      object["answer"] = answer
    }
    #expect(try CommandRun(["verify", raised]).status == 1)
    #expect(try verified(raised) == 1)
  }
}
