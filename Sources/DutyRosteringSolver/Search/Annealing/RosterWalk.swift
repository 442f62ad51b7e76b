internal import DutyRostering
internal import Solving

/// A roster that changes by stretches of one or two rows, each change priced before it is made.
///
/// A row is a path through its person's graph. A changed stretch is followed from the node before it until
/// the path meets the old one again: there both have the same future, so that only the steps between, the
/// end values of the counters and the needs of the changed cells can differ.
///
/// - Complexity: A change is priced in O(cells looked at + the person's counters), whatever the horizon.
struct RosterWalk: ~Copyable {
  let model: RosterModel
  let steps: StepTables
  let needs: NeedTables
  let days: Int
  let width: Int
  /// By person × days.
  private let cells: FlatTable<Int32>
  /// Value in units of the certificate.
  private(set) var value: Int
  /// How often each need is counted for.
  let counts: FlatTable<Int>
  /// Cells looked at so far.
  private(set) var looks = 0
  /// By person × (days + 1): the path of each row.
  private let nodes: FlatTable<Int32>
  /// Value of each counter.
  private let counters: FlatTable<Int32>
  /// By person × days × width.
  private let cellCosts: FlatTable<Int>

  /// Begins at a roster.
  init(_ roster: HeldRoster, model: RosterModel) {
    self.model = model
    steps = StepTables(model.graphs, width: model.width)
    needs = NeedTables(model)
    days = model.problem.days
    width = model.width
    cells = FlatTable(roster.rows.flatMap(\.self))
    value = roster.value
    counts = FlatTable(roster.counts)
    cellCosts = FlatTable(model.cellCosts.flatMap(\.self))
    var nodes: [Int32] = []
    counters = FlatTable([Int32](repeating: 0, count: steps.counterCostStart.count - 1))
    for person in roster.rows.indices {
      var node: Int32 = 0
      nodes.append(node)
      for day in 0..<days {
        let place = Int(steps.dayStart[person * days + day]) + Int(node) * width
        let step = steps.steps[place + Int(cells[person * days + day])]
        let first = Int(steps.amountStart[Int(step.amounts)])
        for amount in steps.amounts[first..<Int(steps.amountStart[Int(step.amounts) + 1])] {
          counters[steps.counterStart[person] + Int(amount.counter)] += amount.count
        }
        node = step.to
        nodes.append(node)
      }
    }
    self.nodes = FlatTable(nodes)
  }

  /// The cell of a person's day.
  @inline(__always)
  func cell(_ person: Int, _ day: Int) -> Int32 { cells[person * days + day] }

  /// A change to be tried.
  func makeTrial() -> RowTrial {
    var most = 0
    for person in 0..<(steps.counterStart.count - 1) {
      most = max(most, steps.counterStart[person + 1] - steps.counterStart[person])
    }
    return RowTrial(days: days, counters: most)
  }

  /// Makes the proposed change of one person's stretch if it costs at most `most`.
  ///
  /// - Returns: Whether it was made.
  mutating func change(
    _ person: Int, _ trial: inout RowTrial, _ stretch: Range<Int>, ifAtMost most: Int
  ) -> Bool {
    guard let own = price(&trial, person, stretch) else { return false }
    let cost = own + moveNeeds(person, stretch, trial.cells)
    guard cost <= most else {
      undoNeeds(person, stretch, trial.cells)
      return false
    }
    keep(trial, person, stretch)
    value += cost
    return true
  }

  /// Makes the proposed change of one person's two stretches if it costs at most `most`; the second begins
  /// behind the first.
  ///
  /// - Returns: Whether it was made.
  mutating func change(
    _ person: Int, _ trial: inout RowTrial, _ stretch: Range<Int>, _ later: Range<Int>,
    ifAtMost most: Int
  ) -> Bool {
    guard let own = price(&trial, person, stretch, later) else { return false }
    var cost = own + moveNeeds(person, stretch, trial.cells)
    cost += moveNeeds(person, later, trial.cells)
    guard cost <= most else {
      undoNeeds(person, later, trial.cells)
      undoNeeds(person, stretch, trial.cells)
      return false
    }
    keep(trial, person, stretch, later)
    value += cost
    return true
  }

  /// Makes the proposed changes of two people's stretches if they cost at most `most` together.
  ///
  /// - Returns: Whether they were made.
  mutating func change(
    _ person: Int, _ trial: inout RowTrial, and other: Int, _ second: inout RowTrial,
    _ stretch: Range<Int>, ifAtMost most: Int
  ) -> Bool {
    guard let own = price(&trial, person, stretch), let others = price(&second, other, stretch)
    else { return false }
    var cost = own + others
    cost += moveNeeds(person, stretch, trial.cells)
    cost += moveNeeds(other, stretch, second.cells)
    guard cost <= most else {
      undoNeeds(other, stretch, second.cells)
      undoNeeds(person, stretch, trial.cells)
      return false
    }
    keep(trial, person, stretch)
    keep(second, other, stretch)
    value += cost
    return true
  }

