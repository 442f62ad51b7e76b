import Reporting
import Testing

/// Texts that have broken pages elsewhere: tags, quotes, entities, schemes, controls, spoofs.
let hostileTexts = [
  "<script>alert(1)</script>", "</title><script>alert(1)</script>",
  "\"><img src=x onerror=alert(1)>",
  "' onmouseover='alert(1)", "\" autofocus onfocus=\"alert(1)", "<svg/onload=alert(1)>",
  "</svg><style>*{display:none}</style>", "<!--", "-->", "]]>", "<![CDATA[", "&lt;b&gt;",
  "&#60;b&#62;",
  "&amp;amp;", "javascript:alert(1)", "data:text/html,<b>", "url(#hatch)", "`alert(1)`", "${7*7}",
  "{{7*7}}", "<iframe srcdoc='x'>", "<a href=//evil>", "<base href=x>", "<meta http-equiv=refresh>",
  "a\u{0}b", "a\u{1B}[31mred", "line\nbreak", "tab\tstop", "\u{202E}evil", "zero\u{200B}width",
  "\u{2066}isolate\u{2069}", "\u{FEFF}mark", "王<芳>", "𠮷野家", "👨‍👩‍👧", "e\u{301}\u{327}", "=1+1", "＝1+1",
]

@Test(arguments: hostileTexts)
func `escaped text holds no tag, control or hidden character`(raw: String) {
  let html = EscapedText(raw).html
  #expect(!html.contains("<") && !html.contains(">"))
  #expect(html.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || $0.value >= 0x20 })
  #expect(!html.unicodeScalars.contains { (0x200B...0x200F).contains($0.value) })
  #expect(!html.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
}

@Test(arguments: hostileTexts)
func `an escaped attribute holds no quote`(raw: String) {
  let html = EscapedAttribute(raw).html
  #expect(!html.contains { "<>\"'`\n\t".contains($0) })
}

@Test func `an ampersand is escaped once, so that text survives as it was`() {
  #expect(EscapedText("a & b &lt; <c>").html == "a &amp; b &amp;lt; &lt;c&gt;")
  #expect(EscapedAttribute("\"x\" & 'y'").html == "&quot;x&quot; &amp; &#39;y&#39;")
}

@Test func `a character that reorders text is shown by its number`() {
  #expect(EscapedText("李\u{202E}明").html == "李[U+202E]明")
}

@Test(arguments: [0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF] as [UInt32])
func `every character that hides or reorders is shown by its number`(value: UInt32) throws {
  let mark = try #require(Unicode.Scalar(value))
  let shown = "a[U+\(String(value, radix: 16, uppercase: true))]b"
  #expect(EscapedText("a\(mark)b").html == shown && EscapedAttribute("a\(mark)b").html == shown)
}
