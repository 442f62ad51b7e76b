public import Diagnostics

extension FaultRule {
  /// The file is no readable `.xlsx`.
  public static let packageBroken = FaultRule(
    "I151",
    text: Bilingual(zh: "不是完整的.xlsx工作簿，无法打开", en: "This is no whole .xlsx workbook"),
    hint: Bilingual(
      zh: "用Excel或WPS打开后另存为.xlsx，或请对方重新发送。",
      en: "Open it in Excel or WPS and save it again as .xlsx, or ask for it again."))
  /// The file is an old `.xls`.
  public static let packageLegacy = FaultRule(
    "I152",
    text: Bilingual(zh: "这是旧版.xls（或.et）工作簿", en: "This is an old .xls workbook"),
    hint: Bilingual(
      zh: "用Excel或WPS打开，另存为“Excel 工作簿（.xlsx）”；只改扩展名没有用。",
      en:
        "Open it in Excel or WPS and save it as Excel Workbook (.xlsx); to rename it is not enough."
    ))
  /// The file or an entry is encrypted.
  public static let packageEncrypted = FaultRule(
    "I153",
    text: Bilingual(zh: "工作簿设有打开密码，内容已加密", en: "The workbook is encrypted with a password"),
    hint: Bilingual(
      zh: "用Excel或WPS打开，在“文件—信息—保护工作簿—用密码进行加密”（WPS：“文件—文档加密—密码加密”）中清空密码，再保存。",
      en:
        "Open it in Excel or WPS, clear the password under File, Info, Protect Workbook, Encrypt with Password, "
        + "and save it."))
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
  /// The file is of Word, PowerPoint or another program that packs its files as Excel does.
  public static let packageForeign = FaultRule(
    "I159",
    text: Bilingual(
      zh: "这不是.xlsx工作簿，而是另一种Office文件",
      en: "This is another kind of office file and no .xlsx workbook"),
    hint: Bilingual(
      zh: "把表格放进Excel或WPS表格，保存为“Excel 工作簿（.xlsx）”。",
      en: "Put the tables into Excel or WPS and save them as Excel Workbook (.xlsx)."))
  /// A sheet says where a cell is in a way that no sheet has.
  public static let cellMisplaced = FaultRule(
    "I158", text: Bilingual(zh: "单元格的位置无效", en: "A cell stands at no valid place"),
    hint: Bilingual(
      zh: "用Excel或WPS打开后另存为.xlsx。", en: "Open it in Excel or WPS and save it again as .xlsx."))
}
