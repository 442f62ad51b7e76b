/// The acceptable pairs of a round on flat arrays, ready for algorithms.
///
/// Pairs are numbered talent by talent, each talent's in the order of his list. Both sides' lists
/// are runs of pair numbers (compressed rows): a talent's run is a range, a mentor's run is a slice
/// of ``pairsOfMentors``.
public struct PairingMarket: Hashable, Sendable {
  /// For each mentor the places that kept pairs leave.
  public let places: [Int]
  /// Talent of each pair.
  public let talentOfPair: [Int32]
  /// Mentor of each pair.
  public let mentorOfPair: [Int32]
  /// The talent's rank of the mentor, from 1.
  public let talentRank: [Int32]
  /// The mentor's rank of the talent, from 1.
  public let mentorRank: [Int32]
  /// What each pair is worth.
  public let score: PairScores
  /// Whether each pair is one of the earlier result.
  public let stays: PairFlags
  /// First pair of each talent, and the number of pairs at the end.
  public let firstOfTalent: [Int]
  /// First entry of each mentor in ``pairsOfMentors``, and their number at the end.
  public let firstOfMentor: [Int]
  /// Pairs mentor by mentor, in the order of the mentor's list.
  public let pairsOfMentors: [Int32]
  /// Whether no two pairs of a person have the same rank.
  public let isStrict: Bool

  /// Number of pairs.
  public var pairCount: Int { talentOfPair.count }
  /// Number of talents, those outside the market included (they have no pair).
  public var talentCount: Int { firstOfTalent.count - 1 }
  /// Number of mentors.
  public var mentorCount: Int { places.count }

  /// Talent of a pair.
  public func talent(of pair: Int) -> Int { Int(talentOfPair[pair]) }

  /// Mentor of a pair.
  public func mentor(of pair: Int) -> Int { Int(mentorOfPair[pair]) }

  /// Pairs of a talent, best first.
  public func pairs(ofTalent t: Int) -> Range<Int> { firstOfTalent[t]..<firstOfTalent[t + 1] }

  /// Pairs of a mentor, best first.
  public func pairs(ofMentor m: Int) -> ArraySlice<Int32> {
    pairsOfMentors[firstOfMentor[m]..<firstOfMentor[m + 1]]
  }

  /// Intersects the lists.
  ///
  /// Where everybody is listed in return the arrays of the lists are shared, not copied.
  ///
  /// - Complexity: O(size of the lists).
  init(
    capacities: [Int], mentorWishes: RankedLists, talentWishes: RankedLists, keptMentor: [Int?],
    recused: Set<PairKey>, scores: ScoreTable?, previousMentor: [Int?]
  ) {
    var places = capacities
    for m in keptMentor { if let m { places[m] -= 1 } }
    self.places = places

    let returned = ReturnedWishes(
      mentorWishes, talentWishes, keptMentor: keptMentor, recused: recused)
    var talentOfPair: [Int32] = []
    talentOfPair.reserveCapacity(returned.count)
    var firstOfTalent = [0]
    firstOfTalent.reserveCapacity(talentWishes.count + 1)
    for t in talentWishes.indices {
      for e in talentWishes.entries(of: t) where returned.slot[e] >= 0 {
        talentOfPair.append(Int32(t))
      }
      firstOfTalent.append(talentOfPair.count)
    }
    if returned.count == talentWishes.person.count {
      mentorOfPair = talentWishes.person
      talentRank = talentWishes.rank
    } else {
      let entries = talentWishes.person.indices.filter { returned.slot[$0] >= 0 }
      mentorOfPair = entries.map { talentWishes.person[$0] }
      talentRank = entries.map { talentWishes.rank[$0] }
    }

    // Mentors' runs: placed by the position on the mentor's list, then closed up.
    var mentorRank = [Int32](repeating: 0, count: returned.count)
    var pairInSlot = [Int32](repeating: -1, count: mentorWishes.person.count)
    var pair = 0
    for slot in returned.slot where slot >= 0 {
      mentorRank[pair] = mentorWishes.rank[Int(slot)]
      pairInSlot[Int(slot)] = Int32(pair)
      pair += 1
    }
    var firstOfMentor = [0]
    firstOfMentor.reserveCapacity(mentorWishes.count + 1)
    var filled = 0
    for m in mentorWishes.indices {
      for slot in mentorWishes.entries(of: m) where pairInSlot[slot] >= 0 {
        pairInSlot[filled] = pairInSlot[slot]
        filled += 1
      }
      firstOfMentor.append(filled)
    }
    pairInSlot.removeLast(pairInSlot.count - filled)

    let ranks = talentRank
    isStrict =
      !Self.holdsTie(firstOfTalent) { ranks[$0] }
      && !Self.holdsTie(firstOfMentor) { mentorRank[Int(pairInSlot[$0])] }
    let mentors = mentorOfPair
    score = PairScores(
      points: scores.map { scores in
        (0..<pair).map { p in
          Int32(
            scores[PairKey(mentor: Int(mentors[p]), talent: Int(talentOfPair[p]))] ?? 0)
        }
      } ?? [])
    stays = PairFlags(
      isSet: previousMentor.contains { $0 != nil }
        ? (0..<pair).map { previousMentor[Int(talentOfPair[$0])] == Int(mentors[$0]) }
        : [])
    self.talentOfPair = talentOfPair
    self.mentorRank = mentorRank
    self.firstOfTalent = firstOfTalent
    self.firstOfMentor = firstOfMentor
    pairsOfMentors = pairInSlot
  }

