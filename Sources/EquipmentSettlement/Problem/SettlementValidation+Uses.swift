import Alliance
import Diagnostics

/// Prices.
extension SettlementValidation {
  mutating func resolveTariffs() -> [UseLedger.Tariff] {
    _ = index(draft.tariffs.map(\.id), in: Place("tariffs"))
    let tariffs = draft.tariffs.indices.map { resolveTariff($0) }
    checkAmbiguity(tariffs)
    return tariffs
  }

  private mutating func resolveTariff(_ t: Int) -> UseLedger.Tariff {
    let row = draft.tariffs[t]
    let place = Place("tariffs")[t]
    let owner = find(
      row.owner, in: institutionIndex, else: .unknownInstitution, at: place.appending("owner"))
    if let fen = row.fenPerHour {
      check(fen, in: 0...Self.mostFen, else: .badPrice, at: place.appending("fenPerHour"))
    }
    check(
      row.minimumMinutes, in: 0...1440, else: .badMinutes, at: place.appending("minimumMinutes"))
    check(row.stepMinutes, in: 1...1440, else: .badMinutes, at: place.appending("stepMinutes"))
    check(
      row.noticeMinutes, in: 0...43_200, else: .badMinutes, at: place.appending("noticeMinutes"))
    for (percent, key) in [
      (row.pricePercent, "pricePercent"), (row.lateCancelPercent, "lateCancelPercent"),
      (row.noShowPercent, "noShowPercent"),
    ] {
      check(percent, in: 0...100, else: .badPercent, at: place.appending(key))
    }
    let target = target(of: row, owner: owner, at: place.appending("target"))
    let user = user(of: row, at: place.appending("user"))
    var days = days(row.from, row.to, at: place)
    var agreement: Int?
    if !row.agreement.isEmpty {
      let here = place.appending("agreement")
      agreement = find(row.agreement, in: agreementIndex, else: .unknownAgreement, at: here)
      if let agreement {
        let signed = agreements[agreement]
        var parties = [owner].compactMap { $0 }
        if case .institution(let index) = user { parties.append(index) }
        if signed.kind != .tariff || !parties.allSatisfy(signed.members.contains) {
          faults.append(.foreignAgreement, at: here, value: row.agreement)
        }
        // Outside its agreement's days the row does not hold.
        days = days.flatMap { own in
          own.overlaps(signed.days) ? own.clamped(to: signed.days) : nil
        }
      }
    }
    return UseLedger.Tariff(
      owner: owner ?? -1, target: target, user: user, days: days, agreement: agreement, terms: row)
  }

  private mutating func target(
    of row: SettlementDraft.Tariff, owner: Int?, at place: Place
  ) -> UseLedger.Tariff.Target {
    if row.target.isEmpty { return .everything }
    if let device = deviceIndex[row.target] {
      if let owner, devices[device].owner != owner {
        faults.append(.unknownTarget, at: place, value: row.target)
      }
      return .device(device)
    }
    let isClass = devices.contains {
      $0.deviceClass == row.target && (owner == nil || $0.owner == owner)
    }
    if !isClass { faults.append(.unknownTarget, at: place, value: row.target) }
    return .deviceClass(row.target)
  }

  private mutating func user(
    of row: SettlementDraft.Tariff, at place: Place
  ) -> UseLedger.Tariff.User {
    if row.user.isEmpty { return .everybody }
    if let institution = institutionIndex[row.user] { return .institution(institution) }
    if let tier = Tier(named: row.user) { return .tier(tier) }
    faults.append(.unknownUser, at: place, value: row.user)
    return .everybody
  }

  /// Of two rows for the same owner, target and user that hold on the same day neither wins.
  private mutating func checkAmbiguity(_ tariffs: [UseLedger.Tariff]) {
    struct Key: Hashable {
      let owner: Int
      let target: UseLedger.Tariff.Target
      let user: UseLedger.Tariff.User
    }
    var rows: [Key: [Int]] = [:]
    for (t, tariff) in tariffs.enumerated() where tariff.owner >= 0 {
      guard let days = tariff.days else { continue }
      let key = Key(owner: tariff.owner, target: tariff.target, user: tariff.user)
      for other in rows[key, default: []] {
        guard let others = tariffs[other].days, others.overlaps(days) else { continue }
        faults.append(
          .ambiguousTariff, at: Place("tariffs")[t], value: tariff.terms.id,
          related: [Place("tariffs")[other]])
        break
      }
      rows[key, default: []].append(t)
    }
  }
}