  /// What a change costs the person's own row; `nil` if a rule forbids it.
  private mutating func price(
    _ trial: inout RowTrial, _ person: Int, _ stretch: Range<Int>, _ later: Range<Int>? = nil
  ) -> Int? {
    let (row, path) = (person * days, person * (days + 1))
    let firstCounter = steps.counterStart[person]
    let counterCount = steps.counterStart[person + 1] - firstCounter
    for i in 0..<counterCount { trial.counters[i] = 0 }
    var node = nodes[path + stretch.lowerBound]
    var (day, cost, counts) = (stretch.lowerBound, 0, false)
    var (changed, next) = (stretch, later)
    trial.meeting = days
    while day < days {
      let oldNode = nodes[path + day]
      if let second = next, day == second.lowerBound { (changed, next) = (second, nil) }
      if day >= changed.upperBound, node == oldNode {
        guard let second = next else { break }
        // Nothing differs up to there.
        trial.meeting = day
        day = second.lowerBound
        node = nodes[path + day]
        continue
      }
      let oldCell = cells[row + day]
      let newCell = changed.contains(day) ? trial.cells[day] : oldCell
      let start = Int(steps.dayStart[row + day])
      let new = steps.steps[start + Int(node) * width + Int(newCell)]
      looks += 1
      guard new.to >= 0 else { return nil }
      let old = steps.steps[start + Int(oldNode) * width + Int(oldCell)]
      cost += Int(new.cost) - Int(old.cost)
      if newCell != oldCell {
        let place = (row + day) * width
        cost += cellCosts[place + Int(newCell)] - cellCosts[place + Int(oldCell)]
      }
      if new.amounts != old.amounts {
        counts = true
        count(new.amounts, 1, trial.counters)
        count(old.amounts, -1, trial.counters)
      }
      node = new.to
      day += 1
      trial.nodes[day] = node
    }
    trial.end = day
    if day == days {
      let end = steps.endStart[person]
      cost += steps.ends[end + Int(node)] - steps.ends[end + Int(nodes[path + days])]
    }
    trial.counts = counts
    guard counts else { return cost }
    for i in 0..<counterCount where trial.counters[i] != 0 {
      let held = Int(counters[firstCounter + i])
      let first = steps.counterCostStart[firstCounter + i]
      let new = first + held + Int(trial.counters[i])
      guard new < steps.counterCostStart[firstCounter + i + 1] else { return nil }
      let own = steps.counterCosts[new]
      guard own >= 0 else { return nil }
      cost += own - steps.counterCosts[first + held]
    }
    return cost
  }

  @inline(__always)
  private func count(_ list: Int32, _ sign: Int32, _ counters: borrowing FlatTable<Int32>) {
    for i in Int(steps.amountStart[Int(list)])..<Int(steps.amountStart[Int(list) + 1]) {
      let amount = steps.amounts[i]
      counters[Int(amount.counter)] += sign * amount.count
    }
  }

  /// Takes over a change that was priced.
  private mutating func keep(
    _ trial: borrowing RowTrial, _ person: Int, _ stretch: Range<Int>, _ later: Range<Int>? = nil
  ) {
    for day in stretch { cells[person * days + day] = trial.cells[day] }
    let path = person * (days + 1)
    for day in stretch.lowerBound..<min(trial.meeting, trial.end) {
      nodes[path + day + 1] = trial.nodes[day + 1]
    }
    if let later {
      for day in later { cells[person * days + day] = trial.cells[day] }
      if trial.meeting < trial.end {
        for day in later.lowerBound..<trial.end { nodes[path + day + 1] = trial.nodes[day + 1] }
      }
    }
    guard trial.counts else { return }
    let first = steps.counterStart[person]
    for i in first..<steps.counterStart[person + 1] { counters[i] += trial.counters[i - first] }
  }

  /// Counts the needs by the new cells.
  ///
  /// - Returns: What that costs.
  private mutating func moveNeeds(
    _ person: Int, _ stretch: Range<Int>, _ new: borrowing FlatTable<Int32>
  ) -> Int {
    var cost = 0
    for day in stretch {
      let old = cells[person * days + day]
      guard new[day] != old else { continue }
      looks += 1
      cost += move(person, day * width + Int(old), by: -1)
      cost += move(person, day * width + Int(new[day]), by: 1)
    }
    return cost
  }

  private mutating func undoNeeds(
    _ person: Int, _ stretch: Range<Int>, _ new: borrowing FlatTable<Int32>
  ) {
    for day in stretch {
      let old = cells[person * days + day]
      guard new[day] != old else { continue }
      for link in needs.links(person, day * width + Int(new[day])) {
        counts[needs.need(link)] -= 1
      }
      for link in needs.links(person, day * width + Int(old)) { counts[needs.need(link)] += 1 }
    }
  }

  @inline(__always)
  private mutating func move(_ person: Int, _ place: Int, by step: Int) -> Int {
    var cost = 0
    for link in needs.links(person, place) {
      let need = needs.need(link)
      cost += needs.cost(need, counts[need] + step) - needs.cost(need, counts[need])
      counts[need] += step
    }
    return cost
  }

  /// The rows as they are.
  var rows: [[Int32]] {
    (0..<(cells.count / max(1, days))).map { cells[($0 * days)..<(($0 + 1) * days)] }
  }
}

/// A change on trial: the cells proposed, by day, and what following them found.
struct RowTrial: ~Copyable {
  let cells: FlatTable<Int32>
  /// Node after each day of the changed path, at the day after.
  let nodes: FlatTable<Int32>
  /// Where the path meets the old one for good.
  var end = 0
  /// Where it meets it between two stretches, the number of days if it does not.
  var meeting = 0
  /// What is added to the counters.
  let counters: FlatTable<Int32>
  /// Whether anything is.
  var counts = false

  init(days: Int, counters: Int) {
    cells = FlatTable([Int32](repeating: 0, count: days))
    nodes = FlatTable([Int32](repeating: 0, count: days + 1))
    self.counters = FlatTable([Int32](repeating: 0, count: counters))
  }
}
