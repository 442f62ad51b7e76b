import Diagnostics
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import Testing

@Suite struct `What a round asks for` {
  @Test
  func `the largest score keeps limits from below, with or without a quota that limits nothing`()
    throws
  {
    var kept = 0
    for seed in UInt64(0)..<80 {
      var draft = try tinyRound(seed: 640_000 + seed, ties: false).draft
      draft.kept = []
      for m in draft.mentors.indices {
        draft.mentors[m].capacity = max(1, draft.mentors[m].capacity)
        draft.mentors[m].lowerCapacity = 1
      }
      let best = QuickEnumeration(draft).all.filter { entry in
        draft.mentors.indices.allSatisfy { entry.mentorOfTalent.contains($0) }
      }.map { entry in
        entry.mentorOfTalent.enumerated().reduce(0) { sum, pair in
          let m = pair.element.map { draft.mentors[$0].id }
          let points = draft.scores.first {
            $0.mentor == m && $0.talent == draft.talents[pair.offset].id
          }?.points
          return sum + (points ?? 0)
        }
      }.max()
      var limited = draft
      limited.quotas = [.init(upper: 99)]
      for round in [draft, limited] {
        let problem = try PairingProblem(validating: round)
        let outcome = try problem.solve(.maximum)
        #expect(outcome.terms.first?.value == best, "\(seed)")
        #expect(outcome.termination == (best == nil ? .infeasible : .optimal))
        guard let answer = outcome.solution else { continue }
        #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
        kept += 1
      }
    }
    #expect(kept > 40)
  }

  @Test func `the largest score that changes least is as enumerated and proven`() throws {
    for seed in UInt64(0)..<150 {
      var draft = try tinyRound(seed: 650_000 + seed, ties: true).draft
      // Few points, so that many matchings have the largest score.
      for k in draft.scores.indices {
        draft.scores[k].points = min(1, max(0, draft.scores[k].points))
      }
      draft.previous = draft.talents.enumerated().map {
        .init(mentor: draft.mentors[$0 % draft.mentors.count].id, talent: $1.id)
      }
      let kept = Set(draft.kept.map(\.talent))
      let expected = QuickEnumeration(draft).all.map { entry -> [Int] in
        var (score, stays) = (0, 0)
        for (t, m) in entry.mentorOfTalent.enumerated() {
          guard let m, !kept.contains(draft.talents[t].id) else { continue }
          score +=
            draft.scores.first {
              $0.mentor == draft.mentors[m].id && $0.talent == draft.talents[t].id
            }?.points ?? 0
          stays += t % draft.mentors.count == m ? 1 : 0
        }
        return [score, stays]
      }.max { $0.lexicographicallyPrecedes($1) }
      let problem = try PairingProblem(validating: draft)
      let rule = PairingRule.maximum.changingLeast
      #expect(PairingRule(rawValue: rule.rawValue) == rule)
      let outcome = try problem.solve(rule)
      #expect(outcome.terms.map(\.value) == expected, "\(seed)")
      #expect(outcome.termination == .optimal)
      let answer = try #require(outcome.solution)
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
    }
  }

  @Test
  func `an outcome speaks of the goal that was asked for, and of nothing where nothing can stay`()
    throws
  {
    let problem = try tinyRound(seed: 3, ties: false)
    let weighted = try problem.solve(.weighted)
    #expect(weighted.decisiveTerm?.name == "weight")
    #expect(weighted.objective == weighted.terms.first { $0.name == "weight" }?.value)
    let egalitarian = try problem.solve(.egalitarian)
    #expect(egalitarian.decisiveTerm?.name == "egalitarian")
    let alone = try problem.solve(.leastChange)
    #expect(alone.terms.map(\.name) == ["size"])
    let rule = try #require(PairingRule(rawValue: "largest,generous,least-change"))
    #expect(!problem.goals(of: rule).contains(.stays))
  }

  @Test func `rules that do not go together are refused with the reason`() {
    for rule in ["sex-equal", "centre", "maximum"] {
      let only = "\(rule) can be followed by least-change only"
      #expect(PairingRule.refusal(of: rule + ",generous")?.en.hasPrefix(only) == true)
      #expect(PairingRule.refusal(of: rule + ",least-change") == nil)
    }
    #expect(PairingRule.refusal(of: "largest,largest")?.en == "a rule is named twice")
    #expect(PairingRule.refusal(of: "largest,generous") == nil)
    #expect(PairingRule.refusal(of: "largest,best") == nil)
  }

