import Alliance
import Diagnostics
import Interchange
import Testing

/// One row as the tests read it.
private struct Entry: Hashable, Sendable {
  var id = ""
  var capacity = 0
  var fee = 0
  var takesPart = false
  var from: Day?
  var hours: TimeWindow?
  var ranking: [[String]] = []
  var wishes: [String] = []
}

private let headings = [
  Heading("id", "工号", "职工号", "员工号"),
  Heading("capacity", "上限", "可带人数上限"),
  Heading("fee", "单价", isRequired: false),
  Heading("takesPart", "参与轮值", isRequired: false),
  Heading("from", "起始日", isRequired: false),
  Heading("hours", "开放时段", isRequired: false),
  Heading("ranking", "志愿排序", isRequired: false),
  Heading.numbered("wishes", "志愿{n}", "第{n}志愿", isRequired: false),
]

private func read(_ csv: String, sheet: String = "导师") -> Reading<[Entry]> {
  let file = InputFile(path: "\(sheet).csv", bytes: Array(csv.utf8))
  var reader = TableReader(WorkbookFolder.workbook(named: "导师结对", [(sheet, file)]))
  var entries: [Entry] = []
  reader.readSheet("导师", "mentors", at: Place("mentors"), headings: headings) { row in
    entries.append(
      Entry(
        id: row.required("id", .identifier) ?? "",
        capacity: row.required("capacity", .integer(in: 0...9)) ?? 0,
        fee: row.value("fee", .money, ifBlank: 0),
        takesPart: row.value("takesPart", .yesNo, ifBlank: true),
        from: row.optional("from", .day), hours: row.optional("hours", .window),
        ranking: row.value("ranking", .ranking, ifBlank: []),
        wishes: row.numbered("wishes", .identifier).map(\.value)))
  }
  return reader.reading(entries)
}

@Test func `a dirty sheet is read as it was meant`() {
  let reading = read(
    """
    2026年长宁区医疗科研联盟导师名单,,,,,,,
    （请勿改动表头）,,,,,,,

    　职 工 号*：,姓名,上限（人）,单价(元/小时),起始日,开放时段,志愿排序,备注
    ００１２３,王　芳,３,"1,200.50",2027年1月5日,8：30～12：00,00124、（00125、00126）、00127,手机号
    ,,,,,,,
    \u{FEFF}00124\u{00A0},李 娜,2.0,¥80,46392,0830-1200,,
    合计,,5,,,,,
    注：以上人员已确认,,,,,,,
    """.replacing("0830-1200", with: "8点半至12点"))
  #expect(
    reading.faults.isEmpty, "\(reading.faults.report(in: .en, provenance: reading.provenance))")
  let day = Day(year: 2027, month: 1, day: 5)
  let window = TimeWindow(start: 510, end: 720)
  #expect(
    reading.value == [
      Entry(
        id: "00123", capacity: 3, fee: 120_050, takesPart: true, from: day, hours: window,
        ranking: [["00124"], ["00125", "00126"], ["00127"]]),
      Entry(id: "00124", capacity: 2, fee: 8000, takesPart: true, from: day, hours: window),
    ])
  #expect(
    reading.notes.map(\.zh) == [
      "导师结对!导师：忽略的列：姓名、备注。", "导师结对!导师：3格含全角字符、特殊空格或不可见字符，已按普通字符读取。",
      "导师结对!导师：表头在第4行，其上2行作为标题跳过。", "导师结对!导师!A8：按“合计”行跳过。", "导师结对!导师!A9：按“注”行跳过。",
    ])
}

@Test func `a fault of the problem is printed at its cell`() {
  let reading = read("标题\n\n工号,上限\n00123,3\n\n00124,4\n")
  #expect(
    reading.provenance.cell(for: Place("mentors")[1].appending("capacity"))?.description
      == "导师结对!导师!B6")
  #expect(
    reading.provenance.cell(for: Place("mentors")[1].appending("nothing"))?.description
      == "导师结对!导师!A6")
}

@Test func `ten planted faults are all reported, each at its cell, in both languages`() {
  let reading = read(
    """
    工号,上限,单价,参与轮值,起始日,开放时段,志愿排序
    1.23E+17,3,,,,,
    00101,三,,,,,
    00102,10,,,,,
    00103,,,,,,
    ,2,,,,,
    00104,2,12.345,,,,
    00105,2,,也许,,,
    00106,2,,,2027-2-29,,
    00107,2,,,,12:00-8:30,
    00108,2,,,,,"00109、（00110、00111"
    """)
  let expected: [(cell: String, code: String, value: String?)] = [
    ("A2", "A103", "1.23E+17"), ("B3", "I122", "三"), ("B4", "I123", "10"), ("B5", "I121", nil),
    ("A6", "I121", nil), ("C7", "I124", "12.345"), ("D8", "I125", "也许"),
    ("E9", "I126", "2027-2-29"),
    ("F10", "I129", "12:00-8:30"), ("G11", "I132", "00109、（00110、00111"),
  ]
  let faults = reading.faults.list
  #expect(faults.map(\.rule.code) == expected.map(\.code))
  #expect(faults.map(\.value) == expected.map(\.value))
  #expect(
    faults.map { reading.provenance.cell(for: $0.place)?.description }
      == expected.map { "导师结对!导师!\($0.cell)" })
  for language in Language.allCases {
    let report = reading.faults.report(in: language, provenance: reading.provenance)
    let hint = language == .zh ? "提示：" : "hint: "
    // Two of the ten break the same rule and share its hint.
    #expect(report.ranges(of: hint).count == 9)
  }
}

