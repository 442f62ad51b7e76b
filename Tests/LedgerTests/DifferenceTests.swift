import Ledger
import Testing

@Test func `changed cells and the people in them, for each job`() throws {
  let before = Sample.roster(units: ["2020-01": "H01", "2020-02": "H02"])
  let after = Sample.roster(units: ["2020-01": "H01", "2020-02": "H03"])
  let roster = VersionDifference(from: before.facts, to: after.facts)
  #expect(roster.changes.map(\.cell) == [["2020-02", "office", "hospital"]])
  #expect(roster.changes.first?.old.map { $0.text(names: false) } == ["H02 工号H02"])
  #expect(roster.people.map(\.number) == ["工号H02", "工号H03"])

  let rounds = VersionDifference(
    from: Sample.round([("T1", "M1"), ("T2", "M2"), ("T3", nil)]).facts,
    to: Sample.round([("T1", "M1"), ("T2", nil), ("T3", "M2")]).facts)
  #expect(rounds.changes.map(\.cell) == [["T2"], ["T3"]])
  #expect(Set(rounds.people.compactMap(\.number)) == ["T2", "T3", "M2"])

  let moved = Sample.timetable.facts.map { fact in
    fact.text("request") == "R2"
      ? Fact(
        .booking,
        fact.values.merging(["device": .text("D1"), "first": .text("2020-03-02 10:00")]) { $1 })
      : fact
  }
  let timetable = VersionDifference(from: Sample.timetable.facts, to: moved)
  #expect(timetable.changes.map(\.cell) == [["R2"]])
  #expect(timetable.changes.first?.old == [])
  #expect(timetable.people.map(\.number) == ["申请人二"])
}

@Test func `a version has no difference from itself, and takes turns with its opposite`() {
  let a = Sample.roster(units: ["2020-01": "H01", "2020-02": "H02"]).facts
  let b = Sample.roster(units: ["2020-01": "H02", "2020-02": "H02"]).facts
  #expect(VersionDifference(from: a, to: a).changes == [])
  let (there, back) = (VersionDifference(from: a, to: b), VersionDifference(from: b, to: a))
  #expect(there.changes.map(\.old) == back.changes.map(\.new))
  #expect(there.changes.map(\.new) == back.changes.map(\.old))
}

@Test func `two places of one seat are told apart from a change of order`() {
  func duty(_ unit: String) -> Fact {
    Fact(
      .duty,
      [
        "term": .text("1"), "body": .text("office"), "tier": .text("community"),
        "unit": .text(unit),
        "person": .person(LedgerPerson(number: "p\(unit)")),
      ])
  }
  let old = [duty("C1"), duty("C2")]
  #expect(VersionDifference(from: old, to: [duty("C2"), duty("C1")]).changes == [])
  let one = VersionDifference(from: old, to: [duty("C2"), duty("C3")])
  #expect(one.changes.map { $0.old.map(\.words) + $0.new.map(\.words) } == [["C1", "C3"]])
}
