import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

/// Rounds in which every rule is at work at once, against enumeration.
@Suite struct EverythingTests {
  @Test(arguments: 0..<20)
  func `with every rule at once the optimum equals enumeration, and its proof adds up`(
    block: Int
  ) throws {
    for seed in UInt64(block) * 50..<UInt64(block) * 50 + 50 {
      let draft = everythingRound(seed: seed)
      let problem = try BookingProblem(validating: draft)
      let outcome = try problem.solve()
      let answer = try #require(outcome.solution)
      var enumeration = TimetableEnumeration(draft)
      let best = enumeration.run().points
      #expect(problem.violations(of: answer.timetable) == [], "seed \(seed)")
      #expect(problem.value(of: answer.timetable) == best, "seed \(seed)")
      #expect(outcome.objective == best, "seed \(seed)")
      #expect(outcome.bound == best, "seed \(seed)")
      #expect(outcome.termination == .optimal, "seed \(seed)")
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [], "seed \(seed)")
    }
  }

  /// Leaves one rule out, or changes what it counts.
  private typealias Change = (name: String, make: (inout BookingDraft) -> Void)

  private var changes: [Change] {
    [
      ("capacity", { draft in for d in draft.devices.indices { draft.devices[d].capacity = 1 } }),
      ("class", { draft in draft.devices[1].deviceClass = "V" }),
      ("parts", { $0.devices[3].parts = ["D1", "D2"] }),
      ("set-up", { $0.devices[0].setUpMinutes = 0 }),
      ("clean-up", { $0.devices[1].cleanUpMinutes = 0 }),
      ("own set-up", { $0.requests[2].setUpMinutes = nil }),
      ("own clean-up", { $0.requests[5].cleanUpMinutes = nil }),
      ("operators", { for s in 0...1 { $0.shifts[s].count = 9 } }),
      ("dated operators", { $0.datedShifts = [] }),
      ("own operator", { $0.requests[4].operatorPool = nil }),
      ("horizon quota", { $0.quotas.remove(at: 0) }),
      ("week quota", { $0.quotas.remove(at: 1) }),
      ("day quota", { $0.quotas.remove(at: 2) }),
      ("quota hours", { $0.quotas[2].hours = nil }),
      ("fair share", { $0.fairShares.removeAll { $0.institution == "B" } }),
      ("second step", { $0.fairShares.remove(at: 1) }),
      ("reserve", { $0.reserves = nil }),
      ("maintenance", { $0.maintenance = [] }),
      ("extra hours", { $0.extraOpenings = [] }),
      ("users", { $0.devices[2].authorized = nil }),
      ("preferred hours", { $0.requests[1].preferred = nil }),
      ("preferred device", { $0.requests[1].preferredDevice = nil }),
      ("credit", { $0.requests[5].credit = nil }),
      ("device windows", { $0.deviceWindows = nil }),
      ("promise", { $0.pins = [] }),
      ("series", { $0.series.removeAll { $0.id == "S" } }),
      ("order", { $0.series[1].gapMinutes = nil }),
      ("gap", { $0.series[1].gapMinutes = ($0.series[1].gapMinutes ?? 0) + $0.slotMinutes }),
      ("going ahead", { $0.series[2].rule = .allOrNothing }),
      ("alternatives", { $0.series.removeAll { $0.id == "W" } }),
      ("split", { $0.requests[8].split = nil }),
      ("split gap", { $0.requests[8].split?.gapMinutes = 2 * $0.slotMinutes }),
    ]
  }

  @Test func `each of the rules decides some of these rounds`() {
    let rounds = (UInt64(0)..<120).map { everythingRound(seed: $0) }
    func best(_ draft: BookingDraft) -> Int {
      var enumeration = TimetableEnumeration(draft)
      return enumeration.run().points
    }
    let values = rounds.map(best)
    for change in changes {
      let decided = zip(rounds, values).count { round, value in
        var changed = round
        change.make(&changed)
        return best(changed) != value
      }
      #expect(decided >= 2, "\(change.name): \(decided) of \(rounds.count)")
    }
  }

  @Test func `what was enumerated before is enumerated the same way here`() {
    for seed in UInt64(0)..<300 {
      let draft = tinyRound(seed: seed)
      var enumeration = TimetableEnumeration(draft)
      #expect(enumeration.run().points == TinyOracle(draft).best(), "seed \(seed)")
    }
  }
}
