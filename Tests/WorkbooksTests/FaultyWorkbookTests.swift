import Diagnostics
import DutyRostering
import EquipmentBooking
import EquipmentSettlement
import Interchange
import SampleData
import Testing
import Workbooks

/// What a spreadsheet stores in a cell.
private enum StoredCell: Sendable {
  case text(String)
  /// A number that is shown as the style says.
  case number(String, Style = .general)
  case boolean(Bool)
  case error(String)
  /// A formula with the value that was saved with it, if any.
  case formula(String, saved: String? = nil)
  /// Empty because the cell above it was merged down over it.
  case mergedAway

  enum Style: Int { case general, date, moment, time, percent }

  func xml(at place: String) -> String {
    switch self {
    case .text(let text): "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(escaped(text))</t></is></c>"
    case .number(let value, let style):
      "<c r=\"\(place)\" s=\"\(style.rawValue)\"><v>\(value)</v></c>"
    case .boolean(let value): "<c r=\"\(place)\" t=\"b\"><v>\(value ? 1 : 0)</v></c>"
    case .error(let code): "<c r=\"\(place)\" t=\"e\"><v>\(code)</v></c>"
    case .formula(let text, let saved):
      "<c r=\"\(place)\"><f>\(escaped(text))</f>" + (saved.map { "<v>\($0)</v>" } ?? "") + "</c>"
    case .mergedAway: "<c r=\"\(place)\"/>"
    }
  }
}

/// A cell of a sound workbook put wrong, and the faults that must be told, each at the right cell.
private struct Spoiled: Sendable, CustomTestStringConvertible {
  let sheet: String
  let heading: String
  /// Row below the headings, from 1.
  let row: Int
  let cell: StoredCell
  /// Codes with the cells that they stand at.
  let faults: [String]

  init(
    _ sheet: String, _ heading: String, _ row: Int = 1, _ cell: StoredCell, _ faults: String...
  ) {
    self.sheet = sheet
    self.heading = heading
    self.row = row
    self.cell = cell
    self.faults = faults
  }

  var testDescription: String { "\(sheet) \(heading) \(row): \(cell)" }

  func file(of workbook: Workbook) throws -> InputFile {
    var raw = RawWorkbook()
    raw.builtInFormats = [14, 22, 20, 9]
    raw.sheets = try workbook.sheets.map { sheet in
      guard sheet.name == self.sheet else {
        return .init(name: sheet.name ?? "", content: RawWorkbook.text(sheet.rows))
      }
      let column = try #require(sheet.rows[0].firstIndex(of: heading), "\(sheet.rows[0])")
      let count = max(sheet.rows.count, row + 1)
      let rows = (0..<count).map { r -> String in
        var cells = (sheet.rows.indices.contains(r) ? sheet.rows[r] : []).enumerated()
          .filter { !$1.isEmpty && !($0 == column && r == row) }
          .map { ($0, StoredCell.text($1)) }
        if r == row { cells.append((column, cell)) }
        let xml = cells.sorted { $0.0 < $1.0 }.map {
          $1.xml(at: "\(RawWorkbook.letters($0))\(r + 1)")
        }
        return "<row r=\"\(r + 1)\">\(xml.joined())</row>"
      }
      let letter = RawWorkbook.letters(column)
      var merges = ""
      if case .mergedAway = cell {
        merges =
          "<mergeCells count=\"1\"><mergeCell ref=\"\(letter)\(row):\(letter)\(row + 1)\"/></mergeCells>"
      }
      return .init(
        name: self.sheet, content: "<sheetData>\(rows.joined())</sheetData>\(merges)")
    }
    return try raw.file(named: "t.xlsx")
  }

  /// Every fault as `CODE Sheet!Cell`.
  func found<Draft: Sendable, Problem>(
    in workbook: Workbook, read: (Reading<Workbook>) -> Reading<Draft>,
    check: (Draft) throws(Faults) -> Problem
  ) throws -> [String] {
    let reading = read(try WorkbookFile.read(try file(of: workbook)))
    do throws(RejectedInput) {
      _ = try reading.validated(check)
      return []
    } catch {
      return error.faults.list.map { fault in
        let cell = error.provenance.cell(for: fault.place)
        return "\(fault.rule.code) \(cell?.sheet ?? "")!\(cell?.cell ?? fault.place.path)"
      }
    }
  }
}

