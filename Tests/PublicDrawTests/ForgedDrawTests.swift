import Diagnostics
import Foundation
import PublicDraw
import Testing

/// A transcript whose forger computes again whatever can be computed, so that a single check is left to find it.
private struct Forgery {
  var object: [String: Any]

  init() throws {
    let commitment = try DrawCommitment(
      title: "顺序", entries: ["C01", "C02", "H01", "H02"].map { .init(id: $0, name: "单位\($0)") },
      places: 2, sources: ["双色球", "上证"], parties: [.init(name: "甲", nonceHash: Digest.hex("密"))])
    let transcript = try DrawTranscript(
      running: commitment, values: ["03 08", "3210"], nonces: ["密"], date: "2027-01-05",
      conductor: "秘书处", skips: [.init(id: "H01", reason: "回避")])
    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(transcript))
    object = try #require(json as? [String: Any])
  }

  private func list(_ key: String) -> [String] { object[key] as? [String] ?? [] }
  private func text(_ key: String) -> String { object[key] as? String ?? "" }
  private var skips: [[String: String]] { object["skips"] as? [[String: String]] ?? [] }

  /// Chosen and substitutes as the order and the skips have them.
  mutating func choose(places: Int = 2) {
    let taken = list("order").filter { id in !skips.contains { $0["id"] == id } }
    object["chosen"] = Array(taken.prefix(places))
    object["substitutes"] = Array(taken.dropFirst(places))
  }

  /// The hash as the description of the transcript says, over the honest hash of the commitment.
  mutating func seal(commitment: String? = nil) {
    let lines =
      ["commitment=\(commitment ?? text("commitmentHash"))"] + list("values").map { "value=\($0)" }
      + list("nonces").map { "nonce=\($0)" }
      + ["date=\(text("date"))", "conductor=\(text("conductor"))"]
      + skips.map { "skip=\($0["id"] ?? "")=\($0["reason"] ?? "")" } + ["seed=\(text("seed"))"]
      + list("order").map { "drawn=\($0)" }
    object["hash"] = Digest.hex(lines.map { $0 + "\n" }.joined())
  }

  func defects() throws -> [String] {
    let data = try JSONSerialization.data(withJSONObject: object)
    return try JSONDecoder().decode(DrawTranscript.self, from: data).defects().map(\.en)
  }
}

@Test func `each check of a draw finds what no other one does`() throws {
  var forged = try Forgery()
  #expect(try forged.defects() == [])
  let honest = try #require(forged.object["commitmentHash"] as? String)
  forged.seal()
  #expect(try forged.defects() == [], "the seal is the transcript's own hash")

  forged.object["commitmentHash"] = Digest.hex("another")
  forged.seal(commitment: honest)
  #expect(try forged.defects() == ["the hash of list and rules differs"])

  // The hash covers seed and order, so a changed one shows twice, unless the forger leaves the old hash.
  forged = try Forgery()
  forged.object["seed"] = Digest.hex("another")
  #expect(try forged.defects() == ["the seed differs"])
  forged.seal()
  #expect(try forged.defects().contains("the hash of the transcript differs"))

  forged = try Forgery()
  forged.object["order"] = Array(((forged.object["order"] as? [String]) ?? []).reversed())
  #expect(try forged.defects() == ["the order differs"])
  forged.choose()
  #expect(
    try forged.defects() == ["the order differs", "chosen or substitutes differ"])

  for key in ["chosen", "substitutes"] {
    forged = try Forgery()
    forged.object[key] = [String]()
    #expect(try forged.defects() == ["chosen or substitutes differ"], "\(key)")
  }

  forged = try Forgery()
  forged.object["hash"] = Digest.hex("another")
  #expect(try forged.defects() == ["the hash of the transcript differs"])
}

