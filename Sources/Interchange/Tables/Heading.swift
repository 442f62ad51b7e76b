internal import Alliance

/// A column that a job looks for, with every heading that people give it.
public struct Heading: Hashable, Sendable {
  /// Key by which the job asks for the cell; also the name of the field in the draft, so that faults of
  /// the problem find the cell.
  public let key: String
  /// Headings in Chinese and English; the key is always one of them.
  public let names: [String]
  /// Whether a sheet without this column is faulty.
  public let isRequired: Bool
  /// Whether the names hold `{n}` and stand for several columns, such as 第1志愿 to 第5志愿.
  public let isNumbered: Bool
  /// Whether several columns of this name with different words in brackets are the options of one question
  /// in a form, which the job reads by their headings.
  public let hasOptions: Bool
  /// Key of the column that can stand in for a required one, such as the name for the staff number.
  public let alternative: String?

  /// A column.
  ///
  /// - Parameters:
  ///   - key: Key and field name.
  ///   - names: Other headings for it.
  ///   - isRequired: Whether a sheet without it is faulty.
  ///   - alternative: Key of a column that can stand in for it.
  public init(
    _ key: String, _ names: String..., isRequired: Bool = true, or alternative: String? = nil
  ) {
    self.init(
      key: key, names: names, isRequired: isRequired, isNumbered: false, alternative: alternative)
  }

  private init(
    key: String, names: [String], isRequired: Bool, isNumbered: Bool, hasOptions: Bool = false,
    alternative: String? = nil
  ) {
    self.hasOptions = hasOptions
    self.alternative = alternative
    self.key = key
    self.names = names
    self.isRequired = isRequired
    self.isNumbered = isNumbered
  }

  /// A family of columns: `{n}` in a name stands for 1, 2, … or 一, 二, ….
  public static func numbered(
    _ key: String, _ patterns: String..., isRequired: Bool = true
  ) -> Heading {
    Heading(key: key, names: patterns, isRequired: isRequired, isNumbered: true)
  }

  /// A column that forms may split into one for each option: `3、您的志愿(王芳)`, `3、您的志愿(李强)`.
  static func withOptions(_ key: String, _ names: String..., isRequired: Bool) -> Heading {
    Heading(key: key, names: names, isRequired: isRequired, isNumbered: false, hasOptions: true)
  }

  /// What is compared: without case, width, spaces and marks such as `*` and `：` at the end.
  static func normalized(_ text: String) -> String {
    var key = NormalizedText.key(text).lowercased()
    if key.utf8.contains(UInt8(ascii: " ")) { key = key.replacing(" ", with: "") }
    while let last = key.last, "*:：＊".contains(last) { key.removeLast() }
    while key.hasPrefix("*") { key.removeFirst() }
    return key
  }

  /// The number of the column that `heading` names, 0 for a plain column; `nil` if it is not this one.
  func match(_ heading: String) -> Int? {
    let full = Heading.normalized(heading)
    guard !full.isEmpty else { return nil }
    for candidate in Heading.readings(of: full, measuredIn: unit) {
      for name in names + [key] {
        let wanted = Heading.normalized(name)
        if !isNumbered {
          if wanted == candidate { return 0 }
        } else if let number = Heading.number(in: candidate, pattern: wanted) {
          return number
        }
      }
    }
    return nil
  }

  /// The name for a sheet in English: the first that is, else the words of the key.
  var englishName: String {
    names.first { $0.allSatisfy(\.isASCII) }
      ?? key.reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
  }

  /// The number of the column that `heading` names as it stands, 0 for a plain one; `nil` if it is not among the
  /// column's own names.
  func named(_ heading: String) -> Int? {
    let full = Heading.normalized(heading)
    for name in (names + [key]).map(Heading.normalized) {
      if !isNumbered, name == full { return 0 }
      if isNumbered, let number = Heading.number(in: full, pattern: name) { return number }
    }
    return nil
  }

  /// What a heading may mean: as it stands, without a remark in brackets, without the number of a
  /// question in a form, and by the word that most people use for it.
  ///
  /// A remark that names another unit than the column's is not left out: a price for a minute is none for an
  /// hour. Nor is one that makes a limit of a number.
  private static func readings(of full: String, measuredIn unit: MeasuredUnit?) -> [String] {
    var readings = [full]
    func add(_ text: String) {
      if !text.isEmpty, !readings.contains(text) { readings.append(text) }
    }
    func addWithoutRemark(_ text: String) {
      let remark = remark(of: text)
      // 带教人数(下限) is the lower limit and not the number itself.
      if limits.contains(remark) { return add(withoutRemark(text) + remark) }
      if MeasuredUnit.fits(remark, unit) { add(withoutRemark(text)) }
    }
    let bare = withoutQuestionNumber(full)
    addWithoutRemark(full)
    add(bare)
    addWithoutRemark(bare)
    for reading in readings { add(withoutTarget(reading)) }
    for reading in readings {
      if let common = synonyms[reading] { add(common) }
    }
    return readings
  }

