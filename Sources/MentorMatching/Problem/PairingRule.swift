public import Diagnostics

/// What a pairing round asks for.
public enum PairingRule: Hashable, Sendable {
  /// Talents propose: with strict lists no stable matching serves any talent better. Ties are broken
  /// by the order of the lists.
  case talent
  /// Mentors propose: with strict lists no stable matching serves any mentor better.
  case mentor
  /// The stable matching whose ranks, both sides added up, are smallest.
  case egalitarian
  /// The stable matching whose worst rank is smallest, then egalitarian.
  case regret
  /// The stable matching of the largest total score.
  case weighted
  /// The largest total score whether stable or not, for comparison; blocking pairs are counted.
  case maximum
  /// The stable matching with most pairs, then with the smallest sum of the talents' ranks.
  case largest
  /// The stable matching in which most talents obtain their first wish, then their second, and so on.
  case rankMaximal
  /// The stable matching in which fewest talents obtain their last wish, then their last but one, and
  /// so on.
  case generous
  /// As ``rankMaximal``, the ranks of both sides counted (Cooper & Manlove 2019, arXiv 1905.06626).
  case rankMaximalBoth
  /// As ``generous``, the ranks of both sides counted.
  case generousBoth
  /// The stable matching whose sums of ranks of the two sides differ least.
  case sexEqual
  /// The middle of all stable matchings: everybody obtains the median of his stable partners (Teo &
  /// Sethuraman 1998, doi:10.1287/moor.23.4.874). Ties are broken by the order of the lists.
  case centre
  /// The stable matching that keeps most pairs of the earlier result.
  case leastChange
  /// Gives up stability; as the first of several rules it frees the others of it.
  case any
  /// Gives up stability where limits from below or crossing quotas leave none: fewest pairs who would
  /// rather have one another, then most pairs.
  case fewestBlocking
  /// Loads of mentors nearest to their targets: the largest difference first, then their sum.
  case balanced
  /// Rules in order of importance: each chooses among what the rules before it leave.
  case ordered([PairingRule])

  /// Whether the answer must be stable.
  public var demandsStability: Bool {
    switch self {
    case .maximum, .any, .fewestBlocking: false
    case .ordered(let rules): rules.allSatisfy(\.demandsStability)
    default: true
    }
  }

  /// Whether the rule counts what the market's program does not: blocking pairs, limits from below,
  /// loads.
  var countsBlocking: Bool {
    switch self {
    case .any, .fewestBlocking, .balanced: true
    case .ordered(let rules): rules.contains(where: \.countsBlocking)
    default: false
    }
  }

  /// Whether the rule is, or holds, `leastChange`.
  public var asksForLeastChange: Bool {
    if case .ordered(let rules) = self { return rules.contains(.leastChange) }
    return self == .leastChange
  }

  /// Whether the rule is, or holds, `balanced`.
  public var asksForTargets: Bool {
    if case .ordered(let rules) = self { return rules.contains(.balanced) }
    return self == .balanced
  }

  /// Whether the rule asks for the middle of the stable matchings.
  public var namesMiddle: Bool { self == .centre || self == .ordered([.centre, .leastChange]) }

  /// This rule, and then fewest changed pairs; `maximum` then asks for the largest score alone before.
  public var changingLeast: PairingRule {
    switch self {
    case .leastChange: self
    case .ordered(let rules):
      rules.contains(.leastChange) ? self : .ordered(rules + [.leastChange])
    default: .ordered([self, .leastChange])
    }
  }

