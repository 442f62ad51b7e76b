/// Each mentor's rank of each talent, looked up from the talents' side.
///
/// Built from the mentors' wishes alone, mentor by mentor, as one sorted run for each talent.
package struct ListingRanks: Hashable, Sendable {
  /// Where a talent stands with one mentor.
  private struct Entry: Hashable {
    var mentor: Int32 = 0
    var rank: Int32 = 0
  }

  /// First entry of each talent, and their number at the end.
  private let first: [Int32]
  private let entries: [Entry]

  /// - Complexity: O(wishes).
  init(_ mentorWishes: RankedLists, talentCount: Int) {
    var first = [Int32](repeating: 0, count: talentCount + 1)
    for t in mentorWishes.person { first[Int(t) + 1] += 1 }
    for t in 0..<talentCount { first[t + 1] += first[t] }
    var (next, entries) = (first, [Entry](repeating: Entry(), count: mentorWishes.person.count))
    // Lent once each: a large round has millions of wishes.
    next.withUnsafeMutableBufferPointer { next in
      entries.withUnsafeMutableBufferPointer { entries in
        for m in mentorWishes.indices {
          for e in mentorWishes.entries(of: m) {
            let t = Int(mentorWishes.person[e])
            entries[Int(next[t])] = Entry(mentor: Int32(m), rank: mentorWishes.rank[e])
            next[t] += 1
          }
        }
      }
    }
    (self.first, self.entries) = (first, entries)
  }

  /// Rank of a talent on a mentor's list, from 1; `nil` if he is not on it.
  ///
  /// - Complexity: O(log of the number of mentors who list the talent).
  package func rank(ofTalent t: Int, byMentor m: Int) -> Int? {
    // Runs are in the order of the mentors, so a binary search finds the mentor.
    let end = Int(first[t + 1])
    var (low, high) = (Int(first[t]), end)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].mentor < m { low = middle + 1 } else { high = middle }
    }
    return low < end && entries[low].mentor == m ? Int(entries[low].rank) : nil
  }
}
