import DutyRostering
import Solving

/// Small shift rosters with everything that one can have, drawn from a seed.
enum TinyShifts {
  /// A draft without faults: two or three people, four to six days, two duties, and a choice of every
  /// kind of rule, hard or weighted.
  static func draft(seed: UInt64) -> ShiftDraft {
    var random = SeededRandom(seed: seed)
    func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    func chance(_ percent: Int) -> Bool { draw(1...100) <= percent }
    let days = draw(4...6)
    let hasSkills = chance(40)
    let people = days == 4 ? 3 : 2
    var draft = ShiftDraft(title: "tiny", days: days, firstWeekday: draw(1...7))
    draft.skills = hasSkills ? ["s0", "s1"] : []
    draft.duties = [
      DutyDraft(id: "E", name: "early", start: 420, minutes: 60 * draw(4...8), site: "north"),
      DutyDraft(
        id: "N", name: "night", start: 1260, minutes: 60 * draw(4...10),
        site: chance(50) ? "south" : "north", skills: hasSkills ? ["s0", "s1"] : []),
    ]
    draft.groups = [DutyGroupDraft(id: "all", duties: ["E", "N"])]
    func match() -> CellMatchDraft {
      switch draw(0...6) {
      case 0: .off
      case 1: .work
      case 2: .oneOf(["E"])
      case 3: .oneOf(["N"])
      case 4: .workExcept(["E"])
      case 5: .noneOf(["N"])
      default: .oneOf(["all"])
      }
    }
    // Most limits cost, so that most rosters are allowed.
    func limit(_ range: ClosedRange<Int>) -> LimitDraft {
      LimitDraft(draw(range), penalty: chance(25) ? nil : draw(1...9))
    }
    func pair(_ least: ClosedRange<Int>, _ most: ClosedRange<Int>) -> (LimitDraft?, LimitDraft?) {
      let kind = draw(0...2)
      return (kind == 1 ? nil : limit(least), kind == 0 ? nil : limit(most))
    }
    func rule() -> CellRuleDraft {
      switch draw(0...9) {
      case 0, 1:
        var (minimum, maximum) = pair(0...1, 1...3)
        if chance(30) {
          minimum = minimum.map { LimitDraft($0.limit, penalty: 2, isSquared: true) }
          maximum = maximum.map { LimitDraft($0.limit, penalty: 1, isSquared: true) }
        }
        let first = draw(1...2)
        return .count(
          CountRuleDraft(
            name: "cells", cells: match(), days: chance(30) ? first...draw(first...days) : nil,
            weekdays: chance(20) ? [draw(1...7), draw(1...7)] : [], already: draw(0...1),
            minimum: minimum, maximum: maximum))
      case 2:
        let (minimum, maximum) = pair(0...600, 600...1800)
        return .count(
          CountRuleDraft(
            name: "minutes", cells: .work, unit: .minutes,
            minimum: minimum.map { LimitDraft($0.limit, penalty: 1) },
            maximum: maximum.map { LimitDraft($0.limit, penalty: chance(50) ? nil : 1) }))
      case 3:
        let (minimum, maximum) = pair(0...1, 1...1)
        return .count(
          CountRuleDraft(
            name: "weekends", cells: match(), unit: .weekends, minimum: minimum, maximum: maximum))
      case 4, 5:
        let (minimum, maximum) = pair(1...2, 2...3)
        return .run(
          RunRuleDraft(
            name: "run", cells: match(), minimum: minimum, maximum: maximum,
            isWaivedAtStart: chance(50), isWaivedAtEnd: chance(50)))
      case 6:
        let isAnchored = chance(40)
        return .pattern(
          PatternRuleDraft(
            name: "pattern", steps: (0..<draw(isAnchored ? 1...3 : 2...3)).map { _ in match() },
            weekday: isAnchored ? draw(1...7) : nil, penalty: chance(20) ? nil : draw(1...9)))
      case 7:
        let demand: WeekendRuleDraft.Demand =
          switch draw(0...2) {
          case 0: .complete
          case 1: .identical
          default: .run(minimum: limit(1...2), maximum: limit(2...3))
          }
        return .weekend(
          WeekendRuleDraft(name: "weekend", demand: demand, penalty: chance(20) ? nil : draw(1...9))
        )
      case 8: return .rest(minutes: draw(5...14) * 60, penalty: chance(50) ? nil : draw(1...9))
      default: return .travel(penalty: chance(40) ? nil : draw(1...9))
      }
    }
    let weekends = [[6, 7], [5, 6, 7], [7, 1]]
    draft.contracts = [
      ContractDraft(
        id: "c", weekend: weekends[draw(0...2)], rules: (0..<draw(1...3)).map { _ in rule() })
    ]
    for p in 0..<people {
      var history: [HistoryCellDraft] = []
      if chance(50) {
        for _ in 0..<draw(1...3) {
          history.append([.off, .work, .duty("E"), .duty("N")][draw(0...3)])
        }
      }
      draft.staff.append(
        StaffDraft(
          staffNumber: "0\(p)", name: "person \(p)", contract: "c",
          skills: hasSkills ? (chance(50) ? ["s0"] : ["s1", "s0"]) : [],
          sites: chance(20) ? ["north"] : [], rules: (0..<draw(0...2)).map { _ in rule() },
          history: history))
    }
    for _ in 0..<draw(2...5) {
      let first = draw(1...days)
      let minimum = draw(0...2)
      let hasPreferred = chance(40)
      draft.cover.append(
        CoverDraft(
          days: chance(80) ? [first] : Array(first...draw(first...days)),
          duties: chance(20) ? [] : [["E"], ["N"], ["all"]][draw(0...2)],
          people: chance(20) ? ["00"] : [],
          minimum: LimitDraft(minimum, penalty: chance(50) ? nil : draw(1...9)),
          preferred: hasPreferred ? LimitDraft(minimum + 1, penalty: draw(1...9)) : nil,
          maximum: chance(40)
            ? LimitDraft(minimum + 1, penalty: chance(30) ? nil : draw(1...9)) : nil))
      if hasSkills, chance(40) {
        draft.cover.append(
          CoverDraft(
            days: [first], duties: ["N"], skills: ["s1"],
            minimum: LimitDraft(1, penalty: draw(1...9))))
      }
    }
    for _ in 0..<draw(0...3) {
      draft.wishes.append(
        WishDraft(
          person: "0\(draw(0...people - 1))", day: draw(1...days), cells: match(),
          weight: draw(1...9), isFor: chance(50)))
    }
    if chance(30) {
      draft.pinned.append(
        PinnedCellDraft(person: "00", day: draw(1...days), cells: chance(50) ? .work : .off))
    }
    if chance(40) {
      let first = draw(1...days)
      draft.forbidden.append(
        ForbiddenCellDraft(
          person: "01", first: first, last: draw(first...days),
          cells: chance(50) ? .work : .oneOf(["N"])))
    }
    if chance(40) {
      var cells: [PublishedCellDraft] = []
      for p in 0..<people {
        for day in 1...days where chance(50) {
          let isNight = chance(40)
          cells.append(
            PublishedCellDraft(
              person: "0\(p)", day: day, duty: isNight ? "N" : "E",
              skill: isNight && hasSkills ? "s0" : nil))
        }
      }
      draft.published = PublishedDraft(
        cells: cells, cellWeight: draw(0...5), personWeight: draw(0...5))
    }
    return draft
  }

