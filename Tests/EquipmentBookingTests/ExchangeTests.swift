import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import SampleData
import Solving
import Testing

@Suite struct ExchangeTests {
  @Test(arguments: 1...6)
  func `nobody alone is out for the sake of others who are worth less, however early it stops`(
    seed: Int
  ) throws {
    let sample = BookingSample(deviceCount: 6, requestCount: 150, dayCount: 14, seed: UInt64(seed))
    let problem = try BookingProblem(validating: sample.draft())
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: 40), seed: 1))
    let answer = try #require(outcome.solution)
    #expect(outcome.termination == .limitReached)
    let isPromised = Set(problem.requests.indices.filter { problem.requests[$0].pin != nil })
    var counted = 0
    for refusal in answer.refusals {
      for reason in refusal.reasons {
        switch reason {
        case .classFull(let winners, let value), .betterUse(let winners, let value):
          guard isPromised.isDisjoint(with: winners) else { continue }
          counted += 1
          #expect(value >= problem.requests[refusal.request].weight, "request \(refusal.request)")
        default: continue
        }
      }
    }
    #expect(counted > 5)
  }

  @Test func `others are said to be worth more only if they are`() throws {
    let sample = BookingSample(deviceCount: 6, requestCount: 150, dayCount: 14, seed: 1)
    let problem = try BookingProblem(validating: sample.draft())
    let r = try #require(problem.requests.firstIndex { $0.pin == nil })
    let other = try #require(problem.requests.indices.last { problem.requests[$0].pin == nil })
    func said(_ value: Int) -> String {
      let reason = Refusal.Reason.betterUse(winners: [other], value: value)
      let refusal = Refusal(request: r, reasons: [reason], waysIn: [])
      return problem.texts(ofReasonsFor: refusal).map(\.en).joined()
    }
    let id = problem.requests[other].id
    let weight = problem.requests[r].weight
    #expect(said(weight) == "it would displace \(id) (\(weight) points), worth more")
    #expect(said(weight - 1) == "the cheapest place is held by \(id) (\(weight - 1) points)")
  }
}
