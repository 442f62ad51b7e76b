import Diagnostics
import DutyRostering

/// Every person's counts against what the rules ask for, as bars.
struct ShiftFairness {
  let view: ShiftView

  /// One counted rule, with everybody whom it concerns.
  struct Family {
    let name: String
    let unit: CountRuleDraft.Unit
    var entries: [Entry]
  }

  /// A person's count of a family.
  struct Entry {
    let person: Int
    let already: Int
    let now: Int
    let least: Int?
    let most: Int?
    var total: Int { already + now }
    var isOutside: Bool { total < least ?? .min || total > most ?? .max }
  }

  /// Counted rules by name, those that share out evenly first, then in the order of their first owner.
  var families: [Family] {
    var families: [Family] = []
    var isEven: [Bool] = []
    for (p, person) in view.problem.people.enumerated() {
      for rule in person.rules {
        guard case .count(let rule) = rule else { continue }
        let entry = entry(p, rule)
        let even = rule.minimum?.isSquared ?? false || rule.maximum?.isSquared ?? false
        if let f = families.firstIndex(where: { $0.name == rule.name && $0.unit == rule.unit }) {
          families[f].entries.append(entry)
          isEven[f] = isEven[f] || even
        } else {
          families.append(Family(name: rule.name, unit: rule.unit, entries: [entry]))
          isEven.append(even)
        }
      }
    }
    return families.indices.filter { isEven[$0] }.map { families[$0] }
      + families.indices.filter { !isEven[$0] }.map { families[$0] }
  }

  private func entry(_ p: Int, _ rule: ShiftRosteringProblem.CountRule) -> Entry {
    let problem = view.problem
    let days = (0..<problem.days).filter { day in
      guard rule.isCounted[day] else { return false }
      return view.task(p, day).map { rule.cells.includesDuty[problem.tasks[$0].duty] }
        ?? rule.cells.includesOff
    }
    let now =
      switch rule.unit {
      case .cells: days.count
      case .minutes: days.reduce(0) { $0 + (view.task(p, $1).map { view.duty($0).minutes } ?? 0) }
      case .weekends: problem.weekends(of: p).count { $0.contains(where: days.contains) }
      }
    return Entry(
      person: p, already: rule.already, now: now, least: rule.minimum?.limit,
      most: rule.maximum?.limit)
  }

  private static let row = 22
  private static let left = 150
  private static let plot = 420
  private static let width = 760

  var markup: Markup {
    var content = Markup()
    for family in families {
      content.append(tag("h3") { family.name })
      content.append(tag("p", .class("soft", "small")) { sentence(family) })
      content.append(chart(family))
    }
    return content
  }

  private func sentence(_ family: Family) -> String {
    let totals = family.entries.map(\.total)
    let (least, most) = (totals.min() ?? 0, totals.max() ?? 0)
    let outside = family.entries.count(where: \.isOutside)
    return view.say(
      "\(family.entries.count) 人，\(text(least, family.unit)) 至 \(text(most, family.unit))；"
        + (outside == 0 ? "都在应得范围内。" : "\(outside) 人在应得范围之外。"),
      "\(counted(family.entries.count, "person", plural: "people")), \(text(least, family.unit)) to \(text(most, family.unit)); "
        + (outside == 0 ? "all within their range." : "\(outside) outside their range."))
  }

  private func text(_ count: Int, _ unit: CountRuleDraft.Unit) -> String {
    Self.text(count, unit)
  }

  static func text(_ count: Int, _ unit: CountRuleDraft.Unit) -> String {
    guard unit == .minutes else { return String(count) }
    return count % 60 == 0 ? "\(count / 60) h" : "\(count / 60) h \(count % 60)"
  }

  private func chart(_ family: Family) -> Markup {
    let most = max(1, family.entries.map { max($0.total, $0.most ?? 0, $0.least ?? 0) }.max() ?? 1)
    func x(_ count: Int) -> Int { Self.left + count * Self.plot / most }
    let height = family.entries.count * Self.row + 6
    return scrolling(family.name) {
      Drawing.chart(
        width: Self.width, height: height, title: family.name, left: Self.left - 4,
        names: family.entries.enumerated().map { k, entry in
          Drawing.RowName(text: view.problem.people[entry.person].name, y: k * Self.row + 16)
        }, isAtPlot: true
      ) {
        for (k, entry) in family.entries.enumerated() {
          bar(entry, family, y: k * Self.row + 3, x: x)
        }
      }
    }
  }

  private func bar(_ entry: Entry, _ family: Family, y: Int, x: (Int) -> Int) -> Markup {
    let person = view.problem.people[entry.person]
    let range = Self.range(entry, family.unit)
    let title = "\(person.name): \(text(entry.total, family.unit)) (\(range))"
    return Drawing.item(title) {
      let low = x(entry.least ?? 0)
      let high = x(entry.most ?? max(entry.total, entry.least ?? 0))
      Drawing.rectangle(x: low, y: y, width: max(2, high - low), height: 18, .class("band"))
      if entry.already > 0 {
        Drawing.hatched(x: x(0), y: y + 4, width: x(entry.already) - x(0), height: 10)
        Drawing.rectangle(
          x: x(0), y: y + 4, width: x(entry.already) - x(0), height: 10, Attribute("fill", "none"),
          .class("axis"))
      }
      if entry.now > 0 {
        Drawing.rectangle(
          x: x(entry.already), y: y + 4, width: x(entry.total) - x(entry.already), height: 10,
          (entry.isOutside ? Tone.brown : .blue).fill)
      }
      if entry.least != nil {
        Drawing.line(x1: low, y1: y, x2: low, y2: y + 18, .class("tick"))
      }
      if entry.most != nil {
        Drawing.line(x1: high, y1: y, x2: high, y2: y + 18, .class("tick"))
      }
      Drawing.text(
        "\(text(entry.total, family.unit))" + view.language.bracketed(range)
          + (entry.isOutside ? " !" : ""),
        x: Self.left + Self.plot + 12, y: y + 13, .class("soft"))
    }
  }

  static func range(_ entry: Entry, _ unit: CountRuleDraft.Unit) -> String {
    switch (entry.least, entry.most) {
    case (let least?, let most?):
      least == most ? text(least, unit) : "\(text(least, unit))–\(text(most, unit))"
    case (let least?, nil): "≥ \(text(least, unit))"
    case (nil, let most?): "≤ \(text(most, unit))"
    case (nil, nil): "–"
    }
  }

  var legend: Markup {
    tag("ul", .class("legend")) {
      tag("li") {
        view.say(
          "蓝：在应得范围内；棕并带 !：在范围外；斜线：此前已计；浅色带与竖线：应得的最少与最多",
          "blue: within the range; brown with !: outside; hatched: counted before; "
            + "pale band and lines: least and most asked for")
      }
    }
  }
}
