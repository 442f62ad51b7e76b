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

@Test func `whoever left by the ledger is not rostered again, and the cell is named`() throws {
  let folder = try TemporaryFolder()
  func run(_ line: String) throws -> ShellRun { try ShellRun(line, in: folder.url) }
  let begun = try run(
    """
    set -e
    allot sample roster --hospitals 4 --communities 5 --months 3 --language zh --output 轮值
    allot roster 轮值 --ledger l.db --output 1.json
    allot publish 1.json --ledger l.db --approver 甲
    allot check 轮值 --ledger l.db
    allot ledger leave l.db --person 010011 --on 2026-02-10
    """)
  try #require(begun.status == 0, "\(begun.talk)")
  for command in ["check 轮值", "roster 轮值 --output 2.json"] {
    let refused = try run("allot \(command) --ledger l.db")
    #expect(refused.status == 65, "\(refused.talk)")
    #expect(
      refused.talk.contains("轮值!人员!A4: R128") && refused.talk.contains("010011 2026-02-10"),
      "\(refused.talk)")
    #expect(!folder.entries.contains("2.json"))
  }
  // With the last day in the list nothing is amiss, and the seat of the last term goes to a colleague.
  let listed = try run(
    """
    set -e
    awk -v RS='\\r\\n' -v ORS='\\r\\n' '{ print $0 "," (NR == 1 ? "截止日" : /^010011/ ? "2026-02-10" : "") }' \
      轮值/人员.csv >p && mv p 轮值/人员.csv
    allot check 轮值 --ledger l.db
    allot roster 轮值 --ledger l.db --output 2.json
    allot export 2.json --to csv --output 表
    ! grep '^2026-03' 表/*.csv | grep 010011
    """)
  #expect(listed.status == 0, "\(listed.output)\(listed.talk)")
  #expect(listed.talk.contains("010011"), "\(listed.talk)")
}

@Test func `a nurse who left by the ledger is told at the row of the next month's list`() throws {
  let folder = try TemporaryFolder()
  func run(_ line: String) throws -> ShellRun { try ShellRun(line, in: folder.url) }
  let begun = try run(
    """
    set -e
    allot init shifts --language zh --output 一月
    allot roster 一月 --ledger l.db --output 1.json
    allot publish 1.json --ledger l.db --approver 甲
    """)
  try #require(begun.status == 0, "\(begun.talk)")
  let people = try String(contentsOfFile: folder.path("一月/人员.csv"), encoding: .utf8)
  let first = people.split(whereSeparator: \.isNewline)[1].split(separator: ",")[0]
  let left = try run("allot ledger leave l.db --person \(first) --on 2027-03-03")
  try #require(left.status == 0, "\(left.talk)")
  let refused = try run("allot check 一月 --ledger l.db")
  #expect(refused.status == 65)
  #expect(refused.talk.contains("一月!人员!A2: R128"), "\(refused.talk)")
  #expect(try run("allot check 一月").status == 0)
}
