public import Diagnostics

/// What is published before a draw: who is in it, under which rules, and which future public numbers and
/// secrets will decide. After that nobody can choose the outcome.
public struct DrawCommitment: Codable, Hashable, Sendable {
  /// One who may be drawn.
  public struct Entry: Codable, Hashable, Sendable {
    /// Identifier, unique in the list.
    public let id: String
    /// Name as printed.
    public let name: String

    /// An entry.
    public init(id: String, name: String) {
      self.id = id
      self.name = name
    }
  }

  /// A party that puts in a secret, so that whoever controls a public number cannot decide alone.
  public struct Party: Codable, Hashable, Sendable {
    /// The party, such as 区卫健委.
    public let name: String
    /// SHA-256 of its nonce in UTF-8, 64 hexadecimal digits.
    public let nonceHash: String

    /// A party.
    public init(name: String, nonceHash: String) {
      self.name = name
      self.nonceHash = nonceHash
    }
  }

  /// The version of list, rules and algorithm: `allot-draw-1`.
  public let schema: String
  /// What is drawn.
  public let title: String
  /// The list in the order of the bytes of its identifiers.
  public let entries: [Entry]
  /// How many are chosen; the others follow as substitutes in the order drawn.
  public let places: Int
  /// Named future public numbers, in the order in which they count.
  public let sources: [String]
  /// Parties with secrets, at most two.
  public let parties: [Party]
  /// The rest of the rules in words.
  public let rules: String
  /// Hash of the transcript of the draw before; empty for the first.
  public let previous: String

  /// The current version.
  public static let currentSchema = "allot-draw-1"

  /// Sorts the list and checks everything.
  ///
  /// Names should be in Unicode's composed form (NFC), so that the same list typed elsewhere has the same
  /// bytes.
  ///
  /// - Throws: Every fault.
  public init(
    title: String, entries: [Entry], places: Int, sources: [String], parties: [Party] = [],
    rules: String = "", previous: String = ""
  ) throws(Faults) {
    schema = Self.currentSchema
    self.title = title
    self.entries = entries.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    self.places = places
    self.sources = sources
    self.parties = parties
    self.rules = rules
    self.previous = previous
    try faults(namedAsGiven: entries).throwIfAny()
  }

  /// The canonical list: `identifier TAB name LF` for each entry.
  public var canonicalList: String {
    entries.map { "\($0.id)\t\($0.name)\n" }.joined()
  }

  /// The canonical rules, a line for each.
  public var canonicalRules: String {
    let lines =
      ["schema=\(schema)", "title=\(title)", "places=\(places)"] + sources.map { "source=\($0)" }
      + parties.map { "party=\($0.name)=\($0.nonceHash)" }
      + ["rules=\(rules)", "previous=\(previous)"]
    return lines.map { $0 + "\n" }.joined()
  }

  /// SHA-256 of ``canonicalList``.
  public var listHash: String { Digest.hex(canonicalList) }
  /// SHA-256 of ``canonicalRules``.
  public var rulesHash: String { Digest.hex(canonicalRules) }
  /// The hash to publish: SHA-256 of both hashes, each with a line feed.
  public var hash: String { Digest.hex("\(listHash)\n\(rulesHash)\n") }

  /// Everything that is wrong; a commitment read from a file is checked by it again.
  public var faults: Faults { faults(namedAsGiven: entries) }

  private func faults(namedAsGiven given: [Entry]) -> Faults {
    var faults = Faults()
    if schema != Self.currentSchema {
      faults.append(.drawSchema, at: Place("schema"), value: schema)
    }
    if given.count < 2 { faults.append(.drawListShort, at: Place("entries")) }
    var first: [String: Int] = [:]
    for (i, entry) in given.enumerated() {
      let place = Place("entries")[i]
      if entry.id.isEmpty || !Self.isLine(entry.id) {
        faults.append(.drawText, at: place.appending("id"), value: entry.id)
      }
      if !Self.isLine(entry.name) {
        faults.append(.drawText, at: place.appending("name"), value: entry.name)
      }
      if let earlier = first[entry.id] {
        faults.append(
          .drawEntryTwice, at: place.appending("id"), value: entry.id,
          related: [Place("entries")[earlier].appending("id")])
      } else {
        first[entry.id] = i
      }
    }
    let isSorted = zip(entries, entries.dropFirst()).allSatisfy {
      !$1.id.utf8.lexicographicallyPrecedes($0.id.utf8)
    }
    if !isSorted { faults.append(.drawListOrder, at: Place("entries")) }
    if !(1...max(1, entries.count)).contains(places) {
      faults.append(.drawPlaces, at: Place("places"), value: "\(places)")
    }
    if sources.isEmpty { faults.append(.drawSourceMissing, at: Place("sources")) }
    for (i, source) in sources.enumerated()
    where source.isEmpty || !Self.isLine(source) || source.contains("=")
      || sources[..<i].contains(source)
    {
      faults.append(.drawText, at: Place("sources")[i], value: source)
    }
    if parties.count > 2 { faults.append(.drawPartyCount, at: Place("parties")) }
    for (i, party) in parties.enumerated() {
      let place = Place("parties")[i]
      if party.name.isEmpty || !Self.isLine(party.name) || party.name.contains("=")
        || parties[..<i].contains(where: { $0.name == party.name })
      {
        faults.append(.drawText, at: place.appending("name"), value: party.name)
      }
      if !Digest.isHex(party.nonceHash) {
        faults.append(.drawNonceHash, at: place.appending("nonceHash"), value: party.nonceHash)
      }
    }
    for (key, text) in [("title", title), ("rules", rules)] where !Self.isLine(text) {
      faults.append(.drawText, at: Place(key), value: text)
    }
    if !previous.isEmpty, !Digest.isHex(previous) {
      faults.append(.drawNonceHash, at: Place("previous"), value: previous)
    }
    return faults
  }

  /// Whether a text is one line without control characters, so that it cannot pass for another line.
  static func isLine(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.generalCategory != .control && scalar.value != 0x2028
        && scalar.value != 0x2029
    }
  }
}
