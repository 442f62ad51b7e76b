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
