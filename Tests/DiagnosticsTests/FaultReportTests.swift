import Diagnostics
import Testing

private let rule = FaultRule(
  "X101", text: Bilingual(zh: "人数为负", en: "The number is negative"),
  hint: Bilingual(zh: "填写0或以上", en: "Enter 0 or more"))

@Test func `a fault names cell, code, value and hint in both languages`() {
  let place = Place("mentors")[3].appending("capacity")
  var provenance = Provenance()
  provenance.record(SourceCell(file: "导师结对", sheet: "导师", row: 16, column: 3), for: place)
  let fault = Fault(rule, at: place, value: "-1")
  #expect(
    fault.text(in: .zh, provenance: provenance)
      == "导师结对!导师!D17: X101 人数为负：“-1”\n    提示：填写0或以上")
  #expect(
    fault.text(in: .en, provenance: provenance)
      == "导师结对!导师!D17: X101 The number is negative: \"-1\"\n    hint: Enter 0 or more")
}

@Test func `a related place is printed as its cell`() {
  let places = (0..<2).map { Place("people")[$0].appending("id") }
  var provenance = Provenance()
  provenance.record(SourceCell(file: "轮值", sheet: "人员", row: 1, column: 0), for: places[0])
  provenance.record(SourceCell(file: "轮值", sheet: "人员", row: 8, column: 0), for: places[1])
  let fault = Fault(rule, at: places[1], value: "00123", related: [places[0]])
  #expect(
    fault.text(in: .zh, provenance: provenance).hasPrefix(
      "轮值!人员!A9: X101 人数为负：“00123”（另见 轮值!人员!A2）"))
}

@Test func `a field beside the fault is shown if it has a cell, and not if it would be the row`() {
  var provenance = Provenance()
  let table = provenance.addTable(
    SourceCell(file: "轮值", sheet: "席位"), firstColumn: 0, columns: ["lower": 2, "upper": 3])
  for entry in 0..<2 {
    provenance.record(row: 4 + entry, of: table, for: Place("seats"), entry: entry)
  }
  let seat = Place("seats")[0]
  func text(_ related: Place...) -> String {
    let fault = Fault(rule, at: seat.appending("upper"), value: "1", related: related)
    return String(
      fault.text(in: .en, provenance: provenance).prefix { $0 != "\n" }
        .dropFirst("轮值!席位!D5: X101 The number is negative: \"1\"".count))
  }
  #expect(text(seat.appending("lower")) == " (see also 轮值!席位!C5)")
  // The sheet has no such column: the row is where the fault is already.
  #expect(text(seat.appending("target")) == "")
  #expect(
    text(seat.appending("target"), seat.appending("lower")) == " (see also 轮值!席位!C5)")
  // Another row says something, and so does a path where no cell is known at all.
  #expect(text(Place("seats")[1].appending("target")) == " (see also 轮值!席位!A6)")
  #expect(text(Place("posts")[3]) == " (see also posts[3])")
}

@Test func `a place without a record takes the cell around it`() {
  var provenance = Provenance()
  provenance.record(SourceCell(file: "f", sheet: "s", cell: "C2"), for: Place("a[1].b"))
  provenance.record(SourceCell(file: "f", sheet: "s", cell: "A2"), for: Place("a[1]"))
  #expect(provenance.cell(for: Place("a[1].b[4]"))?.cell == "C2")
  #expect(provenance.cell(for: Place("a[1].c"))?.cell == "A2")
  #expect(provenance.cell(for: Place("a[2].c")) == nil)
}

