internal import DutyRostering

/// A roster held by a search: whole rows, their costs, how far needs are met.
struct HeldRoster: Sendable {
  private(set) var rows: [[Int32]]
  private(set) var rowCosts: [Int]
  private(set) var counts: [Int]
  /// Value in units of the certificate; forbidden surpluses cost much.
  private(set) var value: Int

  /// - Returns: `nil` if a row breaks a rule.
  init?(_ rows: [[Int32]], in model: RosterModel) {
    self.rows = rows
    rowCosts = []
    for (person, row) in rows.enumerated() {
      guard let cost = model.rowCost(person, row) else { return nil }
      rowCosts.append(cost)
    }
    counts = model.counts(rows)
    value = rowCosts.reduce(0, +)
    for (need, count) in zip(model.needs, counts) { value += need.cost(count) }
  }

  /// A roster by tasks; `nil` if a row breaks a rule or does not have every day.
  init?(_ roster: ShiftRoster, in model: RosterModel) {
    guard roster.tasks.count == model.graphs.count,
      roster.tasks.allSatisfy({ $0.count == model.problem.days })
    else { return nil }
    self.init(roster.tasks.map { $0.map { Int32(($0 ?? -1) + 1) } }, in: model)
  }

  /// The roster by tasks.
  var roster: ShiftRoster { ShiftRoster(cells: rows) }

  /// Replaces rows by others with known costs.
  mutating func replace(_ changes: [(person: Int, row: [Int32], cost: Int)], in model: RosterModel)
  {
    for change in changes {
      let links = model.links[change.person]
      for day in change.row.indices where rows[change.person][day] != change.row[day] {
        for need in links.needs(day * model.width + Int(rows[change.person][day])) {
          move(need, by: -1, in: model)
        }
        for need in links.needs(day * model.width + Int(change.row[day])) {
          move(need, by: 1, in: model)
        }
      }
      value += change.cost - rowCosts[change.person]
      rowCosts[change.person] = change.cost
      rows[change.person] = change.row
    }
  }

  private mutating func move(_ need: Int32, by step: Int, in model: RosterModel) {
    let cost = model.needs[Int(need)]
    value += cost.cost(counts[Int(need)] + step) - cost.cost(counts[Int(need)])
    counts[Int(need)] += step
  }

  /// Whether no need has more than it may.
  func keepsCeilings(in model: RosterModel) -> Bool {
    zip(model.needs, counts).allSatisfy { need, count in need.ceiling.map { count <= $0 } ?? true }
  }
}

extension ShiftRoster {
  /// A roster by cells: 0 for a free day, 1 + task for a task.
  init(cells: [[Int32]]) {
    self.init(tasks: cells.map { row in row.map { $0 == 0 ? nil : Int($0) - 1 } })
  }
}
