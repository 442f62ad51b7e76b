import Alliance
public import Diagnostics
public import DutyRostering
import LinearProgramming
public import Solving

extension RosteringProblem {
  /// Why no roster keeps the rules: which seats of which terms cannot be filled, what keeps each unit
  /// from them, and the least change that would help.
  ///
  /// First the fewest places that must stay open are found; where even that leaves no roster, pinned
  /// cells and gaps contradict one another, and a smallest set of such rules is named.
  ///
  /// - Parameter run: Limits.
  /// - Returns: One line for each finding; empty if there is a roster, or a limit came first.
  /// - Throws: ``RosteringRuleBroken``, or an error of the engine.
  public func clash(run: Run = Run()) throws -> [Bilingual] {
    var draft = draft
    draft.rotation.settings.mayLeaveOpen = true
    let relaxed = try RosteringProblem(validating: draft)
    var rotation = OrderedRotation(relaxed, run: run)
    let termination = try rotation.solve(upTo: .openSeats)
    guard let roster = rotation.roster, let values = rotation.values else {
      return termination == .infeasible ? try contradiction(run: run) : []
    }
    guard !settings.mayLeaveOpen, values[.openSeats] > 0 else { return [] }
    let isLeast = rotation.bounds[.openSeats] == values[.openSeats]
    var lines = [
      Bilingual(
        zh: "\(isLeast ? "至少" : "约") \(values[.openSeats]) 个席位无人可派：",
        en:
          "\(isLeast ? "At least" : "About") \(counted(values[.openSeats], "place")) cannot be filled:"
      )
    ]
    for t in terms.indices {
      for seat in Seat.all {
        let open = roster.duties(term: t, seat: seat).count(where: \.isOpen)
        if open > 0 { lines.append(shortage(open, term: t, seat: seat, roster: roster)) }
      }
    }
    lines.append(
      Bilingual(
        zh: "最小的调整：在设置中允许空缺，或减少上述席位人数，或增加专项管理人员的期数"
          + (settings.leastGap > 0 ? "，或缩小最小间隔（现为 \(settings.leastGap)）。" : "。"),
        en: "Least change: allow open places, or ask for fewer places there, or give the full-time "
          + "post more terms"
          + (settings.leastGap > 0 ? ", or lower the least gap (now \(settings.leastGap))." : ".")))
    return lines
  }

  /// One line on a shortage: what every unit of the tier and every post does in that term.
  private func shortage(_ open: Int, term t: Int, seat: Seat, roster: Roster) -> Bilingual {
    var (zh, en): ([String], [String]) = ([], [])
    func add(_ names: [String], _ reason: Bilingual) {
      guard !names.isEmpty else { return }
      zh.append("\(reason.zh)：\(names.joined(separator: "、"))")
      en.append("\(reason.en): \(names.joined(separator: ", "))")
    }
    let units = activeUnits(of: seat.tier)
    let reasons = units.map { obstacle(unit: $0, term: t, seat: seat, roster: roster) }
    for obstacle in Obstacle.allCases {
      let names = zip(units, reasons).filter { $0.1 == obstacle }.map { self.units[$0.0].name }
      add(names, obstacle.text)
    }
    for (f, post) in posts.enumerated() {
      let uses = roster.duties.count { $0.post == f }
      let isBusy = roster.duties.contains { $0.post == f && $0.term == t }
      let reason: Bilingual =
        if !post.seats.contains(seat) {
          Bilingual(zh: "专项管理人员不可顶此席", en: "full-time post not meant for the seat")
        } else if postLeave[f][t] {
          Bilingual(zh: "专项管理人员不可用", en: "full-time post away")
        } else if isBusy {
          Bilingual(zh: "专项管理人员本期已顶岗", en: "full-time post busy in the term")
        } else {
          Bilingual(
            zh: "专项管理人员已满 \(uses)/\(post.mostTerms) 期",
            en: "full-time post at its limit, \(uses) of \(counted(post.mostTerms, "term"))")
        }
      add([post.staffNumber], reason)
    }
    if zh.isEmpty {
      zh = ["没有这一类别的单位参与"]
      en = ["no unit of this tier takes part"]
    }
    let label = terms[t].label
    return Bilingual(
      zh: "\(label) \(seat.title.zh)缺 \(open) 席（\(zh.joined(separator: "；"))）",
      en: "\(label), \(seat.title.en): \(open) open (\(en.joined(separator: "; ")))")
  }

  /// What keeps a unit from a seat in a term.
  private enum Obstacle: CaseIterable {
    case serving
    case unitAway
    case peopleAway
    case forbidden
    case gap

