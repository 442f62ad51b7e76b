internal import Alliance
internal import Diagnostics

extension UseLedger {
  /// Counts a settlement again and returns what is wrong with it; a right one breaks nothing.
  ///
  /// Written from the rules and the values as read, without the code that settles.
  ///
  /// - Complexity: O(entries · tariff rows + institutions²).
  public func violations(of settlement: Settlement) -> [SettlementViolation] {
    let recount = Recount(self)
    guard settlement.lines.map(\.use) == Array(draft.uses.indices),
      settlement.utilisation.count == draft.devices.count
    else { return [.wrongLines] }
    var found: [SettlementViolation] = []
    let counted = draft.uses.indices.map { recount.line($0) }
    for (written, counted) in zip(settlement.lines, counted) where written != counted {
      found.append(
        .wrongLine(
          entry: draft.uses[written.use].id, written: recount.text(written),
          counted: recount.text(counted)))
    }
    let owed = recount.matrix(counted)
    found += recount.pairDefects(settlement, owed)
    found += recount.nettingDefects(settlement, owed)
    found += recount.paymentDefects(settlement, owed)
    for (d, use) in settlement.utilisation.enumerated() where use != recount.use(of: d) {
      found.append(.wrongUtilisation(device: draft.devices[d].id))
    }
    return found
  }
}

/// The count of a ledger from its draft.
struct Recount {
  let ledger: UseLedger
  let draft: SettlementDraft
  let institutionCount: Int
  private let ownerOfDevice: [Int]
  private let deviceNumber: [String: Int]
  private let institutionNumber: [String: Int]

  init(_ ledger: UseLedger) {
    self.ledger = ledger
    draft = ledger.draft
    institutionCount = draft.institutions.count
    var institutions: [String: Int] = [:]
    for (i, institution) in draft.institutions.enumerated() { institutions[institution.id] = i }
    var devices: [String: Int] = [:]
    for (d, device) in draft.devices.enumerated() { devices[device.id] = d }
    institutionNumber = institutions
    deviceNumber = devices
    ownerOfDevice = draft.devices.map { institutions[$0.owner] ?? -1 }
  }

  /// The line that the rules give an entry.
  func line(_ u: Int) -> Settlement.Line {
    let use = draft.uses[u]
    let device = deviceNumber[use.device] ?? 0
    let (owner, user) = (ownerOfDevice[device], institutionNumber[use.user] ?? -1)
    var status = Settlement.Line.Status.charged
    var row: Int?
    var minutes = 0
    var share = 0
    var fen: Int?
    if owner == user {
      status = .ownUse
    } else if let t = tariffRow(for: use, draft.devices[device]),
      let price = draft.tariffs[t].fenPerHour
    {
      row = t
      let tariff = draft.tariffs[t]
      let booked = use.plan.map { $0.to - $0.from } ?? 0
      var percent = 100
      switch use.event {
      case .used:
        minutes = use.actual.map { $0.to - $0.from } ?? 0
        if tariff.basis == .larger && booked > minutes { minutes = booked }
      case .noShow:
        minutes = booked
        percent = tariff.noShowPercent
      case .cancelled:
        let isLate = (use.cancelledAt ?? 0) + tariff.noticeMinutes > (use.plan?.from ?? 0)
        minutes = isLate ? booked : 0
        percent = isLate ? tariff.lateCancelPercent : 0
      }
      let isFree = use.event == .cancelled && percent == 0 && minutes == 0
      if !isFree {
        if minutes < tariff.minimumMinutes { minutes = tariff.minimumMinutes }
        let over = minutes % tariff.stepMinutes
        if over > 0 { minutes += tariff.stepMinutes - over }
      }
      share = tariff.pricePercent * percent
      if use.isConfirmed {
        let (quotient, rest) = (minutes * price * share).quotientAndRemainder(dividingBy: 600_000)
        fen = rest * 2 >= 600_000 ? quotient + 1 : quotient
      } else {
        status = .toBeConfirmed
      }
    } else {
      status = .toBeAgreed
    }
    return Settlement.Line(
      use: u, creditor: owner, debtor: user, status: status, tariff: row, minutes: minutes,
      share: share, fen: fen)
  }

