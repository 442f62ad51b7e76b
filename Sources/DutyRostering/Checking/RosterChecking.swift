import Alliance
import Diagnostics

extension RosteringProblem {
  /// Returns the rules that `roster` breaks; a feasible roster breaks none.
  ///
  /// Written from the rules, without any linear program.
  ///
  /// - Complexity: O(duties × log duties + size of the problem).
  public func violations(of roster: Roster) -> [RosteringViolation] {
    let bad = roster.duties.filter { !hasValidIndices($0) }
    guard bad.isEmpty else {
      return bad.map {
        RosteringViolation(
          "index", zh: "席位引用了不存在的期次、单位、人员或岗位：\($0)",
          en: "a duty refers to a term, unit, person or post that does not exist: \($0)")
      }
    }
    var check = RosterCheck(problem: self, roster: roster)
    check.places()
    check.unitsAndPeople()
    check.oncePerTerm()
    check.pinnedCells()
    check.gaps()
    check.posts()
    return check.violations
  }

  private func hasValidIndices(_ duty: Duty) -> Bool {
    guard terms.indices.contains(duty.term) else { return false }
    switch (duty.unit, duty.person, duty.post) {
    case (nil, nil, nil): return true
    case (nil, nil, let post?): return posts.indices.contains(post)
    case (let unit?, let person?, nil):
      return units.indices.contains(unit) && people.indices.contains(person)
    default: return false
    }
  }
}

/// One pass over a roster; each method checks one group of rules.
private struct RosterCheck {
  let problem: RosteringProblem
  let roster: Roster
  var violations: [RosteringViolation] = []

  init(problem: RosteringProblem, roster: Roster) {
    self.problem = problem
    self.roster = roster
  }

  mutating func note(_ rule: String, _ zh: String, _ en: String) {
    violations.append(RosteringViolation(rule, zh: zh, en: en))
  }

  func label(_ term: Int) -> String { problem.terms[term].label }

  /// Every seat has as many entries as places, and none is open unless that is allowed.
  mutating func places() {
    for t in problem.terms.indices {
      for seat in Seat.all {
        let duties = roster.duties(term: t, seat: seat)
        let places = problem.places(seat, term: t)
        if duties.count != places {
          note(
            "fill", "\(label(t)) \(seat.title.zh)应有 \(places) 席，实有 \(duties.count) 席",
            "\(label(t)), \(seat.title.en): \(counted(duties.count, "entry", plural: "entries")) for \(counted(places, "place"))"
          )
        }
        let open = duties.count(where: \.isOpen)
        if open > 0, !problem.settings.mayLeaveOpen {
          note(
            "staffed", "\(label(t)) \(seat.title.zh)空缺 \(open) 席",
            "\(label(t)), \(seat.title.en): \(open) open")
        }
      }
    }
  }

  /// Tier, taking part, role, leave and forbidden cells of every duty; the person is the unit's.
  mutating func unitsAndPeople() {
    for duty in roster.duties {
      guard let u = duty.unit, let p = duty.person else { continue }
      let (unit, person) = (problem.units[u], problem.people[p])
      let (term, who) = (label(duty.term), person.staffNumber)
      if unit.tier != duty.seat.tier {
        note(
          "tier", "\(term) \(unit.name)不属于\(duty.seat.tier.title.zh)席位",
          "\(term): \(unit.name) fills a seat of the \(duty.seat.tier.units.en)")
      }
      if !unit.takesPart {
        note("takes_part", "\(term) \(unit.name)不参与轮值", "\(term): \(unit.name) takes no part")
      }
      if person.unit != u {
        note("bind", "\(term) \(who) 不是\(unit.name)的人员", "\(term): \(who) is not of \(unit.name)")
      }
      if person.standing == .none {
        note(
          "role", "\(term) \(who) 不具备所需角色，也没有批准的例外",
          "\(term): \(who) has neither the role nor an approved exception")
      }
      if problem.unitLeave[u][duty.term] {
        note("leave_unit", "\(term) \(unit.name)不可用", "\(term): \(unit.name) is away")
      }
      if problem.personLeave[p][duty.term] {
        note("leave_person", "\(term) \(who) 不可用", "\(term): \(who) is away")
      }
      for cell in problem.forbidden
      where cell.term == duty.term && cell.body == duty.seat.body && cell.unit == u {
        if cell.person == nil {
          note(
            "forbidden_unit", "\(term) \(unit.name)不得在\(duty.seat.body.title.zh)轮值",
            "\(term): \(unit.name) may not serve in the \(duty.seat.body.title.en)")
        } else if cell.person == p {
          note(
            "forbidden_person", "\(term) \(who) 不得在\(duty.seat.body.title.zh)轮值",
            "\(term): \(who) may not serve in the \(duty.seat.body.title.en)")
        }
      }
    }
  }

