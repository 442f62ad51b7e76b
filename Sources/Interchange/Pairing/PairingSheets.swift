internal import Alliance
internal import Diagnostics
internal import MentorMatching

/// Reads the sheets one after the other.
struct PairingSheets {
  var reader: TableReader
  var draft: PairingDraft
  private var people: [String: (name: String, institution: String)] = [:]
  private var mentors: [String: Int] = [:]
  private var talents: [String: Int] = [:]
  private var unitNames: [String: String] = [:]
  private var unitIndex = NameIndex()
  private var peopleIndex = NameIndex()
  private var mentorIndex = NameIndex()
  private var talentIndex = NameIndex()
  private var ledProjects: [(id: String, mentor: String)] = []

  private static let wishes = Heading.numbered(
    "wishes", "第{n}志愿", "志愿{n}", "wish {n}", "choice {n}", isRequired: false)

  init(reader: TableReader, title: String) {
    self.reader = reader
    draft = PairingDraft(title: title, mentors: [], talents: [])
  }

  mutating func read() -> Reading<PairingDraft> {
    readInstitutions()
    readPeople()
    readMentors()
    readTalents()
    readProjects()
    readWishes()
    readRecusals()
    readKept()
    readScores()
    readQuotas()
    return reader.reading(draft)
  }

  private mutating func readInstitutions() {
    var entries = draft.institutions
    reader.readSheet(
      "单位", "institutions", at: Place("institutions"), isRequired: false,
      headings: [
        Heading("id", "单位编号", "编号", "institution"), Heading("name", "单位名称", "名称"),
        Heading("tier", "类别", "单位类别"),
      ]
    ) { row in
      entries.append(
        Institution(
          id: row.required("id", .identifier) ?? "", name: row.required("name", .text) ?? "",
          tier: row.required("tier", .tier) ?? .community))
    }
    draft.institutions = entries
    unitNames = Dictionary(
      entries.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    unitIndex = NameIndex(
      entries.enumerated().map {
        NameIndex.Entry(id: $1.id, name: $1.name, place: Place("institutions")[$0].appending("id"))
      })
  }

  private func entry(
    _ id: String, _ name: String, _ institution: String, _ place: Place
  ) -> NameIndex.Entry {
    NameIndex.Entry(
      id: id, name: name, unit: institution, unitName: unitNames[institution] ?? "",
      place: place.appending("id"))
  }

  private mutating func readPeople() {
    var entries = people
    var index: [NameIndex.Entry] = []
    let sheets = self
    reader.readSheet(
      "人员", "people", at: Place("people"), isRequired: false,
      headings: [
        Heading("id", "工号", "职工号", "staff number"), Heading("name", "姓名"),
        Heading("institution", "单位编号", "单位", isRequired: false),
      ]
    ) { row in
      if let id = row.required("id", .identifier) {
        let name = row.value("name", .text, ifBlank: "")
        let unit = row.named("institution", in: sheets.unitIndex, isRequired: false) ?? ""
        entries[id] = (name, unit)
        index.append(sheets.entry(id, name, unit, row.place))
      }
    }
    people = entries
    peopleIndex = NameIndex(index)
  }

  private mutating func readMentors() {
    var entries: [PairingDraft.Mentor] = []
    var led: [(id: String, mentor: String)] = []
    var index: [NameIndex.Entry] = []
    let (people, sheets) = (people, self)
    reader.readSheet(
      "导师", "mentors", at: Place("mentors"),
      headings: [
        Heading("id", "工号", "导师工号", "staff number", or: "name"),
        Heading("name", "姓名", "导师姓名", "导师", isRequired: false),
        Heading("institution", "单位编号", "单位", isRequired: false),
        Heading("fields", "研究方向", "方向", isRequired: false),
        Heading("lowerCapacity", "可带人数下限", "下限", "at least", isRequired: false),
        Heading("capacity", "可带人数上限", "上限", "可带人数", "places"),
        Heading("target", "目标人数", "aim", isRequired: false),
        Heading("projects", "项目编号", isRequired: false), Self.wishes,
      ]
    ) { row in
      let id = sheets.listed(&row)
      let person = people[id]
      let name = row.value("name", .text, ifBlank: person?.name ?? "")
      let unit =
        row.named("institution", in: sheets.unitIndex, isRequired: false) ?? person?.institution
        ?? ""
      index.append(sheets.entry(id, name, unit, row.place))
      entries.append(
        PairingDraft.Mentor(
          id: id, name: name, institution: unit,
          lowerCapacity: row.value("lowerCapacity", .integer(), ifBlank: 0),
          capacity: row.required("capacity", .integer()) ?? 0,
          target: row.optional("target", .integer()),
          fields: row.value("fields", .list(of: .text), ifBlank: []),
          wishes: WishList(row.numbered("wishes", .identifiers).map(\.value))))
      led += row.value("projects", .identifiers, ifBlank: []).map { ($0, id) }
    }
    for (i, mentor) in entries.enumerated() where mentors[mentor.id] == nil {
      mentors[mentor.id] = i
    }
    draft.mentors = entries
    mentorIndex = NameIndex(index)
    ledProjects = led
  }

  private mutating func readTalents() {
    var entries: [PairingDraft.Talent] = []
    var index: [NameIndex.Entry] = []
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
      let id = sheets.listed(&row)
      let person = people[id]
      let name = row.value("name", .text, ifBlank: person?.name ?? "")
      let unit =
        row.named("institution", in: sheets.unitIndex, isRequired: false) ?? person?.institution
        ?? ""
      index.append(sheets.entry(id, name, unit, row.place))
      entries.append(
        PairingDraft.Talent(
          id: id, name: name, institution: unit,
          fields: row.value("fields", .list(of: .text), ifBlank: []),
          wishes: WishList(row.numbered("wishes", .identifiers).map(\.value)),
          waited: row.value("waited", .yesNo, ifBlank: false)))
    }
    for (i, talent) in entries.enumerated() where talents[talent.id] == nil {
      talents[talent.id] = i
    }
    draft.talents = entries
    talentIndex = NameIndex(index)
  }

