import Diagnostics
import Interchange
import MentorMatching
import Solving
import Testing
import Workbooks

/// The sheets of a small round by name, in order.
private struct Book {
  var sheets: [(name: String, rows: [[String]])]

  subscript(name: String) -> [[String]] {
    get { sheets.first { $0.name == name }?.rows ?? [] }
    set {
      if let i = sheets.firstIndex(where: { $0.name == name }) {
        sheets[i].rows = newValue
      } else {
        sheets.append((name, newValue))
      }
    }
  }

  /// Two mentors and three talents with every list filled; `seed` gives the staff numbers.
  static func clean(seed: Int) -> Book {
    let m = (0..<2).map { "0\(10_000 + seed * 10 + $0)" }
    let t = (0..<3).map { "00\(20_000 + seed * 10 + $0)" }
    return Book(sheets: [
      ("单位", [["单位编号", "单位名称", "类别"], ["H1", "同仁医院", "二三级医院"], ["C1", "天山中心", "社区"]]),
      (
        "导师",
        [
          ["工号", "姓名", "单位编号", "研究方向", "可带人数上限"], [m[0], "王芳", "H1", "全科", "2"],
          [m[1], "李·明", "C1", "", "1"],
        ]
      ),
      (
        "人才",
        [
          ["工号", "姓名", "单位编号"], [t[0], "张三", "C1"], [t[1], "赵四", "H1"], [t[2], "钱五", "C1"],
        ]
      ),
      ("导师志愿", [["工号", "第1志愿", "第2志愿"], [m[0], t[0], t[1]], [m[1], t[2], t[0]]]),
      (
        "人才志愿",
        [
          ["工号", "第1志愿", "第2志愿"], [t[0], m[0], m[1]], [t[1], m[0], ""], [t[2], m[1], ""],
        ]
      ),
    ])
  }

  /// The book as a folder of CSV files or as an `.xlsx`.
  func reading(asWorkbook: Bool, separator: String = ",") throws -> Reading<Workbook> {
    if asWorkbook {
      var raw = RawWorkbook()
      raw.sheets = sheets.map { .init(name: $0.name, content: RawWorkbook.text($0.rows)) }
      raw.sheets.append(
        .init(name: "旧表", state: "hidden", content: RawWorkbook.text([["工号"], ["坏数据"]])))
      return try WorkbookFile.read(try raw.file(named: "轮次.xlsx"))
    }
    return WorkbookFolder.workbook(
      named: "轮次",
      sheets.map { sheet in
        let text = sheet.rows.map { $0.joined(separator: separator) }.joined(separator: "\r\n")
        return (sheet.name, InputFile(path: "\(sheet.name).csv", bytes: Array(text.utf8)))
      })
  }
}

/// One way in which real files are untidy.
private struct Dirt: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Codes of the faults to expect, in order; none if the round must be read as if it were clean.
  var codes: [String] = []
  var separator = ","
  let make: @Sendable (inout Book) -> Void

  init(
    _ name: String, _ codes: [String] = [], separator: String = ",",
    make: @escaping @Sendable (inout Book) -> Void
  ) {
    testDescription = name
    self.codes = codes
    self.separator = separator
    self.make = make
  }
}

private func fullWidth(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 }))
}

