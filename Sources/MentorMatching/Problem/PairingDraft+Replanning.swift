extension PairingDraft {
  /// The draft that is compared with an earlier matching: pairs of whom both are still in the round become
  /// ``PairingDraft/previous``, which ``PairingRule/leastChange`` keeps to, and pairs of whom one has left
  /// ``PairingDraft/parted``.
  ///
  /// - Parameters:
  ///   - matching: The earlier matching.
  ///   - earlier: Its round.
  /// - Returns: The draft; the same with no previous pairs if the matching does not belong to the round.
  public func replanned(after matching: Matching, of earlier: PairingDraft) -> PairingDraft {
    var draft = self
    (draft.previous, draft.parted) = ([], [])
    let found = matching.mentorOfTalent
    let projects = matching.projectOfTalent ?? found.map { _ in nil }
    guard found.count <= earlier.talents.count, projects.count == found.count,
      found.allSatisfy({ $0.map(earlier.mentors.indices.contains) ?? true }),
      projects.allSatisfy({ $0.map(earlier.projects.indices.contains) ?? true })
    else { return draft }
    let mentors = Set(mentors.map(\.id))
    let talents = Set(talents.map(\.id))
    for (t, m) in found.enumerated() {
      guard let m else { continue }
      let pair = PreviousPair(
        mentor: earlier.mentors[m].id, talent: earlier.talents[t].id,
        project: projects[t].map { earlier.projects[$0].id })
      let (hasMentor, hasTalent) = (mentors.contains(pair.mentor), talents.contains(pair.talent))
      if hasMentor, hasTalent {
        draft.previous.append(pair)
      } else if hasMentor || hasTalent {
        draft.parted.append(pair)
      }
    }
    return draft
  }
}
