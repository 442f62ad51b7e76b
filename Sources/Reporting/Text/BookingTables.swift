public import Diagnostics
public import EquipmentBooking

extension BookingProblem {
  /// The bookings by time as a table for a terminal, then the refused requests with their reasons.
  ///
  /// - Parameters:
  ///   - answer: A checked answer of this problem.
  ///   - language: Language of headings and reasons.
  ///   - width: Terminal columns to fit into; `nil` for no limit.
  /// - Returns: Lines without a final line break.
  public func tables(
    of answer: BookingAnswer, in language: Language, width: Int? = nil
  ) -> String {
    let view = BookingView(self, answer, language)
    var table = TextTable([
      .init(language.say("时间", "when")), .init(language.say("设备", "device")),
      .init(language.say("名称", "name")), .init(language.say("申请", "request")),
      .init(language.say("优先级", "priority"), .right), .init(language.say("单位", "institution")),
    ])
    let bookings = answer.timetable.bookings.sorted {
      ($0.start, $0.device, $0.request) < ($1.start, $1.device, $1.request)
    }
    for booking in bookings {
      let request = requests[booking.request]
      table.append([
        grid.text(of: use(of: booking)), devices[booking.device].id, devices[booking.device].name,
        request.id, String(request.priority), view.institutionName(ofRequest: booking.request),
      ])
    }
    var parts = [table.text(within: width)]
    if !answer.refusals.isEmpty {
      var lines = [language.say("未安排的申请：", "refused requests:")]
      for refusal in answer.refusals {
        let request = requests[refusal.request]
        lines.append(
          "  "
            + printable(
              "\(request.id) (\(request.priority)) \(view.institutionName(ofRequest: refusal.request))"
            ))
        lines += texts(ofReasonsFor: refusal).map { "    " + printable($0[language]) }
        lines += texts(ofWaysInto: refusal).map { "    → " + printable($0[language]) }
      }
      parts.append(lines.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }
}
