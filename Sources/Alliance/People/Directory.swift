public import Diagnostics

/// Institutions and people as read, before anything is checked.
public struct DirectoryDraft: Codable, Hashable, Sendable {
  /// Institutions in the order of the file.
  public var institutions: [Institution]
  /// People in the order of the file.
  public var people: [Person]

  /// A draft.
  public init(institutions: [Institution] = [], people: [Person] = []) {
    self.institutions = institutions
    self.people = people
  }
}

/// Institutions and people whose identifiers are sound, unique and refer to each other.
public struct Directory: Hashable, Sendable {
  /// What it was made of.
  public let draft: DirectoryDraft
  private let institutionIndex: [String: Int]
  private let personIndex: [String: Int]

  /// Checks a draft.
  ///
  /// - Throws: Every fault of the draft.
  public init(validating draft: DirectoryDraft) throws(Faults) {
    try Directory.faults(in: draft).throwIfAny()
    self.draft = draft
    institutionIndex = Dictionary(
      draft.institutions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    personIndex = Dictionary(
      draft.people.enumerated().map { ($1.staffNumber, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The institutions in the order of the file.
  public var institutions: [Institution] { draft.institutions }
  /// The people in the order of the file.
  public var people: [Person] { draft.people }

  /// Position of the institution with this key; `nil` if there is none.
  public func institution(_ id: String) -> Int? { institutionIndex[id] }
  /// Position of the person with this staff number; `nil` if there is none.
  public func person(_ staffNumber: String) -> Int? { personIndex[staffNumber] }

  /// Everything that is wrong with a draft. Places are `institutions[i].id` and the like.
  ///
  /// - Complexity: O(institutions + people).
  public static func faults(in draft: DirectoryDraft) -> Faults {
    var faults = Faults()
    let institutions = Place("institutions")
    faults.append(.identifiers(draft.institutions.map(\.id), in: institutions, part: "id"))
    for (i, institution) in draft.institutions.enumerated() where institution.name.isEmpty {
      faults.append(.nameMissing, at: institutions[i].appending("name"))
    }
    let known = Set(draft.institutions.map(\.id))
    let people = Place("people")
    faults.append(.identifiers(draft.people.map(\.staffNumber), in: people, part: "staffNumber"))
    for (i, person) in draft.people.enumerated() {
      if person.name.isEmpty { faults.append(.nameMissing, at: people[i].appending("name")) }
      if !known.contains(person.institution) {
        faults.append(
          .institutionUnknown, at: people[i].appending("institution"), value: person.institution)
      }
    }
    return faults
  }
}

extension Faults {
  /// What is wrong with a list of identifiers: ill-formed ones, and each that repeats an earlier one,
  /// with the first as the related place.
  ///
  /// - Parameters:
  ///   - ids: The identifiers in order.
  ///   - list: Place of the list.
  ///   - part: Name of the identifier within an entry.
  /// - Returns: The faults in the order of the list.
  public static func identifiers(_ ids: [String], in list: Place, part: String = "id") -> Faults {
    var faults = Faults()
    var firstUse: [String: Int] = [:]
    for (i, id) in ids.enumerated() {
      let place = list[i].appending(part)
      if let rule = Identifier.brokenRule(id) {
        faults.append(rule, at: place, value: id.isEmpty ? nil : id)
      } else if let first = firstUse[id] {
        faults.append(
          .identifierRepeated, at: place, value: id, related: [list[first].appending(part)])
      } else {
        firstUse[id] = i
      }
    }
    return faults
  }
}
