internal import Alliance
internal import Interchange

extension ColumnKind {
  /// The number that stands for a text in a cell of this kind; `nil` for a text.
  func number(_ text: String) -> Double? {
    // Serials count from 1899-12-30 for every day after February 1900.
    let epoch = 25_569
    switch self {
    case .text: return nil
    case .number:
      // Only what reads back the same: not 007, not 1e3.
      guard let value = Int(text), String(value) == text, abs(value) < 1_000_000_000_000 else {
        return nil
      }
      return Double(value)
    case .money:
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[1].utf8.count == 2, let yuan = Int(parts[0]),
        let fen = Int(parts[1]), abs(yuan) < 1_000_000_000_000, fen >= 0
      else { return nil }
      return Double(yuan * 100 + (text.hasPrefix("-") ? -fen : fen)) / 100
    case .date:
      guard let day = Day(iso: text), day.number + epoch > 60 else { return nil }
      return Double(day.number + epoch)
    case .moment:
      guard let moment = DayNotation.moment(text), moment.day.number + epoch > 60 else {
        return nil
      }
      return Double(moment.day.number + epoch) + Double(moment.minute) / 1440
    case .time:
      guard let minute = DayNotation.minute(text), minute < 1440 else { return nil }
      return Double(minute) / 1440
    }
  }
}
