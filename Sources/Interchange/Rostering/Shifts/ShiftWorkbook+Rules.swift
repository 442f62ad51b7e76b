internal import Diagnostics
internal import DutyRostering

/// The kinds of rows of the sheet 规则.
enum RuleKind: CaseIterable, Sendable {
  case cells, minutes, weekends, run, pattern, completeWeekend, identicalWeekend, weekendRun
  case rest, travel

  /// Its Chinese name, its English name, then others.
  var names: [String] {
    switch self {
    case .cells: ["次数", "count", "班数", "天数"]
    case .minutes: ["时长", "time", "工时"]
    case .weekends: ["周末数", "weekends"]
    case .run: ["连续", "run", "连续天数"]
    case .pattern: ["不得相连", "not in a row", "禁止相连"]
    case .completeWeekend: ["周末完整", "complete weekends", "完整周末"]
    case .identicalWeekend: ["周末同班", "identical weekends"]
    case .weekendRun: ["连续周末", "weekends in a row"]
    case .rest: ["间隔", "rest", "休息间隔"]
    case .travel: ["跨地点", "travel"]
    }
  }

  static let format = CellFormat<RuleKind>.choice(
    .ruleKindUnknown, RuleKind.allCases.map { (value: $0, names: $0.names) })
}

extension ShiftWorkbook {
  static func readRules(
    _ reader: inout TableReader, _ draft: inout ShiftDraft, _ owners: RuleOwners, _ days: DayNames,
    _ people: NameIndex
  ) {
    var contracts = draft.contracts
    var staff = draft.staff
    reader.readSheet(ShiftSheets.rules, at: Place("rules")) { row in
      let contract = row.optional("contract", .identifier)
      let person = row.named("person", in: people, isRequired: false)
      guard (contract == nil) != (person == nil) else {
        row.fault(.ruleOwner, at: contract == nil ? "contract" : "person")
        return
      }
      if let contract {
        guard let index = owners.contracts[contract] else {
          return row.fault(.shiftReferenceUnknown, at: "contract")
        }
        row.place =
          Place("contracts")[index].appending("rules")[contracts[index].rules.count]
        // A rule that cannot be read still keeps its place, so that later ones agree with theirs.
        contracts[index].rules.append(rule(&row, days) ?? .travel(penalty: 0))
      } else if let person {
        guard let index = owners.people[person] else {
          return row.fault(.shiftReferenceUnknown, at: "person")
        }
        row.place = Place("staff")[index].appending("rules")[staff[index].rules.count]
        staff[index].rules.append(rule(&row, days) ?? .travel(penalty: 0))
      }
    }
    draft.contracts = contracts
    draft.staff = staff
  }

  private static func rule(_ row: inout TableRow, _ days: DayNames) -> CellRuleDraft? {
    guard let kind = row.required("rule", RuleKind.format) else { return nil }
    let name = row.value("name", .text, ifBlank: "")
    switch kind {
    case .cells, .minutes, .weekends: return count(kind, name, &row, days)
    case .run:
      let limits = limits(&row, .integer(in: 0...3660))
      return .run(
        RunRuleDraft(
          name: name.isEmpty ? kind.names[0] : name,
          cells: row.value("cells", CellNotation.format, ifBlank: .work),
          minimum: limits.minimum, maximum: limits.maximum,
          isWaivedAtStart: row.value("waivedAtStart", .yesNo, ifBlank: true),
          isWaivedAtEnd: row.value("waivedAtEnd", .yesNo, ifBlank: true)))
    case .pattern:
      guard let steps = row.optional("cells", CellNotation.steps) else {
        if row.isBlank("cells") { row.fault(.ruleIncomplete, at: "cells") }
        return nil
      }
      return .pattern(
        PatternRuleDraft(
          name: name.isEmpty ? row.text("cells") : name, steps: steps,
          weekday: row.optional("weekdays", .rosterWeekdays)?.first,
          penalty: row.optional("penalty", .penalty).flatMap(\.self)))
    case .completeWeekend, .identicalWeekend, .weekendRun:
      let demand: WeekendRuleDraft.Demand
      switch kind {
      case .completeWeekend: demand = .complete
      case .identicalWeekend: demand = .identical
      default:
        let limits = limits(&row, .integer(in: 0...520))
        demand = .run(minimum: limits.minimum, maximum: limits.maximum)
      }
      return .weekend(
        WeekendRuleDraft(
          name: name.isEmpty ? kind.names[0] : name, demand: demand,
          penalty: row.optional("penalty", .penalty).flatMap(\.self)))
    case .rest:
      guard let minutes = row.optional("minimum", .duration) else {
        if row.isBlank("minimum") { row.fault(.ruleIncomplete, at: "minimum") }
        return nil
      }
      return .rest(minutes: minutes, penalty: row.optional("penalty", .penalty).flatMap(\.self))
    case .travel:
      return .travel(penalty: row.optional("penalty", .penalty).flatMap(\.self))
    }
  }

  private static func count(
    _ kind: RuleKind, _ name: String, _ row: inout TableRow, _ days: DayNames
  ) -> CellRuleDraft {
    let isTime = kind == .minutes
    let amount: CellFormat<Int> = isTime ? .duration : .integer(in: 0...1_000_000)
    let limits = limits(&row, amount)
    let span = row.optional("days", days.daysFormat)
    return .count(
      CountRuleDraft(
        name: name.isEmpty ? kind.names[0] : name,
        cells: row.value("cells", CellNotation.format, ifBlank: .work),
        unit: isTime ? .minutes : kind == .weekends ? .weekends : .cells,
        days: span.flatMap { list in
          list.first.flatMap { first in list.last.map { first...$0 } }
        },
        weekdays: row.value("weekdays", .rosterWeekdays, ifBlank: []),
        already: row.value("already", amount, ifBlank: 0),
        minimum: limits.minimum, maximum: limits.maximum))
  }

  private static func limits(
    _ row: inout TableRow, _ amount: CellFormat<Int>
  ) -> (minimum: LimitDraft?, maximum: LimitDraft?) {
    let squared = row.value("squared", squaredSides, ifBlank: (false, false))
    func limit(_ key: String, _ isSquared: Bool) -> LimitDraft? {
      guard let limit = row.optional(key, amount) else { return nil }
      let penalty = row.optional(key + "Penalty", .penalty).flatMap(\.self)
      return LimitDraft(limit, penalty: penalty, isSquared: isSquared)
    }
    let minimum = limit("minimum", squared.0)
    let maximum = limit("maximum", squared.1)
    if row.isBlank("minimum"), row.isBlank("maximum") { row.fault(.ruleIncomplete, at: "minimum") }
    return (minimum, maximum)
  }

  /// Which of the two costs grow with the square: 是 both, 少 or 多 one of them.
  private static let squaredSides = CellFormat<(Bool, Bool)> { text throws(CellFault) in
    switch Heading.normalized(text) {
    case "少", "few": return (true, false)
    case "多", "many": return (false, true)
    default:
      let both = try CellFormat<Bool>.yesNo.read(text)
      return (both, both)
    }
  }
}
