internal import Alliance
public import MentorMatching
internal import Solving

/// A realistic pairing round of any size: real institutions' names, fictional people.
///
/// Hospitals send most mentors, community centres many talents. Popular mentors are wanted by many;
/// talents prefer mentors of their own field, mentors answer those who listed them and add a few.
public struct PairingSample: Sendable {
  /// Number of mentors.
  public var mentors = 30
  /// Number of talents.
  public var talents = 90
  /// Places of all mentors together for each hundred talents.
  public var placesPercent = 110
  /// Fewest and most wishes of a talent.
  public var wishes = 3...6
  /// How much more often the most popular mentor is wanted than the least popular one.
  public var popularitySkew = 4
  /// Chance that a talent's wish is tied with the one before, in percent.
  public var talentTiePercent = 12
  /// Chance that a mentor's wish is tied with the one before, in percent.
  public var mentorTiePercent = 35
  /// Chance that a blank rank follows a wish, in percent.
  public var gapPercent = 6
  /// Chance that a mentor lists a talent who listed him, in percent.
  public var answerPercent = 88
  /// Recusals, as far as pairs can be found.
  public var recusals = 8
  /// Running pairs.
  public var runningPairs = 6

  /// The mixture of the demo: 30 mentors, 90 talents.
  public init() {}

  /// Makes a round; it has no fault.
  ///
  /// - Parameter seed: The same seed gives the same round on every machine.
  /// - Returns: The round as a draft.
  /// - Complexity: O(mentors + wishes · log mentors).
  public func draft(seed: UInt64) -> PairingDraft {
    var maker = PairingSampleMaker(sample: self, random: SeededRandom(seed: seed))
    return maker.make()
  }
}

private struct PairingSampleMaker {
  let sample: PairingSample
  var random: SeededRandom
  private let kinds = PairingSampleWords.fields
  private var fieldOfMentor: [Int] = []
  private var fieldOfTalent: [Int] = []
  private var mentorsOfField: [[Int]] = []

