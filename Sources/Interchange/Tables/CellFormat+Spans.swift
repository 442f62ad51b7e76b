internal import Alliance

/// A moment, or the first and the last of a span in one cell.
struct MomentOrSpan: Sendable {
  let from: Moment
  let to: Moment?
}

extension CellFormat where Value == MomentOrSpan {
  /// `2026-12-01 09:00`, `2026-12-01 09:00～11:00` or `2026-12-01 09:00至2026-12-02 11:00`.
  static let momentOrSpan = CellFormat { text throws(CellFault) in
    if let single = try? CellFormat<Moment>.moment.read(text) {
      return MomentOrSpan(from: single, to: nil)
    }
    for (left, right) in DayNotation.splits(text) {
      guard let from = try? CellFormat<Moment>.moment.read(left) else { continue }
      if let minute = DayNotation.minute(right) {
        return MomentOrSpan(from: from, to: Moment(from.day, minute: minute))
      }
      if let to = try? CellFormat<Moment>.end.read(right) {
        return MomentOrSpan(from: from, to: to)
      }
    }
    return MomentOrSpan(from: try CellFormat<Moment>.moment.read(text), to: nil)
  }
}

extension CellFormat where Value == Moment {
  /// The end of a span: a date without a time is the end of that day.
  static let end = CellFormat { text throws(CellFault) in
    if let end = DayNotation.end(text) { return end }
    return try CellFormat<Moment>.moment.read(text)
  }
}
