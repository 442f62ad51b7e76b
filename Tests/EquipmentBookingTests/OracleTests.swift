import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import LinearProgramming
import Solving
import Testing

@Suite struct OracleTests {
  @Test(arguments: 0..<100)
  func `the optimum equals enumeration, and its proof adds up`(block: Int) throws {
    for seed in UInt64(block) * 10..<UInt64(block) * 10 + 10 {
      let draft = tinyRound(seed: seed)
      let problem = try BookingProblem(validating: draft)
      let outcome = try problem.solve()
      let answer = try #require(outcome.solution)
      let best = TinyOracle(draft).best()

      #expect(problem.violations(of: answer.timetable) == [])
      #expect(problem.value(of: answer.timetable) == best, "seed \(seed)")
      #expect(outcome.objective == best)
      #expect(outcome.termination == .optimal, "seed \(seed)")
      #expect(outcome.bound == best)
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    }
  }

  @Test(arguments: 0..<12)
  func `the fast formulation and the reference have the same optimum`(block: Int) throws {
    for seed in UInt64(block) * 10..<UInt64(block) * 10 + 10 {
      let problem = try BookingProblem(validating: tinyRound(seed: 5000 + seed, requests: 8))
      let fast = try problem.solve()
      let reference = try problem.compactReferenceFormulation.solve()
      #expect(reference.objective.map { Int($0.rounded()) } == fast.objective, "seed \(seed)")
    }
  }

  @Test(arguments: UInt64(0)..<40)
  func `a bound cut short is never below the optimum`(seed: UInt64) throws {
    let draft = tinyRound(seed: 900 + seed)
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: 0)))
    let answer = try #require(outcome.solution)
    #expect(try #require(outcome.bound) >= TinyOracle(draft).best())
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
  }

  @Test(arguments: [0.01, 0.1, 0.5])
  func `a search that ends at its gap has a proof of it`(gap: Double) throws {
    for seed in UInt64(0)..<120 {
      let draft = seed % 3 == 0 ? splitRound(seed: seed) : tinyRound(seed: 3000 + seed, requests: 7)
      let problem = try BookingProblem(validating: draft)
      let outcome = try problem.solve(run: Run(within: SolveLimits(gap: gap)))
      let answer = try #require(outcome.solution)
      #expect(try #require(outcome.gap) <= gap, "seed \(seed)")
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [], "seed \(seed)")
    }
  }

  @Test(arguments: UInt64(0)..<40)
  func `capacity never hurts, and a request less never helps`(seed: UInt64) throws {
    let draft = tinyRound(seed: 300 + seed)
    let value = try #require(try BookingProblem(validating: draft).solve().objective)

    var roomier = draft
    roomier.devices[0].capacity += 1
    let more = try #require(try BookingProblem(validating: roomier).solve().objective)
    #expect(more >= value)

    var fewer = draft
    let gone = fewer.requests.removeLast()
    fewer.pins.removeAll { $0.request == gone.id }
    for s in fewer.series.indices { fewer.series[s].requests.removeAll { $0 == gone.id } }
    fewer.series.removeAll { $0.requests.isEmpty }
    let less = try #require(try BookingProblem(validating: fewer).solve().objective)
    #expect(less <= value)
  }

  @Test func `equal devices are one group and are told apart by colouring`() throws {
    var draft = BookingDraft(name: "twins", firstDay: "2026-11-30", dayCount: 1)
    draft.institutions = [.init(id: "A", name: "A")]
    for d in 0..<3 {
      draft.devices.append(
        .init(id: "D\(d)", name: "D\(d)", owner: "A", deviceClass: "X", cleanUpMinutes: 30))
      draft.openings.append(.init(device: "D\(d)", weekday: 1, from: 480, to: 720))
    }
    // Three devices times 240 minutes hold six uses of 60 minutes with their cleaning, twice each.
    draft.requests = (0..<7).map {
      .init(
        id: "R\($0)", institution: "A", minutes: 90, windows: [.init(from: 480, to: 720)],
        choices: [.init(target: "X")])
    }
    let problem = try BookingProblem(validating: draft)
    #expect(problem.deviceGroups.map(\.devices) == [[0, 1, 2]])
    #expect(problem.deviceGroups.map(\.capacity) == [3])
    let answer = try #require(try problem.solve().solution)
    #expect(answer.timetable.bookings.count == 6)
    #expect(problem.violations(of: answer.timetable) == [])
  }

  @Test func `the same round gives the same bytes`() throws {
    for seed in UInt64(40)..<45 {
      let problem = try BookingProblem(validating: tinyRound(seed: seed, requests: 9))
      let first = try problem.solve(run: Run(seed: 7))
      let second = try problem.solve(run: Run(seed: 7))
      #expect(first.solution == second.solution)
      #expect(first.work == second.work)
    }
  }
}
