import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Foundation
import Interchange
import Solving
import Testing

/// Monday 5 March 2018, 00:00 UTC.
private let monday = 1_520_208_000

private struct Track: Decodable, Hashable {
  let RESOURCE: String
  let SC: String
  let START_TIME: Int
  let TRACKING_ON: Int
  let TRACKING_OFF: Int
  let END_TIME: Int
  let TRACK_ID: String
}

@Suite struct SatelliteTests {
  private func request(
    _ id: String, mission: Int, hours: Double, least: Double, views: [String: [(Int, Int)]]
  ) -> String {
    let dict = views.sorted { $0.key < $1.key }.map { resource, spans in
      let list = spans.map {
        "{\"RISE\": 0, \"SET\": 0, \"TRX ON\": \(monday + $0.0), \"TRX OFF\": \(monday + $0.1)}"
      }
      return "\"\(resource)\": [\(list.joined(separator: ", "))]"
    }
    return "{\"subject\": \(mission), \"duration\": \(hours), \"duration_min\": \(least), "
      + "\"track_id\": \"\(id)\", \"setup_time\": 60, \"teardown_time\": 15, "
      + "\"resource_vp_dict\": {\(dict.joined(separator: ", "))}}"
  }

  private func tracks(of outcome: Outcome<BookingAnswer>, _ problem: BookingProblem) throws
    -> [Track]
  {
    let answer = try #require(outcome.solution)
    let text = SatNetFile.solutionText(of: answer.timetable, in: problem)
    return try JSONDecoder().decode([Track].self, from: Data(text.utf8))
  }