private let rotations: [Spoiled] = [
  Spoiled("人员", "工号", 2, .number("1.23E+17"), "A103 人员!A3"),
  Spoiled("人员", "单位编号", 1, .text("H99"), "R103 人员!C2"),
  Spoiled("人员", "单位编号", 2, .mergedAway),
  Spoiled("人员", "已轮次数", 1, .number("1.5"), "I122 人员!F2"),
  Spoiled("人员", "已轮次数", 1, .formula("1+1"), "I134 人员!F2"),
  Spoiled("人员", "已轮次数", 1, .formula("1+1", saved: "2")),
  Spoiled("席位", "人数", 1, .number("-1"), "R111 席位!D2"),
  Spoiled("席位", "人数", 3, .number("46023", .date), "I122 席位!D4"),
  Spoiled("席位", "机构", 2, .text("秘书组"), "R201 席位!B3"),
  Spoiled("期次", "开始", 1, .error("#REF!"), "I133 期次!B2"),
  Spoiled("期次", "开始", 1, .number("46023", .date)),
  Spoiled("单位", "参与轮值", 3, .boolean(true)),
  Spoiled("单位", "应轮比例", 2, .number("0.5", .percent), "I122 单位!D3"),
  Spoiled("不可用", "期次", 1, .text("2030-01"), "R103 不可用!C2"),
  Spoiled("历史", "应轮次数", 1, .error("#DIV/0!"), "I133 历史!C2"),
]

@Test(arguments: rotations)
private func `a spoiled rotation is refused at its cell`(spoiled: Spoiled) throws {
  let draft = RotationSample().draft(seed: 1)
  let found = try spoiled.found(
    in: RosteringWorkbook.workbook(of: draft, named: "t.xlsx"), read: RosteringWorkbook.read
  ) { (draft) throws(Faults) in try RosteringProblem(validating: draft) }
  #expect(found == spoiled.faults)
}

private let shifts: [Spoiled] = [
  Spoiled("设置", "值", 2, .error("#N/A"), "I133 设置!B3"),
  Spoiled("班次", "开始", 1, .number("0.3125", .time)),
  Spoiled("班次", "开始", 1, .text("25:00"), "I128 班次!C2"),
  Spoiled(
    "班次", "编号", 2, .mergedAway, "R301 班次!A3", "R302 班组!B2", "R302 历史!B4", "R302 历史!B7",
    "R302 历史!B10", "R302 需求!D5", "R302 需求!D6", "R302 需求!D7"),
  Spoiled("人员", "合同", 1, .text("临时"), "R302 人员!D2"),
  Spoiled("人员", "技能", 2, .text("组长、外科"), "R302 人员!E3"),
  Spoiled("休假", "起", 1, .number("46200", .date), "I121 休假!A2"),
  Spoiled("休假", "止", 1, .number("46093", .date), "I121 休假!A2", "I121 休假!B2"),
  Spoiled("需求", "最少", 1, .number("2.5"), "I122 需求!G2"),
  Spoiled("需求", "未达期望罚分", 1, .boolean(true), "I122 需求!J2", "R318 需求!I2"),
  Spoiled("需求", "班次", 2, .text("午"), "R302 需求!D3"),
  Spoiled("愿望", "权重", 1, .number("0.5", .percent), "I122 愿望!E2"),
  Spoiled("愿望", "日期", 1, .formula("TODAY()"), "I134 愿望!B2"),
  Spoiled("固定", "工号", 1, .number("30001"), "R302 固定!A2"),
]

@Test(arguments: shifts)
private func `a spoiled shift roster is refused at its cell`(spoiled: Spoiled) throws {
  let draft = WardSample(people: 10, days: 14).draft(seed: 1)
  let found = try spoiled.found(
    in: ShiftWorkbook.workbook(of: draft, named: "t.xlsx"), read: ShiftWorkbook.read
  ) { (draft) throws(Faults) in try ShiftRosteringProblem(validating: draft) }
  #expect(found == spoiled.faults)
}

