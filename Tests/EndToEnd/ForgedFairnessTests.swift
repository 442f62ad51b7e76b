import Foundation
import TestSupport
import Testing

/// Proofs about shares in rounds made by hand, for both verifiers.
@Suite struct ForgedFairnessTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A request on the only device, at any hour.
  private typealias Wish = (id: String, institution: String, slots: Int, weight: Int)

  /// A day of one device that is open for so many slots; `change` has the last word.
  private func round(
    _ name: String, slots: Int, _ wishes: [Wish], shares: [String: Int],
    change: (inout [String: Any]) -> Void = { _ in }
  ) throws -> String {
    let round = folder.path("sample.json")
    let sample = ["sample", "book", "--devices", "3", "--requests", "24", "--output", round]
    #expect(try CommandRun(sample).status == 0)
    let made = try tampered(round, in: folder) { object in
      var draft = try #require(object["draft"] as? [String: Any])
      let device = try #require((draft["devices"] as? [[String: Any]])?.first)
      let request = try #require((draft["requests"] as? [[String: Any]])?.first)
      draft = draft.filter { $0.value is Int || $0.value is String || $0.key == "priorityPoints" }
      for key in [
        "datedShifts", "extraOpenings", "maintenance", "pins", "quotas", "series", "shifts",
        "tariffs",
      ] { draft[key] = [[String: Any]]() }
      (draft["dayCount"], draft["slotMinutes"]) = (1, 30)
      draft["institutions"] = ["A", "B"].map { ["id": $0, "name": $0] }
      let hours = ["from": 480, "to": 480 + 30 * slots]
      draft["openings"] = [["device": "D", "weekday": 1].merging(hours) { $1 }]
      draft["devices"] = [
        device.filter { $0.key != "operatorPool" }.merging([
          "id": "D", "owner": "A", "setUpMinutes": 0, "cleanUpMinutes": 0,
        ]) { $1 }
      ]
      draft["requests"] = wishes.map { wish in
        request.filter { !$0.key.hasPrefix("preferred") && $0.key != "operatorPool" }.merging([
          "id": wish.id, "institution": wish.institution, "minutes": 30 * wish.slots,
          "weight": wish.weight, "windows": [hours], "choices": [["target": "D", "bonus": 0]],
          "preferredBonus": 0,
        ]) { $1 }
      }
      draft["fairShareRule"] = "maxMin"
      draft["fairShares"] = ["A", "B"].compactMap { id in
        shares[id].map { ["institution": id, "minutes": 30 * $0, "pointsPerSlot": 0] }
      }
      change(&draft)
      object["draft"] = draft
    }
    let path = folder.path(name + ".json")
    try FileManager.default.moveItem(atPath: made, toPath: path)
    return path
  }

  private func booked(_ round: String) throws -> String {
    let result = round.replacingOccurrences(of: ".json", with: "-result.json")
    let run = try CommandRun(["book", round, "--output", result])
    #expect(run.status == 0, "\(run.talk)")
    return result
  }

  /// Twenty requests for ten slots, and shares of ten slots each: five tenths for both.
  private func halves(
    _ name: String, change: (inout [String: Any]) -> Void = { _ in }
  ) throws -> String {
    let wishes = (0..<20).map { r -> Wish in ("R\(r)", r < 10 ? "A" : "B", 1, 20 + r) }
    return try booked(
      try round(name, slots: 10, wishes, shares: ["A": 10, "B": 10], change: change))
  }

  private func object(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `stages above floors that not all reach, and stages of no level, prove nothing`()
    throws
  {
    let result = try halves("halves")
    // The round of seven tenths above six: a point for each slot of seven that lacks.
    let stage = try halves("stage") { draft in
      draft["fairShareRule"] = nil
      draft["fairShares"] = ["A", "B"].map {
        ["institution": $0, "minutes": 210, "pointsPerSlot": 1]
      }
      draft["requests"] = (draft["requests"] as? [[String: Any]])?.map {
        $0.merging(["weight": 0]) { $1 }
      }
    }
    let proof = try #require(try object(stage)["answer"] as? [String: Any])
    // Level and floors are said of the same proofs.
    let proofs = proof.filter { ["prices", "schedules", "certificate"].contains($0.key) }
    func status(level: Int, floors: [Int], bound: Int) throws -> (Int32, Int32?) {
      let forged = try tampered(result, in: folder) { object in
        var answer = try #require(object["answer"] as? [String: Any])
        var fairness = try #require(answer["fairness"] as? [String: Any])
        let stages = try #require(fairness["stages"] as? [Any])
        fairness["stages"] = stages + [proofs.merging(["level": level, "floors": floors]) { $1 }]
        answer["fairness"] = fairness
        object["answer"] = answer
        var terms = try #require(object["terms"] as? [[String: Any]])
        terms[6]["bound"] = bound
        object["terms"] = terms
      }
      return (try CommandRun(["verify", forged]).status, try verified(forged))
    }
    func expect(_ found: (Int32, Int32?), _ wanted: Int32) {
      #expect(found.0 == wanted)
      if let other = found.1 { #expect(other == wanted) }
    }
    expect(try status(level: 7, floors: [6, 6], bound: 2), 0)
    expect(try status(level: 7, floors: [6, 6], bound: 4), 1)
    expect(try status(level: 5, floors: [5, 5], bound: 2), 1)
    expect(try status(level: 11, floors: [0, 0], bound: 2), 1)
  }
}
