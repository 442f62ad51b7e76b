public import Solving

extension LinearProgram {
  /// Solves the program: by the simplex method, and by branch and bound where columns are integer.
  ///
  /// A time limit is an outcome, not an error. A dive goes depth first; a jump goes to the node with
  /// the best bound.
  ///
  /// - Parameters:
  ///   - run: Limits, cancellation, work counter and observer.
  ///   - options: A start, cuts, and whether to return a proof in whole numbers.
  ///   - hooks: What the caller knows better.
  /// - Returns: Why it stopped, the best answer held, and the bound.
  /// - Throws: ``ProgramFaults``, ``UnboundedProgram``, ``NotCertifiable``, ``EngineError``.
  public func solve(
    run: Run = Run(), options: BranchingOptions = BranchingOptions(),
    hooks: BranchingHooks = BranchingHooks()
  ) throws -> ProgramOutcome {
    var system: IntegerSystem?
    if options.certifies {
      try validate()
      guard let image = IntegerSystem(self) else { throw NotCertifiable(name: name) }
      system = image
    }
    return try withSession(self, run: run, takesLongSteps: options.takesLongSteps) { session in
      var search = TreeSearch(self, system: system, options: options, hooks: hooks, run: run)
      if let start = options.start { _ = search.offer(start) }
      if !options.startBasis.isEmpty { try session.enterBasis(options.startBasis) }
      let stopped = try search.search(&session)
      return search.outcome(stopped, iterations: session.iterations)
    }
  }
}

extension TreeSearch {
  init(
    _ program: LinearProgram, system: IntegerSystem?, options: BranchingOptions,
    hooks: BranchingHooks, run: Run
  ) {
    self.program = program
    self.options = options
    self.hooks = hooks
    self.run = run
    begun = run.work
    sign = program.sense == .minimize ? 1 : -1
    integerColumns = program.columns.indices.filter { program.columns[$0].kind == .integer }
    objectiveUnit = Self.unit(of: program)
    proof = system.map { ProofTree(program, system: $0) }
    pseudocosts = Pseudocosts(columnCount: program.columns.count)
    proofRows = Array(program.rows.indices)
    rootBounds = program.columns.map(\.bounds)
    bounds = rootBounds
  }

  /// Greatest common divisor of the costs if the objective takes whole values only, else 0.
  private static func unit(of program: LinearProgram) -> Double {
    var unit = 0
    for column in program.columns where column.cost != 0 {
      guard column.kind == .integer, let cost = Int(exactly: column.cost) else { return 0 }
      var (a, b) = (unit, abs(cost))
      while b != 0 { (a, b) = (b, a % b) }
      unit = a
    }
    // Without any cost the first answer is as good as any other.
    return unit == 0 ? 1 : Double(unit)
  }

  mutating func outcome(_ stopped: Termination?, iterations: Int) -> ProgramOutcome {
    closeOpenNodes()
    var bound = stopped == nil && proof == nil ? incumbentCost : globalBound
    let certificate = proof?.certificate
    if let proof, let certificate {
      // What counts is what adds up in whole numbers.
      switch Result(catching: { try certificate.verifiedBound(for: proof.base) }) {
      case .success(let verified): bound = verified.map(Double.init) ?? .infinity
      case .failure: bound = -.infinity
      }
    }
    let isProven = bound >= incumbentCost
    let termination: Termination =
      if incumbent == nil {
        stopped ?? (proof == nil || bound > -.infinity ? .infeasible : .limitReached)
      } else if isProven {
        .optimal
      } else {
        stopped ?? .limitReached
      }
    let constant = program.objectiveConstant
    return ProgramOutcome(
      termination: termination, values: incumbent,
      objective: incumbent == nil ? nil : sign * incumbentCost + constant,
      bound: sign * min(bound, incumbentCost) + constant, nodes: nodeCount, iterations: iterations,
      addedRows: addedRows, certificate: certificate)
  }
}
