internal import Diagnostics

extension Template {
  /// Headings are those of ``ShiftSheets``, so that template and reader cannot differ; what to write is
  /// said here, column by column.
  private static func plan(
    _ shape: SheetShape, _ zh: String, _ en: String,
    _ columns: [(kind: ColumnKind, note: Bilingual)],
    choices: [Int: [Bilingual]] = [:], from: [Int: String] = [:], examples: [[Bilingual]] = []
  ) -> SheetPlan {
    SheetPlan(
      shape.names[0], shape.names[1], zh, en,
      zip(shape.headings, columns).enumerated().map { i, pair in
        ColumnPlan(
          pair.0.names[0], pair.0.names[1], pair.1.kind, pair.1.note.zh, pair.1.note.en,
          choices: choices[i] ?? [], from: from[i])
      }, examples: examples)
  }

  private static func text(_ zh: String, _ en: String) -> (kind: ColumnKind, note: Bilingual) {
    (.text, Bilingual(zh: zh, en: en))
  }

  private static let person = text("工号按文本填写，保留前面的0。", "Staff number; text, with its leading zeros.")
  private static let optional = text("可空。", "May be blank.")
  private static let number: (kind: ColumnKind, note: Bilingual) = (
    .text, Bilingual(zh: "数，或“必须”；可空。", en: "A number, or must; may be blank.")
  )
  private static let cells = text("班次、班组、班、休；可空。", "Duties, groups, work or off; may be blank.")
  private static let days = text(
    "如 2027-03-01，或用～写一段；可空。", "Such as 2027-03-01, or a range; may be blank.")
  private static let someCells = text("班次、班组、班或休。", "Duties, groups, work or off.")
  private static let someDays = text("如 2027-03-01，或用～写一段。", "Such as 2027-03-01, or a range.")
  private static let must = Bilingual(zh: "必须", en: "must")
  private static let blank = Bilingual.same("")
  private static let fullTime = Bilingual(zh: "全职", en: "full-time")
  private static let nurse = Bilingual(zh: "护士", en: "nurse")
  private static let weekend = Bilingual(zh: "六、日", en: "Sat, Sun")
  private static let work = Bilingual(zh: "班", en: "work")

  private static func rule(
    _ kind: Bilingual, _ name: Bilingual, _ cells: Bilingual, minimum: Bilingual = blank,
    maximum: Bilingual, waived: Bilingual = blank
  ) -> [Bilingual] {
    [
      fullTime, blank, kind, name, cells, blank, blank, blank, minimum,
      minimum == blank ? blank : must, maximum, maximum == blank ? blank : must, blank, blank,
      waived, waived,
    ]
  }

