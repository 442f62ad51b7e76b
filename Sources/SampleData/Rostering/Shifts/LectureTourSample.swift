public import Alliance
public import DutyRostering
internal import Solving

/// Makes lecture tours (巡讲): every centre hears its talks within a season, each by a lecturer who knows the
/// topic, on days that suit, with an even load. A day of the roster is a day on which talks are held, a
/// duty the talk at a centre, a skill its topic.
public struct LectureTourSample: Hashable, Sendable {
  /// Number of lecturers.
  public var lecturers: Int
  /// Number of days on which talks are held.
  public var talkDays: Int
  /// The first of them; the others follow week by week.
  public var firstDay: Day

  /// Twelve lecturers on ten Wednesdays from 1 April 2026.
  public init(lecturers: Int = 12, talkDays: Int = 10, firstDay: Day? = nil) {
    self.lecturers = lecturers
    self.talkDays = talkDays
    // 2026-04-01 is 20544 days after 1970-01-01.
    self.firstDay = firstDay ?? Day(number: 20_544)
  }

  private static let topics = ["慢病管理", "合理用药", "中医养生", "心理健康"]

  /// A tour that depends on the shape and the seed alone.
  public func draft(seed: UInt64) -> ShiftDraft {
    var random = SeededRandom(seed: seed)
    var names = FictionalNames()
    let institutions = PairingSampleWords.institutions
    let centres = institutions.filter { $0.tier == .community }
    let labels = (0..<talkDays).map { week in
      let day = firstDay + 7 * week
      return "\(day.month)月\(day.dayOfMonth)日"
    }
    let talks = centres.count * 3
    let (least, most) = (talks / max(1, lecturers), (talks + lecturers - 1) / max(1, lecturers))
    var draft = ShiftDraft(
      title: "科普讲师团巡讲", days: talkDays, labels: labels,
      duties: centres.map { centre in
        DutyDraft(
          id: centre.id, name: "\(centre.name)巡讲", minutes: 90, site: centre.name,
          skills: Self.topics)
      }, skills: Self.topics,
      contracts: [
        ContractDraft(
          id: "讲师",
          rules: [
            .count(
              CountRuleDraft(
                name: "场次", cells: .work,
                minimum: LimitDraft(least, penalty: 10, isSquared: true),
                maximum: LimitDraft(most, penalty: 10, isSquared: true))),
            .run(RunRuleDraft(name: "连续出讲", cells: .work, maximum: LimitDraft(2, penalty: 5))),
          ])
      ])
    draft.staff = (0..<lecturers).map { l in
      let second = Int.random(in: 1..<Self.topics.count, using: &random)
      let known = [l % Self.topics.count, (l + second) % Self.topics.count]
      return StaffDraft(
        staffNumber: "06\(l + 1 < 10 ? "000" : l + 1 < 100 ? "00" : "0")\(l + 1)",
        name: names.next(&random), unit: institutions[l % institutions.count].name,
        contract: "讲师", skills: Self.topics.indices.filter(known.contains).map { Self.topics[$0] })
    }
    let all = Array(1...max(1, talkDays))
    for (c, centre) in centres.enumerated() {
      for step in 0..<3 {
        let topic = Self.topics[(c + step) % Self.topics.count]
        draft.cover.append(
          CoverDraft(
            days: all, duties: [centre.id], skills: [topic], minimum: LimitDraft(1),
            maximum: LimitDraft(1)))
      }
      draft.cover.append(
        CoverDraft(
          days: all, duties: [centre.id], skills: [Self.topics[(c + 3) % Self.topics.count]],
          maximum: LimitDraft(0)))
      for day in all {
        draft.cover.append(
          CoverDraft(days: [day], duties: [centre.id], maximum: LimitDraft(1)))
      }
    }
    for person in draft.staff {
      for day in all where Int.random(in: 0..<6, using: &random) == 0 {
        draft.forbidden.append(
          ForbiddenCellDraft(person: person.staffNumber, first: day, last: day))
      }
    }
    return draft
  }
}
