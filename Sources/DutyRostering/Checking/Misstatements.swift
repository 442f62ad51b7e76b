import Alliance
public import Diagnostics

extension RosteringProblem {
  /// What an answer says of its roster that is not so: how often units serve, and how even a tier is.
  ///
  /// - Precondition: The roster keeps the rules and the answer has no stray references.
  /// - Returns: One line for each; nothing for an answer as it was made.
  /// - Complexity: O(units · duties).
  public func misstatements(in answer: RosteringAnswer) -> [Bilingual] {
    func count(_ unit: Int) -> Int { answer.roster.duties(ofUnit: unit).count }
    var lines: [Bilingual] = []
    for reason in answer.reasons where reason.served != count(reason.unit) {
      let (id, actual) = (units[reason.unit].id, count(reason.unit))
      lines.append(
        Bilingual(
          zh: "\(id) 写作轮值 \(reason.served) 次，实为 \(actual) 次",
          en: "\(id) is said to serve \(counted(reason.served, "time")) and serves \(actual)"))
    }
    let told = Set(answer.reasons.map(\.unit))
    for unit in units.indices where units[unit].takesPart && !told.contains(unit) {
      lines.append(
        Bilingual(zh: "\(units[unit].id) 的理由被删去", en: "the reasons of \(units[unit].id) are gone"))
    }
    for tier in answer.fairness {
      let counts = activeUnits(of: tier.tier).map(count)
      guard let fewest = counts.min(), let most = counts.max(),
        (fewest, most) != (tier.fewest, tier.most)
      else { continue }
      let title = tier.tier.title
      lines.append(
        Bilingual(
          zh: "\(title.zh)各单位写作 \(tier.fewest)–\(tier.most) 次，实为 \(fewest)–\(most) 次",
          en:
            "units of the \(title.en) are said to serve \(tier.fewest)–\(counted(tier.most, "time")) and serve "
            + "\(fewest)–\(most)"))
    }
    return lines
  }
}
