internal import LinearProgramming
internal import MentorMatching
internal import Solving

extension PairingProblem {
  /// Unknowns beyond which the program is left alone where deferred acceptance has an answer.
  private static let largestContractProgram = 60_000

  /// Follows a rule over contracts and classes. Stable rounds of nested classes (projects within mentors,
  /// or mentors within quotas) have an engine of their own (``ProjectSearch``); otherwise deferred acceptance gives a first answer where the
  /// classes lie inside one another, and the program of ``ContractSystem`` is branched on goal after
  /// goal.
  func solveContracts(_ rule: PairingRule, run: Run) throws -> Outcome<PairingAnswer> {
    let contracts = contracts
    let goals = goals(of: rule)
    if rule.demandsStability, contracts.isNested, goals.allSatisfy(\.isSum) {
      var search = ProjectSearch(self, contracts, goals: goals, run: run)
      try search.solve()
      let publishing = Publishing(contracts)
      let proofs = search.certificates.compactMap { $0.flatMap(publishing.proof) }
      return try contractOutcome(
        search.made, rule: rule, bounds: search.bounds, proofs.map(\.proof),
        reductions: proofs.first?.steps ?? [], run)
    }
    var rows = ContractSystem(self, rule: rule)
    var best = contracts.isLaminar ? firstAnswer(contracts, rule, goals, run) : nil
    run.charge(steps: rows.system.rows.count + rows.system.columns.count)

    var bounds: [Int?] = []
    var certificates: [ProvenGoal] = []
    let publishing = Publishing(contracts)
    for goal in goals {
      if goal == .blocking, goals.first == .size, bounds.count == 1, let held = best {
        // Up from a stable matching there are fewer blocking pairs than where the program stands.
        let size = contracts.value(of: .size, held)
        if let other = try climbed(to: size, contracts, run: run),
          contracts.value(of: .blocking, other) < contracts.value(of: .blocking, held)
        {
          best = other
        }
      }
      rows.minimize(goal)
      let isOpen = bounds.count == certificates.count
      if best == nil || (isOpen && rows.system.columns.count <= Self.largestContractProgram) {
        let outcome = try LinearProgram(rows.system).solve(
          run: run,
          options: BranchingOptions(
            certifies: true, start: best.map { rows.point($0).map { Double($0) } }))
        if let values = outcome.values { best = rows.made(values) }
        guard best != nil else {
          let isEmpty = outcome.termination == .infeasible
          return Outcome(
            termination: outcome.termination, solution: nil,
            emptiness: isEmpty
              ? outcome.certificate.map {
                .init(rule: rule, cases: publishing.cases($0, over: rows))
              } : nil,
            terms: [], work: run.work, seed: run.seed)
        }
        let proven = outcome.certificate.flatMap { try? $0.verifiedBound(for: rows.system) }
        if let proof = outcome.certificate, let proven {
          certificates.append(publishing.proof(goal, proof, over: rows))
          bounds.append(goal.isMinimized ? proven : -proven)
        } else {
          bounds.append(nil)
        }
      } else {
        bounds.append(nil)
      }
      if let best { rows.pin(goal, at: contracts.value(of: goal, best)) }
    }
    return try contractOutcome(best ?? [], rule: rule, bounds: bounds, certificates, run)
  }

  private func contractOutcome(
    _ isMade: [Bool], rule: PairingRule, bounds: [Int?], _ certificates: [ProvenGoal],
    reductions: [ProofStep] = [], _ run: Run
  ) throws -> Outcome<PairingAnswer> {
    let contracts = contracts
    var mentors = keptMentor
    var projects = keptProject
    for (e, contract) in contracts.contracts.enumerated() where isMade[e] {
      mentors[contract.talent] = contract.mentor
      projects[contract.talent] = contract.project
    }
    let matching = Matching(
      mentorOfTalent: mentors, projectOfTalent: draft.projects.isEmpty ? nil : projects)
    let values = values(of: goals(of: rule), for: matching)
    let terms = zip(goals(of: rule), values).enumerated().map { k, entry in
      ObjectiveTerm(
        name: entry.0.rawValue, value: entry.1, bound: bounds[k], isMinimized: entry.0.isMinimized)
    }
    let answer = PairingAnswer(
      rule: rule, matching: matching, reductions: reductions, certificates: certificates,
      reports: wishReports(over: contracts, isMade),
      blockingPairs: rule.demandsStability ? [] : contracts.blocking(isMade),
      shortfalls: shortfalls(of: matching, isStable: false))
    let broken = violations(of: answer)
    guard broken.isEmpty else { throw PairingRuleBroken(violations: broken) }
    return Outcome(
      termination: termination(terms, run), solution: answer, terms: terms, work: run.work,
      seed: run.seed, asked: askedGoal(of: rule).rawValue)
  }
}

