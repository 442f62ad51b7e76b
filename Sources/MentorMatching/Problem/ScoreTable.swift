/// What pairs are worth, looked up from the talents' side.
public struct ScoreTable: Hashable, Sendable {
  /// First entry of each talent, and their number at the end.
  private let first: [Int32]
  /// Mentors of each talent's scores, increasing.
  private let mentor: [Int32]
  private let points: [Int32]

  /// - Parameters:
  ///   - scores: At most one for each pair, points within 32 bits.
  ///   - talentCount: Number of talents.
  /// - Complexity: O(scores · log of one talent's scores).
  init(_ scores: [(mentor: Int, talent: Int, points: Int)], talentCount: Int) {
    var next = [Int32](repeating: 0, count: talentCount + 1)
    for score in scores { next[score.talent + 1] += 1 }
    for t in 0..<talentCount { next[t + 1] += next[t] }
    first = next
    var entries = [(mentor: Int32, points: Int32)](repeating: (0, 0), count: scores.count)
    for score in scores {
      let place = Int(next[score.talent])
      entries[place] = (Int32(score.mentor), Int32(score.points))
      next[score.talent] += 1
    }
    for t in 0..<talentCount {
      // Most files have them in the order of the talents' lists; runs are short.
      entries[Int(first[t])..<Int(first[t + 1])].sort { $0.mentor < $1.mentor }
    }
    mentor = entries.map(\.mentor)
    points = entries.map(\.points)
  }

  /// Points of a pair; `nil` without a score.
  ///
  /// - Complexity: O(log of the talent's scores).
  public subscript(pair: PairKey) -> Int? {
    var (low, high) = (Int(first[pair.talent]), Int(first[pair.talent + 1]))
    let end = high
    while low < high {
      let middle = (low + high) / 2
      if Int(mentor[middle]) < pair.mentor { low = middle + 1 } else { high = middle }
    }
    return low < end && Int(mentor[low]) == pair.mentor ? Int(points[low]) : nil
  }
}
