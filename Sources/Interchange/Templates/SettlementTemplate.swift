internal import Diagnostics

extension Template {
  private static let bases = [
    Bilingual(zh: "实际", en: "actual"), Bilingual(zh: "取大", en: "larger"),
  ]
  private static let events = [
    Bilingual(zh: "完成", en: "used"), Bilingual(zh: "取消", en: "cancelled"),
    Bilingual(zh: "爽约", en: "no-show"),
  ]
  private static let agreementKinds = [
    Bilingual(zh: "收费", en: "tariff"), Bilingual(zh: "轧差", en: "netting"),
  ]

  /// The sheets of a settlement.
  static let settlementSheets: [SheetPlan] = [
    SheetPlan(
      "设置", "settings", "本期结算的范围。", "What this settlement covers.",
      [
        ColumnPlan("项目", "item", "不要改动这一列。", "Leave this column as it is."),
        ColumnPlan("值", "value", "填写右边的值。", "Write the value here."),
      ],
      examples: [
        [
          Bilingual(zh: "名称", en: "name"),
          Bilingual(zh: "2027年1月设备共享结算", en: "Settlement of January 2027"),
        ],
        [Bilingual(zh: "起始日", en: "first day"), .same("2027-01-01")],
        [Bilingual(zh: "截止日", en: "last day"), .same("2027-01-31")],
        [Bilingual(zh: "规则版本", en: "rule version"), .same("2027-1")],
      ]),
    SheetPlan(
      "单位", "institutions", "设备所属和使用设备的单位。", "Owners and users of the devices.",
      [
        ColumnPlan("单位编号", "id", "自编，不重复。", "A key of your own, used once."),
        ColumnPlan("单位名称", "name", "全称。", "The full name."),
        ColumnPlan("类别", "tier", "二三级医院或社区。", "Hospital or community.", choices: tiers),
      ],
      examples: [
        [.same("H01"), Bilingual(zh: "示例医院", en: "Example Hospital"), tiers[0]],
        [.same("C01"), Bilingual(zh: "示例社区卫生服务中心", en: "Example Health Centre"), tiers[1]],
      ]),
    SheetPlan(
      "设备", "devices", "每台（套）一行。", "One row for each device.",
      [
        ColumnPlan("设备编号", "id", "自编，不重复。", "A key of your own, used once."),
        ColumnPlan("名称", "name", "如实填写。", "As it is printed."),
        ColumnPlan("所属单位", "owner", "单位编号。", "From the sheet institutions.", from: "单位"),
        ColumnPlan("类别", "device class", "同类设备写同一名称。", "The same for like devices."),
        ColumnPlan("台数", "capacity", .number, "可空，即1。", "Blank is 1."),
        ColumnPlan("年额定机时", "yearly hours", "通用（1400）、专用（800）或小时数。", "general, special or hours."),
      ],
      examples: [
        [
          .same("D01"), Bilingual(zh: "示例仪器", en: "Example Instrument"), .same("H01"),
          Bilingual(zh: "流式细胞仪", en: "cytometer"), .same("1"), .same("1400"),
        ]
      ]),
    SheetPlan(
      "协议", "agreements", "双方或多方已签的协议；可以不填。", "Agreements that were signed; may be empty.",
      [
        ColumnPlan("协议号", "id", "如 XY2027-01。", "Such as XY2027-01."),
        ColumnPlan("类型", "kind", "收费或轧差。", "Tariff or netting.", choices: agreementKinds),
        ColumnPlan("参加单位", "members", "单位编号，用顿号分开。", "Identifiers with commas between."),
        ColumnPlan("生效日", "from", .date, "第一天。", "The first day."),
        ColumnPlan("失效日", "to", .date, "最后一天；可空。", "The last day; may be blank."),
      ],
      examples: [
        [
          .same("XY2027-01"), agreementKinds[0], Bilingual(zh: "H01、C01", en: "H01, C01"),
          .same("2027-01-01"), .same(""),
        ]
      ]),
    SheetPlan(
      "收费标准", "tariffs", "没有商定价格的使用按“待协商”列出，不计为0。",
      "A use without an agreed price is listed as open, never as 0.",
      [
        ColumnPlan("标准号", "id", "自编，不重复。", "A key of your own, used once."),
        ColumnPlan("所属单位", "owner", "收费的单位。", "Who charges.", from: "单位"),
        ColumnPlan("设备或类别", "target", "可空，即全部。", "Blank for all."),
        ColumnPlan("使用方", "user", "单位编号、二三级医院、社区，或空。", "An institution, a tier, or blank."),
        ColumnPlan(
          "单价(元/小时)", "price per hour", .money, "未商定的留空。", "In yuan; blank while it is open."),
        ColumnPlan(
          "计费依据", "basis", "实际机时，或预约与实际取大。", "Actual hours or the larger.", choices: bases),
        ColumnPlan("起算分钟", "minimum minutes", .number, "可空。", "May be blank."),
        ColumnPlan("步长分钟", "step minutes", .number, "可空，即1。", "Blank is 1."),
        ColumnPlan("折扣%", "price percent", .number, "按单价的百分之几，可空即100。", "Blank is 100."),
        ColumnPlan("提前取消小时", "notice hours", .number, "早于此取消不收费。", "Cancelling earlier is free."),
        ColumnPlan("迟取消%", "late cancel percent", .number, "可空，即0。", "Blank is 0."),
        ColumnPlan("爽约%", "no show percent", .number, "可空，即100。", "Blank is 100."),
        ColumnPlan("协议号", "agreement", "见“协议”表；可空。", "From agreements; may be blank.", from: "协议"),
        ColumnPlan("生效日", "from", .date, "第一天。", "The first day."),
        ColumnPlan("失效日", "to", .date, "最后一天；可空。", "The last day; may be blank."),
      ],
      examples: [
        [
          .same("F01"), .same("H01"), .same("D01"), tiers[1], .same("180.00"), bases[0],
          .same("30"), .same("15"), .same("100"), .same("24"), .same("30"), .same("50"),
          .same("XY2027-01"), .same("2027-01-01"), .same(""),
        ]
      ]),
    SheetPlan(
      "使用记录", "uses", "使用登记本，一次一行。", "The log, one row for each use.",
      [
        ColumnPlan("记录号", "id", "自编，不重复。", "A key of your own, used once."),
        ColumnPlan("预约号", "booking", "可空。", "May be blank."),
        ColumnPlan("设备编号", "device", "见“设备”表。", "From the sheet devices.", from: "设备"),
        ColumnPlan("使用单位", "user", "单位编号。", "From the sheet institutions.", from: "单位"),
        ColumnPlan("使用人工号", "person", "可空。", "May be blank."),
        ColumnPlan("项目/经费号", "fund", "可空。", "May be blank."),
        ColumnPlan("预约起", "plan from", .moment, "与预约止同填或同空。", "With plan to, or blank."),
        ColumnPlan("预约止", "plan to", .moment, "与预约起同填或同空。", "With plan from, or blank."),
        ColumnPlan("实际上机", "actual from", .moment, "未用的留空。", "Blank if it was not used."),
        ColumnPlan("实际下机", "actual to", .moment, "未用的留空。", "Blank if it was not used."),
        ColumnPlan("状态", "event", "完成、取消或爽约。", "Used, cancelled or no-show.", choices: events),
        ColumnPlan("取消时间", "cancelled at", .moment, "取消的填写。", "If it was cancelled."),
        ColumnPlan("双方确认", "is confirmed", "是或否。", "Yes or no.", choices: yesNo),
      ],
      examples: [
        [
          .same("S0001"), .same("R001"), .same("D01"), .same("C01"), .same("020011"),
          .same("KY2027-001"), .same("2027-01-05 08:30"), .same("2027-01-05 10:30"),
          .same("2027-01-05 08:33"), .same("2027-01-05 10:14"), events[0], .same(""), yesNo[0],
        ]
      ]),
  ]
}
