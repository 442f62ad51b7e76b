/// How far fair shares are met, counted from a timetable alone.
extension BookingProblem {
  /// Whether fair shares are met by ``BookingDraft/FairShareRule/maxMin``: it is the rule, there are shares, and
  /// nothing was published that is to be kept.
  public var isMaxMin: Bool {
    draft.fairShareRule == .maxMin && !fairShares.isEmpty && draft.published == nil
  }

  /// How much of each fair share its institution gets: whole tenths of the target, 10 at most; 10 of a target
  /// of nothing.
  ///
  /// - Returns: 0 … 10 for each of ``fairShares``.
  /// - Complexity: O(bookings + shares).
  public func satisfactions(in timetable: Timetable) -> [Int] {
    zip(fairShares, slotsUsed(in: timetable)).map { share, used in
      share.target == 0 ? 10 : min(10, 10 * used / share.target)
    }
  }

  /// Slots of use that count for each of ``fairShares``.
  package func slotsUsed(in timetable: Timetable) -> [Int] {
    var used = [Int](repeating: 0, count: institutions.count)
    for booking in timetable.bookings {
      let request = requests[booking.request]
      used[request.institution] += request.length
    }
    return fairShares.map { used[$0.institution] }
  }

  /// How many institutions get less than each tenth of their fair share, from one to ten.
  ///
  /// Of two timetables the fairer one has fewer at the first tenth in which they differ. This is the order of
  /// satisfactions sorted from the worst on, the lexicographic max–min (Ogryczak & Śliwiński 2006, which orders
  /// outcomes of few values by such counts, doi:10.1007/11751595_85).
  ///
  /// - Returns: Ten counts, never falling.
  public func sharesBelow(in timetable: Timetable) -> [Int] {
    let satisfactions = satisfactions(in: timetable)
    return (1...10).map { tenth in satisfactions.count { $0 < tenth } }
  }
}
