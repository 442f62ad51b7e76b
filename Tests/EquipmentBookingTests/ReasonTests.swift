import EquipmentBooking
import EquipmentBookingSolver
import SampleData
import Solving
import Testing

@Suite struct ReasonTests {
  /// Rounds with many refusals, solved to proven optimality.
  private static let seeds = UInt64(2000)..<2120

  @Test(arguments: seeds)
  func `each reason holds when it is tried`(seed: UInt64) throws {
    let draft = tinyRound(seed: seed, requests: 7)
    let problem = try BookingProblem(validating: draft)
    let oracle = TinyOracle(draft)
    let answer = try #require(try problem.solve().solution)
    let placed = answer.timetable.bookings.map {
      (request: $0.request, place: TinyOracle.Place(device: $0.device, slot: $0.start))
    }
    // Whoever got in another way was not refused; partners of a series share its way.
    let fulfilled = draft.series.filter { $0.rule == .onlyOne }.flatMap { wish -> [String] in
      let partners =
        wish.requests
        + draft.series.filter {
          $0.rule == .allOrNothing && $0.requests.contains(where: wish.requests.contains)
        }.flatMap(\.requests)
      return placed.contains { partners.contains(draft.requests[$0.request].id) } ? partners : []
    }
    let refused = problem.requests.indices.filter { r in
      !placed.contains { $0.request == r } && !fulfilled.contains(draft.requests[r].id)
    }
    #expect(answer.refusals.map(\.request) == refused)
    for refusal in answer.refusals {
      let places = oracle.places(of: refusal.request)
      #expect(!refusal.reasons.isEmpty, "seed \(seed)")
      for reason in refusal.reasons {
        switch reason {
        case .noStart: #expect(places.isEmpty)
        case .classFull(let winners, let value), .betterUse(let winners, let value):
          let rest = placed.filter { !winners.contains($0.request) }
          let gained = places.filter { place in
            oracle.isFeasible(rest + [(request: refusal.request, place: place)])
          }.map { oracle.value(refusal.request, $0) }
          #expect(!winners.isEmpty)
          #expect(!gained.isEmpty, "seed \(seed): the winners were all that stood in the way")
          let worth = placed.filter { winners.contains($0.request) }
            .reduce(0) { $0 + oracle.value($1.request, $1.place) }
          #expect(worth == value)
          // Whoever stands or falls together gives way together.
          for series in draft.series where series.rule == .allOrNothing {
            let members = placed.map(\.request).filter {
              series.requests.contains(draft.requests[$0].id)
            }
            let leaving = members.filter(winners.contains)
            #expect(leaving == [] || leaving == members)
          }
          let stands = draft.series.contains {
            $0.rule == .allOrNothing && $0.requests.contains(draft.requests[refusal.request].id)
          }
          if draft.pins.isEmpty, !stands {
            // A proven optimum leaves no better use, what institutions would lack then included.
            let costs = shareCosts(oracle, refusal.request, at: places, insteadOf: winners, placed)
            #expect(zip(gained, costs).allSatisfy { $0 - $1 <= value }, "seed \(seed)")
            if draft.fairShares.isEmpty { #expect(try #require(gained.max()) <= value) }
          }
        case .fairShare(let institution, let slots, let points, let winners, let value):
          let rest = placed.filter { !winners.contains($0.request) }
          let free = places.filter { place in
            oracle.isFeasible(rest + [(request: refusal.request, place: place)])
          }
          let gained = free.map { oracle.value(refusal.request, $0) }
          #expect(!winners.isEmpty && slots > 0 && points > 0)
          #expect(
            placed.filter { winners.contains($0.request) }
              .reduce(0) { $0 + oracle.value($1.request, $1.place) } == value)
          // Worth more than they are, but for what their institution would lack.
          #expect(try #require(gained.max()) > value)
          let costs = shareCosts(oracle, refusal.request, at: places, insteadOf: winners, placed)
          #expect(costs.contains(points), "seed \(seed)")
          #expect(zip(gained, costs).allSatisfy { $0 - $1 <= value })
          let id = draft.institutions[institution].id
          #expect(draft.fairShares.contains { $0.institution == id })
          #expect(winners.contains { draft.requests[$0].institution == id })
        case .shareFloor: Issue.record("seed \(seed): shares cost points in this round")
        case .partnerBlocked(let partner):
          let series = try #require(
            draft.series.first { $0.requests.contains(draft.requests[refusal.request].id) })
          #expect(series.rule == .allOrNothing)
          #expect(series.requests.contains(draft.requests[partner].id))
          #expect(
            oracle.places(of: partner).isEmpty
              || places.contains {
                oracle.isFeasible(placed + [(request: refusal.request, place: $0)])
              })
        case .operatorShort:
          var staffed = draft
          staffed.shifts = (1...7).map {
            .init(pool: "P", weekday: $0, from: 0, to: 1440, count: 99)
          }
          staffed.datedShifts = []
          try confirmAlone(refusal, staffed, placed)
        case .quota:
          var unlimited = draft
          unlimited.quotas = []
          try confirmAlone(refusal, unlimited, placed)
        }
      }
    }
  }

  /// What fair shares cost more if a request gets one of the places that fit once the winners are gone.
  private func shareCosts(
    _ oracle: TinyOracle, _ request: Int, at places: [TinyOracle.Place], insteadOf winners: [Int],
    _ placed: [(request: Int, place: TinyOracle.Place)]
  ) -> [Int] {
    let rest = placed.filter { !winners.contains($0.request) }
    return places.map { rest + [(request: request, place: $0)] }.filter(oracle.isFeasible).map {
      oracle.shortfall($0) - oracle.shortfall(placed)
    }
  }

  /// With one rule lifted the request fits beside the others, or it is the only reason given because
  /// no booking given up would help.
  private func confirmAlone(
    _ refusal: Refusal, _ relaxed: BookingDraft,
    _ placed: [(request: Int, place: TinyOracle.Place)]
  ) throws {
    let oracle = TinyOracle(relaxed)
    let fits = oracle.places(of: refusal.request).contains {
      oracle.isFeasible(placed + [(request: refusal.request, place: $0)])
    }
    let isHopeless =
      refusal.reasons.count == 1
      && !oracle.places(of: refusal.request).isEmpty
    #expect(fits || isHopeless)
  }

  @Test func `rules that leave no start are named one by one`() throws {
    var draft = BookingDraft(name: "none", firstDay: "2026-11-30", dayCount: 1)
    draft.institutions = [.init(id: "A", name: "A")]
    draft.devices = [
      .init(id: "D", name: "D", owner: "A", deviceClass: "X"),
      .init(id: "E", name: "E", owner: "A", deviceClass: "Y", authorized: ["nobody"]),
      .init(id: "F", name: "F", owner: "A", deviceClass: "Z"),
    ]
    draft.openings = ["D", "E", "F"].map { .init(device: $0, weekday: 1, from: 480, to: 720) }
    draft.maintenance = [.init(device: "F", span: .init(from: 480, to: 720))]
    func request(_ id: String, _ target: String, from: Int) -> BookingDraft.Request {
      .init(
        id: id, institution: "A", minutes: 60, windows: [.init(from: from, to: from + 120)],
        choices: [.init(target: target)])
    }
    draft.requests = [
      request("hours", "D", from: 780), request("list", "E", from: 480),
      request("maintenance", "F", from: 480), request("both", "E", from: 780),
    ]
    let answer = try #require(try BookingProblem(validating: draft).solve().solution)
    #expect(
      answer.refusals.map(\.reasons) == [
        [.noStart(rules: ["windows", "open"])], [.noStart(rules: ["authorized"])],
        [.noStart(rules: ["maintenance"])], [.noStart(rules: [])],
      ])
    // What the owner keeps is no fault of the applicant's window; both together are.
    draft.reserves = [.init(device: "F", span: .init(from: 0, to: 1440))]
    draft.maintenance = []
    draft.requests = [request("kept", "F", from: 480), request("never", "F", from: 1260)]
    draft.devices = draft.devices.map { device in
      var device = device
      device.owner = device.id == "F" ? "B" : device.owner
      return device
    }
    draft.institutions.append(.init(id: "B", name: "B"))
    let kept = try #require(try BookingProblem(validating: draft).solve().solution)
    #expect(
      kept.refusals.map(\.reasons) == [[.noStart(rules: ["reserve"])], [.noStart(rules: [])]])
    // Four hours of D are free, from 8:00 on; the evening is five hours too late for that.
    #expect(answer.refusals[0].waysIn?.map(\.change) == [.widerWindow])
  }
}
