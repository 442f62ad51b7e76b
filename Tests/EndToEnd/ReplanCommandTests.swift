import Foundation
import Testing

private let data = CommandRun.datasets.appendingPathComponent("设备").path

@Test func `a failed device is replanned: the told are listed, and the result verifies`()
  throws
{
  let folder = try TemporaryFolder()
  let (first, second) = (folder.path("first.json"), folder.path("second.json"))
  #expect(try CommandRun(["book", data, "--output", first]).status == 0)
  let run = try CommandRun([
    "book", data, "--keep", first, "--down", "D04:2026-11-30 00:00..2026-12-13 24:00", "--output",
    second,
  ])
  #expect(run.status == 0, "\(run.talk)")
  #expect(run.output.contains("to be told: "))
  let moved = run.output.split(separator: "\n").filter { $0.contains("(was D") }
  #expect(moved.contains { $0.contains("(was D04 ") })
  // Bookings of devices of other classes stay.
  #expect(!moved.contains { $0.contains("(was D01 ") || $0.contains("(was D06 ") })
  #expect(try CommandRun(["verify", second]).status == 0)
  #expect(run.output.contains("Proven fewest to be told."), "\(run.output)")
  guard let status = try verified(second) else { return }
  #expect(status == 0)
  // One change more than is proven to be needed, and a proof that leaves out who must move.
  let low = try tampered(second, in: folder) { object in
    var terms = try #require(object["terms"] as? [[String: Any]])
    #expect(terms.map { $0["name"] as? String } == ["lost", "changed", "value"])
    terms[1]["bound"] = try 1 + #require(terms[1]["value"] as? Int)
    object["terms"] = terms
  }
  #expect(try verified(low) == 1)
  #expect(try CommandRun(["verify", low]).status == 1)
  // What is proven holds with the kept bookings only, and every form of the answer says so.
  #expect((run.output + run.talk).contains("(of the published bookings "), "\(run.output)")
  let object = try CommandRun([
    "book", data, "--keep", first, "--down", "D04:2026-11-30 00:00..2026-12-13 24:00", "--json",
  ])
  #expect(!object.output.contains("\"keptPromises\":0"))
  #expect(object.output.contains("\"keptPromises\":"))
  let page = try CommandRun(["report", second, "--language", "zh"])
  #expect(page.output.contains("<section id=\"changes\">"))
  #expect(!page.output.contains("在全部规则之内，没有更好的安排"))
  #expect(
    try CommandRun(["export", second, "--to", "csv", "--output", folder.path("csv")]).status == 0)
  #expect(FileManager.default.fileExists(atPath: folder.path("csv/Changes.csv")))
}

@Test func `outages need a published result, a device and a span`() throws {
  #expect(try CommandRun(["book", data, "--down", "D04:2026-12-01..2026-12-02"]).status == 64)
  #expect(try CommandRun(["book", data, "--keep", "/nonexistent"]).status == 66)
  let wrong = try CommandRun(["book", data, "--keep", "x.json", "--down", "D04 all day"])
  #expect(wrong.status == 64)
}
