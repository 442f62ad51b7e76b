public import Diagnostics

/// The catalogue of faults of shift rosters.
extension FaultRule {
  /// Two entries share an identifier.
  public static let shiftDuplicate = rostering(
    "R301", "编号重复", "an identifier is used twice",
    "请改正其中一处；班次与班次组合并计算", "correct one of them; duties and groups share one list")
  /// A reference names nothing.
  public static let shiftUnknown = rostering(
    "R302", "引用的人员、班次、组、技能、合同或地点不存在",
    "the person, duty, group, skill, contract or site referred to does not exist",
    "请核对编号，保留前导零", "check the identifier; leading zeros count")
  /// A list that must not be empty is empty.
  public static let shiftEmpty = rostering(
    "R303", "名单为空", "the list is empty", "至少需要一天、一种班次和一名人员",
    "give at least one day, one duty and one person")
  /// The roster is larger than the program accepts.
  public static let shiftTooLarge = rostering(
    "R304", "数量超出上限", "there are more entries than the program accepts",
    "请分拆（至多 366 天、500 人、60 种班次、200 种班次与技能的搭配、每人 400 条规则）",
    "split the input (at most 366 days, 500 people, 60 duties, 200 pairs of duty and skill, "
      + "400 rules of a person)")
  /// A day outside the roster.
  public static let shiftDay = rostering(
    "R305", "日期须在排班范围内，且先后有序", "a day lies outside the roster, or days are not in order",
    "首日为第 1 天", "the first day is day 1")
  /// The first day cannot be read, or contradicts the weekday.
  public static let shiftCalendar = rostering(
    "R306", "首日不是有效日期，或与星期不符",
    "the first day is no date, or does not fall on the weekday given",
    "写作 2027-03-01；星期一为 1", "write 2027-03-01; Monday is 1")
  /// Labels that are not one for each day.
  public static let shiftLabels = rostering(
    "R307", "每天须有一个名称", "there must be one label for each day",
    "全部填写或全部留空", "give one for each day, or none")
  /// A weekday that does not exist.
  public static let shiftWeekday = rostering(
    "R308", "星期须为 1 至 7；周末须为相连的日子",
    "weekdays count from 1 to 7; the days of a weekend follow each other",
    "星期一为 1", "Monday is 1")
  /// A clock time or length out of range.
  public static let shiftClock = rostering(
    "R309", "开始须为 0 至 1439 分钟，时长须为 0 至 2880 分钟",
    "a start is 0 to 1439 minutes after midnight, a length 0 to 2880 minutes",
    "没有钟点的班次请将开始留空", "leave the start empty if the duty has no clock time")
  /// A number is out of range.
  public static let shiftNumber = rostering(
    "R310", "次数不能为负，也不能超过 1000000", "a number must be from 0 to 1000000",
    "请填写非负整数", "give a whole number that is not negative")
  /// A penalty is out of range.
  public static let shiftPenalty = rostering(
    "R311", "扣分须为 0 至 1000000 的整数；平方扣分在最坏情形下不得超过 10¹¹",
    "a penalty must be from 0 to 1000000, and a squared one at most 10^11 in the worst case",
    "不允许违反时将扣分留空", "leave the penalty empty if the limit may not be broken")
  /// A squared penalty where it has no meaning.
  public static let shiftSquared = rostering(
    "R312", "只有次数规则可按平方扣分", "only counts may cost by the square of the distance",
    "请改为按距离扣分", "let the cost grow with the distance")
  /// Limits that cross.
  public static let shiftLimitsCross = rostering(
    "R313", "下限大于上限", "the minimum exceeds the maximum", "请改正其中一个", "correct one of them")
  /// A rule that asks for nothing.
  public static let shiftRuleIdle = rostering(
    "R314", "规则没有给出任何界限", "the rule sets no limit", "请给出下限或上限，或删除该规则",
    "give a minimum or a maximum, or remove the rule")
  /// A pattern of the wrong length.
  public static let shiftPatternLength = rostering(
    "R315", "模式须有 2 至 10 步（限定星期时可为 1 步）",
    "a pattern has 2 to 10 steps (1 is enough with a weekday)",
    "一天之内的限制请用禁排或次数规则", "use forbidden cells or a count for a single day")
  /// A match that names nothing.
  public static let shiftMatchEmpty = rostering(
    "R316", "没有指明班次", "no duty is named", "请至少写明一个班次或组", "name a duty or a group")
  /// A need that no cell can count for.
  public static let shiftCoverNothing = rostering(
    "R317", "需求不涉及任何日期、班次、技能或人员",
    "a need names no day, or duties that are not served in its skills",
    "请核对班次的技能", "check the skills of the duties")
  /// A preferred number without a penalty.
  public static let shiftPreferredPenalty = rostering(
    "R318", "期望人数须有扣分", "a preferred number needs a penalty",
    "请填写每缺一人的扣分；硬性要求请写作下限",
    "say what each missing person costs, or write a hard need as the minimum")
  /// Two things settled for one cell.
  public static let shiftCellTwice = rostering(
    "R319", "同一人同一天的已发布班次出现两次", "a day of a person is published twice",
    "请删除其中一行", "delete one of the lines")
  /// A published duty without its skill.
  public static let shiftSkillNeeded = rostering(
    "R320", "该班次须写明以何种技能上岗", "this duty needs the skill in which it was served",
    "请写明班次所列的一种技能", "name one of the duty's skills")
  /// A person with nothing left on a day.
  public static let shiftNothingLeft = rostering(
    "R321", "固定、休假、禁排、技能与地点合在一起，这一天没有任何可用的安排",
    "pins, leave, forbidden cells, skills and sites together leave nothing for this day",
    "请取消其中一项", "remove one of them")
  /// A history with too many days.
  public static let shiftHistory = rostering(
    "R322", "历史天数过多", "the history is too long", "至多 400 天", "give at most 400 days")
}
