import Alliance
import Diagnostics
import DutyRostering
import DutyRosteringSolver
import Solving
import Testing

@Suite struct RosterChecker {
  /// Two hospitals, one centre, four terms, one hospital place a term; `change` adds the rest.
  private func problem(
    _ change: (inout RosteringDraft) -> Void = { _ in }
  ) throws -> RosteringProblem {
    var draft = RosteringDraft(title: "t")
    draft.terms = (0..<4).map { TermDraft(label: "t\($0)") }
    draft.units = [
      UnitDraft(id: "a", name: "A", tier: .hospital),
      UnitDraft(id: "b", name: "B", tier: .hospital),
      UnitDraft(id: "c", name: "C", tier: .community),
      UnitDraft(id: "d", name: "D", tier: .hospital, takesPart: false),
    ]
    draft.people = [
      PersonDraft(staffNumber: "01", name: "P", unit: "a", role: "科研管理负责人"),
      PersonDraft(staffNumber: "02", name: "Q", unit: "b", role: "科研管理负责人"),
      PersonDraft(staffNumber: "03", name: "R", unit: "c", role: "科研管理负责人"),
      PersonDraft(staffNumber: "04", name: "S", unit: "a", role: "x"),
      PersonDraft(staffNumber: "05", name: "T", unit: "d", role: "科研管理负责人"),
    ]
    draft.rotation.settings.fewestPlaces = 0
    for term in draft.terms {
      for seat in Seat.all {
        let places = seat == Seat(body: .secretariat, tier: .hospital) ? 1 : 0
        draft.rotation.demand.append(DemandDraft(term: term.label, seat: seat, places: places))
      }
    }
    draft.rotation.posts = [
      PostDraft(
        staffNumber: "90", name: "post", seats: [Seat(body: .secretariat, tier: .hospital)],
        mostTerms: 1)
    ]
    change(&draft)
    return try RosteringProblem(validating: draft)
  }

  private let seat = Seat(body: .secretariat, tier: .hospital)
  private let office = Seat(body: .office, tier: .hospital)

  /// A, B, A, B.
  private var good: [Duty] {
    (0..<4).map { Duty(term: $0, seat: seat, unit: $0 % 2, person: $0 % 2) }
  }

  private func rules(_ duties: [Duty], _ problem: RosteringProblem) -> [String] {
    problem.violations(of: Roster(duties: duties)).map(\.rule)
  }

  @Test func `a roster that keeps the rules has no violation`() throws {
    #expect(rules(good, try problem()) == [])
  }

  @Test func `a missing place is a broken fill`() throws {
    #expect(rules(Array(good.dropLast()), try problem()) == ["fill"])
  }

  @Test func `an entry too many is a broken fill, open or not`() throws {
    let open = try problem { $0.rotation.settings.mayLeaveOpen = true }
    #expect(rules(good + [Duty(openIn: 2, seat: seat)], open) == ["fill"])
    #expect(rules(good + [Duty(openIn: 2, seat: office)], open) == ["fill"])
  }