  /// The tariff row of an entry: all that hold are listed, and the most specific one is taken.
  private func tariffRow(for use: SettlementDraft.Use, _ device: SettlementDraft.Device) -> Int? {
    // Every entry begins in the period.
    let days = (use.actual?.from ?? use.plan?.from ?? 0) / 1440
    guard let first = Day(iso: draft.firstDay) else { return nil }
    let date = (first + days).description
    let tier = draft.institutions.first { $0.id == use.user }.flatMap { Tier(named: $0.tier) }
    let holding = draft.tariffs.indices.filter { t in
      let row = draft.tariffs[t]
      guard row.owner == device.owner, isHolding(row.from, row.to, date) else { return false }
      if !row.agreement.isEmpty {
        guard let signed = draft.agreements.first(where: { $0.id == row.agreement }),
          isHolding(signed.from, signed.to, date), signed.members.contains(use.user)
        else { return false }
      }
      let fitsDevice =
        row.target.isEmpty || row.target == device.id
        || (deviceNumber[row.target] == nil && row.target == device.deviceClass)
      let fitsUser =
        row.user.isEmpty || row.user == use.user
        || (institutionNumber[row.user] == nil && tier != nil && Tier(named: row.user) == tier)
      return fitsDevice && fitsUser
    }
    func isMoreSpecific(_ a: Int, _ b: Int) -> Bool {
      let (one, other) = (draft.tariffs[a], draft.tariffs[b])
      let (userOne, userOther) = (width(one.user, use.user), width(other.user, use.user))
      if userOne != userOther { return userOne < userOther }
      return width(one.target, device.id) < width(other.target, device.id)
    }
    return holding.min(by: isMoreSpecific)
  }

  /// 0 for the named one, 1 for its kind, 2 for all.
  private func width(_ text: String, _ id: String) -> Int {
    text == id ? 0 : text.isEmpty ? 2 : 1
  }

  /// Days are compared as texts: year, month and day have fixed widths.
  private func isHolding(_ from: String, _ to: String?, _ date: String) -> Bool {
    from <= date && to.map { date <= $0 } ?? true
  }

  /// The use of a device.
  func use(of d: Int) -> Settlement.DeviceUse {
    let device = draft.devices[d]
    let entries = draft.uses.filter { $0.device == device.id }
    let used = entries.filter { $0.event == .used }
    func minutes(_ entries: [SettlementDraft.Use]) -> Int {
      entries.reduce(0) { $0 + ($1.actual.map { $0.to - $0.from } ?? 0) }
    }
    var use = Settlement.DeviceUse()
    use.planned = entries.reduce(0) { $0 + ($1.plan.map { $0.to - $0.from } ?? 0) }
    use.used = minutes(used)
    use.shared = minutes(used.filter { $0.user != device.owner })
    use.useCount = used.count
    use.unplannedCount = used.count { $0.plan == nil }
    use.cancelledCount = entries.count { $0.event == .cancelled }
    use.noShowCount = entries.count { $0.event == .noShow }
    if let first = Day(iso: draft.firstDay), let last = Day(iso: draft.lastDay) {
      var start = first
      while start <= last {
        let newYear = Day(year: start.year + 1, month: 1, day: 1) ?? last + 1
        let end = min(newYear, last + 1)
        let length = newYear - (Day(year: start.year, month: 1, day: 1) ?? start)
        use.base += device.yearlyHours * 60 * (end - start) / length
        start = end
      }
    }
    use.base *= device.capacity
    return use
  }

  /// What was written on a line, for a message.
  func text(_ line: Settlement.Line) -> Bilingual {
    let (state, fen) = (line.status.title, line.fen.map(Money.yuan) ?? "–")
    let share = Money.yuan(line.share)
    return Bilingual(
      zh: "“\(state.zh)，\(line.minutes) 分钟，\(share)%，\(fen) 元”",
      en: "“\(state.en), \(line.minutes) min, \(share)%, \(fen) yuan”")
  }
}
