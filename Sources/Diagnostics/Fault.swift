/// A rule of the input with a stable code, such as `P104`, its statement and the usual remedy.
///
/// Codes are stable across versions: `A` alliance and calendar, `P` pairing, `R` rosters,
/// `B` bookings, `S` settlements, `I` files and formats. Each job keeps its catalogue beside its problem, as static
/// members of this type.
public struct FaultRule: Hashable, Sendable {
  /// Stable code, a letter and three digits.
  public let code: String
  /// What the input must satisfy, or what is wrong when it does not.
  public let text: Bilingual
  /// What to try.
  public let hint: Bilingual

  /// A rule of the catalogue.
  public init(_ code: String, text: Bilingual, hint: Bilingual) {
    self.code = code
    self.text = text
    self.hint = hint
  }
}

/// Where in a problem something stands, such as `mentors[3].capacity`, in the problem's own terms.
///
/// Readers record the cell of the file behind each place (``Provenance``).
public struct Place: Codable, Hashable, Sendable, CustomStringConvertible {
  /// Keys and zero-based indices from the root, such as `mentors[3].capacity`; empty for the whole.
  public let path: String

  /// A place by its path.
  public init(_ path: String) { self.path = path }

  /// The whole problem.
  public static let root = Place("")

  /// Entry `index` of the list here.
  public subscript(index: Int) -> Place { Place("\(path)[\(index)]") }

  /// The named part of what stands here.
  public func appending(_ key: String) -> Place { Place(path.isEmpty ? key : "\(path).\(key)") }

  /// The path.
  public var description: String { path }

  /// The place that holds this one; `nil` for the root.
  public var parent: Place? {
    guard !path.isEmpty else { return nil }
    let cut = path.lastIndex { $0 == "." || $0 == "[" } ?? path.startIndex
    return Place(String(path[..<cut]))
  }
}

/// One thing that is wrong with an input.
public struct Fault: Error, Hashable, Sendable {
  /// The rule that is broken.
  public let rule: FaultRule
  /// Where.
  public let place: Place
  /// The value found there, as written; `nil` when something is missing.
  public let value: String?
  /// Other places that take part, such as the first of two equal identifiers.
  public let related: [Place]

  /// A fault at a place.
  public init(_ rule: FaultRule, at place: Place, value: String? = nil, related: [Place] = []) {
    self.rule = rule
    self.place = place
    self.value = value
    self.related = related
  }
}

/// Everything that is wrong with an input; never empty when thrown.
public struct Faults: Error, Hashable, Sendable {
  /// The faults, in the order in which they were found.
  public private(set) var list: [Fault] = []

  /// No fault so far.
  public init() {}

  /// Whether nothing is wrong.
  public var isEmpty: Bool { list.isEmpty }

  /// Notes a fault.
  public mutating func append(
    _ rule: FaultRule, at place: Place, value: String? = nil, related: [Place] = []
  ) {
    list.append(Fault(rule, at: place, value: value, related: related))
  }

  /// Notes all faults of `other`.
  public mutating func append(_ other: Faults) { list += other.list }

  /// Throws if anything is wrong.
  public func throwIfAny() throws(Faults) {
    if !isEmpty { throw self }
  }
}
