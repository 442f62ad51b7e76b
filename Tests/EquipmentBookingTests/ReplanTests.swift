import EquipmentBooking
import EquipmentBookingSolver
import Solving
import TestSupport
import Testing

/// Places of a timetable as pins.
func publishedPins(_ timetable: Timetable, _ problem: BookingProblem) -> [BookingDraft.Pin] {
  timetable.bookings.map {
    .init(
      request: problem.requests[$0.request].id, device: problem.devices[$0.device].id,
      start: $0.start * problem.grid.slotMinutes)
  }
}

/// The least weighted loss of published bookings, and with it the fewest changes, by trying every timetable
/// of them.
func leastRevision(_ problem: BookingProblem) -> (lost: Int, changed: Int) {
  let old = problem.published.bookings
  var best = (lost: Int.max, changed: Int.max)
  func place(_ i: Int, _ bookings: [Booking], _ lost: Int, _ changed: Int) {
    guard (lost, changed) < best else { return }
    guard i < old.count else {
      if problem.violations(of: Timetable(bookings: bookings)).isEmpty { best = (lost, changed) }
      return
    }
    let r = old[i].request
    for choice in problem.requests[r].choices where choice.isAuthorized {
      for start in 0..<problem.grid.slotCount {
        let new = Booking(request: r, device: choice.device, start: start)
        let broken = problem.violations(of: Timetable(bookings: bookings + [new]))
        // A series may still be completed.
        if broken.allSatisfy({ $0.rule == "series" }) {
          place(i + 1, bookings + [new], lost, changed + (new == old[i] ? 0 : 1))
        }
      }
    }
    place(i + 1, bookings, lost + problem.requests[r].weight, changed + 1)
  }
  place(0, [], 0, 0)
  return best
}

@Suite struct ReplanTests {
  @Test func `with nothing down nobody moves`() throws {
    for seed in UInt64(0)..<20 {
      let draft = tinyRound(seed: seed)
      let problem = try BookingProblem(validating: draft)
      let before = try #require(try problem.solve().solution).timetable
      let next = try draft.replanned(keeping: publishedPins(before, problem), down: [])
      let again = try BookingProblem(validating: next)
      let after = try #require(try again.solve().solution).timetable
      #expect(again.changes(of: after) == [], "seed \(seed)")
      #expect(again.leastChanges == 0)
    }
  }

  @Test(arguments: seedBlocks(24))
  func `a failed device costs what enumeration says it must`(block: Int) throws {
    var (disturbed, lossy, proven) = (0, 0, 0)
    for seed in UInt64(block) * 40..<UInt64(block) * 40 + 40 {
      var draft = tinyRound(seed: seed, requests: 4)
      draft.pins = []
      let problem = try BookingProblem(validating: draft)
      let before = try #require(try problem.solve().solution).timetable
      let down = [
        BookingDraft.DeviceSpan(device: "D0", span: .init(from: 0, to: 6 * draft.slotMinutes))
      ]
      let next = try draft.replanned(keeping: publishedPins(before, problem), down: down)
      let again = try BookingProblem(validating: next)
      let outcome = try again.solve()
      let answer = try #require(outcome.solution)
      #expect(again.violations(of: answer.timetable) == [])
      #expect(again.certificateDefects(of: answer, terms: outcome.terms) == [], "seed \(seed)")
      try #require(outcome.terms.map(\.name) == ["lost", "changed", "value"])
      let (lost, changed) = (outcome.terms[0], outcome.terms[1])
      var free = next
      (free.pins, free.replanning, free.replanningChanges) = ([], nil, nil)
      let least = leastRevision(try BookingProblem(validating: free))
      #expect(lost.value == least.lost, "seed \(seed)")
      #expect(changed.value == least.changed, "seed \(seed)")
      #expect(try #require(lost.bound) <= least.lost, "seed \(seed)")
      #expect(try #require(changed.bound) <= least.changed, "seed \(seed)")
      if lost.isProven && changed.isProven { proven += 1 }
      if let prices = next.replanningChanges {
        let shown = try again.revisionBounds(losing: least.lost, by: prices)
        #expect(shown.lost <= least.lost && shown.changed <= least.changed, "seed \(seed)")
      }
      var random = SeededRandom(seed: seed)
      for _ in 0..<8 {
        let any = try anyProof(again, using: &random)
        let shown = try again.revisionBounds(losing: least.lost, by: any)
        #expect(shown.lost <= least.lost && shown.changed <= least.changed, "seed \(seed)")
      }
      if again.leastChanges > 0 { disturbed += 1 }
      if least.lost > 0 { lossy += 1 }
      // A bound that the proof does not show is a defect.
      let claims = [(0, lost), (1, changed)].map { i, term in
        var terms = outcome.terms
        terms[i] = ObjectiveTerm(
          name: term.name, value: term.value, bound: term.value + 1, isMinimized: true)
        return terms
      }
      for terms in claims {
        #expect(again.certificateDefects(of: answer, terms: terms).count == 1, "seed \(seed)")
      }
    }
    #expect(disturbed >= 8 && lossy >= 2, "\(disturbed) \(lossy)")
    #expect(proven == 40, "\(proven) of 40")
  }

