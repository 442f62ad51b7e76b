public import Alliance
public import Diagnostics
public import DutyRostering

extension RosteringProblem {
  /// The page of a rotation: the grid to print, how fair it is, and why each unit serves when it does.
  ///
  /// - Parameters:
  ///   - answer: A checked answer of this problem.
  ///   - proof: What is proven about it.
  ///   - calendar: Holidays and make-up workdays to mark.
  ///   - language: Language of the page.
  /// - Returns: One HTML document that needs no network.
  public func page(
    of answer: RosteringAnswer, proof: ProofStatement, calendar: WorkCalendar = .standard,
    in language: Language
  ) -> String {
    RosterPage(view: RosterView(self, answer, calendar, language), proof: proof).html
  }
}

/// The sections of the page of a rotation.
struct RosterPage {
  let view: RosterView
  let proof: ProofStatement

  var html: String {
    let problem = view.problem
    let first = problem.terms.first?.label ?? ""
    let last = problem.terms.last?.label ?? ""
    return Page(
      language: view.language,
      title: problem.draft.title.isEmpty ? say("轮值表", "Rotation roster") : problem.draft.title,
      subtitle: say(
        "\(first) 至 \(last)，共 \(problem.terms.count) 期，\(problem.activeUnits.count) 个单位参与",
        "\(first) to \(last), \(counted(problem.terms.count, "term")), "
          + counted(problem.activeUnits.count, "unit")),
      figures: figures, sections: changes + [grid, fairness, reasons], proof: proof
    ).html
  }

  private var figures: [Page.Figure] {
    let duties = view.answer.roster.duties
    var figures: [Page.Figure] = [
      .init(
        value: "\(duties.count { !$0.isOpen })/\(duties.count)",
        caption: say("席位已落实", "places filled"))
    ]
    for tier in view.answer.fairness where tier.worstOffUnit != nil {
      let name = tier.tier.title
      figures.append(
        .init(
          value: tier.fewest == tier.most ? "\(tier.most)" : "\(tier.fewest)–\(tier.most)",
          caption: say("\(name.zh)每单位次数", "duties of each \(name.en)")))
      figures.append(
        .init(
          value: tier.worstDeviation.decimalText,
          caption: say("\(name.zh)最大偏差（次）", "worst deviation of a \(name.en)")))
    }
    figures.append(
      .init(
        value: String(duties.count { $0.post != nil }),
        caption: say("专项管理人员顶岗", "filled by full-time posts")))
    return figures
  }

  /// Who is to be told, where a published roster is kept; none for a fresh one.
  private var changes: [Markup] {
    guard view.problem.draft.rotation.published != nil else { return [] }
    let changes = view.problem.changes(of: view.answer.roster)
    return [
      section(say("变更通知", "Who is to be told"), id: "changes") {
        tag("p") { view.problem.summary(ofChanges: changes)[view.language] }
        tag("ul", .class("plain")) {
          for change in changes { tag("li") { view.problem.text(of: change)[view.language] } }
        }
      }
    ]
  }

  private var grid: Markup {
    section(say("轮值表", "Roster"), id: "grid") {
      RosterGrid(view: view).markup
    }
  }

  private var fairness: Markup {
    tag("section", Attribute("id", "fairness"), .class("new-sheet")) {
      tag("h2") { say("是否公平", "Is it fair?") }
      for tier in view.answer.fairness where tier.worstOffUnit != nil {
        tag("h3") { view.heading(of: tier.tier) }
        tag("p") { view.problem.text(of: tier)[view.language] }
        FairnessBars(view: view, tier: tier.tier).markup
      }
      FairnessBars.legend(view)
    }
  }

  private var reasons: Markup {
    section(say("为什么是我、为什么是这一期", "Why this unit, why this term"), id: "reasons") {
      scrolling(say("为什么是我、为什么是这一期", "Why this unit, why this term")) {
        tag("table") {
          tag("thead") {
            tag("tr") {
              tag("th") { say("单位", "Unit") }
              tag("th") { say("依据", "Reasons") }
            }
          }
          tag("tbody") {
            for reason in view.answer.reasons {
              tag("tr") {
                tag("th", Attribute("scope", "row")) { view.problem.units[reason.unit].name }
                tag("td") {
                  tag("div") { view.problem.text(of: reason)[view.language] }
                  for duty in reason.duties {
                    tag("div", .class("soft", "small")) {
                      view.problem.text(of: duty)[view.language]
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private func say(_ zh: String, _ en: String) -> String { view.language.say(zh, en) }
}
