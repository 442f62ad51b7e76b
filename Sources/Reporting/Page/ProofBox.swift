import Diagnostics
import Solving

/// The box on every page that says what is proven, by whom it was checked and from what it came.
struct ProofBox {
  let statement: ProofStatement
  let language: Language

  var markup: Markup {
    tag("section", Attribute("id", "proof")) {
      tag("h2") { say("证明与来源", "Proof and origin") }
      verdict
      for warning in statement.warnings {
        tag("p", .class("warn")) { warning[language] }
      }
      for text in statement.violations + statement.certificateDefects {
        tag("p", .class("bad")) { text[language] }
      }
      terms
      tag("h3") { say("检验与来源", "Checks and origin") }
      tag("dl") {
        entry(
          say("独立检验", "Independent check"),
          statement.violations.isEmpty
            ? say("通过，未违反任何规则", "passed, no rule broken")
            : say("未通过", "failed"))
        entry(
          say("界的证书", "Certificate of the bound"),
          statement.certificateDefects.isEmpty
            ? say("已用整数重新加总，成立", "added up again in integers, holds")
            : say("不成立", "does not hold"))
        entry(
          say("停止原因", "Stopped because"),
          statement.termination.title[language]
            + (statement.proviso.map { say("（\($0.zh)）", " (\($0.en))") } ?? ""))
        entry(say("随机种子", "Seed"), String(statement.seed))
        entry(say("工作量", "Work units"), String(statement.work))
        entry(say("工具版本", "Tool"), statement.version)
        for origin in statement.origins {
          tag("dt") { say("依据", "Decided by") }
          tag("dd", .class("mono")) { origin[language] }
        }
        for input in statement.inputs {
          tag("dt") { input.path }
          tag("dd", .class("mono")) { "SHA-256 \(input.sha256)" }
        }
      }
    }
  }

  private var verdict: Markup {
    tag("p", .class("verdict")) {
      if statement.holds {
        tag("span", .class("mark", "green")) { "✓" }
      } else {
        tag("span", .class("mark", "red")) { "✗" }
      }
      tag("span") { statement.verdict[language] }
    }
  }

  private var terms: Markup {
    scrolling(say("目标与界", "Goals and bounds")) {
      tag("table") {
        tag("thead") {
          tag("tr") {
            tag("th", .class("number")) { say("次序", "Order") }
            tag("th") { say("目标", "Goal") }
            tag("th", .class("number")) { say("结果", "Value") }
            tag("th", .class("number")) { say("已证明的界", "Proven bound") }
            tag("th", .class("number")) { say("差距", "Gap") }
            tag("th") { say("状态", "State") }
          }
        }
        tag("tbody") {
          for (i, goal) in statement.terms.enumerated() {
            tag("tr") {
              tag("td", .class("number")) { String(i + 1) }
              tag("td") {
                goal.title[language]
                tag("span", .class("soft", "small")) {
                  goal.term.isMinimized
                    ? say("（越小越好）", " (smaller is better)") : say("（越大越好）", " (larger is better)")
                }
              }
              tag("td", .class("number")) { String(goal.term.value) }
              tag("td", .class("number")) { goal.term.bound.map(String.init) ?? "–" }
              tag("td", .class("number")) { percentage(goal.term.gap) }
              tag("td") {
                goal.term.isProven
                  ? say("✓ 已证明", "✓ proven")
                  : say("有界", goal.term.bound == nil ? "no bound" : "bounded")
              }
            }
          }
        }
      }
    }
  }

  private func entry(_ name: String, _ value: String) -> Markup {
    var both = tag("dt") { name }
    both.append(tag("dd") { value })
    return both
  }

  private func say(_ zh: String, _ en: String) -> String { language.say(zh, en) }
}

/// A part of the page that scrolls sideways on a narrow screen and can be reached by keyboard.
func scrolling(_ label: String, @MarkupBuilder content: () -> Markup) -> Markup {
  tag(
    "div", .class("wide"), Attribute("tabindex", 0), Attribute("role", "region"),
    Attribute("aria-label", label), content: content)
}
