internal import Diagnostics
internal import DutyRostering

extension ShiftSheetWriter {
  /// Every rule of every contract, then those of single people.
  var rules: Sheet {
    var rows: [[String]] = []
    for contract in draft.contracts {
      rows += contract.rules.map { [contract.id, ""] + row(of: $0) }
    }
    for person in draft.staff {
      rows += person.rules.map { ["", person.staffNumber] + row(of: $0) }
    }
    return ShiftSheets.rules.sheet(in: name, language, rows)
  }

  /// The columns of a rule after its owner: rule, name, cells, days, weekdays, already, minimum, cost,
  /// maximum, cost, squared, cost, waived at start, waived at end.
  private func row(of rule: CellRuleDraft) -> [String] {
    switch rule {
    case .count(let count):
      let kind: RuleKind =
        switch count.unit {
        case .cells: .cells
        case .minutes: .minutes
        case .weekends: .weekends
        }
      let span = count.days.map { Array($0) } ?? []
      return head(kind, count.name, cells(count.cells))
        + [
          days.text(of: span), CellFormat.rosterWeekdaysText(count.weekdays, in: language),
          count.already == 0 ? "" : amount(count.already, kind),
        ] + limits(count.minimum, count.maximum, kind) + ["", "", ""]
    case .run(let run):
      return head(.run, run.name, cells(run.cells)) + ["", "", ""]
        + limits(run.minimum, run.maximum, .run)
        + ["", yesNo(run.isWaivedAtStart), yesNo(run.isWaivedAtEnd)]
    case .pattern(let pattern):
      let steps = pattern.steps.map(cells).joined(separator: "→")
      let weekday = pattern.weekday.map { CellFormat.rosterWeekdaysText([$0], in: language) } ?? ""
      return head(.pattern, pattern.name, steps) + ["", weekday, ""] + noLimits
        + [cost(pattern.penalty), "", ""]
    case .weekend(let weekend):
      switch weekend.demand {
      case .complete:
        return head(.completeWeekend, weekend.name, "") + ["", "", ""] + noLimits
          + [cost(weekend.penalty), "", ""]
      case .identical:
        return head(.identicalWeekend, weekend.name, "") + ["", "", ""] + noLimits
          + [cost(weekend.penalty), "", ""]
      case .run(let minimum, let maximum):
        return head(.weekendRun, weekend.name, "") + ["", "", ""]
          + limits(minimum, maximum, .weekendRun) + ["", "", ""]
      }
    case .rest(let minutes, let penalty):
      return head(.rest, "", "") + ["", "", "", amount(minutes, .rest), "", "", "", ""]
        + [cost(penalty), "", ""]
    case .travel(let penalty):
      return head(.travel, "", "") + ["", "", ""] + noLimits + [cost(penalty), "", ""]
    }
  }

  private func head(_ kind: RuleKind, _ name: String, _ cells: String) -> [String] {
    [kind.names[language == .zh ? 0 : 1], name, cells]
  }

  private func cells(_ match: CellMatchDraft) -> String {
    CellNotation.text(of: match, in: language)
  }

  private func yesNo(_ value: Bool) -> String { value ? say("是", "yes") : say("否", "no") }

  private func amount(_ value: Int, _ kind: RuleKind) -> String {
    kind == .minutes || kind == .rest
      ? CellFormat.durationText(value, in: language) : String(value)
  }

  func cost(_ penalty: Int?) -> String { penalty.map(String.init) ?? say("必须", "must") }

  private var noLimits: [String] { ["", "", "", "", ""] }

  private func limits(_ low: LimitDraft?, _ high: LimitDraft?, _ kind: RuleKind) -> [String] {
    func columns(_ limit: LimitDraft?) -> [String] {
      guard let limit else { return ["", ""] }
      return [amount(limit.limit, kind), cost(limit.penalty)]
    }
    let squared =
      switch (low?.isSquared ?? false, high?.isSquared ?? false) {
      case (true, true): say("是", "yes")
      case (true, false): high == nil ? say("是", "yes") : say("少", "few")
      case (false, true): low == nil ? say("是", "yes") : say("多", "many")
      case (false, false): ""
      }
    return columns(low) + columns(high) + [squared]
  }
}
