import Alliance
import Diagnostics
import DutyRostering
import EquipmentBooking
import Foundation
import Interchange
import MentorMatching
import PublicDraw
import Workbooks

/// Everything that reads what others wrote, each as a function of bytes: the fuzzer calls it with bytes of
/// its own, and the saved ones are replayed with every run of the tests.
///
/// A reader may refuse its input; it must neither trap nor take more than five seconds or 512 MB.
public enum FuzzedReader: String, CaseIterable, Sendable {
  /// One table as text, in whatever encoding.
  case csv
  /// The sheets of a workbook as text; see ``parts(of:)``. The first line of a part is the sheet's name.
  case sheets
  /// An `.xlsx` file as it is.
  case xlsx
  /// The parts inside an `.xlsx` file, put into an archive here; the first line of a part is its name.
  case xlsxParts = "xlsx-parts"
  /// A problem or a result of any job, verified where it is a result.
  case json
  case glasgow
  case spa
  /// Bids, then supervisors.
  case preflib
  case curtois
  case inrc1
  /// Scenario, history, weeks.
  case inrc2
  case booking1
  /// Requests of a week, then its closures.
  case satnet
  case afscn
  /// A grid of duties and a list of bookings, as exported and edited by hand, against a small round.
  case edited
  /// A history as the database that it is, read by everything that goes on from it.
  case ledger
  /// Every notation of days, times, windows, moments and terms.
  case dates
  /// The holidays of a year.
  case calendar
  /// A commitment or a transcript.
  case draw
  /// A calendar that is issued again.
  case ics

  /// Reads the bytes as far as they can be read.
  public func read(_ bytes: [UInt8]) {
    let file = InputFile(path: "input", bytes: bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    switch self {
    case .csv: readJobs(WorkbookFolder.workbook(of: file))
    case .sheets: readJobs(WorkbookFolder.workbook(named: "input", Self.sheets(of: bytes)))
    case .xlsx: readJobs(xlsx: file)
    case .xlsxParts:
      readJobs(xlsx: InputFile(path: "input", bytes: storedArchive(of: Self.sheets(of: bytes))))
    case .json: readResult(file)
    case .glasgow:
      for hasCapacities in [false, true] {
        check(
          GlasgowFile.read(text, name: "input", hasCapacities: hasCapacities),
          PairingProblem.init(validating:))
      }
    case .spa:
      check(ProjectFile.read(text, name: "input"), PairingProblem.init(validating:))
    case .preflib:
      let parts = Self.parts(of: bytes).map { String(decoding: $0, as: UTF8.self) }
      check(
        ProjectFile.readBids(
          parts[0], supervisors: parts.count > 1 ? parts[1] : nil, name: "input"),
        PairingProblem.init(validating:))
    case .curtois:
      check(CurtoisFile.read(bytes, name: "input"), ShiftRosteringProblem.init(validating:))
    case .inrc1:
      check(Inrc1File.read(bytes, name: "input"), ShiftRosteringProblem.init(validating:))
    case .inrc2:
      let files = Self.parts(of: bytes).map { InputFile(path: "input", bytes: $0) }
      guard files.count >= 3 else { return }
      check(
        Inrc2Files.read(scenario: files[0], history: files[1], weeks: Array(files[2...])),
        ShiftRosteringProblem.init(validating:))
    case .booking1:
      if let content = try? Booking1File(parsing: text) {
        _ = try? BookingProblem(validating: content.draft)
      }
    case .satnet:
      let parts = Self.parts(of: bytes).map { String(decoding: $0, as: UTF8.self) }
      for goal in SatNetFile.Goal.allCases {
        let week = try? SatNetFile(
          parsing: parts[0], maintenance: parts.count > 1 ? parts[1] : nil, name: "input",
          goal: goal)
        if let week { _ = try? BookingProblem(validating: week.draft) }
      }
    case .afscn:
      if let content = try? AfscnFile(parsing: text, name: "input") {
        _ = try? BookingProblem(validating: content.draft)
      }
    case .edited: readEdited(WorkbookFolder.workbook(of: file))
    case .ledger: readLedger(bytes)
    case .dates: for line in text.split(separator: "\n") { readDates(String(line)) }
    case .calendar:
      if let year = try? CalendarFile.read(file) {
        _ = WorkCalendar.standard.replacing(year).provisionalYears(in: Self.anyDays)
      }
    case .draw: readDraw(bytes)
    case .ics:
      let feed = CalendarFeed(
        series: "roster", kind: "unit", owner: "C01", title: "长宁", events: Self.anyEvents)
      _ = CalendarText(feed, issued: "20260101T000000Z", replacing: bytes).bytes
    }
  }

  private static let anyDays = Day(number: 20_454)..<Day(number: 20_820)
  private static let anyEvents = [
    CalendarEvent(
      key: "2026-01", time: .days(Day(number: 20_454)...Day(number: 20_484)), summary: "轮值")
  ]

  /// The input cut at lines that are five equals signs; never empty.
  static func parts(of bytes: [UInt8]) -> [[UInt8]] {
    let rule = Array("=====\n".utf8)
    var parts: [[UInt8]] = [[]]
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.elementsEqual(rule.dropLast()) {
        parts.append([])
      } else {
        parts[parts.count - 1] += line + [0x0A]
      }
    }
    return parts
  }

  private static func sheets(of bytes: [UInt8]) -> [(sheet: String, file: InputFile)] {
    parts(of: bytes).map { part in
      let name = part.prefix { $0 != 0x0A }
      return (
        String(decoding: name, as: UTF8.self),
        InputFile(path: "input", bytes: Array(part.dropFirst(name.count + 1)))
      )
    }
  }
}

/// What every command does with a draft.
func check<Draft, Problem>(
  _ reading: Reading<Draft>, _ make: (Draft) throws(Faults) -> Problem
) {
  do throws(RejectedInput) {
    _ = try reading.validated(make)
  } catch {
    _ = error.report(in: .zh)
    _ = error.report(in: .en)
  }
}

private func readDates(_ text: String) {
  _ = DayNotation.day(text)
  if let days = DayNotation.days(text) { _ = days.upperBound - days.lowerBound }
  _ = DayNotation.minute(text)
  _ = DayNotation.window(text)?.minutes
  _ = DayNotation.moment(text)?.description
  if let term = DayNotation.term(text) { _ = term.advanced(by: 12).title }
  _ = Day(iso: text)?.week
}

private func readDraw(_ bytes: [UInt8]) {
  if let commitment = try? JSONDecoder().decode(DrawCommitment.self, from: Data(bytes)) {
    _ = commitment.faults
    _ = commitment.hash
  }
  if let transcript = try? JSONDecoder().decode(DrawTranscript.self, from: Data(bytes)) {
    _ = transcript.defects(published: transcript.commitmentHash)
  }
}
