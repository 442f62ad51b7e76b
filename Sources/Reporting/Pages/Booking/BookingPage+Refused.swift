internal import Diagnostics
internal import EquipmentBooking

/// Who was refused, why, and the cheapest way in.
extension BookingPage {
  var refused: Markup {
    section(
      say("未安排的申请及原因", "Refused requests and why"), id: "refused"
    ) {
      if view.answer.refusals.isEmpty {
        tag("p") { say("全部申请均已安排。", "Every request has its place.") }
      } else {
        tag("p", .class("soft", "small")) {
          say(
            "按候补次序：边际得失是该申请的分值减去其最便宜位置按价格计的代价，越大越先补位；整个系列合计。"
              + "可以安排的办法试过三种：换设备、前后各放宽两小时、改日。",
            "In the order of the waiting list: the gain is what the request is worth less what its "
              + "cheapest place costs at the prices; the largest is next in line. A series has one gain. "
              + "Tried to let it in: another device, two hours more at either end, another day.")
        }
        scrolling(say("未安排的申请及原因", "Refused requests and why")) {
          tag("table") {
            tag("thead") {
              tag("tr") {
                tag("th") { say("申请", "Request") }
                tag("th", .class("middle")) { say("优先级", "Priority") }
                tag("th") { say("单位", "Institution") }
                tag("th") { say("需求", "Asked for") }
                tag("th", .class("number")) { say("边际得失", "Gain") }
                tag("th") { say("原因", "Why") }
                tag("th") { say("怎样可以安排", "What would let it in") }
              }
            }
            tag("tbody") {
              for entry in view.problem.waitingList(view.answer) { row(entry.refusal, entry.gain) }
            }
          }
        }
      }
    }
  }

  private func row(_ refusal: Refusal, _ gain: Int?) -> Markup {
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
      tag("td", .class("number")) { gain.map { printed(String($0)) } ?? "–" }
      tag("td") {
        for reason in view.problem.texts(ofReasonsFor: refusal) {
          tag("div") { reason[view.language] }
        }
      }
      tag("td") {
        let ways = view.problem.texts(ofWaysInto: refusal)
        if ways.isEmpty { say("未找到", "nothing found") }
        for text in ways { tag("div") { text[view.language] } }
      }
    }
  }
}