extension LinearProgram {
  /// An integer system as a program.
  init(_ system: IntegerSystem) {
    self.init("contracts")
    for column in system.columns {
      _ = addColumn(
        column.name,
        Bounds(lower: Double(column.range.lowerBound), upper: Double(column.range.upperBound)),
        kind: .integer, cost: Double(column.cost))
    }
    for row in system.rows {
      let terms = row.terms.map {
        LinearExpression.Term(Double($0.coefficient), Column($0.column))
      }
      require(
        row.name, LinearExpression(terms),
        in: Bounds(
          lower: row.lower.map { Double($0) } ?? -.infinity,
          upper: row.upper.map { Double($0) } ?? .infinity))
    }
  }
}

extension PairingProblem {
  /// Orders of the ties that are tried before the program is searched.
  private static let tieOrders = 200

  /// The best of deferred acceptance over several orders of the ties; `nil` if none keeps the rule.
  private func firstAnswer(
    _ contracts: PairingContracts, _ rule: PairingRule, _ goals: [PairingGoal], _ run: Run
  ) -> [Bool]? {
    var random = SeededRandom(seed: run.seed)
    var best: (values: [Int], isMade: [Bool])?
    for attempt in 0..<Self.tieOrders {
      if attempt > 0, run.mustStop != nil { break }
      // The first time ties are broken as written.
      let order = contracts.contracts.indices.map {
        attempt == 0 ? $0 : Int.random(in: 0..<1 << 40, using: &random)
      }
      let isMade = contracts.talentsPropose(tieOrder: order, promotes: attempt > 0)
      run.charge(steps: 8 * contracts.contracts.count)
      let keepsRule =
        rule.demandsStability
        ? contracts.blockingContracts(isMade).isEmpty
        : contracts.classes.allSatisfy { limit in
          limit.members.count { isMade[$0] } >= limit.lower
        }
      guard keepsRule else { continue }
      let values = goals.map {
        contracts.value(of: $0, isMade) * ($0.isMinimized ? 1 : -1)
      }
      if best.map({ values.lexicographicallyPrecedes($0.values) }) ?? true {
        best = (values, isMade)
      }
    }
    return best?.isMade
  }
}

extension PairingContracts {
  /// A stable matching by deferred acceptance; with strict lists the one that every talent likes best.
  ///
  /// Talents propose down their lists; the smallest class that a proposal overfills gives up its worst
  /// contract. For classes inside one another that is the choice of a matroid, so deferred acceptance
  /// works as with plain places (Fleiner 2003, doi:10.1287/moor.28.1.103.14256). A talent who is left
  /// over may go through his list once more and then wins ties (Király 2011,
  /// doi:10.1007/s00453-009-9371-7).
  ///
  /// - Parameters:
  ///   - tieOrder: Smaller numbers come first inside ties, on both sides.
  ///   - promotes: Whether talents left over get the second round.
  /// - Precondition: The classes are laminar.
  /// - Returns: For each contract whether it is made.
  /// - Complexity: O(contracts · classes of one contract · members of a class).
  func talentsPropose(tieOrder: [Int], promotes: Bool) -> [Bool] {
    var isMade = [Bool](repeating: false, count: contracts.count)
    var isPromoted = [Bool](repeating: false, count: ofTalent.count)
    let lists = ofTalent.map { run in
      run.sorted {
        (contracts[$0].talentRank, tieOrder[$0]) < (contracts[$1].talentRank, tieOrder[$1])
      }
    }
    var next = [Int](repeating: 0, count: ofTalent.count)
    var waiting = Array(ofTalent.indices.reversed())
    func isBetter(_ a: Int, _ b: Int) -> Bool {
      if contracts[a].mentorRank != contracts[b].mentorRank {
        return contracts[a].mentorRank < contracts[b].mentorRank
      }
      let (first, second) = (isPromoted[contracts[a].talent], isPromoted[contracts[b].talent])
      return first == second ? (tieOrder[a], a) < (tieOrder[b], b) : first
    }
    while let t = waiting.popLast() {
      if next[t] == lists[t].count {
        guard promotes, !isPromoted[t] else { continue }
        isPromoted[t] = true
        next[t] = 0
        if lists[t].isEmpty { continue }
      }
      let e = lists[t][next[t]]
      next[t] += 1
      isMade[e] = true
      let crowded = classesOfContract[e].filter { c in
        classes[c].members.count { isMade[$0] } > classes[c].upper
      }.min { (classes[$0].members.count, $0) < (classes[$1].members.count, $1) }
      guard let crowded else { continue }
      let worst = classes[crowded].members.filter { isMade[$0] }.max { isBetter($0, $1) }
      if let worst {
        isMade[worst] = false
        waiting.append(contracts[worst].talent)
      }
    }
    return isMade
  }
}
