import Testing

// Five thousand rows are to be checked within a second; `Benchmarks/README.md` has the figures. What a test
// can hold on a machine of any speed is that the work grows with the rows and not faster.
@Test(arguments: [
  ("pair", "--mentors $((n / 7)) --talents $n"), ("book", "--devices $((n / 20)) --requests $n"),
  ("settle", "--devices 20 --days 60 --uses $((n * 3))"),
])
func `three times the rows are checked in no more than six times the computing`(
  job: String, size: String
) throws {
  let run = try ShellRun(
    """
    set -euo pipefail
    for n in 700 2100; do
      allot sample \(job) \(size) --output round$n --quiet
      allot sample \(job) \(size) --output round$n.xlsx --quiet
    done
    cat round2100/*.csv | wc -l
    TIMEFORMAT=%U
    for file in round700 round2100 round700.xlsx round2100.xlsx; do
      time allot check $file --json >/dev/null
    done
    """)
  #expect(run.status == 0, "\(run.talk)")
  let rows = try #require(Int(run.output.split(separator: "\n").first ?? ""))
  #expect(rows >= 700)
  let seconds = run.talk.split(separator: "\n").compactMap { Double($0) }
  try #require(seconds.count == 4, "\(run.talk)")
  // The clock counts in ticks, and a process has a start.
  #expect(seconds[1] <= 6 * seconds[0] + 0.1, "\(run.talk)")
  #expect(seconds[3] <= 6 * seconds[2] + 0.1, "\(run.talk)")
}
