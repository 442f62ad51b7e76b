internal import Alliance
public import EquipmentBooking
public import EquipmentSettlement
import Interchange

extension LedgerDraft {
  /// A timetable to publish: who uses which device when, and who was refused.
  ///
  /// - Parameters:
  ///   - timetable: A timetable of `problem` that breaks no rule.
  ///   - problem: The problem.
  public init(publishing timetable: Timetable, of problem: BookingProblem) {
    let grid = problem.grid
    var facts = problem.draft.institutions.map { institution in
      Fact(.institution, ["id": .text(institution.id), "name": .text(institution.name)])
    }
    var places = [Booking?](repeating: nil, count: problem.requests.count)
    for booking in timetable.bookings { places[booking.request] = booking }
    for (r, request) in problem.requests.enumerated() {
      let use = places[r].map { problem.use(of: $0) }
      func moment(_ slot: Int?) -> FactValue? {
        slot.map { .text(Self.moment(grid.firstDay, minute: $0 * grid.slotMinutes)) }
      }
      facts.append(
        Fact(
          .booking,
          [
            "request": .text(request.id),
            "institution": .text(problem.draft.institutions[request.institution].id),
            "person": request.applicant.isEmpty
              ? nil : .person(LedgerPerson(number: request.applicant)),
            "device": places[r].map { .text(problem.devices[$0.device].id) },
            "first": moment(use?.lowerBound), "last": moment(use?.upperBound),
          ]))
    }
    self.init(
      .published, job: .book, title: problem.draft.name, first: grid.firstDay.description,
      last: (grid.firstDay + (grid.dayCount - 1)).description, facts: facts)
  }

  /// A settlement to publish: every line with what it costs, and every payment.
  ///
  /// - Parameters:
  ///   - settlement: A settlement of `ledger` that breaks no rule.
  ///   - ledger: The log.
  public init(publishing settlement: Settlement, of ledger: UseLedger) {
    let first = ledger.period.lowerBound
    func institution(_ index: Int) -> FactValue { .text(ledger.institutions[index].id) }
    var facts = ledger.institutions.map { institution in
      Fact(.institution, ["id": .text(institution.id), "name": .text(institution.name)])
    }
    facts += settlement.lines.map { line in
      let entry = ledger.uses[line.use].entry
      return Fact(
        .charge,
        [
          "use": .text(entry.id), "device": .text(entry.device),
          "first": entry.begin.map { .text(Self.moment(first, minute: $0)) },
          "creditor": institution(line.creditor), "debtor": institution(line.debtor),
          "person": entry.person.isEmpty ? nil : .person(LedgerPerson(number: entry.person)),
          "status": .text(line.status.rawValue), "minutes": .number(line.minutes),
          "fen": line.fen.map(FactValue.number),
        ])
    }
    facts += settlement.payments.map { payment in
      Fact(
        .payment,
        [
          "payer": institution(payment.payer), "payee": institution(payment.payee),
          "fen": .number(payment.fen),
        ])
    }
    self.init(
      .published, job: .settle, title: ledger.draft.name, first: first.description,
      last: ledger.period.upperBound.description, facts: facts)
  }

  /// `2026-12-01 08:30` for a minute counted from a day.
  static func moment(_ day: Day, minute: Int) -> String {
    let past = (minute % 1440 + 1440) % 1440
    return Moment(day + (minute - past) / 1440, minute: past).description
  }
}

extension SettlementDraft.Use {
  /// Minute at which it began, or was booked to.
  var begin: Int? { actual?.from ?? plan?.from }
}
