import Alliance
public import Diagnostics

extension ShiftRosteringProblem {
  /// What a day is called: its label, its date, or its number from 1; `-1` is the day before the first.
  public func dayName(_ day: Int) -> Bilingual {
    if draft.labels.indices.contains(day) {
      return Bilingual(zh: draft.labels[day], en: draft.labels[day])
    }
    if let firstDay {
      return Bilingual(zh: (firstDay + day).description, en: (firstDay + day).description)
    }
    return Bilingual(zh: "第 \(day + 1) 天", en: "day \(day + 1)")
  }

  /// A finding in words, with staff numbers and without names; what it costs is left to the reader of
  /// ``ShiftFinding/cost``.
  public func text(of finding: ShiftFinding) -> Bilingual {
    func say(_ zh: String, _ en: String) -> Bilingual { Bilingual(zh: zh, en: en) }
    func at(_ p: Int, _ day: Int, _ zh: String, _ en: String) -> Bilingual {
      let name = dayName(day)
      let who = people.indices.contains(p) ? people[p].staffNumber : "\(p)"
      return say("\(name.zh) \(who)：\(zh)", "\(name.en), \(who): \(en)")
    }
    func rule(_ p: Int, _ i: Int) -> Bilingual { people[p].rules[i].title }
    let amount = finding.amount
    switch finding.subject {
    case .people:
      return say(
        "人员行数不符，相差 \(amount)",
        "\(counted(amount, "row of people", plural: "rows of people")) too many or too few")
    case .days(let p): return say("第 \(p + 1) 行天数不符", "row \(p + 1) is not as long as the roster")
    case .task(let p, let day): return at(p, day, "班次不存在", "no such task")
    case .skill(let p, let day): return at(p, day, "不具备该技能", "does not hold the skill")
    case .site(let p, let day): return at(p, day, "不得在该地点上岗", "may not work at the site")
    case .forbidden(let p, let day): return at(p, day, "该安排被禁止", "the cell is forbidden")
    case .pinned(let p, let day): return at(p, day, "与固定安排不符", "is not the pinned cell")
    case .count(let p, let i, let side):
      let who = people[p].staffNumber
      return side == .below
        ? say(
          "\(who) \(rule(p, i).zh)：少 \(amount)",
          "\(who), \(rule(p, i).en): \(amount) below the minimum")
        : say(
          "\(who) \(rule(p, i).zh)：多 \(amount)",
          "\(who), \(rule(p, i).en): \(amount) above the maximum")
    case .run(let p, let i, let day, let side):
      return side == .below
        ? at(
          p, day, "\(rule(p, i).zh)，少 \(amount) \(draft.labels.isEmpty ? "天" : "格")",
          "\(rule(p, i).en), \(counted(amount, draft.labels.isEmpty ? "day" : "cell")) too short")
        : at(p, day, "\(rule(p, i).zh)，过长", "\(rule(p, i).en), too long")
    case .pattern(let p, let i, let day), .weekend(let p, let i, let day):
      return at(p, day, rule(p, i).zh, rule(p, i).en)
    case .weekendRun(let p, let i, let day, let side):
      return side == .below
        ? at(
          p, day, "\(rule(p, i).zh)，少 \(amount) 个周末",
          "\(rule(p, i).en), \(counted(amount, "weekend")) too few")
        : at(p, day, "\(rule(p, i).zh)，连续周末过多", "\(rule(p, i).en), too many weekends in a row")
    case .wish(let i):
      let wish = draft.wishes[i]
      let name = dayName(wish.day - 1)
      return say(
        "\(name.zh) \(wish.person)：意愿未满足", "\(name.en), \(wish.person): a wish is not followed")
    case .shortage(let r):
      let need = name(ofNeed: r)
      return finding.isRequired
        ? say("\(need.zh)：空缺 \(amount) 人", "\(need.en): \(amount) open")
        : say("\(need.zh)：少 \(amount) 人", "\(need.en): \(amount) below the minimum")
    case .belowPreferred(let r):
      let need = name(ofNeed: r)
      return say("\(need.zh)：比期望少 \(amount) 人", "\(need.en): \(amount) below the preferred number")
    case .excess(let r):
      let need = name(ofNeed: r)
      return say("\(need.zh)：多 \(amount) 人", "\(need.en): \(amount) above the maximum")
    case .changedCell(let p, let day):
      return at(p, day, "与已发布的排班不同", "differs from the published roster")
    case .changedPerson(let p):
      let who = people[p].staffNumber
      return say("\(who)：已发布的排班有变动", "\(who): the published roster changes")
    }
  }

  /// A need in words: its days, duties and skills.
  public func name(ofNeed r: Int) -> Bilingual {
    let entry = draft.cover[r]
    let first = dayName(entry.days[0] - 1)
    let last = dayName(entry.days[entry.days.count - 1] - 1)
    let isOne = entry.days.count == 1
    let what = (entry.duties + entry.skills).joined(separator: " ")
    let suffix = what.isEmpty ? "" : " \(what)"
    return Bilingual(
      zh: (isOne ? first.zh : "\(first.zh)至\(last.zh)") + suffix,
      en: (isOne ? first.en : "\(first.en) to \(last.en)") + suffix)
  }
}

extension ShiftRosteringProblem.CellRule {
  /// The name in both languages; rules that somebody named have one name.
  public var title: Bilingual {
    guard case .pattern(let rule) = self, let english = rule.englishName else {
      return Bilingual(zh: name, en: name)
    }
    return Bilingual(zh: name, en: english)
  }

  /// What is shown to people.
  public var name: String {
    switch self {
    case .count(let rule): rule.name
    case .run(let rule): rule.name
    case .pattern(let rule): rule.name
    case .weekend(let rule): rule.name
    }
  }
}

extension ShiftGoal {
  /// Name for people.
  public var title: Bilingual {
    switch self {
    case .open: Bilingual(zh: "空缺班次", en: "required duties left open")
    case .change: Bilingual(zh: "变动扣分", en: "cost of changes")
    case .penalty: Bilingual(zh: "扣分", en: "penalty")
    }
  }
}
