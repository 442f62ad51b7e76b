import DutyRosteringSolver
import Solving
import Testing

@Suite struct NeighbourhoodSizesTests {
  private typealias Outcome = NeighbourhoodSizes.Outcome

  /// What `count` neighbourhoods free whose outcomes are all the same, each taking a part of its fair work.
  private func choices(
    _ outcome: Outcome, people: Int = 20, days: Int = 42, count: Int = 200, work: Int
  ) -> (all: [NeighbourhoodSizes.Choice], sizes: NeighbourhoodSizes) {
    var sizes = NeighbourhoodSizes(people: people, days: days)
    var random = SeededRandom(seed: 3)
    var all: [NeighbourhoodSizes.Choice] = []
    while all.count < count, let choice = sizes.next(using: &random) {
      sizes.note(choice, outcome, work: work, fair: 100, gain: 0, unit: 1)
      all.append(choice)
    }
    return (all, sizes)
  }

  @Test func `stretches are whole weeks within the days, of each length`() {
    for days in [1, 7, 14, 28, 42, 56, 182] {
      let choices = choices(.tried, days: days, work: 100).all
      let lengths = Set(choices.map(\.stretch.count))
      let expected = [14, 28, 56].filter { $0 < days } + (days <= 56 ? [days] : [])
      #expect(lengths == Set(expected), "\(days) days")
      #expect(choices.allSatisfy { (0...days).contains($0.stretch.upperBound) })
      #expect(choices.allSatisfy { $0.stretch.lowerBound.isMultiple(of: 7) })
    }
  }

  @Test func `what is exhausted cheaply grows fast, and is not searched twice for everybody`() {
    // Starts: five of two weeks, three of four, one of all six.
    let (all, sizes) = choices(.exhausted, work: 5)
    let whole = all.filter { $0.people == 20 }.map(\.stretch)
    #expect(whole.count == 9)
    #expect(Set(whole).count == 9)
    #expect(all.count < 18)
    var (later, random) = (sizes, SeededRandom(seed: 3))
    #expect(later.next(using: &random) == nil)
    later.renew()
    #expect(later.next(using: &random)?.people == 20)
  }

  @Test func `dives that find nothing free more people where they are cheap, else no more`() {
    let cheap = choices(.tried, people: 50, days: 14, count: 100, work: 49).all
    #expect(cheap.first?.people == 8)
    #expect(cheap.suffix(3).allSatisfy { $0.people == 50 })
    let fair = choices(.tried, people: 50, days: 14, count: 100, work: 50).all
    #expect(fair.first?.people == 8)
    #expect(fair.suffix(3).allSatisfy { $0.people == 6 })
  }

  @Test func `what takes too long shrinks, but not to nothing`() {
    let all = choices(.tried, people: 50, work: 300).all
    #expect(all.first?.people == 8)
    #expect(all.suffix(3).allSatisfy { $0.people == 4 })
  }
}
