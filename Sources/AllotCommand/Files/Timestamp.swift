import Alliance

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The present in universal time as calendars write it: `20270105T010203Z`.
func timestamp() -> String {
  let seconds = Int(time(nil))
  func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let day = Day(number: seconds / 86_400).description.replacing("-", with: "")
  let clock = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map(padded).joined()
  return "\(day)T\(clock)Z"
}
