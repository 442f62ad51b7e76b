internal import Alliance
internal import Diagnostics
internal import MentorMatching

/// Who takes part.
extension PairingSheets {
  mutating func readPeople() {
    var entries = people
    var index: [NameIndex.Entry] = []
    let sheets = self
    reader.readSheet(
      "人员", "people", at: Place("people"), isRequired: false,
      headings: [
        Heading("id", "工号", "职工号", "staff number"), Heading("name", "姓名"),
        Heading("institution", "单位编号", "单位", isRequired: false),
        Heading("lastDay", "截止日", "离任日", "结束", "last day", isRequired: false),
      ]
    ) { row in
      let id = row.required("id", .identifier)
      let name = row.value("name", .text, ifBlank: "")
      let unit = sheets.institution(&row) ?? ""
      let lastDay = row.optional("lastDay", .day)
      if let id {
        entries[id] = ListedPerson(
          name: name, institution: unit, lastDay: lastDay, place: row.place)
      }
      index.append(sheets.entry(id ?? "", name, unit, row.place))
    }
    people = entries
    peopleIndex = NameIndex(index)
  }

  mutating func readMentors() {
    var entries: [PairingDraft.Mentor] = []
    var led: [(id: String, mentor: String)] = []
    var index: [NameIndex.Entry] = []
    var listed = listedWishes
    let (people, sheets) = (people, self)
    reader.readSheet(
      "导师", "mentors", at: Place("mentors"),
      headings: [
        Heading("id", "工号", "导师工号", "staff number", or: "name"),
        Heading("name", "姓名", "导师姓名", "导师", isRequired: false),
        Heading("institution", "单位编号", "单位", isRequired: false),
        Heading("fields", "研究方向", "方向", isRequired: false),
        Heading(
          "lowerCapacity", "可带人数下限", "下限", "带教人数下限", "招收人数下限", "名额下限", "人数下限", "最少带教人数",
          "最少可带人数", "最少人数", "至少人数", "at least", "least places", isRequired: false),
        Heading(
          "capacity", "可带人数上限", "上限", "可带人数", "名额", "带教人数上限", "招收人数上限", "名额上限", "人数上限", "最多带教人数",
          "最多可带人数", "最多人数", "至多人数", "places"),
        Heading("target", "目标人数", "aim", "target", isRequired: false),
        Heading("projects", "项目编号", isRequired: false), Self.wishes,
      ]
    ) { row in
      let wishes = row.numbered("wishes", .text).map(\.value)
      if !wishes.isEmpty { listed.append(("mentors", entries.count, wishes)) }
      let id = sheets.listed(&row)
      let person = people[id]
      let name = row.value("name", .text, ifBlank: person?.name ?? "")
      let unit =
        sheets.institution(&row) ?? person?.institution
        ?? ""
      index.append(sheets.entry(id, name, unit, row.place))
      entries.append(
        PairingDraft.Mentor(
          id: id, name: name, institution: unit,
          lowerCapacity: row.value("lowerCapacity", .integer(), ifBlank: 0),
          capacity: row.required("capacity", .integer()) ?? 0,
          target: row.optional("target", .integer()),
          fields: row.value("fields", .list(of: .text), ifBlank: []),
          wishes: []))
      led += row.value("projects", .identifiers, ifBlank: []).map { ($0, id) }
    }
    for (i, mentor) in entries.enumerated() where mentors[mentor.id] == nil {
      mentors[mentor.id] = i
    }
    listedWishes = listed
    draft.mentors = entries
    mentorIndex = NameIndex(index)
    ledProjects = led
  }