  /// A proof with random lists, points and prices.
  private func anyProof(
    _ problem: BookingProblem, using random: inout SeededRandom
  ) throws -> ReplanningProof {
    let published = problem.published.bookings.map(\.request).sorted()
    let side = published.map { _ in Int.random(in: 0..<4, using: &random) }
    let movable = zip(published, side).filter { $1 > 1 }.map(\.0)
    let fixed = zip(published, side).filter { $1 == 1 }.map(\.0)
    let (scale, stay) = (
      Int.random(in: 1...9, using: &random), Int.random(in: 1...40, using: &random)
    )
    let empty = ReplanningProof(
      movable: movable, fixed: fixed, scale: scale, stay: stay, prices: nil, schedules: nil,
      certificate: nil)
    let round = try #require(problem.revisionRound(empty))
    let slots = round.grid.slotCount
    let most = BookingPrices.unitsPerPoint * (scale + stay)
    func row(_ count: Int) -> [Int] {
      (0..<count).map { _ in max(0, Int.random(in: -3 * most...most, using: &random)) }
    }
    return ReplanningProof(
      movable: movable, fixed: fixed, scale: scale, stay: stay,
      prices: BookingPrices(
        devices: round.devices.map { _ in row(slots) },
        pools: round.pools.map { _ in row(slots) },
        quotas: round.quotas.map { row($0.periods.count) }, fairShares: []),
      schedules: nil, certificate: nil)
  }

  @Test(arguments: [1, 2])
  func `slot prices prove that each of a chain must give way to the one before`(
    threads: Int
  ) throws {
    var draft = BookingDraft(name: "", firstDay: "2026-12-01", dayCount: 1)
    draft.institutions = [.init(id: "A", name: "甲")]
    draft.devices = (0..<4).map {
      .init(id: "D\($0)", name: "D\($0)", owner: "A", deviceClass: "C")
    }
    draft.openings = draft.devices.map { .init(device: $0.id, weekday: 2, from: 480, to: 600) }
    // Each knows its own device and the next, and the last of these is free.
    draft.requests = (0..<3).map { r in
      .init(
        id: "R\(r)", institution: "A", minutes: 120, windows: [.init(from: 480, to: 600)],
        choices: [.init(target: "D\(r)"), .init(target: "D\(r + 1)")], weight: 9)
    }
    let published = (0..<3).map {
      BookingDraft.Pin(request: "R\($0)", device: "D\($0)", start: 480)
    }
    let down = [BookingDraft.DeviceSpan(device: "D0", span: .init(from: 480, to: 600))]
    let limits = SolveLimits(seconds: threads == 2 ? 60 : nil)
    let next = try draft.replanned(
      keeping: published, down: down, run: Run(within: limits, threads: threads))
    let round = try BookingProblem(validating: next)
    let proof = try #require(next.replanningChanges)
    #expect(round.leastChanges == 1)
    let shown = try round.revisionBounds(losing: 0, by: proof)
    #expect(shown.lost == 0 && shown.changed == 3)
    // Whoever may lose one need not move the others.
    #expect(try round.revisionBounds(losing: 9, by: proof).changed == 1)
  }

