import Alliance
import DutyRostering
import EquipmentBooking
import EquipmentSettlement
import Foundation
import Interchange
import Ledger
import MentorMatching

/// A ledger whose bytes somebody altered, read by every command that goes on from one.
func readLedger(_ bytes: [UInt8]) {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "allot-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appendingPathComponent("ledger").path
  do {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let ledger = try LedgerFile(path, isMade: false, patience: 0)
    _ = ledger.defects()
    // Each by itself: one that is refused must not hide the others.
    for look in looks { _ = try? ledger.reading(look) }
  } catch {
    _ = (error as? LedgerError)?.text
  }
}

private typealias Look = @Sendable (LedgerReader) throws -> Void

private let looks: [Look] = [
  { reader in
    let entries = try reader.entries()
    let facts = try entries.map { try reader.facts(of: $0.number) }
    for (old, new) in zip(facts, facts.dropFirst()) {
      _ = VersionDifference(from: old, to: new).changes.count
    }
  },
  { _ = try $0.calendar().provisionalYears(in: days) },
  { _ = try $0.continued(by: PairingDraft(title: "", mentors: [], talents: [])) },
  { reader in
    for entry in try reader.entries() {
      let draft = RosteringDraft(title: entry.title)
      _ = try reader.rosterHistory(before: draft).continued(by: draft)
    }
  },
  { reader in
    for entry in try reader.entries() {
      let next = (entry.last.flatMap(Day.init(iso:)) ?? days.lowerBound) + 1
      _ = try reader.continued(
        by: SettlementDraft(
          name: entry.title, firstDay: "\(next)", lastDay: "\(next)", ruleVersion: "1"))
      _ = try reader.continued(
        by: BookingDraft(name: entry.title, firstDay: "\(next)", dayCount: 1))
      _ = try reader.continued(
        by: ShiftDraft(title: entry.title, days: 1, firstDay: "\(next)"))
    }
  },
]

private let days = Day(number: 20_454)..<Day(number: 20_820)
