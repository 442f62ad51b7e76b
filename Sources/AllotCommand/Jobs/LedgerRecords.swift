import Alliance
import Diagnostics
import DutyRostering
import EquipmentBooking
import EquipmentSettlement
import Interchange
import Ledger
import MentorMatching
import Reporting

// What each job takes over from a ledger, and what it leaves there.

extension RosterJob {
  func continued(
    _ draft: RosteringDraft, from ledger: LedgerReader
  ) throws -> (draft: RosteringDraft, notes: [Bilingual]) {
    try ledger.rosterHistory(before: draft).continued(by: draft)
  }

  func departures(_ draft: RosteringDraft, from ledger: LedgerReader) throws -> Faults {
    try ledger.departures(in: draft)
  }

  func record(_ answer: RosteringAnswer, _ problem: RosteringProblem) -> LedgerDraft {
    LedgerDraft(publishing: answer.roster, of: problem)
  }
}

extension ShiftJob {
  func continued(
    _ draft: ShiftDraft, from ledger: LedgerReader
  ) throws -> (draft: ShiftDraft, notes: [Bilingual]) {
    try ledger.continued(by: draft)
  }

  func departures(_ draft: ShiftDraft, from ledger: LedgerReader) throws -> Faults {
    try ledger.departures(in: draft)
  }

  func record(_ answer: ShiftAnswer, _ problem: ShiftRosteringProblem) -> LedgerDraft {
    LedgerDraft(publishing: answer.roster, of: problem)
  }
}

extension PairJob {
  func continued(
    _ draft: PairingDraft, from ledger: LedgerReader
  ) throws -> (draft: PairingDraft, notes: [Bilingual]) {
    try ledger.continued(by: draft)
  }

  func departures(_ draft: PairingDraft, from ledger: LedgerReader) throws -> Faults {
    var faults = Faults()
    let first = draft.firstDay
    let mentors = try ledger.lastDays(of: draft.mentors.map(\.id), before: first)
    // A mentor who takes nobody may stay on the list.
    for (m, mentor) in draft.mentors.enumerated() where mentor.capacity > 0 {
      guard let last = mentors[m] else { continue }
      let place = Place("mentors")[m].appending("capacity")
      faults.append(.pairingPersonLeft, at: place, value: "\(mentor.id) \(last)")
    }
    let talents = try ledger.lastDays(of: draft.talents.map(\.id), before: first)
    for (t, talent) in draft.talents.enumerated() {
      guard let last = talents[t] else { continue }
      let place = Place("talents")[t].appending("id")
      faults.append(.pairingPersonLeft, at: place, value: "\(talent.id) \(last)")
    }
    return faults
  }

  func record(_ answer: PairingAnswer, _ problem: PairingProblem) -> LedgerDraft {
    LedgerDraft(publishing: answer.matching, of: problem)
  }

  func replaces(_ problem: PairingProblem) -> Bool { !problem.draft.previous.isEmpty }
}

extension BookJob {
  func continued(
    _ draft: BookingDraft, from ledger: LedgerReader
  ) throws -> (draft: BookingDraft, notes: [Bilingual]) {
    // A published timetable that is replanned keeps the credit that it was made with.
    earlier == nil ? try ledger.continued(by: draft) : (draft, [])
  }

  func record(_ answer: BookingAnswer, _ problem: BookingProblem) -> LedgerDraft {
    LedgerDraft(publishing: answer.timetable, of: problem)
  }
}

extension SettleJob {
  func continued(
    _ draft: SettlementDraft, from ledger: LedgerReader
  ) throws -> (draft: SettlementDraft, notes: [Bilingual]) {
    let (draft, notes, charged) = try ledger.continued(by: draft)
    guard charged.isEmpty else { throw CommandFailure.chargedBefore(charged) }
    return (draft, notes)
  }

  func refusal(_ problem: UseLedger, in ledger: LedgerReader) throws {
    let charged = try ledger.continued(by: problem.draft).charged
    guard charged.isEmpty else { throw CommandFailure.chargedBefore(charged) }
  }

  func record(_ answer: Settlement, _ problem: UseLedger) -> LedgerDraft {
    LedgerDraft(publishing: answer, of: problem)
  }
}

extension CommandFailure {
  /// Entries of a log that an earlier settlement charged.
  fileprivate static func chargedBefore(_ uses: [String]) -> CommandFailure {
    let shown = uses.prefix(10).map(printable).joined(separator: say("、", ", "))
    return CommandFailure(
      .badData,
      Bilingual(
        zh: "\(uses.count) 条使用记录在先前的结算中已收费：\(shown)",
        en:
          "\(counted(uses.count, "entry was", plural: "entries were")) charged in an earlier settlement: \(shown)"
      ),
      next: Bilingual(zh: "从使用记录中删去这些条目", en: "delete them from the log"))
  }
}