  @Test func `a proof about changes that names what it must not proves nothing`() throws {
    var found: BookingDraft?
    for seed in UInt64(0)..<20 where (found?.replanning ?? found?.replanningChanges) == nil {
      var draft = tinyRound(seed: seed, requests: 4)
      draft.pins = []
      let problem = try BookingProblem(validating: draft)
      let before = try #require(try problem.solve().solution).timetable
      let down = [BookingDraft.DeviceSpan(device: "D0", span: .init(from: 0, to: 1440))]
      found = try draft.replanned(keeping: publishedPins(before, problem), down: down)
    }
    let next = try #require(found)
    let proof = try #require(next.replanning ?? next.replanningChanges)
    func isRefused(
      movable: [Int]? = nil, fixed: [Int]? = nil, scale: Int? = nil, stay: Int? = nil,
      keepsPrices: Bool = true, isSecond: Bool = false
    ) throws -> Bool {
      var forged = next
      let claim = ReplanningProof(
        movable: movable ?? proof.movable, fixed: fixed ?? proof.fixed,
        scale: scale ?? proof.scale, stay: stay ?? proof.stay,
        prices: keepsPrices ? proof.prices : nil,
        schedules: keepsPrices ? proof.schedules : nil,
        certificate: keepsPrices ? proof.certificate : nil)
      if isSecond { forged.replanningChanges = claim } else { forged.replanning = claim }
      let round = try BookingProblem(validating: forged)
      do {
        _ = try round.revisionBounds(losing: 0)
        return false
      } catch { return true }
    }
    #expect(try !isRefused())
    #expect(try !isRefused(isSecond: true))
    for isSecond in [false, true] {
      #expect(try isRefused(scale: 0, isSecond: isSecond))
      #expect(try isRefused(stay: 0, isSecond: isSecond))
      #expect(try isRefused(stay: -256, isSecond: isSecond))
      #expect(try isRefused(stay: 1_000_001, isSecond: isSecond))
      #expect(try isRefused(keepsPrices: false, isSecond: isSecond))
    }
    #expect(try isRefused(movable: proof.movable + [99]))
    #expect(try isRefused(movable: proof.movable + proof.movable))
    #expect(try isRefused(fixed: proof.fixed + proof.movable))
    #expect(try isRefused(keepsPrices: false))
  }

  @Test func `the waiting list begins with the largest gain`() throws {
    for seed in UInt64(0)..<40 {
      let problem = try BookingProblem(validating: tinyRound(seed: seed, requests: 8))
      let answer = try #require(try problem.solve().solution)
      let list = problem.waitingList(answer)
      #expect(list.map(\.refusal.request).sorted() == answer.refusals.map(\.request))
      let gains = list.map { $0.gain ?? .min }
      #expect(gains == gains.sorted(by: >))
    }
  }

  @Test func `a request that is published in parts keeps them`() throws {
    var draft = BookingDraft(name: "", firstDay: "2026-12-01", dayCount: 1)
    draft.institutions = [.init(id: "A", name: "甲")]
    draft.devices = [.init(id: "D0", name: "D0", owner: "A", deviceClass: "C")]
    draft.openings = [.init(device: "D0", weekday: 2, from: 480, to: 720)]
    draft.requests = [
      .init(
        id: "R0", institution: "A", minutes: 180, windows: [.init(from: 480, to: 720)],
        choices: [.init(target: "D0")], weight: 9, split: .init(leastMinutes: 60))
    ]
    // Three hours in one are no longer to be had.
    draft.maintenance = [.init(device: "D0", span: .init(from: 570, to: 600))]
    let problem = try BookingProblem(validating: draft)
    let published = publishedPins(try #require(try problem.solve().solution).timetable, problem)
    #expect(published.count == 2)
    #expect(Set(try draft.replanned(keeping: published, down: []).pins) == Set(published))
  }
}
