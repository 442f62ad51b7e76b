import Reporting
import Testing

// Widths by Unicode's East Asian Width property and by what terminals draw, written down by hand.
private let widths: [(String, Int)] = [
  ("", 0), ("allot", 5), ("王芳", 4), ("长宁区", 6), ("ＡＢ", 4), ("ｱ", 1), ("𠮷", 2), ("䶮", 2),
  ("e\u{301}", 1), ("👩", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("①", 1), ("，", 2), ("…", 1), ("한글", 4),
  ("\u{1112}\u{1161}\u{11AB}", 2), ("a\u{200B}b", 2), ("❤\u{FE0F}", 2), ("—", 1), ("é", 1),
]

@Test(arguments: widths)
func `width of a text is that of a terminal`(text: String, width: Int) {
  #expect(displayWidth(text) == width)
}

@Test func `columns line up under Chinese and Latin headings`() {
  var table = TextTable([.init("单位"), .init("次数", .right)])
  table.append(["华阳街道", "3"])
  table.append(["Xinjing", "12"])
  let expected = """
    单位      次数
    ────────  ────
    华阳街道     3
    Xinjing     12
    """
  #expect(table.text() == expected)
}

@Test func `a narrow terminal wraps the widest column and loses nothing`() {
  var table = TextTable([.init("工号"), .init("名称")])
  table.append(["0071", "上海市长宁区新泾镇社区卫生服务中心"])
  let text = table.text(within: 20)
  for line in text.split(separator: "\n") { #expect(displayWidth(String(line)) <= 20) }
  #expect(text.contains("0071"))
  let name = text.split(separator: "\n").dropFirst(2).map { line in
    line.filter { !$0.isASCII }
  }.joined()
  #expect(name == "上海市长宁区新泾镇社区卫生服务中心")
  #expect(wrapped("one two three", to: 7) == ["one two", "three"])
}

@Test(
  arguments: [
    ("列第 14 位，最后", 12, ["列第 14 位，", "最后"]), ("一二三四（五）", 12, ["一二三四", "（五）"]),
    ("可用：init、check", 12, ["可用：init、", "check"]), ("abcdefgh", 4, ["abcd", "efgh"]),
    ("一二三，", 6, ["一二", "三，"]), ("至 2026-01-31", 12, ["至", "2026-01-31"]), ("", 4, [""]),
  ])
func `lines are cut between words and beside Chinese characters, and begin with no closing mark`(
  text: String, width: Int, lines: [String]
) {
  #expect(wrapped(text, to: width) == lines)
}

@Test func `a date stays whole as long as another column can give way`() {
  var table = TextTable([.init("时间"), .init("标题"), .init("期间")])
  table.append(["2026-11-23 09:35", "长宁区医疗科研联盟轮值", "2026-01-01 – 2026-12-31"])
  let text = table.text(within: 36)
  for date in ["2026-11-23", "09:35", "2026-01-01", "2026-12-31"] {
    #expect(text.contains(date), "\(text)")
  }
  for line in text.split(separator: "\n") { #expect(displayWidth(String(line)) <= 36) }
}

@Test func `a terminal code in a name reaches no terminal`() {
  var table = TextTable([.init("姓名")])
  table.append(["王\u{1B}[2J\u{7}芳"])
  #expect(!table.text().unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  #expect(printable("a\u{1B}]0;x\u{7}b\r\n") == "a ]0;x b  ")
}

private let percentages: [(Double?, String)] = [
  (nil, "–"), (0.0, "0.00%"), (0.5, "50.00%"), (0.123_41, "12.35%"), (0.000_001, "0.01%"),
  (1.0, "100.00%"),
]

@Test(arguments: percentages)
func `a percentage never promises a smaller gap than there is`(gap: Double?, text: String) {
  #expect(percentage(gap) == text)
}
