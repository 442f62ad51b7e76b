internal import GRDB

extension LedgerFile {
  /// Forgets people: replaces staff numbers and names by their hashes, in every entry that was written, and
  /// whose last day lies, before a day. Who serves, owes or pays by institution stays; pairs that still run
  /// stay with their people.
  ///
  /// The salts go too, so that nobody can try staff numbers against the hashes. The file is then rebuilt,
  /// so that no page of it keeps the old text.
  ///
  /// - Parameters:
  ///   - day: The day, `2027-01-01`.
  ///   - moment: When, in universal time: `2027-01-05T01:02:03Z`.
  /// - Returns: How many people of entries were forgotten.
  /// - Throws: ``LedgerError``; nothing is forgotten then.
  public func purge(before day: String, at moment: String) throws(LedgerError) -> Int {
    let count = try write { db in
      let reader = LedgerReader(db)
      let running = try reader.runningPairs()
      let kept = Set(running.map(\.entry))
      let entries = try reader.entries().filter {
        String(max($0.moment.prefix(10), ($0.last ?? "").prefix(10))) < day
          && !kept.contains($0.number)
      }
      var count = 0
      for entry in entries {
        try db.execute(
          sql: "UPDATE person SET salt = NULL, number = NULL, name = NULL "
            + "WHERE entry = ? AND number IS NOT NULL", arguments: [entry.number])
        count += db.changesCount
      }
      _ = try Self.append(
        LedgerDraft(.purge, title: "\(count)", first: day), at: moment, db)
      return count
    }
    try rebuild()
    return count
  }

  /// Writes the file anew without free pages, and empties its journal.
  private func rebuild() throws(LedgerError) {
    do {
      try queue.vacuum()
      try queue.writeWithoutTransaction { db in
        _ = try db.checkpoint(.truncate)
      }
    } catch {
      throw LedgerError(path, error)
    }
  }
}
