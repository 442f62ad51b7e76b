package import DutyRostering

/// What a need costs by the number of cells that count for it: convex, piecewise linear.
package struct NeedCost: Sendable {
  /// Cost of 0, 1, 2 … up to where the slope no longer changes.
  let table: [Int]
  /// Slope beyond the table.
  let lastSlope: Int
  /// Greatest count allowed; `nil` for any.
  package let ceiling: Int?
  /// Greatest number of cells that can count.
  package let reach: Int

  /// The cost of a need whose goals weigh `weights`.
  package init(_ cover: ShiftRosteringProblem.Cover, weights: ShiftBoundCertificate.Weights) {
    reach = cover.days.count * cover.people.count
    let turns = [cover.minimum?.limit, cover.preferred?.limit, cover.maximum?.limit].compactMap(
      \.self)
    let last = min(reach, turns.max() ?? 0) + 1
    var isHard = false
    if let maximum = cover.maximum, maximum.penalty == nil { isHard = true }
    // Above a hard maximum the search pays more than for anything it could gain.
    let steep = weights.open + weights.penalty * Self.price(of: cover)
    func cost(_ count: Int) -> Int {
      var sum = 0
      if let minimum = cover.minimum {
        let distance = max(0, minimum.limit - count)
        sum +=
          minimum.penalty == nil
          ? weights.open * distance
          : weights.penalty * (minimum.cost(beyond: distance) ?? 0)
      }
      if let preferred = cover.preferred {
        sum += weights.penalty * (preferred.cost(beyond: preferred.limit - count) ?? 0)
      }
      if let maximum = cover.maximum {
        let distance = max(0, count - maximum.limit)
        sum +=
          maximum.penalty == nil
          ? 2 * steep * distance : weights.penalty * (maximum.cost(beyond: distance) ?? 0)
      }
      return sum
    }
    table = (0...last).map(cost)
    lastSlope = cost(last + 1) - cost(last)
    ceiling = isHard ? cover.maximum?.limit : nil
  }

  /// A cost that outweighs what one cell of a need is worth.
  private static func price(of cover: ShiftRosteringProblem.Cover) -> Int {
    1000 + (cover.minimum?.penalty ?? 0) + (cover.preferred?.penalty ?? 0)
  }

  /// Cost of a count; a forbidden one costs much.
  package func cost(_ count: Int) -> Int {
    count < table.count
      ? table[count] : table[table.count - 1] + (count - table.count + 1) * lastSlope
  }

  /// The greatest change that one cell can make.
  package var steepest: Int {
    var most = abs(lastSlope)
    for k in table.indices.dropLast() { most = max(most, abs(table[k + 1] - table[k])) }
    return most
  }

  /// The least of `denominator · cost(held + y) + price · y` over 0 … `free` without forbidden counts.
  ///
  /// - Parameters:
  ///   - price: Price of one cell, in units of 1/`denominator`.
  ///   - denominator: Unit of prices.
  ///   - held: Cells that count already.
  ///   - free: How many cells may be added.
  /// - Returns: The least value, in units of 1/`denominator`.
  package func floor(price: Int, denominator: Int, held: Int, free: Int) -> Int {
    let count = cheapest(price: price, denominator: denominator, held: held, free: free)
    return denominator * cost(held + count) + price * count
  }

  /// The smallest count at which ``floor(price:denominator:held:free:)`` is attained.
  package func cheapest(price: Int, denominator: Int, held: Int, free: Int) -> Int {
    let end = ceiling.map { max(0, min(free, $0 - held)) } ?? free
    var count = 0
    // Convex: go on while it falls. Beyond the table the slope is constant.
    while count < end {
      let rise = denominator * (cost(held + count + 1) - cost(held + count)) + price
      guard rise < 0 else { break }
      if held + count + 1 >= table.count { return end }
      count += 1
    }
    return count
  }

  /// The smallest count of least cost, and the slopes to both sides of it: how many more or fewer at which cost each.
  package func slopes(held: Int, free: Int) -> (pivot: Int, under: [Segment], over: [Segment]) {
    var pivot = 0
    while pivot < free, cost(held + pivot + 1) < cost(held + pivot) { pivot += 1 }
    var (under, over): ([Segment], [Segment]) = ([], [])
    var count = pivot
    while count > 0 {
      under.extend(by: cost(held + count - 1) - cost(held + count))
      count -= 1
    }
    count = pivot
    while count < free {
      let slope = cost(held + count + 1) - cost(held + count)
      if held + count + 1 >= table.count {
        over.append(Segment(length: .max, slope: lastSlope))
        break
      }
      over.extend(by: slope)
      count += 1
    }
    return (pivot, under, over)
  }

  /// A stretch of constant slope.
  package struct Segment: Sendable {
    package var length: Int
    package let slope: Int
  }
}

extension [NeedCost.Segment] {
  fileprivate mutating func extend(by slope: Int) {
    if let last, last.slope == slope, last.length < .max {
      self[count - 1].length += 1
    } else {
      append(NeedCost.Segment(length: 1, slope: slope))
    }
  }
}
