import Foundation
import TestSupport
import Testing

private let data = CommandRun.datasets.appendingPathComponent("设备").path

/// The second verifier's exit status for a result; `nil` without a python3.
func verified(_ result: String) throws -> Int32? {
  let left = "timetables were not verified by a second program"
  guard let python = InstalledProgram("python3", otherwiseLeavingOut: left) else { return nil }
  let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Verifiers/verify_prices.py")
  return try python.run([script.path, result]).status
}

/// A copy of a result whose JSON is changed.
func tampered(
  _ result: String, in folder: TemporaryFolder, _ change: (inout [String: Any]) throws -> Void
) throws -> String {
  let data = try Data(contentsOf: URL(fileURLWithPath: result))
  var object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  try change(&object)
  let path = folder.path("tampered.json")
  try JSONSerialization.data(withJSONObject: object).write(to: URL(fileURLWithPath: path))
  return path
}

/// Sets the bound that a result claims.
private func claim(_ bound: Int, in object: inout [String: Any]) throws {
  var terms = try #require(object["terms"] as? [[String: Any]])
  terms[0]["bound"] = bound
  object["terms"] = terms
}

@Test func `a second verifier adds the prices up to no more than is claimed`() throws {
  let folder = try TemporaryFolder()
  let result = folder.path("result.json")
  #expect(try CommandRun(["book", data, "--output", result]).status == 0)
  guard let status = try verified(result) else { return }
  #expect(status == 0)
  // Prices alone, which prove no less than the claim of zero points that is put in.
  let forged = try tampered(result, in: folder) { object in
    var answer = try #require(object["answer"] as? [String: Any])
    answer["certificate"] = nil
    object["answer"] = answer
    try claim(0, in: &object)
  }
  #expect(try verified(forged) == 1)
  #expect(try CommandRun(["verify", forged]).status == 1)
  // The proof ends in inequalities, one of them rounded: both verifiers find what is forged there.
  for change in ["divisor", "row", "weight", "none"] {
    let forged = try tampered(result, in: folder) { object in
      try changeProgram(in: &object) { program in
        var rounded = try #require(program["rounded"] as? [[String: Any]])
        var parts = try #require(rounded[0]["parts"] as? [[String: Any]])
        switch change {
        case "divisor": rounded[0]["divisor"] = 0
        case "row": parts[0]["row"] = 1_000_000
        case "weight": parts[0]["weight"] = try 3 + 2 * #require(parts[0]["weight"] as? Int)
        default: break
        }
        rounded[0]["parts"] = parts
        program["rounded"] = change == "none" ? nil : rounded
      }
    }
    #expect(try verified(forged) == 1, "\(change)")
    #expect(try CommandRun(["verify", forged]).status == 1, "\(change)")
  }
}

/// Changes the certificate in the last node of a proof by schedules.
private func changeProgram(
  in object: inout [String: Any], _ change: (inout [String: Any]) throws -> Void
) throws {
  var answer = try #require(object["answer"] as? [String: Any])
  var schedules = try #require(answer["schedules"] as? [String: Any])
  var nodes = try #require(schedules["nodes"] as? [[String: Any]])
  var last = try #require(nodes.last?["program"] as? [String: Any])
  var program = try #require(last["_0"] as? [String: Any])
  try change(&program)
  last["_0"] = program
  nodes[nodes.count - 1] = ["program": last]
  schedules["nodes"] = nodes
  answer["schedules"] = schedules
  object["answer"] = answer
}

@Test(arguments: [1, 2, 4])
func `a second verifier agrees on rounds proven by schedules, and finds what is forged`(
  seed: Int
) throws {
  let folder = try TemporaryFolder()
  let (round, result) = (folder.path("round.json"), folder.path("result.json"))
  let sample = ["sample", "book", "--devices", "4", "--requests", "20", "--seed", String(seed)]
  #expect(try CommandRun(sample + ["--output", round]).status == 0)
  #expect(try CommandRun(["book", round, "--output", result]).status == 0)
  guard let status = try verified(result) else { return }
  #expect(status == 0)
  var claimed = 0
  var nodes = 0
  // A bound that is a step too low.
  let low = try tampered(result, in: folder) { object in
    let answer = try #require(object["answer"] as? [String: Any])
    let schedules = try #require(answer["schedules"] as? [String: Any])
    nodes = try #require(schedules["nodes"] as? [Any]).count
    #expect(answer["certificate"] == nil)
    let terms = try #require(object["terms"] as? [[String: Any]])
    claimed = try #require(terms[0]["bound"] as? Int)
    try claim(claimed - 10, in: &object)
  }
  #expect(claimed > 0 && nodes > 0)
  #expect(try verified(low) == 1)
  #expect(try CommandRun(["verify", low]).status == 1)
  // A tree that lacks its last leaf.
  let cut = try tampered(result, in: folder) { object in
    var answer = try #require(object["answer"] as? [String: Any])
    var schedules = try #require(answer["schedules"] as? [String: Any])
    schedules["nodes"] = Array(try #require(schedules["nodes"] as? [Any]).dropLast())
    answer["schedules"] = schedules
    object["answer"] = answer
  }
  #expect(try CommandRun(["verify", cut]).status == 1)
  #expect(try verified(cut) != 0)
}
