internal import Diagnostics

extension Template {
  private static let bodies = [
    Bilingual(zh: "秘书处", en: "secretariat"), Bilingual(zh: "办公室", en: "office"),
  ]
  private static let managers = Bilingual(zh: "科研管理负责人", en: "research manager")

  private static let cells = [
    ColumnPlan("期次", "term", "空着表示每一期。", "Blank for every term.", from: "期次"),
    ColumnPlan("机构", "body", "空着表示两处。", "Blank for both.", choices: bodies),
    ColumnPlan("单位编号", "unit", "与工号填一项。", "Either this or the person.", from: "单位"),
    ColumnPlan("工号", "person", "与单位填一项。", "Either this or the unit.", from: "人员"),
  ]

  private static func unit(_ id: String, _ name: Bilingual, _ tier: Bilingual) -> [Bilingual] {
    [.same(id), name, tier, .same("1"), yesNo[0], yesNo[1]]
  }

  private static func person(
    _ number: String, _ name: Bilingual, of unit: String
  ) -> [Bilingual] {
    [.same(number), name, .same(unit), managers, .same(""), .same("0")]
  }

  /// The sheets of a rotation.
  static let rosteringSheets: [SheetPlan] = [
    SheetPlan(
      "设置", "settings", "整张轮值表的规则。", "Rules of the whole roster.",
      [
        ColumnPlan("项目", "item", "不要改动这一列。", "Leave this column as it is."),
        ColumnPlan("值", "value", "填写右边的值。", "Write the value here."),
      ],
      examples: [
        [
          Bilingual(zh: "标题", en: "title"),
          Bilingual(zh: "2027年联盟轮值", en: "Rotation of 2027"),
        ],
        [Bilingual(zh: "挂靠单位参与", en: "host takes part"), yesNo[0]],
        [Bilingual(zh: "所需角色", en: "required role"), managers],
        [Bilingual(zh: "最小间隔", en: "least gap"), .same("0")],
        [Bilingual(zh: "席位人数下限", en: "fewest places"), .same("1")],
        [Bilingual(zh: "席位人数上限", en: "most places"), .same("2")],
        [Bilingual(zh: "允许空缺", en: "may leave open"), yesNo[1]],
      ]),
    SheetPlan(
      "期次", "terms", "要排的各期。", "The terms to fill.",
      [
        ColumnPlan("期次", "label", "如 2027-01、2027-Q1 或 2027年1月。", "Such as 2027-01 or 2027-Q1."),
        ColumnPlan("开始", "start", .date, "可空。", "May be blank."),
        ColumnPlan("结束", "end", .date, "最后一天；可空。", "The last day; may be blank."),
      ],
      examples: [[.same("2027-01"), .same("2027-01-01"), .same("2027-01-31")]]),
    SheetPlan(
      "单位", "units", "轮值以单位计次。", "Duties are counted by unit.",
      [
        ColumnPlan("单位编号", "id", "自编，不重复。", "A key of your own, used once."),
        ColumnPlan("单位名称", "name", "全称。", "The full name."),
        ColumnPlan("类别", "tier", "二三级医院或社区。", "Hospital or community.", choices: tiers),
        ColumnPlan("应轮比例", "weight", .number, "一般为1。", "Usually 1."),
        ColumnPlan("参与轮值", "takes part", "是或否。", "Yes or no.", choices: yesNo),
        ColumnPlan("挂靠单位", "is host", "是或否。", "Yes or no.", choices: yesNo),
      ],
      examples: [
        unit("H01", Bilingual(zh: "示例医院甲", en: "Example Hospital A"), tiers[0]),
        unit("H02", Bilingual(zh: "示例医院乙", en: "Example Hospital B"), tiers[0]),
        unit("C01", Bilingual(zh: "示例社区中心甲", en: "Example Health Centre A"), tiers[1]),
        unit("C02", Bilingual(zh: "示例社区中心乙", en: "Example Health Centre B"), tiers[1]),
      ]),
    SheetPlan(
      "人员", "people", "可派的人。", "People who can be sent.",
      [
        ColumnPlan("工号", "staff number", "按文本填写，保留前面的0。", "Text, with its leading zeros."),
        ColumnPlan("姓名", "name", "如实填写。", "As it is printed."),
        ColumnPlan("单位编号", "unit", "也可写单位名称。", "From the sheet units.", from: "单位"),
        ColumnPlan("角色", "role", "须与“设置”中的所需角色一致，否则填例外批准。", "The required role, or an exception."),
        ColumnPlan("例外批准", "exception", "角色不符时写批准文号。", "Who approved another role."),
        ColumnPlan("已轮次数", "served", .number, "此前轮值次数，可空。", "Duties served before."),
      ],
      examples: [
        person("001001", Bilingual(zh: "示例人员甲", en: "Example Person A"), of: "H01"),
        person("001002", Bilingual(zh: "示例人员乙", en: "Example Person B"), of: "H02"),
        person("002001", Bilingual(zh: "示例人员丙", en: "Example Person C"), of: "C01"),
        person("002002", Bilingual(zh: "示例人员丁", en: "Example Person D"), of: "C02"),
      ]),
    SheetPlan(
      "席位", "seats", "每期每机构每类别需要几人。", "How many places each term has.",
      [
        ColumnPlan("期次", "term", "见“期次”表。", "From the sheet terms.", from: "期次"),
        ColumnPlan("机构", "body", "秘书处或办公室。", "Secretariat or office.", choices: bodies),
        ColumnPlan("类别", "tier", "二三级医院或社区。", "Hospital or community.", choices: tiers),
        ColumnPlan("人数", "places", .number, "1至2。", "1 to 2."),
      ],
      examples: bodies.flatMap { body in tiers.map { [.same("2027-01"), body, $0, .same("1")] } }),
    SheetPlan(
      "专项管理人员", "posts", "可顶替空缺的专职人员；可以不填。", "Full-time posts that may fill gaps; may be empty.",
      [
        ColumnPlan("工号", "staff number", "按文本填写。", "Text, with its leading zeros."),
        ColumnPlan("姓名", "name", "如实填写。", "As it is printed."),
        ColumnPlan("可顶席位", "seats", "全部，或如 秘书处医院、办公室社区。", "All, or a list."),
        ColumnPlan("最多期数", "most terms", .number, "本表内最多顶几期。", "Most terms in this roster."),
      ]),
    SheetPlan(
      "不可用", "leave", "某单位或某人不能轮值的期次；不写原因。", "Terms a unit or person cannot serve; no reasons.",
      [
        ColumnPlan("单位编号", "unit", "与工号填一项。", "Either this or the person.", from: "单位"),
        ColumnPlan("工号", "person", "与单位填一项。", "Either this or the unit.", from: "人员"),
        ColumnPlan("期次", "term", "见“期次”表。", "From the sheet terms.", from: "期次"),
      ]),
    SheetPlan("固定", "pinned", "已经定下的席位。", "Cells that are settled.", cells),
    SheetPlan("禁排", "forbidden", "不得安排的组合。", "Cells that must not be used.", cells),
    SheetPlan(
      "历史", "history", "各单位此前的履职情况。", "What each unit has served before.",
      [
        ColumnPlan("单位编号", "unit", "见“单位”表。", "From the sheet units.", from: "单位"),
        ColumnPlan("已履职次数", "served", .number, "此前合计。", "In all so far."),
        ColumnPlan("应轮次数", "entitlement", "此前应轮的次数，可写分数如 7/5。", "Such as 7/5 or 1.4."),
        ColumnPlan("距上次期数", "terms since", .number, "可空。", "May be blank."),
        ColumnPlan("上次机构", "last body", "可空。", "May be blank.", choices: bodies),
      ]),
  ]
}
