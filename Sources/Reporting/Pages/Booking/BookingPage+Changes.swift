internal import Diagnostics
internal import EquipmentBooking

/// Who is to be told after replanning.
extension BookingPage {
  /// One section, or none for a new round.
  var changes: [Markup] {
    let problem = view.problem
    guard problem.draft.published != nil else { return [] }
    let changes = problem.changes(of: view.answer.timetable)
    return [
      section(say("变更通知", "Who is to be told"), id: "changes") {
        tag("p") { problem.summary(ofChanges: changes)[view.language] }
        tag("ul", .class("plain")) {
          for change in changes {
            tag("li") {
              tag("b") { view.institutionName(ofRequest: change.old.request) }
              " \(problem.requests[change.old.request].applicant)　"
                + problem.text(of: change)[view.language]
            }
          }
          for booking in problem.additions(in: view.answer.timetable) {
            tag("li") {
              tag("b") { view.institutionName(ofRequest: booking.request) }
              " \(problem.requests[booking.request].applicant)　"
                + problem.text(ofAddition: booking)[view.language]
            }
          }
        }
      }
    ]
  }
}
