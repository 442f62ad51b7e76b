internal import Alliance
internal import Diagnostics
public import EquipmentSettlement

/// A settlement as a workbook: 设置, 单位, 设备, 协议, 收费标准, 使用记录.
///
/// Moments hold a date with a time, such as `2026-12-1 23:30`; a use over night ends on the date of
/// the next day.
public enum SettlementWorkbook {
  /// Reads a settlement.
  ///
  /// - Parameter workbook: The sheets, with what was found when their files were read.
  /// - Returns: The draft with the cell behind each place and every fault of the sheets.
  public static func read(_ workbook: Reading<Workbook>) -> Reading<SettlementDraft> {
    var sheets = SettlementSheets(
      reader: TableReader(workbook),
      draft: SettlementDraft(
        name: workbook.value.name, firstDay: "", lastDay: "", ruleVersion: ""))
    return sheets.read()
  }
}

/// The sheets of a settlement on their way into a draft.
struct SettlementSheets {
  var reader: TableReader
  var draft: SettlementDraft
  /// First day of the period; moments count from it.
  var firstDay: Day?

  mutating func read() -> Reading<SettlementDraft> {
    readSettings()
    readInstitutions()
    readDevices()
    readAgreements()
    readTariffs()
    readUses()
    return reader.reading(draft)
  }

  private mutating func readSettings() {
    var settings = draft
    var first: Day?
    reader.readSheet(
      "设置", "settings", at: Place("settings"),
      headings: [Heading("item", "项目", "设置项"), Heading("value", "值", "内容")]
    ) { row in
      guard let item = row.required("item", .text) else { return }
      switch item {
      case "名称", "name": settings.name = row.required("value", .text) ?? ""
      case "起始日", "first day":
        row.record("value", for: Place("firstDay"))
        first = row.required("value", .day)
        settings.firstDay = first?.description ?? ""
      case "截止日", "last day":
        row.record("value", for: Place("lastDay"))
        settings.lastDay = row.required("value", .day)?.description ?? ""
      case "规则版本", "rule version":
        row.record("value", for: Place("ruleVersion"))
        settings.ruleVersion = row.required("value", .text) ?? ""
      default: row.fault(.unknownSettlementSetting, at: "item")
      }
    }
    draft = settings
    firstDay = first
  }

  private mutating func readInstitutions() {
    var found: [SettlementDraft.Institution] = []
    reader.readSheet(
      "单位", "institutions", at: Place("institutions"),
      headings: [
        Heading("id", "单位编号"), Heading("name", "单位名称", "名称"),
        Heading("tier", "类别", "单位类别", isRequired: false),
      ]
    ) { row in
      found.append(
        .init(
          id: row.required("id", .identifier) ?? "", name: row.required("name", .text) ?? "",
          tier: row.optional("tier", .tier)?.rawValue ?? ""))
    }
    draft.institutions = found
  }

  /// The institutions by key, or by name where that is enough.
  var units: NameIndex {
    NameIndex(
      draft.institutions.enumerated().map { i, unit in
        NameIndex.Entry(id: unit.id, name: unit.name, place: Place("institutions")[i])
      })
  }

  private mutating func readDevices() {
    var found: [SettlementDraft.Device] = []
    let units = units
    var assumed = 0
    reader.readSheet(
      "设备", "devices", at: Place("devices"),
      headings: [
        Heading("id", "设备编号"), Heading("name", "名称", "设备名称"),
        Heading("owner", "所属单位", "单位编号"), Heading("deviceClass", "类别", "设备类别"),
        Heading("capacity", "台数", "许可数", "容量", isRequired: false),
        Heading("yearlyHours", "年额定机时", "通用/专用", isRequired: false),
      ]
    ) { row in
      if row.isBlank("yearlyHours") { assumed += 1 }
      found.append(
        .init(
          id: row.required("id", .identifier) ?? "", name: row.required("name", .text) ?? "",
          owner: row.named("owner", in: units) ?? "",
          deviceClass: row.required("deviceClass", .text) ?? "",
          capacity: row.value("capacity", .integer(), ifBlank: 1),
          yearlyHours: row.value(
            "yearlyHours", .yearlyHours, ifBlank: SettlementDraft.Device.generalYearlyHours)))
    }
    draft.devices = found
    if assumed > 0 {
      let hours = SettlementDraft.Device.generalYearlyHours
      reader.note(
        Bilingual(
          zh: "\(assumed) 台设备没有写年额定机时，按通用设备 \(hours) 小时计利用率。",
          en:
            "\(counted(assumed, "device has", plural: "devices have")) no yearly hours; utilisation is against the \(hours) "
            + "hours of general ones."))
    }
  }