    var text: Bilingual {
      switch self {
      case .serving: Bilingual(zh: "本期已轮值", en: "serving already")
      case .unitAway: Bilingual(zh: "单位不可用", en: "unit away")
      case .peopleAway: Bilingual(zh: "可派人员均不可用", en: "all eligible people away")
      case .forbidden: Bilingual(zh: "禁排", en: "forbidden there")
      case .gap: Bilingual(zh: "间隔不足或他期已固定", en: "gap too small, or needed in another term")
      }
    }
  }

  private func obstacle(unit u: Int, term t: Int, seat: Seat, roster: Roster) -> Obstacle {
    if roster.duties.contains(where: { $0.unit == u && $0.term == t }) { return .serving }
    if unitLeave[u][t] { return .unitAway }
    let present = units[u].people.contains {
      people[$0].standing != .none && !personLeave[$0][t]
    }
    if !present { return .peopleAway }
    return able(ofUnit: u, body: seat.body.index, term: t).isEmpty ? .forbidden : .gap
  }

  /// Lines on pinned cells and gaps that contradict one another.
  private func contradiction(run: Run) throws -> [Bilingual] {
    let program = compactReferenceFormulation(at: RotationStage(.openSeats))
    let structure: [String: Double?] = [
      "fill": nil, "once": nil, "count": nil, "bind": nil, "turn": nil, "from_secretariat": nil,
      "from_office": nil, "last_duty": nil, "person_count": nil, "post_once": nil, "role": 1000,
    ]
    guard let conflict = try program.conflict(prices: structure, filterLimit: 1500, run: run) else {
      return []
    }
    var rows = conflict.irreducible ?? conflict.relaxations.map(\.row)
    let silent = ["fill", "once", "count", "bind"]
    rows.removeAll { row in silent.contains(String(row.prefix { $0 != "[" })) }
    var lines = [
      Bilingual(
        zh: "以下规定互相矛盾，任何排法都不能同时满足：",
        en: "These rules contradict one another; no roster keeps all of them:")
    ]
    lines += rows.map(line(onRow:))
    for relaxation in conflict.relaxations {
      let line = line(onRow: relaxation.row)
      lines.append(Bilingual(zh: "可放宽：\(line.zh)", en: "Would help: give up \(line.en)"))
    }
    return lines
  }

  /// A rule of a unit, a person or a term by the name of its row.
  private func line(onRow name: String) -> Bilingual {
    let family = String(name.prefix { $0 != "[" })
    let numbers = name.dropFirst(family.count).split { "[],".contains($0) }.compactMap { Int($0) }
    func unit(_ i: Int) -> String { units[numbers[i]].name }
    func label(_ i: Int) -> String { terms[numbers[i]].label }
    switch (family, numbers.count) {
    case ("gap", 2):
      return Bilingual(
        zh: "\(unit(0))自 \(label(1)) 起 \(settings.leastGap + 1) 期内至多一次",
        en:
          "at most one duty of \(unit(0)) in \(counted(settings.leastGap + 1, "term")) from \(label(1))"
      )
    case ("gap_history", 1):
      return Bilingual(
        zh: "\(unit(0))距去年末次轮值间隔不足", en: "gap of \(unit(0)) to its last duty before the roster")
    case ("leave_unit", 2):
      return Bilingual(zh: "\(label(1)) \(unit(0))不可用", en: "\(unit(0)) away in \(label(1))")
    case ("leave_person", 2):
      let who = people[numbers[0]].staffNumber
      return Bilingual(zh: "\(label(1)) \(who) 不可用", en: "\(who) away in \(label(1))")
    case ("pinned_unit", 3):
      return Bilingual(zh: "\(label(2)) \(unit(0))已固定", en: "\(unit(0)) pinned in \(label(2))")
    case ("pinned_person", 3):
      let who = people[numbers[0]].staffNumber
      return Bilingual(zh: "\(label(2)) \(who) 已固定", en: "\(who) pinned in \(label(2))")
    case ("forbidden_unit", 3):
      return Bilingual(zh: "\(label(2)) \(unit(0))禁排", en: "\(unit(0)) forbidden in \(label(2))")
    case ("forbidden_person", 3):
      let who = people[numbers[0]].staffNumber
      return Bilingual(zh: "\(label(2)) \(who) 禁排", en: "\(who) forbidden in \(label(2))")
    case ("role", 1):
      let who = people[numbers[0]].staffNumber
      return Bilingual(zh: "\(who) 不具备所需角色", en: "\(who) lacks the role")
    case ("staffed", 3):
      let seat = Seat.all[numbers[0] * 2 + numbers[1]]
      return Bilingual(
        zh: "\(label(2)) \(seat.title.zh)不得空缺", en: "\(seat.title.en) filled in \(label(2))")
    case ("post_cap", 1), ("leave_post", _), ("post_once", _):
      let who = posts[numbers[0]].staffNumber
      return Bilingual(zh: "专项管理人员 \(who) 的限制", en: "limits of the full-time post \(who)")
    default: return Bilingual(zh: name, en: name)
    }
  }
}