/// The log.
extension SettlementValidation {
  mutating func resolveUses() -> [UseLedger.Use] {
    guard draft.uses.count <= Self.mostUses else {
      faults.append(.tooManyUses, at: Place("uses"), value: String(draft.uses.count))
      return []
    }
    _ = index(draft.uses.map(\.id), in: Place("uses"))
    let uses = draft.uses.indices.map { resolveUse($0) }
    checkCapacity(uses)
    return uses
  }

  private mutating func resolveUse(_ u: Int) -> UseLedger.Use {
    let entry = draft.uses[u]
    let place = Place("uses")[u]
    let device = find(
      entry.device, in: deviceIndex, else: .unknownDevice, at: place.appending("device"))
    let user = find(
      entry.user, in: institutionIndex, else: .unknownInstitution, at: place.appending("user"))
    let times = [entry.plan?.from, entry.plan?.to, entry.actual?.from, entry.actual?.to]
    if let odd = (times + [entry.cancelledAt]).compactMap(\.self).first(where: {
      $0.magnitude > Self.farthestMinute
    }) {
      faults.append(.tooLong, at: place, value: "\(odd) min")
      return UseLedger.Use(
        device: device ?? -1, user: user ?? -1, day: period?.lowerBound ?? Day(number: 0),
        entry: SettlementDraft.Use(id: entry.id, device: entry.device, user: entry.user))
    }
    for (span, key) in [(entry.plan, "plan"), (entry.actual, "actual")] {
      guard let span else { continue }
      if span.from >= span.to {
        faults.append(.reversedSpan, at: place.appending(key))
      } else if span.minutes > Self.mostUseMinutes {
        faults.append(.tooLong, at: place.appending(key), value: "\(span.minutes / 60) h")
      }
    }
    checkTimes(of: entry, at: place)
    let begin = entry.actual ?? entry.plan
    var day = period?.lowerBound ?? Day(number: 0)
    if let begin, let period {
      day = period.lowerBound + (begin.from - (begin.from % 1440 + 1440) % 1440) / 1440
      if !period.contains(day) {
        let key = entry.actual == nil ? "plan" : "actual"
        faults.append(.outsidePeriod, at: place.appending(key), value: day.description)
      }
    }
    return UseLedger.Use(device: device ?? -1, user: user ?? -1, day: day, entry: entry)
  }

  private mutating func checkTimes(of entry: SettlementDraft.Use, at place: Place) {
    func note(_ isThere: Bool, _ isNeeded: Bool, _ key: String) {
      // Which times there must be follows from the state, so both are shown.
      let state = [place.appending("event")]
      if isNeeded && !isThere {
        faults.append(.missingTime, at: place.appending(key), related: state)
      }
      if isThere && !isNeeded {
        faults.append(.needlessTime, at: place.appending(key), related: state)
      }
    }
    note(entry.actual != nil, entry.event == .used, "actual")
    note(entry.cancelledAt != nil, entry.event == .cancelled, "cancelledAt")
    if entry.event != .used { note(entry.plan != nil, true, "plan") }
  }

  /// Notes the first entry that finds all places of its device taken; names one that holds a place.
  private mutating func checkCapacity(_ uses: [UseLedger.Use]) {
    var order = uses.indices.filter { u in
      uses[u].device >= 0 && uses[u].entry.actual.map { $0.from < $0.to } ?? false
    }
    func span(_ u: Int) -> SettlementDraft.Span { uses[u].entry.actual ?? .init(from: 0, to: 0) }
    order.sort { a, b in
      (uses[a].device, span(a).from, a) < (uses[b].device, span(b).from, b)
    }
    var running: [Int] = []
    var device = -1
    for u in order {
      if uses[u].device != device { running = [] }
      device = uses[u].device
      running.removeAll { span($0).to <= span(u).from }
      if running.count >= max(1, devices[device].capacity), let other = running.first {
        faults.append(
          .overCapacity, at: Place("uses")[u].appending("actual"), value: devices[device].id,
          related: [Place("uses")[other].appending("actual")])
      }
      running.append(u)
    }
  }
}
