import Alliance
import Diagnostics
import DutyRostering
import LinearProgramming
import Solving

/// The solver returned a roster that breaks a rule of the problem: a mistake in the program, never
/// in the input.
public struct RosteringRuleBroken: Error, Hashable, Sendable, CustomStringConvertible {
  /// The broken rules in English.
  public let rules: [String]
  /// The broken rules, one a line.
  public var description: String { rules.joined(separator: "\n") }
}

/// The goals one after the other, each with the optima of the earlier ones held.
struct OrderedRotation {
  let problem: RosteringProblem
  let run: Run
  private(set) var roster: Roster?
  private(set) var values: GoalValues?
  private(set) var bounds: [RosteringGoal: Int] = [:]
  private(set) var proofs: [RosteringAnswer.Proof] = []

  init(_ problem: RosteringProblem, run: Run) {
    self.problem = problem
    self.run = run
  }

  /// Works through the goals.
  ///
  /// - Parameter last: The goal to stop after; `nil` for all.
  /// - Returns: Why it stopped.
  /// - Throws: ``RosteringRuleBroken``, or an error of the engine.
  mutating func solve(upTo last: RosteringGoal? = nil) throws -> Termination {
    var unproven: Termination?
    if let start = problem.rosterByDeadline() { try adopt(start) }
    for goal in problem.goals {
      if let values { run.report(best: values[goal], bound: nil, goal: goal.rawValue) }
      let stopped: Termination?
      switch (goal.measure, goal.tier) {
      case (.worstDeviation, let tier?): stopped = try narrowWorst(goal, tier)
      case (.smallestGap, _): stopped = try widenGap(goal)
      default: stopped = try minimizeSum(goal)
      }
      if let stopped {
        // A goal that used up its share of a limit is held where it stands; later ones go on from there.
        guard stopped == .limitReached, roster != nil, run.mustStop == nil else { return stopped }
        unproven = stopped
      }
      if goal == last { break }
      if let values { run.report(best: values[goal], bound: bounds[goal], goal: goal.rawValue) }
    }
    return unproven ?? .optimal
  }

  /// Takes a roster if it is better than the one held.
  private mutating func adopt(_ candidate: Roster) throws {
    let broken = problem.violations(of: candidate)
    guard broken.isEmpty else { throw RosteringRuleBroken(rules: broken.map(\.text.en)) }
    let counted = problem.values(of: candidate)
    guard values.map({ counted.isBetter(than: $0) }) ?? true else { return }
    roster = candidate
    values = counted
  }

  /// What one stage gave.
  private struct StageResult {
    let termination: Termination
    /// The proof, translated into the model's inequalities, and what it proves: `nil` for nothing, a
    /// bound of `nil` for an empty stage.
    let proof: (certificate: BoundCertificate, bound: Int?)?
  }

  /// Solves one stage, adopts its roster, and translates its proof.
  private mutating func solve(_ stage: RotationStage) throws -> StageResult {
    guard let (system, constant) = problem.integerSystem(at: stage) else {
      return StageResult(termination: .infeasible, proof: nil)
    }
    let formulation = RotationFormulation(problem, stage)
    let part = StageProgram(formulation)
    if let (row, sign) = part.contradiction {
      let name = formulation.program.rows[row].name
      let here = system.rows.firstIndex { $0.name == name } ?? 0
      return StageResult(
        termination: .infeasible, proof: (.contradiction(row: here, sign: sign), nil))
    }
    var options = BranchingOptions(certifies: true)
    if let roster, !stage.goal.isThreshold {
      options.start = part.restricted(formulation.values(of: roster))
    }
    let share = shareOfRun(for: stage.goal)
    defer { if share !== run { run.charge(steps: share.work * Run.stepsPerWorkUnit) } }
    let outcome = try part.program.solve(
      run: share, options: options, hooks: part.hooks(formulation))
    if let found = outcome.values {
      var plan = formulation.draw(part.lifted(found), over: roster)
      guard plan.choosePeople() else {
        throw RosteringRuleBroken(rules: ["no person is left for a duty of \(stage.goal)"])
      }
      try adopt(plan.roster)
    }
    let certificate = outcome.certificate.flatMap { part.translated($0, into: system) }
    guard let certificate else {
      return StageResult(termination: outcome.termination, proof: nil)
    }
    guard let verified = try? certificate.verifiedBound(for: system) else {
      // `try?` flattens: no bound means that the proof shows emptiness, or that it has a defect.
      let isEmpty = (try? certificate.isEmptyProof(of: system)) ?? false
      return StageResult(
        termination: outcome.termination, proof: isEmpty ? (certificate, nil) : nil)
    }
    return StageResult(
      termination: outcome.termination, proof: (certificate, verified + constant))
  }

