import Alliance
import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Interchange
import Reporting
import Solving

/// `allot book`.
struct BookJob: CommandJob {
  /// What was published and is to be kept; `nil` for a new round.
  var earlier: EarlierTimetable?

  var job: Interchange.Job { .book }
  var tellingSheets: [String] { ["设备", "Devices"] }

  func read(_ workbook: Reading<Workbook>) -> Reading<BookingDraft> {
    BookingWorkbook.read(workbook)
  }

  func read(_ file: InputFile, _ format: InputFormat) throws -> Reading<BookingDraft>? {
    guard format == .booking1 else { return nil }
    let provenance = Provenance(file: file.path, root: .root)
    do throws(Faults) {
      let content = try Booking1File(parsing: String(decoding: file.bytes, as: UTF8.self))
      return Reading(value: content.draft, provenance: provenance)
    } catch {
      throw RejectedInput(faults: error, provenance: provenance)
    }
  }

  func problem(_ draft: BookingDraft) throws(Faults) -> BookingProblem {
    try BookingProblem(validating: draft)
  }

  /// Opening hours are given by weekday and date, so no public holiday enters a timetable.
  func provisionalYears(_ problem: BookingProblem) -> [Int] { [] }

  var replans: Bool { earlier != nil }

  func replanned(_ draft: BookingDraft, run: Run) throws -> BookingDraft {
    guard let earlier else { return draft }
    do {
      return try draft.replanned(
        keeping: earlier.pins(in: draft), down: try earlier.maintenance(in: draft), run: run)
    } catch let faults as Faults {
      throw CommandFailure(RejectedInput(faults: faults, provenance: Provenance()))
    }
  }

  func solve(_ problem: BookingProblem, run: Run) throws -> Outcome<BookingAnswer> {
    try problem.solve(run: run)
  }

  func clash(_ problem: BookingProblem, run: Run) throws -> [Bilingual] { [] }

  func violations(of answer: BookingAnswer, in problem: BookingProblem) -> [Bilingual] {
    problem.violations(of: answer.timetable).map(\.text)
  }

  func certificateDefects(
    of answer: BookingAnswer, in problem: BookingProblem, terms: [ObjectiveTerm]
  ) -> [Bilingual] {
    problem.certificateDefects(of: answer, terms: terms)
  }

  func title(ofGoal name: String) -> Bilingual {
    BookingGoal(rawValue: name)?.title ?? Bilingual(zh: name, en: name)
  }

  func summary(_ problem: BookingProblem) -> Bilingual {
    Bilingual(
      zh: "\(problem.devices.count) 台（套）设备，\(problem.requests.count) 份申请，"
        + "\(problem.grid.dayCount) 天，每格 \(problem.grid.slotMinutes) 分钟",
      en: "\(problem.devices.count) devices, \(problem.requests.count) requests, "
        + "\(problem.grid.dayCount) days in slots of \(problem.grid.slotMinutes) minutes")
  }

  func tables(
    _ answer: BookingAnswer, _ problem: BookingProblem, language: Language, names: Bool,
    width: Int?
  ) -> String {
    let tables = problem.tables(of: answer, in: language, width: width)
    guard problem.draft.published != nil else { return tables }
    let changes = problem.changes(of: answer.timetable)
    var lines = [problem.summary(ofChanges: changes)[language]]
    lines += changes.map { "  " + printable(problem.text(of: $0)[language]) }
    return tables + "\n\n" + lines.joined(separator: "\n")
  }

