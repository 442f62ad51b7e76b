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
  public let score: [Int]
  /// Whether each pair is one of the earlier result.
  public let stays: [Bool]
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
  /// - Complexity: O(size of the lists).
  init(
    capacities: [Int], mentorWishes: [[[Int]]], talentWishes: [[[Int]]], keptMentor: [Int?],
    recused: Set<PairKey>, scores: [PairKey: Int]?, previousMentor: [Int?]
  ) {
    var places = capacities
    for m in keptMentor { if let m { places[m] -= 1 } }
    self.places = places

    // What mentors say of each talent, bucketed by talent.
    var mentions = [Int](repeating: 0, count: talentWishes.count + 1)
    for tiers in mentorWishes { for tier in tiers { for t in tier { mentions[t + 1] += 1 } } }
    for t in talentWishes.indices { mentions[t + 1] += mentions[t] }
    var fill = mentions
    let total = mentions.last ?? 0
    var mentioner = [Int32](repeating: 0, count: total)
    var mentionRank = [Int32](repeating: 0, count: total)
    var mentionOrder = [Int32](repeating: 0, count: total)
    for (m, tiers) in mentorWishes.enumerated() {
      var order: Int32 = 0
      for (k, tier) in tiers.enumerated() {
        for t in tier {
          mentioner[fill[t]] = Int32(m)
          mentionRank[fill[t]] = Int32(k + 1)
          mentionOrder[fill[t]] = order
          order += 1
          fill[t] += 1
        }
      }
    }

    var talentOfPair: [Int32] = []
    var mentorOfPair: [Int32] = []
    var talentRank: [Int32] = []
    var mentorRank: [Int32] = []
    var listOrder: [Int32] = []
    var firstOfTalent = [0]
    var rankByMentor = [Int32](repeating: 0, count: capacities.count)
    var orderByMentor = [Int32](repeating: 0, count: capacities.count)
    var isStrict = true
    for (t, tiers) in talentWishes.enumerated() {
      if keptMentor[t] == nil {
        for i in mentions[t]..<mentions[t + 1] {
          rankByMentor[Int(mentioner[i])] = mentionRank[i]
          orderByMentor[Int(mentioner[i])] = mentionOrder[i]
        }
        for (k, tier) in tiers.enumerated() {
          let before = talentOfPair.count
          for m in tier
          where rankByMentor[m] > 0
            && (recused.isEmpty || !recused.contains(PairKey(mentor: m, talent: t)))
          {
            talentOfPair.append(Int32(t))
            mentorOfPair.append(Int32(m))
            talentRank.append(Int32(k + 1))
            mentorRank.append(rankByMentor[m])
            listOrder.append(orderByMentor[m])
          }
          if talentOfPair.count > before + 1 { isStrict = false }
        }
        for i in mentions[t]..<mentions[t + 1] { rankByMentor[Int(mentioner[i])] = 0 }
      }
      firstOfTalent.append(talentOfPair.count)
    }

    // Mentors' runs: placed by the position on the mentor's list, then closed up.
    var listStart = [0]
    for tiers in mentorWishes {
      listStart.append(listStart[listStart.count - 1] + tiers.reduce(0) { $0 + $1.count })
    }
    var slots = [Int32](repeating: -1, count: total)
    for p in talentOfPair.indices {
      slots[listStart[Int(mentorOfPair[p])] + Int(listOrder[p])] = Int32(p)
    }
    var firstOfMentor = [0]
    var pairsOfMentors: [Int32] = []
    pairsOfMentors.reserveCapacity(talentOfPair.count)
    for m in mentorWishes.indices {
      var lastRank: Int32 = 0
      for s in listStart[m]..<listStart[m + 1] where slots[s] >= 0 {
        let rank = mentorRank[Int(slots[s])]
        if rank == lastRank { isStrict = false }
        lastRank = rank
        pairsOfMentors.append(slots[s])
      }
      firstOfMentor.append(pairsOfMentors.count)
    }

    self.talentOfPair = talentOfPair
    self.mentorOfPair = mentorOfPair
    self.talentRank = talentRank
    self.mentorRank = mentorRank
    self.firstOfTalent = firstOfTalent
    self.firstOfMentor = firstOfMentor
    self.pairsOfMentors = pairsOfMentors
    self.isStrict = isStrict
    stays = talentOfPair.indices.map { p in
      previousMentor[Int(talentOfPair[p])] == Int(mentorOfPair[p])
    }
    score = talentOfPair.indices.map { p in
      guard let scores else { return 1 }
      return scores[PairKey(mentor: Int(mentorOfPair[p]), talent: Int(talentOfPair[p]))] ?? 0
    }
  }
}