  private mutating func readAgreements() {
    var found: [SettlementDraft.Agreement] = []
    let units = units
    reader.readSheet(
      "协议", "agreements", at: Place("agreements"), isRequired: false,
      headings: [
        Heading("id", "协议号"), Heading("kind", "类型"), Heading("members", "参加单位"),
        Heading("from", "生效日"), Heading("to", "失效日", "截止日", isRequired: false),
      ]
    ) { row in
      found.append(
        .init(
          id: row.required("id", .identifier) ?? "",
          kind: row.required(
            "kind",
            .choice(
              .notAgreementKind,
              [(.tariff, ["收费", "收费协议", "tariff"]), (.netting, ["轧差", "多边轧差", "netting"])]))
            ?? .tariff,
          members: row.required("members", units.listFormat) ?? [],
          from: row.required("from", .day)?.description ?? "",
          to: row.optional("to", .day)?.description))
    }
    draft.agreements = found
  }
}

extension FaultRule {
  static let unknownSettlementSetting = FaultRule(
    "S191", text: Bilingual(zh: "没有这一设置项", en: "there is no such setting"),
    hint: Bilingual(
      zh: "可用：名称、起始日、截止日、规则版本", en: "known: name, first day, last day, rule version"))
  static let notAgreementKind = FaultRule(
    "S192", text: Bilingual(zh: "无法识别的协议类型", en: "this kind of agreement is unknown"),
    hint: Bilingual(zh: "填“收费”或“轧差”", en: "write tariff or netting"))
  static let notBasis = FaultRule(
    "S193", text: Bilingual(zh: "无法识别的计费依据", en: "this basis of charging is unknown"),
    hint: Bilingual(zh: "填“实际”或“取大”（预约与实际取大）", en: "write actual or larger"))
  static let notEvent = FaultRule(
    "S194", text: Bilingual(zh: "无法识别的状态", en: "this state is unknown"),
    hint: Bilingual(zh: "填“完成”“取消”或“爽约”", en: "write used, cancelled or no-show"))
  static let notPercent = FaultRule(
    "S195", text: Bilingual(zh: "不是百分比", en: "this is not a percentage"),
    hint: Bilingual(zh: "写成 30 或 30%", en: "write 30 or 30%"))
  static let notYearlyHours = FaultRule(
    "S196", text: Bilingual(zh: "不是年额定机时", en: "these are no yearly hours"),
    hint: Bilingual(
      zh: "填“通用”（1400）、“专用”（800）或小时数", en: "write general (1400), special (800) or hours"))
  static let halfSpan = FaultRule(
    "S197", text: Bilingual(zh: "起止时间只填了一个", en: "one end of a span is missing"),
    hint: Bilingual(zh: "两格都填或都留空", en: "fill in both cells, or none"))
}

extension CellFormat where Value == Int {
  /// Whole percents with or without their mark.
  static let percent = CellFormat(.notPercent) { text in
    var key = NormalizedText.key(text)
    if key.hasSuffix("%") { key.removeLast() }
    return Int(key).flatMap { (-1000...1000).contains($0) ? $0 : nil }
  }

  /// 通用, 专用 or a number of hours.
  static let yearlyHours = CellFormat(.notYearlyHours) { text in
    switch NormalizedText.key(text).lowercased() {
    case "通用", "通用设备", "general": SettlementDraft.Device.generalYearlyHours
    case "专用", "专用设备", "special": SettlementDraft.Device.specialYearlyHours
    case let key: Int(key)
    }
  }
}

extension CellFormat where Value == String {
  /// An institution by key or name, a tier as its English key, or nothing for everybody.
  static func payer(among units: NameIndex) -> CellFormat {
    CellFormat { text throws(CellFault) in
      let key = NormalizedText.key(text)
      if ["全部", "所有", "所有单位", "*"].contains(key) { return "" }
      if let tier = Tier(named: key) { return tier.rawValue }
      return try units.found(text) ?? key
    }
  }
}