  func explanation(
    of subject: Subject, _ answer: BookingAnswer, _ problem: BookingProblem, language: Language,
    names: Bool
  ) throws -> String {
    switch subject {
    case .request(let id):
      guard let r = problem.requests.firstIndex(where: { $0.id == id }) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "申请", en: "request"))
      }
      return text(ofRequest: r, answer, problem, language)
    case .device(let id):
      guard let d = problem.devices.firstIndex(where: { $0.id == id }) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "设备", en: "device"))
      }
      return text(ofDevice: d, answer, problem, language)
    default:
      throw CommandFailure.wrongSubject(job.title, options: "--request, --device")
    }
  }

  private func text(
    ofRequest r: Int, _ answer: BookingAnswer, _ problem: BookingProblem, _ language: Language
  ) -> String {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let request = problem.requests[r]
    if let booking = answer.timetable.booking(of: r) {
      let when = problem.grid.text(of: problem.use(of: booking))
      let device = problem.devices[booking.device]
      let value = problem.value(of: booking)
      return printable(
        say(
          "\(request.id)  已安排：\(device.id) \(device.name)，\(when)，计 \(value) 分",
          "\(request.id)  accepted: \(device.id) \(device.name), \(when), \(value) points"))
    }
    var lines = [
      say(
        "\(request.id)  未安排（\(request.priority) 级优先，计 \(request.weight) 分）",
        "\(request.id)  refused (priority \(request.priority), \(request.weight) points)")
    ]
    for refusal in answer.refusals where refusal.request == r {
      lines += refusal.reasons.map { "  " + problem.text(of: $0)[language] }
      lines += refusal.waysIn.map { "  → " + problem.text(of: $0)[language] }
    }
    return lines.map(printable).joined(separator: "\n")
  }

  private func text(
    ofDevice d: Int, _ answer: BookingAnswer, _ problem: BookingProblem, _ language: Language
  ) -> String {
    let device = problem.devices[d]
    let bookings = answer.timetable.bookings.filter { $0.device == d }.sorted {
      ($0.start, $0.request) < ($1.start, $1.request)
    }
    var lines = [
      language == .zh
        ? "\(device.id) \(device.name)  \(bookings.count) 个预约"
        : "\(device.id) \(device.name)  \(bookings.count) bookings"
    ]
    for booking in bookings {
      lines.append(
        "  \(problem.grid.text(of: problem.use(of: booking)))  "
          + problem.requests[booking.request].id)
    }
    // Who asked for this device, or for its class, and did not get it.
    let refused = answer.refusals.filter { refusal in
      problem.requests[refusal.request].choices.contains { $0.device == d }
    }
    if !refused.isEmpty {
      lines.append(
        language == .zh
          ? "未能安排的申请 \(refused.count) 份：" : "\(refused.count) requests for it were refused:")
    }
    for refusal in refused {
      let reasons = refusal.reasons.map { problem.text(of: $0)[language] }
      lines.append(
        "  \(problem.requests[refusal.request].id)  "
          + reasons.joined(separator: language == .zh ? "；" : "; "))
    }
    return lines.map(printable).joined(separator: "\n")
  }

  func page(
    _ answer: BookingAnswer, _ problem: BookingProblem, proof: ProofStatement, language: Language
  ) -> String {
    problem.page(of: answer, proof: proof, in: language)
  }

  func workbook(_ draft: BookingDraft, language: Language) throws -> Workbook {
    BookingWorkbook.workbook(of: draft)
  }

  func sheets(
    _ answer: BookingAnswer, _ problem: BookingProblem, language: Language
  ) -> [Sheet] {
    TimetableSheets.workbook(of: answer, in: problem, language: language).sheets
  }

  func noticeText(_ answer: BookingAnswer, _ problem: BookingProblem, language: Language) -> String
  {
    NoticeText(
      answer, of: problem, title: noticeTitle(problem, language: language), in: language
    ).text
  }

  func feeds(
    _ answer: BookingAnswer, _ problem: BookingProblem, language: Language
  ) -> [CalendarFeed] {
    BookingWorkbook.feeds(of: answer.timetable, in: problem, language: language)
  }

  func subject(_ problem: BookingProblem) -> String { problem.draft.name }

  func mathProgData(_ problem: BookingProblem) throws -> String {
    BookingMathProg.data(of: problem)
  }
}