private let dirts: [Dirt] = [
  Dirt("title rows above the headings") {
    $0["导师"].insert(contentsOf: [["长宁区医疗科研联盟导师名单"], [], ["填报日期：2026-11-20"]], at: 0)
  },
  Dirt("a total and notes at the foot") {
    $0["导师"] += [["合计", "2人"], [], ["备注：以上已核对"], ["制表人：某某", "审核："]]
  },
  Dirt("columns nobody asked for") {
    $0["人才"] = $0["人才"].enumerated().map { $1 + [$0 == 0 ? "手机号" : "13800000000"] }
  },
  Dirt("other words for the headings") {
    $0["导师"][0] = ["员工编号*", "名字：", "所在单位（必填）", "研究领域", "带教人数(人)"]
    $0["人才"][0] = ["1、职工号", "2. 您的姓名", "Q3_单位代码"]
  },
  Dirt("full-width digits") {
    for r in 1...2 {
      $0["导师"][r] = $0["导师"][r].enumerated().map { [0, 4].contains($0) ? fullWidth($1) : $1 }
    }
  },
  Dirt("no-break, zero-width and ideographic spaces") {
    for r in 1...3 { $0["人才"][r] = $0["人才"][r].map { "\u{00A0}\($0)\u{200B}\u{3000}" } }
  },
  Dirt("columns in another order") {
    $0["导师"] = $0["导师"].map { [$0[4], $0[2], $0[3], $0[1], $0[0]] }
  },
  Dirt("blank rows and the headings on every page") {
    let headings = $0["人才"][0]
    $0["人才"].insert(contentsOf: [[], ["", " ", "\u{3000}"], headings], at: 2)
  },
  Dirt("institutions by name") {
    $0["导师"][1][2] = "同仁医院"
    $0["人才"][1][2] = " 天山中心"
  },
  Dirt("wishes by name") {
    $0["人才志愿"][1][1] = "王 芳"
    $0["人才志愿"][1][2] = "李•明（天山中心）"
  },
  Dirt("wish rows by name and institution") {
    $0["人才志愿"][0] = ["工号", "姓名", "单位", "第1志愿", "第2志愿"]
    for r in 1...3 {
      let person = $0["人才"][r]
      $0["人才志愿"][r] = ["", person[1], person[2]] + $0["人才志愿"][r].dropFirst()
    }
  },
  Dirt("staff numbers looked up in the list of people") {
    $0["人员"] = [["工号", "姓名", "单位"]] + $0["导师"].dropFirst().map { [$0[0], $0[1], $0[2]] }
    $0["导师"][1][0] = ""
  },
  Dirt("a ranking with arrows in one cell") {
    let rows = $0["人才志愿"]
    $0["人才志愿"] =
      [["工号", "请排序（志愿）", "志愿排序"]]
      + rows.dropFirst().map {
        [$0[0], "", $0.dropFirst().filter { !$0.isEmpty }.joined(separator: "→")]
      }
  },
  Dirt("one column for each option, -2 and -3") {
    let (rows, mentors) = ($0["人才志愿"], $0["导师"].dropFirst().map { $0[0] })
    $0["人才志愿"] = [["序号", "1、您的工号", "2、请排序(王芳)", "2、请排序(李·明)"]]
    for (n, row) in rows.dropFirst().enumerated() {
      let ranks = mentors.map { mentor in
        (row.dropFirst().firstIndex(of: mentor)).map { String($0) } ?? (n == 1 ? "-2" : "-3")
      }
      $0["人才志愿"].append([String(n + 1), row[0]] + ranks)
    }
  },
  Dirt("several submissions of one person") {
    let rows = $0["人才志愿"]
    $0["人才志愿"] =
      [rows[0] + ["提交答卷时间"], [rows[1][0], rows[1][2], "", "2026/11/20 9:59:59"]]
      + rows.dropFirst().map { $0 + ["2026/11/20 10:00:01"] }
      + [[rows[2][0], rows[1][2], "", "2026/11/19 23:00:00"]]
  },
  Dirt("tabs between the cells", separator: "\t") { _ in },
  Dirt("an identifier that a spreadsheet destroyed", ["A103"]) {
    $0["导师"][1][0] = "1.23E+17"
    $0["导师志愿"].remove(at: 1)
    $0["人才志愿"] = [["工号", "第1志愿"], [$0["人才"][3][0], $0["导师"][2][0]]]
  },
  Dirt("a number in words", ["I122"]) { $0["导师"][1][4] = "两个" },
  Dirt("a blank cell that must be filled", ["I121"]) { $0["导师"][1][4] = "" },
  Dirt("an empty sheet gives one fault", ["I112"]) { $0["人才"] = [] },
  Dirt("a sheet with headings only gives one fault", ["I115"]) { $0["人才"] = [$0["人才"][0]] },
  Dirt("a missing sheet gives one fault", ["I111"]) { $0.sheets.removeAll { $0.name == "人才" } },
  Dirt("a missing column gives one fault", ["I113"]) {
    $0["导师"] = $0["导师"].map { Array($0.dropLast()) }
  },
  Dirt("two columns that mean the same", ["I114"]) {
    $0["导师"] = $0["导师"].map { $0 + [$0[0] == "工号" ? "上限" : "1"] }
  },
  Dirt("two people of one name", ["I141"]) {
    $0["人才"][2][1] = "张三"
    $0["导师志愿"][1][1] = "张三"
  },
]

@Test(arguments: dirts, 0..<4)
private func `untidy workbooks are read as meant, or the fault is named`(dirt: Dirt, seed: Int)
  throws
{
  let clean = PairingWorkbook.read(try Book.clean(seed: seed).reading(asWorkbook: false))
  #expect(clean.faults.isEmpty)
  var book = Book.clean(seed: seed)
  dirt.make(&book)
  let reading = PairingWorkbook.read(
    try book.reading(asWorkbook: seed % 2 == 1 && dirt.separator == ",", separator: dirt.separator))
  var codes: [String] = []
  do throws(RejectedInput) {
    _ = try reading.validated { (draft) throws(Faults) in try PairingProblem(validating: draft) }
  } catch {
    codes = error.faults.list.map(\.rule.code)
    // Each fault shows a cell or at least its sheet.
    for fault in error.faults.list {
      #expect(error.provenance.cell(for: fault.place)?.file.hasPrefix("轮次") == true)
    }
  }
  #expect(codes == dirt.codes)
  if dirt.codes.isEmpty {
    #expect(reading.value.mentors == clean.value.mentors)
    #expect(reading.value.talents == clean.value.talents)
  }
}

@Test func `two people of one name are both shown`() throws {
  var book = Book.clean(seed: 9)
  book["人才"][2][1] = "张三"
  book["导师志愿"][1][1] = "张三"
  let reading = PairingWorkbook.read(try book.reading(asWorkbook: true))
  let report = reading.faults.report(in: .zh, provenance: reading.provenance)
  #expect(report.contains("轮次.xlsx!导师志愿!B2: I141"))
  #expect(report.contains("轮次.xlsx!人才!A2、轮次.xlsx!人才!A3"))
  // With the institution beside it the name is clear.
  book["导师志愿"][1][1] = "张三（天山中心）"
  let clear = PairingWorkbook.read(try book.reading(asWorkbook: true))
  #expect(clear.faults.isEmpty)
  #expect(clear.value.mentors[0].wishes.first == ["0020090"])
}

@Test func `what was taken for granted is listed`() throws {
  var book = Book.clean(seed: 1)
  book["人才"] = book["人才"].enumerated().map { $1 + [$0 == 0 ? "手机号" : "138"] }
  book["人才志愿"][1][1] = "王芳"
  book["备忘"] = [["随便写"]]
  let notes = PairingWorkbook.read(try book.reading(asWorkbook: true)).notes.map(\.zh)
  for word in ["忽略的列：手机号", "1格填的是姓名", "未使用的工作表：备忘", "隐藏的工作表未读取：旧表"] {
    #expect(notes.contains { $0.contains(word) }, "\(word) in \(notes)")
  }
}
