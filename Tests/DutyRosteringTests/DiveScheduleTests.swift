import Testing

import DutyRosteringSolver

@Suite struct DiveScheduleTests {
  @Test func `after the first two, pairs last as long as Luby says`() {
    #expect((0..<15).map(DiveSchedule.luby) == [1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8])
    var schedule = DiveSchedule()
    let dives = (0..<8).map { schedule.next(after: 100 * ($0 + 1)) }
    #expect(dives.map(\.work) == [100, 100, 50, 50, 50, 50, 100, 100])
    #expect(dives.map(\.steps) == [60, 60, 60, 60, 60, 60, 120, 120])
  }

  @Test(arguments: [true, false])
  func `three of four are of the kind that reached more`(_ isLooseBetter: Bool) {
    var schedule = DiveSchedule()
    var kinds: [Bool] = []
    for _ in 0..<8 {
      let dive = schedule.next(after: 1000)
      kinds.append(dive.isLoose == isLooseBetter)
      schedule.note(dive, took: 900, cells: 300, value: dive.isLoose == isLooseBetter ? 7 : 8)
    }
    #expect(Array(kinds.dropFirst(2)) == [true, true, false, true, true, true])
    #expect(Set(kinds.prefix(2)) == [true, false])
  }

  @Test func `what was reached long ago does not count`() {
    var schedule = DiveSchedule()
    var dive = schedule.next(after: 1000)
    schedule.note(dive, took: 900, cells: 300, value: 5)
    dive = schedule.next(after: 1000)
    schedule.note(dive, took: 900, cells: 300, value: 6)
    for _ in 0..<2 {
      dive = schedule.next(after: 1000)
      #expect(!dive.isLoose)
      schedule.note(dive, took: 900, cells: 300, value: 9)
    }
    // The fifth is of the other kind, and three firm ones have come since the good one.
    dive = schedule.next(after: 1000)
    #expect(dive.isLoose)
    schedule.note(dive, took: 900, cells: 300, value: 6)
    dive = schedule.next(after: 1000)
    #expect(!dive.isLoose)
    schedule.note(dive, took: 900, cells: 300, value: 9)
    #expect(schedule.next(after: 1000).isLoose)
  }

  @Test func `none lasts longer than all before it`() {
    var schedule = DiveSchedule()
    _ = schedule.next(after: 100)
    for _ in 1..<14 { _ = schedule.next(after: 100) }
    #expect(schedule.next(after: 150).work == 150)
  }

  @Test func `dives that end early get finer, up to a cell at a time`() {
    var schedule = DiveSchedule()
    var dive = schedule.next(after: 100)
    for _ in 0..<4 { schedule.note(dive, took: 10, cells: 300, value: 1) }
    dive = schedule.next(after: 100)
    #expect(dive.steps == 300)
    schedule.note(dive, took: 60, cells: 300, value: 1)
    dive = schedule.next(after: 100)
    #expect(dive.steps == 300)
    schedule.note(dive, took: 100, cells: 300, value: 1)
    #expect(schedule.next(after: 100).steps == 150)
  }
}
