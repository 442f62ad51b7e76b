extension PairingProblem {
  /// Whether the reports of an answer name a talent or mentor that this round does not have, or a rank
  /// that no list reaches: somebody has edited the file.
  ///
  /// Nothing is printed of such an answer, because every printed name is looked up by these numbers.
  ///
  /// - Complexity: O(size of the reports).
  public func hasStrayReferences(_ answer: PairingAnswer) -> Bool {
    func isTalent(_ t: Int) -> Bool { (0..<talentCount).contains(t) }
    func isMentor(_ m: Int) -> Bool { (0..<mentorCount).contains(m) }
    func isFigure(_ value: Int) -> Bool { (0...1_000_000_000).contains(value) }
    func isLimit(_ limit: PairingContracts.PlaceClass.Kind) -> Bool {
      switch limit {
      case .mentor(let m): isMentor(m)
      case .project(let p): draft.projects.indices.contains(p)
      case .quota(let q): draft.quotas.indices.contains(q)
      }
    }
    func isSound(_ reason: WishReport.Reason) -> Bool {
      switch reason {
      case .filled(let places, let lastRank, let standing):
        isFigure(places) && isFigure(lastRank) && isFigure(standing)
      case .projectFilled(let p, let places, let lastRank, let standing):
        draft.projects.indices.contains(p) && isFigure(places) && isFigure(lastRank)
          && isFigure(standing)
      case .quotaFilled(let q, let places, let standing, _):
        draft.quotas.indices.contains(q) && isFigure(places) && isFigure(standing)
      case .blocked(let standing): isFigure(standing)
      default: true
      }
    }
    let reports =
      answer.reports.count == talentCount
      && answer.reports.enumerated().allSatisfy { t, report in
        report.talent == t && report.rank.map { $0 > 0 && isFigure($0) } ?? true
          && report.missed.allSatisfy {
            isMentor($0.mentor) && ($0.project.map(draft.projects.indices.contains) ?? true)
              && $0.rank > 0 && isFigure($0.rank) && isSound($0.reason)
          }
      }
    let rest =
      answer.blockingPairs.allSatisfy {
        isMentor($0.mentor) && isTalent($0.talent) && isFigure($0.talentRank)
          && isFigure($0.mentorRank)
      }
      && answer.shortfalls.allSatisfy {
        isLimit($0.limit) && isFigure($0.load) && isFigure($0.lower)
      }
    return !reports || !rest
  }
}