  /// The sheets of a shift roster.
  static let shiftSheets: [SheetPlan] = [
    plan(
      ShiftSheets.settings, "整张排班表。", "The whole roster.",
      [
        text("不要改动这一列。", "Leave this column as it is."),
        text("填写右边的值。", "Write the value here."),
      ],
      examples: [
        [Bilingual(zh: "标题", en: "title"), Bilingual(zh: "示例病区排班", en: "Example ward")],
        [Bilingual(zh: "首日", en: "first day"), .same("2027-03-01")],
        [Bilingual(zh: "天数", en: "days"), .same("7")],
      ]),
    plan(
      ShiftSheets.duties, "每种班一行。", "A duty a row.",
      [
        text("表格里用的一两个字，不重复。", "A short key, used once."), text("全称。", "The full name."),
        text("如 08:00。", "Such as 08:00."), text("可以到次日。", "May lie on the next day."),
        text("开始、结束都填的可空。", "Blank with start and end."),
        optional, text("上岗所需技能之一，用顿号分开。", "One of these is needed."),
      ],
      examples: [
        [
          Bilingual(zh: "白", en: "D"), Bilingual(zh: "白班", en: "day"), .same("08:00"),
          .same("16:00"), Bilingual(zh: "8小时", en: "8h"), blank, nurse,
        ]
      ]),
    plan(
      ShiftSheets.groups, "几种班合称一个名字；可以不填。", "A name for several duties; may be empty.",
      [
        text("如 夜班。", "Such as nights."), text("用顿号分开，如 夜1、夜2。", "With commas between."),
      ]),
    plan(
      ShiftSheets.skills, "上岗技能。", "Skills.", [text("如 护士、组长。", "Such as nurse.")],
      examples: [[nurse]]),
    plan(
      ShiftSheets.contracts, "每种合同一行；规则按合同写。", "Rules belong to contracts.",
      [text("如 全职。", "Such as full-time."), text("哪些天算周末。", "Which days are the weekend.")],
      examples: [[fullTime, weekend]]),
    plan(
      ShiftSheets.rules,
      "每条规则一行。罚分空着或写“必须”为硬性；平方写“是”则差得越多罚得越重。",
      "A rule a row. A cost that is blank or says must makes it hard; squared costs grow with the distance.",
      [
        text("填合同或工号之一。", "A contract or a person."), optional,
        text("从列表中选；间隔以分钟计。", "From the list; rest is in minutes."),
        text("打印时的名称。", "As it is printed."),
        text(
          "班次、班组、班、休、任意，或 除夜；不得相连写 夜→早。",
          "Duties, groups, work, off, any, or except N; not in a row is N→E."), days,
        text("如 一至五；可空。", "Such as Mon-Fri; may be blank."), number, number, number,
        number,
        number, text("是或否；可空。", "Yes or no; may be blank."), number,
        text("是或否；可空。", "Yes or no; may be blank."), text("是或否；可空。", "Yes or no; may be blank."),
      ],
      choices: [2: RuleKind.allCases.map { Bilingual(zh: $0.names[0], en: $0.names[1]) }],
      from: [0: "合同", 1: "人员"],
      examples: [
        rule(
          Bilingual(zh: "连续", en: "run"), Bilingual(zh: "连续工作", en: "work in a row"), work,
          maximum: .same("5"), waived: yesNo[0])
      ]),
    plan(
      ShiftSheets.people, "每人一行。", "One row for each person.",
      [
        person, text("如实填写。", "As it is printed."), optional,
        text("见“合同”表。", "From the sheet contracts."), text("用顿号分开。", "With commas between."),
        text("只能去的地点；可空。", "Only these sites; may be blank."),
      ],
      from: [3: "合同"],
      examples: [
        [
          .same("030001"), Bilingual(zh: "示例护士甲", en: "Example Nurse A"), blank, fullTime, nurse,
          blank,
        ],
        [
          .same("030002"), Bilingual(zh: "示例护士乙", en: "Example Nurse B"), blank, fullTime, nurse,
          blank,
        ],
      ]),
    plan(
      ShiftSheets.cover, "每天每班要几人。", "How many are needed.",
      [
        days, text("如 一至五；空着为每天。", "Such as Mon-Fri; blank for every day."),
        text("每天逐天要求；合并把各天加在一起。", "each day by itself, or together."),
        text("见“班次”表。", "From the sheet duties."), optional,
        optional,
        number, number, number, number, number, number,
      ],
      choices: [
        2: [Bilingual(zh: "每天", en: "each"), Bilingual(zh: "合并", en: "together")]
      ],
      examples: [
        [
          blank, blank, Bilingual(zh: "每天", en: "each"), Bilingual(zh: "白", en: "D"), blank, blank,
          .same("1"), must, blank, blank, blank, blank,
        ]
      ]),
    plan(
      ShiftSheets.leave, "不能上班的日子；不写原因。", "Days off that are granted; no reasons.",
      [
        person, (.date, Bilingual(zh: "第一天。", en: "The first day.")),
        (.date, Bilingual(zh: "最后一天；可空。", en: "The last day; may be blank.")),
        text("只是不排某些班时填写。", "If only these duties are ruled out."),
      ],
      from: [0: "人员"]),
    plan(
      ShiftSheets.wishes, "愿望；权重越大越优先。", "Wishes; the larger the weight the more they count.",
      [
        person, someDays, text("要或不要。", "for or against."), someCells,
        (.number, Bilingual(zh: "1至1000。", en: "1 to 1000.")),
      ],
      choices: [2: [Bilingual(zh: "要", en: "for"), Bilingual(zh: "不要", en: "against")]],
      from: [0: "人员"]),
    plan(
      ShiftSheets.pinned, "已经定下的班。", "Cells that are settled.", [person, someDays, someCells],
      from: [0: "人员"]),
    plan(
      ShiftSheets.history, "首日之前各日的班，最近的在最后。", "Duties of the days before, the last one last.",
      [person, text("如 白、白、休。", "Such as D, D, off.")], from: [0: "人员"]),
  ]
}
