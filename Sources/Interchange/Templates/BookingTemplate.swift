internal import Diagnostics

extension Template {
  private static let closures = [
    Bilingual(zh: "停机", en: "maintenance"), Bilingual(zh: "加开", en: "extra"),
    Bilingual(zh: "自用", en: "owner"),
  ]
  private static let periods = [
    Bilingual(zh: "全程", en: "horizon"), Bilingual(zh: "每周", en: "week"),
    Bilingual(zh: "每日", en: "day"),
  ]

  /// The sheets of an equipment round.
  static let bookingSheets: [SheetPlan] = [
    SheetPlan(
      "设置", "settings", "这一轮的起止与粒度。", "The days and slots of this round.",
      [
        ColumnPlan("项目", "item", "不要改动这一列。", "Leave this column as it is."),
        ColumnPlan("值", "value", "填写右边的值。", "Write the value here."),
      ],
      examples: [
        [
          Bilingual(zh: "名称", en: "name"),
          Bilingual(zh: "2027年1月设备共享", en: "January 2027"),
        ],
        [Bilingual(zh: "起始日", en: "first day"), .same("2027-01-04")],
        [Bilingual(zh: "天数", en: "days"), .same("14")],
        [Bilingual(zh: "时段分钟", en: "slot minutes"), .same("30")],
        [Bilingual(zh: "优先级分值", en: "priority points"), .same("100、50、10")],
        [Bilingual(zh: "每次加计时段", en: "booking slots"), .same("0")],
        [Bilingual(zh: "公平份额规则", en: "fair share rule"), Bilingual(zh: "分值", en: "points")],
      ]),
    SheetPlan(
      "单位", "institutions", "设备所属与申请的单位。", "Owners and users.",
      [
        ColumnPlan("单位编号", "id", "自编，不重复。", "A key of your own, used once."),
        ColumnPlan("单位名称", "name", "全称。", "The full name."),
      ],
      examples: [[.same("H01"), Bilingual(zh: "示例医院", en: "Example Hospital")]]),
    SheetPlan(
      "设备", "devices", "每台（套）设备一行。", "One row for each device.",
      [
        ColumnPlan("设备编号", "id", "自编，不重复。", "A key of your own, used once."),
        ColumnPlan("名称", "name", "设备名称。", "Its name."),
        ColumnPlan("所属单位", "owner", "也可写单位名称。", "From the sheet institutions.", from: "单位"),
        ColumnPlan("类别", "device class", "如 流式细胞仪；申请可按类别提出。", "Requests may name the class."),
        ColumnPlan(
          "片区", "area", "可空，不含 @；申请可写 类别@片区。",
          "May be blank, without @; requests may name class@area."),
        ColumnPlan("台数", "capacity", .number, "可同时使用的台数或许可数。", "How many can be used at once."),
        ColumnPlan("预热分钟", "set up minutes", .number, "每次使用之前。", "Before each use."),
        ColumnPlan("清洗分钟", "clean up minutes", .number, "每次使用之后。", "After each use."),
        ColumnPlan("设备管理员工号", "custodian", "可空；不公布。", "May be blank; never published."),
        ColumnPlan(
          "管理岗位", "custodian post", "目录中公布的岗位，如 影像科设备管理岗；可空。",
          "The post that the catalogue publishes; may be blank."),
        ColumnPlan("操作员组", "operator pool", "需要操作员时填组名。", "If an operator is needed."),
        ColumnPlan("授权名单", "authorized", "可用者工号，用顿号分开；空着表示都可用。", "Blank if anyone may use it."),
        ColumnPlan(
          "组成设备", "parts", "同时占用的设备编号，用顿号分开，如一间房和其中的仪器；一般空着。",
          "Devices used together, such as a room and its instrument; usually blank."),
      ],
      examples: [
        [
          .same("D01"), Bilingual(zh: "示例流式细胞仪", en: "Example cytometer"),
          .same("H01"),
          Bilingual(zh: "流式细胞仪", en: "cytometer"), Bilingual(zh: "东片", en: "east"),
          .same("1"), .same("30"), .same("30"), .same(""),
          Bilingual(zh: "中心实验室设备管理岗", en: "equipment post of the laboratory"),
          .same(""), .same(""), .same(""),
        ]
      ]),
    SheetPlan(
      "开放", "openings", "每周开放的时段。", "Weekly opening hours.",
      [
        ColumnPlan("设备编号", "device", "见“设备”表。", "From the sheet devices.", from: "设备"),
        ColumnPlan("星期", "weekday", "1-5、周一 或 一、三、五。", "1-5, or 1、3、5; Monday is 1."),
        ColumnPlan("起", "from", .time, "如 8:30。", "Such as 8:30."),
        ColumnPlan("止", "to", .time, "如 17:00。", "Such as 17:00."),
      ],
      examples: [[.same("D01"), .same("1-5"), .same("08:30"), .same("17:00")]]),
    SheetPlan(
      "停机", "closures", "停机维护、额外加开、单位自用。", "Maintenance, extra hours, hours kept by the owner.",
      [
        ColumnPlan("设备编号", "device", "见“设备”表。", "From the sheet devices.", from: "设备"),
        ColumnPlan("类型", "kind", "停机、加开或自用。", "Maintenance, extra or owner.", choices: closures),
        ColumnPlan("起", "from", .moment, "如 2027-1-5 8:30。", "Such as 2027-1-5 8:30."),
        ColumnPlan("止", "to", .moment, "如 2027-1-5 12:00。", "Such as 2027-1-5 12:00."),
      ]),
    SheetPlan(
      "操作员", "operators", "操作员组的在岗人数。", "How many operators are on duty.",
      [
        ColumnPlan("操作员组", "pool", "组名。", "The pool."),
        ColumnPlan("星期", "weekday", "每周的写星期；某一天的空着。", "Blank for a single day."),
        ColumnPlan("起", "from", "每周的写时刻，某一天的写日期和时刻。", "A time, or a day with a time."),
        ColumnPlan("止", "to", "同上。", "The same."),
        ColumnPlan("人数", "count", .number, "在岗人数。", "Operators on duty."),
      ]),
    requests, deviceWindows, series,
    SheetPlan(
      "限额", "quotas", "单位用时上限。", "How much a unit may use.",
      [
        ColumnPlan("单位编号", "institution", "也可写单位名称。", "From the sheet institutions.", from: "单位"),
        ColumnPlan("类别", "device class", "空着表示全部设备。", "Blank for all devices."),
        ColumnPlan("上限分钟", "minutes", .number, "分钟。", "Minutes."),
        ColumnPlan("周期", "period", "全程、每周或每日。", "Horizon, week or day.", choices: periods),
        ColumnPlan(
          "起", "from", .time, "只限一天中的高峰时段时填，如 9:00；可空。",
          "For prime time only, such as 9:00; may be blank."),
        ColumnPlan("止", "to", .time, "高峰时段的结束；可空。", "End of prime time; may be blank."),
      ]),
    fairShares,
    SheetPlan(
      "收费", "tariffs", "协商的单价；没有的记为待协商。", "Agreed rates; none means still to agree.",
      [
        ColumnPlan("设备编号", "device", "见“设备”表。", "From the sheet devices.", from: "设备"),
        ColumnPlan("使用单位", "institution", "空着表示所有单位。", "Blank for all.", from: "单位"),
        ColumnPlan("单价(元/小时)", "yuan per hour", .money, "如 120 或 120.50。", "Such as 120.50."),
      ],
      examples: [[.same("D01"), .same(""), .same("120.00")]]),
    SheetPlan(
      "固定", "pins", "已经定下的预约。", "Bookings that are settled.",
      [
        ColumnPlan("申请号", "request", "见“预约申请”表。", "From the sheet requests.", from: "预约申请"),
        ColumnPlan("设备编号", "device", "见“设备”表。", "From the sheet devices.", from: "设备"),
        ColumnPlan("开始", "start", .moment, "如 2027-1-5 8:30。", "Such as 2027-1-5 8:30."),
      ]),
  ]
}