  /// The staff number of a row of 导师 or 人才: its own or, without one, that of the person in 人员.
  private func listed(_ row: inout TableRow) -> String {
    if row.isBlank("id"), !row.isBlank("name"), !peopleIndex.isEmpty {
      return row.person("id", name: "name", unit: "institution", in: peopleIndex) ?? ""
    }
    return row.required("id", .identifier) ?? ""
  }

  private mutating func readProjects() {
    var entries: [PairingDraft.Project] = []
    let index = mentorIndex
    reader.readSheet(
      "项目", "projects", at: Place("projects"), isRequired: false,
      headings: [
        Heading("id", "项目编号", "编号", "project"), Heading("title", "项目名称", "名称", isRequired: false),
        Heading("mentor", "导师工号", "负责人工号"),
        Heading("places", "名额", "places", isRequired: false),
        Heading("lowerPlaces", "名额下限", "at least", isRequired: false),
      ]
    ) { row in
      entries.append(
        PairingDraft.Project(
          id: row.required("id", .identifier) ?? "", title: row.value("title", .text, ifBlank: ""),
          mentor: row.named("mentor", in: index) ?? "",
          places: row.optional("places", .integer()),
          lowerPlaces: row.value("lowerPlaces", .integer(), ifBlank: 0)))
    }
    for project in ledProjects where !entries.contains(where: { $0.id == project.id }) {
      entries.append(PairingDraft.Project(id: project.id, title: "", mentor: project.mentor))
    }
    draft.projects = entries
  }

  private mutating func readWishes() {
    let ofMentors = readWishes(
      "导师志愿", "mentor wishes", of: mentors, mentorIndex, for: talentIndex, at: "mentors")
    for (person, tiers) in ofMentors { draft.mentors[person].wishes = WishList(tiers) }
    let ofTalents = readWishes(
      "人才志愿", "talent wishes", of: talents, talentIndex, for: choiceIndex, at: "talents")
    for (person, tiers) in ofTalents { draft.talents[person].wishes = WishList(tiers) }
  }

  private mutating func readWishes(
    _ chinese: String, _ english: String, of index: [String: Int], _ people: NameIndex,
    for others: NameIndex, at list: String
  ) -> [(person: Int, tiers: [[String]])] {
    var found: [(person: Int, tiers: [[String]])] = []
    var submissions = Submissions()
    reader.readSheet(
      chinese, english, at: Place(chinese), isRequired: false,
      headings: [
        Heading("id", "工号", "导师工号", "人才工号", "staff number", or: "name"),
        Heading("name", "姓名", "导师姓名", "人才姓名", isRequired: false),
        Heading("institution", "单位", "单位编号", "单位名称", isRequired: false), Self.wishes,
      ] + Submissions.headings
    ) { row in
      guard
        let id = row.person("id", name: "name", unit: "institution", in: people)
      else { return }
      guard let person = index[id] else { return row.fault(.pairingPersonUnknown, at: "id") }
      switch submissions.judge(row, of: person) {
      case .twice: return row.fault(.pairingWishRowTwice, at: "id")
      case .first: break
      case .replaces(let earlier): row.noteSubmission(of: id, left: earlier)
      case .replaced:
        return row.noteSubmission(of: id, left: nil)
      }
      row.place = Place(list)[person]
      found.append((person, Submissions.tiers(&row, in: others)))
    }
    return found
  }

