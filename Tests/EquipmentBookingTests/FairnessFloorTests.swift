import EquipmentBooking
import EquipmentBookingSolver
import Interchange
import Solving
import Testing

/// What is said of the value of a round whose shares come first: it is worth what it is beside floors that nobody
/// can buy.
@Suite struct FairnessFloorTests {
  @Test func `no points outweigh a share that is reached`() throws {
    // The whole share of X keeps out forty requests of Y, of which each is worth a hundred points; one slot less
    // would keep out none.
    var draft = BookingDraft(name: "floor", firstDay: "2026-11-30", dayCount: 1)
    draft.slotMinutes = 15
    draft.institutions = [.init(id: "X", name: "X"), .init(id: "Y", name: "Y")]
    let hours = BookingDraft.Span(from: 480, to: 1080)
    for id in ["D", "E"] {
      draft.devices.append(.init(id: id, name: id, owner: "X", deviceClass: "X\(id)"))
      draft.openings.append(.init(device: id, weekday: 1, from: hours.from, to: hours.to))
    }
    func request(_ id: String, _ owner: String, _ minutes: Int, on device: String, _ weight: Int)
      -> BookingDraft.Request
    {
      .init(
        id: id, institution: owner, minutes: minutes, windows: [hours],
        choices: [.init(target: device)], weight: weight)
    }
    draft.requests =
      [request("x1", "X", 600, on: "D", 0), request("x2", "X", 585, on: "E", 0)]
      + (0..<40).map { request("y\($0)", "Y", 15, on: "D", 100) }
    draft.series = [.init(id: "ways", requests: ["x1", "x2"], rule: .onlyOne)]
    draft.fairShares = [.init(institution: "X", minutes: 600)]
    draft.fairShareRule = .maxMin
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve()
    let answer = try #require(outcome.solution)
    #expect(problem.satisfactions(in: answer.timetable) == [10])
    #expect(outcome.terms.last?.value == 0)
    #expect(outcome.terms.last?.bound == 0)
    #expect(outcome.termination == .optimal)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
  }

  /// The contest won by B's share, edited so that A takes all.
  private func edited() throws -> (BookingProblem, old: BookingAnswer, BookingAnswer) {
    let problem = try BookingProblem(validating: shareContest(.maxMin, points: 0))
    let outcome = try problem.solve()
    let answer = try #require(outcome.solution)
    let taken = Timetable(
      bookings: [0, 1].map { Booking(request: $0, device: 0, start: 16 + 4 * $0) })
    let edit = try problem.outcome(editing: answer, to: taken, terms: outcome.terms, run: Run())
    return (problem, answer, try #require(edit.solution))
  }

  @Test func `after an edit prices speak of the shares that are left`() throws {
    let (problem, _, answer) = try edited()
    #expect(answer.fairness?.floors == [10, 0])
    let run = Run(within: SolveLimits(work: 200))
    let tried = try problem.triedPrices(of: answer, isOptimal: false, run: run)
    #expect(!tried.isEmpty)
    // All requests together are worth 190 points, of which the edit has 170.
    #expect(tried.allSatisfy { $0.gain.map { $0 <= 20 } ?? false })
    #expect(problem.priceTable(of: answer).allSatisfy { $0.gainAtMost <= 190 })
  }

  @Test func `floors that a timetable does not have are not those of its round`() throws {
    let (problem, old, answer) = try edited()
    let stale = BookingAnswer(
      timetable: answer.timetable, certificate: old.certificate, prices: old.prices,
      schedules: old.schedules, fairness: old.fairness, refusals: answer.refusals)
    #expect(old.fairness?.floors == [10, 10])
    #expect(problem.round(behind: stale).value(of: stale.timetable) == 170)
    #expect(problem.round(behind: old).value(of: old.timetable) == 110)
  }

  @Test(arguments: UInt64(0)..<40)
  func `nobody gains more on the waiting list than a request is worth`(seed: UInt64) throws {
    let draft = fairRound(seed: seed)
    let problem = try BookingProblem(validating: draft)
    let answer = try #require(try problem.solve().solution)
    let bundles = problem.bundles
    for (refusal, gain) in problem.waitingList(answer) {
      guard let gain else { continue }
      let together = bundles.first { $0.contains(refusal.request) } ?? []
      let most = together.reduce(0) { sum, r in
        sum + problem.requests[r].weight + problem.requests[r].preferredBonus
          + (draft.requests[r].choices.map(\.bonus).max() ?? 0)
      }
      #expect(gain <= most, "seed \(seed)")
    }
  }

  @Test func `the waiting list is in the order of points, whoever's share they are`() throws {
    // Of B's ten requests and A's ten five each get in: those left are worth least, and B's a little more.
    let problem = try BookingProblem(validating: shareHalves())
    let answer = try #require(try problem.solve().solution)
    let list = problem.waitingList(answer)
    #expect(
      list.map { problem.requests[$0.refusal.request].id }
        == [14, 13, 12, 11, 10, 4, 3, 2, 1, 0].map { "R\($0)" })
    #expect(list.allSatisfy { $0.gain.map { $0 <= 39 } ?? false })
  }

  @Test
  func `MathProg data of a result has its shares as floors, that of a round says what it has not`()
    throws
  {
    let problem = try BookingProblem(validating: shareContest(.maxMin, points: 0))
    let answer = try #require(try problem.solve().solution)
    func lines(_ text: String, areNotes: Bool) -> [Substring] {
      text.split(separator: "\n").filter { $0.hasPrefix("#") == areNotes }
    }
    let data = BookingMathProg.data(of: problem, behind: answer)
    let round = BookingMathProg.data(of: problem.round(behind: answer))
    #expect(lines(data, areNotes: false) == lines(round, areNotes: false))
    // A slot of a floor costs more than all 190 points.
    #expect(data.contains("param share_points := 0 191 1 191;"))
    #expect(lines(data, areNotes: true).contains { $0.contains("last round of max-min") })
    let bare = BookingMathProg.data(of: problem)
    #expect(lines(bare, areNotes: true).contains { $0.contains("sequence of rounds") })
    #expect(bare.contains("param share_points := 0 0 1 0;"))
  }

  @Test func `temperatures of a round in which only shares count are those of its shares`() throws {
    let problem = try BookingProblem(validating: shareHalves())
    func usual(_ problem: BookingProblem) -> Double {
      TimetableEngine(problem, run: Run()).usualValue
    }
    let stage = try problem.fairnessStage(reaching: 8, above: [0, 0], problem.shareLevels)
    #expect(stage.round.fairShares.map(\.pointsPerSlot) == [1, 1])
    var dearer = stage.round.draft
    for q in dearer.fairShares.indices { dearer.fairShares[q].pointsPerSlot = 40 }
    #expect(usual(try BookingProblem(validating: dearer)) == 10)
    // A share beside points changes nothing: the mean of 20 … 39.
    var soft = problem.draft
    soft.fairShareRule = .points
    for q in soft.fairShares.indices { soft.fairShares[q].pointsPerSlot = 40 }
    #expect(usual(try BookingProblem(validating: soft)) == 29.5)
  }

  @Test func `who had no time to try is not held back`() throws {
    // A unit of work cannot be divided: each part of it is over before it begins.
    let problem = try BookingProblem(validating: shareHalves())
    let run = Run(within: SolveLimits(work: 1))
    var search = try FairnessSearch(problem, run: run)
    try search.search()
    #expect(search.isHeldBack == [false, false])
  }
}
