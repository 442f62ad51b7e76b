internal import Diagnostics

/// The sheets of wishes in an equipment round: what most requests need first, what few need after it.
extension Template {
  private static let seriesRules = [
    Bilingual(zh: "全有或全无", en: "all-or-nothing"), Bilingual(zh: "跳过冲突", en: "skip-conflicts"),
    Bilingual(zh: "只取其一", en: "only-one"),
  ]

  static let requests = SheetPlan(
    "预约申请", "requests", "每份申请一行。", "One row for each request.",
    [
      ColumnPlan("申请号", "id", "不重复。", "Used once."),
      ColumnPlan("申请单位", "institution", "也可写单位名称。", "From the sheet institutions.", from: "单位"),
      ColumnPlan("申请人工号", "applicant", "按文本填写。", "Text, with its leading zeros."),
      ColumnPlan("项目/经费号", "fund", "可空。", "May be blank."),
      ColumnPlan(
        "设备或类别", "choices", "可写几个，偏好加分写在后面：D01+10、流式细胞仪@东片+5、流式细胞仪。",
        "Several, with a bonus: D01+10、cytometer@east+5、cytometer."),
      ColumnPlan("时长", "minutes", .number, "分钟。", "Minutes."),
      ColumnPlan("优先级", "priority", .number, "1最高。", "1 is the highest."),
      ColumnPlan("最早", "earliest", .moment, "如 2027-1-5 8:30。", "Such as 2027-1-5 8:30."),
      ColumnPlan("最晚", "latest", .moment, "最晚结束的时刻。", "When it must have ended."),
      ColumnPlan(
        "最早2", "earliest 2", .moment, "另一个时间窗，可空；还可加 最早3。", "Another window; may be blank."),
      ColumnPlan("最晚2", "latest 2", .moment, "可空。", "May be blank."),
      ColumnPlan("首选起", "preferred from", .moment, "可空。", "May be blank."),
      ColumnPlan("首选止", "preferred to", .moment, "可空。", "May be blank."),
      ColumnPlan("首选分", "preferred bonus", .number, "可空。", "May be blank."),
      ColumnPlan(
        "首选设备", "preferred device", "首选时段的加分只给这台设备；可空。",
        "Points of preferred hours on this device only; may be blank.", from: "设备"),
      ColumnPlan(
        "可拆分每段至少分钟", "least part", .number, "可空；每段为其整数倍，一段带余数。",
        "May be blank; parts are multiples of it, one takes the rest."),
      ColumnPlan("至多段数", "most parts", .number, "可空；拆分时默认2。", "May be blank; 2 if it is split."),
      ColumnPlan(
        "段间隔分钟", "part gap", .number, "前后两段之间至少隔多久；可空。", "Least time between parts; may be blank."),
      ColumnPlan("分值", "weight", .number, "空着按优先级。", "Blank for that of its priority."),
      ColumnPlan(
        "结转分", "credit", .number, "上轮未得而加的分；可空。", "For a refusal last round; may be blank."),
      ColumnPlan("操作员组", "operator pool", "不同于设备时填写。", "If it differs from the device's."),
      ColumnPlan(
        "准备分钟", "set up minutes", .number, "不同于设备时填写。", "If they differ from the device's."),
      ColumnPlan(
        "清洗分钟", "clean up minutes", .number, "不同于设备时填写。", "If they differ from the device's."),
    ],
    examples: [
      [
        "R001", "H01", "020011", "F001", "D01", "120", "1", "2027-01-05 08:30", "2027-01-08 17:00",
      ].map(Bilingual.same) + Array(repeating: .same(""), count: 14)
    ])

  static let deviceWindows = SheetPlan(
    "设备时间窗", "device windows", "某申请在某设备上的时间窗；没有的按申请表。",
    "Hours of a request at one device; without, those of the request.",
    [
      ColumnPlan("申请号", "request", "见“预约申请”表。", "From the sheet requests.", from: "预约申请"),
      ColumnPlan("设备编号", "device", "见“设备”表。", "From the sheet devices.", from: "设备"),
      ColumnPlan("最早", "from", .moment, "如 2027-1-5 8:30。", "Such as 2027-1-5 8:30."),
      ColumnPlan("最晚", "to", .moment, "最晚结束的时刻。", "When it must have ended."),
    ])

  static let series = SheetPlan(
    "系列", "series", "成组的申请：每周重复、先后衔接、几个取一。",
    "Requests that belong together: each week, one after another, one of several.",
    [
      ColumnPlan("系列编号", "id", "自编，不重复。", "A key of your own, used once."),
      ColumnPlan("申请号", "requests", "组内的申请号，用顿号分开。", "Its requests with commas between."),
      ColumnPlan(
        "规则", "rule", "全有或全无、跳过冲突或只取其一。", "All-or-nothing, skip-conflicts or only-one.",
        choices: seriesRules),
      ColumnPlan(
        "先后间隔分钟", "gap minutes", .number, "按所写顺序先后进行时填间隔；空着不论先后。",
        "In the order written, at least this far apart; blank for any order."),
    ])

  static let fairShares = SheetPlan(
    "公平份额", "fair shares", "单位应得的用时，按“设置”中的公平份额规则：分值（不足时扣分）或最大最小（先让差得最多的单位达到）。",
    "Time a unit should get; what it lacks costs points, or by the rule maxmin those worst off come first.",
    [
      ColumnPlan("单位编号", "institution", "也可写单位名称。", "From the sheet institutions.", from: "单位"),
      ColumnPlan("目标分钟", "minutes", .number, "分钟。", "Minutes."),
      ColumnPlan(
        "每时段扣分", "points per slot", .number, "每少一个时段扣几分；最大最小规则下空着。",
        "Points for each slot it lacks; blank by the rule maxmin."),
    ])
}
