import Foundation
import GRDB
import Ledger
import Testing

/// Everything personal in the sample's roster, superseded roster and timetable.
private let personal = [
  "工号H01", "工号H02", "工号H03", "姓名工号H01", "申请人一", "申请人二", "批准人甲", "批准人丙",
]

@Test func `purged people are nowhere in the files, and the chain still verifies`() throws {
  let scratch = try Scratch()
  let ledger = try Sample.ledger(scratch.path("台账.db"))
  let before = try scratch.bytes()
  for word in personal { #expect(before.range(of: Data(word.utf8)) != nil, "\(word)") }
  let hashes = try ledger.entries().map(\.hash)

  let count = try ledger.purge(before: "2021-01-01", at: "2021-01-01T00:00:00Z")
  #expect(count > personal.count)
  let after = try scratch.bytes()
  for word in personal { #expect(after.range(of: Data(word.utf8)) == nil, "\(word)") }
  #expect(ledger.defects() == [])
  #expect(try ledger.entries().map(\.hash).dropLast() == hashes[...])
  // Counts by unit stay, people show as hashes.
  let duties = try ledger.reading { try $0.facts(of: 2, .duty) }
  #expect(duties.map { $0.text("unit") } == ["H01", "H03"])
  #expect(duties.allSatisfy { $0.person("person")?.number == nil })
  #expect(duties.allSatisfy { $0.person("person")?.text(names: true).hasPrefix("〔") ?? false })
}

@Test func `running pairs and later entries keep their people`() throws {
  let scratch = try Scratch()
  let ledger = try Sample.ledger(scratch.path("台账.db"))
  _ = try ledger.purge(before: "2020-04-01", at: "2021-01-01T00:00:00Z")
  let running = try ledger.reading { try $0.runningPairs() }
  #expect(running.map(\.talent) == ["人才一"])
  let timetable = try ledger.reading { try $0.facts(of: 4, .booking) }
  #expect(timetable.first?.person("person")?.number == "申请人一")
  #expect(ledger.defects() == [])

  // Once the pair has ended nothing holds its people back.
  try ledger.append(
    LedgerDraft(
      .departure,
      facts: [Fact(.departure, ["person": .person(LedgerPerson(number: "导师一"))])]),
    at: "2021-02-01T00:00:00Z")
  _ = try ledger.purge(before: "2020-04-01", at: "2021-03-01T00:00:00Z")
  let pairing = try ledger.reading { try $0.facts(of: 3, .pairing) }
  #expect(pairing.allSatisfy { $0.person("talent")?.number == nil })
  #expect(ledger.defects() == [])
}

@Test func `people who vanish without a purge are a defect`() throws {
  let scratch = try Scratch()
  let path = scratch.path("台账.db")
  let ledger = try Sample.ledger(path)
  try DatabaseQueue(path: path).write {
    try $0.execute(sql: "UPDATE person SET salt = NULL, number = NULL, name = NULL WHERE entry = 4")
  }
  #expect(ledger.defects().count == 3)
  // A purge of earlier days does not cover them either.
  _ = try ledger.purge(before: "2020-03-14", at: "2021-01-01T00:00:00Z")
  #expect(ledger.defects().count == 3)
  _ = try ledger.purge(before: "2020-04-02", at: "2021-01-02T00:00:00Z")
  #expect(ledger.defects() == [])
}

@Test func `one person has another hash in every entry`() throws {
  let scratch = try Scratch()
  let ledger = try Sample.ledger(scratch.path("台账.db"))
  let hashes = try ledger.reading { reader in
    try [1, 2].map { try reader.facts(of: $0, .duty)[0].person("person")?.pseudonym }
  }
  #expect(hashes[0] != hashes[1])
}
