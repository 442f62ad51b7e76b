internal import Alliance
internal import Diagnostics
internal import EquipmentBooking

/// The sheets of wishes and agreements: 预约申请, 限额, 收费, 固定.
extension BookingSheets {
  mutating func readRequests() {
    let sheets = self
    var found: [BookingDraft.Request] = []
    reader.readSheet(
      "预约申请", "requests", at: Place("requests"),
      headings: [
        Heading("id", "申请号"), Heading("institution", "申请单位", "单位编号"),
        Heading("applicant", "申请人工号", isRequired: false),
        Heading("fund", "项目/经费号", "项目编号", "经费号", isRequired: false),
        Heading("choices", "设备或类别"), Heading("minutes", "时长", "时长分钟"),
        Heading("earliest", "最早"), Heading("latest", "最晚"),
        .numbered("laterEarliest", "最早{n}", "earliest {n}", isRequired: false),
        .numbered("laterLatest", "最晚{n}", "latest {n}", isRequired: false),
        Heading("preferredFrom", "首选起", "首选", isRequired: false),
        Heading("preferredTo", "首选止", isRequired: false),
        Heading("preferredBonus", "首选分", isRequired: false),
        Heading("preferredDevice", "首选设备", isRequired: false),
        Heading("leastPart", "可拆分每段至少分钟", "每段至少分钟", "可拆分", isRequired: false),
        Heading("mostParts", "至多段数", isRequired: false),
        Heading("partGap", "段间隔分钟", isRequired: false),
        Heading("partOf", "所属申请", isRequired: false),
        Heading("priority", "优先级", isRequired: false), Heading("weight", "分值", isRequired: false),
        Heading("operatorPool", "操作员组", isRequired: false),
        Heading("setUpMinutes", "准备分钟", isRequired: false),
        Heading("cleanUpMinutes", "清洗分钟", isRequired: false),
        Heading("credit", "结转分", isRequired: false),
      ]
    ) { row in
      found.append(sheets.request(&row))
    }
    draft.requests = found
  }

  private func request(_ row: inout TableRow) -> BookingDraft.Request {
    let sheets = self
    let (place, earliest) = (row.place, row.required("earliest", .moment))
    var windows: [BookingDraft.Span] = []
    if let earliest, let latest = row.required("latest", .end) {
      windows.append(.init(from: minutes(earliest), to: minutes(latest)))
    }
    let begins = row.numbered("laterEarliest", .moment)
    let ends = row.numbered("laterLatest", .end)
    for (number, begin) in begins {
      if let end = ends.first(where: { $0.number == number })?.value {
        windows.append(.init(from: minutes(begin), to: minutes(end)))
      }
    }
    row.record("earliest", for: place.appending("windows"))
    var preferred: BookingDraft.Span?
    if let from = row.optional("preferredFrom", .moment) {
      let to = row.optional("preferredTo", .end).map(minutes)
      // A single preferred start is a span of one slot.
      preferred = .init(from: minutes(from), to: to ?? minutes(from) + draft.slotMinutes)
      row.record("preferredFrom", for: place.appending("preferred"))
    }
    let split = split(&row)
    var request = BookingDraft.Request(
      id: row.required("id", .identifier) ?? "",
      institution: row.named("institution", in: sheets.unitIndex) ?? "",
      applicant: row.value("applicant", .identifier, ifBlank: ""),
      fund: row.value("fund", .text, ifBlank: ""),
      minutes: row.required("minutes", .minutes) ?? 0, windows: windows,
      choices: (row.required("choices", .choices) ?? []).map {
        .init(target: target($0.target), bonus: $0.bonus)
      }, preferred: preferred,
      preferredBonus: row.value("preferredBonus", .integer(), ifBlank: 0),
      preferredDevice: row.optional("preferredDevice", .identifier),
      priority: row.value("priority", .integer(), ifBlank: draft.priorityPoints.count),
      weight: row.optional("weight", .integer()),
      operatorPool: row.optional("operatorPool", .text),
      setUpMinutes: row.optional("setUpMinutes", .integer()),
      cleanUpMinutes: row.optional("cleanUpMinutes", .integer()),
      credit: row.optional("credit", .integer()),
      split: split)
    request.partOf = row.optional("partOf", .identifier)
    return request
  }

  /// The target of a choice in the words of the sheet of devices: `D０１` is D01, and `超声 ＠ 东片` is 超声@东片,
  /// unless something has exactly the name that is written.
  private func target(_ text: String) -> String {
    if targetNames.contains(text) { return text }
    let key = NormalizedText.key(text)
    if targetNames.contains(key) { return key }
    guard let mark = text.lastIndex(where: { $0 == "@" || $0 == "＠" }) else { return text }
    let (deviceClass, area) = (String(text[..<mark]), String(text[text.index(after: mark)...]))
    return target(NormalizedText.name(deviceClass)) + "@" + NormalizedText.name(area)
  }

  /// How a request may be split; `nil` if it is to stay whole, or if the least part is missing.
  private func split(_ row: inout TableRow) -> BookingDraft.Split? {
    let (most, gap) = (
      row.optional("mostParts", .integer()), row.optional("partGap", .integer())
    )
    guard let least = row.optional("leastPart", .integer()) else {
      // Nobody but the applicant knows how short a part may be.
      if row.isBlank("leastPart"), most != nil {
        row.fault(.splitWithoutLeast, at: "leastPart", value: row.text("mostParts"))
      }
      return nil
    }
    row.record("leastPart", for: row.place.appending("split"))
    return .init(leastMinutes: least, mostParts: most ?? 2, gapMinutes: gap ?? 0)
  }

