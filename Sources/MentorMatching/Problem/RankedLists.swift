/// Everybody's ranked list of people by position, on flat arrays: one run of entries for each person.
///
/// As a collection it holds one array of tiers for each person, which is made when it is asked for; what
/// reads many lists uses the arrays.
public struct RankedLists: Hashable, Sendable {
  /// First entry of each person, and the number of entries at the end.
  public private(set) var first: [Int32] = [0]
  /// Whom each entry names, best first.
  public private(set) var person: [Int32] = []
  /// Rank of each entry, from 1; those of one tier share it.
  public private(set) var rank: [Int32] = []

  init(people: Int, wishes: Int) {
    first.reserveCapacity(people + 1)
    person.reserveCapacity(wishes)
    rank.reserveCapacity(wishes)
  }

  mutating func append(_ other: Int, rank: Int) {
    person.append(Int32(other))
    self.rank.append(Int32(rank))
  }

  mutating func endList() { first.append(Int32(person.count)) }

  /// Entries of a person's list.
  public func entries(of i: Int) -> Range<Int> { Int(first[i])..<Int(first[i + 1]) }

  /// The rank of `other` on a person's list, from 1; `nil` if the list does not name him.
  ///
  /// - Complexity: O(length of the list).
  public func rank(of other: Int, by i: Int) -> Int? {
    entries(of: i).first { person[$0] == other }.map { Int(rank[$0]) }
  }
}

extension RankedLists: RandomAccessCollection {
  /// The first person.
  public var startIndex: Int { 0 }
  /// Behind the last person.
  public var endIndex: Int { first.count - 1 }

  /// The tiers of a person's list.
  public subscript(i: Int) -> [[Int]] {
    var tiers: [[Int]] = []
    for e in entries(of: i) {
      while tiers.count < rank[e] { tiers.append([]) }
      tiers[tiers.count - 1].append(Int(person[e]))
    }
    return tiers
  }
}
