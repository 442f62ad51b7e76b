public import MentorMatching
public import Solving

/// Whether a mentor and a talent are together in stable matchings.
public enum PairPossibility: Hashable, Sendable {
  /// In every stable matching.
  case always
  /// In some.
  case some
  /// In none.
  case never
  /// Not settled within the limits.
  case open
}

/// Answers which pairs stable matchings make: from the rotations with strict lists, one pair at a
/// time by the exact engine with ties.
public struct StablePartners: Sendable {
  /// The lattice of the stable matchings; `nil` if some list has a tie, and in a round with projects or
  /// quotas.
  public let lattice: StableLattice?
  private let problem: PairingProblem
  private let isStable: [Bool]

  /// - Complexity: O(pairs · log places).
  public init(_ problem: PairingProblem) {
    self.problem = problem
    lattice = StableLattice(problem)
    isStable = lattice?.isStablePair ?? []
  }

  /// Whether some stable matching, or every one, makes the pair on the project.
  ///
  /// - Parameters:
  ///   - m: The mentor.
  ///   - project: The project that the wish names; `nil` for the mentor himself.
  ///   - t: The talent.
  ///   - run: Limits of the search that ties need; strict lists need none.
  /// - Returns: What is known; `always` is told with strict lists only.
  /// - Throws: An error of the engine.
  public func possibility(
    mentor m: Int, project: Int? = nil, talent t: Int, run: Run
  ) throws -> PairPossibility {
    if problem.keptMentor[t] != nil { return problem.keptMentor[t] == m ? .always : .never }
    let market = problem.market
    guard let pair = market.pairs(ofTalent: t).first(where: { market.mentor(of: $0) == m })
    else { return .never }
    if let lattice {
      guard isStable[pair] else { return .never }
      return lattice.bestMentors[t] == m && lattice.worstMentors[t] == m ? .always : .some
    }
    // The wish alone is worth a point: is there a stable matching of that score?
    let outcome = try problem.worthOnly(talent: t, mentor: m, project: project)
      .solve(.weighted, run: run)
    // Crossing quotas may leave no stable matching at all.
    guard let score = outcome.terms.first else {
      return outcome.termination == .infeasible ? .never : .open
    }
    if score.value == 1 { return .some }
    return score.bound == 0 ? .never : .open
  }
}

extension PairingProblem {
  /// The round with one more place of mentors, projects or quotas, solved by a rule.
  ///
  /// - Parameters:
  ///   - limits: What gets one more place.
  ///   - rule: The rule of the answer that is explained.
  ///   - run: Limits.
  /// - Throws: An error of the engine.
  /// - Returns: The outcome; its terms, beside those of the answer, say what the place is worth.
  public func solve(
    withOneMorePlaceIn limits: [PairingContracts.PlaceClass.Kind], _ rule: PairingRule, run: Run
  ) throws -> Outcome<PairingAnswer> {
    var draft = draft
    for limit in limits {
      switch limit {
      case .mentor(let m): draft.mentors[m].capacity += 1
      case .project(let p): draft.projects[p].places = draft.projects[p].places.map { $0 + 1 }
      case .quota(let q): draft.quotas[q].upper = draft.quotas[q].upper.map { $0 + 1 }
      }
    }
    return try PairingProblem(validating: draft).solve(rule, run: run)
  }
}
