internal import Alliance
public import Diagnostics
public import DutyRostering
public import Solving

extension ShiftRosteringProblem {
  /// Why nobody can have a roster: the people whose hard rules leave no row at all, and for each the single
  /// rules, pins and leave without which there would be one; where each has a row, the hard maxima of needs
  /// that what people must do exceeds.
  ///
  /// Minima of needs play no part: a required duty may stay open.
  ///
  /// - Complexity: one pricing program for each person, and one for each of their rules where there is none; a
  ///   roster of the hard rules where everybody has a row.
  public func clash(run: Run) throws -> [Bilingual] {
    var texts: [Bilingual] = []
    for p in people.indices {
      guard run.mustStop == nil else { break }
      let alone = draft.only(person: p)
      guard try !alone.hasRow(run: run) else { continue }
      let number = people[p].staffNumber
      texts.append(
        Bilingual(
          zh: "\(number) 的硬性规则、固定与休假互相冲突，排不出任何一行",
          en: "\(number): hard rules, pinned cells and leave clash; no row is possible"))
      var helps: [Bilingual] = []
      for (relaxed, text) in alone.relaxations where run.mustStop == nil {
        if try relaxed.hasRow(run: run) { helps.append(text) }
      }
      if helps.isEmpty {
        texts.append(
          Bilingual(
            zh: "  去掉其中任何一项都还不够，至少要放宽两项",
            en: "  relaxing any one of them is not enough; at least two must give way"))
      }
      for (k, help) in helps.enumerated() {
        texts.append(
          k == 0
            ? Bilingual(zh: "  最小的调整：\(help.zh)", en: "  smallest change: \(help.en)")
            : Bilingual(zh: "  或者：\(help.zh)", en: "  or: \(help.en)"))
      }
    }
    return texts.isEmpty ? try ceilingClash(run: run) : texts
  }
}

extension ShiftDraft {
  /// The roster of one person alone, without needs and wishes.
  fileprivate func only(person p: Int) -> ShiftDraft {
    var alone = self
    let number = staff[p].staffNumber
    alone.staff = [staff[p]]
    alone.contracts = contracts.filter { $0.id == staff[p].contract }
    alone.cover = []
    alone.wishes = []
    alone.published = nil
    alone.pinned = pinned.filter { $0.person == number }
    alone.forbidden = forbidden.filter { $0.person == number }
    return alone
  }

  /// Whether the one person has a row.
  fileprivate func hasRow(run: Run) throws -> Bool {
    let problem: ShiftRosteringProblem
    do throws(Faults) {
      problem = try ShiftRosteringProblem(validating: self)
    } catch {
      return false
    }
    let trial = Run(
      within: SolveLimits(seconds: min(5, run.remainingSeconds)), seed: run.seed,
      cancellation: run.cancellation)
    return try problem.solve(run: trial).termination != .infeasible
  }

  /// The draft without one hard rule, pin or leave, each with what was left out.
  fileprivate var relaxations: [(ShiftDraft, Bilingual)] {
    var relaxed: [(ShiftDraft, Bilingual)] = []
    let first = firstDay.flatMap(Day.init(iso:))
    func day(_ day: Int) -> Bilingual {
      let name =
        labels.indices.contains(day - 1)
        ? labels[day - 1] : first.map { ($0 + (day - 1)).description }
      return Bilingual(zh: name ?? "第 \(day) 天", en: name ?? "day \(day)")
    }
    for i in pinned.indices {
      var copy = self
      let pin = copy.pinned.remove(at: i)
      relaxed.append(
        (
          copy,
          Bilingual(
            zh: "取消\(day(pin.day).zh)的固定", en: "remove the pin on \(day(pin.day).en)")
        ))
    }
    for i in forbidden.indices {
      var copy = self
      let leave = copy.forbidden.remove(at: i)
      relaxed.append(
        (
          copy,
          Bilingual(
            zh: "取消\(day(leave.first).zh)至\(day(leave.last).zh)的休假或不排",
            en: "give up leave from \(day(leave.first).en) to \(day(leave.last).en)")
        ))
    }
    for c in contracts.indices {
      for r in contracts[c].rules.indices {
        var copy = self
        let rule = copy.contracts[c].rules.remove(at: r)
        relaxed.append((copy, rule.leftOut))
      }
    }
    for p in staff.indices {
      for r in staff[p].rules.indices {
        var copy = self
        let rule = copy.staff[p].rules.remove(at: r)
        relaxed.append((copy, rule.leftOut))
      }
    }
    return relaxed
  }
}

extension CellRuleDraft {
  fileprivate var leftOut: Bilingual {
    let name: Bilingual =
      switch self {
      case .count(let rule): Bilingual(zh: rule.name, en: rule.name)
      case .run(let rule): Bilingual(zh: rule.name, en: rule.name)
      case .pattern(let rule): Bilingual(zh: rule.name, en: rule.name)
      case .weekend(let rule): Bilingual(zh: rule.name, en: rule.name)
      case .rest: Bilingual(zh: "间隔", en: "rest")
      case .travel: Bilingual(zh: "跨地点", en: "travel")
      }
    return Bilingual(zh: "放宽规则“\(name.zh)”", en: "relax the rule \"\(name.en)\"")
  }
}