@Test(arguments: ["志愿1,志愿2,志愿3", "第一志愿,第二志愿,第三志愿", "第1志愿,第２志愿,第3志愿", "第三志愿,第二志愿,第一志愿"])
func `numbered columns are read in order of their numbers`(names: String) {
  let isReversed = names.hasPrefix("第三")
  let reading = read("工号,上限,\(names)\n1,2,\(isReversed ? "C,,A" : "A,,C")\n")
  #expect(reading.faults.isEmpty)
  #expect(reading.value.first?.wishes == ["A", "C"])
  #expect(
    reading.provenance.cell(for: Place("mentors[0].wishes[1]"))?.cell == (isReversed ? "C2" : "E2"))
}

@Test func `a missing column is one fault, not one for each row`() {
  let reading = read("工号,单价\n1,2\n2,3\n")
  #expect(reading.faults.list.map(\.rule.code) == ["I113"])
  #expect(reading.faults.list.first?.value == "上限")
  #expect(reading.value.count == 2)
}

@Test func `two columns that mean the same are refused`() {
  let reading = read("工号,上限,职工号\n1,2,3\n")
  #expect(
    reading.faults.report(in: .zh, provenance: reading.provenance).hasPrefix(
      "导师结对!导师!C1: I114 两列表头意思相同，无法确定用哪一列：“职工号”（另见 导师结对!导师!A1）"))
}

@Test func `a missing sheet and a sheet without headings are told apart`() {
  #expect(read("工号,上限\n1,2\n", sheet: "其他").faults.list.map(\.rule.code) == ["I111"])
  #expect(read("甲,乙\n1,2\n").faults.list.map(\.rule.code) == ["I112"])
  #expect(read("").faults.list.map(\.rule.code) == ["I112"])
}

@Test func `a matrix of terms is read by its headings`() {
  let file = InputFile(
    path: "席位.csv", bytes: Array("席位,2026年1月,2026-02,备注,2026年3月\n秘书处,1,2,x,\n".utf8))
  var reader = TableReader(WorkbookFolder.workbook(named: "轮值", [("席位", file)]))
  var demand: [(label: Term, value: Int)] = []
  reader.readSheet("席位", at: Place("seats"), headings: [Heading("name", "席位")]) { row in
    demand = row.matrix("demand", headings: .term, .integer(in: 0...2))
  }
  #expect(demand.map { "\($0.label):\($0.value)" } == ["2026-01:1", "2026-02:2"])
}

@Test func `reader and problem report together, without repeating a cell`() throws {
  let reading = read("工号,上限\n1.2E+9,3\n00124,4\n")
  let rejected = #expect(throws: RejectedInput.self) {
    _ = try reading.validated { (entries: [Entry]) throws(Faults) in
      try Faults.identifiers(entries.map(\.id), in: Place("mentors")).throwIfAny()
      var faults = Faults()
      faults.append(.outOfRange(0...3), at: Place("mentors[1].capacity"), value: "4")
      throw faults
    }
  }
  // The empty stand-in of the destroyed number is no second fault.
  #expect(rejected?.faults.list.map(\.rule.code) == ["A103"])
  let second = Faults()
  #expect(reading.faults(with: second).list.count == 1)
}

@Test(arguments: [
  ("1", 100), ("0.5", 50), ("12.34", 1234), ("-3", -300), ("￥1,000元", 100_000), ("１２．３", 1230),
])
func `money is read to the fen`(text: String, fen: Int) {
  let reading = read("工号,上限,单价\n1,2,\"\(text)\"\n")
  #expect(reading.faults.isEmpty)
  #expect(reading.value.first?.fee == fen)
}

@Test(arguments: [
  ("1、2、3", [["1"], ["2"], ["3"]]), ("1,(2,3)", [["1"], ["2", "3"]]),
  ("1>2=3>4", [["1"], ["2", "3"], ["4"]]),
  ("（1；2）；3", [["1", "2"], ["3"]]), ("1 2\n3", [["1"], ["2"], ["3"]]),
  ("A→B→C", [["A"], ["B"], ["C"]]),
  ("1,,2、", [["1"], ["2"]]), ("()1", [["1"]]),
])
func `rankings with ties`(text: String, tiers: [[String]]) {
  let reading = read("工号,上限,志愿排序\n1,2,\"\(text)\"\n")
  #expect(reading.faults.isEmpty)
  #expect(reading.value.first?.ranking == tiers)
}
