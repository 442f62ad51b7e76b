import Alliance
import Diagnostics
import MentorMatching
import MentorMatchingSolver
import Solving
import Testing

@Suite struct `What is said of a missed wish` {
  /// The matching that every talent likes best among the enumerated stable ones of strict lists.
  private func best(_ draft: PairingDraft) throws -> [Int?] {
    let stable = QuickEnumeration(draft).stable
    return try #require(stable.min { $0.talentRanks.reduce(0, +) < $1.talentRanks.reduce(0, +) })
      .mentorOfTalent
  }

  private func answer(
    _ after: [Int?], of t: Int, wish: WishReport.Wish, _ problem: PairingProblem
  ) -> RerunAnswer {
    if after[t] == wish.mentor { return .granted }
    let rank = after[t].flatMap { problem.talentWishes.rank(of: $0, by: t) } ?? .max
    return rank < wish.rank ? .better : .refused
  }

  @Test func `places and standings with strict lists are as enumerated, chains of rejections too`()
    throws
  {
    var standings: [RerunAnswer: Int] = [:]
    for seed in UInt64(0)..<400 {
      let problem = try tinyRound(seed: 710_000 + seed, ties: false, scores: false)
      let found = try #require(try problem.solve(.talent).solution)
      for report in found.reports {
        for wish in report.missed {
          guard case .filled(_, let last, _) = wish.reason else { continue }
          let question = WishQuestion(wish, of: report.talent, found, problem)
          #expect(question.isUnique)
          #expect(question.full == [.mentor(wish.mentor)])
          var more = problem.draft
          more.mentors[wish.mentor].capacity += 1
          let place = try question.afterOneMorePlace(run: Run())
          #expect(
            place == answer(try best(more), of: report.talent, wish: wish, problem), "\(seed)")
          var moved = problem.draft
          let id = moved.talents[report.talent].id
          var tiers = Array(moved.mentors[wish.mentor].wishes).filter { !$0.isEmpty && $0 != [id] }
          tiers.insert([id], at: last - 1)
          moved.mentors[wish.mentor].wishes = WishList(tiers)
          let standing = try question.afterStanding(before: last, run: Run())
          #expect(
            standing == answer(try best(moved), of: report.talent, wish: wish, problem), "\(seed)")
          standings[standing, default: 0] += 1
        }
      }
    }
    // Being listed before whoever got the last place is often enough, and not always.
    #expect(standings[.granted, default: 0] > 100)
    #expect(standings[.refused, default: 0] > 0)
  }

  @Test(arguments: [false, true])
  func `whether a stable pairing grants a project is as enumerated`(ties: Bool) throws {
    var sameMentor = 0
    for seed in UInt64(0)..<60 {
      let problem = try tinyProjects(seed: 720_000 + seed, ties: ties)
      let stable = ContractEnumeration(problem.draft).all.filter { $0.blocking == 0 }
      let partners = StablePartners(problem)
      for (t, tiers) in problem.talentChoices.enumerated() {
        for choice in tiers.joined() {
          let isGranted = stable.contains { $0.choice[t] == [choice.mentor, choice.project ?? -1] }
          let found = try partners.possibility(
            mentor: choice.mentor, project: choice.project, talent: t, run: Run())
          #expect(found == (isGranted ? .some : .never), "\(seed) \(t) \(choice)")
          if !isGranted, stable.contains(where: { $0.choice[t]?[0] == choice.mentor }) {
            sameMentor += 1
          }
        }
      }
    }
    #expect(sameMentor > 0)
  }

  @Test func `lists that come from scores stay lists when a pair is asked about`() throws {
    var never = 0
    for seed in UInt64(0)..<60 {
      var random = SeededRandom(seed: 730_000 + seed)
      let mentors = ["m0", "m1"]
      let talents = ["t0", "t1", "t2"]
      var draft = PairingDraft(
        mentors: mentors.map { .init(id: $0, capacity: 1, wishes: []) },
        talents: talents.map { .init(id: $0, wishes: []) }, listsFromScores: true)
      for m in mentors {
        for t in talents {
          draft.scores.append(
            .init(mentor: m, talent: t, points: Int.random(in: 1...3, using: &random)))
        }
      }
      // The same lists written out, for the enumeration.
      var written = draft
      written.listsFromScores = false
      func tiers(_ scores: [(id: String, points: Int)]) -> WishList {
        WishList(
          [3, 2, 1].map { points in scores.filter { $0.points == points }.map(\.id) }
            .filter { !$0.isEmpty })
      }
      for m in mentors.indices {
        written.mentors[m].wishes = tiers(
          draft.scores.filter { $0.mentor == mentors[m] }.map { ($0.talent, $0.points) })
      }
      for t in talents.indices {
        written.talents[t].wishes = tiers(
          draft.scores.filter { $0.talent == talents[t] }.map { ($0.mentor, $0.points) })
      }
      let stable = QuickEnumeration(written).stable
      let problem = try PairingProblem(validating: draft)
      let partners = StablePartners(problem)
      for t in talents.indices {
        for m in mentors.indices {
          let found = try partners.possibility(mentor: m, talent: t, run: Run())
          let isMade = stable.contains { $0.mentorOfTalent[t] == m }
          #expect((found != .never) == isMade, "\(seed) \(t) \(m)")
          if !isMade { never += 1 }
        }
      }
    }
    #expect(never > 10)
  }

  @Test func `where mentor and project are full both get the place that is asked about`() throws {
    let draft = PairingDraft(
      mentors: [.init(id: "m", capacity: 1, wishes: [["a"], ["b"]])],
      talents: [.init(id: "a", wishes: [["p"]]), .init(id: "b", wishes: [["p"]])],
      projects: [.init(id: "p", title: "", mentor: "m", places: 1)])
    let problem = try PairingProblem(validating: draft)
    let answer = try #require(try problem.solve(.largest).solution)
    let wish = try #require(answer.reports[1].missed.first)
    #expect(wish.project == 0)
    #expect(wish.text(in: problem, names: false).en.hasPrefix("Wish 1 (p): "))
    let question = WishQuestion(wish, of: 1, answer, problem)
    #expect(question.full == [.mentor(0), .project(0)])
    let found = try question.afterOneMorePlace(run: Run())
    #expect(found == .granted)
  }

  @Test func `a quota's place that the talent himself takes is told as his own`() throws {
    // m0 lists t0 alone; m1 lists t1 before t0; both mentors share one place.
    let draft = PairingDraft(
      institutions: [.init(id: "h", name: "H", tier: .hospital)],
      mentors: [
        .init(id: "m0", institution: "h", capacity: 1, wishes: [["t0"]]),
        .init(id: "m1", institution: "h", capacity: 1, wishes: [["t1"], ["t0"]]),
      ],
      talents: [.init(id: "t0", wishes: [["m1"], ["m0"]]), .init(id: "t1", wishes: [])],
      quotas: [.init(mentors: .institution("h"), upper: 1)])
    let problem = try PairingProblem(validating: draft)
    let answer = try #require(try problem.solve(.mentor).solution)
    #expect(answer.matching.mentorOfTalent == [0, nil])
    #expect(
      answer.reports[0].missed.map(\.reason) == [
        .quotaFilled(quota: 0, places: 1, standing: 2, own: true)
      ])
    #expect(
      answer.reports[0].missed[0].text(in: problem, names: false).en.contains("your own pair"))
    #expect(problem.pairsHeldByOwnPlace(in: answer.matching) == [PairKey(mentor: 1, talent: 0)])
  }

  @Test func `who stands behind somebody who waited is told his rank on the form`() throws {
    let draft = PairingDraft(
      mentors: [.init(id: "m", capacity: 1, wishes: [["a", "b"], ["c"]])],
      talents: [
        .init(id: "a", wishes: [["m"]]), .init(id: "b", wishes: [["m"]], waited: true),
        .init(id: "c", wishes: [["m"]]),
      ])
    let problem = try PairingProblem(validating: draft)
    let answer = try #require(try problem.solve(.largest).solution)
    #expect(answer.matching.mentorOfTalent == [nil, 0, nil])
    func text(_ t: Int) -> String {
      answer.reports[t].missed[0].text(in: problem, names: false, of: t).en
    }
    #expect(text(0).contains("On the form you stand at rank 1;"))
    #expect(text(2).contains("On the form you stand at rank 2;"))
  }
}