  mutating func readTalents() {
    var entries: [PairingDraft.Talent] = []
    var index: [NameIndex.Entry] = []
    var listed = listedWishes
    let (people, sheets) = (people, self)
    reader.readSheet(
      "人才", "talents", at: Place("talents"),
      headings: [
        Heading("id", "工号", "人才工号", "staff number", or: "name"),
        Heading("name", "姓名", "人才姓名", "人才", isRequired: false),
        Heading("institution", "单位编号", "单位", isRequired: false),
        Heading("fields", "研究方向", "方向", isRequired: false),
        Heading("waited", "上轮未结对", "waited", isRequired: false), Self.wishes,
      ]
    ) { row in
      let wishes = row.numbered("wishes", .text).map(\.value)
      if !wishes.isEmpty { listed.append(("talents", entries.count, wishes)) }
      let id = sheets.listed(&row)
      let person = people[id]
      let name = row.value("name", .text, ifBlank: person?.name ?? "")
      let unit =
        sheets.institution(&row) ?? person?.institution
        ?? ""
      index.append(sheets.entry(id, name, unit, row.place))
      entries.append(
        PairingDraft.Talent(
          id: id, name: name, institution: unit,
          fields: row.value("fields", .list(of: .text), ifBlank: []),
          wishes: [],
          waited: row.value("waited", .yesNo, ifBlank: false)))
    }
    for (i, talent) in entries.enumerated() where talents[talent.id] == nil {
      talents[talent.id] = i
    }
    listedWishes = listed
    draft.talents = entries
    talentIndex = NameIndex(index)
  }

  /// Finds mentors with places, and talents, whose last day in 人员 lies before the first day of the round.
  mutating func findDeparted() {
    let listed =
      draft.mentors.enumerated().filter { $1.capacity > 0 }
      .map { (id: $1.id, place: Place("mentors")[$0].appending("capacity")) }
      + draft.talents.enumerated().map { (id: $1.id, place: Place("talents")[$0].appending("id")) }
    var dated: [String] = []
    for entry in listed {
      guard let person = people[entry.id], let last = person.lastDay else { continue }
      guard let first = draft.firstDay.flatMap(Day.init(iso:)) else {
        dated.append(entry.id)
        continue
      }
      guard last < first else { continue }
      reader.fault(
        .pairingPersonLeft, at: entry.place, value: "\(entry.id) \(last)",
        related: [person.place.appending("lastDay")])
    }
    guard !dated.isEmpty else { return }
    let shown = dated.prefix(5) + (dated.count > 5 ? ["…"] : [])
    reader.note(
      Bilingual(
        zh: "“人员”表为\(dated.count)位导师或人才写了截止日（\(shown.joined(separator: "、"))），"
          + "但“设置”中没有本轮的起始日，是否已离任未作判断；请在“设置”中填写起始日。",
        en: "The sheet of people has a last day for \(dated.count) of the mentors and talents "
          + "(\(shown.joined(separator: ", "))), but the settings have no first day of the round, so nobody "
          + "is taken to have left; give the first day."))
  }

  /// The institution of a row, by key or name; without a sheet 单位 the name itself, as far as it can be a key.
  func institution(_ row: inout TableRow) -> String? {
    guard lacksInstitutions else {
      return row.named("institution", in: unitIndex, isRequired: false)
    }
    return row.optional("institution", .remark).map(Self.key(ofInstitution:))
  }

  private static func key(ofInstitution name: String) -> String {
    let plain = NormalizedText.key(name).filter { Identifier.brokenRule(String($0)) == nil }
    return String(plain.prefix(Identifier.longest))
  }

  /// Lists the institutions that people name where no sheet does: those called 社区 are community centres.
  mutating func listNamedInstitutions() {
    guard lacksInstitutions else { return }
    var known: Set<String> = []
    let named = draft.mentors.map(\.institution) + draft.talents.map(\.institution)
    draft.institutions = named.filter { !$0.isEmpty && known.insert($0).inserted }.map {
      Institution(id: $0, name: $0, tier: $0.contains("社区") ? .community : .hospital)
    }
    guard !known.isEmpty else { return }
    let centres = draft.institutions.count { $0.tier == .community }
    reader.note(
      Bilingual(
        zh: "没有“单位”表：按人员所写的名称列出\(known.count)个单位，名称含“社区”的\(centres)个作为社区，其余作为医院。",
        en:
          "There is no sheet of institutions: the \(known.count) that people name are listed, \(centres) "
          + "called 社区 as community centres and the others as hospitals."))
  }

  /// The staff number of a row of 导师 or 人才: its own or, without one, that of the person in 人员.
  func listed(_ row: inout TableRow) -> String {
    if row.isBlank("id"), !row.isBlank("name"), !peopleIndex.isEmpty {
      return row.person("id", name: "name", unit: "institution", in: peopleIndex) ?? ""
    }
    return row.required("id", .identifier) ?? ""
  }
}
