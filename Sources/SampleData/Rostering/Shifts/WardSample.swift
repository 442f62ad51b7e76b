public import Alliance
public import DutyRostering
internal import Solving

/// Makes wards of any size on two sites: early, late and night duties, charge nurses and nurses, full time,
/// part time and without nights, a week of history, leave, wishes, fair shares of nights and weekends.
///
/// The rules that may not be broken only forbid (rest, runs, leave, sites, skills), so a roster always
/// exists; what cannot be covered stays open.
public struct WardSample: Hashable, Sendable {
  /// Number of people, at least 8.
  public var people: Int
  /// Number of days.
  public var days: Int
  /// First day.
  public var firstDay: Day
  /// Percent of person-days on leave.
  public var leavePercent: Int
  /// Wishes of each person.
  public var wishesEach: Int

  /// The benchmark's ward: 60 people, four weeks from Monday, 16 March 2026, with 清明节 inside.
  public init(
    people: Int = 60, days: Int = 28, firstDay: Day? = nil, leavePercent: Int = 4,
    wishesEach: Int = 3
  ) {
    self.people = people
    self.days = days
    // 2026-03-16 is 20528 days after 1970-01-01.
    self.firstDay = firstDay ?? Day(number: 20_528)
    self.leavePercent = leavePercent
    self.wishesEach = wishesEach
  }

  static let mainSite = "上海市同仁医院"
  static let otherSite = "新泾镇社区卫生服务中心"
  static let charge = "组长"
  static let nurse = "护士"

  /// A ward that depends on the shape and the seed alone.
  public func draft(seed: UInt64) -> ShiftDraft {
    var random = SeededRandom(seed: seed)
    var draft = ShiftDraft(
      title: "联合病房护理排班", days: days, firstDay: firstDay.description,
      firstWeekday: firstDay.weekday.rawValue, duties: duties, skills: [Self.charge, Self.nurse],
      groups: [
        DutyGroupDraft(id: "早班", duties: ["早", "早二"]),
        DutyGroupDraft(id: "中班", duties: ["中", "中二"]),
        DutyGroupDraft(id: "夜班", duties: ["夜", "夜二"]),
      ], contracts: contracts)
    draft.staff = staff(&random)
    draft.cover = cover
    draft.forbidden = leave(of: draft.staff, &random)
    draft.wishes = wishes(of: draft.staff, &random)
    // The meeting of the charge nurses: one of them is on the early duty of the second Monday, out of
    // reach of the history.
    if let leader = draft.staff.first, let monday = (8..<max(9, days)).first(where: isMonday),
      monday <= days,
      !draft.forbidden.contains(where: {
        $0.person == leader.staffNumber && ($0.first...$0.last).contains(monday)
      })
    {
      draft.pinned = [
        PinnedCellDraft(person: leader.staffNumber, day: monday, cells: .oneOf(["早"]))
      ]
    }
    return draft
  }

  private func isMonday(_ day: Int) -> Bool { (firstDay + (day - 1)).weekday == .monday }

  private var duties: [DutyDraft] {
    let both = [Self.charge, Self.nurse]
    func pair(_ id: String, _ name: String, _ start: Int) -> [DutyDraft] {
      [
        DutyDraft(
          id: id, name: name, start: start, minutes: 480, site: Self.mainSite, skills: both),
        DutyDraft(
          id: id + "二", name: name + "（二病区）", start: start, minutes: 480, site: Self.otherSite,
          skills: both),
      ]
    }
    return pair("早", "早班", 450) + pair("中", "中班", 930) + pair("夜", "夜班", 1410)
  }

  private var contracts: [ContractDraft] {
    let weeks = max(1, days / 7)
    func contract(_ id: String, perWeek: Int, nights: Bool) -> ContractDraft {
      var rules: [CellRuleDraft] = [
        .rest(minutes: 660, penalty: nil),
        .run(
          RunRuleDraft(
            name: "连续工作", cells: .work, minimum: LimitDraft(2, penalty: 15),
            maximum: LimitDraft(6))),
        .run(RunRuleDraft(name: "连续休息", cells: .off, minimum: LimitDraft(2, penalty: 30))),
        .count(
          CountRuleDraft(
            name: "班数", cells: .work, minimum: LimitDraft(perWeek * weeks - 2, penalty: 40),
            maximum: LimitDraft(perWeek * weeks + 1, penalty: 40))),
        .count(
          CountRuleDraft(
            name: "周末", cells: .work, unit: .weekends,
            maximum: LimitDraft((weeks * 3 + 3) / 4, penalty: 30))),
        .weekend(WeekendRuleDraft(name: "周末完整", demand: .complete, penalty: 10)),
        .travel(penalty: 5),
      ]
      if nights {
        rules += [
          .run(
            RunRuleDraft(
              name: "连续夜班", cells: .oneOf(["夜班"]), minimum: LimitDraft(2, penalty: 10),
              maximum: LimitDraft(4))),
          .count(
            CountRuleDraft(
              name: "夜班", cells: .oneOf(["夜班"]), maximum: LimitDraft(2 * weeks))),
          .pattern(
            PatternRuleDraft(
              name: "夜班后休一天再上班", steps: [.oneOf(["夜班"]), .off, .work], penalty: 20)),
        ]
      } else {
        rules.append(
          .count(CountRuleDraft(name: "夜班", cells: .oneOf(["夜班"]), maximum: LimitDraft(0))))
      }
      return ContractDraft(id: id, rules: rules)
    }
    return [
      contract("全职", perWeek: 5, nights: true), contract("兼职", perWeek: 3, nights: true),
      contract("全职免夜班", perWeek: 5, nights: false),
    ]
  }

