import Diagnostics
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import Testing

@Suite struct `What people are told` {
  /// An answer with other reports, blocking pairs or missed limits.
  private func forged(
    _ answer: PairingAnswer, reports: [WishReport]? = nil, blocking: [BlockingPair]? = nil,
    shortfalls: [LimitShortfall]? = nil, lottery: PairingLottery? = nil
  ) -> PairingAnswer {
    PairingAnswer(
      rule: answer.rule, matching: answer.matching, reductions: answer.reductions,
      certificates: answer.certificates, reports: reports ?? answer.reports,
      blockingPairs: blocking ?? answer.blockingPairs, shortfalls: shortfalls ?? answer.shortfalls,
      lottery: lottery ?? answer.lottery)
  }

  /// Every report with one thing changed.
  private func changes(of report: WishReport) -> [WishReport] {
    func with(_ rank: Int?, _ isKept: Bool, _ missed: [WishReport.Wish]) -> WishReport {
      WishReport(talent: report.talent, rank: rank, isKept: isKept, missed: missed)
    }
    var found = [
      with((report.rank ?? 0) + 1, report.isKept, report.missed),
      with(report.rank, !report.isKept, report.missed),
    ]
    if !report.missed.isEmpty {
      found.append(with(report.rank, report.isKept, Array(report.missed.dropLast())))
    }
    for (k, wish) in report.missed.enumerated() {
      let others: [WishReport.Reason] =
        switch wish.reason {
        case .notListed: [.recused, .noPlaces, .filled(places: 1, lastRank: 1, standing: 1)]
        case .recused: [.notListed, .noPlaces]
        case .noPlaces: [.notListed, .recused, .filled(places: 0, lastRank: 0, standing: 1)]
        case .filled(let places, let last, let standing):
          [
            .notListed, .recused, .noPlaces, .blocked(standing: standing),
            .filled(places: places + 1, lastRank: last, standing: standing),
            .filled(places: places, lastRank: last + 1, standing: standing),
            .filled(places: places, lastRank: last, standing: standing + 1),
          ]
        case .projectFilled(let p, let places, let last, let standing):
          [
            .notListed, .blocked(standing: standing),
            .projectFilled(project: p, places: places + 1, lastRank: last, standing: standing),
            .projectFilled(project: p, places: places, lastRank: last + 1, standing: standing),
          ]
        case .quotaFilled(let q, let places, let standing, let own):
          [
            .blocked(standing: standing),
            .quotaFilled(quota: q, places: places + 1, standing: standing, own: own),
            .quotaFilled(
              quota: q, places: places, standing: standing, own: own == true ? nil : true),
          ]
        case .blocked(let standing): [.notListed, .noPlaces, .blocked(standing: standing + 1)]
        }
      for reason in others {
        var missed = report.missed
        missed[k] = .init(
          mentor: wish.mentor, project: wish.project, rank: wish.rank, reason: reason)
        found.append(with(report.rank, report.isKept, missed))
      }
    }
    return found
  }

  private func check(_ problem: PairingProblem, _ rule: PairingRule, _ seed: UInt64) throws -> Int {
    guard let answer = try problem.solve(rule).solution else { return 0 }
    #expect(problem.misstatements(in: answer).map(\.en) == [], "\(rule.rawValue) \(seed)")
    var count = 0
    for (t, report) in answer.reports.enumerated() {
      for change in changes(of: report) {
        var reports = answer.reports
        reports[t] = change
        let told = forged(answer, reports: reports)
        #expect(problem.misstatements(in: told).count == 1, "\(rule.rawValue) \(seed) \(change)")
        count += 1
      }
    }
    if !answer.blockingPairs.isEmpty {
      #expect(problem.misstatements(in: forged(answer, blocking: [])).count == 1)
    }
    let bogus = BlockingPair(mentor: 0, talent: 0, talentRank: 9, mentorRank: 9)
    let more = forged(answer, blocking: answer.blockingPairs + [bogus])
    #expect(problem.misstatements(in: more).count == 1)
    if !answer.shortfalls.isEmpty {
      #expect(problem.misstatements(in: forged(answer, shortfalls: [])).count == 1)
    }
    return count
  }

  @Test(arguments: [false, true])
  func `ranks, reasons, blocking pairs and missed limits of every kind are refused when changed`(
    ties: Bool
  ) throws {
    var count = 0
    for seed in UInt64(0)..<40 {
      let plain = try tinyRound(seed: 610_000 + seed, ties: ties)
      let projects = try tinyProjects(seed: 620_000 + seed, ties: ties, lower: seed % 2 == 0)
      let quotas = try tinyQuotas(seed: 630_000 + seed, ties: ties)
      for rule in [PairingRule.largest, .maximum, .any] {
        for problem in [plain, projects, quotas] { count += try check(problem, rule, seed) }
      }
    }
    #expect(count > 2_000)
  }

  @Test func `chances of a draw over ties are drawn again`() throws {
    var count = 0
    for seed in UInt64(0)..<30 {
      let problem = try tinyRound(seed: 820_000 + seed, ties: true, scores: false)
      for rule in [PairingRule.talent, .mentor, .largest] {
        let answer = try #require(
          try problem.solve(rule, draws: true, run: Run(seed: seed)).solution)
        #expect(problem.lotteryDefects(of: answer).map(\.en) == [])
        guard let lottery = answer.lottery, case .tieOrders = lottery.kind else { continue }
        guard let t = lottery.chances.firstIndex(where: { $0.count > 1 }) else { continue }
        var chances = lottery.chances
        let moved = chances[t][0].tickets - 1
        guard moved > 0 else { continue }
        chances[t][0] = .init(mentor: chances[t][0].mentor, tickets: 1)
        chances[t][1] = .init(
          mentor: chances[t][1].mentor, tickets: chances[t][1].tickets + moved)
        let other = PairingLottery(
          kind: .tieOrders, seed: lottery.seed, tickets: lottery.tickets, chances: chances)
        #expect(problem.lotteryDefects(of: forged(answer, lottery: other)).count == 1)
        count += 1
      }
    }
    #expect(count > 10)
  }
}
