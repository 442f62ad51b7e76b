import Alliance
import Diagnostics
import DutyRostering

/// The table that a ward prints: people against days, then what is open, then how many are on duty.
struct ShiftGrid {
  let view: ShiftView

  private var problem: ShiftRosteringProblem { view.problem }

  var markup: Markup {
    var content = scrolling(say("排班表", "Roster")) {
      tag("table", .class("shifts")) {
        head
        tag("tbody") {
          for p in problem.people.indices { row(p) }
          openRows
          totals
        }
      }
    }
    content.append(legend)
    return content
  }

  private var head: Markup {
    tag("thead") {
      tag("tr") {
        tag("th", .class("unit")) { say("姓名", "Name") }
        for day in 0..<problem.days {
          tag("th", view.isWeekend(day) ? .class("rest") : .class("plain")) {
            view.shortName(day)
            tag("span", .class("dates")) { view.weekdayMark(day) }
            mark(day)
          }
        }
        tag("th", .class("sum")) { say("班", "Sum") }
        if view.hasNights { tag("th", .class("sum")) { say("夜", "Nts") } }
        if view.hasWeekends { tag("th", .class("sum")) { say("周末", "Wknd") } }
      }
    }
  }

  private func mark(_ day: Int) -> Markup {
    guard let status = view.status(day) else { return Markup() }
    switch status.kind {
    case .holiday:
      return tag("span", .class("day", "green"), Attribute("title", status.name ?? "")) {
        say("节", "H")
      }
    case .makeUpWorkday:
      return tag("span", .class("day", "gold"), Attribute("title", status.name ?? "")) {
        say("班", "W")
      }
    case .workday, .weekend: return Markup()
    }
  }

  private func row(_ p: Int) -> Markup {
    let person = problem.people[p]
    let counts = view.counts(p)
    return tag("tr") {
      tag("th", .class("unit"), Attribute("scope", "row"), Attribute("title", person.unit ?? "")) {
        person.name
        tag("span", .class("dates")) { person.staffNumber }
      }
      for day in 0..<problem.days { cell(p, day) }
      tag("td", .class("sum")) { tag("b") { String(counts.duties) } }
      if view.hasNights { tag("td", .class("sum")) { String(counts.nights) } }
      if view.hasWeekends { tag("td", .class("sum")) { String(counts.weekends) } }
    }
  }

  /// A cell in few bytes: sixty people over a year have twenty-two thousand of them. What a duty is stands
  /// in the legend.
  private func cell(_ p: Int, _ day: Int) -> Markup {
    tag("td", view.isWeekend(day) ? [.class("rest")] : []) {
      if let task = view.task(p, day) {
        let d = problem.tasks[task].duty
        tag(
          "span", view.mark(ofDuty: d),
          Attribute("title", view.date(day)?.description ?? view.longName(day))
        ) {
          problem.duties[d].id
        }
        if !view.problem.skillMark(task).isEmpty || view.isPinned(p, day) || view.missesWish(p, day)
        {
          tag("small") {
            view.problem.skillMark(task)
            if view.isPinned(p, day) { say("定", "pin") }
            if view.missesWish(p, day) { "!" }
          }
        }
      } else if view.isAway(p, day) {
        tag("span", .class("soft"), Attribute("title", say("休假", "leave"))) { "×" }
      } else if view.missesWish(p, day) {
        tag("span", .class("dates"), Attribute("title", say("愿望未满足", "wish not met"))) { "!" }
      }
      if view.isChanged(p, day) {
        tag(
          "span", .class("day", "brown"),
          Attribute("title", view.words(problem.people[p].published[day]))
        ) { "△" }
      }
    }
  }

  private var columns: Int {
    problem.days + 2 + (view.hasNights ? 1 : 0) + (view.hasWeekends ? 1 : 0)
  }

  private func band(_ title: String) -> Markup {
    tag("tr", .class("tier")) {
      tag("th", Attribute("colspan", columns), Attribute("scope", "rowgroup")) { title }
    }
  }

  /// Required duties that are open on one day, a row for each duty and skill.
  private var openRows: Markup {
    let single = view.shortages.filter { problem.cover[$0.cover].days.count == 1 }
    guard !single.isEmpty else { return Markup() }
    var names: [String] = []
    for entry in single {
      let name = view.words(ofCover: entry.cover)
      if !names.contains(name) { names.append(name) }
    }
    var content = band(say("未落实的必需班次（缺几人）", "Required duties left open (people missing)"))
    for name in names {
      content.append(
        tag("tr") {
          tag("th", .class("unit"), Attribute("scope", "row")) { name }
          for day in 0..<problem.days {
            tag("td") {
              for entry in single
              where problem.cover[entry.cover].days == [day]
                && view.words(ofCover: entry.cover) == name
              {
                tag("span", .class("mark", "red")) { String(entry.missing) }
              }
            }
          }
          tag("td", Attribute("colspan", columns - problem.days - 1)) { "" }
        })
    }
    return content
  }

  /// People on duty, a row for each duty.
  private var totals: Markup {
    var content = band(say("上岗人数", "People on duty"))
    for (d, duty) in problem.duties.enumerated() {
      content.append(
        tag("tr") {
          tag("th", .class("unit"), Attribute("scope", "row")) { duty.id }
          for day in 0..<problem.days {
            tag("td", .class("soft")) {
              String(
                problem.people.indices.count {
                  view.task($0, day).map { problem.tasks[$0].duty == d } ?? false
                })
            }
          }
          tag("td", Attribute("colspan", columns - problem.days - 1)) { "" }
        })
    }
    return content
  }

  private var legend: Markup {
    tag("ul", .class("legend")) {
      for (d, duty) in problem.duties.enumerated() {
        tag("li") {
          tag("span", view.mark(ofDuty: d)) { duty.id }
          " " + dutyWords(duty)
        }
      }
      tag("li") { say("× 休假", "× leave") }
      tag("li") { say("! 愿望未满足", "! wish not met") }
      if !problem.draft.pinned.isEmpty { tag("li") { say("定 事先固定", "pin: fixed in advance") } }
      if view.problem.draft.published != nil {
        tag("li") { say("△ 与已发布的表不同", "△ differs from the published roster") }
      }
      if !problem.draft.skills.isEmpty {
        tag("li") {
          say("班次下的小字为上岗技能：", "small letter: skill served in: ")
            + problem.draft.skills.map { "\($0.prefix(1)) \($0)" }.joined(separator: say("，", ", "))
        }
      }
    }
  }

  private func dutyWords(_ duty: ShiftRosteringProblem.Duty) -> String {
    var parts = [duty.name]
    if let start = duty.start {
      parts.append(
        "\(TimeWindow.clock(start))–\(TimeWindow.clock((start + duty.minutes) % 1440))")
    }
    if let site = duty.site { parts.append(problem.sites[site]) }
    return parts.joined(separator: " ")
  }

  private func say(_ zh: String, _ en: String) -> String { view.language.say(zh, en) }
}
