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
        "\(from) 至 \(to)，\(problem.devices.count) 台（套）设备，\(problem.requests.count) 份申请，"
          + "每格 \(grid.slotMinutes) 分钟",
        "\(from) to \(to), \(problem.devices.count) devices, \(problem.requests.count) requests, "
          + "slots of \(grid.slotMinutes) minutes"),
      figures: figures, sections: [timetable, refused, use, institutions, bookings], proof: proof
    ).html
  }

  private var figures: [Page.Figure] {
    let problem = view.problem
    let accepted = view.answer.timetable.bookings
    let used = problem.devices.indices.reduce(0) { $0 + view.usedSlots($1) }
    let open = problem.devices.indices.reduce(0) { $0 + view.openSlots($1) }
    let urgent = problem.requests.indices.filter { problem.requests[$0].priority <= 1 }
    let urgentAccepted = accepted.count { problem.requests[$0.request].priority <= 1 }
    let preferred = problem.requests.indices.filter { !problem.requests[$0].preferred.isEmpty }
    let preferredGot = accepted.count {
      problem.requests[$0.request].preferred.contains($0.start)
    }
    return [
      .init(
        value: "\(accepted.count)/\(problem.requests.count)",
        caption: say("申请已安排", "requests accepted")),
      .init(
        value: "\(urgentAccepted)/\(urgent.count)",
        caption: say("一级优先已安排", "first-priority accepted")),
      .init(
        value: "\(preferredGot)/\(preferred.count)",
        caption: say("落在首选时段", "in their preferred hours")),
      .init(
        value: view.hours(used) + say(" 小时", " h"), caption: say("安排机时", "hours booked")),
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
        swatch("M0 1H40V17H0Z", Attribute("fill", "url(#hatch)"))
        say("斜线：不开放", "hatched: closed")
      }
      tag("li") {
        swatch("M0 1H40V17H0Z", .class("maintenance"))
        say("灰色“维”：停机维护", "grey M: maintenance")
      }
      tag("li") {
        swatch("M12 3h12v12z", .class("pin"))
        say("角标：已承诺，固定", "corner: promised, fixed")
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

  private var refused: Markup {
    section(
      say("未安排的申请及原因", "Refused requests and why"), id: "refused"
    ) {
      if view.answer.refusals.isEmpty {
        tag("p") { say("全部申请均已安排。", "Every request has its place.") }
      } else {
        scrolling(say("未安排的申请及原因", "Refused requests and why")) {
          tag("table") {
            tag("thead") {
              tag("tr") {
                tag("th") { say("申请", "Request") }
                tag("th", .class("middle")) { say("优先级", "Priority") }
                tag("th") { say("单位", "Institution") }
                tag("th") { say("需求", "Asked for") }
                tag("th") { say("原因", "Why") }
                tag("th") { say("怎样可以安排", "What would let it in") }
              }
            }
            tag("tbody") {
              for refusal in view.answer.refusals { row(refusal) }
            }
          }
        }
      }
    }
  }

  private func row(_ refusal: Refusal) -> Markup {
    let request = view.problem.requests[refusal.request]
    return tag("tr") {
      tag("th", Attribute("scope", "row"), .class("mono")) { request.id }
      tag("td", .class("middle")) {
        tag("span", BookingView.tone(ofPriority: request.priority).mark) {
          String(request.priority)
        }
      }
      tag("td") { view.institutionName(ofRequest: refusal.request) }
      tag("td") { view.wish(refusal.request) }
      tag("td") {
        for reason in refusal.reasons {
          tag("div") { view.problem.text(of: reason)[view.language] }
        }
      }
      tag("td") {
        if refusal.waysIn.isEmpty { "–" }
        for wayIn in refusal.waysIn {
          tag("div") { view.problem.text(of: wayIn)[view.language] }
        }
      }
    }
  }

  private var use: Markup {
    section(say("设备使用率", "Use of the devices"), id: "use") {
      scrolling(say("设备使用率", "Use of the devices")) {
        tag("table") {
          tag("thead") {
            tag("tr") {
              tag("th") { say("设备", "Device") }
              tag("th") { say("类别", "Class") }
              tag("th") { say("所属单位", "Owner") }
              tag("th", .class("number")) { say("预约数", "Bookings") }
              tag("th", .class("number")) { say("安排机时", "Booked h") }
              tag("th", .class("number")) { say("开放机时", "Open h") }
              tag("th", .class("number")) { say("使用率", "Used") }
              tag("th") { "" }
            }
          }
          tag("tbody") {
            for d in view.problem.devices.indices { use(of: d) }
          }
        }
      }
    }
  }

  private func use(of d: Int) -> Markup {
    let device = view.problem.devices[d]
    let (used, open) = (view.usedSlots(d), view.openSlots(d))
    return tag("tr") {
      tag("th", Attribute("scope", "row")) { "\(device.id) \(device.name)" }
      tag("td") { view.problem.deviceClasses[device.deviceClass] }
      tag("td") { view.problem.institutions[device.owner].name }
      tag("td", .class("number")) { String(view.bookingsOfDevice[d].count) }
      tag("td", .class("number")) { view.hours(used) }
      tag("td", .class("number")) { view.hours(open) }
      tag("td", .class("number")) { share(used, of: open) }
      tag("td") { bar(used, of: open) }
    }
  }

  private func bar(_ part: Int, of whole: Int) -> Markup {
    tag(
      "svg",
      Attribute.numbers(("width", 160), ("height", 16))
        + [Attribute("viewBox", "0 0 160 16"), Attribute("aria-hidden", "true")]
    ) {
      Drawing.rectangle(x: 0, y: 2, width: 160, height: 12, round: 3, .class("band"))
      if part > 0 {
        Drawing.rectangle(
          x: 0, y: 2, width: min(160, max(2, 160 * part / max(1, whole))), height: 12, round: 3,
          Tone.blue.fill)
      }
    }
  }

  private var institutions: Markup {
    let problem = view.problem
    var asked = [Int](repeating: 0, count: problem.institutions.count)
    var got = asked
    var slots = asked
    for request in problem.requests { asked[request.institution] += 1 }
    for booking in view.answer.timetable.bookings {
      got[problem.requests[booking.request].institution] += 1
      slots[problem.requests[booking.request].institution] += problem.use(of: booking).count
    }
    return section(say("各单位所得", "What each institution got"), id: "institutions") {
      scrolling(say("各单位所得", "What each institution got")) {
        tag("table") {
          tag("thead") {
            tag("tr") {
              tag("th") { say("单位", "Institution") }
              tag("th", .class("number")) { say("申请", "Asked") }
              tag("th", .class("number")) { say("安排", "Accepted") }
              tag("th", .class("number")) { say("比例", "Share") }
              tag("th", .class("number")) { say("机时", "Hours") }
              tag("th") { "" }
            }
          }
          tag("tbody") {
            for i in problem.institutions.indices where asked[i] > 0 {
              tag("tr") {
                tag("th", Attribute("scope", "row")) { problem.institutions[i].name }
                tag("td", .class("number")) { String(asked[i]) }
                tag("td", .class("number")) { String(got[i]) }
                tag("td", .class("number")) { share(got[i], of: asked[i]) }
                tag("td", .class("number")) { view.hours(slots[i]) }
                tag("td") { bar(got[i], of: asked[i]) }
              }
            }
          }
        }
      }
    }
  }

  private var bookings: Markup {
    let problem = view.problem
    let list = view.answer.timetable.bookings.sorted {
      ($0.start, $0.device, $0.request) < ($1.start, $1.device, $1.request)
    }
    return tag("section", Attribute("id", "bookings"), .class("new-sheet")) {
      tag("h2") { say("预约一览", "All bookings") }
      scrolling(say("预约一览", "All bookings")) {
        tag("table") {
          tag("thead") {
            tag("tr") {
              tag("th") { say("时间", "When") }
              tag("th") { say("设备", "Device") }
              tag("th") { say("申请", "Request") }
              tag("th") { say("单位", "Institution") }
              tag("th") { say("申请人工号", "Applicant") }
              tag("th", .class("middle")) { say("优先级", "Priority") }
            }
          }
          tag("tbody") {
            for booking in list {
              let request = problem.requests[booking.request]
              let device = problem.devices[booking.device]
              tag("tr") {
                tag("td") {
                  "\(view.dayName(problem.grid.day(ofSlot: booking.start))) "
                    + clocks(problem.use(of: booking))
                }
                tag("td") { "\(device.id) \(device.name)" }
                tag("th", Attribute("scope", "row"), .class("mono")) { request.id }
                tag("td") { view.institutionName(ofRequest: booking.request) }
                tag("td", .class("mono")) { request.applicant }
                tag("td", .class("middle")) {
                  tag("span", BookingView.tone(ofPriority: request.priority).mark) {
                    String(request.priority)
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private func clocks(_ use: Range<Int>) -> String {
    let grid = view.problem.grid
    // A use over night names the day of its end.
    let lastDay = grid.day(ofSlot: use.upperBound - 1)
    let date = lastDay == grid.day(ofSlot: use.lowerBound) ? "" : view.dayName(lastDay) + " "
    return "\(grid.clockText(ofSlot: use.lowerBound))–\(date)"
      + grid.clockText(ofSlot: use.upperBound, asEnd: true)
  }

  private func say(_ zh: String, _ en: String) -> String { view.language.say(zh, en) }
}
