internal import Diagnostics
internal import EquipmentBooking

/// What more of each limit would be worth.
extension BookingPage {
  var prices: [Markup] {
    let table = view.problem.priceTable(of: view.answer)
    guard !table.isEmpty else { return [] }
    let title = say("再多一些值多少", "What more would be worth")
    return [
      section(title, id: "prices") {
        tag("p", .class("soft", "small")) {
          say(
            "按证明上界所用的价格：边际值，单位为分。“至多”由价格证明；没有价格的限制未列出。allot explain 结果 --prices 可逐项重新求解验证。",
            "At the prices that prove the bound: marginal, in points. “At most” is proven by them; "
              + "limits without a price are left out. allot explain RESULT --prices solves again with more of each."
          )
          if view.problem.isMaxMin {
            say("均以各单位保住已达到的公平份额为前提。", " All institutions keep what they have of their shares.")
          }
        }
        scrolling(title) {
          tag("table") {
            tag("thead") {
              tag("tr") {
                tag("th") { say("再多什么", "What more") }
                tag("th", .class("number")) { say("平均/小时", "An hour") }
                tag("th") { say("最贵时段", "Dearest hour") }
                tag("th", .class("number")) { say("该时段", "That hour") }
                tag("th", .class("number")) { say("全部", "All of it") }
                tag("th", .class("number")) { say("至多", "At most") }
              }
            }
            tag("tbody") { for price in table { row(price) } }
          }
        }
      }
    ]
  }

  private func row(_ price: LimitPrice) -> Markup {
    func points(_ units: Int) -> String { BookingProblem.pointsText(ofUnits: units) }
    return tag("tr") {
      tag("th", Attribute("scope", "row")) { view.problem.text(of: price.limit)[view.language] }
      tag("td", .class("number")) { points(price.unitsPerHour) }
      tag("td") { view.problem.grid.text(of: price.dearest) }
      tag("td", .class("number")) { points(price.dearestUnits) }
      tag("td", .class("number")) { points(price.units) }
      tag("td", .class("number")) { String(price.gainAtMost) }
    }
  }
}
