public import Diagnostics

/// The catalogue of rostering faults.
extension FaultRule {
  static func rostering(
    _ code: String, _ zh: String, _ en: String, _ hintZH: String, _ hintEN: String
  )
    -> FaultRule
  {
    FaultRule(code, text: Bilingual(zh: zh, en: en), hint: Bilingual(zh: hintZH, en: hintEN))
  }

  /// Two entries share an identifier.
  public static let rosterDuplicate = rostering(
    "R102", "编号重复", "an identifier is used twice",
    "请改正其中一处，编号须唯一（人员与专项管理人员合并计算）",
    "correct one of them; people and full-time posts share one list of numbers")
  /// A reference names nothing.
  public static let rosterUnknown = rostering(
    "R103", "引用的单位、人员或期次不存在", "the unit, person or term referred to does not exist",
    "请核对编号，保留前导零", "check the identifier; leading zeros count")
  /// The list is empty.
  public static let rosterEmpty = rostering(
    "R104", "名单为空", "the list is empty", "至少需要一个期次和一个参与轮值的单位",
    "give at least one term and one unit that takes part")
  /// The instance is larger than the program accepts.
  public static let rosterTooLarge = rostering(
    "R105", "数量超出上限", "there are more entries than the program accepts",
    "请分拆为多个文件（期次至多 520，单位至多 2000，人员至多 20000）",
    "split the input (at most 520 terms, 2000 units, 20000 people)")
  /// A weight is out of range.
  public static let rosterWeight = rostering(
    "R106", "应轮比例须为 1 至 1000 的整数", "a weight must be a whole number from 1 to 1000",
    "平均分担时都填 1；不参与的单位请在“参与轮值”填否",
    "write 1 for equal shares; set takes-part to no for a unit that stays out")
  /// More than one host.
  public static let rosterHosts = rostering(
    "R107", "挂靠单位多于一个", "more than one unit is marked as the host",
    "只保留一个挂靠单位", "mark one unit only")
  /// A unit that takes part has nobody who may serve.
  public static let rosterNobody = rostering(
    "R108", "参与轮值的单位没有可派人员", "a unit takes part but none of its people may serve",
    "请补充具备所需角色或经批准例外的人员，或将该单位改为不参与",
    "add a person with the role or an approved exception, or let the unit stay out")
  /// A count is negative or too large.
  public static let rosterCount = rostering(
    "R109", "次数不能为负，也不能超过 100000", "a count must be from 0 to 100000",
    "请填写非负整数", "give a whole number that is not negative")
  /// An exception without a reason.
  public static let rosterException = rostering(
    "R110", "例外须写明批准说明", "an exception needs its note of approval",
    "请填写批准文号或说明；没有例外请留空", "write the approval; leave the cell empty otherwise")
  /// Places outside the allowed range.
  public static let rosterPlaces = rostering(
    "R111", "席位人数超出设置允许的范围", "the number of places is outside the allowed range",
    "通知规定每席 1 至 2 人；如需其他人数请修改设置中的席位人数上下限",
    "the notice allows 1 or 2; change the limits in the settings for other numbers")
  /// Demand given twice.
  public static let rosterDemandTwice = rostering(
    "R112", "同一期次、同一席位给出两次人数", "the places of a seat in a term are given twice",
    "请删除其中一行", "delete one of the lines")
  /// Demand missing.
  public static let rosterDemandMissing = rostering(
    "R113", "缺少该期次某一席位的人数", "the places of a seat in this term are missing",
    "每个期次须给出四种席位的人数", "give all four seats for every term")
  /// A cell or leave names neither or both of unit and person.
  public static let rosterWho = rostering(
    "R114", "须填写单位或人员之一，且只填一个", "name either a unit or a person, and not both",
    "针对个人时只填工号，单位由工号得知", "for a person, the staff number alone is enough")
  /// A pinned cell lacks term or body.
  public static let rosterPinIncomplete = rostering(
    "R115", "固定安排须写明期次和机构", "a pinned cell needs its term and its body",
    "请补全期次和机构（秘书处/办公室）", "write the term and the body")
  /// A pinned cell cannot be served.
  public static let rosterPinImpossible = rostering(
    "R116", "固定安排与参与范围、角色、不可用或禁排相冲突",
    "a pinned cell contradicts taking part, the role, leave or a forbidden cell",
    "请取消固定安排，或改正与之冲突的一项", "remove the pin, or correct what it contradicts")
  /// Pinned cells contradict one another.
  public static let rosterPinsClash = rostering(
    "R117", "固定安排互相冲突：同一单位同一期次被安排两次",
    "pinned cells clash: a unit is pinned twice in one term",
    "同一单位同一期次只保留一条", "keep one pin for a unit in a term")
  /// More pins than places.
  public static let rosterPinsExceed = rostering(
    "R118", "固定安排多于该席位的人数", "more cells are pinned than the seat has places",
    "请增加席位人数或取消一条固定安排", "add a place or remove a pin")
  /// History given twice or for nobody.
  public static let rosterHistoryTwice = rostering(
    "R119", "同一单位的历史出现两次", "the history of a unit is given twice",
    "请合并为一行", "merge the lines")
  /// Terms since the last duty.
  public static let rosterSince = rostering(
    "R120", "距上次轮值的期数须为 1 或更大", "the terms since the last duty must be 1 or more",
    "首期的前一期为 1；从未轮值请留空",
    "1 is the term just before the first; leave it empty if the unit never served")
  /// The common denominator is too large.
  public static let rosterScale = rostering(
    "R121", "应轮比例与历史应轮次数的公分母过大（上限 1000000）",
    "weights and past entitlements have too large a common denominator (limit 1000000)",
    "请使用较小的整数比例，历史应轮次数写成分数，如 7/5",
    "use small whole weights and write past entitlements as fractions such as 7/5")
  /// A post without a seat.
  public static let rosterPostSeats = rostering(
    "R122", "专项管理人员没有可顶的席位", "a full-time post may fill no seat",
    "请至少填写一种席位，或删除该行", "name at least one seat, or delete the line")
  /// The least gap.
  public static let rosterGap = rostering(
    "R123", "最小间隔须不小于 0 且小于期次数",
    "the least gap must be at least 0 and less than the number of terms",
    "0 表示允许连续两期", "0 allows duties in consecutive terms")
  /// Limits of places.
  public static let rosterPlaceLimits = rostering(
    "R124", "席位人数的下限与上限须满足 0 ≤ 下限 ≤ 上限 ≤ 20",
    "the limits of places must satisfy 0 ≤ fewest ≤ most ≤ 20",
    "请改正设置", "correct the settings")
  /// A term that ends before it starts.
  public static let rosterTermReversed = rostering(
    "R125", "期次的结束早于开始", "the term ends before it starts",
    "请改正开始或结束日期", "correct the first or the last day")
  /// A term with one of its two days.
  public static let rosterTermHalf = rostering(
    "R127", "期次只写了开始或只写了结束", "a term has only one of its first and last day",
    "两个日期都填，或都不填", "give both days, or neither")
  /// A term that starts before the one above has ended.
  public static let rosterTermOverlaps = rostering(
    "R126", "期次须按时间先后排列且互不重叠",
    "terms must be in order of time and must not overlap",
    "上一期结束之后再开始下一期", "start a term after the one above has ended")
  /// Somebody left, and can be given a duty after that; of rotations and of shift rosters.
  public static let rosterPersonLeft = rostering(
    "R128", "此人已离任（工号与最后一天），此后仍可能被排班",
    "this person has left (number and last day) and could be given a duty after that",
    "删去该行，或换成接任者；本表中有一段时间在岗的，在人员表加一列“截止日”填写最后一天；"
      + "已返回的，用 allot ledger leave --force 记下新的最后一天",
    "delete the row, or list the successor; for somebody who serves part of the time, add a column last day to "
      + "the sheet of people; for somebody who is back, note a new last day by allot ledger leave --force"
  )
}
