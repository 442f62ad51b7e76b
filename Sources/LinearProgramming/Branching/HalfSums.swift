internal import Solving

/// Looks for sums of rows that are odd although all of their coefficients are even, so that half of them leaves
/// a half to round down.
///
/// Such rows (zero-half cuts; Caprara & Fischetti 1996, doi:10.1007/BF02592196) close most of the gap of programs
/// in which starts exclude one another, like the odd cycles among devices, operators and requests. They are found
/// by elimination modulo two: rows that bind are added up so that one fractional column after the other gets an
/// even coefficient, those of the greatest values first, since an odd coefficient costs half of its column.
struct HalfSums {
  /// What a row may leave at most, and what a sum may lose of the one that rounding gains two halves of.
  private static let mostSpare = 0.5
  private static let mostLost = 0.98

  /// Values of the columns that must have even coefficients, at most one.
  private var worth: [Double] = []
  /// For each sum: bits of the columns with odd coefficients, then bits of the rows in it.
  private var bits: [UInt64] = []
  private var columnWords = 0
  private var rowWords = 0
  private var isOdd: [Bool] = []
  private var spare: [Double] = []
  /// Row of the system for each row bit.
  private var rowOf: [Int] = []
  private var found: [(lost: Double, rows: [UInt64])] = []
  private var isFound: Set<[UInt64]> = []
  /// Words read so far.
  private(set) var steps = 0

  /// - Parameters:
  ///   - system: The rows, over columns that are integer and not negative.
  ///   - rows: Which of them to use.
  ///   - point: Values of the columns.
  init(_ system: IntegerSystem, rows: [Int], at point: [Double]) {
    var bitOf = [Int](repeating: -1, count: point.count)
    var isAtEnd = [Bool](repeating: false, count: point.count)
    for (j, column) in system.columns.enumerated() where point[j] > 1e-6 {
      if point[j] > Double(column.range.upperBound) - 1e-6 {
        isAtEnd[j] = column.range.upperBound % 2 != 0
      } else {
        bitOf[j] = worth.count
        worth.append(min(1, point[j]))
      }
    }
    var odd: [[Int]] = []
    for i in rows {
      let row = system.rows[i]
      guard let side = row.upper ?? row.lower else { continue }
      var (value, isOdd, columns) = (0.0, side % 2 != 0, [Int]())
      for term in row.terms where point[term.column] != 0 {
        value += Double(term.coefficient) * point[term.column]
        guard term.coefficient % 2 != 0 else { continue }
        if bitOf[term.column] >= 0 { columns.append(bitOf[term.column]) }
        if isAtEnd[term.column] { isOdd.toggle() }
      }
      steps += row.terms.count
      let spare = row.lower == row.upper ? 0 : abs(Double(side) - value)
      guard spare <= Self.mostSpare, isOdd || !columns.isEmpty else { continue }
      odd.append(columns)
      rowOf.append(i)
      self.isOdd.append(isOdd)
      self.spare.append(spare)
    }
    columnWords = (worth.count + 63) / 64
    rowWords = (odd.count + 63) / 64
    bits = [UInt64](repeating: 0, count: odd.count * (columnWords + rowWords))
    for (i, columns) in odd.enumerated() {
      let first = i * (columnWords + rowWords)
      for k in columns { bits[first + k / 64] ^= 1 << UInt64(k % 64) }
      bits[first + columnWords + i / 64] |= 1 << UInt64(i % 64)
    }
  }

  /// Rows of the system to add up and halve, the best sums first.
  ///
  /// - Complexity: O(columns · rows² / 64).
  mutating func sums(most: Int) -> [[Int]] {
    var alive = Array(rowOf.indices)
    for i in alive { judge(i) }
    for k in worth.indices.sorted(by: { (worth[$1], $0) < (worth[$0], $1) }) {
      let affected = alive.filter { has($0, k) }
      guard let pivot = affected.min(by: { rank($0) < rank($1) }) else { continue }
      var isGone = [Bool](repeating: false, count: rowOf.count)
      isGone[pivot] = true
      for i in affected where i != pivot {
        add(pivot, to: i)
        isGone[i] = spare[i] >= Self.mostLost || (!isOdd[i] && isEmpty(i))
        if !isGone[i] { judge(i) }
      }
      alive.removeAll { isGone[$0] }
    }
    let best = found.indices.sorted { (found[$0].lost, $0) < (found[$1].lost, $1) }.prefix(most)
    return best.map { n in
      rowOf.indices.filter { found[n].rows[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
        .map { rowOf[$0] }
    }
  }

  private var stride: Int { columnWords + rowWords }

  private func has(_ i: Int, _ k: Int) -> Bool {
    bits[i * stride + k / 64] >> UInt64(k % 64) & 1 == 1
  }

  private func isEmpty(_ i: Int) -> Bool {
    bits[i * stride..<i * stride + columnWords].allSatisfy { $0 == 0 }
  }

  /// Sums that bind come first, then those of few rows and of few odd columns.
  private func rank(_ i: Int) -> (Int, Int, Int, Int) {
    func count(_ range: Range<Int>) -> Int {
      range.reduce(0) { $0 + bits[i * stride + $1].nonzeroBitCount }
    }
    return (spare[i] > 1e-6 ? 1 : 0, count(columnWords..<stride), count(0..<columnWords), i)
  }

  private mutating func add(_ pivot: Int, to i: Int) {
    for w in 0..<stride { bits[i * stride + w] ^= bits[pivot * stride + w] }
    isOdd[i] = isOdd[i] != isOdd[pivot]
    spare[i] += spare[pivot]
    steps += stride
  }

  /// Keeps a sum if half of it can be rounded at little loss.
  private mutating func judge(_ i: Int) {
    guard isOdd[i] else { return }
    var lost = spare[i]
    for w in 0..<columnWords {
      var word = bits[i * stride + w]
      while word != 0 {
        lost += worth[64 * w + word.trailingZeroBitCount]
        if lost >= Self.mostLost { return }
        word &= word - 1
      }
    }
    guard lost < Self.mostLost else { return }
    let rows = Array(bits[i * stride + columnWords..<(i + 1) * stride])
    if isFound.insert(rows).inserted { found.append((lost, rows)) }
  }
}
