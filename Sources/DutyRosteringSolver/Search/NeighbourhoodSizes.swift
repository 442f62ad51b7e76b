package import Solving

/// Which days the next neighbourhood frees and for how many people, by what came of those before.
///
/// Stretches of two, four and eight weeks, and of all days where they are few, take turns by what they gain. Each
/// length has its own number of people: a short stretch of everybody's days costs less than all the days of a
/// few people, and another search finds what the one leaves (large neighbourhoods that adapt: Ropke & Pisinger
/// 2006, doi:10.1287/trsc.1050.0135).
package struct NeighbourhoodSizes: Sendable {
  /// What a neighbourhood frees.
  package struct Choice: Sendable {
    /// Days that may change.
    package let stretch: Range<Int>
    /// People whose days may change.
    package let people: Int
    fileprivate let length: Int
  }

  /// What came of a neighbourhood.
  package enum Outcome: Sendable {
    /// Its bound shows that nothing better is in it.
    case exhausted
    /// A better roster was found.
    case better
    /// A dive found nothing better.
    case tried
  }

  private struct Length {
    let days: Int
    /// Cells to free.
    var cells: Double
    /// Weeks at which a stretch of everybody's days begins that is exhausted.
    var isExhausted: [Bool]
  }

  private let people: Int
  private var lengths: [Length]
  private var turns: Turns<Int>

  /// Sizes for `people` on `days`.
  package init(people: Int, days: Int) {
    self.people = people
    var stretches = [14, 28, 56].filter { $0 < days }
    if days <= 56 { stretches.append(days) }
    lengths = stretches.map { length in
      Length(
        days: length, cells: Double(8 * min(length, 28)),
        isExhausted: [Bool](repeating: false, count: (days - length) / 7 + 1))
    }
    turns = Turns(Array(stretches.indices))
  }

  /// The next neighbourhood; `nil` if all of everybody's stretches are exhausted.
  package mutating func next(using random: inout SeededRandom) -> Choice? {
    guard let index = turns.next(where: { !openWeeks($0).isEmpty }),
      let week = openWeeks(index).randomElement(using: &random)
    else { return nil }
    let start = 7 * week
    return Choice(
      stretch: start..<(start + lengths[index].days), people: count(index), length: index)
  }

  private func count(_ index: Int) -> Int {
    min(people, max(2, Int(lengths[index].cells) / lengths[index].days))
  }

  /// Weeks at which a stretch may begin.
  private func openWeeks(_ index: Int) -> [Int] {
    let isExhausted = lengths[index].isExhausted
    return isExhausted.indices.filter { count(index) < people || !isExhausted[$0] }
  }

  /// Notes what came of a neighbourhood.
  ///
  /// - Parameters:
  ///   - choice: What was freed.
  ///   - outcome: What came of it.
  ///   - work: Work units it took.
  ///   - fair: Work units that it should take.
  ///   - gain: By how much the roster became better.
  ///   - unit: The least gain there is.
  package mutating func note(
    _ choice: Choice, _ outcome: Outcome, work: Int, fair: Int, gain: Int, unit: Int
  ) {
    let least = Double(4 * lengths[choice.length].days)
    let most = Double(people * lengths[choice.length].days)
    var cells = lengths[choice.length].cells
    switch outcome {
    case .exhausted:
      // Where that was cheap, much more is in reach.
      let rest = (Double(fair) / Double(max(1, work))).squareRoot()
      cells = min(most, cells * min(2, max(1.08, rest)))
      if choice.people == people {
        lengths[choice.length].isExhausted[choice.stretch.lowerBound / 7] = true
      }
    case .better: break
    // Where bounds leave much open, hardly any is exhausted: what was cheap grows all the same, but slowly.
    case .tried: cells = 2 * work < fair ? min(most, cells * 1.03) : cells * 0.998
    }
    if work > fair { cells *= 0.93 }
    lengths[choice.length].cells = max(least, cells)
    turns.note(choice.length, work: work, gain: gain, unit: unit)
  }

  /// Lets everything be tried again, since the roster is another one.
  package mutating func renew() {
    for index in lengths.indices {
      guard lengths[index].isExhausted.contains(true) else { continue }
      lengths[index].isExhausted = lengths[index].isExhausted.map { _ in false }
    }
  }
}
