internal import Diagnostics
internal import DutyRostering

extension ShiftSheetWriter {
  /// Needs, with those that differ in their single day only on one row.
  var coverRows: [[String]] {
    var rows: [[String]] = []
    var index = 0
    while index < draft.cover.count {
      let need = draft.cover[index]
      var named = need.days
      var end = index + 1
      if need.days.count == 1 {
        while end < draft.cover.count, let day = draft.cover[end].days.first,
          day > named.last ?? day, isSame(draft.cover[end], need)
        {
          named.append(day)
          end += 1
        }
      }
      let isTogether = need.days.count > 1
      rows.append(
        dayColumns(named) + [isTogether ? say("合并", "together") : say("每天", "each")]
          + [
            CellNotation.list(need.duties), need.skills.joined(separator: "、"),
            need.people.joined(separator: "、"),
          ] + columns(need.minimum) + columns(need.preferred) + columns(need.maximum))
      index = end
    }
    return rows
  }

  /// Days as 日期 and 星期: all days of some weekdays, or the days themselves.
  private func dayColumns(_ named: [Int]) -> [String] {
    if named.count == draft.days { return ["", ""] }
    func weekday(_ day: Int) -> Int { (draft.firstWeekday + day - 2) % 7 + 1 }
    let weekdays = (1...7).filter { wanted in named.contains { weekday($0) == wanted } }
    let all = (1..<max(1, draft.days + 1)).filter { weekdays.contains(weekday($0)) }
    if draft.labels.isEmpty, weekdays.count < 7, named.count > 1, all == named {
      return ["", CellFormat.rosterWeekdaysText(weekdays, in: language)]
    }
    return [days.text(of: named), ""]
  }

  private func isSame(_ a: CoverDraft, _ b: CoverDraft) -> Bool {
    guard a.days.count == 1 else { return false }
    var moved = a
    moved.days = b.days
    return moved == b
  }

  private func columns(_ limit: LimitDraft?) -> [String] {
    limit.map { [String($0.limit), cost($0.penalty)] } ?? ["", ""]
  }

  /// Wishes, with those that differ in their day only on one row.
  var wishRows: [[String]] {
    grouped(draft.wishes, day: \.day) { a, b in
      a.person == b.person && a.cells == b.cells && a.weight == b.weight && a.isFor == b.isFor
    }.map { wish, named in
      [
        wish.person, days.text(of: named), wish.isFor ? say("要", "for") : say("不要", "against"),
        CellNotation.text(of: wish.cells, in: language), String(wish.weight),
      ]
    }
  }

  /// Pinned cells, with those that differ in their day only on one row.
  var pinnedRows: [[String]] {
    grouped(draft.pinned, day: \.day) { $0.person == $1.person && $0.cells == $1.cells }
      .map { pin, named in
        [pin.person, days.text(of: named), CellNotation.text(of: pin.cells, in: language)]
      }
  }

  /// Neighbours that are the same but for ascending days, with all their days.
  private func grouped<Entry>(
    _ entries: [Entry], day: (Entry) -> Int, isSame: (Entry, Entry) -> Bool
  ) -> [(Entry, [Int])] {
    var groups: [(Entry, [Int])] = []
    for entry in entries {
      if let last = groups.last, isSame(last.0, entry), day(entry) > last.1.last ?? 0 {
        groups[groups.count - 1].1.append(day(entry))
      } else {
        groups.append((entry, [day(entry)]))
      }
    }
    return groups
  }
}
