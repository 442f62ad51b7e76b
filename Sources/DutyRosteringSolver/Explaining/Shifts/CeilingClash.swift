internal import Diagnostics
internal import DutyRostering
internal import Solving

extension ShiftRosteringProblem {
  /// The least by which rosters exceed hard maxima of needs in all, with a roster that does: what people must
  /// do may be more than anybody needs.
  ///
  /// - Returns: An outcome whose objective and bound count what is too much; `nil` if no need has a hard maximum.
  /// - Throws: An error of the engine.
  func leastExcess(run: Run) throws -> Outcome<ShiftAnswer>? {
    let bare = draft.withHardRulesOnly
    guard !bare.cover.isEmpty else { return nil }
    let problem: ShiftRosteringProblem
    do throws(Faults) {
      problem = try ShiftRosteringProblem(validating: bare)
    } catch {
      return nil
    }
    let trial = run.part(1)
    defer { run.charge(steps: trial.work * Run.stepsPerWorkUnit) }
    return try problem.solve(run: trial)
  }

  /// Which maxima a roster of ``leastExcess(run:)`` exceeds, and by how much; empty if it is not proven that
  /// each roster exceeds some.
  func ceilingClash(run: Run) throws -> [Bilingual] {
    guard let outcome = try leastExcess(run: run), let bound = outcome.bound, bound > 0,
      let answer = outcome.solution,
      let problem = try? ShiftRosteringProblem(validating: draft.withHardRulesOnly)
    else { return [] }
    var texts = [
      Bilingual(
        zh: "人员的硬性规则合起来超出需求的上限，至少多 \(bound) 人次；每个人单独都排得出",
        en: "what people must do exceeds the maxima of needs by at least \(bound) in all; "
          + "each person alone has a row")
    ]
    for finding in problem.findings(in: answer.roster) {
      guard case .excess = finding.subject else { continue }
      let text = problem.text(of: finding)
      texts.append(Bilingual(zh: "  例如 \(text.zh)", en: "  for instance \(text.en)"))
    }
    return texts
  }
}

extension ShiftDraft {
  /// The hard rules of people, and hard maxima of needs with a penalty of one for each too many.
  fileprivate var withHardRulesOnly: ShiftDraft {
    var bare = self
    bare.wishes = []
    bare.published = nil
    bare.cover = cover.compactMap { need in
      guard let maximum = need.maximum, maximum.penalty == nil else { return nil }
      var own = need
      (own.minimum, own.preferred) = (nil, nil)
      own.maximum = LimitDraft(maximum.limit, penalty: 1)
      return own
    }
    for c in bare.contracts.indices {
      bare.contracts[c].rules = contracts[c].rules.compactMap(\.hardPart)
    }
    for p in bare.staff.indices { bare.staff[p].rules = staff[p].rules.compactMap(\.hardPart) }
    return bare
  }
}

extension CellRuleDraft {
  /// What is hard of a rule; `nil` if nothing is.
  fileprivate var hardPart: CellRuleDraft? {
    func hard(_ limit: LimitDraft?) -> LimitDraft? { limit?.penalty == nil ? limit : nil }
    switch self {
    case .count(var rule):
      (rule.minimum, rule.maximum) = (hard(rule.minimum), hard(rule.maximum))
      return rule.minimum == nil && rule.maximum == nil ? nil : .count(rule)
    case .run(var rule):
      (rule.minimum, rule.maximum) = (hard(rule.minimum), hard(rule.maximum))
      return rule.minimum == nil && rule.maximum == nil ? nil : .run(rule)
    case .weekend(var rule):
      guard case .run(let minimum, let maximum) = rule.demand else {
        return rule.penalty == nil ? self : nil
      }
      rule.demand = .run(minimum: hard(minimum), maximum: hard(maximum))
      return hard(minimum) == nil && hard(maximum) == nil ? nil : .weekend(rule)
    case .pattern(let rule): return rule.penalty == nil ? self : nil
    case .rest(_, let penalty), .travel(let penalty): return penalty == nil ? self : nil
    }
  }
}
