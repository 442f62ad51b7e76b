public import Diagnostics

extension FaultRule {
  /// An identifier is missing.
  public static let identifierMissing = FaultRule(
    "A101",
    text: Bilingual(zh: "缺少编号或工号", en: "An identifier is missing"),
    hint: Bilingual(
      zh: "填写编号；工号按文本填写，保留前面的0。", en: "Enter the identifier as text, with its leading zeros."))
  /// Two entries share an identifier.
  public static let identifierRepeated = FaultRule(
    "A102",
    text: Bilingual(zh: "编号重复", en: "This identifier is used twice"),
    hint: Bilingual(
      zh: "删除重复的一行，或改正其中一个编号。", en: "Delete one of the rows or correct one identifier."))
  /// A spreadsheet turned an identifier into a number in scientific notation.
  public static let identifierDestroyed = FaultRule(
    "A103",
    text: Bilingual(
      zh: "编号已被电子表格改成科学计数法，原来的数字已丢失",
      en: "A spreadsheet turned this identifier into scientific notation; its digits are lost"),
    hint: Bilingual(
      zh: "先把整列设为“文本”格式，再从原始资料重新填写编号。",
      en: "Format the column as text, then enter the identifier again from the original source."))
  /// An identifier has characters that no identifier has.
  public static let identifierUnprintable = FaultRule(
    "A104",
    text: Bilingual(
      zh: "编号含有不允许的字符，或超过64个字符",
      en: "The identifier has characters that are not allowed, or more than 64 of them"),
    hint: Bilingual(
      zh: "编号只用文字、数字、连字符和下划线，中间不要有空格、逗号或换行。",
      en: "Use letters, digits, hyphens and underscores, without spaces, commas or line breaks."))
  /// An institution is named that is not in the list.
  public static let institutionUnknown = FaultRule(
    "A105",
    text: Bilingual(zh: "单位编号不在单位表中", en: "No institution has this identifier"),
    hint: Bilingual(
      zh: "改正单位编号，或在单位表中增加该单位。", en: "Correct it, or add the institution to its sheet."))
  /// A name is missing.
  public static let nameMissing = FaultRule(
    "A106",
    text: Bilingual(zh: "缺少名称或姓名", en: "A name is missing"),
    hint: Bilingual(zh: "填写名称或姓名。", en: "Enter the name."))
  /// A tier is neither hospital nor community.
  public static let tierUnknown = FaultRule(
    "A107",
    text: Bilingual(
      zh: "类别只能是“二三级医院”或“社区”", en: "The tier must be hospital or community"),
    hint: Bilingual(zh: "改为“二三级医院”或“社区”。", en: "Write hospital or community."))
  /// A role is not one of the known roles.
  public static let roleUnknown = FaultRule(
    "A108",
    text: Bilingual(zh: "不认识的角色", en: "This role is not known"),
    hint: Bilingual(
      zh: "角色为：科研管理负责人、导师、人才、设备管理员、全科医师、讲师。",
      en: "Roles: research manager, mentor, talent, custodian, general practitioner, lecturer."))
  /// Days of a provisional year are used although the caller refuses them.
  public static let provisionalCalendar = FaultRule(
    "A201",
    text: Bilingual(
      zh: "该年的节假日安排为暂定，严格日历模式不予使用",
      en: "The holidays of this year are provisional, and the strict calendar refuses them"),
    hint: Bilingual(
      zh: "正式通知发布后导入该年日历，或不使用严格日历。",
      en: "Import the year once its notice is published, or do without the strict calendar."))
}
