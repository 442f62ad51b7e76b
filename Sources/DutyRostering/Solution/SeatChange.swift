public import Diagnostics

/// A seat of a published roster that somebody else holds now, is new or is gone.
public struct SeatChange: Hashable, Sendable {
  /// Who holds a seat: a unit, unless it is a full-time post, and a person.
  public struct Holder: Hashable, Sendable {
    /// Identifier of the unit; `nil` for a full-time post.
    public let unit: String?
    /// Staff number; `nil` where nobody is named.
    public let person: String?
  }

  /// Index of the term.
  public let term: Int
  /// Body and tier.
  public let seat: Seat
  /// Who held it; `nil` if the seat was open or is new.
  public let old: Holder?
  /// Who holds it; `nil` if it is open or gone.
  public let new: Holder?
}

extension RosteringProblem {
  /// How a roster differs from the published one that the draft names.
  ///
  /// - Returns: By term, seat and place; nothing if no roster was published.
  /// - Complexity: O(terms · published seats).
  public func changes(of roster: Roster) -> [SeatChange] {
    guard let published = draft.rotation.published else { return [] }
    var changes: [SeatChange] = []
    for t in terms.indices {
      let before = published.filter { $0.term == terms[t].label }
      for seat in Seat.all {
        let held = before.filter { $0.seat == seat }
          .map { SeatChange.Holder(unit: $0.unit, person: $0.person) }
        let holds = roster.duties(term: t, seat: seat).filter { !$0.isOpen }.map(holder(of:))
        let gone = held.filter { !holds.contains($0) }
        let come = holds.filter { !held.contains($0) }
        for i in 0..<max(gone.count, come.count) {
          changes.append(
            SeatChange(
              term: t, seat: seat, old: i < gone.count ? gone[i] : nil,
              new: i < come.count ? come[i] : nil))
        }
      }
    }
    return changes
  }

  private func holder(of duty: Duty) -> SeatChange.Holder {
    SeatChange.Holder(
      unit: duty.unit.map { units[$0].id },
      person: duty.person.map { holder(ofPerson: $0, term: duty.term).staffNumber }
        ?? duty.post.map { posts[$0].staffNumber })
  }

  /// Whether a published roster has this duty and it stays where it is.
  public func isKept(_ duty: Duty) -> Bool {
    guard let unit = duty.unit, let published = draft.rotation.published else { return false }
    return published.contains {
      $0.isKept && $0.term == terms[duty.term].label && $0.seat == duty.seat
        && $0.unit == units[unit].id
    }
  }

  /// Seats that stay as they were published: what is proven is proven with them.
  public var keptSeats: Int { draft.rotation.published?.count(where: \.isKept) ?? 0 }

  /// How much changes and who is to be told.
  public func summary(ofChanges changes: [SeatChange]) -> Bilingual {
    let people = Set(changes.flatMap { [$0.old?.person, $0.new?.person] }.compactMap(\.self))
    let list = people.sorted()
    return Bilingual(
      zh: "与已公布的轮值表相比，改动 \(changes.count) 处；须通知 \(list.count) 人"
        + (list.isEmpty ? "。" : "：\(list.joined(separator: "、"))。"),
      en:
        "Against the published roster \(counted(changes.count, "seat changes", plural: "seats change")); "
        + "\(counted(list.count, "person is", plural: "people are")) to be told"
        + (list.isEmpty ? "." : ": \(list.joined(separator: ", "))."))
  }

  /// A change in one line.
  public func text(of change: SeatChange) -> Bilingual {
    func words(_ holder: SeatChange.Holder?) -> Bilingual {
      guard let holder else { return Bilingual(zh: "（空缺）", en: "(open)") }
      let person = holder.person ?? ""
      guard let unit = holder.unit else {
        return Bilingual(zh: "专项 \(person)", en: "post \(person)")
      }
      let name = units.first { $0.id == unit }?.name ?? unit
      return Bilingual(zh: "\(name) \(person)", en: "\(name) \(person)")
    }
    let (old, new, seat) = (words(change.old), words(change.new), change.seat.title)
    return Bilingual(
      zh: "\(terms[change.term].label) \(seat.zh)：\(old.zh) → \(new.zh)",
      en: "\(terms[change.term].label) \(seat.en): \(old.en) → \(new.en)")
  }
}
