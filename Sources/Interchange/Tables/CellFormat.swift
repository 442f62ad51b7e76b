public import Diagnostics

/// How the text of a cell becomes a value. Jobs add their own beside the ones here.
public struct CellFormat<Value: Sendable>: Sendable {
  let read: @Sendable (String) throws(CellFault) -> Value

  /// A format.
  ///
  /// - Parameter read: Reads a cell that is not blank; throws the broken rule, with the part of the
  ///   cell that breaks it if that is not the whole.
  public init(_ read: @escaping @Sendable (String) throws(CellFault) -> Value) {
    self.read = read
  }

  /// A format for cells that `parse` can read; others break `rule`.
  public init(_ rule: FaultRule, _ parse: @escaping @Sendable (String) -> Value?) {
    read = { text throws(CellFault) in
      guard let value = parse(text) else { throw CellFault(rule) }
      return value
    }
  }
}

/// What is wrong with the text of a cell.
public struct CellFault: Error, Hashable, Sendable {
  /// The broken rule.
  public let rule: FaultRule
  /// The offending part; `nil` for the whole cell.
  public let part: String?
  /// Other places that take part, such as two people of one name.
  public let related: [Place]

  /// A broken rule.
  public init(_ rule: FaultRule, part: String? = nil, related: [Place] = []) {
    self.rule = rule
    self.part = part
    self.related = related
  }
}
