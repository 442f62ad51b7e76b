public import Diagnostics

/// What a reader made of an input: a draft, the cell behind each of its places, what is wrong so far,
/// and what the user should know, such as ignored columns.
public struct Reading<Value: Sendable>: Sendable {
  /// The draft. Where a cell was unreadable it holds the job's stand-in, and ``faults`` says so.
  public let value: Value
  /// The cells behind the places.
  public let provenance: Provenance
  /// Everything that could not be read.
  public let faults: Faults
  /// What was left out or taken for granted; not faults.
  public let notes: [Bilingual]
  /// Sheets that are missing, empty or unreadable. While there are any, what the problem says about the
  /// draft is left out, because it would be their consequences a hundred times over.
  public let lostSheets: [String]
  /// Places whose value is missing because of a fault elsewhere, such as a name whose row has an unreadable key.
  public let consequences: [Place]

  /// A reading.
  public init(
    value: Value, provenance: Provenance, faults: Faults = Faults(), notes: [Bilingual] = [],
    lostSheets: [String] = [], consequences: [Place] = []
  ) {
    self.value = value
    self.provenance = provenance
    self.faults = faults
    self.notes = notes
    self.lostSheets = lostSheets
    self.consequences = consequences
  }

  /// The same reading of another value.
  public func map<Other: Sendable>(_ transform: (Value) -> Other) -> Reading<Other> {
    Reading<Other>(
      value: transform(value), provenance: provenance, faults: faults, notes: notes,
      lostSheets: lostSheets, consequences: consequences)
  }

  /// The reader's faults and those that the problem finds in the draft, without the problem's second
  /// opinion about cells that the reader already refused.
  public func faults(with found: Faults) -> Faults {
    guard lostSheets.isEmpty || faults.isEmpty else { return faults }
    let lost = faults.list.map(\.place) + consequences
    let refused = Set(lost.compactMap { provenance.cell(for: $0) })
    let destroyed = DestroyedKeys(faults)
    // What is said of a whole row or list may follow from the stand-in of one unreadable cell in it.
    var torn: Set<Place> = []
    for var place in lost {
      while let whole = place.parent, torn.insert(whole).inserted { place = whole }
    }
    var all = faults
    // A row that stands for several entries of the draft, such as a need of each day, is wrong once.
    var told: Set<[String]> = []
    for fault in found.list {
      if let cell = provenance.cell(for: fault.place) {
        let key = [cell.description, fault.rule.code, fault.value ?? ""]
        guard told.insert(key).inserted else { continue }
      }
      // A stand-in of the reader may clash with a sound cell elsewhere: that is no second fault.
      let places = [fault.place] + fault.related
      let isConsequence = places.contains { place in
        torn.contains(place) || provenance.cell(for: place).map(refused.contains) ?? false
      }
      if isConsequence || destroyed.explain(fault) { continue }
      // Two places of one cell, such as a name that stands twice in a ranking, are one for the reader.
      let own = provenance.cell(for: fault.place)
      let elsewhere = fault.related.filter { own == nil || provenance.cell(for: $0) != own }
      all.append(fault.rule, at: fault.place, value: fault.value, related: elsewhere)
    }
    return all
  }

  /// Makes the problem of the draft, or throws every fault of the reader and of the problem at once.
  ///
  /// ```swift
  /// let problem = try PairingWorkbook.read(workbook).validated(PairingProblem.init(validating:))
  /// ```
  ///
  /// - Parameter make: The problem's checking initialiser.
  /// - Returns: The problem; nothing is wrong with it.
  /// - Throws: ``RejectedInput``.
  public func validated<Problem>(
    _ make: (Value) throws(Faults) -> Problem
  ) throws(RejectedInput) -> Problem {
    do throws(Faults) {
      let problem = try make(value)
      if faults.isEmpty { return problem }
    } catch {
      throw RejectedInput(faults: faults(with: error), provenance: provenance)
    }
    throw RejectedInput(faults: faults, provenance: provenance)
  }
}

/// An input with faults, and where they stand.
public struct RejectedInput: Error, Sendable {
  /// Everything that is wrong; never empty.
  public let faults: Faults
  /// The cells behind the places.
  public let provenance: Provenance

  /// An input with its faults.
  public init(faults: Faults, provenance: Provenance) {
    self.faults = faults
    self.provenance = provenance
  }

  /// All faults with place, value and hint (see `Faults.reportLimit`).
  public func report(in language: Language) -> String {
    faults.report(in: language, provenance: provenance)
  }
}