  /// Whom and what a talent may wish for: mentors and their projects.
  private var choiceIndex: NameIndex {
    NameIndex(
      draft.mentors.enumerated().map {
        entry($1.id, $1.name, $1.institution, Place("mentors")[$0])
      }
        + draft.projects.enumerated().map {
          NameIndex.Entry(
            id: $1.id, name: $1.title, unit: "", unitName: "",
            place: Place("projects")[$0].appending("id"))
        })
  }

  private mutating func readRecusals() {
    var entries: [PairingDraft.Recusal] = []
    let everyone = NameIndex(
      draft.mentors.enumerated().map {
        entry($1.id, $1.name, $1.institution, Place("mentors")[$0])
      }
        + draft.talents.enumerated().map {
          entry($1.id, $1.name, $1.institution, Place("talents")[$0])
        })
    reader.readSheet(
      "回避", "recusals", at: Place("recusals"), isRequired: false,
      headings: [
        Heading("first", "工号A", "工号1", "姓名A"), Heading("second", "工号B", "工号2", "姓名B"),
      ]
    ) { row in
      entries.append(
        PairingDraft.Recusal(
          row.named("first", in: everyone) ?? "", row.named("second", in: everyone) ?? ""))
    }
    draft.recusals = entries
  }

  private mutating func readKept() {
    var entries: [PairingDraft.KeptPair] = []
    let (mentors, talents) = (mentorIndex, talentIndex)
    let kinds = CellFormat<PairingDraft.KeptPair.Kind>.choice(
      .pairingKeptKind,
      [(.running, ["在带", "续带", "running"]), (.forced, ["指定", "确定", "forced"])])
    reader.readSheet(
      "在带", "kept pairs", at: Place("kept"), isRequired: false,
      headings: [
        Heading("mentor", "导师工号", "导师"), Heading("talent", "人才工号", "人才"),
        Heading("kind", "类型", isRequired: false),
      ]
    ) { row in
      entries.append(
        PairingDraft.KeptPair(
          mentor: row.named("mentor", in: mentors) ?? "",
          talent: row.named("talent", in: talents) ?? "",
          kind: row.value("kind", kinds, ifBlank: .running)))
    }
    draft.kept = entries
  }

  /// A scope is an institution's key, a tier, a staff number, or blank for everybody.
  private mutating func readQuotas() {
    var entries: [PairingDraft.Quota] = []
    let institutions = Set(draft.institutions.map(\.id))
    func scope(_ text: String?) -> PairingDraft.Quota.Scope {
      guard let text, !text.isEmpty else { return .everybody }
      if institutions.contains(text) { return .institution(text) }
      return Tier(named: text).map { .tier($0) } ?? .person(text)
    }
    reader.readSheet(
      "配额", "quotas", at: Place("quotas"), isRequired: false,
      headings: [
        Heading("mentors", "导师范围", isRequired: false),
        Heading("talents", "人才范围", isRequired: false),
        Heading("lower", "下限", "at least", isRequired: false),
        Heading("upper", "上限", "at most", isRequired: false),
      ]
    ) { row in
      entries.append(
        PairingDraft.Quota(
          mentors: scope(row.optional("mentors", .text)),
          talents: scope(row.optional("talents", .text)),
          lower: row.value("lower", .integer(), ifBlank: 0),
          upper: row.optional("upper", .integer())))
    }
    draft.quotas = entries
  }

  private mutating func readScores() {
    var entries: [PairingDraft.Score] = []
    let (mentors, talents) = (mentorIndex, talentIndex)
    reader.readSheet(
      "评分", "scores", at: Place("scores"), isRequired: false,
      headings: [
        Heading("mentor", "导师工号", "导师"), Heading("talent", "人才工号", "人才"),
        Heading("points", "评分", "分数"),
      ]
    ) { row in
      entries.append(
        PairingDraft.Score(
          mentor: row.named("mentor", in: mentors) ?? "",
          talent: row.named("talent", in: talents) ?? "",
          points: row.required("points", .integer()) ?? 0))
    }
    draft.scores = entries
  }
}
