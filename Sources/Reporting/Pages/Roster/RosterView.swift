import Alliance
import Diagnostics
import DutyRostering

/// A roster with the marks, counts and orders that its page shows.
struct RosterView {
  let problem: RosteringProblem
  let answer: RosteringAnswer
  let calendar: WorkCalendar
  let language: Language

  /// What stands above the units of a tier.
  func heading(of tier: Tier) -> String {
    switch tier {
    case .hospital: language.say(tier.title.zh, "Hospitals")
    case .community: language.say(tier.title.zh, "Community health centres")
    }
  }

  /// What the calendar says about a term.
  struct TermDays {
    /// Days off and make-up workdays with their names.
    var holidays: [(day: Day, name: String)] = []
    var makeUpDays: [(day: Day, name: String)] = []
    var isProvisional = false
  }

  let days: [TermDays]
  /// What stood in a cell of the published roster that changed.
  struct Before {
    /// Body of the duty that the unit had there; `nil` if it had none.
    let body: Body?
    /// Name or staff number of whoever had it; empty if nobody was named.
    let person: String
  }

  private let dutyOfCell: [Int: Duty]
  private let beforeOfCell: [Int: Before]
  private let pinnedCells: Set<Int>

  init(
    _ problem: RosteringProblem, _ answer: RosteringAnswer, _ calendar: WorkCalendar,
    _ language: Language
  ) {
    self.problem = problem
    self.answer = answer
    self.calendar = calendar
    self.language = language
    let termCount = problem.terms.count
    var duties: [Int: Duty] = [:]
    for duty in answer.roster.duties {
      if let unit = duty.unit { duties[unit * termCount + duty.term] = duty }
    }
    dutyOfCell = duties
    beforeOfCell = Self.changedCells(problem, duties)
    pinnedCells = Set(problem.pinned.map { $0.unit * termCount + $0.term })
    days = problem.terms.map { term in
      guard let span = term.days else { return TermDays() }
      var found = TermDays()
      for day in span {
        let status = calendar.status(of: day)
        if status.isProvisional { found.isProvisional = true }
        switch status.kind {
        case .holiday: found.holidays.append((day, status.name ?? ""))
        case .makeUpWorkday: found.makeUpDays.append((day, status.name ?? ""))
        case .workday, .weekend: break
        }
      }
      return found
    }
  }

  func duty(ofUnit unit: Int, term: Int) -> Duty? { dutyOfCell[unit * problem.terms.count + term] }

  /// What stood in a cell before, if it changed against the published roster.
  func before(ofUnit unit: Int, term: Int) -> Before? {
    beforeOfCell[unit * problem.terms.count + term]
  }

  private static func changedCells(
    _ problem: RosteringProblem, _ duties: [Int: Duty]
  ) -> [Int: Before] {
    guard let published = problem.draft.rotation.published else { return [:] }
    var cells: [Int: Before] = [:]
    for (t, term) in problem.terms.enumerated() {
      let seats = published.filter { $0.term == term.label }
      for (u, unit) in problem.units.enumerated() {
        let cell = u * problem.terms.count + t
        let old = seats.first { $0.unit == unit.id }
        let holder = duties[cell]?.person.map { problem.holder(ofPerson: $0, term: t) }
        guard old?.seat.body != duties[cell]?.seat.body || old?.person != holder?.staffNumber
        else { continue }
        let name = old?.person.map { number in
          problem.people.first { $0.staffNumber == number }?.name ?? number
        }
        cells[cell] = Before(body: old?.seat.body, person: name ?? "")
      }
    }
    return cells
  }

  /// Whether a pin put the unit there; a seat that stays as it was published carries no lock.
  func isPinned(unit: Int, term: Int) -> Bool {
    let cell = unit * problem.terms.count + term
    return pinnedCells.contains(cell) && !(dutyOfCell[cell].map(problem.isKept) ?? false)
  }

  /// Whether nobody of the unit can serve in a term.
  func isAway(unit: Int, term: Int) -> Bool {
    if problem.unitLeave[unit][term] { return true }
    let people = problem.units[unit].people
    return !people.isEmpty && people.allSatisfy { problem.personLeave[$0][term] }
  }

  /// 秘 or 办; S or O.
  func letter(_ body: Body) -> String {
    switch body {
    case .secretariat: language.say("秘", "S")
    case .office: language.say("办", "O")
    }
  }

  static func tone(_ body: Body) -> Tone { body == .secretariat ? .blue : .brown }

  /// Duties of a unit in a body in this roster.
  func served(_ unit: Int, in body: Body) -> Int {
    problem.terms.indices.count { duty(ofUnit: unit, term: $0)?.seat.body == body }
  }

  /// Public holidays that fall into the terms in which a unit serves.
  func holidayLoad(_ unit: Int) -> Int {
    problem.terms.indices.reduce(0) {
      $0 + (duty(ofUnit: unit, term: $1) == nil ? 0 : days[$1].holidays.count)
    }
  }

  /// Terms in groups that fit side by side.
  var termGroups: [Range<Int>] {
    let count = problem.terms.count
    let groups = max(1, (count + 12) / 13)
    return (0..<groups).map { $0 * count / groups..<($0 + 1) * count / groups }
  }
}
