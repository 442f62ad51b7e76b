import Alliance
import Diagnostics
import DutyRostering
import EquipmentBooking
import MentorMatching
import Reporting
import Solving

/// A statement whose texts are all `text`.
func statement(_ text: String, value: Int = 3, bound: Int? = 3) -> ProofStatement {
  ProofStatement(
    termination: .optimal,
    terms: [
      .init(
        title: Bilingual(zh: text, en: text),
        term: ObjectiveTerm(name: "x", value: value, bound: bound, isMinimized: true))
    ], violations: [], certificateDefects: [], seed: 7, work: 12,
    inputs: [.init(path: text, sha256: String(repeating: "ab", count: 32))], version: "allot test",
    warnings: [Bilingual(zh: text, en: text)])
}

/// A pairing round in which every text that a user can type is `text`; identifiers get a number.
func pairingPage(_ text: String, _ language: Language) throws -> String {
  let draft = PairingDraft(
    title: text,
    institutions: [.init(id: "u" + text, name: text, tier: .hospital)],
    mentors: (0..<2).map { m in
      .init(
        id: "m\(m)" + text, name: text, institution: "u" + text, lowerCapacity: 1, capacity: 2,
        fields: [text], wishes: [["t0" + text], ["t1" + text], ["t2" + text]])
    },
    talents: (0..<3).map { t in
      .init(
        id: "t\(t)" + text, name: text, institution: "u" + text, fields: [text],
        wishes: [["m0" + text]])
    })
  let problem = try PairingProblem(validating: draft)
  let answer = PairingAnswer(
    rule: .talent, matching: Matching(mentorOfTalent: [0, 0, nil]), reductions: [],
    certificates: [],
    reports: [
      WishReport(talent: 0, rank: 1, isKept: false, missed: []),
      WishReport(talent: 1, rank: 1, isKept: false, missed: []),
      WishReport(
        talent: 2, rank: nil, isKept: false,
        missed: [.init(mentor: 0, rank: 1, reason: .filled(places: 2, lastRank: 2, standing: 3))]),
    ], blockingPairs: [BlockingPair(mentor: 1, talent: 2, talentRank: 1, mentorRank: 3)],
    shortfalls: [
      LimitShortfall(limit: .mentor(1), load: 0, lower: 1, inEveryStableMatching: true)
    ])
  return problem.page(of: answer, proof: statement(text), in: language)
}

/// A booking round in which every text that a user can type is `text`.
func bookingProblem(_ text: String) throws -> BookingProblem {
  var draft = BookingDraft(name: text, firstDay: "2026-11-30", dayCount: 7)
  draft.institutions = [.init(id: "u" + text, name: text)]
  draft.devices = (0..<2).map { d in
    .init(
      id: "d\(d)" + text, name: text, owner: "u" + text, deviceClass: text,
      area: "a\(d)" + text, capacity: d + 1, setUpMinutes: 30, cleanUpMinutes: 30,
      custodian: text, custodianPost: "p" + text)
  }
  draft.openings = (0..<2).flatMap { d in
    (1...5).map { .init(device: "d\(d)" + text, weekday: $0, from: 480, to: 1080) }
  }
  draft.maintenance = [.init(device: "d0" + text, span: .init(from: 2000, to: 2160))]
  draft.maintenance[0].span = .init(from: 1440 + 600, to: 1440 + 720)
  draft.requests = (0..<3).map { r in
    .init(
      id: "r\(r)" + text, institution: "u" + text, applicant: text, fund: text, minutes: 120,
      windows: [.init(from: 480, to: 1080)],
      choices: [
        .init(target: r < 2 ? "d\(r % 2)" + text : text + "@a0" + text)
      ],
      priority: r + 1)
  }
  draft.pins = [.init(request: "r0" + text, device: "d0" + text, start: 600)]
  return try BookingProblem(validating: draft)
}

/// The page of an answer to such a round.
func bookingPage(_ text: String, _ language: Language) throws -> String {
  let problem = try bookingProblem(text)
  let answer = BookingAnswer(
    timetable: Timetable(bookings: [
      Booking(request: 0, device: 0, start: 20), Booking(request: 1, device: 1, start: 22),
    ]), certificate: nil,
    refusals: [
      Refusal(
        request: 2, reasons: [.classFull(winners: [0], value: 9), .noStart(rules: ["windows"])],
        waysIn: [.init(change: .otherDay, booking: Booking(request: 2, device: 0, start: 70))])
    ])
  return problem.page(of: answer, proof: statement(text), in: language)
}

