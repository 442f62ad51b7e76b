import Testing

@Test func `five thousand rows are checked within a second of computing`() throws {
  let run = try ShellRun(
    """
    set -euo pipefail
    allot sample pair --mentors 300 --talents 2100 --output round --quiet
    allot sample pair --mentors 300 --talents 2100 --output round.xlsx --quiet
    cat round/*.csv | wc -l
    TIMEFORMAT=%U
    time allot check round --json >/dev/null
    time allot check round.xlsx --json >/dev/null
    """)
  #expect(run.status == 0, "\(run.talk)")
  let rows = try #require(Int(run.output.split(separator: "\n").first ?? ""))
  #expect(rows >= 5000)
  let seconds = run.talk.split(separator: "\n").compactMap { Double($0) }
  #expect(seconds.count == 2 && seconds.allSatisfy { $0 <= 1 }, "\(run.talk)")
}
