public import Alliance
public import Diagnostics
public import DutyRostering

extension ShiftRosteringProblem {
  /// The page of a shift roster: the grid to print with what is open, counts against what each person is
  /// due, and every rule that costs something.
  ///
  /// - Parameters:
  ///   - answer: A checked answer of this problem.
  ///   - proof: What is proven about it.
  ///   - calendar: Holidays and make-up workdays to mark.
  ///   - language: Language of the page.
  /// - Returns: One HTML document that needs no network.
  public func page(
    of answer: ShiftAnswer, proof: ProofStatement, calendar: WorkCalendar = .standard,
    in language: Language
  ) -> String {
    ShiftPage(view: ShiftView(self, answer.roster, calendar, language), proof: proof).html
  }
}

/// The sections of the page of a shift roster.
struct ShiftPage {
  let view: ShiftView
  let proof: ProofStatement

  private var problem: ShiftRosteringProblem { view.problem }

  var html: String {
    let last = max(0, problem.days - 1)
    var sections = [grid]
    if !view.shortages.isEmpty { sections.append(open) }
    if problem.draft.published != nil { sections.append(changes) }
    sections += [fairness, costs]
    return Page(
      language: view.language,
      title: problem.draft.title.isEmpty ? say("排班表", "Shift roster") : problem.draft.title,
      subtitle: say(
        "\(view.longName(0)) 至 \(view.longName(last))，\(problem.days) "
          + (problem.draft.labels.isEmpty ? "天" : "期") + "，\(problem.people.count) 人",
        "\(view.longName(0)) to \(view.longName(last)), "
          + counted(problem.days, problem.draft.labels.isEmpty ? "day" : "period") + ", "
          + counted(problem.people.count, "person", plural: "people")
      ),
      figures: figures, sections: sections, proof: proof
    ).html
  }

  private var figures: [Page.Figure] {
    let served = problem.people.indices.reduce(0) { $0 + view.counts($1).duties }
    let wishes = problem.draft.wishes.filter { $0.weight > 0 }.count
    let missed = view.findings.count {
      if case .wish = $0.subject { true } else { false }
    }
    var figures: [Page.Figure] = [
      .init(value: String(served), caption: say("班次已排", "duties served")),
      .init(
        value: String(view.value(.open)), caption: say("必需班次未落实（人次）", "required, left open")),
    ]
    if problem.draft.published != nil {
      figures.append(
        .init(
          value: "\(view.changes.reduce(0) { $0 + $1.days.count })",
          caption: say("与已发布相比改动的格数", "cells changed")))
      figures.append(
        .init(value: "\(view.changes.count)", caption: say("需通知的人数", "people to notify")))
    }
    if wishes > 0 {
      figures.append(
        .init(value: "\(wishes - missed)/\(wishes)", caption: say("愿望已满足", "wishes met")))
    }
    figures.append(
      .init(value: String(view.value(.penalty)), caption: say("其余罚分合计", "other costs")))
    return figures
  }

  private var grid: Markup {
    section(say("排班表", "Roster"), id: "grid") { ShiftGrid(view: view).markup }
  }

  private var open: Markup {
    section(say("未落实的必需班次", "Required duties left open"), id: "open") {
      list(
        view.findings.filter(\.isRequired).map { problem.text(of: $0)[view.language] })
    }
  }

  private var changes: Markup {
    section(say("需通知的人", "People to notify"), id: "changes") {
      if view.changes.isEmpty {
        tag("p") { say("与已发布的表相同。", "The same as the published roster.") }
      } else {
        list(
          view.changes.map { p, days in
            let person = problem.people[p]
            let moves = days.map { day in
              "\(view.longName(day)) \(view.words(person.published[day]))→\(view.words(view.task(p, day)))"
            }
            return "\(person.staffNumber) \(person.name)" + say("：", ": ")
              + moves.joined(separator: say("；", "; "))
          })
      }
    }
  }

  private var fairness: Markup {
    let fairness = ShiftFairness(view: view)
    return tag("section", Attribute("id", "fairness"), .class("new-sheet")) {
      tag("h2") { say("各人的次数与应得", "Counts against what each is due") }
      fairness.legend
      fairness.markup
    }
  }

  private var costs: Markup {
    let paid = view.findings.filter { $0.goal == .penalty }.sorted {
      // Dearest first; equal ones stay in the checker's order.
      ($0.cost ?? 0) > ($1.cost ?? 0)
    }
    let shown = paid.prefix(Self.mostItems)
    return section(say("没有做到的软性要求", "Wishes and limits not kept"), id: "costs") {
      if paid.isEmpty {
        tag("p") { say("全部做到。", "All are kept.") }
      } else {
        tag("p", .class("soft")) {
          say(
            "\(paid.count) 处，合计 \(view.value(.penalty)) 分；罚分越高越靠前。",
            "\(paid.count) of them cost \(view.value(.penalty)) in all, the dearest first.")
        }
        scrolling(say("没有做到的软性要求", "Wishes and limits not kept")) {
          tag("table") {
            tag("thead") {
              tag("tr") {
                tag("th", .class("number")) { say("罚分", "Cost") }
                tag("th") { say("要求", "What") }
              }
            }
            tag("tbody") {
              for finding in shown {
                tag("tr") {
                  tag("td", .class("number")) { String(finding.cost ?? 0) }
                  tag("td") { problem.text(of: finding)[view.language] }
                }
              }
            }
          }
        }
        if paid.count > shown.count {
          tag("p", .class("soft")) {
            say(
              "另有 \(paid.count - shown.count) 处未列出，见导出的表格。",
              "\(paid.count - shown.count) more are in the exported sheets.")
          }
        }
      }
    }
  }

  /// Most costs that a page lists.
  private static let mostItems = 300

  private func list(_ items: [String]) -> Markup {
    tag("ul", .class("plain")) { for item in items { tag("li") { item } } }
  }

  private func say(_ zh: String, _ en: String) -> String { view.language.say(zh, en) }
}
