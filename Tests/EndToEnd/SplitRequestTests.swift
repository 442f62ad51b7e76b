import Foundation
import Testing

@Test func `a request that may be split is served in parts and told of as one`() throws {
  let folder = try TemporaryFolder()
  let input = folder.path("预约")
  try FileManager.default.createDirectory(atPath: input, withIntermediateDirectories: true)
  let sheets = [
    "设置": "项目,值\n名称,分段\n起始日,2026-12-01\n天数,2\n",
    "单位": "单位编号,名称\nA,甲医院\n",
    "设备": "设备编号,名称,类别,所属单位\nX1,测序仪,测序,A\n",
    // Four hours on either day leave no room for six in one piece.
    "开放": "设备编号,星期,起,止\nX1,2,08:00,12:00\nX1,3,08:00,12:00\n",
    "预约申请": """
    申请号,申请单位,设备或类别,时长,最早,最晚,可拆分每段至少分钟,至多段数
    R1,A,X1,360,2026-12-01 08:00,2026-12-02 18:00,120,2

    """,
  ]
  for (name, text) in sheets {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(input)/\(name).csv"))
  }
  let result = folder.path("result.json")
  let run = try CommandRun(["book", input, "--output", result])
  #expect(run.status == 0, "\(run.talk)")
  #expect(run.output.contains("R1-1of2") && run.output.contains("R1-2of2"))
  #expect(try CommandRun(["verify", result]).status == 0)
  let told = try CommandRun(["explain", result, "--request", "R1"])
  #expect(told.output.contains("R1-1of2, R1-2of2"), "\(told.output)")
  let page = folder.path("page.html")
  #expect(try CommandRun(["report", result, "--output", page]).status == 0)
  #expect(try String(contentsOfFile: page, encoding: .utf8).contains(">1/1<"))
}
