internal import Solving

/// Finds sums of rows whose halves, rounded down, cut a point off.
///
/// A sum of rows halved and rounded loses half a unit if its limit is odd; what it keeps is the slack
/// of the rows and the columns with an odd coefficient. So parities decide: rows that hold with
/// (nearly) no room are added up modulo 2, column after column eliminated beginning with those of
/// large value, and every sum met with an odd limit and little left is a cut (Koster, Zymolka &
/// Kutschka 2009, doi:10.1007/s00453-008-9218-7).
struct HalvedSums {
  /// Columns of odd coefficients, increasing, those at zero left out.
  private var odd: [[Int]] = []
  /// Rows added up, increasing.
  private var parts: [[Int]] = []
  private var isOdd: [Bool] = []
  private var slack: [Double] = []
  private let point: [Double]
  /// Rounding gains one; what is lost must stay below.
  private static let most = 0.98
  /// Longer sums are given up.
  private static let longest = 150
  /// Elementary steps so far.
  private(set) var steps = 0

  /// Rows with room for less than one more are considered; their numbers are divided by their unit.
  init(_ rows: [WholeRow], at point: [Double]) {
    self.point = point
    for (i, row) in rows.enumerated() {
      let room = max(0, row.slack(at: point) / Double(row.unit))
      if room >= Self.most { continue }
      odd.append(
        zip(row.columns, row.coefficients).filter { j, a in
          (a / row.unit) % 2 != 0 && point[j] > 1e-7
        }.map(\.0))
      parts.append([i])
      isOdd.append((row.limit / row.unit) % 2 != 0)
      slack.append(room)
      steps += row.columns.count
    }
  }

  /// Looks for sums of rows that cut the point off.
  ///
  /// - Parameters:
  ///   - noise: How much columns of near values change places in the order of elimination.
  ///   - random: Where noise comes from.
  /// - Returns: Each sum as the positions of its rows.
  /// - Complexity: O(columns at play · rows that share them · `longest`).
  mutating func found(noise: Double, using random: inout SeededRandom) -> [[Int]] {
    var found: [[Int]] = []
    for i in odd.indices where cuts(i) { found.append(parts[i]) }
    var rowsOf = [[Int]](repeating: [], count: point.count)
    for (i, columns) in odd.enumerated() { for j in columns { rowsOf[j].append(i) } }
    var order: [(value: Double, column: Int)] = []
    for (j, value) in point.enumerated() where value > 1e-7 {
      // Columns at one go first: their talents' rows take them out of all others.
      order.append((value > 1 - 1e-7 ? 2 : value + noise * .random(in: 0...1, using: &random), j))
    }
    order.sort { ($1.value, $0.column) < ($0.value, $1.column) }
    var isGone = [Bool](repeating: false, count: odd.count)
    for (_, j) in order {
      var rows: [Int] = []
      for i in rowsOf[j].sorted() where !isGone[i] && rows.last != i && contains(odd[i], j) {
        rows.append(i)
      }
      var pivot: (key: Double, row: Int)?
      for i in rows {
        let key =
          100 * slack[i] + 0.1 * Double(odd[i].count) + 0.02 * Double(parts[i].count)
          + 5 * noise * .random(in: 0...1, using: &random)
        if pivot.map({ key < $0.key }) ?? true { pivot = (key, i) }
      }
      guard let p = pivot?.row, slack[p] <= 0.5 else { continue }
      isGone[p] = true
      for i in rows where i != p {
        slack[i] += slack[p]
        if slack[i] >= Self.most {
          isGone[i] = true
          continue
        }
        odd[i] = Self.difference(odd[i], odd[p])
        parts[i] = Self.difference(parts[i], parts[p])
        steps += odd[i].count + parts[i].count
        if isOdd[p] { isOdd[i].toggle() }
        if odd[i].count > Self.longest || parts[i].count > Self.longest {
          isGone[i] = true
          continue
        }
        for other in odd[p] where other != j { rowsOf[other].append(i) }
        if cuts(i) { found.append(parts[i]) }
      }
      rowsOf[j] = []
    }
    return found
  }

  private func cuts(_ i: Int) -> Bool {
    guard isOdd[i] else { return false }
    var lost = slack[i]
    for j in odd[i] {
      lost += point[j]
      if lost > Self.most { return false }
    }
    return lost <= Self.most
  }

  private func contains(_ sorted: [Int], _ value: Int) -> Bool {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == value
  }

  /// What is in one of two increasing lists and not in both.
  private static func difference(_ a: [Int], _ b: [Int]) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(a.count + b.count)
    var (i, k) = (0, 0)
    while i < a.count, k < b.count {
      if a[i] < b[k] {
        result.append(a[i])
        i += 1
      } else if b[k] < a[i] {
        result.append(b[k])
        k += 1
      } else {
        i += 1
        k += 1
      }
    }
    result += a[i...]
    result += b[k...]
    return result
  }
}
