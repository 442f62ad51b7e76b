import Foundation
import Solving
import TestSupport
import Testing

/// The tables of an answer as a folder of CSV files, by name.
private func tables(_ folder: String) throws -> [String: Data] {
  let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
    $0.hasSuffix(".csv")
  }
  return try names.reduce(into: [:]) { files, name in
    files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
  }
}

@Test func `a kill while a folder is saved leaves all of the old tables or all of the new ones`()
  throws
{
  let folder = try TemporaryFolder()
  let made = try ShellRun(
    """
    set -e
    cp -r "$DATA/结算" 1.in; cp -r 1.in 2.in
    sed -i 's/,300.00,/,310.00,/' 2.in/收费标准.csv
    for n in 1 2; do
      allot settle $n.in --output $n.json --quiet >/dev/null
      allot export $n.json --to csv --output $n.tables --quiet
    done
    """, in: folder.url)
  try #require(made.status == 0, "\(made.talk)")
  let states = [try tables(folder.path("1.tables")), try tables(folder.path("2.tables"))]
  #expect(states[0] != states[1] && states[0].count == 5)
  let target = folder.path("saved")
  let export = { (n: Int) in
    ["export", folder.path("\(n).json"), "--to", "csv", "--output", target, "--quiet"]
  }
  let start = ContinuousClock.now
  #expect(try CommandRun(export(1)).status == 0)
  var length = (ContinuousClock.now - start) / .seconds(1)
  var random = SeededRandom(seed: 2028)
  var (before, met) = (0, Set<Bool>())
  for _ in 0..<(isLongRun ? 500 : 50) {
    let after = 1 - before
    // Late rather than early: the files take their names at the end.
    let delay = length * (0.4 + Double(random.next() % 1200) / 1000)
    _ = try CommandRun(export(after + 1), interruptedAfter: delay, signal: SIGKILL)
    // Whoever reads the folder finishes a save that counts already.
    _ = try CommandRun(["check", target])
    let found = try tables(target)
    #expect(states.contains(found))
    met.insert(found == states[after])
    let again = ContinuousClock.now
    #expect(try CommandRun(export(after + 1)).status == 0)
    length = (ContinuousClock.now - again) / .seconds(1)
    #expect(try tables(target) == states[after])
    // The save after the killed one removes what that left.
    let all = try FileManager.default.contentsOfDirectory(atPath: target)
    #expect(!all.contains { $0.hasPrefix(".allot-") }, "\(all)")
    before = after
  }
  #expect(met == [true, false], "no kill fell before the save counted, or none after")
}
