package import EquipmentBooking
package import Solving

/// Meets fair shares in lexicographic max–min order, tenth by tenth.
///
/// A first round asks for all shares at once. Then, from the lowest tenth on, as long as more institutions are
/// below it than must be: a stage asks for that tenth alone and bounds how many stay below it; afterwards each of
/// them in turn tries to reach it while all others keep what they have. Every round is an ordinary one
/// (``EquipmentBooking/BookingProblem/fairnessStage(reaching:above:_:)``). Counting who is below each value suits
/// discrete outcomes, of which the worst need not be blocked one after the other (Ogryczak & Śliwiński 2006,
/// doi:10.1007/11751595_85).
package struct FairnessSearch {
  /// Parts of what is left that one stage, and one institution that tries, may take.
  private static let stageParts = 6
  private static let trialParts = 12
  /// Part of the limits that the search leaves for points.
  private static let leftForPoints = 0.6

  let problem: BookingProblem
  let run: Run
  let levels: ShareLevels
  /// The fairest timetable known.
  private(set) var timetable: Timetable
  /// Bounds that say more than which institutions can reach a tenth at all.
  private(set) var stages: [FairnessProof.CountedStage] = []
  /// Seconds that it takes to add the stages' bounds up again.
  private(set) var secondsToVerify = 0.0
  /// Whether a round ended at its limit.
  private(set) var isCutShort = false
  /// Institutions below each tenth, and how many must be.
  private var counts: [Int]
  private var least: [Int]
  /// Shares that have tried in vain.
  package private(set) var isHeldBack: [Bool]
  /// What is left for points, in steps and in seconds.
  private let leastSteps: Int
  private let leastSeconds: Double

  /// Begins with a known timetable, or with one in which all points and all shares count.
  package init(
    _ problem: BookingProblem, run: Run, from known: Timetable? = nil,
    at earlier: BookingPrices? = nil
  ) throws {
    self.problem = problem
    self.run = run
    let levels = problem.shareLevels
    self.levels = levels
    let (steps, seconds) = (run.remainingSteps, run.remainingSeconds)
    leastSteps = run.limits.work == nil ? 0 : Int(Self.leftForPoints * Double(steps))
    leastSeconds = run.limits.seconds == nil ? 0 : Self.leftForPoints * seconds
    let part = run.part(Self.stageParts)
    timetable = try problem.openingRound(levels).findTimetable(
      run: part, from: known, at: earlier, isGood: false
    ).timetable
    run.charge(steps: part.work * Run.stepsPerWorkUnit)
    counts = problem.sharesBelow(in: timetable)
    if let known, problem.violations(of: known).isEmpty {
      let other = problem.sharesBelow(in: known)
      if other.lexicographicallyPrecedes(counts) { (timetable, counts) = (known, other) }
    }
    least = []
    isHeldBack = problem.fairShares.map { _ in false }
  }

  /// Tenth by tenth.
  package mutating func search() throws {
    for level in 1...10 {
      least.append(max(levels.unreachable(level), least.last ?? 0))
      if isOpen(level) { try lift(to: level) }
      if isOpen(level) { try letEachTry(level) }
      run.report(
        best: counts[level - 1], bound: least[level - 1],
        goal: BookingGoal.fairness[level - 1].rawValue)
    }
  }

  /// Whether fewer may be below a tenth, and there is time to look for that.
  private func isOpen(_ level: Int) -> Bool {
    counts[level - 1] > least[level - 1] && run.mustStop == nil
      && run.remainingSteps > leastSteps && run.remainingSeconds > leastSeconds
  }

  /// Asks for a tenth alone, and bounds how many stay below it.
  private mutating func lift(to level: Int) throws {
    let floors = floors(below: level)
    let begun = run.elapsed
    let stage = try problem.fairnessStage(reaching: level, above: floors, levels)
    let made = run.elapsed
    let found = try timetable(of: stage.round, parts: Self.stageParts)
    func sharesBelow(_ bound: Int) -> Int {
      levels.unreachable(level) + stage.sharesBelow(bound: bound)
    }
    let adding = run.elapsed
    let count = sharesBelow(try stage.round.wholeBound(of: found))
    guard count > least[level - 1] else { return }
    least[level - 1] = count
    // Where prices alone show as much they are the shorter proof.
    let arePricesEnough = try sharesBelow(stage.round.upperBound(provenBy: found.prices)) == count
    secondsToVerify += made - begun + run.elapsed - adding
    stages.append(
      (
        FairnessProof.Stage(
          level: level, floors: floors, prices: found.prices,
          schedules: arePricesEnough ? nil : found.schedules,
          certificate: arePricesEnough ? nil : found.certificate), count
      ))
  }

  /// Tenths that every timetable as fair at all lower tenths has: those that all have who can.
  private func floors(below level: Int) -> [Int] {
    let met = (1..<level).filter { counts[$0 - 1] == levels.unreachable($0) }
    return levels.slots.map { slots in met.last { slots[$0] != nil } ?? 0 }
  }

  /// Lets each institution below a tenth, in the order of institutions, try to reach it while all others who have
  /// it keep it and all others keep the tenths that they have. A stage counts slots: it does not tell two who lack
  /// one each from one who lacks two.
  private mutating func letEachTry(_ level: Int) throws {
    for q in problem.fairShares.indices where isOpen(level) {
      let now = problem.satisfactions(in: timetable)
      guard now[q] < level, !isHeldBack[q], levels.slots[q][level] != nil else { continue }
      let needed = levels.slots.indices.map { p in
        levels.slots[p][p == q ? level : min(level, now[p])] ?? 0
      }
      let round = try problem.round(reaching: needed)
      let found = try timetable(of: round, parts: Self.trialParts)
      // Who had no time to try has not tried in vain.
      isHeldBack[q] = found.stopped == nil && problem.satisfactions(in: timetable)[q] < level
    }
  }

  /// Solves a round within a part of what is left and takes its timetable over if that is fairer.
  private mutating func timetable(
    of round: BookingProblem, parts: Int
  ) throws -> BookingProblem.FoundTimetable {
    let part = run.part(parts)
    let found = try round.findTimetable(run: part, from: timetable, at: nil, isGood: false)
    run.charge(steps: part.work * Run.stepsPerWorkUnit)
    if found.stopped != nil, found.stopped != .unproven { isCutShort = true }
    let other = problem.sharesBelow(in: found.timetable)
    // Better at a lower tenth that was left open is better, too: terms are told of the last counts alone.
    if other.lexicographicallyPrecedes(counts) {
      (timetable, counts) = (found.timetable, other)
    }
    return found
  }
}
