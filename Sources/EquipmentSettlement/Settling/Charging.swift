import Alliance

extension UseLedger {
  /// The row that holds for a use: of those in force on its day the most specific one.
  ///
  /// No two rows are equally specific on a day; the ledger was checked for that.
  ///
  /// - Complexity: O(rows of the owner).
  func tariff(for use: Use, rows: [Int]) -> Int? {
    let device = devices[use.device]
    var best: (rank: Int, row: Int)?
    for t in rows {
      let row = tariffs[t]
      guard let days = row.days, days.contains(use.day) else { continue }
      if let signed = row.agreement, !agreements[signed].members.contains(use.user) { continue }
      let target: Int
      switch row.target {
      case .everything: target = 0
      case .deviceClass(let name): target = name == device.deviceClass ? 1 : -1
      case .device(let index): target = index == use.device ? 2 : -1
      }
      let user: Int
      switch row.user {
      case .everybody: user = 0
      case .tier(let tier): user = tier == tiers[use.user] ? 1 : -1
      case .institution(let index): user = index == use.user ? 2 : -1
      }
      guard target >= 0, user >= 0 else { continue }
      let rank = 3 * user + target
      if best.map({ $0.rank < rank }) ?? true { best = (rank, t) }
    }
    return best?.row
  }

  /// The line of an entry.
  func line(of u: Int, rows: [Int]) -> Settlement.Line {
    let use = uses[u]
    let owner = devices[use.device].owner
    func line(
      _ status: Settlement.Line.Status, tariff: Int? = nil, minutes: Int = 0, share: Int = 0,
      fen: Int? = nil
    ) -> Settlement.Line {
      .init(
        use: u, creditor: owner, debtor: use.user, status: status, tariff: tariff,
        minutes: minutes, share: share, fen: fen)
    }
    if owner == use.user { return line(.ownUse) }
    guard let t = tariff(for: use, rows: rows), let price = tariffs[t].terms.fenPerHour else {
      return line(.toBeAgreed)
    }
    let terms = tariffs[t].terms
    let (minutes, percent) = terms.chargeable(use.entry)
    let share = percent * terms.pricePercent
    guard use.entry.isConfirmed else {
      return line(.toBeConfirmed, tariff: t, minutes: minutes, share: share)
    }
    // Minutes · 分 an hour · hundredths of a percent, rounded half up once. The ledger's limits keep
    // the product below 2⁶³: 46,080 min · 10⁸ · 10⁴ · 2.
    let parts = minutes * price * share
    let whole = 60 * 100 * 100
    return line(
      .charged, tariff: t, minutes: minutes, share: share,
      fen: (2 * parts + whole) / (2 * whole))
  }
}

extension SettlementDraft.Tariff {
  /// Charged minutes of an entry, and the percentage of their price that is asked.
  fileprivate func chargeable(_ use: SettlementDraft.Use) -> (minutes: Int, percent: Int) {
    let booked = use.plan?.minutes ?? 0
    switch use.event {
    case .used:
      let used = use.actual?.minutes ?? 0
      return (rounded(basis == .larger ? max(used, booked) : used), 100)
    case .cancelled:
      let notice = (use.plan?.from ?? 0) - (use.cancelledAt ?? 0)
      return notice < noticeMinutes ? (rounded(booked), lateCancelPercent) : (0, 0)
    case .noShow: return (rounded(booked), noShowPercent)
    }
  }

  /// At least the minimum, in whole steps.
  private func rounded(_ minutes: Int) -> Int {
    (max(minutes, minimumMinutes) + stepMinutes - 1) / stepMinutes * stepMinutes
  }
}
