import Alliance
import Diagnostics
import DutyRostering

/// The table that the alliance prints: units by tier against terms.
struct RosterGrid {
  let view: RosterView

  private var problem: RosteringProblem { view.problem }

  var markup: Markup {
    var content = Markup()
    for (k, terms) in view.termGroups.enumerated() {
      let isLast = k == view.termGroups.count - 1
      content.append(
        scrolling(say("轮值表", "Roster")) {
          tag("table", .class("roster")) {
            head(terms, withSums: isLast)
            tag("tbody") {
              for tier in Tier.allCases {
                let units = problem.units.indices.filter { problem.units[$0].tier == tier }
                if !units.isEmpty {
                  band(view.heading(of: tier), columns: terms.count + (isLast ? 4 : 1))
                  for unit in units { row(unit, terms, withSums: isLast) }
                }
              }
              extraRows(terms, withSums: isLast)
            }
          }
        })
    }
    content.append(legend)
    return content
  }

  private func head(_ terms: Range<Int>, withSums: Bool) -> Markup {
    tag("thead") {
      tag("tr") {
        tag("th", .class("unit")) { say("单位", "Unit") }
        for t in terms {
          tag("th") {
            problem.terms[t].label
            if let span = problem.terms[t].days {
              tag("span", .class("dates")) { "\(short(span.lowerBound))–\(short(span.upperBound))" }
            }
            marks(view.days[t])
          }
        }
        if withSums {
          tag("th", .class("sum")) { say("次数", "Duties") }
          tag("th", .class("sum")) { say("应轮", "Share") }
          tag("th", .class("sum")) { say("累计偏差", "Balance") }
        }
      }
    }
  }

  private func marks(_ days: RosterView.TermDays) -> Markup {
    var content = Markup()
    if !days.holidays.isEmpty {
      content.append(
        tag("span", .class("day", "green"), Attribute("title", names(days.holidays))) {
          say("节", "H") + String(days.holidays.count)
        })
    }
    if !days.makeUpDays.isEmpty {
      content.append(
        tag("span", .class("day", "gold"), Attribute("title", names(days.makeUpDays))) {
          say("班", "W") + String(days.makeUpDays.count)
        })
    }
    if days.isProvisional {
      content.append(tag("span", .class("day", "red")) { say("暂定", "prov.") })
    }
    return content
  }

  private func names(_ days: [(day: Day, name: String)]) -> String {
    days.map { "\($0.day) \($0.name)" }.joined(separator: say("、", ", "))
  }

  private func short(_ day: Day) -> String { "\(day.month)/\(day.dayOfMonth)" }

  private func band(_ title: String, columns: Int) -> Markup {
    tag("tr", .class("tier")) {
      tag("th", Attribute("colspan", columns), Attribute("scope", "rowgroup")) { title }
    }
  }

  private func row(_ unit: Int, _ terms: Range<Int>, withSums: Bool) -> Markup {
    let reason = view.answer.reasons.first { $0.unit == unit }
    return tag("tr") {
      tag("th", .class("unit"), Attribute("scope", "row")) { problem.units[unit].name }
      for t in terms { cell(unit, t) }
      if withSums {
        if problem.units[unit].takesPart, let reason {
          tag("td") { tag("b") { String(reason.served) } }
          tag("td") { reason.entitlement.decimalText }
          tag("td") { reason.deviation.decimalText }
        } else {
          tag("td", Attribute("colspan", 3), .class("soft", "small")) {
            say("不参与", "not in turn")
          }
        }
      }
    }
  }

  private func cell(_ unit: Int, _ t: Int) -> Markup {
    let before = view.before(ofUnit: unit, term: t)
    return tag("td", before == nil ? [] : [.class("changed")]) {
      if before != nil { triangle }
      if let duty = view.duty(ofUnit: unit, term: t) {
        tag(
          "span", RosterView.tone(duty.seat.body).mark,
          Attribute("title", duty.seat.title[view.language])
        ) { view.letter(duty.seat.body) }
        if view.isPinned(unit: unit, term: t) { pin }
        if let person = duty.person {
          tag("span", .class("who")) {
            problem.holder(ofPerson: person, term: t).name
            if case .exception = problem.people[person].standing {
              tag("span", Attribute("title", say("经批准的角色例外", "approved exception"))) { "*" }
            }
          }
        }
      } else if view.isAway(unit: unit, term: t) {
        tag("span", .class("soft"), Attribute("title", say("不可用", "not available"))) { "×" }
      }
      if let before {
        tag("span", .class("was"), Attribute("title", say("原为", "before"))) {
          if let body = before.body {
            tag("s") {
              view.letter(body)
              before.person.isEmpty ? "" : " " + before.person
            }
          } else {
            say("新增", "new")
          }
        }
      }
    }
  }

