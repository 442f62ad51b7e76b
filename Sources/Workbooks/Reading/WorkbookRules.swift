public import Diagnostics

extension FaultRule {
  /// The file is no readable `.xlsx`.
  public static let packageBroken = FaultRule(
    "I151",
    text: Bilingual(zh: "不是完整的.xlsx工作簿，无法打开", en: "This is no whole .xlsx workbook"),
    hint: Bilingual(
      zh: "用Excel或WPS打开后另存为.xlsx，或请对方重新发送。",
      en: "Open it in Excel or WPS and save it again as .xlsx, or ask for it again."))
  /// The file is an old `.xls`, or protected by a password.
  public static let packageLegacy = FaultRule(
    "I152",
    text: Bilingual(
      zh: "这是旧版.xls（或.et）工作簿，或设有打开密码",
      en: "This is an old .xls workbook, or one with a password"),
    hint: Bilingual(
      zh: "去掉密码，另存为“Excel 工作簿（.xlsx）”。",
      en: "Remove the password and save it as Excel Workbook (.xlsx)."))
  /// An entry is encrypted.
  public static let packageEncrypted = FaultRule(
    "I153", text: Bilingual(zh: "工作簿已加密", en: "The workbook is encrypted"),
    hint: Bilingual(zh: "去掉密码后另存。", en: "Remove the password and save it again."))
  /// The file unpacks to more than the limits allow.
  public static let packageTooLarge = FaultRule(
    "I154",
    text: Bilingual(
      zh: "工作簿解压后过大或压缩比异常，已停止读取",
      en: "The workbook unpacks to too much and was not read"),
    hint: Bilingual(
      zh: "把有用的区域复制到新工作簿，删去图片和空白行列后重试。",
      en: "Copy what matters into a new workbook, without pictures and blank rows."))
  /// A part has a document type or another encoding than UTF-8.
  public static let partForbidden = FaultRule(
    "I155",
    text: Bilingual(
      zh: "工作簿内含不允许的XML声明，已拒绝读取",
      en: "The workbook holds an XML declaration that is not allowed"),
    hint: Bilingual(
      zh: "用Excel或WPS打开后另存为.xlsx。", en: "Open it in Excel or WPS and save it again as .xlsx."))
  /// A part is no well-formed XML.
  public static let partBroken = FaultRule(
    "I156", text: Bilingual(zh: "工作簿的一部分已损坏", en: "A part of the workbook is damaged"),
    hint: Bilingual(
      zh: "用Excel或WPS打开并修复，另存为.xlsx。", en: "Let Excel or WPS repair it and save it again."))
  /// The file has no visible sheet.
  public static let sheetsMissing = FaultRule(
    "I157", text: Bilingual(zh: "工作簿没有可见的工作表", en: "The workbook has no visible sheet"),
    hint: Bilingual(zh: "取消隐藏要使用的工作表。", en: "Unhide the sheets to use."))
  /// A sheet says where a cell is in a way that no sheet has.
  public static let cellMisplaced = FaultRule(
    "I158", text: Bilingual(zh: "单元格的位置无效", en: "A cell stands at no valid place"),
    hint: Bilingual(
      zh: "用Excel或WPS打开后另存为.xlsx。", en: "Open it in Excel or WPS and save it again as .xlsx."))
}
