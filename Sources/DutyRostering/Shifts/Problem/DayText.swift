internal import Alliance

extension ShiftDraft {
  /// A day as people write it: the name of a period, else its date, also outside the roster; the number
  /// where the roster has neither.
  func text(ofDay day: Int) -> String {
    if day >= 1, day <= labels.count { return labels[day - 1] }
    // A number from a file may lie beyond every calendar.
    guard labels.isEmpty, (-100_000...100_000).contains(day),
      let first = firstDay.flatMap(Day.init(iso:))
    else {
      return String(day)
    }
    return (first + (day - 1)).description
  }
}
