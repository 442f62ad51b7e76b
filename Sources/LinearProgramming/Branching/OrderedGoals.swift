public import Solving

/// One goal of an ordered objective.
public struct Goal: Sendable {
  /// Stable name; the row that pins its optimum is called `pinned[name]`.
  public let name: String
  /// Which way is better.
  public let sense: LinearProgram.Sense
  /// What is counted.
  public let expression: LinearExpression

  /// A goal.
  public init(_ name: String, _ sense: LinearProgram.Sense, _ expression: LinearExpression) {
    self.name = name
    self.sense = sense
    self.expression = expression
  }
}

/// What an ordered objective reached.
public struct OrderedOutcome: Sendable {
  /// A goal's value and proof.
  public struct Reached: Sendable {
    /// Name of the goal.
    public let name: String
    /// Value of the answer.
    public let value: Double
    /// Proven bound, earlier goals kept at their values; infinite if nothing is proven.
    public let bound: Double
    /// The proof of the bound in whole numbers, if one was asked for: against the program's rows and
    /// one row `pinned[g]` for each earlier goal, in order.
    public let certificate: BoundCertificate?
  }

  /// Why it stopped.
  public let termination: Termination
  /// Value of each column in the best answer; `nil` if none is held.
  public let values: [Double]?
  /// The goals, in order.
  public let goals: [Reached]
  /// Nodes looked at in all.
  public let nodes: Int
}

extension LinearProgram {
  /// Optimises goals in order: a later goal counts only among answers that keep every earlier one at
  /// its optimum. Goals of different units are never added up.
  ///
  /// Each optimum becomes a row before the next goal is looked at, and each goal starts from the
  /// answer of the one before it. When a limit stops a goal, later goals keep its answer, with no
  /// bound of their own.
  ///
  /// - Parameters:
  ///   - goals: The goals, the most important first; they replace the program's objective.
  ///   - run: Limits, shared by all goals.
  ///   - options: As for ``solve(run:options:hooks:)``; `target` is ignored.
  ///   - hooks: As for ``solve(run:options:hooks:)``.
  /// - Returns: Why it stopped, the best answer held, and each goal's value and bound.
  /// - Throws: As ``solve(run:options:hooks:)``.
  public func solve(
    goals: [Goal], run: Run = Run(), options: BranchingOptions = BranchingOptions(),
    hooks: BranchingHooks = BranchingHooks()
  ) throws -> OrderedOutcome {
    precondition(!goals.isEmpty, "an ordered objective has a goal")
    var program = self
    var options = options
    options.target = nil
    var reached: [OrderedOutcome.Reached] = []
    var values: [Double]?
    var stopped: Termination?
    var nodes = 0
    for goal in goals {
      if let held = values, stopped != nil {
        reached.append(.unproven(goal, at: held))
        continue
      }
      program.setObjective(goal.sense, goal.expression)
      options.start = values ?? options.start
      let outcome = try program.solve(run: run, options: options, hooks: hooks)
      nodes += outcome.nodes
      guard let point = outcome.values ?? values,
        let value = outcome.values.map(goal.expression.value)
          ?? values.map(goal.expression.value)
      else {
        return OrderedOutcome(
          termination: outcome.termination, values: nil, goals: [], nodes: nodes)
      }
      values = point
      reached.append(
        OrderedOutcome.Reached(
          name: goal.name, value: value, bound: outcome.bound, certificate: outcome.certificate))
      if outcome.termination != .optimal { stopped = outcome.termination }
      let pin: Bounds = goal.sense == .minimize ? .atMost(value) : .atLeast(value)
      program.require("pinned[\(goal.name)]", goal.expression, in: pin)
    }
    return OrderedOutcome(
      termination: stopped ?? .optimal, values: values, goals: reached, nodes: nodes)
  }
}

extension OrderedOutcome.Reached {
  /// A goal that was not looked at.
  static func unproven(_ goal: Goal, at point: [Double]) -> Self {
    Self(
      name: goal.name, value: goal.expression.value(at: point),
      bound: goal.sense == .minimize ? -.infinity : .infinity, certificate: nil)
  }
}