  @Test func `a track lies in view, with its set-up before and its tear-down after`() throws {
    // In view from 08:00:01 to 09:09:59: the only hour on slots of five minutes begins at 08:05.
    let week =
      "["
      + request(
        "a-1-1", mission: 7, hours: 1, least: 1, views: ["DSS-14": [(28_801, 32_999)]]) + "]"
    let problem = try BookingProblem(
      validating: SatNetFile(parsing: week, maintenance: nil, name: "w", goal: .requests).draft)
    let outcome = try problem.solve()
    #expect(outcome.objective == SatNetFile.pointsPerRequest)
    #expect(
      try tracks(of: outcome, problem) == [
        Track(
          RESOURCE: "DSS-14", SC: "7", START_TIME: monday + 29_100 - 3600,
          TRACKING_ON: monday + 29_100, TRACKING_OFF: monday + 32_700, END_TIME: monday + 33_600,
          TRACK_ID: "a-1-1")
      ])
  }

  @Test func `a closure shuts the antenna and every array that it belongs to`() throws {
    let views = ["DSS-14": [(28_800, 36_000)], "DSS-14_DSS-24": [(28_800, 36_000)]]
    let week = "[" + request("a", mission: 7, hours: 1, least: 1, views: views) + "]"
    let closed =
      "week,year,starttime,endtime,antenna\n"
      + "10.0,2018,\(monday + 30_000),\(monday + 34_000),DSS-14\n"
    let problem = try BookingProblem(
      validating: SatNetFile(parsing: week, maintenance: closed, name: "w", goal: .requests)
        .draft)
    #expect(problem.devices.map(\.id) == ["DSS-14", "DSS-24", "DSS-14_DSS-24"])
    #expect(try problem.solve().objective == 0)
  }

  @Test func `an array holds all its antennas, one track on each`() throws {
    let both = request(
      "a", mission: 7, hours: 1, least: 1, views: ["DSS-14_DSS-24": [(28_800, 33_300)]])
    let single = request(
      "b", mission: 8, hours: 1, least: 1, views: ["DSS-24": [(28_800, 33_300)]])
    let problem = try BookingProblem(
      validating: SatNetFile(
        parsing: "[\(both), \(single)]", maintenance: nil, name: "w", goal: .requests
      ).draft)
    let outcome = try problem.solve()
    #expect(outcome.objective == SatNetFile.pointsPerRequest)
    let held = try tracks(of: outcome, problem)
    #expect([["DSS-24"], ["DSS-14", "DSS-24"]].contains(held.map(\.RESOURCE)))
  }

  @Test func `a long request is split where no view holds it, and counts no more than it asks`()
    throws
  {
    // Two views of four and a half hours; eight are asked, so that two tracks of four fit.
    let views = ["DSS-14": [(28_800, 45_000), (72_000, 88_200)]]
    let week = "[" + request("a", mission: 7, hours: 8, least: 6.4, views: views) + "]"
    let problem = try BookingProblem(
      validating: SatNetFile(parsing: week, maintenance: nil, name: "w", goal: .hours).draft)
    let outcome = try problem.solve()
    #expect(outcome.objective == 96 * SatNetFile.pointsPerSlot)
    let held = try tracks(of: outcome, problem)
    #expect(held.map(\.TRACK_ID) == ["a", "a"])
    #expect(held.allSatisfy { $0.TRACKING_OFF - $0.TRACKING_ON == 14_400 })
    // No single track satisfies the request.
    let whole = try BookingProblem(
      validating: SatNetFile(parsing: week, maintenance: nil, name: "w", goal: .requests).draft)
    #expect(try whole.solve().objective == 0)
  }

  @Test func `fairness prefers one of each mission to two of one`() throws {
    // Room for two hours with their set-ups; mission 7 asks twice, mission 8 once.
    let views = ["DSS-14": [(3600, 16_200)]]
    let week = ["a", "b", "c"].map {
      request($0, mission: $0 == "c" ? 8 : 7, hours: 1, least: 1, views: views)
    }
    let problem = try BookingProblem(
      validating: SatNetFile(
        parsing: "[\(week.joined(separator: ", "))]", maintenance: nil, name: "w",
        goal: .fairness
      ).draft)
    let held = try tracks(of: try problem.solve(), problem)
    #expect(held.map(\.SC).sorted() == ["7", "8"])
  }

  @Test(arguments: [7, 23, 24, 25, 50, 301])
  func `fines of what missions lack bound the mean square from below`(slots: Int) throws {
    let hours = Double(slots) / 12
    // Two missions, of one request each, that are satisfied by one slot.
    let week = """
      [\(request("a", mission: 1, hours: hours, least: hours / 2, views: ["DSS-14": [(0, 300 * slots)]])),
      \(request("b", mission: 2, hours: hours * 2, least: hours, views: ["DSS-14": [(0, 600 * slots)]]))]
      """
    let file = try SatNetFile(parsing: week, maintenance: nil, name: "w", goal: .fairness)
    let problem = try BookingProblem(validating: file.draft)
    for (a, b) in [(0, 0), (1, 2), (slots / 2, slots), (slots - 1, 2 * slots), (slots, 2 * slots)] {
      let served = [1: a, 2: b]
      // Fines by hand: each share on its own.
      let fines = problem.fairShares.reduce(0) { sum, share in
        let mission = Int(problem.institutions[share.institution].id) ?? 0
        return sum + share.pointsPerSlot * max(0, share.target - (served[mission] ?? 0))
      }
      let lacking = [Double(slots - a) / Double(slots), Double(2 * slots - b) / Double(2 * slots)]
      let square = lacking.reduce(0) { $0 + $1 * $1 } / 2
      let bound = file.leastRootMeanSquare(fines: fines)
      #expect(bound <= square.squareRoot() + 1e-9)
      // A quarter of a step's square at most is lost twice over, and what whole points leave out.
      let step = Double((slots + 23) / 24) / Double(slots)
      #expect(bound * bound >= square - 0.25 * step * step - 0.001)
    }
  }

  @Test func `each task takes one opportunity within the antennas of its station`() throws {
    let data = """
      {"Stations": [["POGO", 1, 1], ["HULA", 2, 1]],
       "Opportunities": [["1", 1, 0, 20, 20], ["1", 2, 0, 30, 30], ["2", 1, 5, 20, 30],
         ["3", 2, 10, 20, 40]]}
      """
    let problem = try BookingProblem(
      validating: AfscnFile(parsing: data, name: "s").draft)
    let outcome = try problem.solve()
    // Task 1 takes station 1, or task 2 does; the other one and task 3 share what is left.
    #expect(outcome.objective == 2 * AfscnFile.pointsPerTask)
    #expect(outcome.bound == 2 * AfscnFile.pointsPerTask)
    let answer = try #require(outcome.solution)
    #expect(problem.violations(of: answer.timetable) == [])
    let contacts = AfscnFile.solutionText(of: answer.timetable, in: problem)
    #expect(contacts.split(separator: "\n").count == 4)
  }

  @Test func `what is no such file is refused`() {
    for text in ["", "[]", "{}", "[{\"subject\": 1}]"] {
      #expect(throws: Faults.self) {
        try SatNetFile(parsing: text, maintenance: nil, name: "w", goal: .hours)
      }
      #expect(throws: Faults.self) { try AfscnFile(parsing: text, name: "s") }
    }
  }
}
