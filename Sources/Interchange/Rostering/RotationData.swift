internal import Alliance
public import DutyRostering

extension RosteringProblem {
  /// The data section for `Models/rostering/rotation.mod`, so that stock GLPK can check an answer:
  /// `glpsol -m rotation.mod -d roster.dat`.
  ///
  /// - Parameter stage: Which goal is optimised, and where the earlier ones are held.
  /// - Returns: The text of the `.dat` file, with indices in place of names.
  public func mathProgData(
    at stage: RotationStage = RotationStage(.totalDeviationHospital)
  ) -> String {
    var data = MathProgText()
    let people = self.people.indices.filter { units[self.people[$0].unit].takesPart }
    let active = activeUnits
    data.line("param terms := \(terms.count);")
    data.set("UNITS", active.map { "\($0)" })
    data.set("PEOPLE", people.map { "\($0)" })
    data.set("POSTS", posts.indices.map { "\($0)" })
    data.param("tier", active.map { ("\($0)", units[$0].tier.index) })
    data.param("unit", people.map { ("\($0)", self.people[$0].unit) })
    data.param(
      "demand",
      Seat.all.flatMap { seat in
        terms.indices.map {
          ("\(seat.body.index) \(seat.tier.index) \($0)", places(seat, term: $0))
        }
      })
    data.line("param may_leave_open := \(settings.mayLeaveOpen ? 1 : 0);")
    data.line("param least_gap := \(settings.leastGap);")
    func away(_ keys: [Int], _ leave: [[Bool]]) -> [String] {
      keys.flatMap { key in terms.indices.filter { leave[key][$0] }.map { "(\(key),\($0))" } }
    }
    data.set("UNIT_LEAVE", away(active, unitLeave))
    data.set("PERSON_LEAVE", away(people, personLeave))
    data.set("POST_LEAVE", away(Array(posts.indices), postLeave))
    func cells(_ cells: [Cell], ofPeople: Bool) -> [String] {
      cells.filter { ($0.person != nil) == ofPeople && units[$0.unit].takesPart }
        .map { "(\($0.person ?? $0.unit),\($0.body.index),\($0.term))" }
    }
    data.set("UNIT_PINS", cells(pinned, ofPeople: false))
    data.set("PERSON_PINS", cells(pinned, ofPeople: true))
    data.set("UNIT_FORBIDDEN", cells(forbidden, ofPeople: false))
    data.set("PERSON_FORBIDDEN", cells(forbidden, ofPeople: true))
    data.set("WITHOUT_ROLE", people.filter { self.people[$0].standing == .none }.map { "\($0)" })
    data.set(
      "EXCEPTIONS",
      people.filter {
        if case .exception = self.people[$0].standing { true } else { false }
      }.map { "\($0)" })
    data.param("served_before", people.map { ("\($0)", self.people[$0].servedBefore) })
    data.set(
      "ELIGIBLE",
      posts.indices.flatMap { f in
        posts[f].seats.map { "(\(f),\($0.body.index),\($0.tier.index))" }
      })
    data.param("cap", posts.indices.map { ("\($0)", posts[$0].mostTerms) })
    data.line("param scale := \(deviationScale);")
    data.param("balance", active.map { ("\($0)", balances[$0]) })
    data.param("since", active.map { ("\($0)", units[$0].termsSince ?? 0) })
    data.param("last_body", active.map { ("\($0)", units[$0].lastBody?.index ?? -1) })
    data.param("share", active.map { ("\($0)", shares[$0]) })
    if draft.tieOrder != nil {
      data.param("drawn", active.map { ("\($0)", drawnPlaces[$0]) })
    }
    data.line("param goal := \"\(stage.goal.measure.rawValue)\";")
    data.line("param goal_tier := \(stage.goal.tier?.index ?? 0);")
    for (name, value) in [("pin_open", stage.open), ("pin_post", stage.post)] {
      if let value { data.line("param \(name) := \(value);") }
    }
    for (name, values) in [
      ("worst", stage.worst), ("pin_total", stage.total), ("pin_exceptions", stage.exceptions),
      ("pin_turns", stage.turns), ("pin_balance", stage.balance),
    ] {
      data.param(
        name, Tier.allCases.compactMap { tier in values[tier.index].map { ("\(tier.index)", $0) } })
    }
    data.param("wide_gap", Tier.allCases.map { ("\($0.index)", stage.wideGap[$0.index]) })
    return data.text
  }
}