  private func staff(_ random: inout SeededRandom) -> [StaffDraft] {
    var names = FictionalNames()
    // A week just worked: the same turn of duties for everybody, each at a place of their own in it.
    let turn = ["早", "早", "中", "夜", "", "", "早"]
    let share = nightShare
    return (0..<people).map { p in
      let contract = p % 20 == 7 || p % 20 == 14 ? "全职免夜班" : p % 6 == 5 ? "兼职" : "全职"
      let isCharge = p % 5 == 0 || p % 5 == 2
      let isMain = p % 3 != 2
      let phase = Int.random(in: 0..<7, using: &random)
      let history: [HistoryCellDraft] = (0..<7).map { day in
        let duty = turn[(phase + day) % 7]
        if duty.isEmpty || (contract == "兼职" && day % 2 == 0) { return .off }
        if duty == "夜", contract == "全职免夜班" { return .off }
        return .duty(isMain ? duty : duty + "二")
      }
      let nightsBefore = Int.random(in: 0...2, using: &random)
      var rules: [CellRuleDraft] = []
      if contract != "全职免夜班" {
        // Entitlement over history and roster together; the further off, the dearer.
        let weight = contract == "兼职" ? 3 : 5
        let due = (share * weight + 50) / 100 + 1
        rules.append(
          .count(
            CountRuleDraft(
              name: "夜班（含此前）", cells: .oneOf(["夜班"]), already: nightsBefore,
              minimum: LimitDraft(max(0, due - 1), penalty: 8, isSquared: true),
              maximum: LimitDraft(due + 1, penalty: 8, isSquared: true))))
      }
      return StaffDraft(
        staffNumber: "03\(p + 1 < 10 ? "000" : p + 1 < 100 ? "00" : "0")\(p + 1)",
        name: names.next(&random), unit: isMain ? Self.mainSite : Self.otherSite,
        contract: contract, skills: isCharge ? [Self.charge, Self.nurse] : [Self.nurse],
        sites: p % 5 == 0 ? [] : [isMain ? Self.mainSite : Self.otherSite], rules: rules,
        history: history)
    }
  }

  /// Nights of the whole roster for each hundredth of a weekly duty.
  private var nightShare: Int {
    let nights = needs(isWeekend: false).filter { $0.duty.hasPrefix("夜") }.reduce(0) {
      $0 + $1.preferred
    }
    let able = (0..<people).reduce(0) { sum, p in
      p % 20 == 7 || p % 20 == 14 ? sum : sum + (p % 6 == 5 ? 3 : 5)
    }
    return nights * days * 100 / max(1, able)
  }

  /// People needed on a day: a share of the ward, so that nine tenths of its duties are asked for.
  private func needs(isWeekend: Bool) -> [(duty: String, least: Int, preferred: Int)] {
    let shares = [
      ("早", 225), ("早二", 115), ("中", 120), ("中二", 60), ("夜", 85), ("夜二", 45),
    ]
    return shares.map { duty, perMille in
      let daily = isWeekend && duty.hasPrefix("早") ? perMille * 7 / 10 : perMille
      let preferred = max(1, (people * daily + 500) / 1000)
      return (duty, max(1, preferred - (preferred > 3 ? 1 : 0)), preferred)
    }
  }

  private var cover: [CoverDraft] {
    var cover: [CoverDraft] = []
    func add(_ need: CoverDraft, on wanted: [Int]) {
      for day in wanted {
        var single = need
        single.days = [day]
        cover.append(single)
      }
    }
    let isWeekend = (0..<days).map { (firstDay + $0).weekday.isWeekend }
    for (k, duty) in needs(isWeekend: false).map(\.duty).enumerated() {
      for weekend in [false, true] {
        let need = needs(isWeekend: weekend)[k]
        add(
          CoverDraft(
            days: [], duties: [duty], minimum: LimitDraft(need.least),
            preferred: LimitDraft(need.preferred, penalty: 25),
            maximum: LimitDraft(need.preferred + 1, penalty: 15)),
          on: (1...max(1, days)).filter { isWeekend[$0 - 1] == weekend })
      }
      // The other ward has a charge nurse in the daytime only.
      guard !duty.hasSuffix("二") || duty == "早二" else { continue }
      add(
        CoverDraft(days: [], duties: [duty], skills: [Self.charge], minimum: LimitDraft(1)),
        on: Array(1...max(1, days)))
    }
    return cover
  }

  private func leave(
    of staff: [StaffDraft], _ random: inout SeededRandom
  ) -> [ForbiddenCellDraft] {
    var leave: [ForbiddenCellDraft] = []
    for person in staff {
      guard Int.random(in: 0..<100, using: &random) < leavePercent * 5 else { continue }
      let first = Int.random(in: 1...max(1, days - 2), using: &random)
      let length = Int.random(in: 3...7, using: &random)
      leave.append(
        ForbiddenCellDraft(
          person: person.staffNumber, first: first, last: min(days, first + length - 1)))
    }
    return leave
  }

  private func wishes(of staff: [StaffDraft], _ random: inout SeededRandom) -> [WishDraft] {
    var wishes: [WishDraft] = []
    for person in staff {
      var wished: [Int] = []
      for _ in 0..<wishesEach {
        let day = Int.random(in: 1...max(1, days), using: &random)
        if wished.contains(day) { continue }
        wished.append(day)
        let kind = Int.random(in: 0..<10, using: &random)
        let weight = Int.random(in: 1...4, using: &random) * 3
        let cells: CellMatchDraft =
          kind < 6 ? .off : .oneOf([kind < 8 ? "早班" : "中班"])
        wishes.append(
          WishDraft(
            person: person.staffNumber, day: day, cells: cells, weight: weight,
            isFor: kind != 9))
      }
    }
    return wishes
  }
}