  /// A toll for each count of each person, limits that count the same together; `price` by the first limit.
  static func tolls(
    on problem: ShiftRosteringProblem, price: (Int) -> Int
  ) -> [ShiftBoundCertificate.Toll] {
    var tolls: [ShiftBoundCertificate.Toll] = []
    for (p, person) in problem.people.enumerated() {
      let counts = person.rules.compactMap { rule in
        if case .count(let count) = rule { count } else { nil }
      }
      func isSame(_ a: Int, _ b: Int) -> Bool {
        counts[a].unit == counts[b].unit && counts[a].cells == counts[b].cells
          && counts[a].isCounted == counts[b].isCounted
      }
      for first in counts.indices where !(0..<first).contains(where: { isSame($0, first) }) {
        tolls.append(
          ShiftBoundCertificate.Toll(
            person: p, limits: counts.indices.filter { isSame($0, first) }, price: price(first),
            per: counts[first].unit == .minutes ? 60 : 1))
      }
    }
    return tolls
  }

  /// The first sound draft at or after a seed: a pin may leave a person nothing.
  static func problem(seed: UInt64) -> ShiftRosteringProblem {
    var seed = seed
    while true {
      if let problem = try? ShiftRosteringProblem(validating: draft(seed: seed)) { return problem }
      seed += 1_000_003
    }
  }
}
