/// Splits balances that sum to zero into as many groups that sum to zero as possible.
///
/// A group of *k* members is paid with *k* − 1 transfers, and any way of paying falls into such
/// groups, so the most groups make the fewest transfers (Verhoeff 2004, "Settling multiple debts
/// efficiently: an invitation to computing science", Informatics in Education 3(1), 105–126). Opposite balances are
/// paired off first, which no grouping can beat: two groups that hold one of the two each make one
/// pair and one group again.
struct ZeroSumGrouping {
  /// Positions of the balances, in groups by their smallest position; zero balances are left out.
  let groups: [[Int]]
  /// Fewest transfers that any grouping needs: exact, or a bound.
  let fewestTransfers: Int

  /// Groups balances.
  ///
  /// - Parameters:
  ///   - balances: Amounts that sum to zero.
  ///   - exactParties: Most amounts left after pairing for which all subsets are tried.
  init(balances: [Int], exactParties: Int) {
    let (pairs, rest) = Self.pairedOff(balances)
    let found: [[Int]]
    let mostGroups: Int
    if rest.count <= exactParties {
      found = Self.mostGroups(rest, balances)
      mostGroups = found.count
    } else {
      found = Self.smallGroups(rest, balances, exactParties)
      // Without opposite balances a group has three members at least, among them one of each sign.
      let positive = rest.count { balances[$0] > 0 }
      mostGroups = min(rest.count / 3, positive, rest.count - positive)
    }
    groups = (pairs + found).sorted { $0[0] < $1[0] }
    fewestTransfers = pairs.count + rest.count - mostGroups
  }

  /// Pairs of opposite balances, and the positions left over, rising.
  private static func pairedOff(_ balances: [Int]) -> (pairs: [[Int]], rest: [Int]) {
    let order = balances.indices.filter { balances[$0] != 0 }.sorted {
      (balances[$0].magnitude, $0) < (balances[$1].magnitude, $1)
    }
    var pairs: [[Int]] = []
    var rest: [Int] = []
    var from = 0
    while from < order.count {
      var to = from
      let size = balances[order[from]].magnitude
      while to < order.count, balances[order[to]].magnitude == size { to += 1 }
      let plus = order[from..<to].filter { balances[$0] > 0 }
      let minus = order[from..<to].filter { balances[$0] < 0 }
      let count = min(plus.count, minus.count)
      for i in 0..<count { pairs.append([min(plus[i], minus[i]), max(plus[i], minus[i])]) }
      rest += plus.dropFirst(count) + minus.dropFirst(count)
      from = to
    }
    return (pairs, rest.sorted())
  }

  /// The most groups, over all subsets: `count[S] = max count[S ∖ i] + [S sums to zero]`.
  ///
  /// Taking members away one at a time, the most prefixes that sum to zero are the most groups.
  private static func mostGroups(_ parties: [Int], _ balances: [Int]) -> [[Int]] {
    guard !parties.isEmpty else { return [] }
    let full = 1 << parties.count
    var sum = [Int](repeating: 0, count: full)
    var count = [Int8](repeating: 0, count: full)
    for set in 1..<full {
      let low = set.trailingZeroBitCount
      sum[set] = sum[set & (set - 1)] + balances[parties[low]]
      var best: Int8 = 0
      var left = set
      while left != 0 {
        best = max(best, count[set & ~(left & -left)])
        left &= left - 1
      }
      count[set] = best + (sum[set] == 0 ? 1 : 0)
    }
    var groups: [[Int]] = []
    var group: [Int] = []
    var set = full - 1
    while set != 0 {
      if sum[set] == 0 && !group.isEmpty {
        groups.append(group.sorted())
        group = []
      }
      let wanted = count[set] - (sum[set] == 0 ? 1 : 0)
      guard
        let i = parties.indices.first(where: {
          set >> $0 & 1 == 1 && count[set & ~(1 << $0)] == wanted
        })
      else { break }
      group.append(parties[i])
      set &= ~(1 << i)
    }
    if !group.isEmpty { groups.append(group.sorted()) }
    return groups
  }

  /// Groups of three as long as there are any, then all groups of what is left if that is few.
  private static func smallGroups(
    _ parties: [Int], _ balances: [Int], _ exactParties: Int
  ) -> [[Int]] {
    var groups: [[Int]] = []
    var left = parties.sorted { (balances[$0], $0) < (balances[$1], $1) }
    var i = 0
    while i < left.count {
      var (low, high) = (i + 1, left.count - 1)
      var isFound = false
      while low < high {
        let sum = balances[left[i]] + balances[left[low]] + balances[left[high]]
        if sum == 0 {
          groups.append([left[i], left[low], left[high]].sorted())
          for place in [high, low, i] { left.remove(at: place) }
          isFound = true
          break
        }
        if sum < 0 { low += 1 } else { high -= 1 }
      }
      if !isFound { i += 1 }
    }
    if left.count <= exactParties { return groups + mostGroups(left.sorted(), balances) }
    return groups + [left.sorted()]
  }
}
