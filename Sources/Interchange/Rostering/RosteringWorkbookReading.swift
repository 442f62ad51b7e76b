internal import Alliance
internal import Diagnostics
public import DutyRostering

/// A rotation as a workbook: 设置, 期次, 单位, 人员, 席位, 专项管理人员, 不可用, 固定, 禁排, 历史.
public enum RosteringWorkbook {
  /// Reads a workbook into a draft, with the cell behind every value and everything that could not be
  /// read.
  public static func read(_ workbook: Reading<Workbook>) -> Reading<RosteringDraft> {
    var reader = TableReader(workbook)
    var draft = RosteringDraft()
    readSettings(&reader, &draft)
    readTerms(&reader, &draft)
    readUnits(&reader, &draft)
    let units = NameIndex(
      draft.units.enumerated().map {
        .init(id: $1.id, name: $1.name, place: Place("units")[$0].appending("id"))
      })
    let lastDays = readPeople(&reader, &draft, units)
    let unitNames = Dictionary(
      draft.units.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let people = NameIndex(
      draft.people.enumerated().map {
        .init(
          id: $1.staffNumber, name: $1.name, unit: $1.unit, unitName: unitNames[$1.unit] ?? "",
          place: Place("people")[$0].appending("staffNumber"))
      })
    readDemand(&reader, &draft)
    readPosts(&reader, &draft)
    readLeave(&reader, &draft, units, people)
    addLeave(after: lastDays, &reader, &draft)
    readCells(&reader, &draft, units, people)
    readHistory(&reader, &draft, units)
    return reader.reading(draft)
  }

  private static func readSettings(_ reader: inout TableReader, _ draft: inout RosteringDraft) {
    var settings = draft.rotation.settings
    var title = ""
    reader.readSheet(
      "设置", "settings", at: Place("rotation.settings"), isRequired: false,
      headings: [Heading("item", "项目", "设置项"), Heading("value", "值", "内容", "取值")]
    ) { row in
      guard let item = row.required("item", .text) else { return }
      func record(_ field: String) { row.place = Place("rotation.settings").appending(field) }
      let counts = CellFormat<Int>.integer(in: 0...1000)
      switch Heading.normalized(item) {
      case "标题", "title": title = row.value("value", .text, ifBlank: "")
      case "挂靠单位参与", "挂靠单位参与轮值", "hosttakespart":
        settings.hostTakesPart = row.required("value", .yesNo) ?? settings.hostTakesPart
      case "所需角色", "requiredrole":
        settings.requiredRole = row.required("value", .text) ?? settings.requiredRole
      case "最小间隔", "leastgap":
        settings.leastGap = row.required("value", counts) ?? settings.leastGap
        row.record("value", for: Place("rotation.settings.leastGap"))
      case "席位人数下限", "fewestplaces":
        settings.fewestPlaces = row.required("value", counts) ?? settings.fewestPlaces
        row.record("value", for: Place("rotation.settings.fewestPlaces"))
      case "席位人数上限", "mostplaces":
        settings.mostPlaces = row.required("value", counts) ?? settings.mostPlaces
        row.record("value", for: Place("rotation.settings.mostPlaces"))
      case "允许空缺", "mayleaveopen":
        settings.mayLeaveOpen = row.required("value", .yesNo) ?? settings.mayLeaveOpen
      default: row.fault(.settingUnknown, at: "item", value: item)
      }
    }
    draft.title = title
    draft.rotation.settings = settings
  }

  private static func readTerms(_ reader: inout TableReader, _ draft: inout RosteringDraft) {
    var terms: [TermDraft] = []
    reader.readSheet(
      "期次", "terms", at: Place("terms"),
      headings: [
        Heading("label", "期次", "月份"), Heading("start", "开始", "起", "起始日", isRequired: false),
        Heading("end", "结束", "止", "截止日", isRequired: false),
      ]
    ) { row in
      terms.append(
        TermDraft(
          label: row.required("label", .termLabel) ?? "",
          start: row.optional("start", .day)?.description,
          end: row.optional("end", .day)?.description))
    }
    draft.terms = terms
  }

  private static func readUnits(_ reader: inout TableReader, _ draft: inout RosteringDraft) {
    var units: [UnitDraft] = []
    reader.readSheet(
      "单位", "units", at: Place("units"),
      headings: [
        Heading("id", "单位编号", "编号"), Heading("name", "单位名称", "名称", "单位"),
        Heading("tier", "类别", "机构类别"),
        Heading("weight", "应轮比例", "比例", "权重", isRequired: false),
        Heading("takesPart", "参与轮值", "参与", isRequired: false),
        Heading("isHost", "挂靠单位", "挂靠", isRequired: false),
      ]
    ) { row in
      units.append(
        UnitDraft(
          id: row.required("id", .identifier) ?? "", name: row.required("name", .text) ?? "",
          tier: row.required("tier", .tier) ?? .community,
          weight: row.value("weight", .integer(), ifBlank: 1),
          takesPart: row.value("takesPart", .yesNo, ifBlank: true),
          isHost: row.value("isHost", .yesNo, ifBlank: false)))
    }
    draft.units = units
  }

  /// - Returns: The last day of each person; `nil` for whoever stays.
  private static func readPeople(
    _ reader: inout TableReader, _ draft: inout RosteringDraft, _ units: NameIndex
  ) -> [Day?] {
    var people: [PersonDraft] = []
    var lastDays: [Day?] = []
    reader.readSheet(
      "人员", "people", at: Place("people"),
      headings: [
        Heading("staffNumber", "工号", "员工号", "职工号"), Heading("name", "姓名"),
        Heading("unit", "单位编号", "单位", "单位名称"), Heading("role", "角色", "职务", isRequired: false),
        Heading("exception", "例外批准", "例外说明", "例外", isRequired: false),
        Heading("served", "已轮次数", "此前轮值次数", isRequired: false), .lastDay,
      ]
    ) { row in
      lastDays.append(row.optional("lastDay", .day))
      people.append(
        PersonDraft(
          staffNumber: row.required("staffNumber", .identifier) ?? "",
          name: row.required("name", .text) ?? "", unit: row.named("unit", in: units) ?? "",
          role: row.value("role", .text, ifBlank: ""),
          exception: row.optional("exception", .remark),
          served: row.value("served", .integer(), ifBlank: 0)))
    }
    draft.people = people
    return lastDays
  }

  private static func readDemand(_ reader: inout TableReader, _ draft: inout RosteringDraft) {
    var demand: [DemandDraft] = []
    reader.readSheet(
      "席位", "seats", "demand", at: Place("rotation.demand"),
      headings: [
        Heading("term", "期次", "月份"), Heading("body", "机构"), Heading("tier", "类别"),
        Heading("places", "人数", "席位人数", "名额"),
      ]
    ) { row in
      demand.append(
        DemandDraft(
          term: row.required("term", .termLabel) ?? "",
          seat: Seat(
            body: row.required("body", .body) ?? .secretariat,
            tier: row.required("tier", .tier) ?? .hospital),
          places: row.required("places", .integer()) ?? 1))
    }
    draft.rotation.demand = demand
  }

  private static func readPosts(_ reader: inout TableReader, _ draft: inout RosteringDraft) {
    var posts: [PostDraft] = []
    reader.readSheet(
      "专项管理人员", "posts", at: Place("rotation.posts"), isRequired: false,
      headings: [
        Heading("staffNumber", "工号", "员工号"), Heading("name", "姓名"),
        Heading("seats", "可顶席位", "席位"), Heading("mostTerms", "最多期数", "上限"),
      ]
    ) { row in
      posts.append(
        PostDraft(
          staffNumber: row.required("staffNumber", .identifier) ?? "",
          name: row.required("name", .text) ?? "", seats: row.required("seats", .seats) ?? [],
          mostTerms: row.required("mostTerms", .integer()) ?? 0))
    }
    draft.rotation.posts = posts
  }

  private static func readHistory(
    _ reader: inout TableReader, _ draft: inout RosteringDraft, _ units: NameIndex
  ) {
    var history: [HistoryDraft] = []
    reader.readSheet(
      "历史", "history", at: Place("rotation.history"), isRequired: false,
      headings: [
        Heading("unit", "单位编号", "单位", "单位名称"), Heading("served", "已履职次数", "已轮次数"),
        Heading("entitlement", "应轮次数"), Heading("termsSince", "距上次期数", isRequired: false),
        Heading("lastBody", "上次机构", isRequired: false),
      ]
    ) { row in
      history.append(
        HistoryDraft(
          unit: row.named("unit", in: units) ?? "",
          served: row.required("served", .integer()) ?? 0,
          entitlement: row.required("entitlement", .fraction) ?? .zero,
          termsSince: row.optional("termsSince", .integer()),
          lastBody: row.optional("lastBody", .body)))
    }
    draft.rotation.history = history
  }
}
