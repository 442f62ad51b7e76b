import Diagnostics
import DutyRostering
import DutyRosteringSolver
import Interchange
import Reporting

/// Answers to "why me?", "what if we swapped?" and "who could stand in?" about a shift roster.
struct ShiftExplanation {
  let problem: ShiftRosteringProblem
  let roster: ShiftRoster
  let language: Language
  let names: Bool

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  func person(_ id: String) throws -> String {
    let p = try index(of: id)
    let trial = ShiftWhatIf(problem, roster)
    let days = trial.days(of: p)
    var blocks = [
      say(
        "\(who(p))  本表 \(days.count) 班",
        "\(who(p))  \(counted(days.count, "duty", plural: "duties")) in this roster")
    ]
    blocks += problem.standing(of: p, in: roster).map { "  " + $0[language] }
    blocks += missedWishes(of: p).map { "  " + $0 }
    guard !days.isEmpty else { return blocks.map(printable).joined(separator: "\n") }
    var table = TextTable([
      .init(say("日期", "day")), .init(say("班", "duty")), .init(say("若改为休", "if free instead")),
      .init(say("若改上别的班", "if another duty")), .init(say("若由同事顶替或互换", "if a colleague took it")),
    ])
    for day in days {
      let isPinned = problem.draft.pinned.contains {
        $0.person == problem.people[p].staffNumber && $0.day == day.day + 1
      }
      table.append([
        problem.dayName(day.day)[language], problem.cellText(day.task),
        isPinned ? say("事先固定", "pinned") : text(day.off.effect),
        isPinned ? "" : day.other.map { "\(cell($0.moves[0].task)) \(text($0.effect))" } ?? "–",
        isPinned
          ? "" : day.colleague.map { "\(who($0.colleague ?? p)) \(text($0.effect))" } ?? "–",
      ])
    }
    let better = days.contains { day in
      [day.off, day.other, day.colleague].compactMap { $0 }.contains {
        $0.effect.isPossible && $0.effect.values < ShiftValues()
      }
    }
    return blocks.map(printable).joined(separator: "\n") + "\n\n"
      + table.text(within: Terminal.output.width) + "\n"
      + (better
        ? say(
          "有一处单独改动会更好：此表尚未证明最优。",
          "A single change above would be better: the roster is not proven optimal.")
        : say(
          "以上任何一处单独改动都不会更好；数字是改动后增加的罚分。",
          "No single change above would be better; numbers are the costs that it would add."))
  }

  /// Wishes that the roster does not follow, and what each costs.
  private func missedWishes(of p: Int) -> [String] {
    problem.findings(in: roster).compactMap { finding in
      guard case .wish(let i) = finding.subject,
        problem.draft.wishes[i].person == problem.people[p].staffNumber
      else { return nil }
      return problem.text(of: finding)[language]
        + say("，记罚分 \(finding.cost ?? 0)", ", at a cost of \(finding.cost ?? 0)")
    }
  }

  func swap(_ id: String, with colleague: String) throws -> String {
    let (p, q) = (try index(of: id), try index(of: colleague))
    let trial = ShiftWhatIf(problem, roster)
    var table = TextTable([
      .init(say("日期", "day")), .init(who(p)), .init(who(q)), .init(say("互换的后果", "if swapped")),
    ])
    for day in 0..<problem.days where roster.tasks[p][day] != roster.tasks[q][day] {
      let swap = trial.swap(p, q, on: day)
      table.append([
        problem.dayName(day)[language], cell(roster.tasks[p][day]), cell(roster.tasks[q][day]),
        swap.effect.isPossible ? text(swap.effect) : reasons(trial, swap.moves),
      ])
    }
    if table.isEmpty {
      return say("两人每天的安排都相同。", "Both have the same cells on every day.")
    }
    return table.text(within: nil)
  }