  /// The run that a goal may use up: half of what is left of a limit, all of it for the last goal.
  private func shareOfRun(for goal: RosteringGoal) -> Run {
    guard goal != problem.goals.last, run.limits.seconds != nil || run.limits.work != nil
    else {
      return run
    }
    let limits = SolveLimits(
      seconds: run.limits.seconds.map { _ in run.remainingSeconds / 2 },
      work: run.limits.work.map { _ in
        max(1, run.remainingSteps / 2 / Run.stepsPerWorkUnit)
      }, gap: run.limits.gap)
    return Run(
      within: limits, seed: run.seed, threads: run.threads, cancellation: run.cancellation)
  }

  private mutating func record(_ goal: RosteringGoal, bound: Int, _ certificate: BoundCertificate?)
  {
    bounds[goal] = bound
    proofs.append(RosteringAnswer.Proof(goal: goal, certificate: certificate))
  }

  private func stage(_ goal: RosteringGoal, threshold: Int? = nil) -> RotationStage {
    values.map { RotationStage(goal, after: $0, threshold: threshold) } ?? RotationStage(goal)
  }

  /// A sum is minimised by branch and bound; zero is the least that a sum can be, and needs no
  /// program.
  private mutating func minimizeSum(_ goal: RosteringGoal) throws -> Termination? {
    if let values, values[goal] == 0 {
      record(goal, bound: 0, .ofBox)
      return nil
    }
    let result = try solve(stage(goal))
    if result.termination == .infeasible { return .infeasible }
    guard let values else { return result.termination }
    guard let proof = result.proof, let bound = proof.bound else {
      return result.termination == .optimal ? .limitReached : result.termination
    }
    record(goal, bound: min(bound, values[goal]), proof.certificate)
    return bound >= values[goal] ? nil : stopReason(result.termination)
  }

  private func stopReason(_ termination: Termination) -> Termination {
    termination == .optimal || termination == .infeasible ? .limitReached : termination
  }

  /// The worst deviation is the smallest of finitely many values with a roster: found by bisection.
  private mutating func narrowWorst(_ goal: RosteringGoal, _ tier: Tier) throws -> Termination? {
    guard let held = values?[goal] else { return .limitReached }
    let candidates = problem.deviations(of: tier).filter { $0 < held }
    // Indices below `low` are impossible; index `high` is possible (`candidates.count` stands for
    // the value held).
    var (low, high) = (0, candidates.count)
    var proof: BoundCertificate?
    while low < high {
      let middle = (low + high) / 2
      let result = try solve(stage(goal, threshold: candidates[middle]))
      switch result.termination {
      case .infeasible:
        guard let values, isRuledOut(goal, candidates[middle], values, result.proof) else {
          return .limitReached
        }
        proof = result.proof?.certificate
        low = middle + 1
      case .optimal, .gapReached:
        guard let reached = values?[goal], reached <= candidates[middle] else {
          return .limitReached
        }
        high = candidates.firstIndex { $0 >= reached } ?? high
      case .limitReached, .unproven, .cancelled, .edited:
        if low > 0 { record(goal, bound: candidates[low - 1] + 1, proof) }
        return result.termination
      }
    }
    record(goal, bound: values?[goal] ?? held, proof)
    return nil
  }

  /// Whether a stage without an answer is proven to have none.
  private func isRuledOut(
    _ goal: RosteringGoal, _ threshold: Int, _ values: GoalValues,
    _ proof: (certificate: BoundCertificate, bound: Int?)?
  ) -> Bool {
    if let proof { return proof.bound == nil }
    let stage = RotationStage(goal, after: values, threshold: threshold)
    return problem.integerSystem(at: stage) == nil
  }

  /// The smallest gap is widened one term at a time until that is impossible.
  private mutating func widenGap(_ goal: RosteringGoal) throws -> Termination? {
    while let held = values?[goal] {
      if held >= problem.terms.count {
        record(goal, bound: held, nil)
        return nil
      }
      let result = try solve(stage(goal, threshold: held + 1))
      switch result.termination {
      case .infeasible:
        guard let values, isRuledOut(goal, held + 1, values, result.proof) else {
          return .limitReached
        }
        record(goal, bound: held, result.proof?.certificate)
        return nil
      case .optimal, .gapReached:
        guard let reached = values?[goal], reached > held else { return .limitReached }
      case .limitReached, .unproven, .cancelled, .edited: return result.termination
      }
    }
    return .limitReached
  }
}

extension BoundCertificate {
  /// Whether the proof shows that nothing satisfies the inequalities.
  func isEmptyProof(of system: IntegerSystem) throws -> Bool {
    try verifiedBound(for: system) == nil
  }
}

extension RosteringProblem {
  /// Every |deviation| that a unit of the tier can have after a term, in rising order.
  func deviations(of tier: Tier) -> [Int] {
    var found: [Int] = []
    for u in activeUnits(of: tier) {
      for t in terms.indices {
        for served in 0...(t + 1) {
          found.append(abs(deviation(ofUnit: u, served: served, after: t)))
        }
      }
    }
    found.sort()
    return found.enumerated().compactMap { i, value in
      i > 0 && found[i - 1] == value ? nil : value
    }
  }
}
