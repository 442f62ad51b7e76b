import Foundation
import Testing

@Test(arguments: [
  ("settle", "--devices 6 --days 14 --uses 40"), ("book", "--devices 4 --requests 60 --days 5"),
])
func `pages print a minus sign and never a hyphen before a number`(
  job: String, size: String
) throws {
  let run = try ShellRun(
    """
    set -e
    allot sample \(job) \(size) --output input.json --quiet
    allot \(job) input.json --output r.json --work-limit 200 --quiet >/dev/null
    allot report r.json --output -
    """)
  try #require(run.status == 0, "\(run.talk)")
  #expect(run.output.firstRange(of: />−[0-9]/) != nil)
  #expect(run.output.firstRange(of: />-[0-9]/) == nil)
}
