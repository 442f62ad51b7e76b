import Diagnostics
internal import EquipmentSettlement
import Interchange

/// A cell that two versions fill differently.
public struct CellChange: Hashable, Sendable {
  /// Which cell, such as a term and a seat.
  public let cell: [String]
  /// Who or what stood there; empty if nobody.
  public let old: [CellHolder]
  /// Who or what stands there now; empty if nobody.
  public let new: [CellHolder]
}

/// What stands in a cell.
public struct CellHolder: Hashable, Sendable {
  /// Words, such as a unit or a time; may be empty.
  public let words: String
  /// The person; `nil` if no person is named.
  public let person: LedgerPerson?

  /// The words and the person.
  public func text(names: Bool) -> String {
    [words, person?.text(names: names) ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }

  fileprivate var key: String { "\(words)\n\(person?.number ?? person?.pseudonym ?? "")" }
}

/// What changed between two versions of the same job.
public struct VersionDifference: Hashable, Sendable {
  /// Changed cells, in the order of the older version, then those that are only in the newer one.
  public let changes: [CellChange]
  /// Everybody who stands in a changed cell before or after, each once.
  public let people: [LedgerPerson]

  /// Compares the facts of two results or entries.
  ///
  /// Cells are: a seat of a term (rotation), a day of a person (shifts), a talent (pairing), a request
  /// (booking), a line of the log and a payment between two institutions (settlement).
  ///
  /// - Complexity: O(facts).
  public init(from old: [Fact], to new: [Fact]) {
    let before = Self.cells(old)
    let after = Self.cells(new)
    let beforeKeys = Set(before.order)
    var changes: [CellChange] = []
    var people: [LedgerPerson] = []
    var met: Set<String> = []
    for key in before.order + after.order.filter({ !beforeKeys.contains($0) }) {
      let (a, b) = (before.holders[key] ?? [], after.holders[key] ?? [])
      let (aKeys, bKeys) = (Set(a.map(\.key)), Set(b.map(\.key)))
      guard aKeys != bKeys else { continue }
      let gone = a.filter { !bKeys.contains($0.key) }
      let come = b.filter { !aKeys.contains($0.key) }
      changes.append(
        CellChange(cell: before.words[key] ?? after.words[key] ?? [], old: gone, new: come))
      let cellPerson = before.owners[key] ?? after.owners[key]
      for person in [cellPerson].compactMap(\.self) + (gone + come).compactMap(\.person) {
        if met.insert(person.number ?? person.pseudonym ?? "").inserted { people.append(person) }
      }
    }
    self.changes = changes
    self.people = people
  }

  private struct Cells {
    var order: [[String]] = []
    var words: [[String]: [String]] = [:]
    var holders: [[String]: [CellHolder]] = [:]
    /// The person whose cell it is, for cells that belong to somebody.
    var owners: [[String]: LedgerPerson] = [:]

    mutating func add(
      _ key: [String], owner: LedgerPerson? = nil, _ words: String, _ person: LedgerPerson? = nil
    ) {
      if holders[key] == nil {
        order.append(key)
        self.words[key] = key
        owners[key] = owner
      }
      guard !words.isEmpty || person != nil else {
        holders[key] = holders[key] ?? []
        return
      }
      holders[key, default: []].append(CellHolder(words: words, person: person))
    }
  }

  private static func cells(_ facts: [Fact]) -> Cells {
    var cells = Cells()
    func text(_ fact: Fact, _ column: String) -> String { fact.text(column) ?? "" }
    for fact in facts {
      switch fact.table {
      case .duty:
        cells.add(
          ["term", "body", "tier"].map { text(fact, $0) }, text(fact, "unit"),
          fact.person("person"))
      case .shift:
        let person = fact.person("person")
        cells.add(
          [text(fact, "day"), person?.text(names: false) ?? ""], owner: person, text(fact, "duty"))
      case .pairing:
        let talent = fact.person("talent")
        cells.add(
          [talent?.text(names: false) ?? ""], owner: talent, text(fact, "project"),
          fact.person("mentor"))
      case .booking:
        let device = fact.text("device")
        cells.add(
          [text(fact, "request")], owner: fact.person("person"),
          device.map { "\($0) \(text(fact, "first"))" } ?? "")
      case .charge:
        cells.add(
          [text(fact, "use")], owner: fact.person("person"),
          "\(text(fact, "status")) \(fact.number("fen").map(Money.yuan) ?? "")")
      case .payment:
        cells.add(
          ["payer", "payee"].map { text(fact, $0) }, fact.number("fen").map(Money.yuan) ?? "")
      default: break
      }
    }
    return cells
  }
}
