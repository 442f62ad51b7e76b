import Alliance
import MentorMatching
import Solving

/// Every matching of a tiny round with projects and quotas, read from the draft alone.
struct ContractEnumeration {
  struct Entry {
    /// Mentor and project of each talent; project −1 for none.
    let choice: [[Int]?]
    let talentRanks: [Int]
    let mentorRanks: [Int]
    let loads: [Int]
    let keepsLower: Bool
    let blocking: Int

    var size: Int { talentRanks.count }
  }

  private(set) var all: [Entry] = []
  private let draft: PairingDraft
  /// Choices of each talent as [mentor, project, talent's rank, mentor's rank].
  private var choices: [[[Int]]] = []
  private var limits: [(lower: Int, upper: Int, holds: (_ t: Int, _ choice: [Int]) -> Bool)] = []

  init(_ draft: PairingDraft) {
    self.draft = draft
    choices = draft.talents.map { talent in
      var found: [[Int]] = []
      for (k, tier) in talent.wishes.filter({ !$0.isEmpty }).enumerated() {
        for id in tier {
          let project = draft.projects.firstIndex { $0.id == id }
          let mentorID = project.map { draft.projects[$0].mentor } ?? id
          let m = draft.mentors.firstIndex { $0.id == mentorID }!
          let tiers = Array(draft.mentors[m].wishes).filter { !$0.isEmpty }
          guard let rank = tiers.firstIndex(where: { $0.contains(talent.id) }) else { continue }
          found.append([m, project ?? -1, k + 1, rank + 1])
        }
      }
      return found
    }
    for (p, project) in draft.projects.enumerated() {
      limits.append((project.lowerPlaces, project.places ?? 99, { _, choice in choice[1] == p }))
    }
    for (m, mentor) in draft.mentors.enumerated() {
      limits.append((mentor.lowerCapacity, mentor.capacity, { _, choice in choice[0] == m }))
    }
    for quota in draft.quotas {
      limits.append(
        (
          quota.lower, quota.upper ?? 99,
          { t, choice in
            Self.holds(
              draft, quota.mentors, draft.mentors[choice[0]].id,
              draft.mentors[choice[0]].institution)
              && Self.holds(draft, quota.talents, draft.talents[t].id, draft.talents[t].institution)
          }
        ))
    }
    var chosen = [[Int]?](repeating: nil, count: draft.talents.count)
    extend(0, &chosen)
  }

  private static func holds(
    _ draft: PairingDraft, _ scope: PairingDraft.Quota.Scope, _ id: String, _ institution: String
  ) -> Bool {
    switch scope {
    case .everybody: true
    case .institution(let key): institution == key
    case .tier(let tier): draft.institutions.first { $0.id == institution }?.tier == tier
    case .person(let person): person == id
    }
  }

  private mutating func extend(_ t: Int, _ chosen: inout [[Int]?]) {
    guard t < chosen.count else { return note(chosen) }
    chosen[t] = nil
    extend(t + 1, &chosen)
    for choice in choices[t] {
      chosen[t] = choice
      extend(t + 1, &chosen)
    }
    chosen[t] = nil
  }

  private mutating func note(_ chosen: [[Int]?]) {
    func count(_ limit: Int, where isCounted: (Int, [Int]) -> Bool) -> Int {
      chosen.enumerated().count { t, choice in
        choice.map { limits[limit].holds(t, $0) && isCounted(t, $0) } ?? false
      }
    }
    var keepsLower = true
    for k in limits.indices {
      let load = count(k) { _, _ in true }
      if load > limits[k].upper { return }
      if load < limits[k].lower { keepsLower = false }
    }
    var blocking = 0
    for (t, own) in chosen.enumerated() {
      for choice in choices[t] where choice[2] < own?[2] ?? .max {
        // A limit keeps the pair apart if contracts that rank as high use it up.
        let isKeptApart = limits.indices.contains { k in
          limits[k].holds(t, choice)
            && count(k) { other, held in
              held[3] <= choice[3] && (other != t || held[0] != choice[0])
            } >= limits[k].upper
        }
        if !isKeptApart { blocking += 1 }
      }
    }
    let made = chosen.compactMap { $0 }
    all.append(
      Entry(
        choice: chosen.map { $0.map { [$0[0], $0[1]] } }, talentRanks: made.map { $0[2] },
        mentorRanks: made.map { $0[3] },
        loads: draft.mentors.indices.map { m in made.count { $0[0] == m } },
        keepsLower: keepsLower, blocking: blocking))
  }
}

