internal import Alliance
internal import Diagnostics
internal import DutyRostering

extension ShiftWorkbook {
  static func readCover(_ reader: inout TableReader, _ draft: inout ShiftDraft, _ days: DayNames) {
    var cover: [CoverDraft] = []
    let firstWeekday = draft.firstWeekday
    let counting = CellFormat<Bool>.choice(
      .countingUnknown, [(true, ["每天", "each", "每期"]), (false, ["合并", "together", "合计"])])
    reader.readSheet(ShiftSheets.cover, at: Place("cover"), isRequired: true) { row in
      row.place = Place("cover")[cover.count]
      let weekdays = row.optional("weekdays", .rosterWeekdays)
      let named = row.value("days", days.daysFormat, ifBlank: Array(1..<max(1, days.count + 1)))
      let wanted = named.filter {
        weekdays?.contains((firstWeekday + $0 - 2) % 7 + 1) ?? true
      }
      func limit(_ key: String) -> LimitDraft? {
        guard let limit = row.optional(key, .integer(in: 0...100_000)) else { return nil }
        return LimitDraft(
          limit, penalty: row.optional(key + "Penalty", .penalty).flatMap(\.self))
      }
      let need = CoverDraft(
        days: wanted, duties: row.value("duties", CellNotation.duties, ifBlank: []),
        skills: row.value("skills", .names, ifBlank: []),
        people: row.value("people", .identifiers, ifBlank: []), minimum: limit("minimum"),
        preferred: limit("preferred"), maximum: limit("maximum"))
      guard row.value("counting", counting, ifBlank: true), wanted.count > 1 else {
        return cover.append(need)
      }
      for day in wanted {
        row.stand(for: Place("cover"), entry: cover.count)
        var single = need
        single.days = [day]
        cover.append(single)
      }
    }
    draft.cover = cover
  }

  static func readLeave(
    _ reader: inout TableReader, _ draft: inout ShiftDraft, _ days: DayNames, _ people: NameIndex
  ) {
    var forbidden: [ForbiddenCellDraft] = []
    reader.readSheet(ShiftSheets.leave, at: Place("forbidden")) { row in
      row.place = Place("forbidden").appending("@\(row.row)")
      let person = row.named("person", in: people) ?? ""
      // 2026-03-20～2026-03-22 may stand in the first cell alone.
      guard let span = row.required("first", days.anySpanFormat) else { return }
      let first = span.lowerBound
      let last = row.value("last", days.anyDayFormat, ifBlank: span.upperBound)
      // Leave may begin before the roster and go on after it.
      guard last >= 1, first <= days.count || last < first else { return }
      row.stand(for: Place("forbidden"), entry: forbidden.count)
      forbidden.append(
        ForbiddenCellDraft(
          person: person, first: max(1, first), last: min(days.count, last),
          cells: row.value("cells", CellNotation.format, ifBlank: .work)))
    }
    draft.forbidden = forbidden
  }

  static func readWishes(
    _ reader: inout TableReader, _ draft: inout ShiftDraft, _ days: DayNames, _ people: NameIndex
  ) {
    var wishes: [WishDraft] = []
    let side = CellFormat<Bool>.choice(
      .wishUnknown, [(true, ["要", "for", "想要"]), (false, ["不要", "against", "不想要"])])
    reader.readSheet(ShiftSheets.wishes, at: Place("wishes")) { row in
      row.place = Place("wishes").appending("@\(row.row)")
      let wish = WishDraft(
        person: row.named("person", in: people) ?? "", day: 1,
        cells: row.required("cells", CellNotation.format) ?? .work,
        weight: row.required("weight", .integer(in: 0...1_000_000_000)) ?? 0,
        isFor: row.required("isFor", side) ?? true)
      for day in row.required("day", days.daysFormat) ?? [] {
        row.stand(for: Place("wishes"), entry: wishes.count)
        var single = wish
        single.day = day
        wishes.append(single)
      }
    }
    draft.wishes = wishes
  }

