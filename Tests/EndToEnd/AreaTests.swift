import Foundation
import Testing

private let data = CommandRun.datasets.appendingPathComponent("设备").path

/// The demo round as JSON in which whoever asks for a bone densitometer, and is not promised one, wants it in the
/// east, where D04 is the only one.
private func eastern(in folder: TemporaryFolder) throws -> String {
  let (plain, path) = (folder.path("plain.json"), folder.path("east.json"))
  #expect(try CommandRun(["export", data, "--to", "json", "--output", plain]).status == 0)
  let bytes = try Data(contentsOf: URL(fileURLWithPath: plain))
  var file = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  var draft = try #require(file["draft"] as? [String: Any])
  var requests = try #require(draft["requests"] as? [[String: Any]])
  let pins = try #require(draft["pins"] as? [[String: Any]])
  let promised = pins.compactMap { $0["request"] as? String }
  var count = 0
  for r in requests.indices where !promised.contains(requests[r]["id"] as? String ?? "") {
    let choices = requests[r]["choices"] as? [[String: Any]] ?? []
    guard choices.contains(where: { $0["target"] as? String == "骨密度仪" }) else { continue }
    requests[r]["choices"] = [["target": "骨密度仪@东片", "bonus": 3]]
    count += 1
  }
  #expect(count > 10)
  draft["requests"] = requests
  file["draft"] = draft
  try JSONSerialization.data(withJSONObject: file).write(to: URL(fileURLWithPath: path))
  return path
}

@Test func `a class in an area is booked and replanned there, and both verifiers add it up`() throws
{
  let folder = try TemporaryFolder()
  let round = try eastern(in: folder)
  let (first, second) = (folder.path("first.json"), folder.path("second.json"))
  #expect(try CommandRun(["book", round, "--output", first]).status == 0)
  #expect(try CommandRun(["verify", first]).status == 0)
  let page = try CommandRun(["report", first, "--language", "zh"])
  #expect(page.output.contains("骨密度仪（东片）"))
  // With the only device of the area down, its bookings move nowhere else.
  let run = try CommandRun([
    "book", round, "--keep", first, "--down", "D04:2026-11-30 00:00..2026-12-13 24:00", "--output",
    second,
  ])
  #expect(run.status == 0, "\(run.talk)")
  #expect(run.output.contains("loses its place (D04 ") && !run.output.contains("(was D04 "))
  #expect(try CommandRun(["verify", second]).status == 0)
  // The same bookings in a round in which that device stands elsewhere break a rule.
  let forged = try tampered(first, in: folder) { object in
    var draft = try #require(object["draft"] as? [String: Any])
    var devices = try #require(draft["devices"] as? [[String: Any]])
    devices[3]["area"] = "西片"
    devices[9]["area"] = "东片"
    draft["devices"] = devices
    object["draft"] = draft
  }
  let told = try CommandRun(["verify", forged, "--language", "en"])
  #expect(told.status == 1)
  #expect((told.output + told.talk).contains("does not accept D04"), "\(told.output)\(told.talk)")
  guard let status = try verified(first), let replanned = try verified(second) else { return }
  #expect(status == 0 && replanned == 0)
}
