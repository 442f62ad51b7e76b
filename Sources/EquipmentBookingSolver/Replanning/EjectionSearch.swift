import Dispatch
package import EquipmentBooking
package import Solving
import Synchronization

/// Finds places for published bookings that cannot stay, and then betters the plan by small programs, see
/// ``RevisionBlocks``.
///
/// One of those without a place is put among neighbours on a device that are packed anew, and whoever must
/// give way to it waits in turn. Who gives way is worth least, and more for each time that it has waited in
/// vain: so the search leaves what it has tried (ejection pool; Nagata & Bräysy 2009,
/// doi:10.1016/j.orl.2009.04.006).
package struct EjectionSearch {
  private var board: RevisionBoard
  private let run: Run
  private var random: SeededRandom
  /// Those without a place who have a start somewhere.
  private var waiting: [Int]
  private var price: [Int]
  /// Bundles that stay lost: nothing is open to one of theirs any more.
  private let isHopeless: [Bool]
  /// What is lost whatever happens: nothing is open to them any more.
  private let floor: Int
  /// Bookings that cannot stay whatever happens.
  private let leastChanges: Int

  /// Price of those who stay where they are.
  private static let locked = 1 << 40
  /// Highest price of those who may go: all of a stretch together are worth less than one who stays.
  private static let highest = locked / (RevisionBoard.mostMembers + 1)
  /// A booking costs so many times its weight, and once more for each time that it waited.
  private static let firstPrice = 10
  /// One packing in so many is as early as can be: what is left of a device is together then.
  private static let earlyPackings: UInt64 = 5
  /// Attempts without gain after which to stop, beside as many as gains took.
  private static let patience = 4_096
  /// Ejections get one part of the time in so many, and programs that many parts of the rest.
  private static let parts = 3
  private static let (programs, shares) = (2, 3)

  /// - Parameters:
  ///   - problem: The round, with its published timetable.
  ///   - staying: Published bookings that break no rule where they are.
  ///   - run: Limits and seed.
  package init(_ problem: BookingProblem, staying: [Booking], run: Run) {
    self.run = run
    random = SeededRandom(seed: run.seed)
    var board = RevisionBoard(problem)
    var isStaying = [Booking?](repeating: nil, count: problem.requests.count)
    for booking in staying { isStaying[booking.request] = booking }
    let isOrdered = board.starts.isOrdered
    var waiting: [Int] = []
    var isHopeless = board.isTorn
    var floor = zip(board.weight, isHopeless).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
    for (i, booking) in board.published.enumerated() {
      if isStaying[booking.request] == booking {
        board.put(i, board.home[i], booking.start)
      } else if isOrdered[booking.request]
        || !board.choices[i].indices.contains(where: {
          board.nextStart(i, $0, from: 0) < RevisionBoard.never
        })
      {
        if !isHopeless[board.bundle[i]] { floor += board.weight[board.bundle[i]] }
        isHopeless[board.bundle[i]] = true
      } else {
        waiting.append(i)
      }
    }
    board.forget()
    price = board.published.indices.map { i in
      isOrdered[board.published[i].request]
        ? Self.locked
        : min(Self.highest, max(1, board.weight[board.bundle[i]]) * Self.firstPrice)
    }
    self.waiting = waiting.filter { !isHopeless[board.bundle[$0]] }
    self.floor = floor
    leastChanges = problem.leastChanges
    self.isHopeless = isHopeless
    self.board = board
  }

  /// The best places found; those of series that would be torn are left out.
  ///
  /// - Parameter other: What to do beside the programs on a thread of its own, knowing what is lost before them;
  ///   `nil` for nothing.
  /// - Returns: The bookings with their places.
  /// - Throws: An error of the engine.
  package mutating func places(
    beside other: (@Sendable (_ lost: Int, Run) throws -> Void)? = nil
  ) throws -> [Booking] {
    let first = run.part(Self.parts)
    reduceLoss(first)
    run.charge(steps: first.work * Run.stepsPerWorkUnit)
    let second = Run(
      within: SolveLimits(
        seconds: run.limits.seconds.map { _ in
          run.remainingSeconds * Double(Self.programs) / Double(Self.shares)
        },
        work: run.limits.work.map { _ in
          run.remainingSteps / Run.stepsPerWorkUnit / Self.shares * Self.programs
        }), seed: run.seed, cancellation: run.cancellation)
    let blocks = RevisionBlocks(board, isHopeless: isHopeless, run: second)
    let (lost, floor, leastChanges) = (board.lost, floor, leastChanges)
    let found = Mutex(Result<RevisionBoard, any Error>.success(board))
    let failure = Mutex<(any Error)?>(nil)
    let beside = Run(within: second.limits, seed: run.seed, cancellation: run.cancellation)
    DispatchQueue.concurrentPerform(iterations: other == nil ? 1 : 2) { index in
      if index == 0 {
        let result = Result {
          var programs = blocks
          try programs.improve(downTo: floor, changed: leastChanges)
          return programs.board
        }
        found.withLock { $0 = result }
      } else {
        do { try other?(lost, beside) } catch { failure.withLock { $0 = error } }
      }
    }
    run.charge(steps: (second.work + beside.work) * Run.stepsPerWorkUnit)
    if let failure = failure.withLock({ $0 }) { throw failure }
    return try found.withLock { $0 }.get().bookings
  }

  private mutating func reduceLoss(_ run: Run) {
    var best = board
    var (attempts, lastGain) = (0, 0)
    while !waiting.isEmpty, best.lost > floor, attempts < 2 * lastGain + Self.patience {
      charge(run)
      if run.mustStop != nil { break }
      attempts += 1
      attempt()
      if board.lost < best.lost {
        best = board
        lastGain = attempts
      }
    }
    charge(run)
    board = best
  }

  private mutating func charge(_ run: Run) {
    run.charge(steps: board.looks * 8)
    board.looks = 0
  }

  private mutating func number(below count: Int) -> Int { Int(random.next() % UInt64(count)) }

  /// Finds a place for one of those who wait, at the expense of those worth least.
  private mutating func attempt() {
    let at = number(below: waiting.count)
    let i = waiting[at]
    let own = board.choices[i]
    let shift = number(below: own.count)
    var best: (cost: Int, kept: Int, k: Int, stretch: RevisionBoard.Stretch)?
    search: for step in own.indices {
      let k = (step + shift) % own.count
      let device = own[k].device
      guard board.isLine[device] else {
        if let s = board.freeStart(i, k) {
          board.put(i, k, s)
          waiting.remove(at: at)
          board.forget()
          return
        }
        continue
      }
      let most = board.line[device].count
      let count = min(RevisionBoard.mostMembers, most)
      for first in 0...most - count {
        let stretch = board.stretch(device, first, count)
        guard board.fits(i, k, stretch),
          let found = board.cheapest(
            for: i, k, in: stretch, price: price, below: best?.cost ?? Self.locked)
        else { continue }
        best = (found.cost, found.kept, k, stretch)
        if found.cost == 0 { break search }
      }
    }
    price[i] = min(Self.highest, price[i] + max(1, board.weight[board.bundle[i]]))
    guard let best else { return }
    let before = waiting
    waiting.remove(at: at)
    var kept: [Int] = []
    for (a, j) in best.stretch.members.enumerated() {
      if best.kept & (1 << a) != 0 {
        kept.append(j)
      } else {
        board.remove(j)
        waiting.append(j)
      }
    }
    let staysHome = random.next() % Self.earlyPackings != 0
    if !board.pack(i, best.k, in: best.stretch, kept: kept, staysHome: staysHome) {
      board.undo()
      waiting = before
    }
    board.forget()
  }
}
