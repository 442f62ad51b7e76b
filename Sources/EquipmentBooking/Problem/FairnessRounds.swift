/// Rounds with other fair shares, by which shares are met in the order of ``BookingProblem/isMaxMin``.
///
/// Each is an ordinary round with the same requests, devices and rules, so that whatever finds timetables and
/// proves bounds does so here. They are part of the rules: a proof of a bound is added up in them.
extension BookingProblem {
  /// Largest cost of one share in a stage, in points, unless more slots than that are to be told apart: many
  /// numbers divide it.
  private static let mostStageCost = 27_720
  /// By how many of the best requests a slot of a kept share usually outweighs points.
  private static let floorRequests = 20

  /// A stage: its round, whose value is what shares lack, negated.
  package struct FairnessStage: Sendable {
    /// The round.
    package let round: BookingProblem
    /// What a share costs at most that stays above its floor.
    package let cost: Int

    /// How many shares must stay below the level of the stage, beside those that can never reach it, where no
    /// timetable of the round has more than `bound` points.
    package func sharesBelow(bound: Int) -> Int { max(0, -(bound.dividedDown(by: cost))) }
  }

  /// The round that asks how many shares must stay below a level.
  ///
  /// Only shares count. One that can reach `level` costs the more the farther below it stays, and as much as
  /// ``FairnessStage/cost`` at its floor: so no timetable with all floors costs more than that for each share
  /// below the level. One that cannot reach it costs nothing as long as it keeps its floor.
  ///
  /// - Parameters:
  ///   - level: Tenths to be reached, 1 … 10.
  ///   - floors: Tenths that each share has already, less than `level`, and that it can have.
  ///   - levels: ``shareLevels``.
  /// - Returns: The round, with what a share costs there.
  /// - Throws: `Faults`; a round made of a valid one has none.
  package func fairnessStage(
    reaching level: Int, above floors: [Int], _ levels: ShareLevels
  ) throws -> FairnessStage {
    // Slots between floor and level of each share that can reach it.
    let steps = zip(levels.slots, floors).map { slots, floor in
      slots[level].map { $0 - (slots[floor] ?? 0) }
    }
    var cost = 1
    for step in steps.compactMap(\.self) where step > 0 {
      let common = cost / commonDivisor(cost, step) * step
      cost = common <= Self.mostStageCost ? common : max(Self.mostStageCost, step)
      if common > Self.mostStageCost { break }
    }
    cost = min(BookingValidation.mostPoints, max(cost, steps.compactMap(\.self).max() ?? 1))
    let shares = zip(levels.slots, zip(floors, steps)).map { slots, rest in
      let (floor, step) = rest
      return (
        target: (step == nil ? slots[floor] : slots[level]) ?? 0,
        points: cost / max(1, step ?? 1)
      )
    }
    return FairnessStage(round: try round(sharing: shares, countsPoints: false), cost: cost)
  }

  /// The round in which each share lacks points as soon as it is below so many slots.
  ///
  /// - Throws: `Faults`; a round made of a valid one has none.
  package func round(reaching slots: [Int]) throws -> BookingProblem {
    try round(sharing: slots.map { ($0, 1) }, countsPoints: false)
  }

  /// The round with all points in which shares keep the tenths that they have.
  ///
  /// Whatever a slot that lacks costs, a timetable that keeps the floors is worth there what it is worth here: each
  /// bound of the round is a bound for all such timetables. See ``floorPoints``.
  ///
  /// - Parameters:
  ///   - floors: Tenths of each share that it can have.
  ///   - points: What a slot short of a floor costs, in points.
  ///   - levels: ``shareLevels``.
  /// - Returns: The round, with as many shares in the same order.
  /// - Throws: `Faults`; a round made of a valid one has none.
  package func round(
    keeping floors: [Int], costing points: Int, _ levels: ShareLevels
  ) throws -> BookingProblem {
    try round(
      sharing: zip(levels.slots, floors).map { ($0[$1] ?? 0, points) }, countsPoints: true)
  }

  /// The round with all points in which each share costs all the more, the more it lacks of what it can have: a
  /// timetable to begin with.
  ///
  /// - Throws: `Faults`; a round made of a valid one has none.
  package func openingRound(_ levels: ShareLevels) throws -> BookingProblem {
    let all = min(BookingValidation.mostPoints, mostPoints.all + 1)
    return try round(
      sharing: levels.slots.map { slots in
        let target = slots.last { $0 != nil }.flatMap(\.self) ?? 0
        return (target, max(1, all / max(1, target)))
      }, countsPoints: true)
  }

  /// What a slot short of a floor costs. What is usual is more than some of the best requests can bring: in nearly all
  /// rounds nobody buys it, and programs with numbers of that size are the easier to solve. The most is more than all
  /// requests together can bring, so that the best timetable keeps all floors if there is one that does; unless that
  /// is more than a share may cost, a million points.
  package var floorPoints: (usual: Int, most: Int) {
    let (all, largest) = mostPoints
    let most = min(BookingValidation.mostPoints, all + 1)
    return (min(most, Self.floorRequests * largest + 1), most)
  }

  /// Points that all requests together, or as many as a setting may have, and that one of them can bring at most.
  private var mostPoints: (all: Int, largest: Int) {
    var (all, largest) = (0, 0)
    for (request, wish) in zip(requests, draft.requests) {
      let bonus = wish.choices.reduce(0) { max($0, $1.bonus) }
      let points = request.weight + bonus + request.preferredBonus
      all = min(all + points, BookingValidation.mostPoints)
      largest = max(largest, points)
    }
    return (all, largest)
  }

  /// The same round with other shares, in the order of ``fairShares``, and without points of its own if they do
  /// not count.
  private func round(
    sharing shares: [(target: Int, points: Int)], countsPoints: Bool
  ) throws -> BookingProblem {
    var round = draft
    (round.fairShareRule, round.tariffs) = (nil, [])
    round.fairShares = zip(fairShares, shares).map { share, new in
      .init(
        institution: institutions[share.institution].id, minutes: new.target * grid.slotMinutes,
        pointsPerSlot: new.points)
    }
    if !countsPoints {
      for r in round.requests.indices {
        (round.requests[r].weight, round.requests[r].credit) = (0, nil)
        for c in round.requests[r].choices.indices { round.requests[r].choices[c].bonus = 0 }
        (round.requests[r].preferred, round.requests[r].preferredBonus) = (nil, 0)
        round.requests[r].preferredDevice = nil
      }
    }
    return try BookingProblem(validating: round)
  }

  private func commonDivisor(_ a: Int, _ b: Int) -> Int {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
