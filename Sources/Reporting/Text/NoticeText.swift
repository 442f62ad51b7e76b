internal import Alliance
public import Diagnostics
public import DutyRostering
public import EquipmentBooking
public import EquipmentSettlement
public import MentorMatching

/// A result as a block of text to paste into a chat: short lines, no columns, nothing that a phone breaks.
public struct NoticeText: Hashable, Sendable {
  /// The lines, without a line break at the end.
  public let text: String

  private init(_ title: String, _ lines: [String], _ language: Language) {
    let foot = language.say("以上安排如有疑问请联系秘书处。", "Please contact the secretariat with questions.")
    text = (["【\(title)】"] + lines + [foot]).map(printable).joined(separator: "\n")
  }

  /// The pairs, mentor by mentor.
  public init(
    _ answer: PairingAnswer, of problem: PairingProblem, title: String, in language: Language
  ) {
    let draft = problem.draft
    let units = Dictionary(
      draft.institutions.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    func person(_ name: String, _ id: String, _ unit: String) -> String {
      (name.isEmpty ? id : name) + (unit.isEmpty ? "" : "（\(units[unit] ?? unit)）")
    }
    let teams = answer.matching.talentsOfMentors(mentorCount: problem.mentorCount)
    var lines: [String] = []
    for (m, team) in teams.enumerated() where !team.isEmpty {
      let mentor = draft.mentors[m]
      let talents = team.map { t in
        let project = answer.matching.projectOfTalent?[t].map { draft.projects[$0] }
        return person(draft.talents[t].name, draft.talents[t].id, draft.talents[t].institution)
          + (project.map { "【\($0.title.isEmpty ? $0.id : $0.title)】" } ?? "")
      }
      lines.append(
        "\(lines.count + 1). " + person(mentor.name, mentor.id, mentor.institution)
          + language.say("：", ": ") + talents.joined(separator: language.say("、", ", ")))
    }
    let unmatched = answer.matching.mentorOfTalent.count { $0 == nil }
    if unmatched > 0 {
      lines.append(
        language.say(
          "本轮另有\(unmatched)人未结对。",
          "\(counted(unmatched, "talent has", plural: "talents have")) no mentor this round."))
    }
    self.init(title, lines, language)
  }

  /// The duties, term by term.
  public init(
    _ answer: RosteringAnswer, of problem: RosteringProblem, title: String, in language: Language
  ) {
    var lines: [String] = []
    for (t, term) in problem.terms.enumerated() {
      var dates = ""
      if let start = term.start, let end = term.end { dates = "（\(start)—\(end)）" }
      lines.append("▪ \(term.label)\(dates)")
      for duty in answer.roster.duties where duty.term == t {
        let seat = "\(duty.seat.body.title[language])·\(duty.seat.tier.title[language])"
        let who: String
        if let u = duty.unit {
          who =
            problem.units[u].name
            + (duty.person.map { " " + problem.holder(ofPerson: $0, term: t).name } ?? "")
        } else if let f = duty.post {
          who = problem.posts[f].name
        } else {
          who = language.say("空缺", "open")
        }
        lines.append("  \(seat)\(language.say("：", ": "))\(who)")
      }
    }
    self.init(title, lines, language)
  }

  /// The duties of a shift roster, day by day, with those who serve each.
  public init(
    _ answer: ShiftAnswer, of problem: ShiftRosteringProblem, title: String, in language: Language
  ) {
    var lines: [String] = []
    for day in 0..<problem.days {
      lines.append("▪ \(problem.dayName(day)[language])")
      for task in problem.tasks.indices {
        let names = problem.people.indices.filter { answer.roster.tasks[$0][day] == task }.map {
          problem.people[$0].name.isEmpty
            ? problem.people[$0].staffNumber : problem.people[$0].name
        }
        guard !names.isEmpty else { continue }
        lines.append(
          "  \(problem.cellText(task))\(language.say("：", ": "))"
            + names.joined(separator: language.say("、", ", ")))
      }
    }
    self.init(title, lines, language)
  }

  /// The payments of a settlement, and how many lines wait for a price or a signature.
  public init(
    _ settlement: Settlement, of ledger: UseLedger, title: String, in language: Language
  ) {
    func name(_ i: Int) -> String { ledger.institutions[i].name }
    var lines = settlement.payments.map { payment in
      let basis =
        payment.agreement.map { ledger.agreements[$0].id } ?? language.say("双边", "bilateral")
      return "▪ \(name(payment.payer)) → \(name(payment.payee))\(language.say("：", ": "))"
        + language.say(
          "\(Money.yuan(payment.fen)) 元（\(basis)）", "\(Money.yuan(payment.fen)) yuan (\(basis))")
    }
    lines.append(
      language.say(
        "计费合计 \(Money.yuan(settlement.total)) 元。",
        "Charged in total: \(Money.yuan(settlement.total)) yuan."))
    for status in [Settlement.Line.Status.toBeAgreed, .toBeConfirmed] {
      let count = settlement.lines.count { $0.status == status }
      guard count > 0 else { continue }
      lines.append(
        language.say(
          "\(status.title.zh) \(count) 条，未计入合计。",
          "\(status.title.en): \(count), not in the total."))
    }
    self.init(title, lines, language)
  }

  /// The bookings, device by device.
  public init(
    _ answer: BookingAnswer, of problem: BookingProblem, title: String, in language: Language
  ) {
    var lines: [String] = []
    for (d, device) in problem.devices.enumerated() {
      let bookings = answer.timetable.bookings.filter { $0.device == d }.sorted {
        ($0.start, $0.request) < ($1.start, $1.request)
      }
      if bookings.isEmpty { continue }
      lines.append("▪ \(device.id) \(device.name)")
      for booking in bookings {
        let request = problem.requests[booking.request]
        lines.append(
          "  \(problem.grid.text(of: problem.use(of: booking))) "
            + "\(problem.institutions[request.institution].name) \(request.id)")
      }
    }
    if !answer.refusals.isEmpty {
      let ids = answer.refusals.map { problem.requests[$0.request].id }
      lines.append(
        language.say("未能安排：", "Refused: ") + ids.joined(separator: language.say("、", ", ")))
    }
    self.init(title, lines, language)
  }
}
