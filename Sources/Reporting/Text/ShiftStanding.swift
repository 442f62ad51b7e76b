internal import Alliance
public import Diagnostics
public import DutyRostering

extension ShiftRosteringProblem {
  /// How a person stands against what the rules ask for: a sentence for each counted rule, with everybody
  /// whom a rule of the same name asks the same.
  public func standing(of person: Int, in roster: ShiftRoster) -> [Bilingual] {
    let view = ShiftView(self, roster, .standard, .zh)
    return ShiftFairness(view: view).families.compactMap { family in
      guard let own = family.entries.first(where: { $0.person == person }) else { return nil }
      let due = ShiftFairness.range(own, family.unit)
      let totals = family.entries.filter { ShiftFairness.range($0, family.unit) == due }
        .map(\.total)
      let (least, most) = (totals.min() ?? 0, totals.max() ?? 0)
      let tenths = (20 * totals.reduce(0, +) + totals.count) / (2 * max(1, totals.count))
      let mean = "\(tenths / 10).\(tenths % 10)"
      func text(_ count: Int) -> String { ShiftFairness.text(count, family.unit) }
      return Bilingual(
        zh: "\(family.name)：\(text(own.total))，应得 \(due)"
          + (own.already > 0 ? "（其中此前 \(text(own.already))）" : "")
          + (family.unit == .minutes
            ? "" : "；应得相同的 \(totals.count) 人为 \(least)–\(most)，平均 \(mean)"),
        en: "\(family.name): \(text(own.total)), due \(due)"
          + (own.already > 0 ? " (\(text(own.already)) of them before)" : "")
          + (family.unit == .minutes
            ? ""
            : "; the \(counted(totals.count, "person", plural: "people")) due the same \(totals.count == 1 ? "has" : "have") \(least)–\(most), on average \(mean)")
      )
    }
  }
}
