/// Identifiers of a shift draft with their positions; the first of equal ones counts.
struct ShiftIndex {
  let duty: [String: Int]
  let group: [String: [Int]]
  let skill: [String: Int]
  let contract: [String: Int]
  let person: [String: Int]
  let site: [String: Int]
  /// Sites in the order of their first duty.
  let sites: [String]
  let tasks: [ShiftRosteringProblem.Task]
  /// Tasks of each duty.
  let tasksOfDuty: [Range<Int>]

  init(_ draft: ShiftDraft) {
    func positions(_ keys: [String]) -> [String: Int] {
      Dictionary(zip(keys, keys.indices), uniquingKeysWith: { first, _ in first })
    }
    let duty = positions(draft.duties.map(\.id))
    let skill = positions(draft.skills)
    self.duty = duty
    self.skill = skill
    group = Dictionary(
      draft.groups.map { ($0.id, $0.duties.compactMap { duty[$0] }) },
      uniquingKeysWith: { first, _ in first })
    contract = positions(draft.contracts.map(\.id))
    person = positions(draft.staff.map(\.staffNumber))
    var sites: [String] = []
    var site: [String: Int] = [:]
    var tasks: [ShiftRosteringProblem.Task] = []
    var tasksOfDuty: [Range<Int>] = []
    for (k, entry) in draft.duties.enumerated() {
      if let name = entry.site, site[name] == nil {
        site[name] = sites.count
        sites.append(name)
      }
      let start = tasks.count
      if entry.skills.isEmpty {
        tasks.append(.init(duty: k, skill: nil))
      } else {
        tasks += entry.skills.map { .init(duty: k, skill: skill[$0]) }
      }
      tasksOfDuty.append(start..<tasks.count)
    }
    self.sites = sites
    self.site = site
    self.tasks = tasks
    self.tasksOfDuty = tasksOfDuty
  }

  /// Whether each duty is among the duties or groups named.
  func includes(_ names: [String]) -> [Bool] {
    var includes = [Bool](repeating: false, count: tasksOfDuty.count)
    for name in names {
      if let k = duty[name] { includes[k] = true }
      for k in group[name] ?? [] { includes[k] = true }
    }
    return includes
  }

  /// The dense form of a match.
  func cells(_ match: CellMatchDraft) -> ShiftRosteringProblem.CellSet {
    func every(_ value: Bool) -> [Bool] { [Bool](repeating: value, count: tasksOfDuty.count) }
    func set(_ off: Bool, _ unknown: Bool, _ duty: [Bool]) -> ShiftRosteringProblem.CellSet {
      .init(includesOff: off, includesUnknownWork: unknown, includesDuty: duty)
    }
    return switch match {
    case .anything: set(true, true, every(true))
    case .off: set(true, false, every(false))
    case .work: set(false, true, every(true))
    case .oneOf(let names): set(false, false, includes(names))
    case .workExcept(let names): set(false, false, includes(names).map { !$0 })
    case .noneOf(let names): set(true, false, includes(names).map { !$0 })
    }
  }

  /// Cells that a person may have, indexed as ``ShiftRosteringProblem/Person/isAllowed``, as far as
  /// skills and sites go.
  func cellsBySkillAndSite(of entry: StaffDraft, in draft: ShiftDraft) -> [Bool] {
    var skills = [Bool](repeating: false, count: draft.skills.count)
    for name in entry.skills { if let s = skill[name] { skills[s] = true } }
    var sites = [Bool](repeating: entry.sites.isEmpty, count: self.sites.count)
    for name in entry.sites { if let s = site[name] { sites[s] = true } }
    var day = [true]
    for task in tasks {
      let isAtSite = draft.duties[task.duty].site.flatMap { site[$0] }.map { sites[$0] } ?? true
      day.append(isAtSite && (task.skill.map { skills[$0] } ?? true))
    }
    return (0..<draft.days).flatMap { _ in day }
  }

  /// Cells allowed to each person by skill, site, forbidden cells and pins.
  ///
  /// - Precondition: Every reference and day of the draft is sound.
  /// - Complexity: O(people × days × tasks + entries × days × tasks).
  func allowedCells(of draft: ShiftDraft) -> [[Bool]] {
    let width = tasks.count + 1
    var allowed = draft.staff.map { cellsBySkillAndSite(of: $0, in: draft) }
    func restrict(_ name: String, _ days: ClosedRange<Int>, _ match: CellMatchDraft, keep: Bool) {
      guard let p = person[name] else { return }
      let cells = cells(match)
      for day in days {
        let base = (day - 1) * width
        if cells.includesOff != keep { allowed[p][base] = false }
        for (k, task) in tasks.enumerated() where cells.includesDuty[task.duty] != keep {
          allowed[p][base + 1 + k] = false
        }
      }
    }
    for entry in draft.forbidden {
      restrict(entry.person, entry.first...entry.last, entry.cells, keep: false)
    }
    for entry in draft.pinned {
      restrict(entry.person, entry.day...entry.day, entry.cells, keep: true)
    }
    return allowed
  }
}
