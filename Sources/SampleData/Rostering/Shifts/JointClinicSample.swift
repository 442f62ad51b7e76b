public import Alliance
public import DutyRostering
internal import Solving

/// Makes joint clinics (双聘): specialists of the hospitals hold half-days at the ten community centres, every
/// centre has its floor and the specialities it wants, nobody more than a cap, few changes of site
/// from one half-day to the next. A day of the roster is a half-day.
public struct JointClinicSample: Hashable, Sendable {
  /// Number of specialists.
  public var specialists: Int
  /// Number of weeks of ten half-days.
  public var weeks: Int
  /// First Monday.
  public var firstDay: Day

  /// Sixteen specialists over two weeks from 2 March 2026.
  public init(specialists: Int = 16, weeks: Int = 2, firstDay: Day? = nil) {
    self.specialists = specialists
    self.weeks = weeks
    // 2026-03-02 is 20514 days after 1970-01-01.
    self.firstDay = firstDay ?? Day(number: 20_514)
  }

  private static let specialities = ["心血管", "内分泌", "骨关节", "中医", "精神卫生", "儿童保健"]

  /// Clinics that depend on the shape and the seed alone.
  public func draft(seed: UInt64) -> ShiftDraft {
    var random = SeededRandom(seed: seed)
    var names = FictionalNames()
    let centres = PairingSampleWords.institutions.filter { $0.tier == .community }
    let hospitals = PairingSampleWords.institutions.filter { $0.tier == .hospital }
    let halfDays = (0..<weeks * 10).map { index in
      let day = firstDay + (index / 10 * 7 + index % 10 / 2)
      return "\(day.month)月\(day.dayOfMonth)日\(index % 2 == 0 ? "上午" : "下午")"
    }
    var draft = ShiftDraft(
      title: "专家双聘联合门诊", days: halfDays.count, labels: halfDays,
      duties: centres.map { centre in
        DutyDraft(
          id: centre.id, name: "\(centre.name)联合门诊", minutes: 240, site: centre.name,
          skills: Self.specialities)
      }, skills: Self.specialities,
      contracts: [
        ContractDraft(
          id: "双聘",
          rules: [
            .count(
              CountRuleDraft(name: "出诊半日", cells: .work, maximum: LimitDraft(3 * weeks))),
            .count(
              CountRuleDraft(
                name: "出诊负荷", cells: .work,
                minimum: LimitDraft(2 * weeks - 1, penalty: 4, isSquared: true),
                maximum: LimitDraft(2 * weeks + 1, penalty: 4, isSquared: true))),
            .run(RunRuleDraft(name: "连续出诊", cells: .work, maximum: LimitDraft(2))),
            .travel(penalty: 6),
          ])
      ])
    draft.staff = (0..<specialists).map { s in
      // Agreements are signed with about half of the centres.
      let signed = centres.shuffled(using: &random).prefix(5).map(\.name)
      return StaffDraft(
        staffNumber: "05\(s + 1 < 10 ? "000" : s + 1 < 100 ? "00" : "0")\(s + 1)",
        name: names.next(&random), unit: hospitals[s % hospitals.count].name, contract: "双聘",
        skills: [Self.specialities[s % Self.specialities.count]],
        sites: centres.map(\.name).filter(signed.contains))
    }
    let all = Array(1...max(1, halfDays.count))
    for (c, centre) in centres.enumerated() {
      draft.cover.append(
        CoverDraft(
          days: all, duties: [centre.id], minimum: LimitDraft(2 * weeks),
          preferred: LimitDraft(3 * weeks, penalty: 20)))
      for speciality in [c, c + 2] {
        draft.cover.append(
          CoverDraft(
            days: all, duties: [centre.id],
            skills: [Self.specialities[speciality % Self.specialities.count]],
            minimum: LimitDraft(1, penalty: 15)))
      }
      // One room.
      for day in all {
        draft.cover.append(
          CoverDraft(days: [day], duties: [centre.id], maximum: LimitDraft(1)))
      }
    }
    for person in draft.staff {
      // Duty at the own hospital comes first: two fixed half-days a week.
      let fixed = [0, 1].map { _ in Int.random(in: 1...10, using: &random) }
      for week in 0..<weeks {
        for half in Set(fixed).sorted() {
          draft.forbidden.append(
            ForbiddenCellDraft(
              person: person.staffNumber, first: week * 10 + half, last: week * 10 + half))
        }
      }
    }
    return draft
  }
}
