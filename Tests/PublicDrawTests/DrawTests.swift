import Diagnostics
import Foundation
import PublicDraw
import Reporting
import TestSupport
import Testing

private func commitment(
  _ ids: [String] = ["C02", "H01", "C01", "H02"], places: Int = 2, nonces: [String] = []
) throws -> DrawCommitment {
  try DrawCommitment(
    title: "2027年轮值顺序", entries: ids.map { .init(id: $0, name: "单位\($0)") }, places: places,
    sources: ["双色球第2027002期", "上证收盘"],
    parties: nonces.enumerated().map { .init(name: "当事方\($0)", nonceHash: Digest.hex($1)) })
}

private func transcript() throws -> DrawTranscript {
  try DrawTranscript(
    running: try commitment(nonces: ["甲的密数", "b"]), values: ["03 08 11 19 26 30+07", "3,210.55"],
    nonces: ["甲的密数", "b"], date: "2027-01-05", conductor: "秘书处",
    skips: [.init(id: "H01", reason: "回避")])
}

private let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("Verifiers/draw.py").path

@Test func `known vectors are drawn`() {
  // Computed by draw.py from the description alone; the seed is 32 zero bytes.
  #expect(
    drawnOrder(count: 10, seed: [UInt8](repeating: 0, count: 32)) == [7, 6, 9, 5, 4, 2, 3, 1, 0, 8])
  #expect(drawnOrder(count: 1, seed: [UInt8](repeating: 1, count: 32)) == [0])
  #expect(drawnOrder(count: 0, seed: []) == [])
  // FIPS 180-4, the example of one block.
  #expect(
    Digest.hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
}

@Test func `numbers that would make some entries likelier are thrown away`() {
  // Three times 2^61 go twice into 2^64, and a quarter of all numbers lies above. Computed by the stream of draw.py.
  var stream = HashStream(seed: [UInt8](repeating: 0, count: 32))
  let numbers = (0..<12).map { _ in stream.number(below: 3 << 61) }
  #expect(
    numbers == [
      3185397464471143308, 6538991910595841187, 2159107802372198891, 639513788490492620,
      330820107854291623, 3987502931139371384, 3357783738976973263, 2357419828818178161,
      2226218826680600407, 2910027895289997903, 2733528670722535156, 3682779172302804658,
    ])
}

@Test func `ten thousand draws agree with Python and with the code in the printed page`() throws {
  var lines: [String] = []
  var orders: [String] = []
  for i in 0..<10_000 {
    let seed = Digest.sha256(Array("draw \(i)".utf8))
    let count = 1 + i % 61
    lines.append("\(count) \(Digest.hex(Array("draw \(i)".utf8)))")
    orders.append(drawnOrder(count: count, seed: seed).map(String.init).joined(separator: " "))
  }
  let input = lines.joined(separator: "\n")
  let left = "the draws were not repeated by a second program"
  if let python = InstalledProgram("python3", otherwiseLeavingOut: left) {
    let run = try python.run([script, "orders"], input: input)
    #expect(run.output.split(separator: "\n").map(String.init) == orders, "\(run.talk)")
  }

  let code =
    "\(DrawScript.text)\n"
      + """
      for(const line of require('fs').readFileSync(0,'utf8').split('\\n')){
        const [count,seed]=line.split(' ');
        console.log(drawOrder(Number(count),Buffer.from(seed,'hex')).join(' '))}
      """
  if let node = InstalledProgram(
    "node", otherwiseLeavingOut: "the page's code did not repeat the draws")
  {
    let run = try node.run(["-e", code], input: input)
    #expect(run.output.split(separator: "\n").map(String.init) == orders, "\(run.talk)")
  }
}

/// Pearson's χ² of the first place among five over many draws; 18.47 is passed once in a thousand times.
@Test func `every entry is equally likely to be first`() {
  var counts = [Int](repeating: 0, count: 5)
  let draws = 100_000
  for i in 0..<draws {
    counts[drawnOrder(count: 5, seed: Digest.sha256(Array("\(i)".utf8)))[0]] += 1
  }
  let expected = Double(draws) / 5
  let chi = counts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  #expect(chi < 18.47)
}

