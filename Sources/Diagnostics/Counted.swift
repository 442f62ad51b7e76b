/// A number with an English noun: `1 talent`, `2 talents`.
///
/// - Parameters:
///   - number: How many.
///   - noun: The noun for one; more get an s.
/// - Returns: Both.
public func counted(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}
