import DutyRostering
import DutyRosteringSolver
import Solving
import Synchronization
import Testing

@Suite struct ShiftSearchTests {
  /// The least value over every combination of rows.
  private func optimum(_ problem: ShiftRosteringProblem) -> Int? {
    var best: Int?
    var counts = [Int](repeating: 0, count: problem.cover.count)
    let rows = problem.people.indices.map { RandomShifts.rows(problem, person: $0) }
    func visit(_ person: Int, _ sum: Int) {
      guard person < rows.count else {
        let needs = zip(problem.cover, counts).reduce(0) { total, need in
          total + (need.0.minimum?.cost(beyond: (need.0.minimum?.limit ?? 0) - need.1) ?? 0)
            + (need.0.preferred?.cost(beyond: (need.0.preferred?.limit ?? 0) - need.1) ?? 0)
            + (need.0.maximum?.cost(beyond: need.1 - (need.0.maximum?.limit ?? 0)) ?? 0)
        }
        best = min(best ?? .max, sum + needs)
        return
      }
      for (row, cost) in rows[person] {
        var touched: [Int] = []
        for (need, cover) in problem.cover.enumerated() where cover.people.contains(person) {
          for day in cover.days where row[day] > 0 && cover.tasks.contains(row[day] - 1) {
            counts[need] += 1
            touched.append(need)
          }
        }
        visit(person + 1, sum + cost)
        for need in touched { counts[need] -= 1 }
      }
    }
    visit(0, 0)
    return best
  }

  @Test func `tiny rosters are solved to the optimum of all combinations, and proven`() throws {
    var random = SeededRandom(seed: 32)
    var (solved, infeasible, proven) = (0, 0, 0)
    while solved < 150 {
      guard let problem = RandomShifts.problem(people: 2, days: 4, using: &random),
        problem.draft.published == nil
      else { continue }
      let best = optimum(problem)
      let outcome = try problem.solve(run: Run(within: SolveLimits(work: 3000), seed: 1))
      if best == nil {
        #expect(outcome.termination == .infeasible)
        infeasible += 1
      } else {
        #expect(outcome.termination == .optimal)
        #expect(outcome.objective == best)
        #expect(outcome.bound == best)
        if best ?? 0 > 0 {
          let certificate = try #require(outcome.solution?.certificate)
          let granted = try problem.verifiedBound(of: certificate)
          #expect(granted ?? .max >= certificate.bound)
          proven += 1
        }
      }
      solved += 1
    }
    #expect(infeasible > 0 && infeasible < 100)
    #expect(proven > 20)
  }

  @Test func `the least limit of work leaves a roster`() throws {
    var random = SeededRandom(seed: 34)
    var solved = 0
    while solved < 20 {
      guard let problem = RandomShifts.problem(people: 5, days: 14, using: &random),
        try problem.solve(run: Run(within: SolveLimits(work: 200), seed: 1)).solution != nil
      else { continue }
      let outcome = try problem.solve(run: Run(within: SolveLimits(work: 1), seed: 1))
      let answer = try #require(outcome.solution)
      #expect(problem.violations(of: answer.roster).isEmpty)
      solved += 1
    }
  }

  @Test func `a seed and a limit in work give the same roster and proof for any number of threads`()
    throws
  {
    var random = SeededRandom(seed: 33)
    var compared = 0
    while compared < 5 {
      guard let problem = RandomShifts.problem(people: 6, days: 14, using: &random) else {
        continue
      }
      let answers = try [1, 2, 1].map { threads in
        try problem.solve(run: Run(within: SolveLimits(work: 60), seed: 7, threads: threads))
      }
      #expect(answers[0].solution == answers[1].solution)
      #expect(answers[0].solution == answers[2].solution)
      #expect(answers[0].work == answers[1].work)
      #expect(answers[0].terms == answers[1].terms)
      if let certificate = answers[0].solution?.certificate {
        let granted = try problem.verifiedBound(of: certificate)
        #expect(granted ?? .max >= certificate.bound)
      }
      compared += 1
    }
  }

  @Test func `progress comes before the end and never gets worse`() throws {
    var random = SeededRandom(seed: 34)
    var found: ShiftRosteringProblem?
    while found == nil {
      guard let problem = RandomShifts.problem(people: 5, days: 14, using: &random) else {
        continue
      }
      let outcome = try problem.solve(run: Run(within: SolveLimits(work: 5)))
      if outcome.solution != nil { found = problem }
    }
    let problem = try #require(found)
    let seen = Mutex<[Progress]>([])
    let run = Run(within: SolveLimits(work: 100)) { progress in
      seen.withLock { $0.append(progress) }
    }
    _ = try problem.solve(run: run)
    let all = seen.withLock { $0 }
    #expect(all.count >= 2)
    for (before, after) in zip(all, all.dropFirst()) {
      if let old = before.best { #expect(try #require(after.best) <= old) }
      if let old = before.bound { #expect(try #require(after.bound) >= old) }
    }
  }
}
