import Alliance
import Foundation
import MentorMatching
import TestSupport
import Testing

/// Small rounds at the command: what the terminal and the JSON say beside the pairs.
@Suite struct `A pairing round at the command` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ draft: PairingDraft, _ name: String) throws -> String {
    let text = String(decoding: try JSONEncoder().encode(draft), as: UTF8.self)
    let path = folder.path(name)
    try Data("{\"job\":\"pair\",\"schemaVersion\":1,\"draft\":\(text)}".utf8)
      .write(to: URL(fileURLWithPath: path))
    return path
  }

  private func pair(_ input: String, _ options: String...) throws -> CommandRun {
    try CommandRun(["pair", input, "--language", "en"] + options)
  }

  @Test func `after a mentor has left everybody concerned is listed, with the mentors`() throws {
    var draft = PairingDraft(
      mentors: [
        .init(id: "m1", capacity: 2, wishes: [["t1"], ["t2"]]),
        .init(id: "m2", capacity: 2, wishes: [["t1"], ["t3"]]),
      ],
      talents: [
        .init(id: "t1", wishes: [["m1"], ["m2"]]), .init(id: "t2", wishes: [["m1"]]),
        .init(id: "t3", wishes: [["m2"]]), .init(id: "t4", wishes: []),
      ])
    let earlier = folder.path("earlier.json")
    _ = try pair(try write(draft, "first.json"), "--output", earlier)
    draft.mentors.removeFirst()
    draft.talents[0].wishes = [["m2"]]
    draft.talents[1].wishes = []
    let later = try write(draft, "later.json")
    for rule in ["largest", "maximum", "centre"] {
      let run = try pair(later, "--keep", earlier, "--rule", rule)
      #expect(run.output.contains("2 of the talents still in the round change"))
      #expect(run.output.contains("t1: m1 → m2"))
      #expect(run.output.contains("t2: m1 → none"))
      #expect(run.output.contains("mentors whose talents change: m2"))
      #expect(!run.talk.contains("only lists them"))
    }
    // Somebody who leaves: his mentor is told.
    draft.talents.remove(at: 2)
    draft.mentors[0].wishes = [["t1"]]
    let run = try pair(try write(draft, "left.json"), "--keep", earlier)
    #expect(run.output.contains("t3: m2 → has left the round"))
    #expect(run.output.contains("mentors whose talents change: m2"))
  }

  @Test func `a draw that is not made says so and why on the terminal`() throws {
    let ids = ["1", "2", "3"]
    let draft = PairingDraft(
      mentors: ids.enumerated().map { k, id in
        .init(
          id: "m\(id)", capacity: 1, wishes: WishList((0..<3).map { ["t\((k + $0 + 1) % 3 + 1)"] }))
      },
      talents: ids.enumerated().map { k, id in
        .init(id: "t\(id)", wishes: WishList((0..<3).map { ["m\((k + $0) % 3 + 1)"] }))
      })
    let round = try write(draft, "round.json")
    for (rule, reason) in [
      ("any", "does not ask for stability"), ("maximum", "does not ask for stability"),
      ("sex-equal", "the rule has no lottery"), ("balanced", "the rule has no lottery"),
      ("centre", "the middle is one pairing"),
    ] {
      let run = try pair(round, "--rule", rule, "--lottery", "--seed", "2")
      #expect(run.output.contains("nothing was drawn: "), "\(rule)")
      #expect(run.output.contains(reason), "\(rule)")
    }
    let middle = try pair(round, "--rule", "centre")
    #expect(middle.output.contains("not that it is the middle"))
    #expect(!middle.output.contains("nothing was drawn"))
    // Three stable pairings: every mentor has every talent in one of them.
    let result = folder.path("result.json")
    _ = try pair(round, "--output", result)
    let mentor = try CommandRun(["explain", result, "--mentor", "m1", "--language", "en"])
    #expect(mentor.output.contains("your best are ranks 1 and your worst ranks 3"))
  }

  @Test func `status and JSON name the goal that was asked for`() throws {
    let draft = PairingDraft(
      mentors: [.init(id: "m", capacity: 1, wishes: [["a"]])],
      talents: [.init(id: "a", wishes: [["m"]])],
      scores: [.init(mentor: "m", talent: "a", points: 7)])
    let round = try write(draft, "round.json")
    let run = try pair(round, "--rule", "weighted")
    #expect(run.output.contains("objective 7 (total score)"))
    let json = try pair(round, "--rule", "weighted", "--json").json()
    #expect(json["objective"] as? Int == 7)
    #expect(json["goal"] as? String == "weight")
    let refused = try pair(round, "--rule", "sex-equal,largest")
    #expect(refused.status == 64)
    #expect(refused.talk.contains("sex-equal can be followed by least-change only"))
  }

  @Test func `that no pairing is stable within crossing quotas is proven and verified`() throws {
    let result = folder.path("result.json")
    let round = try write(roundWithoutStablePairing, "round.json")
    let run = try pair(round, "--rule", "largest", "--output", result)
    #expect(run.status == 2)
    #expect(run.output.contains("No stable pairing keeps every quota."))
    #expect(!run.output.contains("no certificate"))
    let verdict = try CommandRun(["verify", result, "--language", "en"])
    #expect(verdict.status == 0)
    #expect(verdict.output.contains("added up again in integers: passed"))
    #expect(verdict.output.contains("No stable pairing keeps every quota."))
    // The same claim without its proof, and with a proof of nothing.
    let text = try String(contentsOfFile: result, encoding: .utf8)
    let nodes = try #require(text.range(of: "\"nodes\":["))
    for (forged, reason) in [
      (text.replacingOccurrences(of: "\"emptiness\":", with: "\"other\":"), "no certificate"),
      (text.replacingCharacters(in: nodes, with: "\"nodes\":[],\"old\":["), "does not hold"),
    ] {
      let path = folder.path("forged.json")
      try Data(forged.utf8).write(to: URL(fileURLWithPath: path))
      let verdict = try CommandRun(["verify", path, "--language", "en"])
      #expect(verdict.status == 1)
      #expect(verdict.output.contains(reason))
    }
  }

  @Test func `a result of an earlier version says so and can be solved again`() throws {
    let result = folder.path("result.json")
    let draft = PairingDraft(
      mentors: [.init(id: "m", capacity: 1, wishes: [["a"]])],
      talents: [.init(id: "a", wishes: [["m"]])])
    #expect(try pair(try write(draft, "round.json"), "--output", result).status == 0)
    let text = try String(contentsOfFile: result, encoding: .utf8)
    let old = text.replacingOccurrences(of: "\"schemaVersion\":3", with: "\"schemaVersion\":2")
    #expect(old != text)
    try Data(old.utf8).write(to: URL(fileURLWithPath: result))
    let verdict = try CommandRun(["verify", result, "--language", "en"])
    #expect(verdict.status == 65)
    #expect(verdict.talk.contains("I207 The result was written by an older allot"))
    #expect(verdict.talk.contains("solve it again"))
    #expect(try pair(result).status == 0)
  }

  @Test func `limits that cannot be kept are named, and the proof is verified`() throws {
    let draft = PairingDraft(
      mentors: [
        .init(id: "m1", lowerCapacity: 1, capacity: 1, wishes: [["a"]]),
        .init(id: "m2", lowerCapacity: 1, capacity: 1, wishes: [["a"]]),
        .init(id: "m3", lowerCapacity: 1, capacity: 1, wishes: [["b"]]),
      ],
      talents: [.init(id: "a", wishes: [["m1"], ["m2"]]), .init(id: "b", wishes: [["m3"]])])
    let result = folder.path("result.json")
    let run = try pair(try write(draft, "round.json"), "--rule", "any", "--output", result)
    #expect(run.status == 2)
    #expect(run.output.contains("mentor m1: at least 1"))
    #expect(run.output.contains("mentor m2: at least 1"))
    #expect(!run.output.contains("mentor m3"))
    #expect(run.output.contains("No pairing keeps every lower limit."))
    let verdict = try CommandRun(["verify", result, "--language", "en"])
    #expect(verdict.status == 0)
    #expect(verdict.output.contains("No pairing keeps every lower limit."))
  }

  @Test func `a free place beside a full project is no sign that whoever wanted to come is in`()
    throws
  {
    let draft = PairingDraft(
      mentors: [.init(id: "m", capacity: 2, wishes: [["a"], ["b"]])],
      talents: [.init(id: "a", wishes: [["p"]]), .init(id: "b", wishes: [["p"]])],
      projects: [.init(id: "p", title: "", mentor: "m", places: 1)])
    let result = folder.path("result.json")
    _ = try pair(try write(draft, "round.json"), "--output", result)
    let run = try CommandRun(["explain", result, "--mentor", "m", "--language", "en"])
    #expect(
      run.output.contains("a place is free, and yet 1 on the list who wanted to come did not"))
    let talent = try CommandRun(["explain", result, "--talent", "b", "--language", "en"])
    #expect(talent.output.contains("Wish 1 (m · p): "))
    #expect(talent.output.contains("No stable pairing grants this wish."))
    #expect(
      talent.output.contains("With one more place of project p, the same rule run again grants"))
    #expect(
      talent.output.contains(
        "Alone at the top of this mentor's list, the same rule run again grants"))
  }

  @Test func `verify refuses a result whose blocking pairs were taken out`() throws {
    let draft = PairingDraft(
      mentors: [
        .init(id: "m1", lowerCapacity: 1, capacity: 1, wishes: [["a"]]),
        .init(id: "m2", capacity: 1, wishes: [["a"]]),
      ],
      talents: [.init(id: "a", wishes: [["m2"], ["m1"]])])
    let result = folder.path("result.json")
    let run = try pair(try write(draft, "round.json"), "--rule", "any", "--output", result)
    #expect(run.output.contains("1 pair would rather have one another"))
    let sound = try CommandRun(["verify", result, "--language", "en"])
    #expect(sound.status == 0)
    var text = try String(contentsOf: URL(fileURLWithPath: result), encoding: .utf8)
    let start = try #require(text.range(of: "\"blockingPairs\":["))
    let end = try #require(text.range(of: "]", range: start.upperBound..<text.endIndex))
    text.removeSubrange(start.upperBound..<end.lowerBound)
    try Data(text.utf8).write(to: URL(fileURLWithPath: result))
    let forged = try CommandRun(["verify", result, "--language", "en"])
    #expect(forged.status == 1)
    #expect(forged.output.contains("the blocking pairs are not those of the matching"))
  }
}
