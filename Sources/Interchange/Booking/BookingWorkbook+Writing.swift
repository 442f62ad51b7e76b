internal import Alliance
public import EquipmentBooking

extension BookingWorkbook {
  /// The sheets of a round, with Chinese headings; ``read(_:)`` reads them back.
  ///
  /// - Parameter draft: The round.
  /// - Returns: One sheet for each list of the draft.
  public static func workbook(of draft: BookingDraft) -> Workbook {
    let writer = BookingSheetWriter(draft)
    return Workbook(name: draft.name, sheets: writer.sheets())
  }
}

/// Writes the lists of a draft as rows of text.
private struct BookingSheetWriter {
  let draft: BookingDraft
  let firstDay: Day

  init(_ draft: BookingDraft) {
    self.draft = draft
    firstDay = Day(iso: draft.firstDay) ?? Day(number: 0)
  }

  /// `2026-12-01 09:00` for a minute of the horizon.
  private func moment(_ minute: Int) -> String {
    let day = minute.dividedRoundingDown(by: TimeWindow.minutesPerDay)
    return "\(firstDay + day) \(clock(minute - day * TimeWindow.minutesPerDay))"
  }

  /// `09:00` for a minute of the day.
  private func clock(_ minute: Int) -> String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(padded(minute / 60)):\(padded(minute % 60))"
  }

  private func sheet(_ name: String, _ headings: [String], _ rows: [[String]]) -> Sheet {
    Sheet(file: draft.name, name: name, rows: [headings] + rows)
  }

  func sheets() -> [Sheet] {
    [
      sheet(
        "设置", ["项目", "值"],
        [
          ["名称", draft.name], ["起始日", draft.firstDay], ["天数", String(draft.dayCount)],
          ["时段分钟", String(draft.slotMinutes)],
          ["优先级分值", draft.priorityPoints.map(String.init).joined(separator: "、")],
          ["每次加计时段", String(draft.bookingSlots)],
        ] + (draft.fairShareRule.map { [["公平份额规则", Self.name(of: $0)]] } ?? [])),
      sheet("单位", ["单位编号", "单位名称"], draft.institutions.map { [$0.id, $0.name] }),
      devices(), openings(), closures(), operators(), requests(),
      sheet(
        "限额", ["单位编号", "类别", "上限分钟", "周期", "起", "止"],
        draft.quotas.map {
          [
            $0.institution, $0.deviceClass ?? "", String($0.minutes),
            Self.name(of: $0.period), $0.hours.map { clock($0.from) } ?? "",
            $0.hours.map { clock($0.to) } ?? "",
          ]
        }),
    ]
      + deviceWindows()
      + (draft.series.isEmpty ? [] : [series()])
      + (draft.fairShares.isEmpty ? [] : [fairShares()])
      + agreements()
  }

  private func deviceWindows() -> [Sheet] {
    guard let windows = draft.deviceWindows, !windows.isEmpty else { return [] }
    return [
      sheet(
        "设备时间窗", ["申请号", "设备编号", "最早", "最晚"],
        windows.map { [$0.request, $0.device, moment($0.span.from), moment($0.span.to)] })
    ]
  }

  private func series() -> Sheet {
    sheet(
      "系列", ["系列编号", "申请号", "规则", "先后间隔分钟"],
      draft.series.map {
        [
          $0.id, $0.requests.joined(separator: "、"),
          Self.name(of: $0.rule), $0.gapMinutes.map(String.init) ?? "",
        ]
      })
  }

  private static func name(of period: BookingDraft.Quota.Period) -> String {
    switch period {
    case .horizon: "全程"
    case .week: "每周"
    case .day: "每日"
    }
  }

  private static func name(of rule: BookingDraft.Series.Rule) -> String {
    switch rule {
    case .allOrNothing: "全有或全无"
    case .skipConflicts: "跳过冲突"
    case .onlyOne: "只取其一"
    }
  }

  private static func name(of rule: BookingDraft.FairShareRule) -> String {
    switch rule {
    case .points: "分值"
    case .maxMin: "最大最小"
    }
  }

  private func fairShares() -> Sheet {
    sheet(
      "公平份额", ["单位编号", "目标分钟", "每时段扣分"],
      draft.fairShares.map {
        [$0.institution, String($0.minutes), $0.pointsPerSlot.map(String.init) ?? ""]
      })
  }

  private func agreements() -> [Sheet] {
    [
      sheet(
        "收费", ["设备编号", "使用单位", "单价(元/小时)"],
        draft.tariffs.map { [$0.device, $0.institution ?? "", yuan($0.fenPerHour)] }),
      sheet(
        "固定", ["申请号", "设备编号", "开始"],
        draft.pins.map { [$0.request, $0.device, moment($0.start)] }),
    ]
  }

  private func yuan(_ fen: Int) -> String {
    let cents = fen % 100
    return "\(fen / 100).\(cents < 10 ? "0" : "")\(cents)"
  }

  private func devices() -> Sheet {
    typealias Column = (heading: String, isRare: Bool, text: (BookingDraft.Device) -> String)
    let columns: [Column] = [
      ("设备编号", false, { $0.id }), ("名称", false, { $0.name }), ("所属单位", false, { $0.owner }),
      ("类别", false, { $0.deviceClass }), ("片区", true, { $0.area ?? "" }),
      ("台数", false, { String($0.capacity) }), ("预热分钟", false, { String($0.setUpMinutes) }),
      ("清洗分钟", false, { String($0.cleanUpMinutes) }), ("设备管理员工号", false, { $0.custodian }),
      ("管理岗位", true, { $0.custodianPost ?? "" }), ("操作员组", false, { $0.operatorPool ?? "" }),
      ("授权名单", false, { $0.authorized?.joined(separator: "、") ?? "" }),
      ("组成设备", true, { $0.parts.joined(separator: "、") }),
    ]
    // Rare columns are written only where a device fills one.
    let used = columns.filter { column in
      !column.isRare || draft.devices.contains { column.text($0) != "" }
    }
    return sheet(
      "设备", used.map(\.heading), draft.devices.map { device in used.map { $0.text(device) } })
  }

  /// One row for equal hours of a device on following weekdays.
  private func openings() -> Sheet {
    var rows: [[String]] = []
    for opening in draft.openings {
      rows.append([
        opening.device, String(opening.weekday), clock(opening.from), clock(opening.to),
      ])
    }
    return sheet("开放", ["设备编号", "星期", "起", "止"], rows)
  }

  private func closures() -> Sheet {
    func rows(_ entries: [BookingDraft.DeviceSpan], _ kind: String) -> [[String]] {
      entries.map { [$0.device, kind, moment($0.span.from), moment($0.span.to)] }
    }
    return sheet(
      "停机", ["设备编号", "类型", "起", "止"],
      rows(draft.maintenance, "停机") + rows(draft.extraOpenings, "加开")
        + rows(draft.reserves ?? [], "自用"))
  }

  private func operators() -> Sheet {
    sheet(
      "操作员", ["操作员组", "星期", "起", "止", "人数"],
      draft.shifts.map {
        [$0.pool, String($0.weekday), clock($0.from), clock($0.to), String($0.count)]
      }
        + draft.datedShifts.map {
          [$0.pool, "", moment($0.span.from), moment($0.span.to), String($0.count)]
        })
  }

  private func requests() -> Sheet {
    let windowCount = draft.requests.reduce(1) { max($0, $1.windows.count) }
    let later = windowCount > 1 ? (2...windowCount).flatMap { ["最早\($0)", "最晚\($0)"] } : []
    let headings = [
      "申请号", "申请单位", "申请人工号", "项目/经费号", "设备或类别", "时长", "优先级", "分值", "操作员组", "准备分钟",
      "清洗分钟", "首选起", "首选止", "首选分", "结转分", "最早", "最晚",
    ]
    let rare = rareColumns.filter { column in draft.requests.contains { column.text($0) != "" } }
    return sheet(
      "预约申请", headings + later + rare.map(\.heading),
      draft.requests.map { request in
        let windows = (0..<windowCount).flatMap { i in
          i < request.windows.count
            ? [moment(request.windows[i].from), moment(request.windows[i].to)] : ["", ""]
        }
        return [
          request.id, request.institution, request.applicant, request.fund,
          request.choices.map(text).joined(separator: "、"),
          String(request.minutes), String(request.priority),
          request.weight.map(String.init) ?? "", request.operatorPool ?? "",
          request.setUpMinutes.map(String.init) ?? "",
          request.cleanUpMinutes.map(String.init) ?? "",
          request.preferred.map { moment($0.from) } ?? "",
          request.preferred.map { moment($0.to) } ?? "",
          request.preferredBonus == 0 ? "" : String(request.preferredBonus),
          request.credit.map(String.init) ?? "",
        ] + windows + rare.map { $0.text(request) }
      })
  }

  /// A device or class with its bonus; one of nothing too where the name could be read as having one.
  private func text(of choice: BookingDraft.Choice) -> String {
    let isPlain = choice.bonus == 0 && !choice.target.contains { $0 == "+" || $0 == "＋" }
    return isPlain ? choice.target : "\(choice.target)+\(choice.bonus)"
  }

  /// Columns that are written only where a request fills one.
  private var rareColumns: [(heading: String, text: (BookingDraft.Request) -> String)] {
    [
      ("首选设备", { $0.preferredDevice ?? "" }),
      ("可拆分每段至少分钟", { $0.split.map { String($0.leastMinutes) } ?? "" }),
      ("至多段数", { $0.split.map { String($0.mostParts) } ?? "" }),
      ("段间隔分钟", { $0.split.map { String($0.gapMinutes) } ?? "" }),
      ("所属申请", { $0.partOf ?? "" }),
    ]
  }
}
