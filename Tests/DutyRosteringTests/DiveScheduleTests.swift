import Testing

import DutyRosteringSolver

@Suite struct DiveScheduleTests {
  @Test func `pairs of a firm and a loose dive last as long as Luby says`() {
    #expect((0..<15).map(DiveSchedule.luby) == [1, 1, 2, 1, 1, 2, 4, 1, 1, 2, 1, 1, 2, 4, 8])
    var schedule = DiveSchedule()
    let dives = (0..<6).map { schedule.next(after: 100 * ($0 + 1)) }
    #expect(dives.map(\.work) == [100, 100, 100, 100, 200, 200])
    #expect(dives.map(\.isLoose) == [false, true, false, true, false, true])
    #expect(dives.map(\.steps) == [60, 60, 60, 60, 120, 120])
  }

  @Test func `none lasts longer than all before it`() {
    var schedule = DiveSchedule()
    _ = schedule.next(after: 100)
    for _ in 1..<4 { #expect(schedule.next(after: 100).work == 100) }
    #expect(schedule.next(after: 150).work == 150)
  }

  @Test func `dives that end early get finer, up to a cell at a time`() {
    var schedule = DiveSchedule()
    var dive = schedule.next(after: 100)
    for _ in 0..<4 { schedule.note(dive, took: 10, cells: 300) }
    dive = schedule.next(after: 100)
    #expect(dive.steps == 300)
    schedule.note(dive, took: 60, cells: 300)
    dive = schedule.next(after: 100)
    #expect(dive.steps == 300)
    schedule.note(dive, took: 100, cells: 300)
    #expect(schedule.next(after: 100).steps == 150)
  }
}
