extension Recount {
  /// Most parties for which a claim of fewest transfers is counted exactly.
  static let exactParties = 18

  /// Counts the fewest transfers that pay balances.
  ///
  /// Groups of *k* parties that sum to zero need *k* − 1 transfers, so the most groups are sought.
  ///
  /// - Parameter balances: Amounts other than zero that sum to zero.
  /// - Returns: The number, or a bound from below if there are too many parties.
  func fewestTransfers(_ balances: [Int]) -> Int {
    var rest = balances
    var pairs = 0
    // One of each opposite pair pays the other: no way of paying needs fewer transfers for the two.
    for i in rest.indices where rest[i] > 0 {
      if let j = rest.firstIndex(of: -rest[i]) {
        (rest[i], rest[j]) = (0, 0)
        pairs += 1
      }
    }
    rest.removeAll { $0 == 0 }
    guard rest.count <= Self.exactParties else {
      let positive = rest.count { $0 > 0 }
      return pairs + rest.count - min(rest.count / 3, positive, rest.count - positive)
    }
    return pairs + rest.count - mostGroups(of: rest)
  }

  /// The most disjoint sets of zero sum.
  private func mostGroups(of balances: [Int]) -> Int {
    let zeroSets = (0..<(1 << balances.count)).dropFirst().filter { set in
      balances.indices.reduce(0) { $0 + (set >> $1 & 1 == 1 ? balances[$1] : 0) } == 0
    }
    // A set that holds a smaller one can be split, so only the smallest are needed; they are kept by
    // their first party.
    var minimal = [[Int]](repeating: [], count: balances.count)
    for set in zeroSets.sorted(by: { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) })
    where !minimal.contains(where: { $0.contains { $0 & set == $0 } }) {
      minimal[set.trailingZeroBitCount].append(set)
    }
    // The first party of what is left is in one of its sets, or in none.
    var known = [Int](repeating: -1, count: 1 << balances.count)
    known[0] = 0
    func most(_ left: Int) -> Int {
      if known[left] >= 0 { return known[left] }
      var best = most(left & (left - 1))
      for set in minimal[left.trailingZeroBitCount] where set & left == set {
        best = max(best, 1 + most(left & ~set))
      }
      known[left] = best
      return best
    }
    return most((1 << balances.count) - 1)
  }
}
