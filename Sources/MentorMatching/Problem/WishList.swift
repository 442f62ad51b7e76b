/// Somebody's wishes in tiers, most wanted first, with names shared among many lists.
///
/// The names of one tier are tied, and an empty tier is a gap. A list keeps four bytes for each wish and
/// the position of its names in a table that other lists may use too, so that a round with a million
/// wishes holds each name once. As a collection it is a sequence of tiers, each an array of names.
public struct WishList: Sendable {
  /// What lists share: names, and the entries of all of them one after the other.
  package final class Table: Sendable {
    /// The names that entries refer to by position.
    package let names: [String]
    /// For each wish the position of its name if it opens a tier, and the complement (−1 − position)
    /// if it is tied with the wish before; ``WishList/gap`` for an empty tier.
    package let entries: [Int32]

    init(names: [String], entries: [Int32]) {
      self.names = names
      self.entries = entries
    }
  }

  /// The entry of an empty tier.
  package static let gap = Int32.min

  package let table: Table
  private let start: Int32
  private let end: Int32

  private static let nothing = Table(names: [], entries: [])

  /// A list from its tiers.
  ///
  /// - Complexity: O(wishes).
  public init(_ tiers: [[String]]) {
    if tiers.isEmpty {
      self.init(table: Self.nothing, entries: 0..<0)
      return
    }
    var names: [String] = []
    var entries: [Int32] = []
    for tier in tiers {
      if tier.isEmpty { entries.append(Self.gap) }
      for (i, name) in tier.enumerated() {
        let position = Int32(names.count)
        entries.append(i == 0 ? position : ~position)
        names.append(name)
      }
    }
    self.init(
      table: Table(names: names, entries: entries), entries: 0..<entries.count)
  }

  private init(table: Table, entries: Range<Int>) {
    self.table = table
    start = Int32(entries.lowerBound)
    end = Int32(entries.upperBound)
  }

  /// Lists that share their names.
  ///
  /// - Parameters:
  ///   - names: The names, by position.
  ///   - entries: Wishes of all lists: the position of a name that opens a tier, and −1 − position for
  ///     a name that is tied with the wish before.
  ///   - ranges: The part of `entries` of each list.
  /// - Returns: One list for each range.
  /// - Precondition: Positions and ranges exist, and no list begins with a tied wish.
  /// - Complexity: O(lists).
  public static func lists(
    sharing names: [String], entries: [Int32], ranges: [Range<Int>]
  ) -> [WishList] {
    let table = Table(names: names, entries: entries)
    return ranges.map { range in
      precondition(
        range.isEmpty || entries[range.lowerBound] >= 0, "a list begins with a tied wish")
      return WishList(table: table, entries: range)
    }
  }

  /// Where the list's wishes stand in the table.
  package var entries: Range<Int> { Int(start)..<Int(end) }

  /// Tier and position where a name stands first; `nil` if the list does not hold it.
  func firstPlace(of name: String) -> (tier: Int, position: Int)? {
    for (k, tier) in enumerated() {
      if let i = tier.firstIndex(of: name) { return (k, i) }
    }
    return nil
  }

  /// Whether the list names nobody.
  package var namesNobody: Bool { table.entries[entries].allSatisfy { $0 == Self.gap } }
}

extension WishList: BidirectionalCollection {
  /// The beginning of a tier.
  public struct Index: Comparable, Sendable {
    let entry: Int32

    /// Whether `a` comes first.
    public static func < (a: Index, b: Index) -> Bool { a.entry < b.entry }
  }

  /// The first tier.
  public var startIndex: Index { Index(entry: start) }
  /// Behind the last tier.
  public var endIndex: Index { Index(entry: end) }

  /// The next tier.
  public func index(after i: Index) -> Index {
    var entry = i.entry + 1
    while entry < end, isTied(entry) { entry += 1 }
    return Index(entry: entry)
  }

  /// The tier before.
  public func index(before i: Index) -> Index {
    var entry = i.entry - 1
    while isTied(entry) { entry -= 1 }
    return Index(entry: entry)
  }

