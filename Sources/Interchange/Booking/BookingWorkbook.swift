internal import Alliance
internal import Diagnostics
public import EquipmentBooking

/// An equipment booking round as a workbook: 设置, 单位, 设备, 开放, 停机, 操作员, 预约申请, 设备时间窗, 系列,
/// 限额, 公平份额, 收费, 固定.
///
/// Dated cells hold a date with a time, such as `2026-12-1 9:00`; weekly ones a weekday (`1-5`, `周一`,
/// `一、三`) with times of day. Devices that a request accepts stand in one cell, by themselves, by class, or by
/// class and area, each with its bonus if it has one: `D01+10、超声@东片+5、流式细胞仪`.
public enum BookingWorkbook {
  /// Reads a round.
  ///
  /// - Parameter workbook: The sheets, with what was found when their files were read.
  /// - Returns: The draft with the cell behind each place and every fault of the sheets.
  public static func read(_ workbook: Reading<Workbook>) -> Reading<BookingDraft> {
    var sheets = BookingSheets(
      reader: TableReader(workbook),
      draft: BookingDraft(name: workbook.value.title, firstDay: "", dayCount: 0))
    return sheets.read()
  }
}

/// The sheets of a round on their way into a draft.
struct BookingSheets {
  static let most = 1_000_000_000

  var reader: TableReader
  var draft: BookingDraft
  /// The institutions, also by name.
  var unitIndex = NameIndex()
  /// Identifiers and classes of the devices.
  var targetNames: Set<String> = []
  /// First day of the horizon; dated cells count from it.
  var firstDay: Day?
  /// Whether the settings say, or leave to the usual, how fair shares count, so that their points can be missed.
  var isShareRuleKnown = true

  mutating func read() -> Reading<BookingDraft> {
    readSettings()
    readInstitutions()
    readDevices()
    readClosures()
    readOpenings()
    readOperators()
    readRequests()
    readDeviceWindows()
    readSeries()
    readQuotas()
    readFairShares()
    readTariffs()
    readPins()
    return reader.reading(draft)
  }

  /// Minutes of the horizon at a moment; from year 2000 on while the first day is unknown, which the
  /// problem reports.
  func minutes(_ moment: Moment?) -> Int {
    guard let moment else { return 0 }
    return (moment.day - (firstDay ?? moment.day)) * TimeWindow.minutesPerDay + moment.minute
  }

  private mutating func readSettings() {
    var settings = draft
    var first: Day?
    var isShareRuleKnown = true
    reader.readSheet(
      "设置", "settings", at: Place("settings"),
      headings: [Heading("item", "项目", "设置项"), Heading("value", "值", "内容")]
    ) { row in
      guard let item = row.required("item", .text) else { return }
      func number(_ key: String) -> Int {
        row.record("value", for: Place(key))
        return row.required("value", .integer()) ?? 0
      }
      switch item {
      case "名称", "name": settings.name = row.required("value", .text) ?? ""
      case "起始日", "first day":
        row.record("value", for: Place("firstDay"))
        first = row.required("value", .day)
        settings.firstDay = first?.description ?? ""
      case "天数", "days": settings.dayCount = number("dayCount")
      case "时段分钟", "slot minutes": settings.slotMinutes = number("slotMinutes")
      case "每次加计时段", "booking slots": settings.bookingSlots = number("bookingSlots")
      case "优先级分值", "priority points":
        row.record("value", for: Place("priorityPoints"))
        settings.priorityPoints = row.required("value", .list(of: .integer())) ?? []
      case "公平份额规则", "fair share rule":
        row.record("value", for: Place("fairShareRule"))
        settings.fairShareRule = row.optional("value", .shareRule)
        isShareRuleKnown = row.faults.isEmpty
      default:
        row.fault(.unknownSetting, at: "item")
        // A misspelt item may be the rule.
        if (try? CellFormat<BookingDraft.FairShareRule>.shareRule.read(row.text("value"))) != nil {
          isShareRuleKnown = false
        }
      }
    }
    draft = settings
    firstDay = first
    self.isShareRuleKnown = isShareRuleKnown && reader.lostSheets.isEmpty
  }

  private mutating func readInstitutions() {
    var found: [BookingDraft.Institution] = []
    reader.readSheet(
      "单位", "institutions", at: Place("institutions"),
      headings: [Heading("id", "单位编号"), Heading("name", "单位名称", "名称")]
    ) { row in
      found.append(
        .init(id: row.required("id", .identifier) ?? "", name: row.required("name", .text) ?? ""))
    }
    draft.institutions = found
    unitIndex = NameIndex(
      found.enumerated().map {
        .init(id: $1.id, name: $1.name, place: Place("institutions")[$0].appending("id"))
      })
  }

  private mutating func readDevices() {
    var found: [BookingDraft.Device] = []
    let units = unitIndex
    reader.readSheet(
      "设备", "devices", at: Place("devices"),
      headings: [
        Heading("id", "设备编号"), Heading("name", "名称", "设备名称"),
        Heading("owner", "所属单位", "单位编号"), Heading("deviceClass", "类别", "设备类别"),
        Heading("area", "片区", "所在片区", isRequired: false),
        Heading("capacity", "台数", "许可数", "容量", isRequired: false),
        Heading("setUpMinutes", "预热分钟", "准备分钟", isRequired: false),
        Heading("cleanUpMinutes", "清洗分钟", "整理分钟", isRequired: false),
        Heading("custodian", "设备管理员工号", "管理员工号", isRequired: false),
        Heading("custodianPost", "管理岗位", "设备管理岗位", isRequired: false),
        Heading("operatorPool", "操作员组", "需操作员", isRequired: false),
        Heading("authorized", "授权名单", isRequired: false),
        Heading("parts", "组成设备", isRequired: false),
      ]
    ) { row in
      found.append(
        .init(
          id: row.required("id", .identifier) ?? "", name: row.required("name", .text) ?? "",
          owner: row.named("owner", in: units) ?? "",
          deviceClass: row.required("deviceClass", .text) ?? "",
          area: row.optional("area", .text),
          capacity: row.value("capacity", .integer(), ifBlank: 1),
          setUpMinutes: row.value("setUpMinutes", .integer(), ifBlank: 0),
          cleanUpMinutes: row.value("cleanUpMinutes", .integer(), ifBlank: 0),
          custodian: row.value("custodian", .identifier, ifBlank: ""),
          custodianPost: row.optional("custodianPost", .text),
          operatorPool: row.optional("operatorPool", .text),
          authorized: row.optional("authorized", .identifiers),
          parts: row.value("parts", .identifiers, ifBlank: [])))
    }
    draft.devices = found
    targetNames = Set(found.map(\.id) + found.map(\.deviceClass))
  }
}

