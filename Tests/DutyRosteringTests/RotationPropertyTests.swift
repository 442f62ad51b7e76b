import Alliance
import Diagnostics
import DutyRostering
import DutyRosteringSolver
import SampleData
import Solving
import Testing

@Suite struct RotationProperties {
  private func sample(
    hospitals: Int, communities: Int, terms: Int, seed: UInt64, weighted: Bool
  ) -> RosteringDraft {
    var draft = RotationSample(
      hospitals: hospitals, communities: communities, terms: RotationSample.months(terms),
      leavePercent: 0
    ).draft(seed: seed)
    draft.rotation.history = []
    var random = SeededRandom(seed: seed)
    if weighted {
      // No unit's share may exceed one duty a term: at most 4 places, weights of 2 and 3.
      for u in draft.units.indices { draft.units[u].weight = Int.random(in: 2...3, using: &random) }
    }
    return draft
  }

  @Test(arguments: 0..<UInt64(16))
  func `nobody is ever a whole duty from the entitlement without absences`(seed: UInt64) throws {
    let draft = sample(
      hospitals: 7, communities: 8, terms: 6 + Int(seed % 4), seed: seed, weighted: seed % 2 == 1)
    let problem = try RosteringProblem(validating: draft)
    // The worst deviation is proven long before the last goals; they may stay open here.
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: 60)))
    let worst = outcome.terms.filter { $0.name.hasPrefix("worstDeviation") }
    #expect(worst.count == 2)
    for term in worst {
      #expect(term.value < problem.deviationScale, "seed \(seed)")
      #expect(term.isProven, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<UInt64(40))
  func `leave never improves the worst deviation`(seed: UInt64) throws {
    var draft = TinyRotation.draft(seed: seed)
    draft.leave.removeAll { $0.person == "900" }
    draft.rotation.posts = []
    draft.rotation.settings.mayLeaveOpen = false
    let before = try RosteringProblem(validating: draft).solve()
    draft.rotation.pinned = []
    let free = try RosteringProblem(validating: draft).solve()
    let unit = draft.units[Int(seed) % draft.units.count].id
    draft.leave.append(
      LeaveDraft(unit: unit, term: draft.terms[Int(seed) % draft.terms.count].label))
    let after = try RosteringProblem(validating: draft).solve()
    func worst(_ outcome: Outcome<RosteringAnswer>) -> [Int]? {
      outcome.terms.isEmpty ? nil : [outcome.terms[2].value, outcome.terms[3].value]
    }
    guard let rested = worst(free) else {
      #expect(worst(after) == nil && worst(before) == nil)
      return
    }
    for stricter in [worst(before), worst(after)] {
      guard let stricter else { continue }
      #expect(stricter[0] >= rested[0] && stricter[1] >= rested[1], "seed \(seed)")
    }
  }

  @Test func `the same input gives the same answer`() throws {
    let draft = RotationSample().draft(seed: 3)
    let first = try RosteringProblem(validating: draft).solve()
    let second = try RosteringProblem(validating: draft).solve()
    #expect(first.solution == second.solution)
    #expect(first.terms == second.terms)
    #expect(first.work == second.work)
  }

  @Test func `a proof that was touched is refused`() throws {
    let problem = try RosteringProblem(validating: RotationSample().draft(seed: 2))
    let outcome = try problem.solve()
    let answer = try #require(outcome.solution)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])

    func defects(_ proofs: [RosteringAnswer.Proof]) -> Int {
      let touched = RosteringAnswer(
        roster: answer.roster, proofs: proofs, reasons: answer.reasons, fairness: answer.fairness)
      return problem.certificateDefects(of: touched, terms: outcome.terms).count
    }
    for (i, proof) in answer.proofs.enumerated() {
      guard let certificate = proof.certificate, certificate != BoundCertificate.boxOnly else {
        continue
      }
      // Every weight of every leaf is dropped: what is left proves nothing but the box.
      let nodes = certificate.nodes.map { node -> BoundCertificate.Node in
        switch node {
        case .bounded: .bounded(multipliers: [])
        case .empty: .empty(multipliers: [])
        default: node
        }
      }
      var proofs = answer.proofs
      proofs[i] = RosteringAnswer.Proof(
        goal: proof.goal,
        certificate: BoundCertificate(denominator: certificate.denominator, nodes: nodes))
      // A sum that is zero is bounded by the box alone.
      if problem.values(of: answer.roster)[proof.goal] > 0 {
        #expect(defects(proofs) > 0, "\(proof.goal)")
      }
      proofs.remove(at: i)
      #expect(defects(proofs) > 0, "\(proof.goal)")
    }
    for (i, term) in outcome.terms.enumerated() {
      var terms = outcome.terms
      terms[i] = ObjectiveTerm(
        name: term.name, value: term.value + 1, bound: term.bound, isMinimized: term.isMinimized)
      #expect(!problem.certificateDefects(of: answer, terms: terms).isEmpty)
      if let bound = term.bound, term.isMinimized {
        terms[i] = ObjectiveTerm(
          name: term.name, value: term.value, bound: bound + 1, isMinimized: true)
        #expect(!problem.certificateDefects(of: answer, terms: terms).isEmpty, "\(term.name)")
      }
    }
  }
}

extension BoundCertificate {
  /// The proof that claims no more than the box itself.
  static let boxOnly = BoundCertificate(denominator: 1, nodes: [.open])
}
