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
    let end = run.work.addingReportingOverflow(work)
    let lastWork = end.overflow ? Int.max : end.partialValue
    while !mustEnd, run.work < lastWork {
      receive()
      guard let best, let choice = sizes.next(using: &random) else { return }
      let (before, fair) = (run.work, fairWork)
      // Opening a neighbourhood costs time that neither pricing nor the simplex method counts.
      run.charge(steps: Run.stepsPerWorkUnit / 4)
      let chosen = choose(choice.people, in: choice.stretch, of: best)
      guard
        let part = RosterPart(
          whole, people: chosen, days: choice.stretch, of: best, roomLimit: PersonPricer.mostRoom)
      else { continue }
      let outcome = try search(part)
      sizes.note(
        choice, outcome, work: run.work - before, fair: fair,
        gain: best.value - (self.best?.value ?? 0), unit: model.costUnit)
    }
  }

  /// Work units in which a neighbourhood should be searched, a hundredth of all so far; one that needs more
  /// makes the next ones smaller, and pricing and diving end after twice that each.
  private var fairWork: Int { max(5, run.work / 100) }

  /// Searches one neighbourhood of the best roster.
  mutating func search(_ part: RosterPart) throws -> NeighbourhoodSizes.Outcome {
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
      if ending == .bounded { return .exhausted }
      if generation.mixValue > Double(best.value - model.costUnit) + 1e-6 {
        return ending == .converged ? .exhausted : .tried
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