  func substitutes(at place: String) throws -> String {
    guard let slash = place.firstIndex(of: "/") else { throw openPlace(place) }
    let dayText = String(place[..<slash])
    let duty = String(place[place.index(after: slash)...])
    guard let day = ShiftWorkbook.day(dayText, in: problem.draft) else { throw openPlace(place) }
    let trial = ShiftWhatIf(problem, roster)
    let tasks = problem.tasks.indices.filter {
      let task = problem.duties[problem.tasks[$0].duty]
      return task.id == duty || task.name == duty || problem.cellText($0) == duty
        || task.id + problem.skillMark($0) == duty
    }
    guard !tasks.isEmpty else { throw openPlace(place) }
    let all = trial.substitutes(on: day - 1, tasks: tasks)
    let possible = all.filter(\.effect.isPossible)
    var lines = [
      say(
        "\(problem.dayName(day - 1).zh) \(duty)：\(possible.count) 人可以顶替，\(all.count - possible.count) 人不能",
        "\(problem.dayName(day - 1).en) \(duty): \(counted(possible.count, "person", plural: "people")) could stand in, "
          + "\(all.count - possible.count) could not")
    ]
    if !possible.isEmpty {
      var table = TextTable([
        .init(say("次序", "rank"), .right), .init(say("人员", "person")), .init(say("当天原为", "now")),
        .init(say("后果", "consequence")),
      ])
      for (rank, entry) in possible.prefix(Self.mostSubstitutes).enumerated() {
        let p = entry.moves[0].person
        let leaving = entry.moves.dropFirst().map {
          say("接替 ", "for ") + who($0.person) + say("：", ": ")
        }
        table.append([
          String(rank + 1), who(p), cell(roster.tasks[p][day - 1]),
          leaving.joined() + text(entry.effect),
        ])
      }
      lines.append(table.text(within: nil))
      lines += more(than: possible.count)
    }
    let others = all.filter { !$0.effect.isPossible }
    for entry in others.prefix(Self.mostSubstitutes) {
      lines.append(
        "  ✗ \(who(entry.moves[0].person))  \(reasons(trial, entry.moves))")
    }
    return (lines + more(than: others.count)).joined(separator: "\n")
  }

  /// A line on those of a list who are not shown.
  private func more(than count: Int) -> [String] {
    let rest = count - Self.mostSubstitutes
    return rest > 0 ? [say("  ……另有 \(rest) 人", "  … and \(rest) more")] : []
  }

  /// Most people that a list of substitutes shows of each kind.
  private static let mostSubstitutes = 12

  private func openPlace(_ place: String) -> CommandFailure {
    let day = problem.dayName(0)
    let duties = problem.tasks.indices.map(problem.cellText).first ?? ""
    return CommandFailure(
      .usage,
      Bilingual(
        zh: "看不懂 --open “\(printable(place))”", en: "cannot read --open \"\(printable(place))\""),
      next: Bilingual(
        zh: "写成 日期/班次，如 \(printable(day.zh + "/" + duties))",
        en: "write DATE/DUTY, such as \(printable(day.en + "/" + duties))"))
  }

  private func index(of word: String) throws -> Int {
    let id = try problem.people.map { Named.person($0.staffNumber, $0.name) }
      .identifier(word, Bilingual(zh: "人员", en: "person"))
    guard let p = problem.people.firstIndex(where: { $0.staffNumber == id }) else {
      throw CommandFailure.unknown(id, Bilingual(zh: "人员", en: "person"))
    }
    return p
  }

  private func who(_ p: Int) -> String {
    let person = problem.people[p]
    return names ? "\(person.staffNumber) \(person.name)" : person.staffNumber
  }

  private func cell(_ task: Int?) -> String {
    task == nil ? say("休", "off") : problem.cellText(task)
  }

  private func reasons(_ trial: ShiftWhatIf, _ moves: [ShiftWhatIf.Move]) -> String {
    let broken = trial.broken(by: moves)
    return broken.prefix(2).map { printable(problem.text(of: $0)[language]) }
      .joined(separator: say("；", "; "))
  }

  private func text(_ effect: ShiftWhatIf.Effect) -> String {
    guard effect.isPossible else { return say("违反硬性规则", "breaks a hard rule") }
    var parts: [String] = []
    func signed(_ value: Int) -> String { value > 0 ? "+\(value)" : "−\(-value)" }
    let values = effect.values
    if values.open != 0 {
      parts.append(say("未落实 \(signed(values.open)) 人", "open \(signed(values.open))"))
    }
    if values.change != 0 {
      parts.append(say("改动 \(signed(values.change))", "changes \(signed(values.change))"))
    }
    if values.penalty != 0 {
      parts.append(say("罚分 \(signed(values.penalty))", "cost \(signed(values.penalty))"))
    }
    return parts.isEmpty ? say("无差别", "no difference") : parts.joined(separator: say("，", ", "))
  }
}