  /// Whether two entries of one run share their rank.
  private static func holdsTie(_ first: [Int], _ rank: (Int) -> Int32) -> Bool {
    for i in 0..<(first.count - 1) {
      for e in first[i]..<first[i + 1] where e > first[i] && rank(e) == rank(e - 1) { return true }
    }
    return false
  }
}

/// Which wishes of talents are returned.
private struct ReturnedWishes {
  /// For each wish of a talent its place on the mentors' lists; −1 for a wish that cannot come true.
  let slot: [Int32]
  /// Number of wishes that are returned.
  let count: Int

  /// - Complexity: O(size of the lists).
  init(
    _ mentorWishes: RankedLists, _ talentWishes: RankedLists, keptMentor: [Int?],
    recused: Set<PairKey>
  ) {
    let mentorCount = mentorWishes.count
    // Wishes of the market's talents, bucketed by mentor.
    var first = [Int](repeating: 0, count: mentorCount + 1)
    for t in talentWishes.indices where keptMentor[t] == nil {
      for e in talentWishes.entries(of: t) { first[Int(talentWishes.person[e]) + 1] += 1 }
    }
    for m in 0..<mentorCount { first[m + 1] += first[m] }
    var next = first
    var wish = [(entry: Int32, talent: Int32)](repeating: (0, 0), count: first[mentorCount])
    // Lent once each: a large round has millions of wishes.
    next.withUnsafeMutableBufferPointer { next in
      wish.withUnsafeMutableBufferPointer { wish in
        for t in talentWishes.indices where keptMentor[t] == nil {
          for e in talentWishes.entries(of: t) {
            let m = Int(talentWishes.person[e])
            if !recused.isEmpty, recused.contains(PairKey(mentor: m, talent: t)) { continue }
            wish[next[m]] = (Int32(e), Int32(t))
            next[m] += 1
          }
        }
      }
    }
    var place = [Int32](repeating: -1, count: talentWishes.count)
    var (slot, count) = ([Int32](repeating: -1, count: talentWishes.person.count), 0)
    place.withUnsafeMutableBufferPointer { place in
      slot.withUnsafeMutableBufferPointer { slot in
        for m in 0..<mentorCount {
          let entries = mentorWishes.entries(of: m)
          for e in entries { place[Int(mentorWishes.person[e])] = Int32(e) }
          for each in wish[first[m]..<next[m]] {
            let found = place[Int(each.talent)]
            slot[Int(each.entry)] = found
            if found >= 0 { count += 1 }
          }
          for e in entries { place[Int(mentorWishes.person[e])] = -1 }
        }
      }
    }
    (self.slot, self.count) = (slot, count)
  }
}

/// What each pair is worth.
public struct PairScores: Hashable, Sendable {
  /// Empty if every pair is worth one point.
  let points: [Int32]

  /// Points of a pair.
  public subscript(pair: Int) -> Int { points.isEmpty ? 1 : Int(points[pair]) }
}

/// Which pairs are marked.
public struct PairFlags: Hashable, Sendable {
  /// Empty if no pair is marked.
  let isSet: [Bool]

  /// Whether a pair is marked.
  public subscript(pair: Int) -> Bool { !isSet.isEmpty && isSet[pair] }
}