  @Test func `the middle draws nothing and stays the middle`() throws {
    for seed in UInt64(0)..<30 {
      let problem = try rankedByAll(seed: seed)
      let plain = try #require(try problem.solve(.centre).solution)
      let drawn = try #require(
        try problem.solve(.centre, draws: true, run: Run(seed: seed)).solution)
      #expect(drawn.matching == plain.matching)
      #expect(drawn.lottery == nil)
    }
  }

  @Test func `a kept pair takes its project's place, and a wrong project is a fault`() throws {
    var draft = PairingDraft(
      mentors: [.init(id: "m", capacity: 3, wishes: [["a"], ["b"]])],
      talents: [
        .init(id: "k", wishes: []), .init(id: "a", wishes: [["p"], ["q"]]),
        .init(id: "b", wishes: [["p"]]),
      ],
      projects: [
        .init(id: "p", title: "", mentor: "m", places: 1),
        .init(id: "q", title: "", mentor: "m", places: 1),
      ],
      kept: [.init(mentor: "m", talent: "k", project: "p")])
    let problem = try PairingProblem(validating: draft)
    let outcome = try problem.solve(.largest)
    let answer = try #require(outcome.solution)
    #expect(answer.matching.mentorOfTalent == [0, 0, nil])
    #expect(answer.matching.projectOfTalent == [0, 1, nil])
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
    let second = Matching(mentorOfTalent: [0, 0, nil], projectOfTalent: [0, 0, nil])
    #expect(problem.violations(of: second).contains { $0.rule == "room" })
    let parted = Matching(mentorOfTalent: [0, 0, nil], projectOfTalent: [nil, 1, nil])
    #expect(problem.violations(of: parted).map(\.kind) == [.notKept(mentor: 0, talent: 0)])
    draft.kept[0].project = "x"
    #expect(PairingProblem.faults(in: draft).list.map(\.rule) == [.pairingKeptProject])
    draft.kept[0].project = "p"
    draft.projects[0].places = 0
    #expect(PairingProblem.faults(in: draft).list.map(\.rule) == [.pairingKeptBeyondPlaces])
  }

  @Test func `limits that clash are named, and none that does not`() throws {
    var found = 0
    for seed in UInt64(0)..<60 {
      var random = SeededRandom(seed: 660_000 + seed)
      var draft = try tinyRound(seed: 660_000 + seed, ties: false, scores: false).draft
      draft.kept = []
      for m in draft.mentors.indices {
        draft.mentors[m].capacity = 3
        draft.mentors[m].lowerCapacity = Int.random(in: 0...3, using: &random)
      }
      let problem = try PairingProblem(validating: draft)
      guard try problem.solve(.any).termination == .infeasible else { continue }
      let all = QuickEnumeration(draft).all
      func canKeep(_ limits: [(limit: PairingContracts.PlaceClass.Kind, lower: Int)]) -> Bool {
        all.contains { entry in
          limits.allSatisfy { limit, lower in
            draft.mentors.indices.allSatisfy { m in
              limit != .mentor(m) || entry.mentorOfTalent.count { $0 == m } >= lower
            }
          }
        }
      }
      let clash = try problem.clashingLimits(run: Run())
      #expect(clash.isSettled)
      #expect(!canKeep(clash.limits))
      for k in clash.limits.indices {
        var rest = clash.limits
        rest.remove(at: k)
        #expect(canKeep(rest), "\(seed)")
      }
      found += 1
    }
    #expect(found > 10)
  }

  @Test func `a pair that changes its project does not stay`() throws {
    // Two talents, two projects of one mentor, everything tied: staying is as good as swapping.
    let draft = PairingDraft(
      mentors: [.init(id: "m", capacity: 2, wishes: [["a", "b"]])],
      talents: [.init(id: "a", wishes: [["p", "q"]]), .init(id: "b", wishes: [["p", "q"]])],
      projects: [
        .init(id: "p", title: "", mentor: "m", places: 1),
        .init(id: "q", title: "", mentor: "m", places: 1),
      ],
      previous: [
        .init(mentor: "m", talent: "a", project: "q"),
        .init(mentor: "m", talent: "b", project: "p"),
      ])
    let outcome = try PairingProblem(validating: draft).solve(PairingRule.largest.changingLeast)
    #expect(outcome.terms.last?.value == 2)
    #expect(outcome.solution?.matching.projectOfTalent == [1, 0])
  }
}
