import Diagnostics

/// The catalogue of input faults, `B1xx`.
extension FaultRule {
  static let emptyIdentifier = FaultRule(
    "B101", text: Bilingual(zh: "编号为空", en: "an identifier is empty"),
    hint: Bilingual(zh: "请填写唯一的编号", en: "give it a unique identifier"))
  static let duplicateIdentifier = FaultRule(
    "B102", text: Bilingual(zh: "编号重复", en: "an identifier occurs twice"),
    hint: Bilingual(zh: "同类编号不能重复；删除重复行或改号", en: "delete one entry or rename it"))
  static let unknownInstitution = FaultRule(
    "B103", text: Bilingual(zh: "单位编号不存在", en: "there is no such institution"),
    hint: Bilingual(zh: "先在“单位”表登记", en: "list it on the sheet of institutions first"))
  static let unknownDevice = FaultRule(
    "B104", text: Bilingual(zh: "设备编号不存在", en: "there is no such device"),
    hint: Bilingual(zh: "先在“设备”表登记", en: "list it on the sheet of devices first"))
  static let unknownDeviceOrClass = FaultRule(
    "B105", text: Bilingual(zh: "没有这样的设备或类别", en: "there is no such device or class"),
    hint: Bilingual(
      zh: "填写“设备”表中的设备编号、类别名或 类别@片区",
      en: "name a device, a class, or CLASS@AREA of the sheet of devices"))
  static let unknownPool = FaultRule(
    "B106", text: Bilingual(zh: "操作员组不存在", en: "there is no such operator pool"),
    hint: Bilingual(zh: "先在“操作员”表登记排班", en: "list its shifts on the sheet of operators first"))
  static let unknownRequest = FaultRule(
    "B107", text: Bilingual(zh: "申请号不存在", en: "there is no such request"),
    hint: Bilingual(zh: "先在“预约申请”表登记", en: "list it on the sheet of requests first"))
  static let unknownClass = FaultRule(
    "B108", text: Bilingual(zh: "设备类别不存在", en: "there is no such device class"),
    hint: Bilingual(zh: "填写“设备”表中的类别名，或留空表示全部", en: "name a class, or leave it empty for all"))
  static let classNamedAsDevice = FaultRule(
    "B109", text: Bilingual(zh: "类别与设备编号同名", en: "a class has the name of a device"),
    hint: Bilingual(zh: "请改用不同的名称", en: "rename one of them"))
  static let badDate = FaultRule(
    "B110", text: Bilingual(zh: "不是有效日期", en: "this is not a date"),
    hint: Bilingual(zh: "写成 2026-11-30", en: "write it as 2026-11-30"))
  static let badDayCount = FaultRule(
    "B111", text: Bilingual(zh: "天数不在 1 至 400 之间", en: "the number of days is not in 1 … 400"),
    hint: Bilingual(zh: "两周填 14", en: "two weeks are 14"))
  static let badSlotLength = FaultRule(
    "B112",
    text: Bilingual(
      zh: "时段分钟数须整除一天且在 1 至 240 之间", en: "the slot does not divide a day, or is not in 1 … 240"),
    hint: Bilingual(zh: "通常为 15 或 30", en: "15 or 30 is usual"))
  static let badPoints = FaultRule(
    "B113", text: Bilingual(zh: "分值不在 0 至 1000000 之间", en: "points are not in 0 … 1,000,000"),
    hint: Bilingual(zh: "请填写非负整数", en: "give a whole number that is not negative"))
  static let noPriorityClass = FaultRule(
    "B114", text: Bilingual(zh: "没有优先级分值", en: "there are no points for priority classes"),
    hint: Bilingual(zh: "至少设置一个优先级的分值", en: "give at least one class its points"))
  static let badArea = FaultRule(
    "B115", text: Bilingual(zh: "片区名为空或含 @", en: "an area is empty or holds an @"),
    hint: Bilingual(
      zh: "改用不含 @ 的名称，没有片区则不填", en: "name it without @, or leave it out for none"))
  static let emptyPost = FaultRule(
    "B116", text: Bilingual(zh: "管理岗位为空", en: "a custodian's post is empty"),
    hint: Bilingual(zh: "没有岗位则不填", en: "leave it out for none"))
  static let postIsStaffNumber = FaultRule(
    "B117",
    text: Bilingual(zh: "管理岗位填的是工号", en: "a custodian's post is a staff number"),
    hint: Bilingual(
      zh: "目录只公布岗位：填岗位名称，如 影像科设备管理岗",
      en: "only the post is published: name it, such as equipment post of radiology"))
  static let badCapacity = FaultRule(
    "B120", text: Bilingual(zh: "台数（许可数）不在 1 至 1000 之间", en: "a capacity is not in 1 … 1000"),
    hint: Bilingual(zh: "不可用的设备请写入“停机”", en: "enter a device out of use as maintenance"))
  static let offGrid = FaultRule(
    "B121", text: Bilingual(zh: "时间不是时段的整数倍", en: "a time is not a whole number of slots"),
    hint: Bilingual(zh: "请按时段取整，例如 9:00、9:30", en: "round it to slots, such as 9:00 or 9:30"))
  static let badWeekday = FaultRule(
    "B122", text: Bilingual(zh: "星期不在 1 至 7 之间", en: "a weekday is not in 1 … 7"),
    hint: Bilingual(zh: "1 为星期一，7 为星期日", en: "1 is Monday, 7 is Sunday"))
  static let reversedSpan = FaultRule(
    "B123", text: Bilingual(zh: "结束不晚于开始", en: "an end is not after its beginning"),
    hint: Bilingual(
      zh: "核对先后；每周时段跨午夜的请分成两行",
      en: "check the order; split weekly hours over midnight into two entries"))
  static let outsideDay = FaultRule(
    "B124", text: Bilingual(zh: "时刻不在 0:00 至 24:00 之间", en: "a time of day is not in 0:00 … 24:00"),
    hint: Bilingual(zh: "写成 8:00、17:30、24:00", en: "write it as 8:00, 17:30 or 24:00"))
  static let outsideHorizon = FaultRule(
    "B125", text: Bilingual(zh: "不在排程日期之内", en: "this lies outside the horizon"),
    hint: Bilingual(zh: "检查年份与“设置”中的起始日、天数", en: "check the year and the horizon's days"))
  static let badCount = FaultRule(
    "B126",
    text: Bilingual(zh: "人数不在 0 至 10000 之间", en: "a number of operators is not in 0 … 10,000"),
    hint: Bilingual(zh: "请填写非负整数", en: "give a whole number that is not negative"))
  static let badLength = FaultRule(
    "B130",
    text: Bilingual(zh: "时长须为正，且不超过排程日期", en: "a length is not positive, or beyond the horizon"),
    hint: Bilingual(zh: "时长以分钟计", en: "give the length in minutes"))
  static let badBuffer = FaultRule(
    "B131",
    text: Bilingual(zh: "准备或清洗时间不在 0 至 1440 分钟之间", en: "a buffer is not in 0 … 1440 minutes"),
    hint: Bilingual(zh: "没有则填 0", en: "write 0 for none"))
  static let noWindow = FaultRule(
    "B132", text: Bilingual(zh: "没有可用时间窗", en: "a request has no window"),
    hint: Bilingual(zh: "填写最早与最晚时间", en: "give an earliest and a latest time"))
  static let noChoice = FaultRule(
    "B133", text: Bilingual(zh: "没有指定设备或类别", en: "a request names no device and no class"),
    hint: Bilingual(zh: "填写设备编号或类别名", en: "name a device or a class"))
  static let duplicateChoice = FaultRule(
    "B134", text: Bilingual(zh: "同一设备或类别写了两次", en: "a device or class is named twice"),
    hint: Bilingual(zh: "保留一个", en: "keep one of them"))
  static let unknownPriority = FaultRule(
    "B135", text: Bilingual(zh: "没有这一优先级", en: "there is no such priority class"),
    hint: Bilingual(
      zh: "1 为最急；级数见“设置”", en: "1 is most urgent; the settings say how many there are"))
  static let badSplit = FaultRule(
    "B136",
    text: Bilingual(
      zh: "拆分规定做不到：每段至少一格且为整格，时长至少为其两倍，2 至 6 段，拆法不超过 24 种",
      en:
        "the request cannot be split like this: parts of whole slots, at most half the length, 2 to 6 of "
        + "them, in no more than 24 ways"),
    hint: Bilingual(zh: "加长每段至少分钟，或减少段数", en: "lengthen the least part, or allow fewer parts"))
  static let splitOfSeries = FaultRule(
    "B137", text: Bilingual(zh: "系列中的申请不能拆分", en: "a request of a series cannot be split"),
    hint: Bilingual(zh: "移出系列，或清空拆分", en: "take it out of the series or leave the split empty"))
  static let splitNames = FaultRule(
    "B138",
    text: Bilingual(
      zh: "拆出的段无法命名或计分", en: "the parts of a request find no names, or no points"),
    hint: Bilingual(
      zh: "申请号不要以“-1of2”等结尾；改正优先级与分值", en: "no request may be called like a part, such as R1-1of2"))
  static let nobodyAuthorized = FaultRule(
    "B155",
    text: Bilingual(zh: "授权名单是空的：谁也不能用该设备", en: "nobody is authorized to use the device"),
    hint: Bilingual(
      zh: "不限用户就不写授权名单；停用则删除开放时间",
      en: "leave the list out for everybody, or the opening hours for nobody"))
  static let badQuota = FaultRule(
    "B140", text: Bilingual(zh: "限额为负", en: "a quota is negative"),
    hint: Bilingual(zh: "不限则删除该行", en: "delete the entry for no limit"))
  static let secondSeries = FaultRule(
    "B141", text: Bilingual(zh: "同一申请属于两个系列", en: "a request belongs to two series"),
    hint: Bilingual(zh: "保留一个系列", en: "keep it in one of them"))
  static let secondList = FaultRule(
    "B154",
    text: Bilingual(
      zh: "同一系列的申请分属两个“只取其一”",
      en: "a series that stands or falls together is in two lists of alternatives"),
    hint: Bilingual(zh: "把两个“只取其一”并成一个", en: "make one list of the two"))
  static let alternativesOfTwo = FaultRule(
    "B146",
    text: Bilingual(zh: "只取其一的申请不属于同一单位", en: "alternatives are asked by two institutions"),
    hint: Bilingual(zh: "同一需求的备选应由同一单位提出", en: "the ways to fulfil one wish have one applicant"))
  static let orderOfAlternatives = FaultRule(
    "B147",
    text: Bilingual(
      zh: "只有全有或全无的系列可以规定先后", en: "only a series that stands or falls together has an order"),
    hint: Bilingual(zh: "清空间隔，或改为全有或全无", en: "leave the gap empty, or make it all-or-nothing"))
  static let badQuotaHours = FaultRule(
    "B148",
    text: Bilingual(
      zh: "限额时段有误或不是按日限额", en: "hours of a quota are reversed, or it is not by the day"),
    hint: Bilingual(zh: "周期填“每日”，起早于止", en: "make it a quota by the day, from before to"))
  static let emptySeries = FaultRule(
    "B142", text: Bilingual(zh: "系列中没有申请", en: "a series has no requests"),
    hint: Bilingual(zh: "填写申请号，或删除该行", en: "name its requests or delete the entry"))
  static let badShare = FaultRule(
    "B143", text: Bilingual(zh: "公平份额为负", en: "a fair share is negative"),
    hint: Bilingual(zh: "不设份额则删除该行", en: "delete the entry for none"))
  static let duplicateShare = FaultRule(
    "B144", text: Bilingual(zh: "同一单位的两个公平份额相同", en: "an institution has one fair share twice"),
    hint: Bilingual(zh: "保留一个", en: "keep one of them"))
  static let secondShare = FaultRule(
    "B149",
    text: Bilingual(
      zh: "最大最小规则下同一单位有两个公平份额", en: "an institution has two fair shares by the rule maxmin"),
    hint: Bilingual(
      zh: "每个单位保留一个份额，或把“公平份额规则”改为“分值”",
      en: "keep one for each, or set the fair share rule to points"))
  static let pointsOfMaxMin = FaultRule(
    "B152",
    text: Bilingual(
      zh: "最大最小规则下公平份额不计分", en: "a fair share costs no points by the rule maxmin"),
    hint: Bilingual(
      zh: "不填扣分，或把“公平份额规则”改为“分值”",
      en: "write no points, or set the fair share rule to points"))
  static let shareWithoutPoints = FaultRule(
    "B153",
    text: Bilingual(zh: "公平份额没有扣分", en: "a fair share has no points"),
    hint: Bilingual(
      zh: "填写每少一个时段扣几分（pointsPerSlot），或把公平份额规则（fairShareRule）改为最大最小（maxMin）",
      en:
        "give the points that a slot short of it costs (pointsPerSlot), or set fairShareRule to maxMin"
    ))
  static let partOfParts = FaultRule(
    "B145", text: Bilingual(zh: "组合设备的部件本身是组合设备", en: "a part is made of parts itself"),
    hint: Bilingual(zh: "直接列出最底层的设备", en: "name the devices it is made of instead"))
  static let badPrice = FaultRule(
    "B150", text: Bilingual(zh: "单价为负或过大", en: "a price is negative or too large"),
    hint: Bilingual(zh: "填写每小时的元数，不为负", en: "give the yuan for an hour, 0 or more"))
  static let duplicatePrice = FaultRule(
    "B151",
    text: Bilingual(zh: "同一设备、同一单位有两个价格", en: "a device has two prices for one institution"),
    hint: Bilingual(zh: "保留一个", en: "keep one of them"))
  static let duplicatePin = FaultRule(
    "B160", text: Bilingual(zh: "同一申请固定了两次", en: "a request is promised two places"),
    hint: Bilingual(zh: "保留一个", en: "keep one of them"))
  static let impossiblePin = FaultRule(
    "B161", text: Bilingual(zh: "固定的预约违反规则", en: "a promised booking breaks a rule"),
    hint: Bilingual(
      zh: "改期，或修改开放时间、授权、时间窗、限额", en: "move it, or change hours, authorisation, windows or quotas"))
  static let tooLarge = FaultRule(
    "B170", text: Bilingual(zh: "规模过大", en: "the problem is too large"),
    hint: Bilingual(zh: "缩短日期或加长时段", en: "shorten the horizon or lengthen the slots"))
}
