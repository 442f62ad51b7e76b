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
  public private(set) var score: PairScores
  /// Whether each pair is one of the earlier result.
  public private(set) var stays: PairFlags
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
    let pair = returned.count
    var talentOfPair: [Int32] = []
    talentOfPair.reserveCapacity(pair)
    var firstOfTalent = [0]
    firstOfTalent.reserveCapacity(talentWishes.count + 1)
    for t in talentWishes.indices {
      for e in talentWishes.entries(of: t) where returned.mentorRank[e] > 0 {
        talentOfPair.append(Int32(t))
      }
      firstOfTalent.append(talentOfPair.count)
    }
    var pairsOfMentors = returned.wishInSlot
    if pair == talentWishes.person.count {
      mentorOfPair = talentWishes.person
      talentRank = talentWishes.rank
      mentorRank = returned.mentorRank
    } else {
      let entries = talentWishes.person.indices.filter { returned.mentorRank[$0] > 0 }
      mentorOfPair = entries.map { talentWishes.person[$0] }
      talentRank = entries.map { talentWishes.rank[$0] }
      mentorRank = entries.map { returned.mentorRank[$0] }
      // Wishes are numbered with those that cannot come true, pairs without.
      var pairOfWish = [Int32](repeating: -1, count: talentWishes.person.count)
      for (p, e) in entries.enumerated() { pairOfWish[e] = Int32(p) }
      for (slot, wish) in pairsOfMentors.enumerated() where wish >= 0 {
        pairsOfMentors[slot] = pairOfWish[Int(wish)]
      }
    }

    var firstOfMentor = [0]
    firstOfMentor.reserveCapacity(mentorWishes.count + 1)
    var filled = 0
    for m in mentorWishes.indices {
      for slot in mentorWishes.entries(of: m) where pairsOfMentors[slot] >= 0 {
        pairsOfMentors[filled] = pairsOfMentors[slot]
        filled += 1
      }
      firstOfMentor.append(filled)
    }
    pairsOfMentors.removeLast(pairsOfMentors.count - filled)

    isStrict = !returned.mentorsHoldTie && !Self.holdsTie(firstOfTalent, talentRank)
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
    self.firstOfTalent = firstOfTalent
    self.firstOfMentor = firstOfMentor
    self.pairsOfMentors = pairsOfMentors
  }

  /// Whether two entries of one run share their rank.
  private static func holdsTie(_ first: [Int], _ rank: [Int32]) -> Bool {
    for i in 0..<(first.count - 1) {
      for e in first[i]..<first[i + 1] where e > first[i] && rank[e] == rank[e - 1] { return true }
    }
    return false
  }
}

extension PairingMarket {
  /// The market with the marked pairs alone worth a point each, or alone those of the earlier result.
  ///
  /// - Precondition: `isMarked` has one entry for each pair, and `goal` is `weight` or `stays`.
  /// - Complexity: O(pairs).
  func counting(_ isMarked: [Bool], as goal: PairingGoal) -> PairingMarket {
    var market = self
    if goal == .stays {
      market.stays = PairFlags(isSet: isMarked)
    } else {
      market.score = PairScores(points: isMarked.map { $0 ? 1 : 0 })
    }
    return market
  }
}

/// Which wishes of talents are returned.
private struct ReturnedWishes {
  /// For each wish of a talent the mentor's rank of him; 0 for a wish that cannot come true.
  let mentorRank: [Int32]
  /// For each place on the mentors' lists the talent's wish that it returns; −1 for none.
  let wishInSlot: [Int32]
  /// Number of wishes that are returned.
  let count: Int
  /// Whether two of one mentor have the same rank.
  let mentorsHoldTie: Bool

  /// Goes through the lists mentor by mentor, so that all but the talents' side is read and written in runs.
  ///
  /// - Complexity: O(size of the lists).
  init(
    _ mentorWishes: RankedLists, _ talentWishes: RankedLists, keptMentor: [Int?],
    recused: Set<PairKey>
  ) {
    let (wishes, first) = Self.byMentor(
      talentWishes, mentorCount: mentorWishes.count, keptMentor: keptMentor, recused: recused)
    var (count, mentorsHoldTie) = (0, false)
    var mentorRank = [Int32](repeating: 0, count: talentWishes.person.count)
    var wishInSlot = [Int32](repeating: -1, count: mentorWishes.person.count)
    // Where each talent stands on the list in hand.
    var place = [Int32](repeating: -1, count: talentWishes.count)
    // Lent once each: a large round has millions of wishes.
    place.withUnsafeMutableBufferPointer { place in
      mentorRank.withUnsafeMutableBufferPointer { mentorRank in
        wishInSlot.withUnsafeMutableBufferPointer { wishInSlot in
          for m in mentorWishes.indices {
            let slots = mentorWishes.entries(of: m)
            for slot in slots { place[Int(mentorWishes.person[slot])] = Int32(slot) }
            for wish in first[m]..<first[m + 1] {
              let slot = Int(place[Int(wishes[wish].talent)])
              guard slot >= 0 else { continue }
              mentorRank[Int(wishes[wish].entry)] = mentorWishes.rank[slot]
              wishInSlot[slot] = wishes[wish].entry
              count += 1
            }
            var last = Int32(0)
            for slot in slots {
              place[Int(mentorWishes.person[slot])] = -1
              guard wishInSlot[slot] >= 0 else { continue }
              if mentorWishes.rank[slot] == last { mentorsHoldTie = true }
              last = mentorWishes.rank[slot]
            }
          }
        }
      }
    }
    (self.mentorRank, self.wishInSlot) = (mentorRank, wishInSlot)
    (self.count, self.mentorsHoldTie) = (count, mentorsHoldTie)
  }

  /// A talent's wish by its place on the talents' lists.
  private struct Wish {
    var entry: Int32 = 0
    var talent: Int32 = 0
  }

  /// The wishes of the market's talents mentor by mentor, without recused pairs, with the first of each.
  private static func byMentor(
    _ talentWishes: RankedLists, mentorCount: Int, keptMentor: [Int?], recused: Set<PairKey>
  ) -> (wishes: [Wish], first: [Int]) {
    func isOut(_ m: Int, _ t: Int) -> Bool {
      !recused.isEmpty && recused.contains(PairKey(mentor: m, talent: t))
    }
    var first = [Int](repeating: 0, count: mentorCount + 1)
    for t in talentWishes.indices where keptMentor[t] == nil {
      for e in talentWishes.entries(of: t) where !isOut(Int(talentWishes.person[e]), t) {
        first[Int(talentWishes.person[e]) + 1] += 1
      }
    }
    for m in 0..<mentorCount { first[m + 1] += first[m] }
    var (next, wishes) = (first, [Wish](repeating: Wish(), count: first[mentorCount]))
    next.withUnsafeMutableBufferPointer { next in
      wishes.withUnsafeMutableBufferPointer { wishes in
        for t in talentWishes.indices where keptMentor[t] == nil {
          for e in talentWishes.entries(of: t) {
            let m = Int(talentWishes.person[e])
            if isOut(m, t) { continue }
            wishes[next[m]] = Wish(entry: Int32(e), talent: Int32(t))
            next[m] += 1
          }
        }
      }
    }
    return (wishes, first)
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