@Test func `what a draw rests on is checked before it is computed`() throws {
  func codes(_ change: (inout [String: Any]) -> Void) throws -> [String] {
    var forged = try Forgery()
    change(&forged.object)
    forged.seal()
    return try forged.defects().map { String($0.prefix(4)) }
  }
  func inCommitment(_ change: (inout [String: Any]) -> Void) throws -> [String] {
    try codes { object in
      var inner = object["commitment"] as? [String: Any] ?? [:]
      change(&inner)
      object["commitment"] = inner
    }
  }
  #expect(try codes { $0["values"] = ["03 08"] } == ["D110"])
  #expect(try codes { $0["values"] = ["03 08", ""] } == ["D110"])
  #expect(try codes { $0["values"] = ["03 08", "1\nnonce=x"] } == ["D110"])
  #expect(try codes { $0["nonces"] = [String]() } == ["D111"])
  #expect(try codes { $0["nonces"] = ["密 "] } == ["D111"])
  #expect(try codes { $0["skips"] = [["id": "Z9", "reason": "回避"]] } == ["D112"])
  #expect(try codes { $0["skips"] = [["id": "H01", "reason": ""]] } == ["D103"])
  #expect(try codes { $0["skips"] = [["id": "H01", "reason": "a\nseed=0"]] } == ["D103"])
  #expect(try codes { $0["date"] = "" } == ["D103"])
  #expect(try codes { $0["conductor"] = "a\u{2028}b" } == ["D103"])
  #expect(try inCommitment { $0["schema"] = "allot-draw-0" } == ["D101"])
  #expect(
    try inCommitment { $0["entries"] = Array((($0["entries"] as? [Any]) ?? []).reversed()) } == [
      "D105"
    ])
  #expect(try inCommitment { $0["places"] = 5 } == ["D106"])
  #expect(try inCommitment { $0["places"] = 0 } == ["D106"])
  #expect(try inCommitment { $0["sources"] = ["双色球", "双色球"] } == ["D103"])
  #expect(try inCommitment { $0["sources"] = ["双色球", "上证=1"] } == ["D103"])
  #expect(try inCommitment { $0["title"] = "a\nplaces=1" } == ["D103"])
  #expect(try inCommitment { $0["rules"] = "a\nb" } == ["D103"])
  #expect(try inCommitment { $0["previous"] = "0" } == ["D109"])
  // A secret of two lines fits its hash and would pass for another line of the seed.
  let secret = "a\nb"
  #expect(
    try codes {
      var inner = $0["commitment"] as? [String: Any] ?? [:]
      inner["parties"] = [["name": "甲", "nonceHash": Digest.hex(secret)]]
      $0["commitment"] = inner
      $0["nonces"] = [secret]
    } == ["D111"])
}

@Test func `each rule of a commitment is kept by itself`() throws {
  func codes(
    _ entries: [(String, String)] = [("1", "x"), ("2", "y")], sources: [String] = ["s"],
    parties: [(String, String)] = []
  ) -> [String] {
    do throws(Faults) {
      _ = try DrawCommitment(
        title: "t", entries: entries.map { .init(id: $0.0, name: $0.1) }, places: 1,
        sources: sources, parties: parties.map { .init(name: $0.0, nonceHash: $0.1) })
      return []
    } catch {
      return error.list.map(\.rule.code)
    }
  }
  let hash = Digest.hex("n")
  #expect(codes() == [])
  #expect(codes([("1", "x")]) == ["D102"])
  #expect(codes([("", "x"), ("2", "y")]) == ["D103"])
  #expect(codes([("1\n2", "x"), ("2", "y")]) == ["D103"])
  #expect(codes([("1", "x\ny"), ("2", "y")]) == ["D103"])
  #expect(codes([("1", "x"), ("1", "y")]) == ["D104"])
  #expect(codes(sources: []) == ["D107"])
  #expect(codes(sources: [""]) == ["D103"])
  #expect(codes(sources: ["a\nb"]) == ["D103"])
  #expect(codes(parties: [("p", hash), ("q", hash), ("r", hash)]) == ["D108"])
  #expect(codes(parties: [("", hash)]) == ["D103"])
  #expect(codes(parties: [("p\nq", hash)]) == ["D103"])
  #expect(codes(parties: [("p=q", hash)]) == ["D103"])
  #expect(codes(parties: [("p", hash), ("p", hash)]) == ["D103"])
  #expect(codes(parties: [("p", hash.uppercased())]) == ["D109"])
}