  static func readPinned(
    _ reader: inout TableReader, _ draft: inout ShiftDraft, _ days: DayNames, _ people: NameIndex
  ) {
    var pinned: [PinnedCellDraft] = []
    reader.readSheet(ShiftSheets.pinned, at: Place("pinned")) { row in
      row.place = Place("pinned").appending("@\(row.row)")
      let person = row.named("person", in: people) ?? ""
      let cells = row.required("cells", CellNotation.format) ?? .anything
      for day in row.required("day", days.daysFormat) ?? [] {
        row.stand(for: Place("pinned"), entry: pinned.count)
        pinned.append(PinnedCellDraft(person: person, day: day, cells: cells))
      }
    }
    draft.pinned = pinned
  }

  static func readHistory(
    _ reader: inout TableReader, _ draft: inout ShiftDraft, _ owners: RuleOwners,
    _ people: NameIndex
  ) {
    var staff = draft.staff
    var isGiven = [Bool](repeating: false, count: staff.count)
    reader.readSheet(ShiftSheets.history, at: Place("history")) { row in
      row.place = Place("history").appending("@\(row.row)")
      guard let person = row.named("person", in: people) else { return }
      guard let index = owners.people[person] else {
        return row.fault(.shiftReferenceUnknown, at: "person")
      }
      guard !isGiven[index] else { return row.fault(.shiftHistoryTwice, at: "person") }
      isGiven[index] = true
      row.place = Place("staff")[index]
      let days = row.value("history", CellNotation.duties, ifBlank: [])
      for position in days.indices {
        row.record("history", for: row.place.appending("history")[position])
      }
      staff[index].history = days.map { day in
        switch day.lowercased() {
        case "休", "off": .off
        case "班", "work": .work
        default: .duty(day)
        }
      }
    }
    draft.staff = staff
  }

  static func readPublished(
    _ reader: inout TableReader, _ draft: inout ShiftDraft, _ days: DayNames, _ people: NameIndex
  ) {
    var cells: [PublishedCellDraft] = []
    var isThere = false
    reader.readSheet(ShiftSheets.published, at: Place("published")) { row in
      isThere = true
      readGridRow(&row, &cells, days, people, at: Place("published"))
    }
    // Without the sheet there is nothing to stay close to, whatever the settings say.
    if isThere { draft.published?.cells = cells } else { draft.published = nil }
  }

  /// Reads a person's row of a grid: a column for each day, in its cells a duty or `duty/skill`.
  static func readGridRow(
    _ row: inout TableRow, _ cells: inout [PublishedCellDraft], _ days: DayNames,
    _ people: NameIndex, at place: Place
  ) {
    let person = row.named("person", in: people) ?? ""
    row.place = place.appending("rows")[cells.count]
    let found = row.matrix("days", headings: days.headingFormat, gridCell)
    for (index, entry) in found.enumerated() {
      guard let cell = entry.value.cell else { continue }
      row.stand(for: place.appending("cells"), entry: cells.count)
      row.record(
        from: row.place.appending("days")[index], for: place.appending("cells")[cells.count])
      cells.append(
        PublishedCellDraft(
          person: person, day: entry.label, duty: cell.duty, skill: cell.skill))
    }
  }

  /// What a cell of a grid holds; no cell is a free day.
  struct GridCell: Sendable {
    let cell: (duty: String, skill: String?)?
  }

  private static let gridCell = CellFormat<GridCell> { text throws(CellFault) in
    // A skill may have spaces inside, so that the cell is one name however it is written.
    let name = NormalizedText.key(text)
    if ["休", "off", "-", "—"].contains(name.lowercased()) { return GridCell(cell: nil) }
    guard let slash = name.firstIndex(of: "/") else { return GridCell(cell: (name, nil)) }
    return GridCell(
      cell: (String(name[..<slash]), String(name[name.index(after: slash)...])))
  }
}

extension DayNames {
  /// Reads the heading of a day's column, with or without a remark in brackets: `2026-03-02(一)`.
  var headingFormat: CellFormat<Int> {
    CellFormat { text throws(CellFault) in
      if let day = day(text), (1...max(1, count)).contains(day) { return day }
      let bare = text.prefix { !"(（\n".contains($0) }
      guard let day = day(String(bare)), (1...max(1, count)).contains(day) else {
        throw CellFault(.notRosterDay)
      }
      return day
    }
  }
}
