import Alliance

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A moment such as `2026-11-21T20:12:32Z` as clocks in China show it, `2026-11-22 04:12`; any other text as it is.
func chinaTime(_ moment: String) -> String {
  let parts = moment.split { "-T:Z".contains($0) }.compactMap { Int($0) }
  guard parts.count == 6, let day = Day(year: parts[0], month: parts[1], day: parts[2]) else {
    return moment
  }
  let hours = parts[3] + 8
  func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "\(day + hours / 24) \(padded(hours % 24)):\(padded(parts[4]))"
}

/// The present in universal time as calendars write it: `20270105T010203Z`.
func timestamp() -> String {
  let seconds = Int(time(nil))
  func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let day = Day(number: seconds / 86_400).description.replacing("-", with: "")
  let clock = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map(padded).joined()
  return "\(day)T\(clock)Z"
}
