import Foundation
import Testing

private let data = CommandRun.datasets.appendingPathComponent("轮值").path

/// Rotations that stay as they were published while somebody is away.
@Suite struct RotationRevisionTests {
  @Test func `a replanned rotation lists what changed, says what stays, and claims no more`() throws
  {
    let folder = try TemporaryFolder()
    let (first, second) = (folder.path("first.json"), folder.path("second.json"))
    #expect(try CommandRun(["roster", data, "--output", first]).status == 0)
    let run = try CommandRun([
      "roster", first, "--keep", first, "--absent", "010041:2026-07..2026-09", "--output", second,
    ])
    #expect(run.status == 0, "\(run.talk)")
    // 010041 served in that time: at least that seat changes, and both people are told.
    #expect(run.output.contains("010041 → "))
    #expect(run.output.contains("are to be told: "))
    #expect(run.output.contains("published kept)") || run.talk.contains("published kept)"))
    let verified = try CommandRun(["verify", second])
    #expect(verified.status == 0)
    #expect(verified.output.contains("published seats as they are"))
    #expect(!verified.output.contains("no arrangement within the rules is better"))
    let why = try CommandRun(["explain", second, "--unit", "H04"])
    #expect(why.output.contains("stays as it was published"), "\(why.output)\(why.talk)")
    #expect(why.output.contains("As it was published: it is "), "\(why.output)")
    #expect(!why.output.contains("pinned"))
    let lost = try CommandRun(["explain", second, "--unit", "H05"])
    #expect(lost.output.contains("Changed: 2026-08 "), "\(lost.output)")
    let page = try CommandRun(["report", second, "--language", "zh"])
    #expect(page.output.contains("<section id=\"changes\">"))
    // The grid shows what each changed cell was before.
    #expect(page.output.contains("<td class=\"changed\">"))
    #expect(page.output.contains("<s>"))
    // What stays is not shown as pinned by somebody.
    let plain = try CommandRun(["report", first, "--language", "zh"])
    func locks(_ html: String) -> Int { html.components(separatedBy: "事先固定").count }
    #expect(locks(page.output) == locks(plain.output))
  }

  @Test func `a seat that an earlier replanning kept may change in the next one`() throws {
    let folder = try TemporaryFolder()
    let (first, second) = (folder.path("first.json"), folder.path("second.json"))
    #expect(try CommandRun(["roster", data, "--output", first]).status == 0)
    let once = try CommandRun([
      "roster", first, "--keep", first, "--absent", "010041:2026-07..2026-09", "--output", second,
    ])
    #expect(once.status == 0, "\(once.talk)")
    // Whoever serves in the last months was kept there by the first replanning.
    let table = try CommandRun(["export", second, "--to", "csv", "--output", folder.path("csv")])
    #expect(table.status == 0, "\(table.talk)")
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: folder.path("csv")).first)
    let rows = try String(contentsOfFile: folder.path("csv/\(name)"), encoding: .utf8)
      .split(whereSeparator: \.isNewline).map { $0.split(separator: ",") }
    let last = try #require(rows.last { $0.contains { $0 == "hospitals" || $0 == "hospital" } })
    let person = try #require(last.last { $0.count == 6 && $0.allSatisfy(\.isNumber) })
    let term = try #require(last.first).replacingOccurrences(of: "\u{FEFF}", with: "")
    let twice = try CommandRun([
      "roster", second, "--keep", second, "--absent", "\(person):\(term)..\(term)", "--output",
      folder.path("third.json"),
    ])
    #expect(twice.status == 0, "\(twice.talk)")
    #expect(twice.output.contains("\(person) → "), "\(twice.output)")
  }
}
