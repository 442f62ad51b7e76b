import Alliance
import Diagnostics
import Testing

private func draft() -> DirectoryDraft {
  DirectoryDraft(
    institutions: [
      Institution(id: "H01", name: "上海市同仁医院", tier: .hospital),
      Institution(id: "C01", name: "天山社区卫生服务中心", tier: .community),
    ],
    people: [
      Person(staffNumber: "00123", name: "王 芳", institution: "H01", roles: [.mentor]),
      Person(staffNumber: "123", name: "王 芳", institution: "C01", roles: [.talent]),
    ])
}

@Test func `leading zeros make another person, and equal names do not clash`() throws {
  let directory = try Directory(validating: draft())
  #expect(directory.person("00123") == 0)
  #expect(directory.person("123") == 1)
  #expect(directory.person("0123") == nil)
}

@Test func `every fault of a directory is found`() {
  var faulty = draft()
  faulty.institutions.append(Institution(id: "H01", name: "", tier: .hospital))
  faulty.people.append(Person(staffNumber: "1.23E+17", name: "李四", institution: "H09"))
  faulty.people.append(Person(staffNumber: "", name: "", institution: "H01"))
  let found = Directory.faults(in: faulty).list
  #expect(
    found.map { "\($0.place) \($0.rule.code)" } == [
      "institutions[2].id A102", "institutions[2].name A106", "people[2].staffNumber A103",
      "people[3].staffNumber A101", "people[2].institution A105", "people[3].name A106",
    ])
  #expect(found.first?.related == [Place("institutions[0].id")])
}

@Test(arguments: ["00123", "1E5", "H-01", "SN_7", "工7号", "A12/3", "3E07", "王·1"])
func `identifiers that are fine`(text: String) {
  #expect(Identifier.brokenRule(text) == nil)
}

@Test(arguments: [
  ("1.23E+17", "A103"), ("1.23e+17", "A103"), ("1E+17", "A103"), ("4.5E-3", "A103"),
  ("3.10105E17", "A103"), ("", "A101"), ("a b", "A104"), ("a,b", "A104"), ("a\nb", "A104"),
  (String(repeating: "1", count: 65), "A104"), ("\u{202E}123", "A104"), ("=1", "A104"),
])
func `identifiers that are refused, with the rule`(text: String, code: String) {
  #expect(Identifier.brokenRule(text)?.code == code)
}

@Test(arguments: [
  ("００１２３", "00123"), ("\u{FEFF}00123\u{200B}", "00123"), ("\u{00A0}Ａ－１\u{3000}", "A-1"),
  ("王\u{3000}芳", "王 芳"),
])
func `keys are normalised`(text: String, key: String) {
  #expect(NormalizedText.key(text) == key)
}

@Test func `names keep their characters`() {
  #expect(NormalizedText.name(" 𠮷田①（Ａ）\u{200B}") == "𠮷田①（Ａ）")
  #expect(NormalizedText.invisibleMarks(in: "a\u{202E}b\u{200B}") == ["U+202E", "U+200B"])
}

@Test(arguments: [
  ("医院", Tier.hospital), ("二三级医院", .hospital), ("社区", .community), ("Community", .community),
])
func `tiers by their names`(text: String, tier: Tier) {
  #expect(Tier(named: text) == tier)
}
