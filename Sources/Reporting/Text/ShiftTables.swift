internal import Alliance
public import Diagnostics
public import DutyRostering

extension ShiftRosteringProblem {
  /// The roster as tables for a terminal: people by days, in parts that fit; then what is open, who is to
  /// be told about changes, and what costs most.
  ///
  /// - Parameters:
  ///   - answer: A checked answer of this problem.
  ///   - language: Language of headings and sentences.
  ///   - names: Whether the people's names stand beside their staff numbers.
  ///   - width: Terminal columns to fit into; `nil` for no limit.
  /// - Returns: Lines without a final line break.
  public func tables(
    of answer: ShiftAnswer, in language: Language, names: Bool, width: Int? = nil
  ) -> String {
    let view = ShiftView(self, answer.roster, .standard, language)
    var blocks = grids(view, names: names, width: width)
    let open = view.findings.filter(\.isRequired)
    if !open.isEmpty {
      blocks.append(
        ([
          view.say(
            "未落实的必需班次：\(view.value(.open)) 人次", "required duties left open: \(view.value(.open))")
        ] + open.map { "  " + printable(text(of: $0)[language]) }).joined(separator: "\n"))
    }
    if draft.published != nil { blocks.append(changes(view, names: names)) }
    let paid = view.findings.filter { $0.goal == .penalty }.sorted {
      ($0.cost ?? 0) > ($1.cost ?? 0)
    }
    if !paid.isEmpty {
      let shown = paid.prefix(8).map { finding in
        "  \(finding.cost ?? 0)  " + printable(text(of: finding)[language])
      }
      let rest = paid.count - shown.count
      blocks.append(
        ([
          view.say(
            "没有做到的软性要求：\(paid.count) 处，\(view.value(.penalty)) 分",
            "limits and wishes not kept: \(paid.count), costing \(view.value(.penalty))")
        ] + shown
          + (rest > 0
            ? ["  " + view.say("……另有 \(rest) 处，见页面", "… and \(rest) more on the page")] : []))
          .joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n")
  }

  private func grids(_ view: ShiftView, names: Bool, width: Int?) -> [String] {
    let who = people.map { names ? "\($0.staffNumber) \($0.name)" : $0.staffNumber }
    let heads = (0..<days).map { day in
      view.shortName(day) + (view.weekdayMark(day).isEmpty ? "" : view.weekdayMark(day))
    }
    let cells = people.indices.map { p in
      (0..<days).map { day in
        answer(view, p, day)
      }
    }
    let first = max(8, who.map { displayWidth($0) }.max() ?? 8)
    let widths = (0..<days).map { day in
      cells.reduce(displayWidth(heads[day])) { max($0, displayWidth($1[day])) }
    }
    var parts: [Range<Int>] = []
    var start = 0
    while start < days {
      var end = start + 1
      var used = first + 2 + widths[start]
      while end < days, width == nil || used + 2 + widths[end] <= width ?? 0 {
        used += 2 + widths[end]
        end += 1
      }
      parts.append(start..<end)
      start = end
    }
    return parts.map { part in
      var table = TextTable(
        [.init(view.say("人员", "person"))] + part.map { .init(heads[$0]) })
      for p in people.indices { table.append([who[p]] + part.map { cells[p][$0] }) }
      return table.text(within: nil)
    }
  }

  private func answer(_ view: ShiftView, _ p: Int, _ day: Int) -> String {
    guard let task = view.task(p, day) else { return view.isAway(p, day) ? "×" : "·" }
    return view.duty(task).id + view.problem.skillMark(task)
  }

  private func changes(_ view: ShiftView, names: Bool) -> String {
    let changes = view.changes
    guard !changes.isEmpty else {
      return view.say("与已发布的表相同。", "The same as the published roster.")
    }
    let cells = changes.reduce(0) { $0 + $1.days.count }
    var lines = [
      view.say(
        "改动 \(cells) 格，需通知 \(changes.count) 人：",
        "\(counted(cells, "cell")) changed, \(counted(changes.count, "person", plural: "people")) to notify:"
      )
    ]
    for (p, days) in changes {
      let person = people[p]
      let moves = days.map { day in
        "\(view.longName(day)) \(view.words(person.published[day]))→\(view.words(view.task(p, day)))"
      }
      lines.append(
        printable(
          "  \(person.staffNumber)\(names ? " \(person.name)" : "")  "
            + moves.joined(separator: view.say("；", "; "))))
    }
    return lines.joined(separator: "\n")
  }
}