@Test func `entries of a list are found by their rows, fields by their columns`() {
  var provenance = Provenance()
  let people = provenance.addTable(
    SourceCell(file: "f", sheet: "人员"), firstColumn: 1, columns: ["id": 1, "wishes[0]": 4])
  let wishes = provenance.addTable(
    SourceCell(file: "f", sheet: "志愿"), firstColumn: 0, columns: ["id": 0])
  for entry in 0..<3 {
    provenance.record(row: 5 + entry, of: people, for: Place("people"), entry: entry)
  }
  provenance.record(row: 9, of: wishes, for: Place("people"), entry: 2)
  let (isFirst, isSecond) = (
    provenance.record(field: "leave", column: 6, of: people),
    provenance.record(field: "leave", column: 7, of: people)
  )
  #expect(isFirst && !isSecond)
  func cell(_ path: String) -> String? { provenance.cell(for: Place(path))?.description }
  #expect(cell("people[1].id") == "f!人员!B7")
  #expect(cell("people[1].wishes[0]") == "f!人员!E7")
  // A field without a column stands for the row, and what has a cell of its own is found there.
  #expect(cell("people[1].wishes[1]") == "f!人员!B7")
  #expect(cell("people[1].leave[3].from") == "f!人员!G7")
  #expect(cell("people[2].id") == "f!志愿!A10")
  #expect(cell("people[3]") == nil && cell("people") == nil && cell("others[1]") == nil)
  #expect(cell("people[x]") == nil && cell("people[") == nil && cell("people[-1]") == nil)
  // A part of an entry may have a row of its own in another sheet.
  provenance.record(row: 20, of: wishes, for: "wishes", of: Place("people"), entry: 1)
  let isKnown = provenance.record(field: "wishes[0]", column: 3, of: wishes)
  #expect(isKnown && cell("people[1].wishes[0]") == "f!志愿!D21")
  #expect(cell("people[1].wishes[0][2]") == "f!志愿!D21")
  #expect(cell("people[1].wishes[4]") == "f!志愿!A21" && cell("people[1].wishes") == "f!志愿!A21")
  #expect(cell("people[1].wishesOfOthers") == "f!人员!B7" && cell("people[1].id") == "f!人员!B7")
  #expect(cell("people[0].wishes[0]") == "f!人员!E6" && cell("people[1]") == "f!人员!B7")
  provenance.record(SourceCell(file: "f", sheet: "s", cell: "Z1"), for: Place("people[1].id"))
  #expect(cell("people[1].id") == "f!s!Z1")
}

@Test func `a place of a JSON file is its path below the root`() {
  let provenance = Provenance(file: "round.json", root: Place("draft"))
  #expect(
    provenance.cell(for: Place("mentors[3].capacity"))?.description
      == "round.json!draft.mentors[3].capacity")
  #expect(provenance.cell(for: .root)?.description == "round.json!draft")
}

@Test func `faults of one rule stand together under one hint, and the rest are counted`() {
  let other = FaultRule(
    "X102", text: Bilingual(zh: "重复", en: "Twice"), hint: Bilingual(zh: "删除", en: "Delete one"))
  var faults = Faults()
  faults.append(rule, at: Place("a"))
  faults.append(other, at: Place("b"))
  for i in 0..<(Faults.groupLimit + 4) { faults.append(rule, at: Place("rows")[i]) }
  let lines = faults.report(in: .en).split(separator: "\n")
  #expect(lines.count == Faults.groupLimit + 4)
  #expect(lines[Faults.groupLimit] == "    … and 5 more of this kind")
  #expect(lines[Faults.groupLimit + 1] == "    hint: Enter 0 or more")
  #expect(lines[Faults.groupLimit + 2] == "b: X102 Twice")
  #expect(lines.last == "    hint: Delete one")
}

@Test func `the report stops at its limit and says how many are left`() {
  var faults = Faults()
  let perRule = 10
  let ruleCount = Faults.reportLimit / perRule + 3
  for r in 0..<ruleCount {
    let rule = FaultRule("X\(200 + r)", text: rule.text, hint: rule.hint)
    for i in 0..<perRule { faults.append(rule, at: Place("rows")[i]) }
  }
  let lines = faults.report(in: .en).split(separator: "\n")
  #expect(lines.count { $0.hasPrefix("rows[") } == Faults.reportLimit)
  #expect(lines.last == "… and \(3 * perRule) more faults")
}

@Test func `of too many faults those shown are of every rule, and the others are counted`() {
  var faults = Faults()
  for i in 0..<1000 {
    // Nine faults in ten break the first rule; the other one is met late.
    let other = FaultRule("X102", text: rule.text, hint: rule.hint)
    faults.append(i >= 900 ? other : rule, at: Place("rows")[i])
  }
  let (shown, leftOut) = faults.shown()
  #expect(shown.count == Faults.reportLimit && leftOut == 1000 - Faults.reportLimit)
  #expect(shown.prefix { $0.rule == rule }.count == Faults.reportLimit - Faults.groupLimit)
  #expect(shown.suffix(Faults.groupLimit).allSatisfy { $0.rule.code == "X102" })
  #expect(shown.first?.place == Place("rows")[0] && shown.last?.place == Place("rows")[919])

  var few = Faults()
  for i in 0..<30 { few.append(rule, at: Place("rows")[i]) }
  #expect(few.shown().faults.count == 30 && few.shown().leftOut == 0)
}

@Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
func `columns have spreadsheet letters`(column: Int, letters: String) {
  #expect(SourceCell.columnLetters(column) == letters)
}

@Test func `faults are thrown only if there are any`() throws {
  var faults = Faults()
  try faults.throwIfAny()
  faults.append(rule, at: .root)
  #expect(throws: faults) { try faults.throwIfAny() }
}
