import Diagnostics

/// The catalogue of input faults, `S1xx`.
extension FaultRule {
  static let emptyIdentifier = FaultRule(
    "S101", text: Bilingual(zh: "编号为空", en: "an identifier is empty"),
    hint: Bilingual(zh: "请填写唯一的编号", en: "give it a unique identifier"))
  static let duplicateIdentifier = FaultRule(
    "S102", text: Bilingual(zh: "编号重复", en: "an identifier occurs twice"),
    hint: Bilingual(zh: "同一记录登记了两次则删除一行，否则改号", en: "delete the second entry or rename it"))
  static let unknownInstitution = FaultRule(
    "S103", text: Bilingual(zh: "单位编号不存在", en: "there is no such institution"),
    hint: Bilingual(zh: "先在“单位”表登记", en: "list it on the sheet of institutions first"))
  static let unknownDevice = FaultRule(
    "S104", text: Bilingual(zh: "设备编号不存在", en: "there is no such device"),
    hint: Bilingual(zh: "先在“设备”表登记", en: "list it on the sheet of devices first"))
  static let unknownTarget = FaultRule(
    "S105",
    text: Bilingual(zh: "该单位没有这样的设备或类别", en: "the owner has no such device or class"),
    hint: Bilingual(
      zh: "填写所属单位的设备编号或类别名，留空表示其全部设备",
      en: "name a device or a class of the owner, or leave it empty for all its devices"))
  static let unknownUser = FaultRule(
    "S106", text: Bilingual(zh: "没有这样的单位或类别", en: "there is no such institution or tier"),
    hint: Bilingual(
      zh: "填写单位编号、“二三级医院”或“社区”，留空表示所有单位",
      en: "name an institution, hospital or community, or leave it empty for everybody"))
  static let unknownAgreement = FaultRule(
    "S107", text: Bilingual(zh: "协议号不存在", en: "there is no such agreement"),
    hint: Bilingual(zh: "先在“协议”表登记", en: "list it on the sheet of agreements first"))
  static let unknownTier = FaultRule(
    "S108", text: Bilingual(zh: "没有这样的单位类别", en: "there is no such tier"),
    hint: Bilingual(zh: "填“二三级医院”或“社区”", en: "write hospital or community"))
  static let badDate = FaultRule(
    "S110", text: Bilingual(zh: "不是有效日期", en: "this is not a date"),
    hint: Bilingual(zh: "写成 2026-12-01", en: "write it as 2026-12-01"))
  static let reversedDays = FaultRule(
    "S111", text: Bilingual(zh: "截止日早于起始日", en: "the last day is before the first"),
    hint: Bilingual(zh: "核对两个日期", en: "check both dates"))
  static let periodTooLong = FaultRule(
    "S112", text: Bilingual(zh: "结算期超过 400 天", en: "the period is longer than 400 days"),
    hint: Bilingual(zh: "按年、季或月结算", en: "settle by year, quarter or month"))
  static let noRuleVersion = FaultRule(
    "S113", text: Bilingual(zh: "没有规则版本", en: "the version of the rules is missing"),
    hint: Bilingual(
      zh: "在“设置”中填写“规则版本”，每条明细都要引用它", en: "name it in the settings; every line cites it"))
  static let badCapacity = FaultRule(
    "S120", text: Bilingual(zh: "台数（许可数）不在 1 至 1000 之间", en: "a capacity is not in 1 … 1000"),
    hint: Bilingual(zh: "填写同时可用的台数", en: "give the number that can be used at once"))
  static let badYearlyHours = FaultRule(
    "S121",
    text: Bilingual(zh: "年额定机时不在 1 至 8784 之间", en: "yearly hours are not in 1 … 8784"),
    hint: Bilingual(zh: "通用设备 1400，专用设备 800", en: "1400 for general, 800 for special instruments"))
  static let badMember = FaultRule(
    "S130",
    text: Bilingual(zh: "协议的参加单位少于两个或重复", en: "an agreement needs two different members"),
    hint: Bilingual(zh: "列出全部签约单位，各写一次", en: "list every institution that signed it, once"))
  static let twoNettings = FaultRule(
    "S131",
    text: Bilingual(
      zh: "单位在结算日参加了两个轧差协议", en: "an institution is in two netting agreements on the last day"),
    hint: Bilingual(zh: "保留一个，或写明失效日", en: "keep one, or give its last day"))
  static let foreignAgreement = FaultRule(
    "S132",
    text: Bilingual(
      zh: "标准所引协议不是收费协议，或其签约方不含所属单位或使用单位",
      en: "the cited agreement is not about prices, or owner or user have not signed it"),
    hint: Bilingual(zh: "核对协议号与“协议”表的参加单位", en: "check the agreement and its members"))
  static let badPrice = FaultRule(
    "S140",
    text: Bilingual(zh: "单价不在 0 至 1000000 元之间", en: "a price is not in 0 … 1,000,000 yuan"),
    hint: Bilingual(zh: "未谈妥请留空，将印作“待协商”", en: "leave it empty while it is being negotiated"))
  static let badMinutes = FaultRule(
    "S141", text: Bilingual(zh: "分钟数超出范围", en: "a number of minutes is out of range"),
    hint: Bilingual(
      zh: "起算 0 至 1440，步长 1 至 1440，提前取消 0 至 43200",
      en: "minimum 0 … 1440, step 1 … 1440, notice 0 … 43200"))
  static let badPercent = FaultRule(
    "S142", text: Bilingual(zh: "百分比不在 0 至 100 之间", en: "a percentage is not in 0 … 100"),
    hint: Bilingual(zh: "不打折填 100", en: "write 100 for the full price"))
  static let ambiguousTariff = FaultRule(
    "S143",
    text: Bilingual(
      zh: "两条收费标准同样具体且生效日期重叠，无法确定用哪一条",
      en: "two tariff rows are equally specific and hold on the same day"),
    hint: Bilingual(zh: "给旧标准填写失效日", en: "give the older one its last day"))
  static let reversedSpan = FaultRule(
    "S150", text: Bilingual(zh: "结束不晚于开始", en: "an end is not after its beginning"),
    hint: Bilingual(zh: "跨夜使用请写次日的日期", en: "write the date of the next day for a use over night"))
  static let tooLong = FaultRule(
    "S151", text: Bilingual(zh: "一次使用超过 31 天", en: "a use is longer than 31 days"),
    hint: Bilingual(zh: "核对下机日期；长期存放请按月登记", en: "check the end; log long storage by the month"))
  static let missingTime = FaultRule(
    "S152", text: Bilingual(zh: "缺少该状态必需的时间", en: "a time that this entry needs is missing"),
    hint: Bilingual(
      zh: "“完成”须有上机、下机；“取消”须有预约起止与取消时间；“爽约”须有预约起止",
      en: "a use needs both its times; a cancellation its booking and when; a no-show its booking"))
  static let needlessTime = FaultRule(
    "S153", text: Bilingual(zh: "时间与状态矛盾", en: "a time contradicts what became of the booking"),
    hint: Bilingual(
      zh: "未使用的预约不应有上机、下机；只有“取消”才有取消时间",
      en: "only a use has actual times; only a cancellation has a time of cancelling"))
  static let outsidePeriod = FaultRule(
    "S154", text: Bilingual(zh: "不在结算期内开始", en: "this does not begin in the period"),
    hint: Bilingual(
      zh: "按开始之日归期；核对日期，或移到所属期的登记表",
      en: "a use belongs to the period in which it begins; check the date"))
  static let overCapacity = FaultRule(
    "S155",
    text: Bilingual(
      zh: "同一设备同时使用的人数超过台数", en: "a device is logged for more uses than it can serve at once"),
    hint: Bilingual(zh: "核对两条记录的上机、下机时间", en: "check the times of both entries"))
  static let tooManyUses = FaultRule(
    "S160", text: Bilingual(zh: "记录超过一百万条", en: "there are more than a million entries"),
    hint: Bilingual(zh: "缩短结算期", en: "settle a shorter period"))
}
