internal import Alliance
public import Diagnostics
public import DutyRostering

extension ShiftWorkbook {
  /// The sheets of a draft with a guide for whoever fills them in; reading them gives the draft back.
  ///
  /// - Parameters:
  ///   - draft: The draft.
  ///   - name: Name of the workbook.
  ///   - language: Language of names, headings and words.
  /// - Returns: All sheets, also those without entries.
  public static func workbook(
    of draft: ShiftDraft, named name: String = "轮班", in language: Language = .zh
  ) -> Workbook {
    let writer = ShiftSheetWriter(draft: draft, name: name, language: language)
    return Workbook(name: name, sheets: writer.sheets)
  }
}

/// Writes the sheets of one draft.
struct ShiftSheetWriter {
  let draft: ShiftDraft
  let name: String
  let language: Language

  var days: DayNames {
    DayNames(count: draft.days, firstDay: draft.firstDay, labels: draft.labels)
  }

  var sheets: [Sheet] {
    var sheets = [guide, settings]
    if !draft.labels.isEmpty { sheets.append(sheet(.labels, draft.labels.map { [$0] })) }
    sheets += [
      duties, sheet(.groups, draft.groups.map { [$0.id, CellNotation.list($0.duties)] }),
      sheet(.skills, draft.skills.map { [$0] }),
      sheet(
        .contracts,
        draft.contracts.map { [$0.id, CellFormat.rosterWeekdaysText($0.weekend, in: language)] }),
      rules, people, sheet(.cover, coverRows),
      sheet(
        .leave,
        draft.forbidden.map {
          [
            $0.person, days.name($0.first), days.name($0.last),
            $0.cells == .work ? "" : CellNotation.text(of: $0.cells, in: language),
          ]
        }), sheet(.wishes, wishRows), sheet(.pinned, pinnedRows), history,
    ]
    if let published = draft.published { sheets.append(grid(published)) }
    return sheets
  }

  private enum Shape {
    case labels, groups, skills, contracts, cover, leave, wishes, pinned
  }

  private func sheet(_ shape: Shape, _ rows: [[String]]) -> Sheet {
    let shape =
      switch shape {
      case .labels: ShiftSheets.labels
      case .groups: ShiftSheets.groups
      case .skills: ShiftSheets.skills
      case .contracts: ShiftSheets.contracts
      case .cover: ShiftSheets.cover
      case .leave: ShiftSheets.leave
      case .wishes: ShiftSheets.wishes
      case .pinned: ShiftSheets.pinned
      }
    return shape.sheet(in: name, language, rows)
  }

  func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  private var settings: Sheet {
    var rows = [
      [say("标题", "title"), draft.title],
      [say("首日", "first day"), draft.firstDay ?? ""],
      [say("天数", "days"), String(draft.days)],
    ]
    if draft.firstDay == nil {
      rows.append([
        say("首日星期", "first weekday"),
        CellFormat.rosterWeekdaysText([draft.firstWeekday], in: language),
      ])
    }
    if let published = draft.published {
      rows.append([say("改动每格罚分", "cost of a changed cell"), String(published.cellWeight)])
      rows.append([say("改动每人罚分", "cost of a changed person"), String(published.personWeight)])
    }
    return ShiftSheets.settings.sheet(in: name, language, rows)
  }

  private var duties: Sheet {
    ShiftSheets.duties.sheet(
      in: name, language,
      draft.duties.map { duty in
        let end = duty.start.map { ($0 + duty.minutes) % 1440 }
        return [
          duty.id, duty.name, duty.start.map(TimeWindow.clock) ?? "",
          end.map(TimeWindow.clock) ?? "", CellFormat.durationText(duty.minutes, in: language),
          duty.site ?? "", duty.skills.joined(separator: "、"),
        ]
      })
  }

  private var people: Sheet {
    ShiftSheets.people.sheet(
      in: name, language,
      draft.staff.map {
        [
          $0.staffNumber, $0.name, $0.unit ?? "", $0.contract, $0.skills.joined(separator: "、"),
          $0.sites.joined(separator: "、"),
        ]
      })
  }

  private var history: Sheet {
    ShiftSheets.history.sheet(
      in: name, language,
      draft.staff.compactMap { person in
        guard !person.history.isEmpty else { return nil }
        let days = person.history.map { day in
          switch day {
          case .off: say("休", "off")
          case .work: say("班", "work")
          case .duty(let duty): duty
          }
        }
        return [person.staffNumber, days.joined(separator: "、")]
      })
  }

