import Foundation
import Testing

@Test(arguments: ["booking1/small", "afscn/day"], ["csv", "xlsx"])
func `a round of a benchmark is written as a workbook that is read as the same round`(
  instance: String, format: String
) throws {
  let folder = try TemporaryFolder()
  let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Corpus")
  let name = instance.prefix { $0 != "/" }
  let input = corpus.appendingPathComponent(instance).path
  let output = folder.path(format == "csv" ? "round" : "round.xlsx")
  let export = ["export", input, "--from", String(name)]
  let written = try CommandRun(export + ["--to", format, "--output", output])
  #expect(written.status == 0, "\(written.talk)")
  let check = try CommandRun(["check", output])
  #expect(check.status == 0, "\(check.output)\(check.talk)")
  let here = try CommandRun(["export", output, "--to", "json"])
  #expect(here.status == 0, "\(here.talk)")
  #expect(here.output == (try CommandRun(export + ["--to", "json"]).output))
}
