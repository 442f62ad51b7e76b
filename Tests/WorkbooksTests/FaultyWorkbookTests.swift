import Diagnostics
import DutyRostering
import EquipmentBooking
import EquipmentSettlement
import Interchange
import SampleData
import Testing
import Workbooks

/// Every heading below which a ward names its duties, several in a cell or one.
private let dutyColumns = [
  ("班组", "班次"), ("历史", "此前各日"), ("需求", "班次"), ("愿望", "内容"), ("固定", "内容"),
].map { (sheet: $0.0, heading: $0.1) }

private let rotations: [Spoiled] = [
  // A103: a number that a spreadsheet has rounded; others may name the person by the lost number.
  Spoiled("人员", "工号", 2, .number("1.23E+17"), breaks: "A103", .references("R103", [("固定", "工号")])),
  // R103: no unit, person or term of that name.
  Spoiled("人员", "单位编号", 1, .text("H99"), breaks: "R103"),
  Spoiled("人员", "单位编号", 2, .mergedAway),
  // I122: not a whole number. I134: a formula whose result was not saved.
  Spoiled("人员", "已轮次数", 1, .number("1.5"), breaks: "I122"),
  Spoiled("人员", "已轮次数", 1, .formula("1+1"), breaks: "I134"),
  Spoiled("人员", "已轮次数", 1, .formula("1+1", saved: "2")),
  // R111: a number that must not be negative.
  Spoiled("席位", "人数", 1, .number("-1"), breaks: "R111"),
  Spoiled("席位", "人数", 3, .number("46023", .date), breaks: "I122"),
  // R201: no body of that name.
  Spoiled("席位", "机构", 2, .text("秘书组"), breaks: "R201"),
  // I133: the error of a formula.
  Spoiled("期次", "开始", 1, .error("#REF!"), breaks: "I133"),
  Spoiled("期次", "开始", 1, .number("46023", .date)),
  Spoiled("单位", "参与轮值", 3, .boolean(true)),
  Spoiled("单位", "应轮比例", 2, .number("0.5", .percent), breaks: "I122"),
  Spoiled("不可用", "期次", 1, .text("2030-01"), breaks: "R103"),
  Spoiled("历史", "应轮次数", 1, .error("#DIV/0!"), breaks: "I133"),
]

@Test(arguments: rotations)
private func `a spoiled rotation is refused at its cell`(spoiled: Spoiled) throws {
  let draft = RotationSample().draft(seed: 1)
  try spoiled.check(
    in: RosteringWorkbook.workbook(of: draft, named: "t.xlsx"), read: RosteringWorkbook.read
  ) { (draft) throws(Faults) in try RosteringProblem(validating: draft) }
}

private let shifts: [Spoiled] = [
  Spoiled("设置", "值", 2, .error("#N/A"), breaks: "I133"),
  Spoiled("班次", "开始", 1, .number("0.3125", .time)),
  // I128: no time of day.
  Spoiled("班次", "开始", 1, .text("25:00"), breaks: "I128"),
  // R301: a key that stands twice; R302: nothing of that name.
  Spoiled("班次", "编号", 2, .mergedAway, breaks: "R301", .references("R302", dutyColumns)),
  Spoiled("人员", "合同", 1, .text("临时"), breaks: "R302"),
  Spoiled("人员", "技能", 2, .text("组长、外科"), breaks: "R302"),
  // Nobody is on leave in the sample: the row has this cell alone.
  Spoiled("休假", "起", 1, .number("46200", .date), .missing(["工号"])),
  Spoiled("休假", "止", 1, .number("46093", .date), .missing(["工号", "起"])),
  Spoiled("需求", "最少", 1, .number("2.5"), breaks: "I122"),
  Spoiled("需求", "未达期望罚分", 1, .boolean(true), breaks: "I122"),
  Spoiled("需求", "班次", 2, .text("午"), breaks: "R302"),
  Spoiled("愿望", "权重", 1, .number("0.5", .percent), breaks: "I122"),
  Spoiled("愿望", "日期", 1, .formula("TODAY()"), breaks: "I134"),
  // A number loses the zero that the person's key begins with.
  Spoiled("固定", "工号", 1, .number("30001"), breaks: "I143"),
]

@Test(arguments: shifts)
private func `a spoiled shift roster is refused at its cell`(spoiled: Spoiled) throws {
  let draft = WardSample(people: 10, days: 14).draft(seed: 1)
  try spoiled.check(
    in: ShiftWorkbook.workbook(of: draft, named: "t.xlsx"), read: ShiftWorkbook.read
  ) { (draft) throws(Faults) in try ShiftRosteringProblem(validating: draft) }
}

