internal import DutyRostering
internal import LinearProgramming
internal import Solving

extension RosterSearch {
  /// Frees some people's rows, prices them anew against everything else, and takes what is no worse, until
  /// the limit.
  ///
  /// A neighbourhood whose rounded bound cannot win is left without a dive; such neighbourhoods grow.
  /// It ends after about `work` units.
  mutating func searchNeighbourhoods(work: Int) throws {
    let people = model.graphs.count
    let days = model.problem.days
    let end = run.work.addingReportingOverflow(work)
    let lastWork = end.overflow ? Int.max : end.partialValue
    let lengths = days <= 28 ? [days] : days <= 56 ? [28, days] : [14, 28, 28, 56]
    while !mustEnd, run.work < lastWork, let best {
      // Opening a neighbourhood costs time that neither pricing nor the simplex method counts.
      run.charge(steps: Run.stepsPerWorkUnit / 4)
      let length = lengths.randomElement(using: &random) ?? days
      let start = 7 * Int.random(in: 0...((days - length) / 7), using: &random)
      let stretch = start..<(start + length)
      let count = min(people, max(2, Int(freedCells) / length))
      let chosen = choose(count, in: stretch, of: best)
      guard
        let part = RosterPart(
          whole, people: chosen, days: stretch, of: best, roomLimit: PersonPricer.mostRoom)
      else { continue }
      let (before, fair) = (run.work, fairWork)
      let outcome = try search(part)
      switch outcome {
      case .exhausted: freedCells = min(Double(people * days), freedCells * 1.08)
      case .better: break
      case .tried: freedCells = max(112, freedCells * 0.998)
      }
      if run.work - before > fair { freedCells = max(112, freedCells * 0.93) }
    }
  }

  /// Work units in which a neighbourhood should be searched, a hundredth of all so far; one that needs more
  /// makes the next ones smaller, and pricing and diving end after twice that each.
  private var fairWork: Int { max(5, run.work / 100) }

  /// What came of a neighbourhood.
  enum NeighbourhoodOutcome {
    /// Its bound shows that nothing better is in it.
    case exhausted
    /// A better roster was found.
    case better
    /// A dive found nothing better.
    case tried
  }

  /// Searches one neighbourhood of the best roster.
  mutating func search(_ part: RosterPart) throws -> NeighbourhoodOutcome {
    guard let best else { return .tried }
    var generation = ColumnGeneration(part, team: team, run: run)
    return try withSession(MasterColumns.program(part), run: run, rowSteps: MasterColumns.rowSteps)
    { session in
      var columns = heldColumns(part)
      for (position, person) in part.people.enumerated() {
        var taken = 0
        for known in known[person].reversed()
        where taken < 60 && agrees(known.row, best.rows[person], part) {
          columns.append(column(known, part, position))
          taken += 1
        }
      }
      try generation.master.add(columns, of: part, to: &session)
      try generation.master.begin(with: part, in: &session)
      var allowance = ColumnGeneration.Allowance()
      allowance.rounds = 20
      allowance.rows = 2
      allowance.goal = (best.value - model.costUnit) * model.denominator + 1
      let (run, begin, fair) = (run, run.work, fairWork)
      allowance.mayGoOn = { run.work - begin < 2 * fair }
      let ending = try generation.generate(&session, allowance)
      if part.days == whole.days {
        for (position, person) in part.people.enumerated() {
          whole.pricers[person] = generation.part.pricers[position]
        }
      }
      if ending == .stopped { return .tried }
      if ending == .bounded || generation.mixValue > Double(best.value - model.costUnit) + 1e-6 {
        return .exhausted
      }
      remember(generation, session)
      var style = ColumnGeneration.DiveStyle(
        steps: 40, rounds: 8, seed: random.next(), cutoff: Double(best.value) + 0.5)
      let start = run.work
      style.spent = { Double(run.work - start) / Double(2 * fair) }
      guard let found = try generation.dive(&session, style) else { return .tried }
      return accept(found, of: part) ? .better : .tried
    }
  }

  /// Whether a row agrees with the held one outside the part's days.
  private func agrees(_ row: [Int32], _ held: [Int32], _ part: RosterPart) -> Bool {
    row[..<part.days.lowerBound] == held[..<part.days.lowerBound]
      && row[part.days.upperBound...] == held[part.days.upperBound...]
  }

  /// Some people: at random, or half of the time those who could serve where the roster is dearest.
  private mutating func choose(
    _ count: Int, in days: Range<Int>, of best: HeldRoster
  ) -> [Int] {
    var people = Array(model.graphs.indices).shuffled(using: &random)
    if Bool.random(using: &random) {
      let dear = model.needs.indices.filter { need in
        let cost = model.needs[need]
        return model.problem.cover[need].days.contains { days.contains($0) }
          && (cost.cost(best.counts[need] + 1) < cost.cost(best.counts[need]))
      }
      if let need = dear.randomElement(using: &random) {
        let cover = model.problem.cover[need]
        let canServe = people.map { person in
          cover.days.contains { day in
            cover.tasks.contains {
              model.problem.people[person].isAllowed[day * model.width + 1 + $0]
            }
          }
        }
        people =
          zip(people, canServe).filter(\.1).map(\.0) + zip(people, canServe).filter { !$1 }.map(\.0)
      }
    }
    return people.prefix(count).sorted()
  }
}
