public import MentorMatching
public import Solving

/// What a rule does with a wish when it is run again on a round that was changed.
public enum RerunAnswer: Hashable, Sendable {
  /// It grants the wish.
  case granted
  /// It grants one that the talent likes better.
  case better
  /// It does neither.
  case refused
  /// Not settled within the limits.
  case open
}

/// What would have granted a missed wish: the answers are found by running the rule again, never inferred.
///
/// A rule may leave several pairings that are equal in every goal. Then an answer speaks of the one that
/// the rule finds, as it does of the result itself; ``isUnique`` says where there is no other.
public struct WishQuestion: Sendable {
  private let problem: PairingProblem
  private let rule: PairingRule
  private let talent: Int
  private let wish: WishReport.Wish
  /// What is full for the wish in the answer, the mentor's places first.
  public let full: [PairingContracts.PlaceClass.Kind]

  /// A question about a missed wish of an answer.
  ///
  /// - Complexity: O(size of the lists).
  public init(
    _ wish: WishReport.Wish, of talent: Int, _ answer: PairingAnswer, _ problem: PairingProblem
  ) {
    (self.problem, rule, self.talent, self.wish) = (problem, answer.rule, talent, wish)
    switch wish.reason {
    case .notListed, .recused, .noPlaces, .blocked: full = []
    case .filled, .projectFilled, .quotaFilled:
      guard problem.usesContracts(answer.rule) else {
        full = [.mentor(wish.mentor)]
        return
      }
      let contracts = problem.contracts
      let isMade = problem.madeContracts(of: answer.matching)
      let own = contracts.ofTalent[talent].first {
        contracts.contracts[$0].mentor == wish.mentor
          && contracts.contracts[$0].project == wish.project
      }
      let limits = own.map { e in
        contracts.classesOfContract[e].filter { contracts.isFull($0, for: e, isMade) }
          .map { contracts.classes[$0].kind }
      }
      full = (limits ?? []).sorted { a, _ in if case .mentor = a { true } else { false } }
    }
  }

  /// Whether the rule names one pairing, so that no other is as good.
  public var isUnique: Bool {
    switch rule {
    case .talent, .mentor, .centre: !problem.hasClasses
    case .largest: problem.isStrict && !problem.hasClasses
    default: false
    }
  }

  /// What the rule does with one more place in all that is full.
  ///
  /// - Throws: An error of the engine.
  public func afterOneMorePlace(run: Run) throws -> RerunAnswer {
    answer(try problem.solve(withOneMorePlaceIn: full, rule, run: run))
  }

  /// What the rule does if the mentor lists the talent alone just before whoever stands at `rank`.
  ///
  /// - Precondition: The talent stands at `rank` or behind it.
  /// - Throws: An error of the engine.
  public func afterStanding(before rank: Int, run: Run) throws -> RerunAnswer {
    let draft = problem.draft(listing: talent, before: rank, onListOf: wish.mentor)
    return answer(try PairingProblem(validating: draft).solve(rule, run: run))
  }

  private func answer(_ outcome: Outcome<PairingAnswer>) -> RerunAnswer {
    guard let solution = outcome.solution else { return .open }
    let isGranted =
      solution.matching.mentorOfTalent[talent] == wish.mentor
      && solution.matching.projectOfTalent?[talent] == wish.project
    // What a search that was cut short missed is not known.
    guard isUnique || outcome.termination == .optimal else { return .open }
    if isGranted { return .granted }
    return (solution.reports[talent].rank ?? .max) < wish.rank ? .better : .refused
  }
}