extension FaultRule {
  static let unknownSetting = FaultRule(
    "B191", text: Bilingual(zh: "没有这一设置项", en: "there is no such setting"),
    hint: Bilingual(
      zh: "可用：名称、起始日、天数、时段分钟、优先级分值、每次加计时段、公平份额规则",
      en:
        "known: name, first day, days, slot minutes, priority points, booking slots, fair share rule"
    ))
  static let notShareRule = FaultRule(
    "B197", text: Bilingual(zh: "无法识别的公平份额规则", en: "this rule for fair shares is unknown"),
    hint: Bilingual(zh: "填“分值”或“最大最小”", en: "write points or maxmin"))
  static let notWeekdays = FaultRule(
    "B192", text: Bilingual(zh: "无法识别的星期", en: "these are no weekdays"),
    hint: Bilingual(zh: "写成 1-5、周一 或 一、三、五", en: "write 1-5, or 1、3、5"))
  static let notClosureKind = FaultRule(
    "B193", text: Bilingual(zh: "无法识别的停机类型", en: "this kind of entry is unknown"),
    hint: Bilingual(zh: "填“停机”“加开”或“自用”", en: "write maintenance, extra or owner"))
  static let notPeriod = FaultRule(
    "B194", text: Bilingual(zh: "无法识别的限额周期", en: "this period is unknown"),
    hint: Bilingual(zh: "填“全程”“每周”或“每日”", en: "write horizon, week or day"))
  static let notSeriesRule = FaultRule(
    "B196", text: Bilingual(zh: "无法识别的系列规则", en: "this rule for series is unknown"),
    hint: Bilingual(
      zh: "填“全有或全无”“跳过冲突”或“只取其一”", en: "write all-or-nothing, skip-conflicts or only-one"))
  /// A request says how many parts it may have and not how long each is at least.
  static let splitWithoutLeast = FaultRule(
    "B139",
    text: Bilingual(
      zh: "填了至多段数，没有填每段至少分钟", en: "parts are allowed, but not how long each is at least"),
    hint: Bilingual(
      zh: "填写每段至少多少分钟，如 60；不拆分则把拆分各列留空",
      en:
        "write the least minutes of a part, such as 60; to keep the use whole, leave the columns of parts empty"
    ))
  static let notBonus = FaultRule(
    "B195", text: Bilingual(zh: "偏好分无法识别", en: "a bonus cannot be read"),
    hint: Bilingual(
      zh: "写成 D01+10、超声@东片+5、流式细胞仪", en: "write D01+10、ultrasound@east+5、flow cytometer"))
}

extension CellFormat where Value == BookingDraft.FairShareRule {
  /// How fair shares count.
  static let shareRule = CellFormat.choice(
    .notShareRule,
    [(.points, ["分值", "扣分", "points"]), (.maxMin, ["最大最小", "maxmin", "max-min"])])
}

extension CellFormat where Value == [Int] {
  /// Weekdays such as `1-5`, `周一至周五`, `周一`, `一、三、五`; 1 for Monday, 7 for Sunday.
  static let weekdays = CellFormat(.notWeekdays) { text in
    var key = NormalizedText.key(text)
    if !key.utf8.allSatisfy({ $0 < 0x80 }) { key = arabic(key) }
    var days: [Int] = []
    for part in key.split(whereSeparator: { $0 == " " || ListMark.matches($0) }) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
        first <= last, (0...99).contains(first), last <= 99
      else { return nil }
      days += first...last
    }
    return days.isEmpty ? nil : days
  }

  /// `周一至周五` as `1-5`.
  private static func arabic(_ text: String) -> String {
    var key = text.replacing("星期", with: "").replacing("周", with: "")
    for (digit, names) in ["一", "二", "三", "四", "五", "六", "日"].enumerated() {
      key = key.replacing(names, with: String(digit + 1))
    }
    return key.replacing("天", with: "7").replacing("至", with: "-").replacing("到", with: "-")
  }
}

extension CellFormat where Value == [BookingDraft.Choice] {
  /// Devices, classes and classes in an area with their bonuses, such as `D01+10、超声@东片+5、流式细胞仪`, as they are
  /// written.
  static let choices = CellFormat { text throws(CellFault) in
    var choices: [BookingDraft.Choice] = []
    for part in try CellFormat<[String]>.list(of: .text).read(text) {
      guard let plus = part.lastIndex(where: { $0 == "+" || $0 == "＋" }) else {
        choices.append(.init(target: NormalizedText.name(part)))
        continue
      }
      guard let bonus = Int(NormalizedText.key(String(part[part.index(after: plus)...]))) else {
        throw CellFault(.notBonus, part: part)
      }
      choices.append(.init(target: NormalizedText.name(String(part[..<plus])), bonus: bonus))
    }
    return choices
  }
}
