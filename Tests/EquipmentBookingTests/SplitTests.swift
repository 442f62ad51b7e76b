import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

/// Finds the best timetable of a tiny round with requests that may be split, by trying everything; what a
/// split means is written in ``WrittenParts`` again.
private struct SplitOracle {
  /// Ways to fulfil each wish: requests of ``flat`` in order, with the slots between them.
  private var ways: [[(requests: [Int], gap: Int)]] = []
  private var flat: BookingDraft

  init(_ draft: BookingDraft) {
    flat = draft
    flat.requests = []
    for request in draft.requests {
      var whole = request
      whole.split = nil
      var own: [(requests: [Int], gap: Int)] = [(requests: [flat.requests.count], gap: 0)]
      flat.requests.append(whole)
      for lengths in WrittenParts.ways(of: request, slot: draft.slotMinutes) {
        let first = flat.requests.count
        for i in lengths.indices {
          flat.requests.append(WrittenParts.part(i, lengths, of: request, draft))
        }
        own.append(
          (
            Array(first..<first + lengths.count),
            (request.split?.gapMinutes ?? 0) / draft.slotMinutes
          ))
      }
      ways.append(own)
    }
  }

  func best() -> Int {
    let oracle = TinyOracle(flat)
    let places = flat.requests.indices.map(oracle.places)
    var best = Int.min
    func extend(_ w: Int, _ chosen: [(request: Int, place: TinyOracle.Place)], _ points: Int) {
      guard w < ways.count else {
        best = max(best, points - oracle.shortfall(chosen))
        return
      }
      extend(w + 1, chosen, points)
      for way in ways[w] {
        func put(
          _ k: Int, _ earliest: Int, _ chosen: [(request: Int, place: TinyOracle.Place)],
          _ points: Int
        ) {
          guard k < way.requests.count else { return extend(w + 1, chosen, points) }
          let r = way.requests[k]
          for place in places[r] where place.slot >= earliest {
            let longer = chosen + [(request: r, place: place)]
            let next = place.slot + flat.requests[r].minutes / flat.slotMinutes + way.gap
            if oracle.isFeasible(longer) {
              put(k + 1, next, longer, points + oracle.value(r, place))
            }
          }
        }
        put(0, 0, chosen, points)
      }
    }
    extend(0, [], 0)
    return best
  }
}

/// A tiny round of three requests, of which two may be split.
func splitRound(seed: UInt64) -> BookingDraft {
  var draft = tinyRound(seed: seed, requests: 3)
  (draft.pins, draft.series, draft.deviceWindows) = ([], [], nil)
  let slot = draft.slotMinutes
  draft.requests[0].minutes = (2 + Int(seed % 3)) * slot
  draft.requests[0].windows = [.init(from: 0, to: 11 * slot)]
  draft.requests[0].split = .init(
    leastMinutes: slot, mostParts: seed.isMultiple(of: 2) ? 2 : 3,
    gapMinutes: seed.isMultiple(of: 3) ? slot : 0)
  draft.requests[2].minutes = (4 + Int(seed % 2)) * slot
  draft.requests[2].split = .init(leastMinutes: 2 * slot)
  return draft
}

@Suite struct SplitTests {
  @Test(arguments: 0..<20)
  func `the best timetable with requests in parts equals enumeration`(block: Int) throws {
    for seed in UInt64(block) * 10..<UInt64(block) * 10 + 10 {
      let draft = splitRound(seed: seed)
      let problem = try BookingProblem(validating: draft)
      let outcome = try problem.solve()
      let answer = try #require(outcome.solution)
      #expect(problem.violations(of: answer.timetable) == [])
      #expect(outcome.objective == SplitOracle(draft).best(), "seed \(seed)")
      #expect(outcome.termination == .optimal, "seed \(seed)")
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
      // Only requests are refused, never their parts, and none that has its parts.
      #expect(answer.refusals.allSatisfy { $0.request < draft.requests.count })
      for booking in answer.timetable.bookings where problem.requests[booking.request].isPart {
        let id = try #require(problem.draft.requests[booking.request].partOf)
        #expect(!answer.refusals.contains { problem.requests[$0.request].id == id })
      }
    }
  }

