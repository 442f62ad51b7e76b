package import EquipmentBooking
package import Solving

/// Finds places for published bookings that cannot stay, at the least loss it can, and then sends home whom
/// it can.
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
  /// What is lost whatever happens: nothing is open to them any more.
  private let floor: Int

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
  /// Those pushed out of their places by one who goes home who may push others in turn.
  private static let mostLinks = 4
  /// Parts of the time that is left at least loss, and then at fewest changes.
  private static let (partsOfLoss, partsOfChanges) = (2, 3)

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
    self.board = board
  }

  /// The best places found; those of series that would be torn are left out.
  package mutating func places() -> [Booking] {
    let first = run.part(Self.partsOfLoss)
    reduceLoss(first)
    run.charge(steps: first.work * Run.stepsPerWorkUnit)
    let second = run.part(Self.partsOfChanges)
    sendHome(second)
    run.charge(steps: second.work * Run.stepsPerWorkUnit)
    return board.bookings
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

  /// Sends bookings home one by one, as long as nobody is lost by it and no more are away.
  private mutating func sendHome(_ run: Run) {
    var (attempts, lastGain) = (0, 0)
    while !board.away.isEmpty, attempts < 2 * lastGain + Self.patience {
      charge(run)
      if run.mustStop != nil { break }
      attempts += 1
      let before = board.away.count
      let i = board.away[number(below: before)]
      if !goHome(i) || board.away.count > before { board.undo() }
      if board.away.count < before { lastGain = attempts }
      board.forget()
    }
    charge(run)
  }

  /// Puts a booking home; whoever is there looks for a place without pushing anybody out, or goes home, too.
  private mutating func goHome(_ i: Int) -> Bool {
    board.remove(i)
    var queue = [i]
    var (next, links) = (0, 0)
    while next < queue.count {
      let j = queue[next]
      next += 1
      if next > 1, board.insert(j) { continue }
      links += 1
      let k = board.home[j]
      guard links <= Self.mostLinks, k >= 0 else { return false }
      let (own, s) = (board.choices[j][k], board.published[j].start)
      guard board.isLine[own.device] else { return false }
      let span = s - own.before..<s + own.length + own.after
      let inTheWay = board.line[own.device].filter {
        board.from($0) < span.upperBound && board.end($0) > span.lowerBound
      }
      for other in inTheWay {
        if price[other] >= Self.locked || (next > 1 && board.isHome(other)) { return false }
        board.remove(other)
        queue.append(other)
      }
      guard board.nextStart(j, k, from: s) == s else { return false }
      board.put(j, k, s)
    }
    return true
  }
}
