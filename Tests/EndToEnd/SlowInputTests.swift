import Foundation
import Testing

// Found by an input through a pipe: what it took to arrive was counted as work of reading it.
@Test func `the wait for an input that comes slowly does not shorten the search`() throws {
  let folder = try TemporaryFolder()
  _ = try longInput(in: folder)
  let run = try ShellRun(
    "(sleep 3; cat input.json) | allot book - --time-limit 4 --threads 1 --output r.json --json",
    in: folder.url)
  #expect(run.status == 0, "\(run.talk)")
  let told = try #require(
    try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  let seconds = try #require(told["seconds"] as? Double, "\(told.keys.sorted())")
  #expect(seconds > 2.5 && seconds < 5, "\(seconds)")
}
