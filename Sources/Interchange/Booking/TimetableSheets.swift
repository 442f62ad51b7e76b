public import Diagnostics
public import EquipmentBooking

/// A timetable as sheets to print and to send: the bookings, and the requests without a place.
public enum TimetableSheets {
  /// The sheets 排程, 未安排 and, after replanning, 变更通知 (Timetable, Refused and Changes in English).
  ///
  /// - Parameters:
  ///   - answer: A checked answer.
  ///   - problem: Its round.
  ///   - language: Language of headings and reasons.
  /// - Returns: Bookings by device and time, refused requests in the order of the
  ///   waiting list with reasons and ways in, and who is to be told of a change.
  public static func workbook(
    of answer: BookingAnswer, in problem: BookingProblem, language: Language
  ) -> Workbook {
    let isChinese = language == .zh
    let grid = problem.grid
    let bookings = answer.timetable.bookings.sorted {
      ($0.device, $0.start, $0.request) < ($1.device, $1.start, $1.request)
    }
    let rows = bookings.map { booking in
      let (request, device) = (problem.requests[booking.request], problem.devices[booking.device])
      let (use, occupied) = (problem.use(of: booking), problem.occupation(of: booking))
      return [
        device.id, device.name, grid.dateText(ofDay: grid.day(ofSlot: use.lowerBound)),
        grid.text(of: use), grid.text(of: occupied), request.id,
        problem.institutions[request.institution].name, request.applicant, request.fund,
        String(problem.value(of: booking)),
      ]
    }
    let refused = problem.waitingList(answer).map { refusal, regret in
      let request = problem.requests[refusal.request]
      let separator = isChinese ? "；" : "; "
      return [
        request.id, problem.institutions[request.institution].name, request.applicant,
        regret.map(String.init) ?? "",
        problem.texts(ofReasonsFor: refusal).map { $0[language] }.joined(separator: separator),
        problem.texts(ofWaysInto: refusal).map { $0[language] }.joined(separator: separator),
      ]
    }
    let headings =
      isChinese
      ? ["设备编号", "设备", "日期", "使用时间", "占用时间", "申请号", "申请单位", "申请人工号", "项目/经费号", "分值"]
      : [
        "device", "device name", "date", "use", "occupied", "request", "institution", "applicant",
        "fund", "points",
      ]
    let refusedHeadings =
      isChinese
      ? ["申请号", "申请单位", "申请人工号", "边际得失", "未安排原因", "可行的调整"]
      : ["request", "institution", "applicant", "marginal gain", "why not", "ways in"]
    let changeHeadings =
      isChinese
      ? ["申请号", "申请单位", "申请人工号", "通知"] : ["request", "institution", "applicant", "notice"]
    let changes = problem.changes(of: answer.timetable).map { change in
      let request = problem.requests[change.old.request]
      return [
        request.id, problem.institutions[request.institution].name, request.applicant,
        problem.text(of: change)[language],
      ]
    }
    let added = problem.additions(in: answer.timetable).map { booking in
      let request = problem.requests[booking.request]
      return [
        request.id, problem.institutions[request.institution].name, request.applicant,
        problem.text(ofAddition: booking)[language],
      ]
    }
    let name = problem.draft.name
    let told =
      problem.draft.published == nil
      ? []
      : [
        Sheet(
          file: name, name: isChinese ? "变更通知" : "Changes", rows: [changeHeadings] + changes + added
        )
      ]
    return Workbook(
      name: name,
      sheets: [
        Sheet(file: name, name: isChinese ? "排程" : "Timetable", rows: [headings] + rows),
        Sheet(file: name, name: isChinese ? "未安排" : "Refused", rows: [refusedHeadings] + refused),
      ] + told)
  }
}
