internal import Alliance
internal import Diagnostics
public import DutyRostering

/// A shift roster as a workbook: 设置, 期次, 班次, 班组, 技能, 合同, 规则, 人员, 需求, 休假, 愿望, 固定, 历史,
/// 已发布, with Chinese or English names and headings; 说明 explains them to whoever fills them in.
public enum ShiftWorkbook {
  /// The sheets by which a workbook is known to hold a shift roster.
  public static let tellingSheets = ShiftSheets.duties.names

  /// Reads a workbook into a draft, with the cell behind every value and everything that could not be
  /// read.
  public static func read(_ workbook: Reading<Workbook>) -> Reading<ShiftDraft> {
    var reader = TableReader(workbook)
    reader.readSheet(ShiftSheets.guide, at: Place("guide")) { _ in }
    var draft = ShiftDraft()
    let isLost = readSettings(&reader, &draft)
    if isLost { reader.lose(ShiftSheets.settings.names) }
    readDuties(&reader, &draft)
    let days = DayNames(
      count: draft.days, firstDay: draft.firstDay, labels: draft.labels, isLost: isLost)
    var owners = RuleOwners()
    readContracts(&reader, &draft, &owners)
    let lastDays = readPeople(&reader, &draft, &owners)
    let staff = names(of: draft.staff)
    readRules(&reader, &draft, owners, days, staff)
    readCover(&reader, &draft, days)
    readLeave(&reader, &draft, days, staff)
    addLeave(after: lastDays, &reader, &draft)
    readWishes(&reader, &draft, days, staff)
    readPinned(&reader, &draft, days, staff)
    readHistory(&reader, &draft, owners, staff)
    readPublished(&reader, &draft, days, staff)
    return reader.reading(draft)
  }

  /// The people by staff number, or by name where that is enough.
  static func names(of staff: [StaffDraft]) -> NameIndex {
    NameIndex(
      staff.enumerated().map { p, person in
        NameIndex.Entry(
          id: person.staffNumber, name: person.name, unit: person.unit ?? "",
          unitName: person.unit ?? "", place: Place("staff")[p])
      })
  }

  /// - Returns: Whether the first day or the number of days is there but cannot be read.
  private static func readSettings(
    _ reader: inout TableReader, _ draft: inout ShiftDraft
  ) -> Bool {
    var (title, firstDay, days, weekday) = ("", String?.none, Int?.none, Int?.none)
    var isLost = false
    var weights = (cell: 1, person: 0)
    reader.readSheet(ShiftSheets.settings, at: Place("settings")) { row in
      guard let item = row.required("item", .text) else { return }
      row.place = Place("settings").appending(item)
      let weight = CellFormat<Int>.integer(in: 0...1_000_000)
      switch Heading.normalized(item) {
      case "标题", "title": title = row.value("value", .text, ifBlank: "")
      case "首日", "firstday":
        firstDay = row.optional("value", .day)?.description
        isLost = isLost || (firstDay == nil && !row.isBlank("value"))
        row.record("value", for: Place("firstDay"))
      case "天数", "期数", "days":
        days = row.optional("value", .integer(in: 1...3660))
        isLost = isLost || (days == nil && !row.isBlank("value"))
        row.record("value", for: Place("days"))
      case "首日星期", "firstweekday":
        weekday = row.optional("value", .rosterWeekdays)?.first
        row.record("value", for: Place("firstWeekday"))
      case "改动每格罚分", "costofachangedcell": weights.cell = row.value("value", weight, ifBlank: 1)
      case "改动每人罚分", "costofachangedperson":
        weights.person = row.value("value", weight, ifBlank: 0)
      default: row.fault(.shiftSettingUnknown, at: "item", value: item)
      }
    }
    var labels: [String] = []
    reader.readSheet(ShiftSheets.labels, at: Place("labels")) { row in
      labels.append(row.required("label", .text) ?? "")
    }
    draft.title = title
    draft.firstDay = firstDay
    draft.days = days ?? labels.count
    draft.labels = labels
    let known = firstDay.flatMap(Day.init(iso:))?.weekday.rawValue
    draft.firstWeekday = weekday ?? known ?? 1
    draft.published = PublishedDraft(
      cells: [], cellWeight: weights.cell, personWeight: weights.person)
    return isLost
  }

