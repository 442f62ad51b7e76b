internal import Diagnostics
internal import EquipmentBooking

/// Who is to be told after replanning.
extension BookingPage {
  /// One section, or none for a new round.
  var changes: [Markup] {
    let problem = view.problem
    guard problem.draft.published != nil else { return [] }
    let changes = problem.changes(of: view.answer.timetable)
    let lost = changes.count { $0.new == nil }
    return [
      section(say("变更通知", "Who is to be told"), id: "changes") {
        tag("p") {
          say(
            "改动 \(changes.count - lost) 份，取消 \(lost) 份；至少 \(problem.leastChanges) 份无法留在原处。",
            "\(changes.count - lost) moved, \(lost) lost; \(problem.leastChanges) could not stay "
              + "where they were in any case.")
        }
        tag("ul", .class("plain")) {
          for change in changes {
            tag("li") {
              tag("b") { view.institutionName(ofRequest: change.old.request) }
              " \(problem.requests[change.old.request].applicant)　"
                + problem.text(of: change)[view.language]
            }
          }
        }
      }
    ]
  }
}
