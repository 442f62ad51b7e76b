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
      return ["institution": id, "minutes": asked]
    }
    object["draft"] = draft
  }
  let path = folder.path("fair-\(devices)-\(seed).json")
  try FileManager.default.moveItem(atPath: fair, toPath: path)
  return path
}

/// Points that each request of a draft can bring at most.
private func mostPoints(in draft: [String: Any]) throws -> [String: Int] {
  func number(_ of: [String: Any], _ key: String) -> Int { of[key] as? Int ?? 0 }
  let classes = try #require(draft["priorityPoints"] as? [Int])
  let requests = try #require(draft["requests"] as? [[String: Any]])
  return try Dictionary(
    uniqueKeysWithValues: requests.map { request in
      let slots = number(request, "minutes") / number(draft, "slotMinutes")
      let usual = classes[number(request, "priority") - 1] * (slots + number(draft, "bookingSlots"))
      let choices = try #require(request["choices"] as? [[String: Any]])
      let bonus = choices.map { number($0, "bonus") }.max() ?? 0
      return (
        try #require(request["id"] as? String),
        (request["weight"] as? Int ?? usual) + number(request, "credit") + bonus
          + number(request, "preferredBonus")
      )
    })
}

@Suite struct FairShareTests {
  private let folder: TemporaryFolder
  private let round: String
  private let result: String
  private let run: CommandRun

  init() throws {
    folder = try TemporaryFolder()
    round = try fairRound(in: folder, devices: 3, seed: 2)
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
    #expect(html.contains("(value while all keep their shares)"))
    for format in ["xlsx", "text", "ics"] {
      let output = folder.path("out-\(format)")
      let export = try CommandRun(["export", result, "--to", format, "--output", output])
      #expect(export.status == 0, "\(format)")
    }
    let data = folder.path("round.dat")
    let model = try CommandRun(["export", result, "--to", "mathprog", "--output", data])
    #expect(model.status == 0)
    #expect(try String(contentsOfFile: data, encoding: .utf8).contains("last round of max-min"))
    try expectPoints(of: result)
  }

  /// No gain is more than a request can bring, and none of a limit more than all can.
  private func expectPoints(of result: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: result))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let most = try mostPoints(in: try #require(object["draft"] as? [String: Any]))
    let table = folder.path("table-\(UUID().uuidString)")
    let export = ["export", result, "--to", "csv", "--output", table, "--language", "en"]
    #expect(try CommandRun(export).status == 0)
    let rows = try String(contentsOfFile: table + "/Refused.csv", encoding: .utf8)
      .split(whereSeparator: \.isNewline).dropFirst()
    #expect(!rows.isEmpty)
    for row in rows {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if let gain = Int(cells[3]) { #expect(gain <= most[cells[0]] ?? 0, "\(row)") }
    }
    let prices = try CommandRun(["explain", result, "--prices", "--language", "en"])
    #expect(prices.status == 0)
    let atMost = prices.output.split(whereSeparator: \.isNewline).compactMap { line in
      line.split(separator: " ").dropLast().last.flatMap { Int($0) }
    }
    #expect(!atMost.isEmpty)
    let all = most.values.reduce(0, +)
    #expect(atMost.allSatisfy { $0 <= all }, "\(prices.output)")
  }

  @Test func `an edit that takes a share away speaks of no fine either`() throws {
    let table = folder.path("table")
    let export = ["export", result, "--to", "csv", "--output", table, "--language", "en"]
    #expect(try CommandRun(export).status == 0)
    let rows = try String(contentsOfFile: table + "/Timetable.csv", encoding: .utf8)
      .split(whereSeparator: \.isNewline).map(String.init)
    // Whoever stands in the first rows that may go loses all.
    let path = folder.path("edited.csv")
    let edited = folder.path("edited.json")
    var isSaved = false
    for row in rows.indices.dropFirst() where !isSaved {
      var left = rows
      left.remove(at: row)
      try (left.joined(separator: "\n") + "\n").write(
        toFile: path, atomically: true, encoding: .utf8)
      let check = ["check", path, "--against", result, "--output", edited, "--language", "en"]
      let run = try CommandRun(check)
      isSaved = run.status == 0 && run.output.contains("of its fair share")
      if isSaved { #expect(!run.output.contains("fines")) }
    }
    #expect(isSaved)
    #expect(try CommandRun(["verify", edited]).status == 0)
    try expectPoints(of: edited)
    guard let status = try verified(edited) else { return }
    #expect(status == 0)
  }

  @Test func `what the bound of the value supposes is said wherever it is told`() throws {
    let condition = "The bound of the value holds for timetables in which all keep"
    #expect(run.output.contains("(value while all keep their shares)"))
    #expect(
      try CommandRun(["verify", result, "--language", "en"]).output.contains("! " + condition))
    let json = try CommandRun(["book", round, "--json", "--language", "en"])
    #expect(json.output.contains(condition))
    // Where something is open nothing is said of the gap to all timetables.
    let open = folder.path("open.json")
    let crowded = try fairRound(in: folder, devices: 2, seed: 5)
    #expect(try CommandRun(["book", crowded, "--output", open, "--work-limit", "1"]).status == 0)
    let verify = try CommandRun(["verify", open, "--language", "en"])
    #expect(verify.output.contains("holds only for timetables in which all keep what they have"))
    #expect(!verify.output.contains("the most that a better answer could gain"))
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