  private static func readDuties(_ reader: inout TableReader, _ draft: inout ShiftDraft) {
    var duties: [DutyDraft] = []
    reader.readSheet(ShiftSheets.duties, at: Place("duties"), isRequired: true) { row in
      let id = row.required("id", .identifier) ?? ""
      let start = row.optional("start", .minute)
      let end = row.optional("end", .minute)
      var minutes = row.optional("minutes", .duration)
      if minutes == nil, row.isBlank("minutes"), let start, let end {
        minutes = end > start ? end - start : end + 1440 - start
      }
      if minutes == nil, row.isBlank("minutes") { row.fault(.dutyLengthMissing, at: "minutes") }
      duties.append(
        DutyDraft(
          id: id, name: row.value("name", .text, ifBlank: id), start: start, minutes: minutes ?? 0,
          site: row.optional("site", .text), skills: row.value("skills", .names, ifBlank: [])))
    }
    var groups: [DutyGroupDraft] = []
    reader.readSheet(ShiftSheets.groups, at: Place("groups")) { row in
      groups.append(
        DutyGroupDraft(
          id: row.required("id", .identifier) ?? "",
          duties: row.required("duties", CellNotation.duties) ?? []))
    }
    var skills: [String] = []
    reader.readSheet(ShiftSheets.skills, at: Place("skills")) { row in
      skills.append(row.required("skill", .text) ?? "")
    }
    draft.duties = duties
    draft.groups = groups
    draft.skills = skills
  }

  private static func readContracts(
    _ reader: inout TableReader, _ draft: inout ShiftDraft, _ owners: inout RuleOwners
  ) {
    var contracts: [ContractDraft] = []
    reader.readSheet(ShiftSheets.contracts, at: Place("contracts"), isRequired: true) { row in
      let id = row.required("id", .identifier) ?? ""
      owners.add(contract: id)
      contracts.append(
        ContractDraft(id: id, weekend: row.value("weekend", .rosterWeekdays, ifBlank: [6, 7])))
    }
    draft.contracts = contracts
  }

  /// - Returns: The last day of each person; `nil` for whoever stays.
  private static func readPeople(
    _ reader: inout TableReader, _ draft: inout ShiftDraft, _ owners: inout RuleOwners
  ) -> [Day?] {
    var staff: [StaffDraft] = []
    var lastDays: [Day?] = []
    let shape = ShiftSheets.people
    reader.readSheet(
      named: shape.names, at: Place("staff"), headings: shape.headings + [.lastDay]
    ) { row in
      lastDays.append(row.optional("lastDay", .day))
      let number = row.required("staffNumber", .identifier) ?? ""
      owners.add(person: number)
      staff.append(
        StaffDraft(
          staffNumber: number, name: row.required("name", .text) ?? "",
          unit: row.optional("unit", .text), contract: row.required("contract", .identifier) ?? "",
          skills: row.value("skills", .names, ifBlank: []),
          sites: row.value("sites", .names, ifBlank: [])))
    }
    draft.staff = staff
    return lastDays
  }
}

/// Contracts and people by identifier, for sheets that refer to them.
struct RuleOwners {
  private(set) var contracts: [String: Int] = [:]
  private(set) var people: [String: Int] = [:]
  private var counts = (contracts: 0, people: 0)

  mutating func add(contract id: String) {
    if contracts[id] == nil { contracts[id] = counts.contracts }
    counts.contracts += 1
  }

  mutating func add(person number: String) {
    if people[number] == nil { people[number] = counts.people }
    counts.people += 1
  }
}

extension CellFormat where Value == [String] {
  /// Names in one cell; spaces belong to them.
  static let names = CellFormat<[String]>.list(of: CellFormat<String>.text)
}