private let bookings: [Spoiled] = [
  // B123: a span that ends before it begins, told where it begins.
  Spoiled("预约申请", "最早", 1, .number("46359.5", .moment), breaks: "B123"),
  Spoiled("预约申请", "最晚", 1, .number("46359", .date)),
  Spoiled("预约申请", "时长", 1, .number("120.5"), breaks: "I122"),
  Spoiled("预约申请", "时长", 2, .boolean(false), breaks: "I122"),
  Spoiled("预约申请", "申请单位", 3, .mergedAway),
  // B105: neither a device nor a class; B107: no such request; B102: a key that stands twice.
  Spoiled("预约申请", "设备或类别", 1, .text("显微镜"), breaks: "B105"),
  Spoiled(
    "预约申请", "申请号", 2, .text("R001"), breaks: "B102", .references("B107", [("固定", "申请号")])),
  // B120: no device serves fewer than one.
  Spoiled("设备", "台数", 1, .number("-1"), breaks: "B120"),
  Spoiled("设备", "所属单位", 2, .error("#N/A"), breaks: "I133"),
  Spoiled("设备", "预热分钟", 1, .formula("B2*2"), breaks: "I134"),
  // A sheet of spans tells a reversed one where it begins.
  Spoiled("停机", "止", 1, .number("46353.3541666667", .moment), breaks: "B123", at: "起"),
  Spoiled("开放", "起", 1, .number("0.3541666667", .time)),
  // B122: a weekday beyond Sunday.
  Spoiled("开放", "星期", 1, .number("8"), breaks: "B122"),
  // I124: no amount of money.
  Spoiled("收费", "单价(元/小时)", 1, .text("面议"), breaks: "I124"),
  Spoiled("固定", "申请号", 1, .text("R999"), breaks: "B107"),
]

@Test(arguments: bookings)
private func `a spoiled booking round is refused at its cell`(spoiled: Spoiled) throws {
  let draft = BookingSample(deviceCount: 8, requestCount: 30, dayCount: 14, seed: 1).draft()
  try spoiled.check(
    in: BookingWorkbook.workbook(of: draft), read: BookingWorkbook.read
  ) { (draft) throws(Faults) in try BookingProblem(validating: draft) }
}

private let settlements: [Spoiled] = [
  Spoiled("收费标准", "折扣%", 1, .number("1", .percent)),
  // S142: more than the whole price.
  Spoiled("收费标准", "折扣%", 1, .number("2.5", .percent), breaks: "S142"),
  Spoiled("收费标准", "单价(元/小时)", 1, .text("面议")),
  Spoiled("收费标准", "单价(元/小时)", 1, .number("300.005"), breaks: "I124"),
  // S193: no such basis; S194: no such state.
  Spoiled("收费标准", "计费依据", 2, .text("包月"), breaks: "S193"),
  Spoiled("收费标准", "所属单位", 2, .mergedAway),
  // S104: no such device; S102: a key that stands twice.
  Spoiled("使用记录", "设备编号", 1, .text("D99"), breaks: "S104"),
  Spoiled("使用记录", "记录号", 2, .mergedAway, breaks: "S102"),
  // S150: a span that ends before it begins, told where it begins.
  Spoiled("使用记录", "预约止", 1, .number("46356", .date), breaks: "S150", at: "预约起"),
  Spoiled("使用记录", "预约起", 1, .error("#VALUE!"), breaks: "I133"),
  Spoiled("使用记录", "状态", 1, .text("待定"), breaks: "S194"),
  Spoiled("使用记录", "双方确认", 1, .boolean(true)),
  Spoiled("设备", "年额定机时", 1, .formula("7*200"), breaks: "I134"),
  Spoiled("协议", "生效日", 1, .number("46023", .date)),
  // Of two members one is no institution (S103), and prices under an agreement bind those alone who signed it:
  // S132 wherever the owner, or a user who is named, is not the one that is left.
  Spoiled(
    "协议", "参加单位", 1, .text("H01、H88"), breaks: "S103",
    .rows("收费标准", "S132", "协议号") { row in
      row["协议号"] == "XY2026-01"
        && (row["所属单位"] != "H01" || !["H01", "二三级医院", "社区"].contains(row["使用方"]))
    }),
]

@Test(arguments: settlements)
private func `a spoiled settlement is refused at its cell`(spoiled: Spoiled) throws {
  let draft = SettlementSample(deviceCount: 8, useCount: 40, dayCount: 14, seed: 1).draft()
  try spoiled.check(
    in: SettlementWorkbook.workbook(of: draft), read: SettlementWorkbook.read
  ) { (draft) throws(Faults) in try UseLedger(validating: draft) }
}