  private func grid(_ published: PublishedDraft) -> Sheet {
    var rowOfPerson: [String: Int] = [:]
    for (index, person) in draft.staff.enumerated() { rowOfPerson[person.staffNumber] = index }
    var grid = [[String]](
      repeating: [String](repeating: "", count: draft.days), count: draft.staff.count)
    for cell in published.cells {
      guard let row = rowOfPerson[cell.person], (1...draft.days).contains(cell.day) else {
        continue
      }
      grid[row][cell.day - 1] = cell.duty + (cell.skill.map { "/\($0)" } ?? "")
    }
    return RosterGridSheet(shape: ShiftSheets.published, draft: draft, language: language)
      .sheet(in: name, cells: grid)
  }

  /// What belongs on which sheet, for an officer who sees the template for the first time.
  private var guide: Sheet {
    let lines: [(SheetShape, String, String)] = [
      (
        ShiftSheets.settings, "标题、首日（或期次名称）、天数。",
        "Title, first day (or names of periods), number of days."
      ),
      (
        ShiftSheets.duties, "每种班一行；时长与“开始、结束”填一种即可。技能栏写上该班以哪些技能之一上岗。",
        "A duty a row; give its length or start and end, its site, the skills in one of which it is served."
      ),
      (ShiftSheets.groups, "几种班合称一个名字，如 夜班 = 夜1、夜2。", "A name for several duties."),
      (
        ShiftSheets.rules,
        "每条规则一行，写合同（一类人）或工号（一个人）。规则：次数、时长、周末数、连续、不得相连（对象如 夜→早）、"
          + "周末完整、周末同班、连续周末、间隔、跨地点。对象：任意、休、班、早、夜，或 除夜，或 非夜。"
          + "罚分留空或写“必须”为硬性；平方写“是”则差得越多罚得越重。",
        "A rule a row, for a contract or a person. Kinds: count, time, weekends, run, not in a row "
          + "(cells such as N→D), complete weekends, identical weekends, weekends in a row, rest, "
          + "travel. Cells: any, off, work, D, N, or except N, or not N. Costs left blank or “must” "
          + "make it hard; squared makes larger breaks dearer."
      ),
      (
        ShiftSheets.cover,
        "哪些天、哪些班、要几人。日期留空为全部；计法“每天”逐天要求，“合并”把各天加在一起。最少的罚分留空为必需：缺人会列为未落实。",
        "Which days, duties and how many. Blank days are all days; each counts every day alone, "
          + "together counts them as one. A least number without a cost is required: what is "
          + "missing is listed as open."
      ),
      (
        ShiftSheets.leave, "只写何时不能排，不写原因。不排留空为全天休假。",
        "Only when, never why. Blank cells mean leave."
      ),
      (
        ShiftSheets.history, "排班首日之前的各日，最近的在最后，如 早、早、休、夜。",
        "The days before the first, latest last."
      ),
      (
        ShiftSheets.published, "已公布的表，改动越少越好；没有就删去此表。",
        "A roster already published, to stay close to; leave it out otherwise."
      ),
    ]
    return ShiftSheets.guide.sheet(
      in: name, language, lines.map { [$0.0.title(language), say($0.1, $0.2)] })
  }
}

/// A grid of people against days.
struct RosterGridSheet {
  let shape: SheetShape
  let draft: ShiftDraft
  let language: Language

  /// The sheet with a text for each person and day.
  func sheet(in file: String, cells: [[String]]) -> Sheet {
    let days = DayNames(count: draft.days, firstDay: draft.firstDay, labels: draft.labels)
    let lead = shape.headings.map { $0.names[language == .zh ? 0 : 1] }
    let heading =
      lead
      + (1..<max(1, draft.days + 1)).map { day in
        guard days.first != nil else { return days.name(day) }
        let weekday = CellFormat.rosterWeekdaysText(
          [(draft.firstWeekday + day - 2) % 7 + 1], in: language)
        return "\(days.name(day))(\(weekday))"
      }
    let rows = draft.staff.enumerated().map { p, person in
      [person.staffNumber, person.name] + cells[p]
    }
    return Sheet(file: file, name: shape.title(language), rows: [heading] + rows)
  }
}
