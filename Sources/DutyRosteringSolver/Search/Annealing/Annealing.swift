internal import DutyRostering
internal import Solving

/// Changes a roster at random, what is dearer the more rarely the dearer it is.
///
/// Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983, doi:10.1126/science.220.4598.671) over stretches
/// of rows, as the best searches for single wards do it (Ceschia, Dang, De Causmaecker, Haspeslagh &
/// Schaerf 2019, doi:10.1007/s10479-018-2816-0, for the contest). Every roster on the way keeps all hard
/// rules of people.
struct Annealing: ~Copyable {
  private(set) var walk: RosterWalk
  /// What a dearer change may cost on average.
  var temperature = 0.0
  private var first: RowTrial
  private var second: RowTrial
  private var random: SeededRandom
  private let people: Int

  /// Begins at a walk's roster.
  init(_ walk: consuming RosterWalk, seed: UInt64) {
    first = walk.makeTrial()
    second = walk.makeTrial()
    random = SeededRandom(seed: seed)
    people = walk.model.graphs.count
    self.walk = walk
  }

  /// Tries some changes.
  ///
  /// Of sixteen, three give a stretch one cell, four send somebody where somebody is missing, five exchange
  /// two people's stretches, two turn a stretch, and two exchange stretches of one person.
  mutating func tryChanges(_ count: Int) {
    for _ in 0..<count {
      let person = below(people)
      switch below(16) {
      case 0..<3: set(person, stretch(1 + min(below(4), below(8))), Int32(below(walk.width)))
      case 3..<7: fill()
      case 7..<11: exchange(person, stretch(1 + below(7)))
      case 11: exchange(person, stretch(1 + below(14)))
      case 12..<14: turn(person, stretch(2 + below(6)))
      default: trade(person)
      }
    }
  }

  /// A whole number below `count`.
  @inline(__always)
  private mutating func below(_ count: Int) -> Int {
    Int(((random.next() >> 32) &* UInt64(count)) >> 32)
  }

  /// Some days on end.
  private mutating func stretch(_ length: Int) -> Range<Int> {
    let length = min(walk.days, length)
    let start = below(walk.days - length + 1)
    return start..<(start + length)
  }

  /// What the next change may cost: exponentially distributed about ``temperature``.
  ///
  /// A cost within it is as likely as by Metropolis' rule. The logarithm is taken by chords between powers
  /// of two, so that no library decides about a roster.
  @inline(__always)
  private mutating func allowance() -> Int {
    let bits = random.next() | 1
    let zeros = bits.leadingZeroBitCount
    let mantissa = Double((bits << UInt64(zeros)) >> 11) / Double(1 << 52)
    return Int(min(9e15, temperature * 0.693_147_180_559_945_3 * (Double(zeros) + 2 - mantissa)))
  }

  /// One cell on all days of a stretch.
  private mutating func set(_ person: Int, _ stretch: Range<Int>, _ cell: Int32) {
    var differs = false
    for day in stretch {
      first.cells[day] = cell
      if walk.cell(person, day) != cell { differs = true }
    }
    if differs { _ = walk.change(person, &first, stretch, ifAtMost: allowance()) }
  }

  /// Somebody, for a day or a few, where one more would lower the cost; half of the time in place of other
  /// days, so that limits on all that is worked stay kept.
  private mutating func fill() {
    guard walk.counts.count > 0 else { return }
    for _ in 0..<4 {
      let need = below(walk.counts.count)
      let count = walk.counts[need]
      guard walk.needs.cost(need, count + 1) < walk.needs.cost(need, count) else { continue }
      let cover = walk.model.problem.cover[need]
      guard !cover.days.isEmpty, !cover.tasks.isEmpty, !cover.people.isEmpty else { return }
      let day = cover.days[below(cover.days.count)]
      let cell = Int32(1 + cover.tasks[below(cover.tasks.count)])
      let person = cover.people[below(cover.people.count)]
      let length = 1 + below(3)
      let start = max(0, day - below(length))
      let stretch = start..<min(walk.days, start + length)
      return random.next() & 1 == 0
        ? set(person, stretch, cell) : carry(person, stretch, cell)
    }
  }

  /// Two people exchange their cells on all days of a stretch.
  private mutating func exchange(_ person: Int, _ stretch: Range<Int>) {
    guard people > 1 else { return }
    var other = below(people - 1)
    if other >= person { other += 1 }
    var differs = false
    for day in stretch {
      let (own, others) = (walk.cell(person, day), walk.cell(other, day))
      first.cells[day] = others
      second.cells[day] = own
      if own != others { differs = true }
    }
    if differs {
      _ = walk.change(person, &first, and: other, &second, stretch, ifAtMost: allowance())
    }
  }

  /// The cells of a stretch move on by a day, the cell at its end to its beginning, or the other way.
  private mutating func turn(_ person: Int, _ stretch: Range<Int>) {
    let last = stretch.upperBound - 1
    if random.next() & 1 == 0 {
      for day in stretch {
        first.cells[day] = walk.cell(person, day == stretch.lowerBound ? last : day - 1)
      }
    } else {
      for day in stretch {
        first.cells[day] = walk.cell(person, day == last ? stretch.lowerBound : day + 1)
      }
    }
    _ = walk.change(person, &first, stretch, ifAtMost: allowance())
  }

  /// Two stretches of one person change places: what is worked stays the same.
  private mutating func trade(_ person: Int) {
    let length = 1 + min(below(4), below(7))
    guard walk.days >= 2 * length else { return }
    let start = below(walk.days - 2 * length + 1)
    let gap = length + below(walk.days - start - 2 * length + 1)
    var differs = false
    for day in start..<(start + length) {
      let (early, late) = (walk.cell(person, day), walk.cell(person, day + gap))
      first.cells[day] = late
      first.cells[day + gap] = early
      if early != late { differs = true }
    }
    guard differs else { return }
    _ = walk.change(
      person, &first, start..<(start + length), (start + gap)..<(start + gap + length),
      ifAtMost: allowance())
  }

  /// A stretch gets one cell, and its old cells go to another stretch of the same person.
  private mutating func carry(_ person: Int, _ stretch: Range<Int>, _ cell: Int32) {
    let length = stretch.count
    let start = below(walk.days - length + 1)
    guard start + length <= stretch.lowerBound || start >= stretch.upperBound else { return }
    for (offset, day) in stretch.enumerated() {
      first.cells[start + offset] = walk.cell(person, day)
      first.cells[day] = cell
    }
    let other = start..<(start + length)
    let (early, late) = start < stretch.lowerBound ? (other, stretch) : (stretch, other)
    _ = walk.change(person, &first, early, late, ifAtMost: allowance())
  }
}
