extension PairingDraft {
  /// The draft that is compared with an earlier matching: pairs of whom both are still in the round become
  /// ``PairingDraft/previous``, which ``PairingRule/leastChange`` keeps to.
  ///
  /// - Parameters:
  ///   - matching: The earlier matching.
  ///   - earlier: Its round.
  /// - Returns: The draft; the same with no previous pairs if the matching does not belong to the round.
  public func replanned(after matching: Matching, of earlier: PairingDraft) -> PairingDraft {
    var draft = self
    let found = matching.mentorOfTalent
    guard found.count <= earlier.talents.count,
      found.allSatisfy({ $0.map(earlier.mentors.indices.contains) ?? true })
    else {
      draft.previous = []
      return draft
    }
    let mentors = Set(mentors.map(\.id))
    let talents = Set(talents.map(\.id))
    draft.previous = found.enumerated().compactMap { t, m in
      guard let mentor = m.map({ earlier.mentors[$0].id }), mentors.contains(mentor),
        talents.contains(earlier.talents[t].id)
      else { return nil }
      return PreviousPair(mentor: mentor, talent: earlier.talents[t].id)
    }
    return draft
  }
}
