import Diagnostics
import EquipmentBooking
import EquipmentSettlement
import Interchange
import MentorMatching
import SampleData
import Testing

/// Whether a text holds a Chinese character.
private func isChinese(_ text: String) -> Bool {
  text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
}

private func reading(_ workbook: Workbook) -> Reading<Workbook> {
  Reading(value: workbook, provenance: Provenance())
}

/// The translation has no Chinese name, heading or setting, and is read as the original is.
private func check<Draft: Equatable & Sendable>(
  _ workbook: Workbook, of job: Job, settings: String,
  read: (Reading<Workbook>) -> Reading<Draft>
) {
  let english = Template.translated(workbook, of: job, to: .en)
  for sheet in english.sheets {
    #expect(!isChinese(sheet.name ?? ""), "\(sheet.name ?? "")")
    #expect((sheet.rows.first ?? []).filter(isChinese) == [], "\(sheet.name ?? "")")
    guard sheet.name == settings else { continue }
    #expect(sheet.rows.dropFirst().compactMap(\.first).filter(isChinese) == [])
  }
  let (first, second) = (read(reading(workbook)), read(reading(english)))
  #expect(first.faults.isEmpty && second.faults.isEmpty, "\(second.faults)")
  #expect(first.value == second.value)
  #expect(
    Template.translated(workbook, of: job, to: .zh).sheets.map(\.rows)
      == workbook.sheets.map(\.rows))
}

@Test(arguments: [false, true])
func `a pairing sample in English is the same round`(hasProjects: Bool) {
  let draft =
    hasProjects
    ? ProjectRoundSample(talents: 40).draft(seed: 2) : PairingSample().draft(seed: 2)
  check(
    PairingWorkbook.workbook(of: draft), of: .pair, settings: "", read: PairingWorkbook.read)
}

@Test func `a rotation sample in English is the same rotation`() {
  check(
    RosteringWorkbook.workbook(of: RotationSample().draft(seed: 2)), of: .roster,
    settings: "settings", read: RosteringWorkbook.read)
}

@Test func `a booking sample in English is the same round`() {
  let draft = BookingSample(deviceCount: 20, requestCount: 150, dayCount: 14, seed: 2).draft()
  check(
    BookingWorkbook.workbook(of: draft), of: .book, settings: "settings",
    read: BookingWorkbook.read)
}

@Test func `a settlement sample in English is the same ledger`() {
  let draft = SettlementSample(deviceCount: 20, useCount: 160, dayCount: 14, seed: 2).draft()
  check(
    SettlementWorkbook.workbook(of: draft), of: .settle, settings: "settings",
    read: SettlementWorkbook.read)
}
