internal import Alliance
internal import Diagnostics
internal import EquipmentSettlement

/// The sheets of prices and of the log: 收费标准, 使用记录.
extension SettlementSheets {
  mutating func readTariffs() {
    var found: [SettlementDraft.Tariff] = []
    let units = units
    reader.readSheet(
      "收费标准", "tariffs", at: Place("tariffs"), mayBeEmpty: true,
      headings: [
        Heading("id", "标准号", "编号"), Heading("owner", "所属单位"),
        Heading("target", "设备或类别", "设备编号", isRequired: false),
        Heading("user", "使用方", "使用单位", "使用方类别/单位", isRequired: false),
        Heading("fenPerHour", "单价(元/小时)", "单价", "price per hour"),
        Heading("basis", "计费依据", isRequired: false),
        Heading("minimumMinutes", "起算分钟", "起算", isRequired: false),
        Heading("stepMinutes", "步长分钟", "步长", isRequired: false),
        Heading("pricePercent", "折扣%", "折扣", isRequired: false),
        Heading("noticeHours", "提前取消小时", isRequired: false),
        Heading("lateCancelPercent", "迟取消%", isRequired: false),
        Heading("noShowPercent", "爽约%", isRequired: false),
        Heading("agreement", "协议号", isRequired: false), Heading("from", "生效日"),
        Heading("to", "失效日", "截止日", isRequired: false),
      ]
    ) { row in
      let notice = row.value("noticeHours", .integer(in: 0...720), ifBlank: 0)
      row.record("noticeHours", for: row.place.appending("noticeMinutes"))
      // A price that is still open is written as a blank or in words.
      let isOpen = ["待协商", "协商中", "面议"].contains(row.text("fenPerHour"))
      found.append(
        .init(
          id: row.required("id", .identifier) ?? "",
          owner: row.named("owner", in: units) ?? "",
          target: row.value("target", .text, ifBlank: ""),
          user: row.value("user", .payer(among: units), ifBlank: ""),
          fenPerHour: isOpen ? nil : row.optional("fenPerHour", .money),
          basis: row.value(
            "basis",
            .choice(
              .notBasis,
              [(.actual, ["实际", "实际机时", "actual"]), (.larger, ["取大", "预约与实际取大", "larger"])]),
            ifBlank: .actual),
          minimumMinutes: row.value("minimumMinutes", .integer(), ifBlank: 0),
          stepMinutes: row.value("stepMinutes", .integer(), ifBlank: 1),
          pricePercent: row.value("pricePercent", .percent, ifBlank: 100),
          noticeMinutes: notice * 60,
          lateCancelPercent: row.value("lateCancelPercent", .percent, ifBlank: 0),
          noShowPercent: row.value("noShowPercent", .percent, ifBlank: 100),
          agreement: row.value("agreement", .identifier, ifBlank: ""),
          from: row.required("from", .day)?.description ?? "",
          to: row.optional("to", .day)?.description))
    }
    draft.tariffs = found
  }

  mutating func readUses() {
    let (sheets, units) = (self, units)
    var found: [SettlementDraft.Use] = []
    reader.readSheet(
      "使用记录", "uses", "使用登记", at: Place("uses"),
      headings: [
        Heading("id", "记录号"), Heading("booking", "预约号", "申请号", isRequired: false),
        Heading("device", "设备编号", "设备"), Heading("user", "使用单位", "申请单位"),
        Heading("person", "使用人工号", "工号", isRequired: false),
        Heading("fund", "项目/经费号", "经费号", isRequired: false),
        Heading("planFrom", "预约起", isRequired: false),
        Heading("planTo", "预约止", isRequired: false), Heading("actualFrom", "实际上机", "上机"),
        Heading("actualTo", "实际下机", "下机"), Heading("event", "状态", isRequired: false),
        Heading("cancelledAt", "取消时间", isRequired: false),
        Heading("isConfirmed", "双方确认", isRequired: false),
      ]
    ) { row in
      found.append(sheets.use(&row, units))
    }
    draft.uses = found
  }

  private func use(_ row: inout TableRow, _ units: NameIndex) -> SettlementDraft.Use {
    let plan = span(&row, "planFrom", "planTo", as: "plan")
    let actual = span(&row, "actualFrom", "actualTo", as: "actual")
    return .init(
      id: row.required("id", .identifier) ?? "",
      booking: row.value("booking", .identifier, ifBlank: ""),
      device: row.required("device", .identifier) ?? "",
      user: row.named("user", in: units) ?? "",
      person: row.value("person", .identifier, ifBlank: ""),
      fund: row.value("fund", .text, ifBlank: ""),
      event: row.value(
        "event",
        .choice(
          .notEvent,
          [
            (.used, ["完成", "已用", "used"]), (.cancelled, ["取消", "已取消", "cancelled"]),
            (.noShow, ["爽约", "未到", "no-show"]),
          ]), ifBlank: .used),
      plan: plan, actual: actual,
      cancelledAt: row.optional("cancelledAt", .moment).map(minutes),
      isConfirmed: row.value("isConfirmed", .yesNo, ifBlank: false))
  }

  private func span(
    _ row: inout TableRow, _ from: String, _ to: String, as key: String
  ) -> SettlementDraft.Span? {
    let begin = row.optional(from, .moment)
    let end = row.optional(to, .moment)
    row.record(from, for: row.place.appending(key))
    guard row.isBlank(from) == row.isBlank(to) else {
      row.fault(.halfSpan, at: row.isBlank(from) ? from : to)
      return nil
    }
    guard let begin, let end else { return nil }
    return .init(from: minutes(begin), to: minutes(end))
  }

  /// Minutes from the first day; from the moment's own day while the first day is unknown, which the
  /// ledger reports.
  private func minutes(_ moment: Moment) -> Int {
    (moment.day - (firstDay ?? moment.day)) * TimeWindow.minutesPerDay + moment.minute
  }
}
