import Alliance
import Diagnostics
import DutyRostering

/// A shift roster with what its page and its tables show: names of days, marks, counts, findings.
struct ShiftView {
  let problem: ShiftRosteringProblem
  let roster: ShiftRoster
  let calendar: WorkCalendar
  let language: Language
  /// Everything that the roster breaks or pays for.
  let findings: [ShiftFinding]
  private let isPinned: [[Bool]]
  private let isAway: [[Bool]]
  private let missedWish: [[Bool]]

  init(
    _ problem: ShiftRosteringProblem, _ roster: ShiftRoster, _ calendar: WorkCalendar,
    _ language: Language
  ) {
    self.problem = problem
    self.roster = roster
    self.calendar = calendar
    self.language = language
    findings = problem.findings(in: roster)
    var none = [[Bool]](
      repeating: [Bool](repeating: false, count: problem.days), count: problem.people.count)
    var index: [String: Int] = [:]
    for (p, person) in problem.people.enumerated() { index[person.staffNumber] = p }
    let empty = none
    for pin in problem.draft.pinned {
      if let p = index[pin.person] { none[p][pin.day - 1] = true }
    }
    isPinned = none
    none = empty
    for entry in problem.draft.forbidden where entry.cells == .work {
      guard let p = index[entry.person] else { continue }
      for day in entry.first...entry.last { none[p][day - 1] = true }
    }
    isAway = none
    none = empty
    for finding in findings {
      guard case .wish(let w) = finding.subject else { continue }
      let wish = problem.draft.wishes[w]
      if let p = index[wish.person] { none[p][wish.day - 1] = true }
    }
    missedWish = none
  }

  func say(_ zh: String, _ en: String) -> String { language.say(zh, en) }

  // MARK: Days

  /// The day of the calendar; `nil` without one.
  func date(_ day: Int) -> Day? { problem.firstDay.map { $0 + day } }

  /// A short name for the head of a column: `16`, with the month on its first day, or the day's own name.
  func shortName(_ day: Int) -> String {
    if problem.draft.labels.indices.contains(day) { return problem.draft.labels[day] }
    guard let date = date(day) else { return String(day + 1) }
    return day == 0 || date.dayOfMonth == 1
      ? "\(date.month)/\(date.dayOfMonth)" : String(date.dayOfMonth)
  }

  /// A name that stands alone: `2026-03-16 周一`, or the day's own name.
  func longName(_ day: Int) -> String {
    if problem.draft.labels.indices.contains(day) { return problem.draft.labels[day] }
    guard let date = date(day) else { return say("第 \(day + 1) 天", "day \(day + 1)") }
    return "\(date) \(date.weekday.title[language])"
  }

  /// One character for the day of the week; empty where days are no days of a week.
  func weekdayMark(_ day: Int) -> String {
    guard problem.draft.labels.isEmpty else { return "" }
    let k = problem.weekday[day]
    return language == .zh
      ? ["一", "二", "三", "四", "五", "六", "日"][k] : ["M", "T", "W", "T", "F", "S", "S"][k]
  }

  /// Whether the day is a Saturday or Sunday of a calendar week.
  func isWeekend(_ day: Int) -> Bool {
    problem.draft.labels.isEmpty && problem.weekday[day] >= 5
  }

  /// What the calendar says; `nil` without one.
  func status(_ day: Int) -> DayStatus? { date(day).map { calendar.status(of: $0) } }

  func isHoliday(_ day: Int) -> Bool { status(day)?.kind == .holiday }

  // MARK: Cells

  func task(_ person: Int, _ day: Int) -> Int? { roster.tasks[person][day] }
  func isPinned(_ person: Int, _ day: Int) -> Bool { isPinned[person][day] }
  func isAway(_ person: Int, _ day: Int) -> Bool { isAway[person][day] }
  func missesWish(_ person: Int, _ day: Int) -> Bool { missedWish[person][day] }

  func isChanged(_ person: Int, _ day: Int) -> Bool {
    let published = problem.people[person].published
    return published.indices.contains(day) && published[day] != task(person, day)
  }

  func duty(_ task: Int) -> ShiftRosteringProblem.Duty { problem.duties[problem.tasks[task].duty] }

  /// Colour and border of a duty's mark: duties of one colour differ by their borders.
  func mark(ofDuty d: Int) -> Attribute {
    let tone = tone(ofDuty: d)
    return tone.mark((0..<d).count { self.tone(ofDuty: $0) == tone })
  }

  /// Colour of a duty: by the part of the day in which it starts, else by its place in the list.
  func tone(ofDuty d: Int) -> Tone {
    let tones: [Tone] = [.green, .blue, .gold, .plum, .brown, .grey]
    guard let start = problem.duties[d].start else { return tones[d % tones.count] }
    if start >= 20 * 60 || start < 4 * 60 { return .plum }
    if start >= 12 * 60 { return .gold }
    return problem.duties[d].site == 1 ? .blue : .green
  }

  func isNight(_ duty: ShiftRosteringProblem.Duty) -> Bool {
    duty.start.map { $0 >= 20 * 60 || $0 < 4 * 60 } ?? false
  }

  // MARK: Counts

  struct Counts {
    var duties = 0
    var nights = 0
    var weekends = 0
    var holidays = 0
    var minutes = 0
  }

  func counts(_ person: Int) -> Counts {
    var counts = Counts()
    for day in 0..<problem.days {
      guard let task = task(person, day) else { continue }
      let duty = duty(task)
      counts.duties += 1
      counts.minutes += duty.minutes
      if isNight(duty) { counts.nights += 1 }
      if isHoliday(day) { counts.holidays += 1 }
    }
    if problem.draft.labels.isEmpty {
      counts.weekends = problem.weekends(of: person).count { weekend in
        weekend.contains { task(person, $0) != nil }
      }
    }
    return counts
  }

  var hasNights: Bool { problem.duties.contains(where: isNight) }
  var hasMinutes: Bool { problem.duties.contains { $0.minutes > 0 } }
  var hasHolidays: Bool { (0..<problem.days).contains(where: isHoliday) }
  var hasWeekends: Bool { problem.draft.labels.isEmpty }

  /// A value of a goal from the findings.
  func value(_ goal: ShiftGoal) -> Int {
    findings.reduce(0) { $0 + ($1.goal == goal ? $1.cost ?? 0 : 0) }
  }

  /// Required duties that are open: the need, how many are missing.
  var shortages: [(cover: Int, missing: Int)] {
    findings.compactMap { finding in
      if finding.isRequired, case .shortage(let r) = finding.subject {
        return (r, finding.amount)
      }
      return nil
    }
  }

  /// People with cells that differ from the published roster, each with its days.
  var changes: [(person: Int, days: [Int])] {
    problem.people.indices.compactMap { p in
      let days = (0..<problem.days).filter { isChanged(p, $0) }
      return days.isEmpty ? nil : (p, days)
    }
  }

  /// What a cell says in words: the duty with its skill, or a free day.
  func words(_ task: Int?) -> String {
    task == nil ? say("休", "off") : problem.cellText(task)
  }

  /// Duties and skills of a need in words.
  func words(ofCover r: Int) -> String {
    let need = problem.draft.cover[r]
    var text = need.duties.isEmpty ? say("任一班", "any duty") : need.duties.joined(separator: "/")
    if !need.skills.isEmpty { text += "·" + need.skills.joined(separator: "/") }
    return text
  }
}