  /// Short name for tables.
  public var title: Bilingual {
    switch self {
    case .talent: Bilingual(zh: "人才最优", en: "talent-optimal")
    case .mentor: Bilingual(zh: "导师最优", en: "mentor-optimal")
    case .egalitarian: Bilingual(zh: "名次总和最小", en: "egalitarian")
    case .regret: Bilingual(zh: "最差名次最好", en: "minimum regret")
    case .weighted: Bilingual(zh: "评分最高的稳定结对", en: "largest score, stable")
    case .maximum: Bilingual(zh: "评分最高（不求稳定）", en: "largest score, not stable")
    case .largest: Bilingual(zh: "结对最多", en: "most pairs")
    case .rankMaximal: Bilingual(zh: "人才靠前志愿最多", en: "rank-maximal for talents")
    case .generous: Bilingual(zh: "人才靠后志愿最少", en: "generous to talents")
    case .rankMaximalBoth: Bilingual(zh: "双方靠前名次最多", en: "rank-maximal, both sides")
    case .generousBoth: Bilingual(zh: "双方靠后名次最少", en: "generous, both sides")
    case .sexEqual: Bilingual(zh: "双方名次最均衡", en: "both sides equal")
    case .centre: Bilingual(zh: "居中的稳定结对", en: "middle of the stable pairings")
    case .any: Bilingual(zh: "不求稳定", en: "not stable")
    case .fewestBlocking: Bilingual(zh: "更愿改配的对最少", en: "fewest blocking pairs")
    case .balanced: Bilingual(zh: "导师负荷最均衡", en: "balanced loads")
    case .leastChange: Bilingual(zh: "变动最少", en: "fewest changed pairs")
    case .ordered(let rules):
      Bilingual(
        zh: rules.map(\.title.zh).joined(separator: "，其次"),
        en: rules.map(\.title.en).joined(separator: ", then "))
    }
  }
}

extension PairingRule: RawRepresentable, Codable, CaseIterable {
  /// The rules that are not made of others.
  public static var allCases: [PairingRule] {
    [
      .talent, .mentor, .egalitarian, .regret, .weighted, .maximum, .largest, .rankMaximal,
      .generous, .rankMaximalBoth, .generousBoth, .sexEqual, .centre, .leastChange, .any,
      .fewestBlocking, .balanced,
    ]
  }

  /// The rule of a name such as `rank-maximal`, or of names joined by commas, most important first.
  ///
  /// A combination holds each rule once; `centre` and `maximum` stand alone or before `least-change`, and after
  /// `sex-equal` comes nothing but `least-change`.
  public init?(rawValue: String) {
    let names = rawValue.split(separator: ",", omittingEmptySubsequences: false)
    let rules = names.compactMap { name in Self.allCases.first { $0.rawValue == name } }
    guard let first = rules.first, rules.count == names.count else { return nil }
    guard rules.count > 1 else {
      self = first
      return
    }
    let leading = rules.last == .leastChange ? rules.dropLast() : rules[...]
    guard Set(rules).count == rules.count, leading.count == 1 || !leading.contains(.centre),
      leading.count == 1 || !leading.contains(.maximum), !leading.dropLast().contains(.sexEqual)
    else { return nil }
    self = .ordered(rules)
  }

  /// Why known rules joined by commas are no rule; `nil` for a rule, and for a name that is none.
  public static func refusal(of text: String) -> Bilingual? {
    let names = text.split(separator: ",", omittingEmptySubsequences: false)
    let rules = names.compactMap { name in allCases.first { $0.rawValue == name } }
    guard rules.count == names.count, PairingRule(rawValue: text) == nil else { return nil }
    if Set(rules).count < rules.count {
      return Bilingual(zh: "同一规则写了两次", en: "a rule is named twice")
    }
    if rules.contains(.centre) {
      return Bilingual(
        zh: "centre 之后只能接 least-change", en: "centre can be followed by least-change only")
    }
    if rules.contains(.maximum) {
      return Bilingual(
        zh: "maximum 之后只能接 least-change；不求稳定的组合请写 any,weighted,…",
        en: "maximum can be followed by least-change only; without stability write any,weighted,…")
    }
    return Bilingual(
      zh: "sex-equal 之后只能接 least-change", en: "sex-equal can be followed by least-change only")
  }

  /// The name in files and at the command.
  public var rawValue: String {
    switch self {
    case .talent: "talent"
    case .mentor: "mentor"
    case .egalitarian: "egalitarian"
    case .regret: "regret"
    case .weighted: "weighted"
    case .maximum: "maximum"
    case .largest: "largest"
    case .rankMaximal: "rank-maximal"
    case .generous: "generous"
    case .rankMaximalBoth: "rank-maximal-both"
    case .generousBoth: "generous-both"
    case .sexEqual: "sex-equal"
    case .centre: "centre"
    case .leastChange: "least-change"
    case .any: "any"
    case .fewestBlocking: "fewest-blocking"
    case .balanced: "balanced"
    case .ordered(let rules): rules.map(\.rawValue).joined(separator: ",")
    }
  }
}