  /// Marks a cell that differs from the published roster.
  private var triangle: Markup {
    tag("span", .class("delta"), Attribute("title", say("与已公布的不同", "differs from the published"))) {
      "△"
    }
  }

  /// A closed padlock.
  private var pin: Markup {
    tag(
      "svg",
      Attribute.numbers(("width", 11), ("height", 13))
        + [
          Attribute("viewBox", "0 0 11 13"), Attribute("role", "img"), .class("lock"),
          Attribute("aria-label", say("事先固定", "pinned")),
        ]
    ) {
      tag("title") { say("事先固定", "pinned") }
      tag("path", Attribute("d", "M1 6h9v6H1zM3 6V4a2.5 2.5 0 0 1 5 0v2"), .class("pin-line"))
    }
  }

  private func extraRows(_ terms: Range<Int>, withSums: Bool) -> Markup {
    var content = Markup()
    if !problem.posts.isEmpty {
      content.append(
        band(say("专项管理人员", "full-time posts"), columns: terms.count + (withSums ? 4 : 1)))
    }
    for (p, post) in problem.posts.enumerated() {
      let duties = view.answer.roster.duties.filter { $0.post == p }
      content.append(
        tag("tr") {
          tag("th", .class("unit"), Attribute("scope", "row")) { post.name }
          for t in terms {
            tag("td") {
              for duty in duties where duty.term == t {
                tag("span", RosterView.tone(duty.seat.body).mark) { view.letter(duty.seat.body) }
                tag("span", .class("who")) { duty.seat.tier.title[view.language] }
              }
            }
          }
          if withSums {
            tag("td") { tag("b") { String(duties.count) } }
            tag("td", Attribute("colspan", 2), .class("soft", "small")) {
              say("上限 \(post.mostTerms)", "at most \(post.mostTerms)")
            }
          }
        })
    }
    if view.answer.roster.duties.contains(where: \.isOpen) {
      content.append(
        tag("tr") {
          tag("th", .class("unit"), Attribute("scope", "row")) { say("空缺席位", "Open places") }
          for t in terms {
            tag("td") {
              for duty in view.answer.roster.duties where duty.isOpen && duty.term == t {
                tag("span", .class("mark", "red")) { view.letter(duty.seat.body) }
                tag("span", .class("who")) { duty.seat.tier.title[view.language] }
              }
            }
          }
          if withSums { tag("td", Attribute("colspan", 3)) { "" } }
        })
    }
    content.append(
      tag("tr", .class("tier")) {
        tag("th", .class("unit"), Attribute("scope", "row")) { say("每期席位", "Places") }
        for t in terms {
          tag("th", .class("middle")) { String(problem.demand[t].reduce(0, +)) }
        }
        if withSums { tag("th", Attribute("colspan", 3)) { "" } }
      })
    return content
  }

  private var legend: Markup {
    tag("ul", .class("legend")) {
      for body in Body.allCases {
        tag("li") {
          tag("span", RosterView.tone(body).mark) { view.letter(body) }
          " \(body.title[view.language])"
        }
      }
      tag("li") {
        pin
        say(" 事先固定", " pinned in advance")
      }
      tag("li") { say("× 不可用", "× not available") }
      if problem.draft.rotation.published != nil {
        tag("li") {
          say("△ 与已公布的不同，", "△ differs from the published roster; ")
          tag("s") { say("划去的", "struck out") }
          say("为原安排", ": what it was")
        }
      }
      tag("li") { say("* 经批准的角色例外", "* approved role exception") }
      tag("li") {
        tag("span", .class("day", "green")) { say("节3", "H3") }
        say(" 当期法定节假日天数", " public holidays in the term")
      }
      tag("li") {
        tag("span", .class("day", "gold")) { say("班1", "W1") }
        say(" 当期调休上班天数", " make-up workdays in the term")
      }
    }
  }

  private func say(_ zh: String, _ en: String) -> String { view.language.say(zh, en) }
}