private let bookings: [Spoiled] = [
  Spoiled("预约申请", "最早", 1, .number("46359.5", .moment), "B123 预约申请!P2"),
  Spoiled("预约申请", "最晚", 1, .number("46359", .date)),
  Spoiled("预约申请", "时长", 1, .number("120.5"), "I122 预约申请!F2"),
  Spoiled("预约申请", "时长", 2, .boolean(false), "I122 预约申请!F3"),
  Spoiled("预约申请", "申请单位", 3, .mergedAway),
  Spoiled("预约申请", "设备或类别", 1, .text("显微镜"), "B105 预约申请!E2"),
  Spoiled("预约申请", "申请号", 2, .text("R001"), "B102 预约申请!A3"),
  Spoiled("设备", "台数", 1, .number("-1"), "B120 设备!E2"),
  Spoiled("设备", "所属单位", 2, .error("#N/A"), "I133 设备!C3"),
  Spoiled("设备", "预热分钟", 1, .formula("B2*2"), "I134 设备!F2"),
  Spoiled("停机", "止", 1, .number("46353.3541666667", .moment), "B123 停机!C2"),
  Spoiled("开放", "起", 1, .number("0.3541666667", .time)),
  Spoiled("开放", "星期", 1, .number("8"), "B122 开放!B2"),
  Spoiled("收费", "单价(元/小时)", 1, .text("面议"), "I124 收费!C2"),
  Spoiled("固定", "申请号", 1, .text("R999"), "B107 固定!A2"),
]

@Test(arguments: bookings)
private func `a spoiled booking round is refused at its cell`(spoiled: Spoiled) throws {
  let draft = BookingSample(deviceCount: 8, requestCount: 30, dayCount: 14, seed: 1).draft()
  let found = try spoiled.found(
    in: BookingWorkbook.workbook(of: draft), read: BookingWorkbook.read
  ) { (draft) throws(Faults) in try BookingProblem(validating: draft) }
  #expect(found == spoiled.faults)
}

private let settlements: [Spoiled] = [
  Spoiled("收费标准", "折扣%", 1, .number("1", .percent)),
  Spoiled("收费标准", "折扣%", 1, .number("2.5", .percent), "S142 收费标准!I2"),
  Spoiled("收费标准", "单价(元/小时)", 1, .text("面议")),
  Spoiled("收费标准", "单价(元/小时)", 1, .number("300.005"), "I124 收费标准!E2"),
  Spoiled("收费标准", "计费依据", 2, .text("包月"), "S193 收费标准!F3"),
  Spoiled("收费标准", "所属单位", 2, .mergedAway),
  Spoiled("使用记录", "设备编号", 1, .text("D99"), "S104 使用记录!C2"),
  Spoiled("使用记录", "记录号", 2, .mergedAway, "S102 使用记录!A3"),
  Spoiled("使用记录", "预约止", 1, .number("46356", .date), "S150 使用记录!G2"),
  Spoiled("使用记录", "预约起", 1, .error("#VALUE!"), "I133 使用记录!G2"),
  Spoiled("使用记录", "状态", 1, .text("待定"), "S194 使用记录!K2", "S152 使用记录!I2", "S153 使用记录!L2"),
  Spoiled("使用记录", "双方确认", 1, .boolean(true)),
  Spoiled("设备", "年额定机时", 1, .formula("7*200"), "I134 设备!F2"),
  Spoiled("协议", "生效日", 1, .number("46023", .date)),
  Spoiled(
    "协议", "参加单位", 1, .text("H01、H88"), "S130 协议!C2", "S132 收费标准!M8", "S132 收费标准!M9",
    "S132 收费标准!M10", "S132 收费标准!M11", "S132 收费标准!M12", "S132 收费标准!M13", "S132 收费标准!M14",
    "S132 收费标准!M15", "S132 收费标准!M22", "S132 收费标准!M23", "S132 收费标准!M24", "S132 收费标准!M25"),
]

@Test(arguments: settlements)
private func `a spoiled settlement is refused at its cell`(spoiled: Spoiled) throws {
  let draft = SettlementSample(deviceCount: 8, useCount: 40, dayCount: 14, seed: 1).draft()
  let found = try spoiled.found(
    in: SettlementWorkbook.workbook(of: draft), read: SettlementWorkbook.read
  ) { (draft) throws(Faults) in try UseLedger(validating: draft) }
  #expect(found == spoiled.faults)
}