@Test func `a transcript agrees with Python and with the code in its page`() throws {
  let transcript = try transcript()
  let encoder = JSONEncoder()
  let file = FileManager.default.temporaryDirectory.appendingPathComponent("allot-\(UUID()).json")
  try encoder.encode(transcript).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  let left = "the transcript was not computed again by a second program"
  if let python = InstalledProgram("python3", otherwiseLeavingOut: left) {
    #expect(try python.run([script, "verify", file.path]).output == "ok\n")
  }
  let page = try transcript.page(in: .zh)
  let start = try #require(page.range(of: "<script>"))
  let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
  let code =
    String(page[start.upperBound..<end.lowerBound])
    + "\nconst t=JSON.parse(require('fs').readFileSync('\(file.path)','utf8'));"
    + "console.log(verifyDraw(t));t.order.reverse();console.log(verifyDraw(t))"
  if let node = InstalledProgram(
    "node", otherwiseLeavingOut: "the code inside the page was not run")
  {
    #expect(try node.run(["-e", code]).output == "ok\norder\n")
  }
}

@Test func `the page holds no text as code and allows its own script only`() throws {
  let hostile = "</script><img src=x onerror=alert(1)>"
  let committed = try DrawCommitment(
    title: hostile, entries: [.init(id: "a", name: hostile), .init(id: "b", name: "\u{202E}x")],
    places: 1, sources: [hostile.replacing("=", with: "-")], rules: hostile)
  let page = try DrawTranscript(
    running: committed, values: [hostile], date: "2027-01-05", conductor: hostile
  ).page(in: .zh)
  #expect(!page.contains("<img"))
  #expect(page.ranges(of: "</script>").count == 2)
  let start = try #require(page.range(of: "<script>"))
  let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
  let bytes = Digest.sha256(Array(page[start.upperBound..<end.lowerBound].utf8))
  #expect(page.contains("script-src &#39;sha256-\(Data(bytes).base64EncodedString())&#39;"))
}

@Test func `the order of the list as typed does not matter, its content does`() throws {
  let one = try commitment(["C02", "H01", "C01"])
  #expect(one == (try commitment(["C01", "C02", "H01"])))
  #expect(one.entries.map(\.id) == ["C01", "C02", "H01"])
  #expect(one.hash != (try commitment(["C01", "C02", "H02"])).hash)
  #expect(one.hash != (try commitment(["C02", "H01", "C01"], places: 1)).hash)
}

@Test func `those passed over are neither chosen nor substitutes, and the order stays`() throws {
  let transcript = try transcript()
  #expect(Set(transcript.order) == ["C01", "C02", "H01", "H02"])
  #expect(transcript.chosen + transcript.substitutes == transcript.order.filter { $0 != "H01" })
  #expect(transcript.chosen.count == 2)
  #expect(transcript.defects(published: transcript.commitmentHash) == [])
}

@Test func `every change of a transcript is found`() throws {
  let whole = try JSONSerialization.jsonObject(with: JSONEncoder().encode(try transcript()))
  let object = try #require(whole as? [String: Any])
  for key in object.keys.sorted() {
    var changed = object
    switch changed[key] {
    case var list as [Any]:
      list.removeLast()
      changed[key] = list
    case let text as String: changed[key] = text + "0"
    case var inner as [String: Any]:
      inner["rules"] = "others"
      changed[key] = inner
    default: Issue.record("\(key) is of another kind")
    }
    let data = try JSONSerialization.data(withJSONObject: changed)
    let read = try JSONDecoder().decode(DrawTranscript.self, from: data)
    #expect(!read.defects().isEmpty, "\(key)")
  }
  #expect(try !transcript().defects(published: Digest.hex("x")).isEmpty)
}

@Test func `faults of a commitment and of a run are named together`() throws {
  #expect {
    _ = try DrawCommitment(
      title: "a\nb", entries: [.init(id: "1", name: "x"), .init(id: "1", name: "y\u{0}")],
      places: 5,
      sources: ["a=b"], parties: [.init(name: "p", nonceHash: "XYZ")])
  } throws: { error in
    (error as? Faults)?.list.map(\.rule.code) == ["D103", "D104", "D106", "D103", "D109", "D103"]
  }
  let committed = try commitment(nonces: ["secret"])
  #expect {
    _ = try DrawTranscript(
      running: committed, values: ["1"], nonces: ["guess"], date: "", conductor: "x",
      skips: [.init(id: "Z9", reason: "回避")])
  } throws: { error in
    (error as? Faults)?.list.map(\.rule.code) == ["D110", "D111", "D112", "D103"]
  }
}
