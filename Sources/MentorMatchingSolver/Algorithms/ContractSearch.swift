internal import LinearProgramming
internal import MentorMatching
internal import Solving

extension PairingProblem {
  /// Unknowns beyond which the program is left alone where deferred acceptance has an answer.
  private static let largestContractProgram = 60_000

  /// Follows a rule over contracts and classes: deferred acceptance gives a first answer where the
  /// classes lie inside one another, and the program of ``ContractSystem`` is branched on goal after
  /// goal.
  func solveContracts(_ rule: PairingRule, run: Run) throws -> Outcome<PairingAnswer> {
    let contracts = contracts
    let goals = goals(of: rule)
    var rows = ContractSystem(self, rule: rule)
    var best: [Bool]?
    if contracts.isLaminar {
      let first = contracts.talentsPropose()
      let keepsLimits =
        rule.demandsStability
        ? contracts.blockingContracts(first).isEmpty
        : contracts.classes.allSatisfy { limit in
          limit.members.count { first[$0] } >= limit.lower
        }
      if keepsLimits { best = first }
    }
    run.charge(steps: rows.system.rows.count + rows.system.columns.count)

    var bounds: [Int?] = []
    var certificates: [GoalCertificate] = []
    for goal in goals {
      rows.minimize(goal)
      let isOpen = bounds.count == certificates.count
      if best == nil || (isOpen && rows.system.columns.count <= Self.largestContractProgram) {
        let outcome = try LinearProgram(rows.system).solve(
          run: run,
          options: BranchingOptions(
            certifies: true, start: best.map { rows.point($0).map { Double($0) } }))
        if let values = outcome.values { best = rows.made(values) }
        guard best != nil else {
          return Outcome(
            termination: outcome.termination, solution: nil, terms: [], work: run.work,
            seed: run.seed)
        }
        let proven = outcome.certificate.flatMap { try? $0.verifiedBound(for: rows.system) }
        if let proof = outcome.certificate, let proven {
          certificates.append(GoalCertificate(goal: goal, proof: .contracts(proof)))
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
    _ isMade: [Bool], rule: PairingRule, bounds: [Int?], _ certificates: [GoalCertificate],
    _ run: Run
  ) throws -> Outcome<PairingAnswer> {
    let contracts = contracts
    var mentors = keptMentor
    var projects = [Int?](repeating: nil, count: talentCount)
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
      rule: rule, matching: matching, reductions: [], certificates: certificates,
      reports: wishReports(over: contracts, isMade),
      blockingPairs: rule.demandsStability ? [] : contracts.blocking(isMade),
      shortfalls: shortfalls(of: matching, isStable: false))
    let broken = violations(of: answer)
    guard broken.isEmpty else { throw PairingRuleBroken(violations: broken) }
    return Outcome(
      termination: termination(terms, run), solution: answer, terms: terms, work: run.work,
      seed: run.seed)
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

extension PairingContracts {
  /// The stable matching that every talent likes best, if lists are strict and classes laminar; with
  /// ties one stable matching, ties broken as written.
  ///
  /// Talents propose down their lists; the smallest class that a proposal overfills gives up its worst
  /// contract. For classes inside one another that is the choice of a matroid, so deferred acceptance
  /// works as with plain places (Fleiner 2003, doi:10.1287/moor.28.1.103.14256).
  ///
  /// - Precondition: The classes are laminar.
  /// - Returns: For each contract whether it is made.
  /// - Complexity: O(contracts · classes of one contract · members of a class).
  func talentsPropose() -> [Bool] {
    var isMade = [Bool](repeating: false, count: contracts.count)
    var next = ofTalent.map(\.lowerBound)
    var waiting = Array(ofTalent.indices.reversed())
    while let t = waiting.popLast() {
      guard next[t] < ofTalent[t].upperBound else { continue }
      let e = next[t]
      next[t] += 1
      isMade[e] = true
      let chain = classesOfContract[e].sorted {
        classes[$0].members.count < classes[$1].members.count
      }
      let crowded = chain.first { c in
        classes[c].members.count { isMade[$0] } > classes[c].upper
      }
      guard let crowded else { continue }
      let worst = classes[crowded].members.filter { isMade[$0] }.max {
        (contracts[$0].mentorRank, $0) < (contracts[$1].mentorRank, $1)
      }
      if let worst {
        isMade[worst] = false
        waiting.append(contracts[worst].talent)
      }
    }
    return isMade
  }
}
