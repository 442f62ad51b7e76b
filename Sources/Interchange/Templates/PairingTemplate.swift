internal import Diagnostics

extension Template {
  private static let staff = (zh: "工号按文本填写，保留前面的0。", en: "Text, with its leading zeros.")

  private static func wishes(_ zh: String, _ en: String) -> [ColumnPlan] {
    [ColumnPlan("工号", "staff number", staff.zh, staff.en, from: zh == "导师志愿" ? "导师" : "人才")]
      + (1...5).map { n in
        ColumnPlan(
          "第\(n)志愿", "wish \(n)", "对方工号；并列的用顿号写在一格，如 020011、020014；可以空着。",
          "Staff number of the other side; tied ones in one cell; may be blank.",
          from: zh == "导师志愿" ? "人才" : "导师")
      }
  }

  /// The sheets of a pairing round.
  static let pairingSheets: [SheetPlan] = [
    SheetPlan(
      "单位", "institutions", "参与结对的单位。", "Institutions that take part.",
      [
        ColumnPlan("单位编号", "institution", "自编，不重复。", "A key of your own, used once."),
        ColumnPlan("单位名称", "name", "全称。", "The full name."),
        ColumnPlan("类别", "tier", "二三级医院或社区。", "Hospital or community.", choices: tiers),
      ],
      examples: [
        [.same("H01"), Bilingual(zh: "示例医院", en: "Example Hospital"), tiers[0]],
        [.same("C01"), Bilingual(zh: "示例社区卫生服务中心", en: "Example Health Centre"), tiers[1]],
      ]),
    SheetPlan(
      "导师", "mentors", "每位导师一行。", "One row for each mentor.",
      [
        ColumnPlan("工号", "staff number", staff.zh, staff.en),
        ColumnPlan("姓名", "name", "如实填写。", "As it is printed."),
        ColumnPlan(
          "单位编号", "institution", "见“单位”表，也可写单位名称。", "From the sheet institutions.", from: "单位"),
        ColumnPlan("研究方向", "fields", "多个用顿号分开。", "Several with commas between."),
        ColumnPlan("可带人数下限", "at least", .number, "一般为0。", "Usually 0."),
        ColumnPlan(
          "可带人数上限", "places", .number, "最多带几人，在带的也算。", "Most talents, running pairs included."),
        ColumnPlan(
          "目标人数", "target", .number, "规则“均衡”时想带几人；可空。",
          "Wanted, for the rule balanced; may be blank."),
      ],
      examples: [
        [
          .same("001001"), Bilingual(zh: "示例导师", en: "Example Mentor"), .same("H01"),
          Bilingual(zh: "全科医学、慢病管理", en: "general practice"), .same("0"), .same("2"),
          .same(""),
        ]
      ]),
    SheetPlan(
      "人才", "talents", "每位人才一行。", "One row for each talent.",
      [
        ColumnPlan("工号", "staff number", staff.zh, staff.en),
        ColumnPlan("姓名", "name", "如实填写。", "As it is printed."),
        ColumnPlan(
          "单位编号", "institution", "见“单位”表，也可写单位名称。", "From the sheet institutions.", from: "单位"),
        ColumnPlan("研究方向", "fields", "多个用顿号分开。", "Several with commas between."),
        ColumnPlan(
          "上轮未结对", "waited", "“是”在导师并列的志愿中优先。",
          "Comes first where a mentor ranks several the same.",
          choices: yesNo),
      ],
      examples: [
        [
          .same("020011"), Bilingual(zh: "示例人才", en: "Example Talent"), .same("C01"),
          Bilingual(zh: "慢病管理", en: "general practice"), .same(""),
        ]
      ]),
    SheetPlan(
      "项目", "projects", "导师带教的项目；可以不填。", "Projects that mentors lead; may be empty.",
      [
        ColumnPlan("项目编号", "project", "不重复。", "Used once."),
        ColumnPlan("项目名称", "title", "可空。", "May be blank."),
        ColumnPlan("导师工号", "mentor", "负责的导师。", "Its mentor.", from: "导师"),
        ColumnPlan("名额", "places", .number, "该项目最多接收几人；空着不限。", "Blank if it has no limit."),
        ColumnPlan("名额下限", "least places", .number, "至少几人才开展；空着为0。", "Blank for 0."),
      ],
      examples: [
        [
          .same("P001"), Bilingual(zh: "示例项目", en: "Example project"), .same("001001"),
          .same("2"), .same(""),
        ]
      ]),
    SheetPlan(
      "导师志愿", "mentor wishes", "导师愿意带的人才，先后为序。", "Talents a mentor accepts, best first.",
      wishes("导师志愿", "mentor wishes"),
      examples: [[.same("001001"), .same("020011"), .same(""), .same(""), .same(""), .same("")]]),
    SheetPlan(
      "人才志愿", "talent wishes", "人才想跟的导师，先后为序；也可直接贴入问卷星导出的排序。",
      "Mentors a talent wants, best first.", wishes("人才志愿", "talent wishes"),
      examples: [[.same("020011"), .same("001001"), .same(""), .same(""), .same(""), .same("")]]),
    SheetPlan(
      "回避", "recusals", "不得结对的两人；不写原因。", "Two people who must not be paired; no reasons.",
      [
        ColumnPlan("工号A", "first", staff.zh, staff.en),
        ColumnPlan("工号B", "second", staff.zh, staff.en),
      ]),
    SheetPlan(
      "在带", "kept pairs", "继续带教或已指定的结对。", "Pairs that go on or are given.",
      [
        ColumnPlan("导师工号", "mentor", staff.zh, staff.en, from: "导师"),
        ColumnPlan("人才工号", "talent", staff.zh, staff.en, from: "人才"),
        ColumnPlan("项目编号", "project", "带在哪个项目上；没有项目则空着。", "Its project, if there are any."),
        ColumnPlan(
          "类型", "kind", "在带或指定。", "Running or forced.",
          choices: [Bilingual(zh: "在带", en: "running"), Bilingual(zh: "指定", en: "forced")]),
      ]),
    SheetPlan(
      "配额", "quotas", "某些单位或类别之间最少、最多结几对；可以不填。",
      "Fewest and most pairs between institutions or tiers; may be empty.",
      [
        ColumnPlan(
          "导师范围", "mentors", "单位编号、类别或工号；空着为全部。",
          "An institution, a tier or a staff number; blank for all."),
        ColumnPlan(
          "人才范围", "talents", "同上；空着为全部。", "The same; blank for all."),
        ColumnPlan("下限", "at least", .number, "空着为0。", "Blank for 0."),
        ColumnPlan("上限", "at most", .number, "空着不限。", "Blank if it has no limit."),
      ]),
    SheetPlan(
      "评分", "scores", "加权的规则按它计分；可以不填。", "What weighted rules add up; may be empty.",
      [
        ColumnPlan("导师工号", "mentor", staff.zh, staff.en, from: "导师"),
        ColumnPlan("人才工号", "talent", staff.zh, staff.en, from: "人才"),
        ColumnPlan("评分", "points", .number, "整数，可以为负。", "A whole number; may be negative."),
      ]),
    SheetPlan(
      "设置", "settings", "整轮的设置；可以不填。", "Settings of the round; may be empty.",
      [
        ColumnPlan("项目", "item", "不要改动这一列。", "Leave this column as it is."),
        ColumnPlan(
          "值", "value", "日期如 2027-01-01，或是、否。", "A date such as 2027-01-01, or yes or no."),
      ],
      examples: [
        [Bilingual(zh: "起始日", en: "first day"), .same("2027-01-01")],
        [Bilingual(zh: "按评分排志愿", en: "rank by scores"), yesNo[1]],
      ]),
  ]
}
