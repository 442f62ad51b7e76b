import Diagnostics
import MentorMatching
import MentorMatchingSolver
import Solving
import Testing

/// Two mentors with one place each, three talents; `b` and `c` are tied on the first mentor's list.
private func smallRound(
  capacity: Int = 1, recusals: [PairingDraft.Recusal] = [], kept: [PairingDraft.KeptPair] = []
) throws -> PairingProblem {
  try PairingProblem(
    validating: PairingDraft(
      mentors: [
        PairingDraft.Mentor(id: "0901", capacity: capacity, wishes: [["a"], [], ["b", "c"]]),
        PairingDraft.Mentor(id: "0902", capacity: 1, wishes: [["b"], ["a"]]),
      ],
      talents: [
        PairingDraft.Talent(id: "a", wishes: [["0901"], ["0902"]]),
        PairingDraft.Talent(id: "b", wishes: [["0901"], ["0902"]]),
        PairingDraft.Talent(id: "c", wishes: [["0902"], ["0901"]]),
      ], recusals: recusals, kept: kept))
}

@Suite struct `The checker of pairings` {
  @Test func `the stable matching breaks nothing`() throws {
    let problem = try smallRound()
    #expect(problem.violations(of: Matching(mentorOfTalent: [0, 1, nil])) == [])
  }

  @Test func `every blocking pair is listed with both ranks`() throws {
    let problem = try smallRound()
    let found = problem.violations(of: Matching(mentorOfTalent: [1, 0, nil]))
    #expect(
      found.map(\.kind) == [
        .blocking(BlockingPair(mentor: 0, talent: 0, talentRank: 1, mentorRank: 1))
      ])
    #expect(found.first?.rule == "stable")
    #expect(problem.blockingPairs(of: Matching(mentorOfTalent: [nil, nil, nil])).count == 5)
  }

  @Test func `a tied talent does not block`() throws {
    let problem = try smallRound()
    // c and b are level with the first mentor; a is elsewhere only because nobody asked.
    let found = problem.blockingPairs(of: Matching(mentorOfTalent: [nil, nil, 0]))
    #expect(!found.contains { $0.mentor == 0 && $0.talent == 1 })
  }

  @Test func `a mentor over capacity is named with load and capacity`() throws {
    let problem = try smallRound()
    let found = problem.violations(
      of: Matching(mentorOfTalent: [0, 0, nil]), demandsStability: false)
    #expect(found.map(\.kind) == [.overloaded(mentor: 0, load: 2, capacity: 1)])
    #expect(found.first?.rule == "seats")
    #expect(found.first?.text.zh == "导师 0901 带 2 人，超过上限 1")
  }

  @Test func `a pair that is not mutual is named`() throws {
    let problem = try smallRound()
    let found = problem.violations(
      of: Matching(mentorOfTalent: [nil, nil, 1]), demandsStability: false)
    #expect(found.map(\.kind) == [.unacceptable(mentor: 1, talent: 2)])
    #expect(found.first?.rule == "acceptable")
  }

  @Test func `a recused pair is named`() throws {
    let problem = try smallRound(recusals: [PairingDraft.Recusal("a", "0901")])
    let found = problem.violations(
      of: Matching(mentorOfTalent: [0, 1, nil]), demandsStability: false)
    #expect(found.map(\.kind) == [.recused(mentor: 0, talent: 0)])
    #expect(found.first?.rule == "recusal")
  }

  @Test func `a kept pair that is parted is named`() throws {
    let problem = try smallRound(kept: [PairingDraft.KeptPair(mentor: "0902", talent: "c")])
    let found = problem.violations(
      of: Matching(mentorOfTalent: [0, 1, nil]), demandsStability: false)
    #expect(found.map(\.kind) == [.notKept(mentor: 1, talent: 2)])
    #expect(found.first?.rule == "kept")
    // The kept talent holds the only place, so nobody blocks with that mentor.
    #expect(problem.violations(of: Matching(mentorOfTalent: [0, nil, 1])) == [])
  }

  @Test func `a matching of the wrong length is refused`() throws {
    let problem = try smallRound()
    #expect(problem.violations(of: Matching(mentorOfTalent: [0])).map(\.kind) == [.malformed])
    #expect(
      problem.violations(of: Matching(mentorOfTalent: [0, 7, nil])).map(\.kind) == [.malformed])
  }

  @Test func `reasons speak in ranks and without names`() throws {
    let problem = try smallRound()
    let answer = try #require(try problem.solve(.talent).solution)
    let last = answer.reports[2]
    #expect(last.rank == nil)
    #expect(
      last.missed == [
        WishReport.Wish(mentor: 1, rank: 1, reason: .notListed),
        WishReport.Wish(
          mentor: 0, rank: 2, reason: .filled(places: 1, lastRank: 1, standing: 2)),
      ])
    let text = last.missed[1].text(in: problem, names: false)
    #expect(text.zh.contains("第 2 志愿") && text.en.contains("the last place went to rank 1"))
    #expect(answer.reports[1].missed.map(\.mentor) == [0])
  }

  @Test func `a lower capacity that no stable matching reaches is reported`() throws {
    var draft = try smallRound().draft
    draft.mentors[0].wishes = [["a"], ["b"], ["c"]]
    draft.mentors[1].wishes = [["a"]]
    draft.mentors[1].lowerCapacity = 1
    let problem = try PairingProblem(validating: draft)
    let answer = try #require(try problem.solve(.talent).solution)
    #expect(
      answer.shortfalls == [
        LimitShortfall(limit: .mentor(1), load: 0, lower: 1, inEveryStableMatching: true)
      ])
  }
}

@Suite struct `Faults of pairing rounds` {
  @Test func `ten planted faults are found at once with their places`() throws {
    let draft = PairingDraft(
      mentors: [
        PairingDraft.Mentor(
          id: "m1", institution: "X", lowerCapacity: 3, capacity: 2,
          wishes: [["a", "zz"], ["a"]]),
        PairingDraft.Mentor(id: "m1", capacity: -1, wishes: []),
        PairingDraft.Mentor(id: "", capacity: 1, wishes: []),
      ],
      talents: [PairingDraft.Talent(id: "a", wishes: [["a"], ["m1"]])],
      projects: [PairingDraft.Project(id: "P", title: "", mentor: "nobody", places: -2)],
      recusals: [PairingDraft.Recusal("m1", "a"), PairingDraft.Recusal("m1", "m1")],
      kept: [
        PairingDraft.KeptPair(mentor: "m1", talent: "a"),
        PairingDraft.KeptPair(mentor: "m1", talent: "a"),
      ],
      scores: [PairingDraft.Score(mentor: "m1", talent: "a", points: 1_000_001)])
    let faults = PairingProblem.faults(in: draft).list
    let found = faults.map { "\($0.rule.code) \($0.place)" }
    for expected in [
      "P102 mentors[1].id", "P101 mentors[2].id", "P103 mentors[0].institution",
      "P105 mentors[0].lowerCapacity", "P106 mentors[0].wishes[0][1]",
      "P107 mentors[0].wishes[1][0]", "P104 mentors[1].capacity", "P108 talents[0].wishes[0][0]",
      "P109 projects[0].mentor", "P116 projects[0].places", "P113 recusals[1]",
      "P110 kept[1].talent", "P112 kept[0]", "P115 scores[0].points",
    ] {
      #expect(found.contains(expected), "\(expected) in \(found)")
    }
    #expect(throws: Faults.self) { try PairingProblem(validating: draft) }
  }
}
