internal import Alliance
public import DutyRostering
internal import Solving

/// Makes block rotations (轮转培养): general practitioners of the community centres learn in departments of a
/// hospital, each mandatory department in one block of its periods, while their centre keeps a floor at
/// home. A day of the roster is a period of two weeks; free is work at the home centre.
public struct BlockRotationSample: Hashable, Sendable {
  /// Number of trainees.
  public var trainees: Int
  /// Number of periods of two weeks.
  public var periods: Int

  /// Twenty trainees over half a year.
  public init(trainees: Int = 20, periods: Int = 13) {
    self.trainees = trainees
    self.periods = periods
  }

  private static let departments: [(id: String, name: String, length: Int)] = [
    ("内科", "内科病房", 2), ("急诊", "急诊科", 2), ("儿科", "儿科门诊", 1), ("康复", "康复医学科", 1),
  ]

  /// A rotation that depends on the shape and the seed alone.
  public func draft(seed: UInt64) -> ShiftDraft {
    var random = SeededRandom(seed: seed)
    var names = FictionalNames()
    let centres = PairingSampleWords.institutions.filter { $0.tier == .community }.map(\.name)
    let labels = (0..<periods).map { "第\(2 * $0 + 1)–\(2 * $0 + 2)周" }
    var draft = ShiftDraft(
      title: "全科医师轮转培养", days: periods, labels: labels,
      duties: Self.departments.map { DutyDraft(id: $0.id, name: $0.name, minutes: 0) },
      contracts: [contract])
    draft.staff = (0..<trainees).map { t in
      StaffDraft(
        staffNumber: "04\(t + 1 < 10 ? "000" : t + 1 < 100 ? "00" : "0")\(t + 1)",
        name: names.next(&random), unit: centres[t / 2 % centres.count], contract: "轮转")
    }
    draft.cover = capacities + floors(of: draft.staff)
    for person in draft.staff {
      // One period in which the trainee cannot leave, and a department wanted early or late.
      let away = Int.random(in: 1...periods, using: &random)
      if Int.random(in: 0..<3, using: &random) == 0 {
        draft.forbidden.append(
          ForbiddenCellDraft(person: person.staffNumber, first: away, last: away))
      }
      let departments = Self.departments
      let department = departments[Int.random(in: departments.indices, using: &random)].id
      let wanted = Int.random(in: 1...periods, using: &random)
      draft.wishes.append(
        WishDraft(
          person: person.staffNumber, day: wanted, cells: .oneOf([department]), weight: 5,
          isFor: true))
    }
    return draft
  }

  /// Every department for its whole length in one block: a run at least as long as all its periods.
  private var contract: ContractDraft {
    var rules: [CellRuleDraft] = []
    for department in Self.departments {
      rules.append(
        .count(
          CountRuleDraft(
            name: department.name, cells: .oneOf([department.id]),
            minimum: LimitDraft(department.length, penalty: 100),
            maximum: LimitDraft(department.length))))
      if department.length > 1 {
        rules.append(
          .run(
            RunRuleDraft(
              name: "\(department.name)连成一段", cells: .oneOf([department.id]),
              minimum: LimitDraft(department.length), isWaivedAtStart: false,
              isWaivedAtEnd: false)))
      }
    }
    rules.append(
      .run(RunRuleDraft(name: "连续离开本中心", cells: .work, maximum: LimitDraft(4, penalty: 10))))
    return ContractDraft(id: "轮转", rules: rules)
  }

  /// A department takes about a fifth more than an even spread would send, and wants one at least.
  private var capacities: [CoverDraft] {
    Self.departments.flatMap { department in
      let even = trainees * department.length
      let most = max(1, (even * 6 / 5 + periods - 1) / periods)
      return (1...max(1, periods)).map { period in
        CoverDraft(
          days: [period], duties: [department.id], preferred: LimitDraft(1, penalty: 2),
          maximum: LimitDraft(most))
      }
    }
  }

  /// Of two trainees of a centre one stays at home.
  private func floors(of staff: [StaffDraft]) -> [CoverDraft] {
    var centres: [String] = []
    for person in staff {
      if let unit = person.unit, !centres.contains(unit) { centres.append(unit) }
    }
    return centres.flatMap { centre in
      let people = staff.filter { $0.unit == centre }.map(\.staffNumber)
      guard people.count > 1 else { return [CoverDraft]() }
      return (1...max(1, periods)).map { period in
        CoverDraft(
          days: [period], people: people,
          maximum: LimitDraft(people.count - max(1, people.count / 4), penalty: 40))
      }
    }
  }
}