  /// The names of a tier, in the order in which they are written.
  public subscript(i: Index) -> [String] {
    if table.entries[Int(i.entry)] == Self.gap { return [] }
    return (Int(i.entry)..<Int(index(after: i).entry)).map { name(ofEntry: $0) }
  }

  private func isTied(_ entry: Int32) -> Bool {
    let value = table.entries[Int(entry)]
    return value < 0 && value != Self.gap
  }

  /// The name of an entry that is no gap.
  package func name(ofEntry entry: Int) -> String {
    let value = table.entries[entry]
    return table.names[Int(value < 0 ? ~value : value)]
  }
}

extension WishList: RangeReplaceableCollection {
  /// No wish.
  public init() { self.init([[String]]()) }

  /// Replaces some tiers; the list then has names of its own.
  ///
  /// - Complexity: O(wishes).
  public mutating func replaceSubrange(
    _ range: Range<Index>, with tiers: some Collection<[String]>
  ) {
    self = WishList(Array(self[..<range.lowerBound]) + tiers + self[range.upperBound...])
  }
}

extension WishList: ExpressibleByArrayLiteral {
  /// A list from its tiers.
  public init(arrayLiteral tiers: [String]...) { self.init(tiers) }
}

extension WishList: Hashable {
  /// Whether the tiers are the same.
  public static func == (a: WishList, b: WishList) -> Bool { a.elementsEqual(b) }

  /// Feeds the tiers.
  public func hash(into hasher: inout Hasher) { hasher.combine(Array(self)) }
}

extension WishList: Codable {
  /// Reads an array of tiers.
  public init(from decoder: any Decoder) throws {
    // Decoding `[[String]]` would make a decoder for each tier and each name, and a large round takes a quarter longer.
    var list = try decoder.unkeyedContainer()
    var tiers: [[String]] = []
    while !list.isAtEnd {
      var entries = try list.nestedUnkeyedContainer()
      var tier: [String] = []
      while !entries.isAtEnd { tier.append(try entries.decode(String.self)) }
      tiers.append(tier)
    }
    self.init(tiers)
  }

  /// Writes an array of tiers.
  public func encode(to encoder: any Encoder) throws {
    var tiers = encoder.unkeyedContainer()
    for tier in self { try tiers.encode(tier) }
  }
}

/// The positions of the names that lists refer to, found once for each table of names.
struct WishPositions {
  private let ids: [String]
  private let index: [String: Int]
  private var table: WishList.Table?
  private var found: [Int32] = []

  /// - Parameters:
  ///   - ids: The names in the order of their positions: a table in the same order needs no look-up.
  ///   - index: Position of each name.
  init(_ ids: [String], _ index: [String: Int]) {
    self.ids = ids
    self.index = index
  }

  /// Position of each name of the list's table; −1 for an unknown one.
  ///
  /// - Complexity: O(names) for a table other than the last one, O(1) for the same.
  mutating func of(_ list: WishList) -> [Int32] {
    if table !== list.table {
      table = list.table
      found = list.table.names.enumerated().map { i, name in
        i < ids.count && ids[i] == name ? Int32(i) : index[name].map { Int32($0) } ?? -1
      }
    }
    return found
  }
}

extension PairingDraft.Mentor {
  /// A mentor with wishes as tiers of names.
  public init(
    id: String, name: String = "", institution: String = "", lowerCapacity: Int = 0,
    capacity: Int, target: Int? = nil, fields: [String] = [], wishes: [[String]]
  ) {
    self.init(
      id: id, name: name, institution: institution, lowerCapacity: lowerCapacity,
      capacity: capacity, target: target, fields: fields, wishes: WishList(wishes))
  }
}

extension PairingDraft.Talent {
  /// A talent with wishes as tiers of names.
  public init(
    id: String, name: String = "", institution: String = "", fields: [String] = [],
    wishes: [[String]], waited: Bool = false
  ) {
    self.init(
      id: id, name: name, institution: institution, fields: fields, wishes: WishList(wishes),
      waited: waited)
  }
}
