import Foundation
import Testing

@Test
func `a mentor whom the ledger knows to have left is not paired, and the cell is named`() throws {
  let folder = try TemporaryFolder()
  let files = [
    ("单位.csv", "单位编号,单位名称,类别\nH1,医院,二三级医院\n"),
    ("导师.csv", "工号,姓名,单位编号,可带人数上限,第1志愿,第2志愿\n0101,甲,H1,1,0201,0202\n0102,乙,H1,1,0202,0201\n"),
    ("人才.csv", "工号,姓名,单位编号,第1志愿,第2志愿\n0201,丙,H1,0101,0102\n0202,丁,H1,0102,0101\n"),
  ]
  try FileManager.default.createDirectory(
    atPath: folder.path("结对"), withIntermediateDirectories: false)
  for (name, text) in files {
    try Data(text.utf8).write(to: folder.url.appendingPathComponent("结对/\(name)"))
  }
  func run(_ line: String) throws -> ShellRun { try ShellRun(line, in: folder.url) }
  let begun = try run(
    """
    set -e
    allot pair 结对 --ledger l.db --output 1.json
    allot publish 1.json --ledger l.db --approver 甲
    allot check 结对 --ledger l.db
    allot ledger leave l.db --person 0101 --on 2026-06-30
    """)
  try #require(begun.status == 0, "\(begun.talk)")
  for command in ["check 结对", "pair 结对 --output 2.json"] {
    let refused = try run("allot \(command) --ledger l.db")
    #expect(refused.status == 65)
    #expect(
      refused.talk.contains("结对!导师!D2: P122") && refused.talk.contains("0101 2026-06-30"),
      "\(refused.talk)")
    #expect(!folder.entries.contains("2.json"))
  }
  // The ledger alone knows it.
  #expect(try run("allot check 结对").status == 0)
  // A round that began before, one that names no places for him, and one after he has come back.
  func check(_ change: String) throws -> Int32 {
    let checked = try run("rm -rf x; cp -r 结对 x; cd x; \(change); allot check . --ledger ../l.db")
    return checked.status
  }
  let day = "printf '项目,值\\n起始日,%s\\n'"
  #expect(try check("\(day) 2026-06-30 >设置.csv") == 0)
  #expect(try check("\(day) 2026-07-01 >设置.csv") == 65)
  #expect(try check("sed -i '/^0101/s/,1,/,0,/' 导师.csv") == 0)
  #expect(try run("allot ledger leave l.db --person 0101 --on 2027-12-31 --force").status == 0)
  #expect(try check("\(day) 2026-07-01 >设置.csv") == 0)
}
