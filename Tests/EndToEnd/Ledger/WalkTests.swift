import DutyRostering
import EquipmentBooking
import Foundation
import Interchange
import Ledger
import MentorMatching
import Solving
import Testing

/// The README's walks: its blocks that begin with ` ```bash `, run as they stand.
private enum Walk: Int, CaseIterable {
  case rotation, pairing, equipment

  /// Runs the walk in a folder of its own.
  func run(in folder: TemporaryFolder) throws -> String {
    let readme = CommandRun.datasets.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("README.md")
    let blocks = try String(contentsOf: readme, encoding: .utf8)
      .components(separatedBy: "```bash\n").dropFirst()
      .map { $0.components(separatedBy: "\n```")[0] }
    try #require(blocks.count == Walk.allCases.count)
    try FileManager.default.createDirectory(
      atPath: folder.path("Datasets"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("Datasets/changning"),
      withDestinationPath: CommandRun.datasets.path)
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    shell.arguments = ["-euo", "pipefail", "-c", blocks[rawValue]]
    shell.currentDirectoryURL = folder.url
    let tools = CommandRun.executable.deletingLastPathComponent().path
    shell.environment = ["PATH": "\(tools):/usr/bin:/bin", "LC_ALL": "zh_CN.UTF-8"]
    let talk = try folder.emptyFile("talk")
    // One handle, so that what is said on one stream follows what was said on the other.
    let both = try FileHandle(forWritingTo: talk)
    shell.standardOutput = both
    shell.standardError = both
    shell.standardInput = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    let text = try String(contentsOf: talk, encoding: .utf8)
    #expect(shell.terminationStatus == 0, "\(text)")
    return text
  }
}

private func result<Draft: Codable & Sendable, Answer: JobAnswer>(
  _ path: String, _ job: Job
) throws -> ResultFile<Draft, Answer> {
  try ResultFile(reading: InputFile(reading: path), expecting: job)
}

@Test func `the README's year of rotations: somebody leaves, one is ill, next year goes on`() throws
{
  let folder = try TemporaryFolder()
  let talk = try Walk.rotation.run(in: folder)
  let ledger = try LedgerFile(folder.path("台账.db"), isMade: false)
  #expect(ledger.defects() == [])
  let published = try ledger.entries().filter { $0.kind == .published }
  #expect(published.map { $0.supersededBy == nil } == [false, true, true])

  typealias Rotation = ResultFile<RosteringDraft, RosteringAnswer>
  let before: Rotation = try result(folder.path("2026.json"), .roster)
  let after: Rotation = try result(folder.path("2026-2.json"), .roster)
  let (old, new) = (try #require(before.answer).roster, try #require(after.answer).roster)
  let problem = try RosteringProblem(validating: after.draft)
  // Nobody serves who is away, and the successor serves where the leaver did.
  let away = after.draft.leave.filter { !before.draft.leave.contains($0) }
  #expect(!away.isEmpty)
  for duty in new.duties {
    guard let person = duty.person else { continue }
    let holder = problem.holder(ofPerson: person, term: duty.term).staffNumber
    #expect(holder != "010001" || problem.terms[duty.term].label < "2026-06")
    let leave = LeaveDraft(person: holder, term: problem.terms[duty.term].label)
    #expect(!away.contains(leave))
  }
  // Every seat of other people and terms is as it was.
  let moved = old.duties.filter { !new.duties.contains($0) }
  #expect(!moved.isEmpty)
  for duty in moved {
    let label = before.draft.terms[duty.term].label
    let number = duty.person.map { before.draft.people[$0].staffNumber }
    #expect(away.contains { $0.term == label && $0.person == number }, "\(label)")
  }
  // Next year starts from the second version's counts.
  let next: Rotation = try result(folder.path("2027.json"), .roster)
  for (u, unit) in after.draft.units.enumerated() where unit.takesPart {
    let brought = after.draft.rotation.history.first { $0.unit == unit.id }?.served ?? 0
    let served = next.draft.rotation.history.first { $0.unit == unit.id }?.served
    #expect(served == brought + new.duties.count { $0.unit == u }, "\(unit.id)")
  }
  #expect(talk.contains("台账：接续 15 个单位的轮值历史"))
  // The leaver's post ends where the successor's begins, and that one goes on in the next year.
  let posts = try ledger.reading { try $0.heldPosts() }.filter {
    ["010001", "010003"].contains($0.person.number)
  }
  #expect(
    posts.map { "\($0.person.number ?? "") \($0.first ?? "") \($0.last ?? "")" } == [
      "010001 2026-01-01 2026-05-31", "010003 2026-06-01 2027-12-31",
    ])
}

@Test func `the README's two pairing rounds: pairs run on, and who waited stands first`() throws {
  let folder = try TemporaryFolder()
  _ = try Walk.pairing.run(in: folder)
  #expect(try LedgerFile(folder.path("台账.db"), isMade: false).defects() == [])
  typealias Round = ResultFile<PairingDraft, PairingAnswer>
  let first: Round = try result(folder.path("第一轮.json"), .pair)
  let second: Round = try result(folder.path("第二轮.json"), .pair)
  func pairs(_ round: Round) throws -> [String: String] {
    let mentors = try #require(round.answer).matching.mentorOfTalent
    return mentors.enumerated().reduce(into: [:]) { pairs, entry in
      if let m = entry.element {
        pairs[round.draft.talents[entry.offset].id] = round.draft.mentors[m].id
      }
    }
  }
  let (old, new) = (try pairs(first), try pairs(second))
  // The mentor who left has nobody; every other pair runs on.
  #expect(old.values.contains("001183") && !new.values.contains("001183"))
  for (talent, mentor) in old where mentor != "001183" { #expect(new[talent] == mentor) }
  let waited = second.draft.talents.filter(\.waited).map(\.id)
  let unpaired = first.draft.talents.map(\.id).filter { old[$0] == nil }
  #expect(waited == unpaired && !unpaired.isEmpty)
}

@Test func `the README's two weeks of bookings: a breakdown, the use, the settlement`() throws {
  let folder = try TemporaryFolder()
  let talk = try Walk.equipment.run(in: folder)
  let ledger = try LedgerFile(folder.path("台账.db"), isMade: false)
  #expect(ledger.defects() == [])
  let published = try ledger.entries().filter { $0.kind == .published }
  #expect(published.map(\.job) == [.book, .book, .settle])
  #expect(published.map { $0.supersededBy == nil } == [false, true, true])
  // Some of the old timetable ran on the device while it is down, and nothing of the new one does.
  func uses(of entry: Int) throws -> Int {
    try ledger.reading { try $0.facts(of: published[entry].number, .booking) }.count { booking in
      booking.text("device") == "D08" && (booking.text("last") ?? "") > "2026-12-02 08:30"
        && (booking.text("first") ?? "") < "2026-12-04 17:30"
    }
  }
  #expect(try uses(of: 0) > 0)
  #expect(try uses(of: 1) == 0)
  // Payments of the ledger cancel out against what the lines say, institution by institution.
  let charges = try ledger.reading { try $0.facts(of: published[2].number, .charge) }
  let payments = try ledger.reading { try $0.facts(of: published[2].number, .payment) }
  var balance: [String: Int] = [:]
  for charge in charges {
    balance[charge.text("creditor") ?? "", default: 0] += charge.number("fen") ?? 0
    balance[charge.text("debtor") ?? "", default: 0] -= charge.number("fen") ?? 0
  }
  for payment in payments {
    balance[payment.text("payee") ?? "", default: 0] -= payment.number("fen") ?? 0
    balance[payment.text("payer") ?? "", default: 0] += payment.number("fen") ?? 0
  }
  #expect(!payments.isEmpty && balance.values.allSatisfy { $0 == 0 })
  #expect(talk.contains("须通知"))
}
