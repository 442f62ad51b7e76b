import Foundation
import Testing

@Test func `a draw decides between units that are level, and between people who are tied`() throws {
  let folder = try TemporaryFolder()
  let data = CommandRun.datasets.path
  let drawn = try ShellRun(
    """
    exec 2>&1
    set -e
    cp -r '\(data)/轮值' 轮值
    : > 轮值/不可用.csv; echo 单位编号,工号,期次 > 轮值/不可用.csv
    rm 轮值/历史.csv
    allot draw commit 轮值 --places 4 --source S --output c.json
    allot draw run c.json --value S=42 --by office --date 2026-01-01 --output t.json
    allot roster 轮值 --draw t.json --output r.json --json
    allot verify r.json
    allot roster 轮值 --draw c.json && exit 9 || test $? = 65
    allot publish r.json --ledger l.db --approver A && exit 9 || test $? = 65
    allot draw run c.json --value S=43 --by office --date 2026-01-02 --output other.json
    allot publish r.json --ledger l.db --approver A --draw other.json && exit 9 || test $? = 1
    allot publish r.json --ledger l.db --approver A --draw t.json
    allot roster 轮值 --draw t.json --draw-as ties --output ties.json
    allot verify ties.json | grep -qx 'the draw [0-9a-f]* decides between rosters that are equal in every other goal'
    allot report ties.json --output ties.html
    H=$(grep '"hash"' t.json | tail -1 | cut -d'"' -f4); test ${#H} = 64; grep -q "$H" ties.html
    printf '单位编号,单位名称\nC01,甲\nH01,乙\nX09,丙\n' > few.csv
    allot draw commit few.csv --places 1 --source S --output fc.json
    allot draw run fc.json --value S=1 --by office --date 2026-01-01 --output ft.json
    allot roster 轮值 --draw ft.json 2>&1 | grep -q '1 of the draw are not in the data and count for nothing: X09'
    allot roster 轮值 --draw ft.json 2>&1 | grep -q '13 were not drawn'
    printf '单位编号,单位名称\nX01,甲\nX09,丙\n' > none.csv
    allot draw commit none.csv --places 1 --source S --output nc.json
    allot draw run nc.json --value S=1 --by office --date 2026-01-01 --output nt.json
    allot roster 轮值 --draw nt.json && exit 9 || test $? = 65
    allot pair '\(data)/导师结对' --draw nt.json && exit 9 || test $? = 65
    """, in: folder.url)
  #expect(drawn.status == 0, "\(drawn.output)")
  struct Transcript: Decodable { let order: [String] }
  let order = try JSONDecoder().decode(
    Transcript.self, from: Data(contentsOf: URL(fileURLWithPath: folder.path("t.json")))
  ).order
  let rows = try CommandRun([
    "export", folder.path("r.json"), "--to", "csv", "--output", folder.path("csv"),
    "--language", "zh",
  ])
  #expect(rows.status == 0, "\(rows.talk)")
  let sheet = try String(contentsOfFile: folder.path("csv/轮值表.csv"), encoding: .utf8)
    .components(separatedBy: "\r\n").dropFirst().map { $0.components(separatedBy: ",") }
    .filter { $0.count > 4 }
  // Each tier's units serve in the order drawn, every one of them once before any serves again.
  for (tier, count) in [("二三级医院", 5), ("社区", 10)] {
    let bag = order.filter { $0.hasPrefix(tier == "社区" ? "C" : "H") }
    let served = sheet.filter { $0[4] == tier }
    var first: [[String]] = []
    for row in served {
      if first.last?.first == row[0] {
        first[first.count - 1].append(row[5])
      } else {
        first.append([row[0], row[5]])
      }
    }
    var place = 0
    for term in first {
      let units = Set(term.dropFirst())
      let due = Set((0..<units.count).map { bag[(place + $0) % count] })
      #expect(units == due, "\(term)")
      place += units.count
    }
  }
  let ties = try ShellRun(
    """
    exec 2>&1
    set -e
    allot draw commit '\(data)/导师结对/人才.csv' --places 1 --source S --output pc.json
    allot draw run pc.json --value S=7 --by office --date 2026-01-01 --output pt.json
    allot pair '\(data)/导师结对' --draw pt.json --output p.json
    allot verify p.json
    """, in: folder.url)
  #expect(ties.status == 0, "\(ties.output)")
  #expect(ties.output.contains("in the order of the draw"))
}