  @Test(arguments: [-1, 99])
  func `each number of a duty that names nothing is told`(stray: Int) throws {
    let strays = [
      Duty(term: stray, seat: seat, unit: 0, person: 0), Duty(openIn: stray, seat: seat),
      Duty(term: 0, seat: seat, unit: stray, person: 0),
      Duty(term: 0, seat: seat, unit: 0, person: stray), Duty(term: 0, seat: seat, post: stray),
    ]
    for duty in strays { #expect(rules([duty] + good.dropFirst(), try problem()) == ["index"]) }
  }

  @Test func `an open place breaks staffed unless the settings allow it`() throws {
    let duties = good.dropLast() + [Duty(openIn: 3, seat: seat)]
    #expect(rules(Array(duties), try problem()) == ["staffed"])
    #expect(rules(Array(duties), try problem { $0.rotation.settings.mayLeaveOpen = true }) == [])
  }

  @Test func `a unit twice in a term is named`() throws {
    let both = try problem { $0.rotation.demand[2].places = 1 }
    let twice = good + [Duty(term: 0, seat: office, unit: 0, person: 0)]
    #expect(rules(twice, both) == ["once", "one_seat"])
  }

  @Test func `each rule of a duty is named`() throws {
    func replacing(_ duty: Duty) -> [Duty] { [duty] + good.dropFirst() }
    let first = Duty(term: 0, seat: seat, unit: 0, person: 0)
    #expect(
      rules(replacing(Duty(term: 0, seat: seat, unit: 2, person: 2)), try problem()) == ["tier"])
    #expect(
      rules(replacing(Duty(term: 0, seat: seat, unit: 3, person: 4)), try problem())
        == ["takes_part"])
    #expect(
      rules(replacing(Duty(term: 0, seat: seat, unit: 0, person: 1)), try problem()) == ["bind"])
    #expect(
      rules(replacing(Duty(term: 0, seat: seat, unit: 0, person: 3)), try problem()) == ["role"])
    #expect(
      rules(replacing(Duty(term: 9, seat: seat, unit: 0, person: 0)), try problem()) == ["index"])
    #expect(
      rules(replacing(first), try problem { $0.leave = [LeaveDraft(unit: "a", term: "t0")] })
        == ["leave_unit"])
    #expect(
      rules(replacing(first), try problem { $0.leave = [LeaveDraft(person: "01", term: "t0")] })
        == ["leave_person"])
    #expect(
      rules(
        replacing(first),
        try problem { $0.rotation.forbidden = [CellDraft(body: .secretariat, unit: "a")] })
        == ["forbidden_unit", "forbidden_unit"])
    #expect(
      rules(
        replacing(first),
        try problem { $0.rotation.forbidden = [CellDraft(term: "t0", person: "01")] })
        == ["forbidden_person"])
  }

  @Test func `a pinned cell that is not served is named`() throws {
    let unit = try problem {
      $0.rotation.pinned = [CellDraft(term: "t0", body: .secretariat, unit: "b")]
    }
    #expect(rules(good, unit) == ["pinned_unit"])
    let person = try problem {
      $0.rotation.pinned = [CellDraft(term: "t0", body: .secretariat, person: "02")]
    }
    #expect(rules(good, person) == ["pinned_person"])
    // A colleague in the place, and the unit in the other body, are not what was pinned.
    let colleague = try problem {
      $0.people.append(PersonDraft(staffNumber: "06", name: "U", unit: "a", role: "科研管理负责人"))
      $0.rotation.pinned = [CellDraft(term: "t0", body: .secretariat, person: "06")]
    }
    #expect(rules(good, colleague) == ["pinned_person"])
    let elsewhere = try problem {
      $0.rotation.demand[2].places = 1
      $0.rotation.pinned = [CellDraft(term: "t0", body: .office, unit: "a")]
    }
    let swapped = good + [Duty(term: 0, seat: office, unit: 1, person: 1)]
    #expect(rules(swapped, elsewhere) == ["pinned_unit"])
  }

  @Test func `a gap too small is named, the last duty of the history counts`() throws {
    let gap = try problem { $0.rotation.settings.leastGap = 2 }
    #expect(rules(good, gap) == ["gap", "gap"])
    let history = try problem {
      $0.rotation.settings.leastGap = 1
      $0.rotation.history = [
        HistoryDraft(unit: "a", served: 1, entitlement: ExactFraction(1), termsSince: 1)
      ]
    }
    #expect(rules(good, history) == ["gap_history"])
  }

  @Test func `each rule of a post is named`() throws {
    let duty = Duty(term: 0, seat: seat, post: 0)
    #expect(rules([duty] + good.dropFirst(), try problem()) == [])
    let twice = [duty, Duty(term: 1, seat: seat, post: 0)] + good.dropFirst(2)
    #expect(rules(twice, try problem()) == ["post_cap"])
    let away = try problem { $0.leave = [LeaveDraft(person: "90", term: "t0")] }
    #expect(rules([duty] + good.dropFirst(), away) == ["leave_post"])
    let wide = try problem {
      $0.rotation.demand[2].places = 1
      $0.rotation.posts[0].mostTerms = 2
    }
    let inOffice = good + [Duty(term: 0, seat: office, post: 0)]
    #expect(rules(inOffice, wide) == ["post_eligible"])
    let both = [duty, Duty(term: 0, seat: office, post: 0)] + good.dropFirst()
    #expect(rules(both, wide) == ["post_eligible", "post_once"])
  }

  @Test func `goals are counted as by hand`() throws {
    let values = try problem().values(of: Roster(duties: good))
    // Half a place each a term: A is half ahead after terms 1 and 3, B half behind.
    #expect(try problem().deviationScale == 2)
    #expect(values[.worstDeviationHospital] == 1)
    #expect(values[.totalDeviationHospital] == 4)
    #expect(values[.smallestGapHospital] == 1)
    #expect(values[.smallestGapCommunity] == 4)
    #expect(values[.bodyTurnsHospital] == 2)
    #expect(values[.personBalanceHospital] == 2)
    #expect(values[.postUse] == 0)
  }

  @Test func `a shortage names term, seat and units, and what would help`() throws {
    let short = try problem {
      $0.leave = [LeaveDraft(unit: "a", term: "t2"), LeaveDraft(person: "02", term: "t2")]
      $0.rotation.posts[0].mostTerms = 0
    }
    let outcome = try short.solve()
    #expect(outcome.termination == .infeasible && outcome.solution == nil)
    let lines = try short.clash().map(\.zh)
    #expect(lines.count == 3)
    #expect(lines[0] == "至少 1 个席位无人可派：")
    #expect(lines[1].hasPrefix("t2 秘书处·二三级医院缺 1 席"))
    #expect(lines[1].contains("单位不可用：A") && lines[1].contains("可派人员均不可用：B"))
    #expect(lines[1].contains("专项管理人员已满 0/0 期：90"))
    #expect(try problem().clash() == [])
  }

  @Test func `pins that contradict the gap are named`() throws {
    let clash = try problem {
      $0.rotation.settings.leastGap = 2
      $0.rotation.pinned = ["t1", "t2"].map { CellDraft(term: $0, body: .secretariat, unit: "a") }
    }
    #expect(try clash.solve().termination == .infeasible)
    let lines = try clash.clash().map(\.en).joined(separator: "\n")
    #expect(lines.contains("A pinned in t1") && lines.contains("A pinned in t2"))
    #expect(lines.contains("at most one duty of A in 3 terms"))
  }
}