/// A rotation in which every free text is `text`; identifiers may hold no such text.
func rosterPage(_ text: String, _ language: Language) throws -> String {
  let terms = ["2026-09", "2026-10"]
  let draft = RosteringDraft(
    title: text,
    terms: [
      .init(label: "1", start: "2026-09-01", end: "2026-09-30"),
      .init(label: "2", start: "2026-10-01", end: "2026-10-31"),
    ],
    units: (0..<2).map { u in
      .init(id: "u\(u)", name: "\(u)" + text, tier: u == 0 ? .hospital : .community)
    },
    people: (0..<2).map { p in
      .init(
        staffNumber: "p\(p)", name: text, unit: "u\(p)", role: text,
        exception: text)
    }, leave: [.init(unit: "u1", term: "2")],
    rotation: RotationDraft(
      demand: terms.indices.flatMap { t in
        Seat.all.map {
          DemandDraft(
            term: "\(t + 1)", seat: $0, places: $0.body == .secretariat ? 1 : 0)
        }
      },
      posts: [
        .init(staffNumber: "f", name: text, seats: [Seat.all[1]], mostTerms: 1)
      ],
      pinned: [.init(term: "1", body: .secretariat, unit: "u0")],
      settings: RotationSettings(requiredRole: text, fewestPlaces: 0, mayLeaveOpen: true)))
  let problem = try RosteringProblem(validating: draft)
  let (hospital, community) = (Seat.all[0], Seat.all[1])
  let answer = RosteringAnswer(
    roster: Roster(duties: [
      Duty(term: 0, seat: hospital, unit: 0, person: 0),
      Duty(term: 0, seat: community, unit: 1, person: 1),
      Duty(openIn: 1, seat: hospital), Duty(term: 1, seat: community, post: 0),
    ]), proofs: [],
    reasons: (0..<2).map { u in
      UnitReason(
        unit: u, served: 1, entitlement: ExactFraction(2), deviation: ExactFraction(-1),
        worstDeviation: ExactFraction(1),
        duties: [
          .init(
            term: 0, body: .secretariat, person: u, ordinal: 1, earliest: 0, latest: 1,
            cause: .inTurn, choice: .onlyOne)
        ], awayTerms: [])
    },
    fairness: Tier.allCases.map {
      TierFairness(
        tier: $0, fewest: 1, most: 1, jainIndex: ExactFraction(1), worstOffUnit: $0.index,
        worstDeviation: ExactFraction(1))
    })
  return problem.page(of: answer, proof: statement(text), in: language)
}

/// A shift roster in which every text that is no identifier is `text`, with open duties, a missed wish and
/// a published roster.
func shiftPage(_ text: String, _ language: Language) throws -> String {
  var draft = ShiftDraft(
    title: text, days: 3, firstDay: "2026-04-03", firstWeekday: 5,
    duties: [
      DutyDraft(
        id: "d", name: text, start: 480, minutes: 480, site: "s",
        skills: ["a", "b"])
    ], skills: ["a", "b"],
    contracts: [
      ContractDraft(
        id: "c",
        rules: [
          .count(
            CountRuleDraft(
              name: text, cells: .work, already: 1,
              minimum: LimitDraft(4, penalty: 2, isSquared: true)))
        ])
    ])
  draft.staff = (0..<2).map { p in
    StaffDraft(
      staffNumber: "p\(p)", name: text, unit: text, contract: "c",
      skills: ["a"])
  }
  draft.cover = (1...3).map {
    CoverDraft(days: [$0], duties: ["d"], minimum: LimitDraft(1))
  }
  draft.wishes = [
    WishDraft(person: "p0", day: 2, cells: .work, weight: 3, isFor: true)
  ]
  draft.forbidden = [ForbiddenCellDraft(person: "p1", first: 1, last: 2)]
  draft.published = PublishedDraft(
    cells: [PublishedCellDraft(person: "p1", day: 3, duty: "d", skill: "a")],
    cellWeight: 1, personWeight: 1)
  let problem = try ShiftRosteringProblem(validating: draft)
  let roster = ShiftRoster(tasks: [[0, nil, nil], [nil, nil, nil]])
  return problem.page(
    of: ShiftAnswer(roster: roster, certificate: nil), proof: statement(text), in: language)
}

/// The pages with a name each.
func allPages(_ text: String, _ language: Language) throws -> [(name: String, html: String)] {
  [
    ("pair", try pairingPage(text, language)), ("book", try bookingPage(text, language)),
    ("roster", try rosterPage(text, language)), ("shifts", try shiftPage(text, language)),
  ]
}
