/// A number as people read it, with a minus sign and not a hyphen, which is easily taken for the dash of an empty
/// cell. Files for programs keep the hyphen.
///
/// - Parameter number: Digits, after a hyphen if it is negative.
/// - Returns: The same with `−` (U+2212).
func printed(_ number: String) -> String {
  number.hasPrefix("-") ? "−" + number.dropFirst() : number
}
