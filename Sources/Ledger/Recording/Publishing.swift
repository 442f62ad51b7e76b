internal import DutyRostering
import Interchange

/// The same result stands in the ledger already.
public struct AlreadyPublished: Error, Hashable, Sendable {
  /// Number of the entry.
  public let entry: Int

  /// The entry that stands.
  public init(entry: Int) { self.entry = entry }
}

extension LedgerReader {
  /// What publishing adds to the facts of a result: which entries it takes the place of, and, for a
  /// rotation, which duties are owed, repaid, or served for another against the version before.
  ///
  /// A roster, timetable or settlement takes the place of those of the same title with a day in common, or,
  /// without dates, with a term in common. A pairing round has no dates: it takes the place of one of the same
  /// name if somebody named it so, or of the last one if it was made from it; otherwise it stands beside them.
  ///
  /// - Parameters:
  ///   - draft: What is published.
  ///   - replaces: Whether a pairing round was made from the last one, to change it.
  ///   - isNamed: Whether somebody gave the title for this publication.
  /// - Returns: The draft with these facts.
  /// - Throws: ``AlreadyPublished`` if the same result stands.
  public func completed(
    _ draft: LedgerDraft, replaces: Bool = false, isNamed: Bool = false
  ) throws -> LedgerDraft {
    guard let job = draft.job else { return draft }
    let standing = try standing(job)
    if let same = standing.first(where: { $0.result != nil && $0.result == draft.result }) {
      throw AlreadyPublished(entry: same.number)
    }
    let earlier =
      if job != .pair {
        try standing.filter { try overlaps($0, draft) }
      } else if isNamed {
        standing.filter { $0.title == draft.title }
      } else {
        replaces ? standing.suffix(1) : []
      }
    var draft = draft
    draft.facts =
      earlier.map { Fact(.supersession, ["earlier": .number($0.number)]) } + draft.facts
    if job == .roster {
      draft.facts +=
        earlier.isEmpty
        ? try repayments(by: draft) : try earlier.flatMap { try debts(of: $0, draft) }
    }
    return draft
  }

  /// A standing publication under another title that gives some of the same places: the same seat to the same
  /// unit, the same day of a person, or the same hour of a device.
  ///
  /// - Complexity: O(facts of the job's standing publications).
  public func doublePublication(of draft: LedgerDraft) throws -> LedgerEntry? {
    guard let job = draft.job, job == .roster || job == .shifts || job == .book else { return nil }
    let own = Set(draft.facts.compactMap(Self.place))
    return try standing(job).first { entry in
      guard entry.title != draft.title else { return false }
      return try [Fact.Table.duty, .shift, .booking].contains { table in
        try facts(of: entry.number, table).contains { Self.place($0).map(own.contains) ?? false }
      }
    }
  }

  /// What a fact takes up; `nil` for one that takes up nothing.
  private static func place(_ fact: Fact) -> [String]? {
    switch fact.table {
    case .duty:
      fact.text("unit").map { [fact.text("term") ?? "", fact.text("body") ?? "", $0] }
    case .shift:
      fact.person("person")?.number.map { [fact.text("day") ?? "", fact.text("duty") ?? "", $0] }
    case .booking:
      fact.text("device").map { [$0, fact.text("first") ?? "", fact.text("request") ?? ""] }
    default: nil
    }
  }

  private func overlaps(_ entry: LedgerEntry, _ draft: LedgerDraft) throws -> Bool {
    guard entry.title == draft.title else { return false }
    if let first = draft.first, let last = draft.last, let entryFirst = entry.first,
      let entryLast = entry.last
    {
      return first <= entryLast && entryFirst <= last
    }
    let labels = Set(draft.facts.compactMap { $0.table == .term ? $0.text("label") : nil })
    return try facts(of: entry.number, .term).contains { labels.contains($0.text("label") ?? "") }
  }

  /// Duties of units that the version before had and this one has not, and the other way round, in the
  /// terms that both have.
  private func debts(of entry: LedgerEntry, _ draft: LedgerDraft) throws -> [Fact] {
    func key(_ fact: Fact) -> [String] { ["term", "unit"].map { fact.text($0) ?? "" } }
    let old = try facts(of: entry.number, .duty).filter { $0.text("unit") != nil }
    let new = draft.facts.filter { $0.table == .duty && $0.text("unit") != nil }
    let oldTerms = Set(try facts(of: entry.number, .term).compactMap { $0.text("label") })
    let newTerms = Set(draft.facts.compactMap { $0.table == .term ? $0.text("label") : nil })
    func missing(_ list: [Fact], from other: [Fact], in terms: Set<String>) -> [Fact] {
      let there = Set(other.map(key))
      return list.filter { !there.contains(key($0)) && terms.contains($0.text("term") ?? "") }
    }
    var owed = try dutiesOwed()
    let gained = missing(new, from: old, in: oldTerms).map { fact in
      let unit = fact.text("unit") ?? ""
      owed[unit, default: 0] -= 1
      return Self.debt(fact, owed[unit, default: 0] >= 0 ? "repaid" : "stoodIn")
    }
    return missing(old, from: new, in: newTerms).map { Self.debt($0, "owed") } + gained
  }

  /// What a new rotation repays: a unit that owes duties and serves at least one more than its share of this
  /// rotation makes up for them with its last duties.
  private func repayments(by draft: LedgerDraft) throws -> [Fact] {
    let owed = try dutiesOwed()
    return draft.facts.filter { $0.table == .share }.flatMap { share -> [Fact] in
      guard let unit = share.text("unit"), let debt = owed[unit],
        let served = share.number("served"),
        let entitled = share.text("entitled").flatMap(ExactFraction.init)
      else { return [] }
      // Whole duties beyond the share, rounded down.
      let extra = served - (entitled.numerator + entitled.denominator - 1) / entitled.denominator
      let duties = draft.facts.filter { $0.table == .duty && $0.text("unit") == unit }
      return duties.suffix(max(0, min(debt, extra))).map { Self.debt($0, "repaid") }
    }
  }

  private static func debt(_ duty: Fact, _ status: String) -> Fact {
    var values = duty.values.mapValues(Optional.some)
    values["person"] = nil
    values["status"] = .text(status)
    return Fact(.debt, values)
  }
}
