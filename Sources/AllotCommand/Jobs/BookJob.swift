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
  /// What a week of SatNet is to be best at.
  var goal = SatNetFile.Goal.requests

  var job: Interchange.Job { .book }
  var tellingSheets: [String] { ["设备", "Devices"] }

  func read(_ workbook: Reading<Workbook>) -> Reading<BookingDraft> {
    BookingWorkbook.read(workbook)
  }

  func read(_ file: InputFile, _ format: InputFormat) throws -> Reading<BookingDraft>? {
    let provenance = Provenance(file: file.path, root: .root)
    let text = String(decoding: file.bytes, as: UTF8.self)
    let name = String(file.path.split(separator: "/").last ?? "")
    do throws(Faults) {
      switch format {
      case .booking1:
        return Reading(value: try Booking1File(parsing: text).draft, provenance: provenance)
      case .satnet:
        let content = try SatNetFile(
          parsing: text, maintenance: maintenance(beside: file), name: name, goal: goal)
        return Reading(value: content.draft, provenance: provenance)
      case .afscn:
        let content = try AfscnFile(parsing: text, name: name)
        return Reading(value: content.draft, provenance: provenance)
      default: return nil
      }
    } catch {
      throw RejectedInput(faults: error, provenance: provenance)
    }
  }

  /// The closures beside a week of SatNet; `nil` if there is no such file.
  private func maintenance(beside file: InputFile) -> String? {
    guard file.path.hasSuffix(".problem.json") else { return nil }
    let path = file.path.dropLast(".problem.json".count) + ".maintenance.csv"
    return (try? InputFile(reading: String(path))).map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
  }

  func foreign(
    _ answer: BookingAnswer, _ problem: BookingProblem, _ format: OutputFormat
  ) throws -> [(name: String?, text: String)] {
    switch format {
    case .satnet: [(nil, SatNetFile.solutionText(of: answer.timetable, in: problem))]
    case .afscn: [(nil, AfscnFile.solutionText(of: answer.timetable, in: problem))]
    default: throw CommandFailure.noSuchFormat(format, of: job.title)
    }
  }

  func isDrawn(_ draft: BookingDraft) -> Bool { draft.requests.contains { $0.split != nil } }

  func drawn(_ draft: BookingDraft) throws -> BookingDraft { draft.withParts() }

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
        keeping: try earlier.pins(in: draft), down: try earlier.maintenance(in: draft), run: run)
    } catch let faults as Faults {
      throw CommandFailure(RejectedInput(faults: faults, provenance: Provenance()))
    }
  }

  func solve(_ problem: BookingProblem, run: Run) throws -> Outcome<BookingAnswer> {
    try problem.solve(run: run, at: earlier?.prices(for: problem.draft))
  }

  func clash(_ problem: BookingProblem, run: Run) throws -> [Bilingual] { [] }

  func violations(of answer: BookingAnswer, in problem: BookingProblem) -> [Bilingual] {
    problem.violations(of: answer.timetable).map(\.text)
  }

  func hasStrayReferences(_ answer: BookingAnswer, in problem: BookingProblem) -> Bool {
    problem.hasStrayReferences(answer)
  }

  func certificateDefects(
    of answer: BookingAnswer, in problem: BookingProblem, terms: [ObjectiveTerm]
  ) -> [Bilingual] {
    problem.certificateDefects(of: answer, terms: terms)
  }

  func provenClaim(_ problem: BookingProblem) -> Bilingual {
    if problem.isMaxMin {
      return Bilingual(
        zh: "已证明：公平份额不能更均衡；在各单位保住已达到的份额的前提下，没有更好的安排",
        en:
          "Proven: no timetable meets fair shares more evenly, and none in which all keep what they have of "
          + "their shares is better")
    }
    let kept = keptPromises(problem)
    guard kept > 0 else { return ProofStatement.optimalClaim }
    return Bilingual(
      zh: "已证明：取消的分值最少，其次改动最少；在 \(kept) 份已公布的预约留在原处或改到此处的前提下，没有更好的安排",
      en:
        "Proven: least weight of published bookings is lost, then fewest are changed. With \(kept) of "
        + "them where this timetable has them, no arrangement of the others is better")
  }

  func openClaim(_ problem: BookingProblem) -> Bilingual {
    guard problem.isMaxMin else { return ProofStatement.feasibleClaim }
    return Bilingual(
      zh: "可行且已检验；低于各档份额的单位数至多还能减到下表所列的界，总分的界只对各单位保住已达到的份额的排程成立",
      en:
        "Feasible and checked; institutions below a tenth of their share can be as few as the bound below at "
        + "best, and the bound of the value holds only for timetables in which all keep what they have"
    )
  }

  func proviso(_ problem: BookingProblem, terms: [ObjectiveTerm]) -> Bilingual? {
    guard problem.isMaxMin else {
      return keptPromises(problem) > 0 ? keptWords(problem) : nil
    }
    guard problem.conditionOfValue(terms) != nil else { return nil }
    return Bilingual(zh: "总分以各单位保住份额为前提", en: "value while all keep their shares")
  }

  func remarks(
    on answer: BookingAnswer, in problem: BookingProblem, terms: [ObjectiveTerm]
  ) -> [Bilingual] {
    problem.conditionOfValue(terms).map { [$0] } ?? []
  }

  func keptPromises(_ problem: BookingProblem) -> Int { problem.keptPublished }

  func keptWords(_ problem: BookingProblem) -> Bilingual {
    let moved = problem.movedPublished
    let stays = problem.keptPublished - moved
    return moved == 0
      ? Bilingual(
        zh: "\(stays) 份已公布的预约不动",
        en: "\(counted(stays, "published booking stays", plural: "published bookings stay"))")
      : Bilingual(
        zh: "已公布的预约 \(stays) 份不动、\(moved) 份改动",
        en:
          "of the published bookings \(stays) \(stays == 1 ? "stays" : "stay") and \(moved) \(moved == 1 ? "moves" : "move")"
      )
  }

  func title(ofGoal name: String) -> Bilingual {
    BookingGoal(rawValue: name)?.title ?? Bilingual(zh: name, en: name)
  }

  func summary(_ problem: BookingProblem) -> Bilingual {
    Bilingual(
      zh: "\(problem.devices.count) 台（套）设备，\(problem.askedRequests()) 份申请，"
        + "\(problem.grid.dayCount) 天，每格 \(problem.grid.slotMinutes) 分钟",
      en: "\(counted(problem.devices.count, "device")), "
        + "\(counted(problem.askedRequests(), "request")), "
        + "\(counted(problem.grid.dayCount, "day")) in slots of \(counted(problem.grid.slotMinutes, "minute"))"
    )
  }

  func tables(
    _ answer: BookingAnswer, _ problem: BookingProblem, terms: [ObjectiveTerm], language: Language,
    names: Bool, width: Int?
  ) -> String {
    var tables = problem.tables(of: answer, in: language, width: width)
    if let shares = problem.summary(ofSharesIn: answer.timetable, terms: terms) {
      tables += "\n\n" + shares[language]
    }
    guard problem.draft.published != nil else { return tables }
    let changes = problem.changes(of: answer.timetable)
    var lines = [problem.summary(ofChanges: changes)[language]]
    lines += changes.map { "  " + printable(problem.text(of: $0)[language]) }
    lines += problem.additions(in: answer.timetable).map {
      "  " + printable(problem.text(ofAddition: $0)[language])
    }
    return tables + "\n\n" + lines.joined(separator: "\n")
  }

  func catalogue(_ problem: BookingProblem, language: Language) throws -> Catalogue {
    Catalogue(
      page: problem.cataloguePage(in: language),
      workbook: BookingWorkbook.catalogue(of: problem, language: language))
  }

  func page(
    _ answer: BookingAnswer, _ problem: BookingProblem, proof: ProofStatement, language: Language
  ) -> String {
    problem.page(of: answer, proof: proof, in: language)
  }

  func workbook(_ draft: BookingDraft, language: Language) throws -> Workbook {
    Template.translated(BookingWorkbook.workbook(of: draft), of: job, to: language)
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

  func mathProgData(_ problem: BookingProblem, of answer: BookingAnswer?) throws -> String {
    BookingMathProg.data(of: problem, behind: answer)
  }
}
