public import Diagnostics
public import EquipmentBooking

extension BookingProblem {
  /// The page of a booking round: devices against time, the refused requests with their reasons,
  /// the use of every device, what every institution got, and the list of bookings.
  ///
  /// - Precondition: `answer` names devices and requests of this problem, as a checked answer does.
  /// - Returns: One HTML document that needs no network.
  public func page(
    of answer: BookingAnswer, proof: ProofStatement, in language: Language
  ) -> String {
    BookingPage(view: BookingView(self, answer, language), proof: proof).html
  }
}

/// The sections of the page of a booking round.
struct BookingPage {
  let view: BookingView
  let proof: ProofStatement

  var html: String {
    let problem = view.problem
    let grid = problem.grid
    let from = grid.dateText(ofDay: 0)
    let to = grid.dateText(ofDay: grid.dayCount - 1)
    return Page(
      language: view.language,
      title: problem.draft.name.isEmpty
        ? say("设备共享预约", "Equipment timetable") : problem.draft.name,
      subtitle: say(
        "\(from) 至 \(to)，\(problem.devices.count) 台（套）设备，\(problem.askedRequests()) 份申请，"
          + "每格 \(grid.slotMinutes) 分钟",
        "\(from) to \(to), \(counted(problem.devices.count, "device")), "
          + "\(counted(problem.askedRequests(), "request")), slots of \(counted(grid.slotMinutes, "minute"))"
      ),
      figures: figures,
      sections: changes + [timetable, refused, use, heat] + prices + [institutions, bookings],
      proof: proof
    ).html
  }

  private var figures: [Page.Figure] {
    let problem = view.problem
    let timetable = view.answer.timetable
    let booked = timetable.bookings.reduce(0) { $0 + problem.use(of: $1).count }
    // A combined device is open and in use as its parts are.
    let single = problem.devices.indices.filter { problem.devices[$0].parts.isEmpty }
    let used = single.reduce(0) { $0 + view.usedSlots($1) }
    let open = single.reduce(0) { $0 + view.openSlots($1) }
    let isUrgent = { (request: BookingProblem.Request) in request.priority <= 1 }
    let urgent = problem.askedRequests(where: isUrgent)
    let urgentAccepted = problem.servedRequests(in: timetable) {
      isUrgent(problem.requests[$0.request])
    }
    let preferred = problem.askedRequests { !$0.preferred.isEmpty }
    let preferredGot = problem.servedRequests(in: timetable) {
      problem.requests[$0.request].preferred.contains($0.start)
        && problem.requests[$0.request].preferredDevice ?? $0.device == $0.device
    }
    return [
      .init(
        value: "\(problem.servedRequests(in: timetable))/\(problem.askedRequests())",
        caption: say("申请已安排", "requests accepted")),
      .init(
        value: "\(urgentAccepted)/\(urgent)",
        caption: say("一级优先已安排", "first-priority accepted")),
      .init(
        value: "\(preferredGot)/\(preferred)",
        caption: say("落在首选时段", "in their preferred hours")),
      .init(
        value: view.hours(booked) + say(" 小时", " h"), caption: say("安排机时", "hours booked")),
      .init(value: share(used, of: open), caption: say("开放机时使用率", "of the open hours used")),
      .init(
        value: String(problem.value(of: view.answer.timetable)),
        caption: say("总分", "points")),
    ]
  }

  private var timetable: Markup {
    section(say("设备时间表", "Timetable"), id: "timetable") {
      for chart in DeviceChart.charts(view) {
        tag("h3") { chart.title }
        chart.markup
      }
      legend
    }
  }

  private var legend: Markup {
    tag("ul", .class("legend")) {
      for priority in 1...4 {
        tag("li") {
          tag("span", BookingView.tone(ofPriority: priority).mark) { String(priority) }
          say(" \(priority) 级优先", " priority \(priority)")
            + (priority == 1 ? say("（最急）", " (most urgent)") : "")
        }
      }
      tag("li") {
        swatch("M0 5H40V13H0Z", .class("fill-green"))
        say("细条：准备与清洗", "thin bar: set-up and clean-up")
      }
      tag("li") {
        swatch("M0 17L16 1M8 17L24 1M16 17L32 1M24 17L40 1", .class("hatch"))
        say("斜线：不开放", "hatched: closed")
      }
      tag("li") {
        swatch("M0 1H40V17H0Z", .class("maintenance"))
        say("灰色“维”：停机维护", "grey M: maintenance")
      }
      if view.problem.draft.reserves?.isEmpty == false {
        tag("li") {
          swatch("M1 1H40V16H1Z", .class("kept"))
          say("虚线框“自”：所属单位自用时间", "dashed frame O: kept by the owner")
        }
      }
      tag("li") {
        swatch("M12 3h12v12z", .class("pin"))
        say("角标：已承诺，固定", "corner: promised, fixed")
      }
      if view.problem.draft.published != nil {
        tag("li") {
          swatch("M12 3h12v12z", .class("pin-line"))
          say("空心角标：已公布，改到此处", "hollow corner: published elsewhere, moved here")
        }
      }
    }
  }

  private func swatch(_ path: String, _ look: Attribute) -> Markup {
    tag(
      "svg",
      Attribute.numbers(("width", 42), ("height", 18))
        + [Attribute("viewBox", "0 0 42 18"), Attribute("aria-hidden", "true")]
    ) {
      tag("path", Attribute("d", path), look)
    }
  }

  func say(_ zh: String, _ en: String) -> String { view.language.say(zh, en) }
}