  /// `3、姓名` and `Q3.姓名` are `姓名`.
  private static func withoutQuestionNumber(_ text: String) -> String {
    var rest = text[...]
    if rest.hasPrefix("q") { rest = rest.dropFirst() }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard (1...3).contains(digits.count) else { return text }
    rest = rest.dropFirst(digits.count)
    guard let mark = rest.first, "、.．:：_)）".contains(mark) else { return text }
    let title = rest.dropFirst()
    // Forms write 请填写您的姓名.
    for prefix in ["请填写您的", "请输入您的", "请填写", "请输入", "您的", "请选择您的"] where title.hasPrefix(prefix) {
      return String(title.dropFirst(prefix.count))
    }
    return String(title)
  }

  private static let limits = ["下限", "上限"]

  /// Words that people use, with the one of the templates.
  private static let synonyms: [String: String] = [
    "员工号": "工号", "职工号": "工号", "员工编号": "工号", "职工编号": "工号", "职工工号": "工号", "员工工号": "工号",
    "人员编号": "工号", "工作证号": "工号", "employeeid": "staffnumber", "staffno": "staffnumber",
    "staffid": "staffnumber", "名字": "姓名", "人员姓名": "姓名", "职工姓名": "姓名", "员工姓名": "姓名",
    "fullname": "name", "机构名称": "单位名称", "医院名称": "单位名称", "所在单位": "单位", "工作单位": "单位",
    "所属机构": "单位", "医院": "单位", "机构编号": "单位编号", "单位代码": "单位编号", "机构代码": "单位编号",
    "开始日期": "开始", "起始日期": "开始", "开始时间": "开始", "结束日期": "结束", "截止日期": "结束", "结束时间": "结束",
    "名额数": "名额", "招收人数": "可带人数上限", "带教人数": "可带人数上限", "研究领域": "研究方向", "专业方向": "研究方向",
    "设备号": "设备编号", "仪器编号": "设备编号", "仪器名称": "设备名称", "单号": "申请号", "申请编号": "申请号",
    "预约编号": "申请号", "使用时长": "时长", "机构": "单位", "所属单位": "单位", "类型": "类别", "教师姓名": "姓名",
    "上机时间": "实际上机", "下机时间": "实际下机", "申请人": "申请人工号", "是否参与轮值": "参与轮值", "是否参与": "参与轮值",
    "是否挂靠单位": "挂靠单位", "是否挂靠": "挂靠单位", "已轮值次数": "已轮次数", "设备": "设备或类别",
  ]

  /// The heading without a remark in brackets at its end: `上限(人)` is `上限`.
  private static func withoutRemark(_ text: String) -> String {
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex else {
      return text
    }
    return String(text[..<open])
  }

  /// The remark in brackets at the end; empty if there is none.
  private static func remark(of text: String) -> String {
    let bare = withoutRemark(text)
    return bare == text ? "" : String(text.dropFirst(bare.count + 1).dropLast())
  }

  /// `第1志愿导师` and `第1志愿(工号)` are `第1志愿`.
  private static func withoutTarget(_ text: String) -> String {
    guard let mark = text.firstRange(of: "志愿"), mark.upperBound < text.endIndex else { return text }
    let target = text[mark.upperBound...]
    let isTarget = [
      "导师", "人才", "项目", "工号", "编号", "姓名", "导师工号", "人才工号", "导师编号", "人才编号", "项目编号", "导师姓名",
      "人才姓名",
    ].contains { $0 == target }
    return isTarget ? String(text[..<mark.upperBound]) : text
  }

  /// The unit in which the column is measured, by its key.
  private var unit: MeasuredUnit? { MeasuredUnit(key: key) }

  private static func number(in text: String, pattern: String) -> Int? {
    guard let mark = pattern.firstRange(of: "{n}") else { return nil }
    let head = pattern[..<mark.lowerBound]
    let tail = pattern[mark.upperBound...]
    guard text.hasPrefix(head), text.hasSuffix(tail), text.count > head.count + tail.count else {
      return nil
    }
    let digits = String(text.dropFirst(head.count).dropLast(tail.count))
    if let number = Int(digits), number > 0, digits.utf8.count <= 3 { return number }
    return chineseNumbers.firstIndex(of: digits).map { $0 + 1 }
  }

  private static let chineseNumbers = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六",
    "十七", "十八", "十九", "二十",
  ]
}
