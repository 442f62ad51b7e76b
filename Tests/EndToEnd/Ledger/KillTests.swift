import Foundation
import Ledger
import Solving
import TestSupport
import Testing

/// What a result says beside the time that it took; `nil` for what is no JSON object.
private func said(_ bytes: Data?) -> NSDictionary? {
  guard let bytes, let root = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any]
  else { return nil }
  return root.filter { !["seconds", "cpuSeconds"].contains($0.key) } as NSDictionary
}

@Test(arguments: Deed.allCases)
func `a kill at any instant leaves the old state or the new one, whole`(deed: Deed) throws {
  let office = try Office()
  var random = SeededRandom(seed: 2027)
  var states: [Int: Int] = [:]
  func run(_ scratch: TemporaryFolder, killedAfter delay: Double? = nil) throws -> CommandRun {
    try CommandRun(
      deed.arguments(office, ledger: scratch.path("台账.db"), output: scratch.path("out.json")),
      interruptedAfter: delay, signal: SIGKILL)
  }
  let undisturbed = try TemporaryFolder()
  var start = ContinuousClock.now
  let whole = try run(undisturbed)
  #expect(whole.status == 0, "\(whole.talk)")
  var length = (ContinuousClock.now - start) / .seconds(1)
  let wanted = said(FileManager.default.contents(atPath: undisturbed.path("out.json")))
  #expect((wanted == nil) == (deed == .publish))

  for round in 0..<(isLongRun ? 500 : 50) {
    let scratch = try TemporaryFolder()
    let (ledger, out) = (scratch.path("台账.db"), scratch.path("out.json"))
    // Every other ledger is made by the killed process itself.
    let old = round % 2
    // And so every other result takes the place of an older one.
    let held = deed == .save ? office.roster : office.bill
    let before = old == 1 && deed != .publish ? FileManager.default.contents(atPath: held) : nil
    if old == 1 { try FileManager.default.copyItem(atPath: office.ledger, toPath: ledger) }
    try before?.write(to: URL(fileURLWithPath: out))
    // Beyond the usual length, so that some end undisturbed.
    _ = try run(scratch, killedAfter: length * Double(random.next() % 1300) / 1000)

    let after = FileManager.default.contents(atPath: out)
    #expect(before == nil || after != nil, "the old result is gone and no new one is there")
    if after != nil, after != before { #expect(said(after) == wanted) }
    var count = 0
    if FileManager.default.fileExists(atPath: ledger) {
      let file = try LedgerFile(ledger)
      #expect(file.defects() == [])
      count = try file.entries().count
    }
    #expect(count == old || count == old + 1)
    states[count - old, default: 0] += 1
    // The same command then runs as if nothing had happened.
    start = ContinuousClock.now
    let again = try run(scratch)
    // On a busy machine lengths change; the last one tells best.
    length = (ContinuousClock.now - start) / .seconds(1)
    let isThere = deed == .publish && count == old + 1
    #expect(again.status == (isThere ? 65 : 0), "\(again.talk)")
    // And removes what the killed one left of a result or of a ledger that it was making.
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path)
    #expect(!names.contains { $0.hasPrefix(".allot-") })
  }
  // Both outcomes were met, so the kills fell before and after the commit.
  #expect(states.count == 2, "\(states)")
}
