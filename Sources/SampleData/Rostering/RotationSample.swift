public import Alliance
public import DutyRostering
internal import Solving

/// Makes rotations of any size that look like the alliance's: real institutions as far as there are
/// enough, fictional people, leave, a full-time post and last year's history.
public struct RotationSample: Hashable, Sendable {
  /// Number of hospitals; the first is the host.
  public var hospitals: Int
  /// Number of community health centres.
  public var communities: Int
  /// The terms.
  public var terms: [Term]
  /// Whether the host takes turns.
  public var hostTakesPart: Bool
  /// Percent of seats that have two places in a term.
  public var doublePercent: Int
  /// Percent of person-terms on leave.
  public var leavePercent: Int

  /// The alliance's shape: 5 hospitals, 10 centres, the twelve months of 2026.
  public init(
    hospitals: Int = 5, communities: Int = 10, terms: [Term]? = nil, hostTakesPart: Bool = true,
    doublePercent: Int = 35, leavePercent: Int = 5
  ) {
    self.hospitals = hospitals
    self.communities = communities
    self.terms = terms ?? Self.months(12)
    self.hostTakesPart = hostTakesPart
    self.doublePercent = doublePercent
    self.leavePercent = leavePercent
  }

  /// Consecutive months from January 2026.
  public static func months(_ count: Int) -> [Term] {
    // 2026-01-01 is 20454 days after 1970-01-01.
    Term(.month, containing: Day(number: 20_454)).sequence(count)
  }

  /// A rotation that depends on the shape and the seed alone.
  ///
  /// Leave never takes a whole unit with all its people away for more than one term, so that with a
  /// full-time post the seats can be filled.
  public func draft(seed: UInt64) -> RosteringDraft {
    var random = SeededRandom(seed: seed)
    let units = unitDrafts()
    let people = peopleDrafts(of: units, &random)
    let labels = terms.map(\.description)
    var draft = RosteringDraft(
      title: "长宁区医疗科研联盟轮值",
      terms: terms.map { term in
        TermDraft(
          label: term.description, start: term.firstDay.description, end: term.lastDay.description)
      }, units: units, people: people)
    draft.rotation.settings.hostTakesPart = hostTakesPart
    for label in labels {
      for seat in Seat.all {
        let places = Int.random(in: 0..<100, using: &random) < doublePercent ? 2 : 1
        draft.rotation.demand.append(DemandDraft(term: label, seat: seat, places: places))
      }
    }
    draft.rotation.posts = [
      PostDraft(
        staffNumber: "099001", name: "钟衡", seats: Seat.all, mostTerms: max(2, terms.count / 6))
    ]
    draft.leave = leaveDrafts(units, people, labels, &random)
    draft.rotation.history = historyDrafts(units, &random)
    return draft
  }

  private func unitDrafts() -> [UnitDraft] {
    let names = [Self.hospitalNames, Self.communityNames]
    let counts = [hospitals, communities]
    return Tier.allCases.flatMap { tier in
      (0..<counts[tier.index]).map { i in
        let letter = tier == .hospital ? "H" : "C"
        let known = names[tier.index]
        let name =
          known.indices.contains(i)
          ? known[i] : tier == .hospital ? "第\(i + 1)医院" : "第\(i + 1)社区卫生服务中心"
        return UnitDraft(
          id: "\(letter)\(i + 1 < 10 ? "0" : "")\(i + 1)", name: name, tier: tier,
          isHost: tier == .hospital && i == 0)
      }
    }
  }

  private func peopleDrafts(
    of units: [UnitDraft], _ random: inout SeededRandom
  ) -> [PersonDraft] {
    var people: [PersonDraft] = []
    for (u, unit) in units.enumerated() {
      for i in 0..<Int.random(in: 1...3, using: &random) {
        let hasRole = i == 0 || Int.random(in: 0..<3, using: &random) > 0
        let prefix = unit.tier == .hospital ? "01" : "02"
        let number = u * 10 + i + 1
        people.append(
          PersonDraft(
            staffNumber: prefix + String(repeating: "0", count: number < 100 ? 2 : 1)
              + (number < 10 ? "0" : "") + "\(number)",
            name: fictionalName(&random), unit: unit.id, role: hasRole ? "科研管理负责人" : "科研秘书"))
      }
    }
    // One reasoned exception: the first colleague without the role.
    if let p = people.firstIndex(where: { $0.role != "科研管理负责人" }) {
      people[p].exception = "区卫健委同意：负责人脱产学习期间代为轮值"
    }
    return people
  }

  private func leaveDrafts(
    _ units: [UnitDraft], _ people: [PersonDraft], _ labels: [String], _ random: inout SeededRandom
  ) -> [LeaveDraft] {
    var leave: [LeaveDraft] = []
    for person in people {
      for label in labels where Int.random(in: 0..<100, using: &random) < leavePercent {
        leave.append(LeaveDraft(person: person.staffNumber, term: label))
      }
    }
    guard leavePercent > 0 else { return leave }
    for unit in units where Int.random(in: 0..<8, using: &random) == 0 {
      let term = Int.random(in: labels.indices, using: &random)
      leave.append(LeaveDraft(unit: unit.id, term: labels[term]))
    }
    return leave
  }

  /// Last year by strict rotation from a drawn starting point: counts differ by one at most.
  private func historyDrafts(
    _ units: [UnitDraft], _ random: inout SeededRandom
  ) -> [HistoryDraft] {
    var history: [HistoryDraft] = []
    for tier in Tier.allCases {
      let members = units.indices.filter {
        units[$0].tier == tier && (!units[$0].isHost || hostTakesPart)
      }
      guard !members.isEmpty else { continue }
      let places = 12 * 2 + Int.random(in: 0...6, using: &random)
      let order = members.shuffled(using: &random)
      let share = ExactFraction(places, over: members.count)
      for (position, u) in order.enumerated() {
        let served = places / members.count + (position < places % members.count ? 1 : 0)
        // Its last duty stood at this place of the year's sequence of duties, two a term.
        let lastPlace = (served - 1) * members.count + position
        let sinceEnd = max(0, places - 1 - lastPlace) / 2 + 1
        history.append(
          HistoryDraft(
            unit: units[u].id, served: served, entitlement: share,
            termsSince: served > 0 ? sinceEnd : nil,
            lastBody: served > 0 ? (lastPlace % 2 == 0 ? .secretariat : .office) : nil))
      }
    }
    return history.sorted { $0.unit < $1.unit }
  }

  private func fictionalName(_ random: inout SeededRandom) -> String {
    let surname = Self.surnames[Int.random(in: Self.surnames.indices, using: &random)]
    let given = Self.givenNames[Int.random(in: Self.givenNames.indices, using: &random)]
    return surname + given
  }

  private static let hospitalNames = [
    "上海市同仁医院", "天山中医医院", "光华中西医结合医院", "长宁区妇幼保健院", "长宁区精神卫生中心",
  ]
  private static let communityNames = [
    "华阳街道", "江苏街道", "新华街道", "周桥街道", "天山", "仙霞街道", "虹桥街道", "程家桥街道", "北新泾街道", "新泾镇",
  ].map { $0 + "社区卫生服务中心" }
  private static let surnames = [
    "顾", "陆", "沈", "俞", "计", "芮", "卞", "宓", "邵", "柏", "闵", "席", "宣", "祝", "殷", "储",
  ]
  private static let givenNames = [
    "知远", "思齐", "若水", "清和", "望舒", "致平", "怀瑾", "允中", "令仪", "景行", "如松", "书远", "乐之", "以宁",
    "孟夏", "晓岚",
  ]
}
