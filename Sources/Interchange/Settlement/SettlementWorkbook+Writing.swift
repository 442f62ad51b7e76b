internal import Alliance
internal import Diagnostics
public import EquipmentSettlement

extension SettlementWorkbook {
  /// The sheets of a settlement's input, with Chinese headings; ``read(_:)`` reads them back.
  ///
  /// - Parameter draft: The settlement's input.
  /// - Returns: One sheet for each list of the draft.
  public static func workbook(of draft: SettlementDraft) -> Workbook {
    Workbook(name: draft.name, sheets: SettlementSheetWriter(draft).sheets())
  }
}

/// Writes the lists of a draft as rows of text.
private struct SettlementSheetWriter {
  let draft: SettlementDraft
  let firstDay: Day

  init(_ draft: SettlementDraft) {
    self.draft = draft
    firstDay = Day(iso: draft.firstDay) ?? Day(number: 0)
  }

  private func moment(_ minute: Int?) -> String {
    guard let minute else { return "" }
    let ofDay = (minute % 1440 + 1440) % 1440
    return "\(firstDay + (minute - ofDay) / 1440) \(TimeWindow.clock(ofDay))"
  }

  private func sheet(_ name: String, _ headings: [String], _ rows: [[String]]) -> Sheet {
    Sheet(file: draft.name, name: name, rows: [headings] + rows)
  }

  private func tier(_ name: String) -> String { Tier(named: name)?.title.zh ?? name }

  func sheets() -> [Sheet] {
    [
      sheet(
        "设置", ["项目", "值"],
        [
          ["名称", draft.name], ["起始日", draft.firstDay], ["截止日", draft.lastDay],
          ["规则版本", draft.ruleVersion],
        ]),
      sheet(
        "单位", ["单位编号", "单位名称", "类别"],
        draft.institutions.map { [$0.id, $0.name, tier($0.tier)] }),
      sheet(
        "设备", ["设备编号", "名称", "所属单位", "类别", "台数", "年额定机时"],
        draft.devices.map {
          [
            $0.id, $0.name, $0.owner, $0.deviceClass, String($0.capacity), String($0.yearlyHours),
          ]
        }),
      sheet(
        "协议", ["协议号", "类型", "参加单位", "生效日", "失效日"],
        draft.agreements.map {
          [
            $0.id, $0.kind == .tariff ? "收费" : "轧差", $0.members.joined(separator: "、"), $0.from,
            $0.to ?? "",
          ]
        }),
      tariffs(), uses(),
    ]
  }

  private func tariffs() -> Sheet {
    sheet(
      "收费标准",
      [
        "标准号", "所属单位", "设备或类别", "使用方", "单价(元/小时)", "计费依据", "起算分钟", "步长分钟", "折扣%", "提前取消小时",
        "迟取消%", "爽约%", "协议号", "生效日", "失效日",
      ],
      draft.tariffs.map { row in
        [
          row.id, row.owner, row.target, tier(row.user),
          row.fenPerHour.map(Money.yuan) ?? "待协商", row.basis == .actual ? "实际" : "取大",
          String(row.minimumMinutes), String(row.stepMinutes), String(row.pricePercent),
          String(row.noticeMinutes / 60), String(row.lateCancelPercent),
          String(row.noShowPercent), row.agreement, row.from, row.to ?? "",
        ]
      })
  }

  private func uses() -> Sheet {
    let events: [SettlementDraft.Use.Event: String] = [
      .used: "完成", .cancelled: "取消", .noShow: "爽约",
    ]
    return sheet(
      "使用记录",
      [
        "记录号", "预约号", "设备编号", "使用单位", "使用人工号", "项目/经费号", "预约起", "预约止", "实际上机", "实际下机", "状态",
        "取消时间", "双方确认",
      ],
      draft.uses.map { use in
        [
          use.id, use.booking, use.device, use.user, use.person, use.fund,
          moment(use.plan?.from), moment(use.plan?.to), moment(use.actual?.from),
          moment(use.actual?.to), events[use.event] ?? "", moment(use.cancelledAt),
          use.isConfirmed ? "是" : "否",
        ]
      })
  }
}
