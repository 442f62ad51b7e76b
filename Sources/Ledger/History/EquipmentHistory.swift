internal import Alliance
public import Diagnostics
public import EquipmentBooking
public import EquipmentSettlement
internal import Interchange

extension LedgerReader {
  /// A round that gives credit for the last one: each request that was refused then raises one request of
  /// the same applicant, else of the same institution, by half of its points.
  ///
  /// - Returns: The draft, and what was raised.
  public func continued(
    by draft: BookingDraft
  ) throws -> (draft: BookingDraft, notes: [Bilingual]) {
    let earlier = try standing(.book).filter {
      $0.title == draft.name && ($0.last ?? "") < draft.firstDay
    }
    guard let last = earlier.max(by: { ($0.last ?? "") < ($1.last ?? "") }) else {
      return (draft, [])
    }
    let refused = try facts(of: last.number, .booking).filter { $0.text("device") == nil }
    var draft = draft
    var raised: [Int] = []
    for refusal in refused {
      let institution = refusal.text("institution")
      let applicant = refusal.person("person")?.number
      let open = draft.requests.indices.filter {
        draft.requests[$0].institution == institution && !raised.contains($0)
      }
      guard
        let r = open.first(where: { applicant != nil && draft.requests[$0].applicant == applicant })
          ?? open.first
      else { continue }
      raised.append(r)
      if let points = draft.points(of: draft.requests[r]) {
        draft.requests[r].weight = points + points / 2
      }
    }
    guard !raised.isEmpty else { return (draft, []) }
    let names = raised.sorted().map { draft.requests[$0].id }
    return (
      draft,
      [
        Bilingual(
          zh: "台账：上轮未安排 \(refused.count) 份，本轮加分五成：\(names.joined(separator: "、"))",
          en:
            "ledger: \(counted(refused.count, "request was", plural: "requests were")) refused last time; half as many points again for "
            + names.joined(separator: ", "))
      ]
    )
  }

  /// A settlement of what has not been settled: entries without a booked time get the published one, and
  /// uses that an earlier settlement charged are named.
  ///
  /// - Returns: The draft, what was filled in, and the keys of the entries that were charged before.
  public func continued(
    by draft: SettlementDraft
  ) throws -> (draft: SettlementDraft, notes: [Bilingual], charged: [String]) {
    guard let day = Day(iso: draft.firstDay) else { return (draft, [], []) }
    var draft = draft
    var charged: Set<[String]> = []
    for entry in try standing(.settle) {
      // The settlement of the same days is the one that the new one takes the place of.
      if entry.title == draft.name, (entry.last ?? "") >= draft.firstDay,
        (entry.first ?? "") <= draft.lastDay
      {
        continue
      }
      // What waits for a price or a signature was in no total and may be billed now.
      for charge in try facts(of: entry.number, .charge) where charge.text("status") == "charged" {
        charged.insert(["device", "first", "debtor"].map { charge.text($0) ?? "" })
      }
    }
    var places: [String: (from: Int, to: Int)] = [:]
    for entry in try standing(.book) {
      for booking in try facts(of: entry.number, .booking) {
        guard let request = booking.text("request"), let device = booking.text("device"),
          let first = booking.text("first").flatMap({ minute($0, from: day) }),
          let last = booking.text("last").flatMap({ minute($0, from: day) })
        else { continue }
        places["\(request)\n\(device)"] = (first, last)
      }
    }
    var filled = 0
    var twice: [String] = []
    for u in draft.uses.indices {
      let use = draft.uses[u]
      if use.plan == nil, !use.booking.isEmpty,
        let place = places["\(use.booking)\n\(use.device)"]
      {
        draft.uses[u].plan = .init(from: place.from, to: place.to)
        filled += 1
      }
      // A moment beyond all days is a fault that the draft's own check names.
      let begin =
        draft.uses[u].begin.flatMap { minute in
          minute.magnitude < 1_000_000_000 ? LedgerDraft.moment(day, minute: minute) : nil
        } ?? ""
      if charged.contains([use.device, begin, use.user]) { twice.append(use.id) }
    }
    let notes = Bilingual(
      zh: "台账：为 \(filled) 条记录补上已发布的预约时间",
      en: "ledger: \(counted(filled, "entry", plural: "entries")) got the published times")
    return (draft, filled > 0 ? [notes] : [], twice)
  }

  /// Minutes from 00:00 of a day to `2026-12-01 08:30`.
  private func minute(_ text: String, from day: Day) -> Int? {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let date = Day(iso: String(parts[0])) else { return nil }
    let clock = parts[1].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 2, (0...24).contains(clock[0]), (0...59).contains(clock[1]) else {
      return nil
    }
    return (date - day) * 1440 + clock[0] * 60 + clock[1]
  }
}

extension BookingDraft {
  /// Points for accepting a request, as its class and length give them; `nil` for a class that is not there
  /// and for numbers that the draft's own check refuses.
  fileprivate func points(of request: Request) -> Int? {
    let allowed = 0...1_000_000_000
    if let weight = request.weight { return allowed.contains(weight) ? weight : nil }
    guard request.priority >= 1, request.priority <= priorityPoints.count, slotMinutes > 0,
      [request.minutes, slotMinutes, bookingSlots, priorityPoints[request.priority - 1]]
        .allSatisfy(allowed.contains)
    else { return nil }
    let slots = (request.minutes + slotMinutes - 1) / slotMinutes
    return priorityPoints[request.priority - 1] * (slots + bookingSlots)
  }
}
