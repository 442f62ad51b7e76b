import DutyRosteringSolver
import Solving
import Synchronization
import Testing

/// What searches side by side know together, and when nothing is left to be found.
@Suite struct SharedFindingsTests {
  private struct Named: Sendable {
    let name: String
    let value: Int
  }

  private final class Told: Sendable {
    private let all = Mutex<[[Int?]]>([])
    var list: [[Int?]] { all.withLock { $0 } }
    func note(_ progress: Progress) { all.withLock { $0.append([progress.best, progress.bound]) } }
  }

  /// Three searches that begin with a roster of value 100 and a bound of 10, in quarters.
  private struct Searches {
    let told = Told()
    let run: Run
    let sides: [Run]
    let findings: SharedFindings<Named, String, Int>

    init(gap: Double = 0) {
      run = Run(within: SolveLimits(seconds: 1000, gap: gap), threads: 3, observer: told.note)
      sides = [2, 1, 1].map(run.beside)
      findings = SharedFindings(
        Named(name: "first", value: 100), value: \.value, bound: 40, denominator: 4, run: run,
        sides: sides)
    }

    /// The name of the best roster.
    var best: String? { findings.roster(betterThan: .max)?.name }

    /// Which of the searches go on.
    var goOn: [Bool] { sides.map { $0.mustStop == nil } }
  }

  @Test func `the best roster and the best bound are kept and told`() {
    let searches = Searches()
    let findings = searches.findings
    findings.offer(Named(name: "worse", value: 101), bound: 40)
    findings.offer(Named(name: "equal", value: 100), bound: 39)
    #expect(searches.best == "first")
    findings.offer(nil, bound: 45)
    findings.offer(Named(name: "better", value: 90), bound: 44)
    #expect(searches.best == "better")
    findings.offer(Named(name: "late", value: 95), bound: 80)
    #expect(searches.best == "better")
    // A bound in quarters counts for the next whole number.
    #expect(
      searches.told.list == [[100, 10], [100, 10], [100, 12], [90, 12], [90, 20]])
    #expect(searches.goOn == [true, true, true])
  }

  @Test func `only what is better is handed out`() {
    let findings = Searches().findings
    #expect(findings.isBetter(than: 101) && !findings.isBetter(than: 100))
    #expect(findings.roster(betterThan: 101)?.name == "first")
    #expect(findings.roster(betterThan: 100) == nil)
  }

  @Test func `a proof ends all searches, whoever completes it, and not the run they are of`() {
    for (roster, bound) in [(100, 397), (90, 357), (10, 40), (9, 0)] {
      let searches = Searches()
      searches.findings.offer(nil, bound: 356)
      #expect(searches.goOn == [true, true, true])
      searches.findings.offer(Named(name: "", value: roster), bound: bound)
      #expect(searches.goOn == [false, false, false])
      #expect(searches.run.mustStop == nil)
    }
  }

  @Test func `a gap that was asked for ends all searches`() {
    // From 100 to 80 is a fifth, in quarters 317 … 320.
    for (gap, bound, ends) in [
      (0.2, 316, false), (0.2, 317, true), (0.2, 390, true), (0, 390, false),
    ] {
      let searches = Searches(gap: gap)
      searches.findings.offer(nil, bound: bound)
      #expect(searches.goOn == [!ends, !ends, !ends], "\(gap) \(bound)")
    }
  }

  @Test func `an end ends all searches alone`() {
    let searches = Searches()
    searches.findings.end()
    #expect(searches.goOn == [false, false, false])
    #expect(searches.run.mustStop == nil)
  }

  @Test func `rows go to the others, once`() {
    let findings = Searches().findings
    findings.offer(7, from: 0)
    findings.offer(8, from: 1)
    findings.offer(9, from: 0)
    #expect(findings.rows(for: 0) == [8])
    #expect(findings.rows(for: 1) == [7, 9])
    findings.offer(6, from: 2)
    #expect(findings.rows(for: 2) == [7, 8, 9])
    #expect((0...2).map(findings.rows) == [[6], [6], []])
  }

  @Test func `prices to dive from are there once somebody has some`() {
    let findings = Searches().findings
    #expect(findings.root == nil)
    findings.root = "prices"
    #expect(findings.root == "prices")
  }
}