  mutating func readDeviceWindows() {
    let sheets = self
    var found: [BookingDraft.DeviceWindow] = []
    reader.readSheet(
      "设备时间窗", "device windows", at: Place("deviceWindows"), isRequired: false,
      headings: [
        Heading("request", "申请号"), Heading("device", "设备编号"), Heading("from", "最早"),
        Heading("to", "最晚"),
      ]
    ) { row in
      let place = row.place
      let (from, to) = (row.required("from", .moment), row.required("to", .end))
      found.append(
        .init(
          request: row.required("request", .identifier) ?? "",
          device: row.required("device", .identifier) ?? "",
          span: .init(from: sheets.minutes(from), to: sheets.minutes(to))))
      row.record("from", for: place.appending("span"))
    }
    draft.deviceWindows = found.isEmpty ? nil : found
  }

  mutating func readSeries() {
    var found: [BookingDraft.Series] = []
    reader.readSheet(
      "系列", "series", at: Place("series"), isRequired: false,
      headings: [
        Heading("id", "系列编号"), Heading("requests", "申请号", "包含申请"),
        Heading("rule", "规则", isRequired: false),
        Heading("gapMinutes", "先后间隔分钟", "间隔分钟", isRequired: false),
      ]
    ) { row in
      found.append(
        .init(
          id: row.required("id", .identifier) ?? "",
          requests: row.required("requests", .identifiers) ?? [],
          rule: row.value(
            "rule",
            .choice(
              .notSeriesRule,
              [
                (.allOrNothing, ["全有或全无", "全部", "all-or-nothing"]),
                (.skipConflicts, ["跳过冲突", "skip-conflicts"]),
                (.onlyOne, ["只取其一", "only-one"]),
              ]),
            ifBlank: .allOrNothing),
          gapMinutes: row.optional("gapMinutes", .integer())))
    }
    draft.series = found
  }

  mutating func readFairShares() {
    let sheets = self
    let costPoints = draft.fairShareRule != .maxMin && isShareRuleKnown
    // What stands for points while it is not known whether there are to be any.
    let standIn = isShareRuleKnown ? nil : 0
    var found: [BookingDraft.FairShare] = []
    reader.readSheet(
      "公平份额", "fair shares", at: Place("fairShares"), isRequired: false,
      headings: [
        Heading("institution", "单位编号", "申请单位"), Heading("minutes", "目标分钟", "目标"),
        Heading("pointsPerSlot", "每时段扣分", "扣分", isRequired: costPoints),
      ]
    ) { row in
      found.append(
        .init(
          institution: row.named("institution", in: sheets.unitIndex) ?? "",
          minutes: row.required("minutes", .integer()) ?? 0,
          pointsPerSlot: costPoints
            ? row.required("pointsPerSlot", .integer())
            : row.optional("pointsPerSlot", .integer()) ?? standIn))
    }
    draft.fairShares = found
  }

  mutating func readQuotas() {
    let sheets = self
    var found: [BookingDraft.Quota] = []
    reader.readSheet(
      "限额", "quotas", at: Place("quotas"), isRequired: false,
      headings: [
        Heading("institution", "单位编号", "申请单位"),
        Heading("deviceClass", "类别", "设备类别", isRequired: false),
        Heading("minutes", "上限分钟", "上限"), Heading("period", "周期", isRequired: false),
        Heading("from", "起", "开始", isRequired: false),
        Heading("to", "止", "结束", isRequired: false),
      ]
    ) { row in
      let place = row.place
      let (from, to) = (row.optional("from", .minute), row.optional("to", .minute))
      row.record("from", for: place.appending("hours"))
      let hours: BookingDraft.Span? =
        from == nil && to == nil
        ? nil : .init(from: from ?? 0, to: to ?? TimeGrid.minutesPerDay)
      found.append(
        .init(
          institution: row.named("institution", in: sheets.unitIndex) ?? "",
          deviceClass: row.optional("deviceClass", .text),
          minutes: row.required("minutes", .integer()) ?? 0,
          period: row.value(
            "period",
            .choice(
              .notPeriod,
              [
                (.horizon, ["全程", "本期", "horizon"]), (.week, ["每周", "周", "week"]),
                (.day, ["每日", "每天", "日", "day"]),
              ]),
            ifBlank: .horizon), hours: hours))
    }
    draft.quotas = found
  }

  mutating func readTariffs() {
    let sheets = self
    var found: [BookingDraft.Tariff] = []
    reader.readSheet(
      "收费", "tariffs", at: Place("tariffs"), isRequired: false,
      headings: [
        Heading("device", "设备编号", "设备"), Heading("institution", "使用单位", isRequired: false),
        Heading("fenPerHour", "单价", "单价(元/小时)", "yuan per hour"),
      ]
    ) { row in
      found.append(
        .init(
          device: row.required("device", .identifier) ?? "",
          institution: row.named("institution", in: sheets.unitIndex, isRequired: false),
          fenPerHour: row.required("fenPerHour", .money) ?? 0))
    }
    draft.tariffs = found
  }

  mutating func readPins() {
    let sheets = self
    var found: [BookingDraft.Pin] = []
    reader.readSheet(
      "固定", "pins", at: Place("pins"), isRequired: false,
      headings: [
        Heading("request", "申请号"), Heading("device", "设备编号"), Heading("start", "开始"),
      ]
    ) { row in
      found.append(
        .init(
          request: row.required("request", .identifier) ?? "",
          device: row.required("device", .identifier) ?? "",
          start: sheets.minutes(row.required("start", .moment))))
    }
    draft.pins = found
  }
}
