internal import Alliance
internal import Diagnostics

extension TableReader {
  /// What was found, without what only follows from a sheet that is not there or is another one, or from a key that
  /// cannot be read.
  ///
  /// - Returns: The faults; the places of those left out because of a key; the cells of these keys.
  func withoutConsequences() -> (faults: Faults, consequences: [Place], roots: [String]) {
    let destroyed = DestroyedKeys(faults)
    var kept = Faults()
    var consequences: [Place] = []
    var roots = destroyed.places
    let mistaken = mistakenSheets + strangeSheets
    for (i, fault) in faults.list.enumerated() {
      if let mistake = mistaken.first(where: { $0.faults.contains(i) }) {
        guard i == mistake.faults.lowerBound else { continue }
        kept.append(mistake.rule, at: mistake.place, value: mistake.title)
        continue
      }
      let isCross = crossFaults.contains(i)
      if isCross, !lostSheets.isEmpty { continue }
      if fault.rule == .entryUnreadable || (isCross && destroyed.explain(fault)) {
        consequences.append(fault.place)
        roots += fault.related
        continue
      }
      kept.append(fault.rule, at: fault.place, value: fault.value, related: fault.related)
    }
    // Should the key itself be no fault, the problem says what is wrong with it, and this is no consequence.
    if kept.isEmpty { return (faults, [], []) }
    var cells: [String] = []
    for place in roots {
      guard let cell = provenance.cell(for: place)?.description, !cells.contains(cell) else {
        continue
      }
      cells.append(cell)
    }
    let most = 5
    return (
      kept, consequences, cells.count > most ? cells.prefix(most) + ["…"] : cells
    )
  }

  /// Sheets that lack columns, and have all that another sheet needs and more of its columns than of their own: one
  /// was pasted under the name of the other. All their faults follow from that.
  private var mistakenSheets: [MistakenSheet] {
    unfitSheets.compactMap { unfit in
      let own = TableLayout(unfit.sheet, askedSheets[unfit.asked].headings)?.columnCount ?? 0
      var best: (title: String, columns: Int)?
      for (asked, other) in askedSheets.enumerated() where asked != unfit.asked {
        guard let layout = TableLayout(unfit.sheet, other.headings), layout.missing.isEmpty,
          layout.columnCount > max(own, best?.columns ?? 0)
        else { continue }
        best = (title(ofSheet: other.names) ?? "", layout.columnCount)
      }
      return best.map {
        MistakenSheet(
          place: unfit.place, title: $0.title, rule: .sheetMistaken, faults: unfit.faults)
      }
    }
  }
}

/// A sheet with the content of another one.
struct MistakenSheet {
  let place: Place
  /// Name of the sheet that it looks like.
  let title: String
  let rule: FaultRule
  /// The faults that follow from that, by their numbers.
  let faults: Range<Int>
}

/// Keys that a spreadsheet turned into scientific notation.
struct DestroyedKeys {
  private let texts: [String]
  /// Where they stand.
  let places: [Place]

  init(_ faults: Faults) {
    let own = faults.list.filter { $0.rule == .identifierDestroyed }
    texts = own.compactMap { $0.value.map(NormalizedText.key) }
    places = own.map(\.place)
  }

  /// Whether a fault names a key that one of them may have been, so that it may follow from that alone. A fault
  /// that shows other places, such as a key used twice, stands by itself.
  func explain(_ fault: Fault) -> Bool {
    guard !texts.isEmpty, fault.related.isEmpty, let value = fault.value else { return false }
    let key = NormalizedText.key(value)
    return texts.contains { Identifier.mayHaveBeen(key, before: $0) }
  }
}
