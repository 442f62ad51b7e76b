import Alliance
import Diagnostics
import DutyRostering

/// For each unit of a tier what it has served, history included, against what it was entitled to.
struct FairnessBars {
  let view: RosterView
  let tier: Tier

  private static let row = 30
  private static let left = 236
  private static let plot = 640
  private static let width = 1060

  private struct Entry {
    let name: String
    let before: Int
    let secretariat: Int
    let office: Int
    /// Entitlement, history included, in hundredths of a duty.
    let entitled: Int
    let deviation: String
    let holidays: Int
    var total: Int { before + secretariat + office }
  }

  var markup: Markup {
    let entries = view.problem.activeUnits(of: tier).map(entry)
    let most = entries.map { max($0.total, ($0.entitled + 199) / 100) }.max() ?? 1
    let unit = Self.plot / max(1, most)
    let top = 22
    let bottom = top + entries.count * Self.row
    let title = view.heading(of: tier)
    return scrolling(title) {
      Drawing.chart(
        width: Self.width, height: bottom + 6, title: title, left: Self.left - 6,
        names: entries.enumerated().map { k, entry in
          Drawing.RowName(text: entry.name, y: top + k * Self.row + 18)
        }, isAtPlot: true
      ) {
        for count in 0...max(1, most) {
          Drawing.line(
            x1: Self.left + count * unit, y1: top - 4, x2: Self.left + count * unit, y2: bottom,
            .class("rule"))
          Drawing.text(
            String(count), x: Self.left + count * unit, y: 13, .class("mid", "soft", "tiny"))
        }
        for (k, entry) in entries.enumerated() { bar(entry, y: top + k * Self.row, unit: unit) }
      }
    }
  }

  private func entry(_ u: Int) -> Entry {
    let unit = view.problem.units[u]
    let reason = view.answer.reasons.first { $0.unit == u }
    let before = unit.entitledBefore
    let now = reason?.entitlement ?? .zero
    return Entry(
      name: unit.name, before: unit.servedBefore, secretariat: view.served(u, in: .secretariat),
      office: view.served(u, in: .office),
      entitled: 100 * before.numerator / before.denominator + 100 * now.numerator / now.denominator,
      deviation: (reason?.deviation ?? .zero).decimalText, holidays: view.holidayLoad(u))
  }

  private func bar(_ entry: Entry, y: Int, unit: Int) -> Markup {
    let tick = Self.left + entry.entitled * unit / 100
    let bandLeft = max(Self.left, tick - unit)
    let parts: [(Int, Attribute)] = [
      (entry.before, Attribute("fill", "none")),
      (entry.secretariat, Tone.blue.fill), (entry.office, Tone.brown.fill),
    ]
    let letters = ["", view.letter(.secretariat), view.letter(.office)]
    let title = view.language.say(
      "\(entry.name)：历史 \(entry.before)，秘书处 \(entry.secretariat)，办公室 \(entry.office)，偏差 \(entry.deviation)",
      "\(entry.name): before \(entry.before), secretariat \(entry.secretariat), "
        + "office \(entry.office), balance \(entry.deviation)")
    return Drawing.item(title) {
      Drawing.rectangle(
        x: bandLeft, y: y + 1, width: tick + unit - bandLeft, height: 26, .class("band"))
      for k in parts.indices where parts[k].0 > 0 {
        let start = Self.left + unit * parts[..<k].reduce(0) { $0 + $1.0 }
        if k == 0 {
          Drawing.hatched(x: start, y: y + 5, width: unit * parts[k].0, height: 18)
          Drawing.rectangle(
            x: start, y: y + 5, width: unit * parts[k].0, height: 18, parts[k].1, .class("axis"))
        } else {
          Drawing.rectangle(
            x: start, y: y + 5, width: unit * parts[k].0, height: 18, parts[k].1)
          Drawing.text(
            letters[k], x: start + unit * parts[k].0 / 2, y: y + 18,
            (k == 1 ? Tone.blue : .brown).ink)
        }
      }
      Drawing.line(x1: tick, y1: y, x2: tick, y2: y + 28, .class("tick"))
      Drawing.text(
        view.language.say(
          "偏差 \(entry.deviation) · 节 \(entry.holidays)",
          "balance \(entry.deviation) · hol. \(entry.holidays)"),
        x: Self.left + Self.plot + 18, y: y + 18, .class("soft"))
    }
  }

  /// What the parts of a bar mean.
  static func legend(_ view: RosterView) -> Markup {
    tag("ul", .class("legend")) {
      tag("li") {
        swatch { Drawing.hatched(x: 1, y: 1, width: 32, height: 14) }
        view.language.say("以往已轮次数", "served before")
      }
      for body in Body.allCases {
        tag("li") {
          swatch {
            Drawing.rectangle(x: 1, y: 1, width: 32, height: 14, RosterView.tone(body).fill)
          }
          view.language.say("本表\(body.title.zh)次数", "\(body.title.en), this roster")
        }
      }
      tag("li") {
        view.language.say(
          "竖线：按份额累计应轮次数；浅色带：上下各一次。节：所轮各期内的法定节假日天数",
          "line: entitlement so far; pale band: one duty either way; hol.: public holidays within "
            + "the terms served")
      }
    }
  }

  private static func swatch(@MarkupBuilder content: () -> Markup) -> Markup {
    tag(
      "svg",
      Attribute.numbers(("width", 34), ("height", 16))
        + [Attribute("viewBox", "0 0 34 16"), Attribute("aria-hidden", "true")]
    ) {
      content()
    }
  }
}
