internal import Diagnostics
internal import EquipmentBooking

/// What is used: by device, by institution, and booking by booking.
extension BookingPage {
  var use: Markup {
    section(say("设备使用率", "Use of the devices"), id: "use") {
      scrolling(say("设备使用率", "Use of the devices")) {
        tag("table") {
          tag("thead") {
            tag("tr") {
              tag("th") { say("设备", "Device") }
              tag("th") { say("类别", "Class") }
              tag("th") { say("所属单位", "Owner") }
              tag("th", .class("number")) { say("预约数", "Bookings") }
              tag("th", .class("number")) { say("安排机时（小时）", "Booked h") }
              tag("th", .class("number")) { say("开放机时（小时）", "Open h") }
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

  var institutions: Markup {
    let problem = view.problem
    let timetable = view.answer.timetable
    let asked = problem.institutions.indices.map { i in
      problem.askedRequests { $0.institution == i }
    }
    let got = problem.institutions.indices.map { i in
      problem.servedRequests(in: timetable) { problem.requests[$0.request].institution == i }
    }
    var slots = [Int](repeating: 0, count: problem.institutions.count)
    for booking in timetable.bookings {
      slots[problem.requests[booking.request].institution] += problem.use(of: booking).count
    }
    let tenths = problem.satisfactions(in: timetable)
    let isMaxMin = problem.draft.fairShareRule == .maxMin && !problem.fairShares.isEmpty
    func met(_ i: Int) -> String {
      let q = problem.fairShares.firstIndex { $0.institution == i }
      return q.map { "\(10 * tenths[$0])%" } ?? "–"
    }
    return section(say("各单位所得", "What each institution got"), id: "institutions") {
      if let shares = problem.summary(
        ofSharesIn: timetable, terms: proof.holds ? proof.terms.map(\.term) : [])
      {
        tag("p") { shares[view.language] }
      }
      scrolling(say("各单位所得", "What each institution got")) {
        tag("table") {
          tag("thead") {
            tag("tr") {
              tag("th") { say("单位", "Institution") }
              tag("th", .class("number")) { say("申请", "Asked") }
              tag("th", .class("number")) { say("安排", "Accepted") }
              tag("th", .class("number")) { say("比例", "Share") }
              tag("th", .class("number")) { say("机时（小时）", "Hours") }
              if isMaxMin { tag("th", .class("number")) { say("达到公平份额", "Of its fair share") } }
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
                if isMaxMin { tag("td", .class("number")) { met(i) } }
                tag("td") { bar(got[i], of: asked[i]) }
              }
            }
          }
        }
      }
    }
  }

  var bookings: Markup {
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
}
