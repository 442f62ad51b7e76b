import EquipmentBooking
import EquipmentBookingSolver
import Interchange
import Solving
import Testing

@Suite struct ChainSearchTests {
  /// A week of missions that ask for more than three antennas have, with views of whole days: starts by the
  /// thousand that prices do not tell apart.
  private func week(missions: Int, requests: Int, hours: Double) throws -> BookingProblem {
    let monday = 1_520_208_000
    let view =
      "{\"RISE\": 0, \"SET\": 0, \"TRX ON\": \(monday), \"TRX OFF\": \(monday + 2 * 86_400)}"
    let views = ["DSS-14", "DSS-24", "DSS-25"].map { "\"\($0)\": [\(view)]" }
    let list = (0..<missions).flatMap { mission in
      (0..<requests).map { k in
        "{\"subject\": \(mission + 1), \"duration\": \(hours), \"duration_min\": \(hours), "
          + "\"track_id\": \"\(mission)-\(k)\", \"setup_time\": 60, \"teardown_time\": 15, "
          + "\"resource_vp_dict\": {\(views.joined(separator: ", "))}}"
      }
    }
    let text = "[\(list.joined(separator: ", "))]"
    return try BookingProblem(
      validating: SatNetFile(parsing: text, maintenance: nil, name: "w", goal: .fairness).draft)
  }

  @Test func `two seeds at the same time leave the better timetable`() throws {
    let problem = try week(missions: 10, requests: 4, hours: 8)
    func shared(_ seconds: Double, threads: Int) -> (before: Int, after: Int) {
      let run = Run(within: SolveLimits(seconds: seconds), seed: 1, threads: threads)
      var engine = TimetableEngine(problem, run: run)
      #expect(!engine.isSmall)
      engine.findPrices()
      let before = problem.value(of: engine.timetable)
      engine.search(bound: .max)
      #expect(problem.violations(of: engine.timetable) == [])
      return (before, problem.value(of: engine.timetable))
    }
    let found = shared(3, threads: 2)
    #expect(found.after > found.before)
  }

  @Test func `prices prove that missions lack something`() throws {
    // 320 hours are asked of antennas that are in view for 144: a mission lacks 0.55, or others more.
    let problem = try week(missions: 10, requests: 4, hours: 8)
    var engine = TimetableEngine(problem, run: Run(within: SolveLimits(work: 1_000), seed: 1))
    engine.findPrices()
    let bound = try problem.upperBound(provenBy: engine.certifiedPrices)
    // Ten squares of 0.55 are three million points.
    #expect(bound < -2_500_000)
  }
}