  init(sample: PairingSample, random: SeededRandom) {
    self.sample = sample
    self.random = random
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  mutating func make() -> PairingDraft {
    let institutions = PairingSampleWords.institutions
    let hospitals = institutions.filter { $0.tier == .hospital }
    fieldOfMentor = (0..<sample.mentors).map { _ in
      Int.random(in: kinds.indices, using: &random)
    }
    fieldOfTalent = (0..<sample.talents).map { _ in
      Int.random(in: kinds.indices, using: &random)
    }
    mentorsOfField = kinds.indices.map { field in
      fieldOfMentor.indices.filter { fieldOfMentor[$0] == field }
    }
    var names = FictionalNames()
    let capacities = makeCapacities()

    var draft = PairingDraft(title: "导师结对", institutions: institutions, mentors: [], talents: [])
    draft.mentors = (0..<sample.mentors).map { m in
      let house = chance(75) ? hospitals : institutions
      return PairingDraft.Mentor(
        id: number("00", 1001 + 7 * m), name: names.next(&random),
        institution: house[Int.random(in: house.indices, using: &random)].id,
        lowerCapacity: capacities[m] >= 3 && chance(30) ? 1 : 0, capacity: capacities[m],
        fields: [kinds[fieldOfMentor[m]].name], wishes: [])
    }
    draft.talents = (0..<sample.talents).map { t in
      let house = chance(45) ? hospitals : institutions
      return PairingDraft.Talent(
        id: number("0", 20_011 + 3 * t), name: names.next(&random),
        institution: house[Int.random(in: house.indices, using: &random)].id,
        fields: [kinds[fieldOfTalent[t]].name], wishes: [])
    }
    draft.projects = makeProjects(draft.mentors)
    makeWishes(&draft)
    makeRunningPairs(&draft)
    makeRecusals(&draft)
    return draft
  }

  private func number(_ zeros: String, _ value: Int) -> String { zeros + String(value) }

  /// Places spread so that together they are the share asked for.
  private mutating func makeCapacities() -> [Int] {
    guard sample.mentors > 0 else { return [] }
    let total = sample.talents * sample.placesPercent / 100
    var capacities = [Int](repeating: total / sample.mentors, count: sample.mentors)
    for i in 0..<(total % sample.mentors) { capacities[i] += 1 }
    for m in capacities.indices {
      let other = Int.random(in: capacities.indices, using: &random)
      if capacities[m] > 1, chance(50) {
        capacities[m] -= 1
        capacities[other] += 1
      }
    }
    return capacities
  }

  private mutating func makeProjects(_ mentors: [PairingDraft.Mentor]) -> [PairingDraft.Project] {
    mentors.enumerated().flatMap { m, mentor -> [PairingDraft.Project] in
      let titles = kinds[fieldOfMentor[m]].projects
      return (0..<Int.random(in: 1...2, using: &random)).map { k in
        PairingDraft.Project(
          id: "P\(1001 + m)-\(k + 1)", title: titles[(m + k) % titles.count], mentor: mentor.id,
          places: max(1, mentor.capacity - k))
      }
    }
  }

  private mutating func makeWishes(_ draft: inout PairingDraft) {
    // Popularity falls evenly from `popularitySkew` to 1 over a random order of the mentors.
    let order = Array(0..<sample.mentors).shuffled(using: &random)
    var cumulative: [Int] = []
    var sum = 0
    for i in order.indices {
      sum += 100 + 100 * (sample.popularitySkew - 1) * (order.count - i) / max(1, order.count)
      cumulative.append(sum)
    }
    var applicants = [[Int]](repeating: [], count: sample.mentors)
    for t in 0..<sample.talents {
      let wanted = min(Int.random(in: sample.wishes, using: &random), sample.mentors)
      var chosen: [Int] = []
      while chosen.count < wanted {
        let peers = mentorsOfField[fieldOfTalent[t]]
        let m: Int
        if !peers.isEmpty, chance(40) {
          m = peers[Int.random(in: peers.indices, using: &random)]
        } else {
          let draw = Int.random(in: 0..<sum, using: &random)
          m = order[firstIndex(in: cumulative, above: draw)]
        }
        if !chosen.contains(m) { chosen.append(m) }
      }
      for m in chosen { applicants[m].append(t) }
      let ids = chosen.map { draft.mentors[$0].id }
      draft.talents[t].wishes = WishList(tiers(ids, tie: sample.talentTiePercent))
    }
    for m in 0..<sample.mentors {
      var listed = applicants[m].filter { _ in chance(sample.answerPercent) }
      for _ in 0..<2 where sample.talents > 0 {
        let extra = Int.random(in: 0..<sample.talents, using: &random)
        if !listed.contains(extra) { listed.append(extra) }
      }
      let ids = listed.shuffled(using: &random).map { draft.talents[$0].id }
      draft.mentors[m].wishes = WishList(tiers(ids, tie: sample.mentorTiePercent))
    }
  }

  private func firstIndex(in cumulative: [Int], above draw: Int) -> Int {
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > draw { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private mutating func tiers(_ ids: [String], tie: Int) -> [[String]] {
    var tiers: [[String]] = []
    for id in ids {
      if let last = tiers.indices.last, !tiers[last].isEmpty, chance(tie) {
        tiers[last].append(id)
      } else {
        tiers.append([id])
      }
      if id != ids.last, chance(sample.gapPercent) { tiers.append([]) }
    }
    return tiers
  }

  private mutating func makeRunningPairs(_ draft: inout PairingDraft) {
    guard sample.mentors > 0, sample.talents > 0 else { return }
    var load = [Int](repeating: 0, count: sample.mentors)
    var taken: Set<Int> = []
    for _ in 0..<sample.runningPairs {
      let m = Int.random(in: 0..<sample.mentors, using: &random)
      let t = Int.random(in: 0..<sample.talents, using: &random)
      guard load[m] < draft.mentors[m].capacity, taken.insert(t).inserted else { continue }
      load[m] += 1
      draft.kept.append(
        PairingDraft.KeptPair(mentor: draft.mentors[m].id, talent: draft.talents[t].id))
      draft.talents[t].wishes = []
    }
  }

  private mutating func makeRecusals(_ draft: inout PairingDraft) {
    guard sample.mentors > 0, sample.talents > 0 else { return }
    let kept = Set(draft.kept.map { $0.mentor + "/" + $0.talent })
    var seen: Set<String> = []
    for _ in 0..<(10 * sample.recusals) where draft.recusals.count < sample.recusals {
      let t = Int.random(in: 0..<sample.talents, using: &random)
      // Recusals that matter: among the people a talent listed.
      let listed = draft.talents[t].wishes.flatMap { $0 }
      guard !listed.isEmpty else { continue }
      let mentor = listed[Int.random(in: listed.indices, using: &random)]
      let key = mentor + "/" + draft.talents[t].id
      guard !kept.contains(key), seen.insert(key).inserted else { continue }
      draft.recusals.append(PairingDraft.Recusal(mentor, draft.talents[t].id))
    }
  }
}
