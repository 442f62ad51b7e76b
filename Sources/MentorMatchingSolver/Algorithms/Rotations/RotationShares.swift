/// In how many of the stable matchings that are left each rotation is carried out.
///
/// Rotations fall into parts that have nothing to do with one another; the stable matchings are every
/// choice for one part with every choice for the others. So shares are counted part by part. A part with
/// too many choices is counted by heights instead: a rotation with *h* others in the longest chain below it
/// and *d* in the longest above stands at *h* / (*h* + *d*), and the choices are "all up to some height".
/// Heights follow from the order alone, so that rotations that stand alike are treated alike.
package struct RotationShares {
  /// Number of choices of its part in which each rotation is carried out.
  package private(set) var carriedOut: [Int]
  /// Number of choices of the part of each rotation.
  package private(set) var outOf: [Int]
  /// Whether every part was counted in full.
  package private(set) var isExact = true
  /// Product of the parts' numbers of choices; `nil` beyond 64 bits.
  package private(set) var matchings: Int? = 1

  /// Counts.
  ///
  /// - Parameters:
  ///   - count: Number of rotations.
  ///   - implications: Who carries out `from` carries out `to`.
  ///   - isIn: Rotations that are carried out in any case.
  ///   - isOut: Rotations that are not.
  ///   - most: Most choices of a part that are gone through; for 0 all rotations are one part, by heights.
  /// - Complexity: O(implications + choices gone through · rotations of a part).
  package init(
    count: Int, implications: [(from: Int, to: Int)], isIn: [Bool], isOut: [Bool], most: Int
  ) {
    let order = RotationGroups(count: count, implications)
    (carriedOut, outOf) = ([Int](repeating: 0, count: count), [Int](repeating: 1, count: count))
    var state = [Bool?](repeating: nil, count: order.groups.count)
    for r in 0..<count where isIn[r] || isOut[r] { state[order.groupOf[r]] = isIn[r] }
    for g in state.indices.reversed() where state[g] == true {
      for need in order.needs[g] { state[need] = true }
    }
    for g in state.indices where order.needs[g].contains(where: { state[$0] == false }) {
      state[g] = false
    }
    for r in 0..<count where state[order.groupOf[r]] == true { carriedOut[r] = 1 }
    var place = [Int](repeating: -1, count: state.count)
    let isLeft = state.map { $0 == nil }
    let parts =
      most > 0 ? order.parts(among: isLeft) : [isLeft.indices.filter { isLeft[$0] }]
    for part in parts where !part.isEmpty {
      for (i, g) in part.enumerated() { place[g] = i }
      let needs = part.map { g in
        order.needs[g].filter { state[$0] == nil }.map { place[$0] }
      }
      let all = Self.everyChoice(needs, most: most)
      let (times, total) = all ?? Self.heights(needs)
      isExact = isExact && all != nil
      matchings = matchings.flatMap {
        let (product, overflow) = $0.multipliedReportingOverflow(by: total)
        return overflow ? nil : product
      }
      for (i, g) in part.enumerated() {
        for r in order.groups[g] { (carriedOut[r], outOf[r]) = (times[i], total) }
      }
    }
  }

  /// How often each element is in a closed set, and the number of closed sets; `nil` if there are more
  /// than `most`. An element comes behind what it needs, so each set is found once, as it grows.
  private static func everyChoice(_ needs: [[Int]], most: Int) -> (times: [Int], total: Int)? {
    var (times, total) = ([Int](repeating: 0, count: needs.count), 1)
    var isIn = [Bool](repeating: false, count: needs.count)
    var chosen: [Int] = []
    var candidate = 0
    while true {
      while candidate < needs.count, !needs[candidate].allSatisfy({ isIn[$0] }) { candidate += 1 }
      if candidate < needs.count {
        isIn[candidate] = true
        chosen.append(candidate)
        total += 1
        if total > most { return nil }
        for element in chosen { times[element] += 1 }
        candidate += 1
      } else if let last = chosen.popLast() {
        isIn[last] = false
        candidate = last + 1
      } else {
        return (times, total)
      }
    }
  }

  /// How often each element is in a set of all up to some height, and the number of such sets.
  private static func heights(_ needs: [[Int]]) -> (times: [Int], total: Int) {
    var below = [Int](repeating: 0, count: needs.count)
    var above = below
    for i in needs.indices { for j in needs[i] { below[i] = max(below[i], below[j] + 1) } }
    for i in needs.indices.reversed() {
      for j in needs[i] { above[j] = max(above[j], above[i] + 1) }
    }
    func isLower(_ i: Int, _ j: Int) -> Bool {
      below[i] * (below[j] + above[j]) < below[j] * (below[i] + above[i])
    }
    let order = needs.indices.sorted { isLower($0, $1) || (!isLower($1, $0) && $0 < $1) }
    var level = [Int](repeating: 0, count: needs.count)
    for (one, next) in zip(order, order.dropFirst()) {
      level[next] = level[one] + (isLower(one, next) ? 1 : 0)
    }
    let levels = (level.max() ?? 0) + 1
    return (level.map { levels - $0 }, levels + 1)
  }
}
