public import Diagnostics

/// A timetable that somebody changed by hand, beside the one that it came from.
public struct TimetableEdit: Hashable, Sendable {
  /// What became of one request.
  public enum Change: Hashable, Sendable {
    /// It has another place.
    case moved(from: Booking, to: Booking)
    /// It lost its place.
    case removed(Booking)
    /// It got a place.
    case added(Booking)
  }

  /// An amount before and after the edit.
  public struct Amounts: Hashable, Sendable {
    /// Before.
    public let before: Int
    /// After.
    public let after: Int

    /// Two amounts.
    public init(before: Int, after: Int) {
      self.before = before
      self.after = after
    }
  }

  /// What became of an institution's use and fair shares.
  public struct Share: Hashable, Sendable {
    /// Index of the institution.
    public let institution: Int
    /// Slots of use before and after.
    public let used: Amounts
    /// Points lost for missing fair shares before and after.
    public let fine: Amounts
    /// Tenths of its fair share before and after, by ``BookingDraft/FairShareRule/maxMin``; `nil` for one without
    /// a share.
    public let tenths: Amounts?
  }

  /// Requests whose place changed, by rising request.
  public let changes: [Change]
  /// Rules that the edited timetable breaks and the other did not.
  public let broken: [BookingViolation]
  /// Rules that the other broke and the edited one keeps.
  public let mended: [BookingViolation]
  /// Points of both.
  public let value: Amounts
  /// Institutions whose use changed, by rising index.
  public let shares: [Share]
}

extension BookingProblem {
  /// What changes from one timetable to another: places, rules, points and fair shares.
  ///
  /// - Parameters:
  ///   - before: A timetable, such as an answer.
  ///   - after: The same changed by hand; it may break rules.
  /// - Returns: Every difference.
  /// - Complexity: That of checking both.
  public func edit(from before: Timetable, to after: Timetable) -> TimetableEdit {
    var old = [Booking?](repeating: nil, count: requests.count)
    var new = old
    for booking in before.bookings { old[booking.request] = booking }
    for booking in after.bookings { new[booking.request] = booking }
    let changes = requests.indices.compactMap { r -> TimetableEdit.Change? in
      switch (old[r], new[r]) {
      case (let a?, let b?): a == b ? nil : .moved(from: a, to: b)
      case (let a?, nil): .removed(a)
      case (nil, let b?): .added(b)
      case (nil, nil): nil
      }
    }
    let (brokenBefore, brokenAfter) = (violations(of: before), violations(of: after))
    let (used, usedNow) = (useByInstitution(in: before), useByInstitution(in: after))
    let (fines, finesNow) = (finesByInstitution(in: before), finesByInstitution(in: after))
    let (met, metNow) = (satisfactions(in: before), satisfactions(in: after))
    func tenths(of institution: Int) -> TimetableEdit.Amounts? {
      guard draft.fairShareRule == .maxMin,
        let q = fairShares.firstIndex(where: { $0.institution == institution })
      else { return nil }
      return .init(before: met[q], after: metNow[q])
    }
    return TimetableEdit(
      changes: changes, broken: brokenAfter.filter { !brokenBefore.contains($0) },
      mended: brokenBefore.filter { !brokenAfter.contains($0) },
      value: .init(before: value(of: before), after: value(of: after)),
      shares: institutions.indices.filter { used[$0] != usedNow[$0] }.map {
        .init(
          institution: $0, used: .init(before: used[$0], after: usedNow[$0]),
          fine: .init(before: fines[$0], after: finesNow[$0]), tenths: tenths(of: $0))
      })
  }

  private func useByInstitution(in timetable: Timetable) -> [Int] {
    var used = [Int](repeating: 0, count: institutions.count)
    for booking in timetable.bookings {
      used[requests[booking.request].institution] += requests[booking.request].length
    }
    return used
  }

  private func finesByInstitution(in timetable: Timetable) -> [Int] {
    var fines = [Int](repeating: 0, count: institutions.count)
    for (share, missing) in zip(fairShares, shortfalls(in: timetable)) {
      fines[share.institution] += share.pointsPerSlot * missing
    }
    return fines
  }

  /// A change in words, with the points that the request brings.
  public func text(of change: TimetableEdit.Change) -> Bilingual {
    func place(_ booking: Booking) -> String {
      "\(devices[booking.device].id) \(grid.text(of: use(of: booking)))"
    }
    switch change {
    case .moved(let old, let new):
      let id = requests[old.request].id
      return Bilingual(
        zh: "\(id)：\(place(old)) → \(place(new))（\(value(of: old)) → \(value(of: new)) 分）",
        en:
          "\(id): \(place(old)) → \(place(new)) (\(value(of: old)) → \(counted(value(of: new), "point")))"
      )
    case .removed(let old):
      let id = requests[old.request].id
      return Bilingual(
        zh: "\(id)：取消 \(place(old))（−\(value(of: old)) 分）",
        en: "\(id): loses \(place(old)) (−\(counted(value(of: old), "point")))")
    case .added(let new):
      let id = requests[new.request].id
      return Bilingual(
        zh: "\(id)：新增 \(place(new))（+\(value(of: new)) 分）",
        en: "\(id): gets \(place(new)) (+\(counted(value(of: new), "point")))")
    }
  }

  /// An institution's share in words.
  public func text(of share: TimetableEdit.Share) -> Bilingual {
    let name = institutions[share.institution].name
    func hours(_ slots: Int) -> String {
      let tenths = (slots * grid.slotMinutes * 10 + 30) / 60
      return "\(tenths / 10).\(tenths % 10)"
    }
    if draft.fairShareRule == .maxMin {
      let met = share.tenths.map { "\(10 * $0.before)% → \(10 * $0.after)%" }
      return Bilingual(
        zh: "\(name)：机时 \(hours(share.used.before)) → \(hours(share.used.after)) 小时"
          + (met.map { "，达到公平份额 \($0)" } ?? ""),
        en: "\(name): \(hours(share.used.before)) → \(hours(share.used.after)) hours"
          + (met.map { ", of its fair share \($0)" } ?? ""))
    }
    return Bilingual(
      zh: "\(name)：机时 \(hours(share.used.before)) → \(hours(share.used.after)) 小时，公平份额扣分 "
        + "\(share.fine.before) → \(share.fine.after)",
      en:
        "\(name): \(hours(share.used.before)) → \(hours(share.used.after)) hours, fair-share fines "
        + "\(share.fine.before) → \(share.fine.after)")
  }
}
