import EquipmentBooking
import EquipmentBookingSolver
import Solving
import TestSupport
import Testing

/// Published timetables of rounds in which every rule is at work, disturbed and planned anew, against
/// enumeration.
@Suite struct EverythingReplanTests {
  /// What happens to a published timetable: a device is down, or somebody comes late, with a promise or without.
  private struct Disturbance {
    var draft: BookingDraft
    var down: [BookingDraft.DeviceSpan] = []
    /// The late request's promise.
    var promise: [BookingDraft.Pin] = []

    init(_ given: BookingDraft, seed: UInt64) {
      draft = given
      draft.pins = []
      let half = 6 * draft.slotMinutes
      if seed % 4 < 2 {
        let from = seed % 8 < 4 ? 0 : half
        down = [.init(device: "D\(seed % 2)", span: .init(from: from, to: from + half))]
        return
      }
      var random = SeededRandom(seed: seed)
      var late = draft.requests[Int(seed / 4) % 8]
      late.id = "LATE"
      late.weight = Int.random(in: 1...99, using: &random)
      draft.requests.append(late)
      guard seed % 4 == 2 else { return }
      let oracle = TinyOracle(draft)
      let place = oracle.places(of: draft.requests.count - 1).randomElement(using: &random)
      if let place {
        promise = [
          .init(
            request: "LATE", device: draft.devices[place.device].id,
            start: place.slot * draft.slotMinutes)
        ]
      }
    }

    /// The round after it, without promises, for the enumeration.
    var after: BookingDraft {
      var round = draft
      round.maintenance += down
      return round
    }
  }

  /// All 1,000 rounds take 17 seconds.
  @Test(arguments: seedBlocks(20))
  func `a disturbed timetable loses, changes and is worth what enumeration says it must`(
    block: Int
  ) throws {
    var (lossy, disturbed, proven, bestOfAll) = (0, 0, 0, 0)
    for seed in UInt64(block) * 50..<UInt64(block) * 50 + 50 {
      let draft = everythingRound(seed: seed)
      let problem = try BookingProblem(validating: draft)
      let before = try #require(try problem.solve().solution).timetable
      let pins = publishedPins(before, problem)
      let disturbance = Disturbance(draft, seed: seed)

      var round = disturbance.draft
      round.pins = disturbance.promise
      let next = try round.replanned(keeping: pins, down: disturbance.down)
      let again = try BookingProblem(validating: next)
      let outcome = try again.solve()
      let answer = try #require(outcome.solution)
      #expect(again.violations(of: answer.timetable) == [], "seed \(seed)")
      #expect(again.certificateDefects(of: answer, terms: outcome.terms) == [], "seed \(seed)")
      try #require(outcome.terms.map(\.name) == ["lost", "changed", "value"])
      let (lost, changed, value) = (outcome.terms[0], outcome.terms[1], outcome.terms[2])

      let published = pins.map { WrittenParts.renamed($0, in: problem.draft) }
      var everywhere = TimetableEnumeration(
        disturbance.after, published: published + disturbance.promise)
      let best = everywhere.run()
      #expect(try #require(lost.bound) <= best.lost, "seed \(seed)")
      #expect(lost.value == best.lost, "seed \(seed)")
      #expect(changed.value == best.changed, "seed \(seed)")
      let shown = try again.revisionBounds(losing: best.lost)
      #expect(shown.lost <= best.lost && shown.changed <= best.changed, "seed \(seed)")

      // What the solver proves of the value holds beside the places that it has fixed.
      var fixed = disturbance.after
      fixed.pins = next.pins.map { WrittenParts.renamed($0, in: next) }
      var beside = TimetableEnumeration(fixed)
      #expect(value.value == beside.run().points, "seed \(seed)")
      #expect(value.isProven, "seed \(seed)")
      #expect(value.value <= best.points, "seed \(seed)")

      let isProven = lost.isProven && changed.isProven
      #expect((outcome.termination == .optimal) == isProven, "seed \(seed)")
      if isProven { proven += 1 }
      if best.lost > 0 { lossy += 1 }
      if best.changed > 0 { disturbed += 1 }
      if value.value == best.points { bestOfAll += 1 }
    }
    #expect(lossy >= 1 && disturbed >= 5, "\(lossy) \(disturbed)")
    #expect(proven == 50, "\(proven) of 50")
    // Among revisions as good the places that moved are chosen one by one: mostly those worth most.
    #expect(bestOfAll >= 40, "\(bestOfAll) of 50")
  }
}
