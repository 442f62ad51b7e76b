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

  /// Lists of names as lists of positions; names without one are left out, and so are gaps.
  ///
  /// - Complexity: O(wishes).
  init(_ lists: [WishList], _ positions: inout WishPositions) {
    let wishes = lists.reduce(0) { $0 + $1.entries.count }
    var ends: [Int32] = [0]
    ends.reserveCapacity(lists.count + 1)
    var ranks = [Int32](repeating: 0, count: wishes)
    // Lent once: a large round has millions of wishes.
    person = [Int32](unsafeUninitializedCapacity: wishes) { person, count in
      ranks.withUnsafeMutableBufferPointer { ranks in
        for list in lists {
          let position = positions.of(list)
          var rank = Int32(0)
          list.table.entries[list.entries].withUnsafeBufferPointer { entries in
            for entry in entries where entry != WishList.gap {
              if entry >= 0 { rank += 1 }
              let place = position[Int(entry < 0 ? ~entry : entry)]
              if place >= 0 {
                (person[count], ranks[count]) = (place, rank)
                count += 1
              }
            }
          }
          ends.append(Int32(count))
        }
      }
    }
    ranks.removeLast(wishes - person.count)
    (first, rank) = (ends, ranks)
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
