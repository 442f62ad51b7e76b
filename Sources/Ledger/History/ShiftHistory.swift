internal import Alliance
public import Diagnostics
public import DutyRostering
internal import Interchange

extension LedgerReader {
  /// Most days before a shift roster that are taken over.
  private static let mostDays = 28

  /// A shift roster that goes on from the one that was published for the days just before it: whoever has no
  /// history of their own gets the cells of up to four weeks.
  ///
  /// - Returns: The draft, and what was taken over.
  public func continued(by draft: ShiftDraft) throws -> (draft: ShiftDraft, notes: [Bilingual]) {
    guard let first = draft.firstDay.flatMap(Day.init(iso:)) else { return (draft, []) }
    let before = try standing(.shifts).last {
      $0.title == draft.title && $0.last == (first - 1).description
    }
    guard let before, let start = before.first.flatMap(Day.init(iso:)) else { return (draft, []) }
    let days = min(Self.mostDays, first - start)
    var duties: [String: [String: String]] = [:]
    let known = Set(
      try facts(of: before.number, .post).compactMap { $0.person("person")?.number })
    for fact in try facts(of: before.number, .shift) {
      guard let person = fact.person("person")?.number, let day = fact.text("day") else { continue }
      duties[person, default: [:]][day] = fact.text("duty")
    }
    var draft = draft
    let names = Set(draft.duties.map(\.id))
    var count = 0
    for p in draft.staff.indices {
      let number = draft.staff[p].staffNumber
      guard draft.staff[p].history.isEmpty, known.contains(number) else { continue }
      count += 1
      draft.staff[p].history = (0..<days).map { offset in
        let duty = duties[number]?[(first - days + offset).description]
        return duty.map { names.contains($0) ? .duty($0) : .work } ?? .off
      }
    }
    guard count > 0 else { return (draft, []) }
    return (
      draft,
      [
        Bilingual(
          zh: "台账：接续 \(count) 人此前 \(days) 天的班次",
          en:
            "ledger: the last \(counted(days, "day")) of \(counted(count, "person", plural: "people")) \(days == 1 ? "goes" : "go") on"
        )
      ]
    )
  }
}
