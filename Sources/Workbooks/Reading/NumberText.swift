internal import Alliance

/// Numbers of a workbook as the text that the user sees, in the notations that the tables read.
struct NumberText {
  /// Whether serials count from 1904.
  let countsFrom1904: Bool

  /// The text of the number `raw` in a cell of this format; the raw text if it is no number.
  func text(_ raw: String, _ format: NumberFormat) -> String {
    guard let value = Double(raw), value.isFinite else { return raw }
    switch format {
    case .number: return plain(value, raw)
    case .percent:
      // 0.07 × 100 is not 7 in binary; a spreadsheet shows fifteen digits.
      let hundredths = (value * 1e8).rounded() / 1e6
      return plain(hundredths, raw) + "%"
    case .zeros(let width):
      let digits = plain(value, raw)
      guard digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return digits }
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    case .month, .date, .dateTime: return moment(value, format) ?? plain(value, raw)
    case .time:
      guard value >= 0, value < 1000 else { return moment(value, .dateTime) ?? plain(value, raw) }
      return clock(seconds: Int((value * 86_400).rounded()))
    }
  }

  /// The number without a needless fraction. One of sixteen digits and more has lost some of them, so it
  /// is written as `1.23E+17`, which no identifier may be.
  private func plain(_ value: Double, _ raw: String) -> String {
    let isWhole = value == value.rounded()
    if isWhole, abs(value) < 1e15 { return String(Int(value)) }
    guard isWhole, abs(value) < 9e18 else { return "\(value)".uppercased() }
    let digits = String(Int(abs(value)))
    let fraction = digits.dropFirst().reversed().drop { $0 == "0" }.reversed()
    let tail = fraction.isEmpty ? "0" : String(fraction)
    return "\(value < 0 ? "-" : "")\(digits.prefix(1)).\(tail)E+\(digits.count - 1)"
  }

  private func moment(_ value: Double, _ format: NumberFormat) -> String? {
    guard value >= 1, value < 2_958_466 else { return nil }
    let seconds = Int((value * 86_400).rounded())
    var serial = seconds / 86_400
    let rest = seconds % 86_400
    if countsFrom1904 {
      serial += 1_462
    } else if serial < 60 {
      // Excel believes in 1900-02-29.
      serial += 1
    }
    let day = Day(number: serial - 25_569)
    if format == .month {
      return day.dayOfMonth == 1 ? String(day.description.dropLast(3)) : day.description
    }
    // A midnight that is shown was meant: an end at 0:00 is not the end of the day.
    return rest == 0 && format != .dateTime
      ? day.description : "\(day) \(clock(seconds: rest))"
  }

  private func clock(seconds: Int) -> String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = "\(seconds / 3600):\(padded(seconds / 60 % 60))"
    return seconds % 60 == 0 ? clock : "\(clock):\(padded(seconds % 60))"
  }
}
