import DutyRostering
import EquipmentBooking
import Interchange
import SampleData

/// A small round and a small ward that edited sheets are read against.
private let round = try? BookingProblem(
  validating: BookingSample(deviceCount: 3, requestCount: 6, dayCount: 3, pinCount: 0).draft())
private let ward = try? ShiftRosteringProblem(
  validating: WardSample(people: 4, days: 7).draft(seed: 1))

/// What `check --against` does with a sheet that was exported and edited by hand.
func readEdited(_ workbook: Reading<Workbook>) {
  if let round {
    let timetable = TimetableSheets.read(workbook, in: round).value
    for change in round.edit(from: Timetable(bookings: []), to: timetable).changes {
      _ = round.text(of: change)
    }
  }
  if let ward {
    let roster = ShiftWorkbook.readRoster(workbook, in: ward).value
    _ = ward.violations(of: roster).count
    for finding in ward.findings(in: roster) { _ = ward.text(of: finding) }
  }
}
