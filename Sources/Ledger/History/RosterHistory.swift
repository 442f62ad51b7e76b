internal import Alliance
public import Diagnostics
public import DutyRostering
internal import GRDB
internal import Interchange

/// What the ledger knows of the rotations before a roster: units' duties and shares, people's duties.
public struct RosterHistory: Hashable, Sendable {
  /// Each unit's past, in the order of their first appearance.
  public let units: [HistoryDraft]
  /// Duties served by staff number.
  public let served: [String: Int]
  /// Duties owed less repaid by unit; units that owe nothing are left out.
  public let owed: [String: Int]

  /// A draft that goes on from this history: the ledger's counts take the place of the workbook's for
  /// every unit and person that the ledger knows.
  ///
  /// - Returns: The draft, and what was taken over.
  public func continued(by draft: RosteringDraft) -> (draft: RosteringDraft, notes: [Bilingual]) {
    guard !units.isEmpty else { return (draft, []) }
    var draft = draft
    let members = Set(draft.units.map(\.id))
    let known = units.filter { members.contains($0.unit) }
    let names = Set(known.map(\.unit))
    draft.rotation.history.removeAll { names.contains($0.unit) }
    draft.rotation.history += known
    for p in draft.people.indices {
      if let count = served[draft.people[p].staffNumber] { draft.people[p].served = count }
    }
    let owing = known.compactMap { unit in owed[unit.unit].map { "\(unit.unit) \($0)" } }
    return (
      draft,
      [
        Bilingual(
          zh: "台账：接续 \(known.count) 个单位的轮值历史"
            + (owing.isEmpty ? "" : "；欠班 \(owing.joined(separator: "、"))"),
          en: "ledger: the history of \(counted(known.count, "unit")) goes on"
            + (owing.isEmpty ? "" : "; duties owed: \(owing.joined(separator: ", "))"))
      ]
    )
  }
}

extension LedgerReader {
  /// The history before a roster: published rotations of the same title that end before its first term.
  public func rosterHistory(before draft: RosteringDraft) throws -> RosterHistory {
    let start = draft.terms.first?.start ?? draft.terms.first?.label ?? ""
    let rotations = try standing(.roster).filter { $0.title == draft.title }
      .map { entry in
        (
          entry, try facts(of: entry.number, .term), try facts(of: entry.number, .duty),
          try facts(of: entry.number, .share), try facts(of: entry.number, .post)
        )
      }
      .filter { _, terms, _, _, _ in
        terms.allSatisfy { ($0.text("last") ?? $0.text("label") ?? "") < start }
      }
      .sorted { ($0.1.first?.text("label") ?? "") < ($1.1.first?.text("label") ?? "") }
    let terms = rotations.flatMap { $0.1.compactMap { $0.text("label") } }
    let place = Dictionary(terms.enumerated().map { ($1, $0) }) { first, _ in first }

    var order: [String] = []
    var past: [String: HistoryDraft] = [:]
    var served: [String: Int] = [:]
    for (_, _, duties, shares, posts) in rotations {
      for share in shares {
        guard let unit = share.text("unit") else { continue }
        if past[unit] == nil {
          order.append(unit)
          past[unit] = HistoryDraft(
            unit: unit, served: share.number("servedBefore") ?? 0,
            entitlement: share.fraction("entitledBefore"))
        }
        let before = past[unit]?.entitlement ?? .zero
        past[unit]?.served += share.number("served") ?? 0
        past[unit]?.entitlement = try sum(before, share.fraction("entitled"))
      }
      for post in posts {
        guard let number = post.person("person")?.number, let before = post.number("served")
        else { continue }
        if served[number] == nil { served[number] = before }
      }
      for duty in duties {
        if let number = duty.person("person")?.number, duty.text("unit") != nil {
          served[number, default: 0] += 1
        }
        guard let unit = duty.text("unit"), let term = duty.text("term").flatMap({ place[$0] })
        else { continue }
        past[unit]?.termsSince = terms.count - term
        past[unit]?.lastBody = duty.text("body").flatMap(Body.init(rawValue:))
      }
    }
    return RosterHistory(
      units: order.compactMap { past[$0] }, served: served, owed: try dutiesOwed())
  }

  /// Duties owed less repaid by unit, over every version that was published.
  public func dutiesOwed() throws -> [String: Int] {
    var owed: [String: Int] = [:]
    for entry in try entries() where entry.kind == .published && entry.job == .roster {
      for debt in try facts(of: entry.number, .debt) {
        guard let unit = debt.text("unit") else { continue }
        owed[unit, default: 0] += debt.text("status") == "owed" ? 1 : -1
      }
    }
    return owed.filter { $0.value > 0 }
  }

  /// - Throws: An error of a damaged ledger if the sum is beyond what shares can be.
  private func sum(_ a: ExactFraction, _ b: ExactFraction) throws -> ExactFraction {
    let most = 1_000_000_000
    guard [a.numerator, a.denominator, b.numerator, b.denominator].allSatisfy({ abs($0) <= most })
    else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(a) + \(b)") }
    return ExactFraction(
      a.numerator * b.denominator + b.numerator * a.denominator,
      over: a.denominator * b.denominator)
  }
}

extension Fact {
  fileprivate func fraction(_ column: String) -> ExactFraction {
    text(column).flatMap(ExactFraction.init) ?? .zero
  }
}
