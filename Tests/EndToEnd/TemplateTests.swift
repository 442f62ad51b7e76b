import Diagnostics
import Foundation
import Interchange
import Testing

@Test(arguments: ["pair", "roster", "shifts", "book", "settle"], ["zh", "en"])
func `a fresh template is recognised and passes its check, as a workbook and as a folder`(
  job: String, language: String
) throws {
  let folder = try TemporaryFolder()
  for name in ["template.xlsx", "template"] {
    let made = try CommandRun([
      "init", job, "--language", language, "--output", folder.path(name),
    ])
    #expect(made.status == 0, "\(made.talk)")
    let check = try CommandRun(["check", folder.path(name), "--language", language])
    #expect(check.status == 0, "\(check.output)\(check.talk)")
  }
}

@Test(arguments: ["pair", "roster", "shifts", "book", "settle"])
func `a fresh template has an answer`(job: String) throws {
  let folder = try TemporaryFolder()
  let file = folder.path("template.xlsx")
  #expect(try CommandRun(["init", job, "--language", "zh", "--output", file]).status == 0)
  let run = try CommandRun([job == "shifts" ? "roster" : job, file, "--language", "zh"])
  #expect(run.status == 0, "\(run.output)\(run.talk)")
}

@Test func `where all serve equally often, one number says it`() throws {
  let folder = try TemporaryFolder()
  let file = folder.path("template.xlsx")
  #expect(try CommandRun(["init", "roster", "--language", "zh", "--output", file]).status == 0)
  let zh = try CommandRun(["roster", file, "--language", "zh"]).output
  #expect(zh.contains("医院各单位都轮值 1 次；各期末都与应轮次数一致；"), "\(zh)")
  let en = try CommandRun(["roster", file, "--language", "en"]).output
  #expect(en.contains("serve 1 duty each; after every term all have what they are entitled to;"))
}

/// A folder of demo data with the job that it belongs to.
private let lists = [
  ("pair", "导师结对"), ("roster", "轮值"), ("shifts", "轮班"), ("shifts", "轮转培养"),
  ("shifts", "双聘"), ("shifts", "巡讲"), ("book", "设备"), ("settle", "结算"),
]

@Test(arguments: lists, ["zh", "en"])
func
  `a template filled with lists at hand holds what they hold, and every sheet and column of its own`(
    list: (job: String, name: String), language: String
  ) throws
{
  let folder = try TemporaryFolder()
  let source = CommandRun.datasets.appendingPathComponent(list.name).path
  func draft(_ input: String) throws -> String {
    let run = try CommandRun(["export", input, "--to", "json"])
    #expect(run.status == 0, "\(run.talk)")
    // The title of a workbook without one is its name.
    return run.output.replacing(#/"title":"[^"]*"/#, with: "")
  }
  for name in ["filled.xlsx", "filled"] {
    let made = try CommandRun([
      "init", list.job, "--fill", source, "--language", language, "--output", folder.path(name),
    ])
    #expect(made.status == 0, "\(made.talk)")
    let check = try CommandRun(["check", folder.path(name), "--json"])
    #expect(check.status == 0, "\(check.output)\(check.talk)")
    #expect(!check.output.contains("忽略"), "\(check.output)")
    #expect(try draft(folder.path(name)) == draft(source), "\(name)")
  }
  for plan in Template.sheets(for: try #require(Job(rawValue: list.job))) {
    let name = language == "zh" ? plan.name.zh : plan.name.en
    let text = try String(contentsOfFile: folder.path("filled/\(name).csv"), encoding: .utf8)
    let first = text.drop { $0 == "\u{FEFF}" }.prefix { !$0.isNewline }.split(separator: ",")
    for column in plan.columns {
      let heading = language == "zh" ? column.heading.zh : column.heading.en
      #expect(first.contains { $0 == heading }, "\(name): \(heading) in \(first)")
    }
  }
}

@Test func `lists with faults fill no template`() throws {
  let folder = try TemporaryFolder()
  let made = try ShellRun(
    """
    cp -r "$DATA/轮值" lists
    sed -i 's/^010001,/1.00E+04,/' lists/人员.csv
    allot init roster --fill lists --output filled.xlsx
    """, in: folder.url, locale: "zh_CN.UTF-8")
  #expect(made.status == 65)
  #expect(made.talk.contains("lists!人员!A2"), "\(made.talk)")
  #expect(folder.entries == ["lists"])
}