  /// No unit and no person twice in a term.
  mutating func oncePerTerm() {
    for t in problem.terms.indices {
      let duties = roster.duties.filter { $0.term == t }
      for u in problem.units.indices {
        let times = duties.count { $0.unit == u }
        if times > 1 {
          let name = problem.units[u].name
          note(
            "once", "\(label(t)) \(name)轮值 \(times) 次",
            "\(label(t)): \(name) serves \(counted(times, "time"))")
        }
      }
      for p in problem.people.indices {
        let times = duties.count { $0.person == p }
        if times > 1 {
          let who = problem.people[p].staffNumber
          note(
            "one_seat", "\(label(t)) \(who) 占 \(times) 席",
            "\(label(t)): \(who) fills \(counted(times, "seat"))")
        }
      }
    }
  }

  mutating func pinnedCells() {
    for cell in problem.pinned {
      let holds = roster.duties.contains { duty in
        duty.term == cell.term && duty.seat.body == cell.body && duty.unit == cell.unit
          && (cell.person == nil || duty.person == cell.person)
      }
      guard !holds else { continue }
      let name = problem.units[cell.unit].name
      let who = cell.person.map { problem.people[$0].staffNumber } ?? name
      note(
        cell.person == nil ? "pinned_unit" : "pinned_person",
        "\(label(cell.term)) \(who) 应固定在\(cell.body.title.zh)",
        "\(label(cell.term)): \(who) is pinned in the \(cell.body.title.en)")
    }
  }

  /// Free terms between two duties of a unit, the last one before the roster included.
  mutating func gaps() {
    let least = problem.settings.leastGap
    for (u, unit) in problem.units.enumerated() {
      var previous = unit.termsSince.map { -$0 }
      for duty in roster.duties(ofUnit: u) {
        if let last = previous, last != duty.term, duty.term - last - 1 < least {
          note(
            last < 0 ? "gap_history" : "gap",
            "\(label(duty.term)) \(unit.name)距上次轮值仅隔 \(duty.term - last - 1) 期，应隔 \(least) 期",
            "\(label(duty.term)): \(unit.name) has \(counted(duty.term - last - 1, "free term")) before, "
              + "needs \(least)")
        }
        previous = duty.term
      }
    }
  }

  mutating func posts() {
    for (f, post) in problem.posts.enumerated() {
      let duties = roster.duties.filter { $0.post == f }
      let who = post.staffNumber
      for duty in duties where !post.seats.contains(duty.seat) {
        note(
          "post_eligible", "\(label(duty.term)) \(who) 不可顶\(duty.seat.title.zh)席位",
          "\(label(duty.term)): \(who) may not fill \(duty.seat.title.en)")
      }
      for duty in duties where problem.postLeave[f][duty.term] {
        note("leave_post", "\(label(duty.term)) \(who) 不可用", "\(label(duty.term)): \(who) is away")
      }
      for t in problem.terms.indices where duties.count(where: { $0.term == t }) > 1 {
        note("post_once", "\(label(t)) \(who) 占多席", "\(label(t)): \(who) fills several seats")
      }
      if duties.count > post.mostTerms {
        note(
          "post_cap", "\(who) 顶岗 \(duties.count) 期，上限 \(post.mostTerms) 期",
          "\(who) fills \(counted(duties.count, "place")), at most \(post.mostTerms)")
      }
    }
  }
}
