public import Diagnostics
internal import Interchange
public import MentorMatching

/// A pair of a published round that has not ended.
public struct RunningPair: Hashable, Sendable {
  /// Number of the entry.
  public let entry: Int
  /// Staff number of the mentor.
  public let mentor: String
  /// Staff number of the talent.
  public let talent: String
  /// Key of the project; `nil` for none.
  public let project: String?
}

extension LedgerReader {
  /// Pairs of published rounds that no later round changed and that nobody has left, by talent in the order
  /// of the rounds.
  public func runningPairs() throws -> [RunningPair] {
    var pairs: [RunningPair] = []
    for entry in try entries() {
      if entry.kind == .published, entry.job == .pair, entry.supersededBy == nil {
        for fact in try facts(of: entry.number, .pairing) {
          guard let talent = fact.person("talent")?.number else { continue }
          pairs.removeAll { $0.talent == talent }
          if let mentor = fact.person("mentor")?.number {
            pairs.append(
              RunningPair(
                entry: entry.number, mentor: mentor, talent: talent, project: fact.text("project")))
          }
        }
      }
      for departure in try facts(of: entry.number, .departure) {
        let number = departure.person("person")?.number
        pairs.removeAll { $0.talent == number || $0.mentor == number }
      }
    }
    return pairs
  }

  /// Staff numbers of those whom the last published round left without a mentor, in its order.
  public func waitingTalents() throws -> [String] {
    guard let last = try standing(.pair).last else { return [] }
    let paired = Set(try runningPairs().map(\.talent))
    return try facts(of: last.number, .pairing).compactMap { fact in
      fact.values["mentor"] == nil ? fact.person("talent")?.number : nil
    }.filter { !paired.contains($0) }
  }

  /// A round that goes on from the ledger: pairs that still run stay, and who waited stands first among
  /// equals.
  ///
  /// - Returns: The draft, and what was taken over.
  public func continued(
    by draft: PairingDraft
  ) throws -> (draft: PairingDraft, notes: [Bilingual]) {
    var draft = draft
    let mentors = Set(draft.mentors.map(\.id))
    let talents = Set(draft.talents.map(\.id))
    let kept = Set(draft.kept.map(\.talent))
    let running = try runningPairs().filter {
      mentors.contains($0.mentor) && talents.contains($0.talent) && !kept.contains($0.talent)
    }
    draft.kept += running.map { pair in
      // A project that is no longer led by the mentor has no places to take.
      let project = draft.projects.first { $0.id == pair.project && $0.mentor == pair.mentor }
      return .init(mentor: pair.mentor, talent: pair.talent, project: project?.id)
    }
    let waiting = Set(try waitingTalents())
    var count = 0
    for t in draft.talents.indices where waiting.contains(draft.talents[t].id) {
      draft.talents[t].waited = true
      count += 1
    }
    guard !running.isEmpty || count > 0 else { return (draft, []) }
    return (
      draft,
      [
        Bilingual(
          zh: "台账：\(running.count) 对延续，\(count) 位人才上轮未结对，本轮优先",
          en:
            "ledger: \(counted(running.count, "pair goes", plural: "pairs go")) on; "
            + "\(counted(count, "talent waited and stands", plural: "talents waited and stand")) first among equals"
        )
      ]
    )
  }
}
