import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Foundation
import Interchange
import Solving
import TestSupport
import Testing

@Suite struct FairnessTests {
  @Test func `shares that cost points can be outweighed, shares that come first cannot`() throws {
    let soft = try BookingProblem(validating: shareContest(nil, points: 1))
    let softAnswer = try #require(try soft.solve().solution)
    #expect(softAnswer.timetable.bookings.map(\.request) == [0, 1])

    let fair = try BookingProblem(validating: shareContest(.maxMin, points: 0))
    let outcome = try fair.solve()
    let answer = try #require(outcome.solution)
    #expect(answer.timetable.bookings.map(\.request) == [0, 2])
    #expect(outcome.termination == .optimal)
    #expect(outcome.terms.map(\.name).first == "sharesBelow10")
    #expect(outcome.terms.map(\.value) == [Int](repeating: 0, count: 10) + [110])
    #expect(fair.satisfactions(in: answer.timetable) == [10, 10])
    #expect(
      fair.summary(ofSharesIn: answer.timetable, terms: outcome.terms)?.zh.hasPrefix(
        "公平份额：2 家达到 100%；已证明不能更均衡") == true)
    // B is worth less than R1, which is told so in words and not in points that nobody gave.
    let reasons = answer.refusals.flatMap(\.reasons)
    #expect(reasons == [.shareFloor(institution: 1, tenths: 10, winners: [2], value: 20)])
    #expect(fair.text(of: reasons[0]).en.hasSuffix("B would fall below 100 % of its share"))
    #expect(soft.summary(ofSharesIn: softAnswer.timetable, terms: []) == nil)
  }

  @Test func `who cannot be served keeps nobody else waiting`() throws {
    var draft = shareContest(.maxMin, points: 0)
    draft.fairShares[1].minutes = 480
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve()
    // B asks for a quarter of its share and gets it: two tenths.
    #expect(outcome.terms.map(\.value) == [0, 0] + [Int](repeating: 1, count: 8) + [110])
    #expect(outcome.termination == .optimal)
    #expect(outcome.solution?.fairness?.floors == [10, 2])
    #expect(outcome.solution?.fairness?.stages == [])
  }

  @Test func `satisfactions are whole tenths, and counted below each`() throws {
    let problem = try BookingProblem(validating: shareContest(.maxMin, points: 0))
    let timetable = Timetable(bookings: [Booking(request: 0, device: 0, start: 16)])
    #expect(problem.satisfactions(in: timetable) == [10, 0])
    #expect(problem.sharesBelow(in: timetable) == [Int](repeating: 1, count: 10))
    #expect(problem.sharesBelow(in: Timetable(bookings: [])) == [Int](repeating: 2, count: 10))
    var draft = problem.draft
    draft.fairShares[0].minutes = 480
    draft.fairShares[1].minutes = 0
    let wider = try BookingProblem(validating: draft)
    #expect(wider.satisfactions(in: timetable) == [2, 10])
    #expect(wider.sharesBelow(in: timetable) == [0, 0, 1, 1, 1, 1, 1, 1, 1, 1])
  }

  /// What enumeration says of one round; whether its shares and its value are proven, and whether somebody is below
  /// a tenth who could reach it.
  private func check(_ seed: UInt64) throws -> (isFair: Bool, isBest: Bool, isContested: Bool) {
    let draft = fairRound(seed: seed)
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve()
    let answer = try #require(outcome.solution)
    #expect(problem.violations(of: answer.timetable) == [])
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [], "seed \(seed)")

    let all = TimetableUses(draft)
    var uses = [Int](repeating: 0, count: draft.institutions.count)
    for booking in answer.timetable.bookings {
      let request = problem.requests[booking.request]
      uses[request.institution] += request.length
    }
    let (shares, value) = (outcome.terms.prefix(10), try #require(outcome.terms.last))
    #expect(shares.map(\.value) == all.below(uses), "seed \(seed)")
    let counts = all.best.keys.map(all.below)
    for (i, term) in shares.enumerated() {
      let asFair = counts.filter { zip($0, shares).prefix(i).allSatisfy { $0 <= $1.value } }
      let fewest = try #require(asFair.map { $0[i] }.min())
      #expect(try #require(term.bound) <= fewest, "seed \(seed), \(term.name)")
    }
    let fairest = try #require(counts.min { $0.lexicographicallyPrecedes($1) })
    let levels = problem.shareLevels
    let isContested = shares.enumerated().contains { $1.value > levels.unreachable($0 + 1) }
    let isFair = shares.allSatisfy(\.isProven)
    if isFair { #expect(shares.map(\.value) == fairest, "seed \(seed)") }

    let floors = try #require(answer.fairness?.floors)
    let kept = all.best.filter { zip(floors, all.tenths($0.key)).allSatisfy(<=) }
    let most = try #require(kept.values.max())
    #expect(try #require(value.bound) >= most, "seed \(seed)")
    #expect(value.value <= most)
    if value.isProven { #expect(value.value == most, "seed \(seed)") }
    // Without limits a search that proves too little has come to its end.
    #expect(outcome.termination == (outcome.terms.allSatisfy(\.isProven) ? .optimal : .unproven))
    return (isFair, value.isProven, isContested)
  }

  @Test(arguments: 0..<12)
  func `the fairest timetable equals enumeration where it is proven`(block: Int) throws {
    var (fair, best, contested) = (0, 0, 0)
    for seed in UInt64(block) * 10..<UInt64(block) * 10 + 10 {
      let found = try check(seed)
      fair += found.isFair ? 1 : 0
      best += found.isBest ? 1 : 0
      contested += found.isContested ? 1 : 0
    }
    // One round of 120 ends with a bound that is too low.
    #expect(fair >= 9)
    #expect(best == 10)
    #expect(contested >= 1)
  }

  @Test func `an answer reads back the same and one thread finds what two find`() throws {
    for seed in UInt64(0)..<20 {
      let problem = try BookingProblem(validating: fairRound(seed: seed))
      let limits = SolveLimits(work: 40)
      let one = try problem.solve(run: Run(within: limits, seed: 3, threads: 1))
      let two = try problem.solve(run: Run(within: limits, seed: 3, threads: 2))
      #expect(one.solution == two.solution)
      #expect(one.terms == two.terms)
      let answer = try #require(one.solution)
      let coded = try JSONEncoder().encode(answer)
      #expect(try JSONDecoder().decode(BookingAnswer.self, from: coded) == answer)
    }
  }

  @Test(arguments: [0, 1, 3])
  func `a search cut short is checked and claims nothing that is not so`(work: Int) throws {
    for seed in UInt64(200)..<215 {
      let draft = fairRound(seed: seed)
      let problem = try BookingProblem(validating: draft)
      let outcome = try problem.solve(run: Run(within: SolveLimits(work: work)))
      let answer = try #require(outcome.solution)
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
      let all = TimetableUses(draft)
      let fewest = all.best.keys.map { all.below($0)[0] }.min()
      #expect(try #require(outcome.terms[0].bound) <= (fewest ?? 0), "seed \(seed)")
      if work == 0 {
        let isProven = outcome.terms.allSatisfy(\.isProven)
        #expect(outcome.termination == (isProven ? .optimal : .limitReached), "seed \(seed)")
      }
    }
  }

  @Test func `a published round keeps its places first and only counts shares`() throws {
    var draft = shareContest(.maxMin, points: 0)
    draft.published = [.init(request: "R1", device: "D", start: 600)]
    let problem = try BookingProblem(validating: draft)
    #expect(!problem.isMaxMin)
    let outcome = try problem.solve()
    #expect(outcome.terms.map(\.name) == ["lost", "changed", "value"])
    let answer = try #require(outcome.solution)
    let told = problem.summary(ofSharesIn: answer.timetable, terms: outcome.terms)
    #expect(told?.en.contains("only counted") == true)
    // An edit speaks of percents too, since no share has a fine.
    let empty = Timetable(bookings: [])
    let share = try #require(problem.edit(from: answer.timetable, to: empty).shares.first)
    #expect(problem.text(of: share).en == "A: 4.0 → 0.0 hours, of its fair share 100% → 0%")
  }

  @Test func `an edit that takes a share away has no bound on its value`() throws {
    let problem = try BookingProblem(validating: shareContest(.maxMin, points: 0))
    let outcome = try problem.solve()
    let answer = try #require(outcome.solution)
    func edited(_ requests: [Int]) throws -> Outcome<BookingAnswer> {
      try problem.outcome(
        editing: answer,
        to: Timetable(
          bookings: requests.enumerated().map {
            Booking(request: $1, device: 0, start: 16 + 4 * $0)
          }), terms: outcome.terms, run: Run())
    }
    let kept = try edited([2, 1])
    #expect(kept.terms.last?.bound == 110)
    let taken = try edited([0, 1])
    #expect(taken.terms.last?.value == 170)
    #expect(taken.terms.last?.bound == nil)
    #expect(taken.terms[0].value == 1)
    for outcome in [kept, taken] {
      let answer = try #require(outcome.solution)
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    }
    let edit = problem.edit(from: answer.timetable, to: try #require(taken.solution).timetable)
    let share = try #require(edit.shares.last)
    #expect(problem.text(of: share).en == "B: 2.0 → 0.0 hours, of its fair share 100% → 0%")
  }
}