/// A random tiny round in which talents name projects and mentors, with quotas.
func tinyProjects(
  seed: UInt64, ties: Bool, crossing: Bool = false, lower: Bool = false, heavy: Bool = false
) throws -> PairingProblem {
  var random = SeededRandom(seed: seed)
  let institutions = [
    Institution(id: "h", name: "H", tier: .hospital),
    Institution(id: "c", name: "C", tier: .community),
    Institution(id: "d", name: "D", tier: .community),
  ]
  let mentorCount = Int.random(in: 2...3, using: &random)
  let talentIDs = (0..<Int.random(in: 3...4, using: &random)).map { "t\($0)" }
  func tiers(_ ids: [String], share: Int) -> [[String]] {
    var tiers: [[String]] = []
    for id in ids.shuffled(using: &random) where Int.random(in: 0..<10, using: &random) < share {
      let joins =
        ties && !tiers.isEmpty && Int.random(in: 0..<3, using: &random) < (heavy ? 2 : 1)
      if joins { tiers[tiers.count - 1].append(id) } else { tiers.append([id]) }
    }
    return tiers
  }
  var draft = PairingDraft(institutions: institutions, mentors: [], talents: [])
  for m in 0..<mentorCount {
    let capacity = Int.random(in: 1...2, using: &random)
    draft.mentors.append(
      .init(
        id: "m\(m)", institution: m == 0 ? "h" : m == 1 ? "c" : "d",
        lowerCapacity: lower ? Int.random(in: 0...1, using: &random) : 0, capacity: capacity,
        target: Int.random(in: 0...2, using: &random), wishes: tiers(talentIDs, share: 9)))
    for p in 0..<Int.random(in: 1...2, using: &random) {
      draft.projects.append(
        .init(
          id: "p\(m)\(p)", title: "", mentor: "m\(m)",
          places: Int.random(in: 0..<4, using: &random) == 0
            ? nil : Int.random(in: 1...2, using: &random)))
    }
  }
  let wishes = draft.projects.map(\.id) + ["m0"]
  for id in talentIDs {
    draft.talents.append(
      .init(
        id: id, institution: ["h", "c", "d"][Int.random(in: 0..<3, using: &random)],
        wishes: tiers(wishes, share: 6)))
  }
  if !heavy, Int.random(in: 0..<2, using: &random) == 0 {
    draft.quotas.append(
      .init(mentors: .tier(.community), upper: Int.random(in: 1...2, using: &random)))
  }
  if crossing {
    draft.quotas.append(
      .init(
        talents: .institution("h"), lower: lower ? Int.random(in: 0...1, using: &random) : 0,
        upper: Int.random(in: 1...2, using: &random)))
  }
  return try PairingProblem(validating: draft)
}

/// A random tiny round in which talents name mentors only, with quotas inside and around one another.
func tinyQuotas(seed: UInt64, ties: Bool) throws -> PairingProblem {
  var random = SeededRandom(seed: seed)
  func chance(_ tenths: Int) -> Bool { Int.random(in: 0..<10, using: &random) < tenths }
  func tiers(_ ids: [String]) -> [[String]] {
    var tiers: [[String]] = []
    for id in ids.shuffled(using: &random) where chance(8) {
      if ties && !tiers.isEmpty && chance(5) {
        tiers[tiers.count - 1].append(id)
      } else {
        tiers.append([id])
      }
    }
    return tiers
  }
  var draft = PairingDraft(
    institutions: [
      Institution(id: "h", name: "H", tier: .hospital),
      Institution(id: "c", name: "C", tier: .community),
      Institution(id: "d", name: "D", tier: .community),
    ], mentors: [], talents: [])
  let talents = (0..<Int.random(in: 3...5, using: &random)).map { "t\($0)" }
  for (m, institution) in ["h", "c", "d", "h"].prefix(Int.random(in: 3...4, using: &random))
    .enumerated()
  {
    draft.mentors.append(
      .init(
        id: "m\(m)", institution: institution, capacity: Int.random(in: 1...3, using: &random),
        wishes: tiers(talents)))
  }
  for id in talents {
    draft.talents.append(
      .init(
        id: id, institution: ["h", "c"][Int.random(in: 0..<2, using: &random)],
        wishes: tiers(draft.mentors.map(\.id))))
  }
  draft.quotas.append(
    .init(mentors: .tier(.community), upper: Int.random(in: 1...2, using: &random)))
  if chance(5) {
    draft.quotas.append(
      .init(mentors: .institution("h"), upper: Int.random(in: 0...3, using: &random)))
  }
  if chance(2) {
    draft.quotas.append(
      .init(
        mentors: .person("m0"), talents: .institution("h"),
        upper: Int.random(in: 0...1, using: &random)))
  }
  if chance(2) { draft.quotas.append(.init(upper: Int.random(in: 1...4, using: &random))) }
  return try PairingProblem(validating: draft)
}
