internal import Alliance
internal import Diagnostics
internal import MentorMatching

/// A row of the sheet 人员.
struct ListedPerson {
  let name: String
  let institution: String
  /// Last day there; `nil` if none is given.
  let lastDay: Day?
  let place: Place
}

/// Reads the sheets one after the other.
struct PairingSheets {
  var reader: TableReader
  var draft: PairingDraft
  var people: [String: ListedPerson] = [:]
  var mentors: [String: Int] = [:]
  var talents: [String: Int] = [:]
  var unitNames: [String: String] = [:]
  var unitIndex = NameIndex()
  /// Whether the workbook has no sheet of institutions.
  var lacksInstitutions = false
  var peopleIndex = NameIndex()
  var mentorIndex = NameIndex()
  var talentIndex = NameIndex()
  var ledProjects: [(id: String, mentor: String)] = []
  /// Wishes beside the people themselves, read when everybody whom they may name is known.
  var listedWishes: [(list: String, person: Int, cells: [String])] = []

  static let wishes = Heading.numbered(
    "wishes", "第{n}志愿", "志愿{n}", "志愿({n})", "志愿导师{n}", "志愿人才{n}", "wish {n}", "choice {n}",
    isRequired: false)

  init(reader: TableReader, title: String) {
    self.reader = reader
    draft = PairingDraft(title: title, mentors: [], talents: [])
  }

  mutating func read() -> Reading<PairingDraft> {
    readSettings()
    readInstitutions()
    readPeople()
    readMentors()
    readTalents()
    listNamedInstitutions()
    readProjects()
    readListedWishes()
    readWishes()
    readRecusals()
    readKept()
    readScores()
    readQuotas()
    rankByScores()
    findDeparted()
    return reader.reading(draft)
  }

  mutating func readInstitutions() {
    var entries = draft.institutions
    lacksInstitutions = reader.workbook.sheet(named: ["单位", "institutions"]) == nil
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

  func entry(
    _ id: String, _ name: String, _ institution: String, _ place: Place
  ) -> NameIndex.Entry {
    NameIndex.Entry(
      id: id, name: name, unit: institution, unitName: unitNames[institution] ?? "",
      place: place.appending("id"))
  }
}
