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
///
/// Whatever the limits cut short is taken up again in further passes, from the prices and the timetable that were
/// found, until nothing is open or nearly nothing is left of the limits.
package struct FairnessSearch {
  /// Parts of what is left that one stage, and one institution that tries, may take in the first pass.
  private static let stageParts = 6
  private static let trialParts = 12
  /// Part of the limits that the first pass leaves for points.
  private static let leftForPoints = 0.6
  /// Part of what is left then that each further pass leaves for points.
  private static let leftForMorePoints = 0.3
  /// Of how few parts of what is left one thing takes one there.
  private static let fewestParts = 2
  /// Part of the limits that is too little for a further pass.
  private static let leastPart = 0.05

  let problem: BookingProblem
  let run: Run
  let levels: ShareLevels
  /// The fairest timetable known.
  package private(set) var timetable: Timetable
  /// Bounds that say more than which institutions can reach a tenth at all.
  private(set) var stages: [FairnessProof.CountedStage] = []
  /// Seconds that it takes to add the stages' bounds up again.
  private(set) var secondsToVerify = 0.0
  /// Institutions below each tenth, and how many must be.
  private var counts: [Int]
  private var least: [Int]
  /// Shares that have tried in vain in the first pass.
  package private(set) var isHeldBack: [Bool]
  /// Slots of all shares that nobody can have together, or that the search would not find however long it took.
  private var vain: [[Int]] = []
  /// What is known of the stage of each tenth.
  private var known = [KnownStage](repeating: KnownStage(), count: 10)
  /// What is left for points, in steps and in seconds.
  private var leastSteps = 0
  private var leastSeconds = 0.0

  /// How often further passes have taken up each task.
  private var attempts: [Task: Int] = [:]

  /// A stage, or an institution that tries to reach a tenth.
  private struct Task: Hashable {
    let level: Int
    /// Index of its fair share.
    let institution: Int?
  }

  /// What is left of the last stage of a tenth.
  private struct KnownStage {
    var floors: [Int]?
    var prices: BookingPrices?
    var root: SchedulePrices?
    /// Whether it would come to the same again.
    var isOver = false
  }

  /// Begins with a known timetable, or with one in which all points and all shares count.
  package init(
    _ problem: BookingProblem, run: Run, from known: Timetable? = nil,
    at earlier: BookingPrices? = nil
  ) throws {
    self.problem = problem
    self.run = run
    let levels = problem.shareLevels
    self.levels = levels
    least = []
    isHeldBack = problem.fairShares.map { _ in false }
    let (steps, seconds) = (run.remainingSteps, run.remainingSeconds)
    let part = run.part(Self.stageParts)
    timetable = try problem.openingRound(levels).findTimetable(
      run: part, from: .init(timetable: known, prices: earlier), isGood: false
    ).timetable
    run.charge(steps: part.stepsDone)
    counts = problem.sharesBelow(in: timetable)
    leave(Self.leftForPoints, of: steps, seconds)
    if let known, problem.violations(of: known).isEmpty { takeIfFairer(known) }
  }

  /// Leaves a part of some steps and seconds for points.
  private mutating func leave(_ part: Double, of steps: Int, _ seconds: Double) {
    leastSteps = run.limits.work == nil ? 0 : Int(part * Double(steps))
    leastSeconds = run.limits.seconds == nil ? 0 : part * seconds
  }

  /// Tenth by tenth.
  package mutating func search() throws {
    for level in 1...10 {
      least.append(max(levels.unreachable(level), least.last ?? 0))
      if isOpen(level) { try lift(to: level, parts: Self.stageParts) }
      if isOpen(level) { try letEachTry(level) }
      report(level)
    }
  }

  /// Whether a further pass may bring something.
  package var canGoOn: Bool {
    guard run.mustStop == nil, !isOver, run.part(Self.trialParts).limits.work != 0 else {
      return false
    }
    let work = run.limits.work.map { Double($0) * Double(Run.stepsPerWorkUnit) } ?? 0
    return Double(run.remainingSteps) > Self.leastPart * work
      && run.remainingSeconds > Self.leastPart * (run.limits.seconds ?? 0)
  }

  /// Whether limits have nothing to do with what is open.
  package var isOver: Bool { nextTask == nil }

  /// Takes up again what the limits cut short, in larger parts.
  ///
  /// - Returns: Whether the timetable is fairer.
  package mutating func searchOn() throws -> Bool {
    let before = counts
    leave(Self.leftForMorePoints, of: run.remainingSteps, run.remainingSeconds)
    while isTimeLeft, let task = nextTask {
      let tried = attempts[task, default: 0]
      attempts[task] = tried + 1
      let parts = task.institution == nil ? Self.stageParts : Self.trialParts
      let share = max(Self.fewestParts, parts >> (tried + 1))
      if let q = task.institution {
        _ = try letTry(q, task.level, parts: share)
      } else {
        try lift(to: task.level, parts: share)
      }
      report(task.level)
    }
    return counts != before
  }

  /// What the limits cut short, and was taken up again least often: at the lowest tenth, the stage first, then
  /// whoever lacks least.
  private var nextTask: Task? {
    let now = problem.satisfactions(in: timetable)
    let used = problem.slotsUsed(in: timetable)
    var best: (task: Task, rank: (Int, Int, Int))?
    func offer(_ institution: Int?, _ level: Int, lacking slots: Int) {
      let task = Task(level: level, institution: institution)
      let rank = (attempts[task, default: 0], level, slots)
      if best.map({ rank < $0.rank }) ?? true { best = (task, rank) }
    }
    for level in 1...10 {
      let (count, bound) = (counts[level - 1], least[level - 1])
      guard count > bound, relativeGap(objective: count, bound: bound) > run.limits.gap else {
        continue
      }
      let stage = known[level - 1]
      if !stage.isOver || stage.floors != floors(below: level) { offer(nil, level, lacking: -1) }
      for q in now.indices where now[q] < level {
        guard let needed = levels.slots[q][level] else { continue }
        let demand = demand(of: q, at: level, now)
        if !vain.contains(where: { zip($0, demand).allSatisfy(<=) }) {
          offer(q, level, lacking: needed - used[q])
        }
      }
    }
    return best?.task
  }

  /// Better at a lower tenth that was left open is better, too: terms are told of the last counts alone.
  private mutating func takeIfFairer(_ other: Timetable) {
    if problem.sharesBelow(in: other).lexicographicallyPrecedes(counts) { take(other) }
  }

  /// Goes on from a timetable that breaks no rule and is no less fair.
  package mutating func take(_ other: Timetable) {
    (timetable, counts) = (other, problem.sharesBelow(in: other))
  }

  private func report(_ level: Int) {
    run.report(
      best: counts[level - 1], bound: least[level - 1],
      goal: BookingGoal.fairness[level - 1].rawValue)
  }

  /// Whether fewer may be below a tenth, and there is time to look for that.
  private func isOpen(_ level: Int) -> Bool { counts[level - 1] > least[level - 1] && isTimeLeft }

  private var isTimeLeft: Bool {
    run.mustStop == nil && run.remainingSteps > leastSteps && run.remainingSeconds > leastSeconds
  }

  /// Asks for a tenth alone, and bounds how many stay below it.
  private mutating func lift(to level: Int, parts: Int) throws {
    let floors = floors(below: level)
    let begun = run.elapsed
    let stage = try problem.fairnessStage(reaching: level, above: floors, levels)
    let made = run.elapsed
    let last = known[level - 1]
    let isSame = last.floors == floors
    let found = try timetable(
      of: stage.round, parts: parts,
      from: .init(prices: last.prices, root: isSame ? last.root : nil))
    known[level - 1] = KnownStage(
      floors: floors, prices: found.prices, root: found.root, isOver: found.isOver)
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
    stages.removeAll { $0.stage.level == level && $0.stage.floors == floors }
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

  /// Lets each institution below a tenth try to reach it, in the order of institutions.
  private mutating func letEachTry(_ level: Int) throws {
    for q in problem.fairShares.indices where isOpen(level) {
      guard problem.satisfactions(in: timetable)[q] < level, !isHeldBack[q],
        levels.slots[q][level] != nil
      else { continue }
      isHeldBack[q] = try letTry(q, level, parts: Self.trialParts)
    }
  }

  /// Lets an institution try to reach a tenth while all others who have it keep it and all others keep the tenths
  /// that they have. A stage counts slots: it does not tell two who lack one each from one who lacks two.
  ///
  /// - Returns: Whether it has tried in vain.
  private mutating func letTry(_ q: Int, _ level: Int, parts: Int) throws -> Bool {
    let demand = demand(of: q, at: level, problem.satisfactions(in: timetable))
    let found = try timetable(
      of: problem.round(reaching: demand), parts: parts, from: .init(), wanting: 0)
    guard problem.satisfactions(in: timetable)[q] < level else { return false }
    if found.isOver { vain.append(demand) }
    // Who had no time to try has not tried in vain.
    return found.stopped == nil
  }

  /// Slots that all shares have together once one of them reaches a tenth.
  private func demand(of q: Int, at level: Int, _ now: [Int]) -> [Int] {
    levels.slots.indices.map { p in levels.slots[p][p == q ? level : min(level, now[p])] ?? 0 }
  }

  /// Solves a round within a part of what is left and takes its timetable over if that is fairer.
  private mutating func timetable(
    of round: BookingProblem, parts: Int, from beginning: BookingProblem.Beginning,
    wanting least: Int = .min
  ) throws -> BookingProblem.FoundTimetable {
    let part = run.part(parts)
    var beginning = beginning
    beginning.timetable = timetable
    let found = try round.findTimetable(
      run: part, from: beginning, isGood: false, wanting: least)
    run.charge(steps: part.stepsDone)
    takeIfFairer(found.timetable)
    return found
  }
}
