/// A number with an English noun: `1 talent`, `2 talents`.
///
/// - Parameters:
///   - number: How many.
///   - noun: The noun for one; more get an s.
///   - plural: The noun for more than one, if it gets something else.
/// - Returns: Both.
public func counted(_ number: Int, _ noun: String, plural: String? = nil) -> String {
  "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
}