  @Test func `what fits in parts only is split, and in as few as can be`() throws {
    var draft = BookingDraft(name: "gap", firstDay: "2026-11-30", dayCount: 2)
    draft.institutions = [.init(id: "A", name: "A")]
    draft.devices = [.init(id: "D", name: "D", owner: "A", deviceClass: "X")]
    draft.openings = (1...2).map { .init(device: "D", weekday: $0, from: 480, to: 720) }
    draft.requests = [
      .init(
        id: "R", institution: "A", minutes: 360, windows: [.init(from: 0, to: 2880)],
        choices: [.init(target: "X", bonus: 10)], weight: 100,
        split: .init(leastMinutes: 120, mostParts: 3))
    ]
    // Four hours a day leave two parts.
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve()
    let answer = try #require(outcome.solution)
    let parts = answer.timetable.bookings.map { problem.requests[$0.request] }
    #expect(parts.count == 2 && parts.allSatisfy(\.isPart))
    #expect(parts.reduce(0) { $0 + $1.length } == 12)
    #expect(outcome.objective == 109)
    #expect(answer.refusals.isEmpty)
    // With a day that is long enough it stays whole.
    draft.openings[1].to = 900
    let whole = try #require(try BookingProblem(validating: draft).solve().solution)
    #expect(whole.timetable.bookings.map(\.request) == [0])
  }

  @Test func `parts make up the request and its points, less one for each cut`() throws {
    for seed in UInt64(0)..<60 {
      let draft = splitRound(seed: seed)
      let whole = draft.withParts()
      let problem = try BookingProblem(validating: draft)
      #expect(problem.draft == whole)
      #expect(whole.withParts() == whole)
      for r in draft.requests.indices where draft.requests[r].split != nil {
        let id = draft.requests[r].id
        let ways = whole.series.filter { $0.rule == .allOrNothing && $0.id.hasPrefix(id + "-") }
        let parts = ways.map { way in
          way.requests.compactMap { id in whole.requests.first { $0.id == id } }
        }
        let expected = WrittenParts.ways(of: draft.requests[r], slot: draft.slotMinutes)
        #expect(
          Set(parts.map { $0.map { $0.minutes / draft.slotMinutes } }) == Set(expected))
        #expect(parts.count == expected.count)
        for way in parts {
          let points = way.reduce(0) { $0 + ($1.weight ?? 0) }
          #expect(points == max(0, problem.requests[r].weight - way.count + 1))
          #expect(way.allSatisfy { $0.partOf == id })
        }
      }
    }
  }

  @Test func `whoever gives way in parts is named once, and gives way whole`() throws {
    let draft = splitRound(seed: 1).withParts()
    let problem = try BookingProblem(validating: draft)
    let way = try #require(draft.series.first { $0.rule == .allOrNothing })
    let parts = draft.requests.indices.filter { way.requests.contains(draft.requests[$0].id) }
    #expect(parts.count > 1)
    let text = problem.text(of: .betterUse(winners: parts, value: 7))
    let id = try #require(draft.requests[parts[0]].partOf)
    #expect(text.en == "it would displace \(id) (7 points), worth more")
    #expect(text.zh == "需同时让出 \(id)（共 7 分），留给他们更有价值")
  }

  @Test func `a split that cannot be is a fault of the request`() throws {
    func faults(_ change: (inout BookingDraft) -> Void) -> [String] {
      var draft = splitRound(seed: 1)
      change(&draft)
      return BookingProblem.faults(in: draft).list.map { "\($0.rule.code) \($0.place)" }
    }
    #expect(faults { _ in } == [])
    for (least, most, gap) in [
      (0, 2, 0), (100, 2, 0), (480, 2, 0), (240, 1, 0), (240, 7, 0), (240, 2, -240),
    ] {
      let found = faults {
        $0.requests[0].split = .init(leastMinutes: least, mostParts: most, gapMinutes: gap)
      }
      #expect(found == ["B136 requests[0].split"], "\(least) \(most) \(gap)")
    }
    let inSeries = faults { draft in
      draft.series = [.init(id: "S", requests: ["R0", "R1"])]
    }
    #expect(inSeries == ["B137 requests[0].split"])
    let named = faults { $0.requests[1].id = "R0-1of2" }
    #expect(named == ["B138 requests[0].split"])
    // Too many ways.
    let many = faults { draft in
      draft.requests[0].minutes = 12 * draft.slotMinutes
      draft.requests[0].split = .init(leastMinutes: draft.slotMinutes, mostParts: 6)
    }
    #expect(many == ["B136 requests[0].split"])
  }
}
