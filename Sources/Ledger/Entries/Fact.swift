import Diagnostics

/// What an entry of the ledger says, one row of one table.
public struct Fact: Hashable, Sendable {
  /// The tables of facts. The order is part of the hashed text and never changes; new ones go to the end.
  public enum Table: String, CaseIterable, Hashable, Sendable {
    /// An entry that the new one takes the place of: `earlier`.
    case supersession
    /// A file that the job read: `name`, `sha256`.
    case input
    /// An institution: `id`, `name`, `tier`.
    case institution
    /// A post held by a person: `person`, `unit`, `role`, duties `served` before, and the `first` and `last`
    /// day. A successor's post begins where the one before ends; a full-time post has no unit.
    case post
    /// A term of a roster: `label`, `first`, `last`.
    case term
    /// A seat of a rotation: `term`, `body`, `tier`, `unit`, `person`; a full-time post has no unit.
    case duty
    /// A unit's part in a rotation: `unit`, `servedBefore`, `entitledBefore`, `served`, `entitled`.
    case share
    /// A duty that a unit was to serve and did not (`owed`), made up for (`repaid`) or served for another
    /// (`stoodIn`): `term`, `body`, `tier`, `unit`, `status`.
    case debt
    /// A duty of a shift roster: `day`, `duty`, `person`.
    case shift
    /// A talent of a pairing round: `talent`, `mentor`, `project`; no mentor for one who waits.
    case pairing
    /// Somebody who leaves: `person`, `last`, `successor`, `unit`.
    case departure
    /// A request of a booking round: `request`, `institution`, `person`, `device`, `first`, `last`; no
    /// device for one that was refused.
    case booking
    /// A line of a settlement: `use`, `device`, `first` (its begin), `creditor`, `debtor`, `person`,
    /// `status`, `minutes`, `fen`.
    case charge
    /// A payment of a settlement: `payer`, `payee`, `fen`.
    case payment
    /// A day of an imported calendar: `day`, `name`, `isOff`.
    case holiday
  }

  /// The table.
  public let table: Table
  /// The columns that have a value, by name.
  public let values: [String: FactValue]

  /// A fact; columns without a value are left out.
  public init(_ table: Table, _ values: [String: FactValue?]) {
    self.table = table
    self.values = values.compactMapValues(\.self)
  }

  /// The text of a column; `nil` if it has none.
  public func text(_ column: String) -> String? {
    if case .text(let text) = values[column] { text } else { nil }
  }

  /// The number of a column; `nil` if it has none.
  public func number(_ column: String) -> Int? {
    if case .number(let number) = values[column] { number } else { nil }
  }

  /// The person of a column; `nil` if it has none.
  public func person(_ column: String) -> LedgerPerson? {
    if case .person(let person) = values[column] { person } else { nil }
  }
}

/// What stands in a column of a fact.
public enum FactValue: Hashable, Sendable {
  /// A text.
  case text(String)
  /// A whole number.
  case number(Int)
  /// A person.
  case person(LedgerPerson)
}

/// A person as the ledger knows them: by staff number and name, or, once forgotten, by a hash alone.
public struct LedgerPerson: Hashable, Sendable {
  /// Staff number; `nil` once forgotten.
  public let number: String?
  /// Name; may be empty, and is once forgotten.
  public let name: String
  /// The hash that stands for the person in one entry; `nil` for a person not yet recorded.
  public let pseudonym: String?

  /// A person to record.
  public init(number: String, name: String = "") {
    self.number = number
    self.name = name
    pseudonym = nil
  }

  init(number: String?, name: String, pseudonym: String) {
    self.number = number
    self.name = name
    self.pseudonym = pseudonym
  }

  /// The staff number, with the name if asked; `〔ab12cd34〕` for a person whom the ledger has forgotten.
  public func text(names: Bool) -> String {
    guard let number else { return "〔\(pseudonym?.prefix(8) ?? "")〕" }
    return names && !name.isEmpty ? "\(number) \(name)" : number
  }
}
