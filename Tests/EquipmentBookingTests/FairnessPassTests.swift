import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import SampleData
import Solving
import Testing

/// Further passes over tenths that limits left open.
@Suite struct FairnessPassTests {
  /// A sample in which each institution ought to get all that it asks for, before any points.
  private func fairSample(devices: Int, requests: Int, seed: UInt64) throws -> BookingProblem {
    var draft = BookingSample(
      deviceCount: devices, requestCount: requests, dayCount: 14, seed: seed
    ).draft()
    draft.fairShareRule = .maxMin
    draft.fairShares = draft.institutions.map { institution in
      let own = draft.requests.filter { $0.institution == institution.id }
      return .init(institution: institution.id, minutes: own.reduce(0) { $0 + $1.minutes })
    }
    return try BookingProblem(validating: draft)
  }

  @Test(arguments: [(4, 36, 1), (4, 36, 2), (5, 50, 1), (5, 50, 4)])
  func `what is left of a run goes into tenths that are open`(
    devices: Int, requests: Int, seed: UInt64
  ) throws {
    let problem = try fairSample(devices: devices, requests: requests, seed: seed)
    for work in [60, 200] {
      let limits = SolveLimits(work: work)
      var first = try FairnessSearch(problem, run: Run(within: limits))
      try first.search()
      let outcome = try problem.solve(run: Run(within: limits))
      let answer = try #require(outcome.solution)
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
      // Some of the last twentieth goes into reasons.
      if outcome.termination == .limitReached { #expect(outcome.work >= work * 85 / 100) }
      #expect(outcome.work <= work * 110 / 100)
      // A limit that leaves too little for a further pass is what ended the run.
      if work == 200, seed == 4 { #expect(outcome.termination == .limitReached) }
      let below = outcome.terms.prefix(10).map(\.value)
      #expect(!problem.sharesBelow(in: first.timetable).lexicographicallyPrecedes(below))
    }
  }

  @Test func `a further pass is fairer than the first, and its points are those of the new shares`()
    throws
  {
    let problem = try fairSample(devices: 4, requests: 36, seed: 1)
    let limits = SolveLimits(work: 60)
    var first = try FairnessSearch(problem, run: Run(within: limits))
    try first.search()
    let outcome = try problem.solve(run: Run(within: limits))
    let answer = try #require(outcome.solution)
    let below = outcome.terms.prefix(10).map(\.value)
    #expect(below.lexicographicallyPrecedes(problem.sharesBelow(in: first.timetable)))
    // The first pass and its points alone leave four below 60 %.
    #expect(below.prefix(6) == [0, 0, 0, 0, 2, 3])
    let floors = try #require(answer.fairness?.floors)
    #expect(zip(floors, problem.satisfactions(in: answer.timetable)).allSatisfy(<=))
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    let again = try problem.solve(run: Run(within: limits, threads: 2))
    #expect(again.solution == outcome.solution)
    #expect(again.terms == outcome.terms)
  }

  @Test func `a search that no limit cuts short has nothing to take up again`() throws {
    for seed in UInt64(0)..<20 {
      let problem = try BookingProblem(validating: fairRound(seed: seed))
      var search = try FairnessSearch(problem, run: Run())
      try search.search()
      while search.canGoOn { _ = try search.searchOn() }
      #expect(search.isOver)
    }
  }
}
