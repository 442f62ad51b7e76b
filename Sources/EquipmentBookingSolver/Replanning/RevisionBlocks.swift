import EquipmentBooking
import LinearProgramming
import Solving

/// Betters a plan by small programs: some bookings may go anywhere while all others stay where the plan has them.
///
/// Each program says exactly what those few can do at best: least weight lost, then fewest changes. Who they are
/// is walked at random from somebody without a place or away from home, by who stands where another could
/// (large neighbourhood search; Shaw 1998, doi:10.1007/3-540-49481-2_30).
struct RevisionBlocks {
  private(set) var board: RevisionBoard
  private let run: Run
  private var random: SeededRandom
  /// Bookings of each bundle; none of those that stay lost.
  private let members: [[Int]]
  /// Bookings by the device of their published place.
  private let homeLine: [[Int]]
  private var size = Self.firstSize

  /// Bookings of the first programs, and of the smallest.
  private static let firstSize = 48
  /// Programs of a size without gain before the next is larger, and by which part of its size.
  private static let patience = 6
  private static let growth = 4
  /// Programs without gain after which to stop, beside twice as many as gains took.
  private static let mostFailures = 64
  /// A program gets such a part of the time, and so many nodes: another one gains more than its rest.
  private static let parts = 16
  private static let nodes = 12

  /// - Parameters:
  ///   - board: The plan.
  ///   - isHopeless: Whether each bundle stays lost.
  ///   - run: Limits and seed.
  init(_ board: RevisionBoard, isHopeless: [Bool], run: Run) {
    self.run = run
    random = SeededRandom(seed: run.seed)
    var members = [[Int]](repeating: [], count: board.weight.count)
    for (i, b) in board.bundle.enumerated() where !isHopeless[b] { members[b].append(i) }
    self.members = members
    var homeLine = [[Int]](repeating: [], count: board.isLine.count)
    for (i, place) in board.published.enumerated() { homeLine[place.device].append(i) }
    self.homeLine = homeLine
    var board = board
    // Parts of what is lost only take room.
    for i in board.published.indices where board.choice[i] >= 0 && board.isLost(board.bundle[i]) {
      board.remove(i)
    }
    board.forget()
    self.board = board
  }

  /// Betters the plan until larger and larger programs gain nothing.
  ///
  /// - Parameters:
  ///   - lost: Weight that is lost whatever happens.
  ///   - changed: Bookings changed whatever happens.
  /// - Throws: An error of the engine.
  mutating func improve(downTo lost: Int, changed: Int) throws {
    let share = run.part(Self.parts).limits
    var (attempts, lastGain, failures) = (0, 0, 0)
    while run.mustStop == nil, attempts < 2 * lastGain + Self.mostFailures {
      attempts += 1
      let changes = board.published.indices.filter { !board.isSettled($0) }
      if board.lost <= lost, changes.count <= changed { return }
      let unsettled = changes.filter { !members[board.bundle[$0]].isEmpty }
      guard !unsettled.isEmpty else { return }
      let part = Run(
        within: SolveLimits(
          seconds: share.seconds.map { min($0, run.remainingSeconds) },
          work: share.work.map { min($0, run.remainingSteps / Run.stepsPerWorkUnit) }),
        seed: run.seed, cancellation: run.cancellation)
      let result = try solve(neighbourhood(of: unsettled), run: part)
      run.charge(steps: part.work * Run.stepsPerWorkUnit + board.looks * 8)
      board.looks = 0
      if result.isBetter {
        (lastGain, failures) = (attempts, 0)
      } else if result.isDone {
        failures += 1
        if failures % Self.patience == 0 { size += size / Self.growth }
      }
      if !result.isDone { size = max(Self.firstSize, size - size / Self.growth) }
    }
  }

  private mutating func number(below count: Int) -> Int { Int(random.next() % UInt64(count)) }

  /// Bookings that are placed anew together.
  private struct Group {
    var isIn: [Bool]
    var list: [Int] = []

    mutating func add(_ bookings: [Int]) {
      for i in bookings where !isIn[i] {
        isIn[i] = true
        list.append(i)
      }
    }
  }

  /// Bookings around one of `unsettled`.
  ///
  /// Room for somebody without a place is where others stand at home; the way home from anywhere else leads
  /// past others that are away, so that those come first.
  private mutating func neighbourhood(of unsettled: [Int]) -> [Int] {
    var group = Group(isIn: [Bool](repeating: false, count: board.published.count))
    let missing = unsettled.filter { board.choice[$0] < 0 }
    let seeds = missing.isEmpty || random.next() % 2 == 0 ? unsettled : missing
    let seed = seeds[number(below: seeds.count)]
    group.add(members[board.bundle[seed]])
    if board.choice[seed] >= 0 { widenByUnsettled(&group, to: min(size, unsettled.count)) }
    widen(&group, to: size)
    return group.list.sorted()
  }

  /// Adds bookings away from home that are, or were, where one of a group could be.
  private mutating func widenByUnsettled(_ group: inout Group, to size: Int) {
    for _ in 0..<Self.parts * size where group.list.count < size {
      let i = group.list[number(below: group.list.count)]
      guard let (device, slots) = somePlace(of: i) else { continue }
      add(board.occupants(device, slots).filter { !board.isSettled($0) }, to: &group)
      addDisplaced(on: device, slots, to: &group)
    }
  }

  /// Adds bookings that are where one of a group was or could be, and those whose place one took.
  private mutating func widen(_ group: inout Group, to size: Int) {
    for _ in 0..<Self.patience * size where group.list.count < size {
      let i = group.list[number(below: group.list.count)]
      // From home there is only the one way.
      let step = board.isSettled(i) ? 2 : number(below: 3)
      if step == 0, board.choice[i] >= 0 {
        addDisplaced(
          on: board.choices[i][board.choice[i]].device, board.from(i)..<board.end(i), to: &group)
      } else if step == 1, board.home[i] >= 0 {
        add(board.occupants(board.published[i].device, board.homeSlots(i)), to: &group)
      } else if let (device, slots) = somePlace(of: i) {
        add(board.occupants(device, slots), to: &group)
      }
    }
  }

  private func add(_ bookings: [Int], to group: inout Group) {
    for i in bookings { group.add(members[board.bundle[i]]) }
  }

  /// Adds those away from home whose published places are on a device in some of the slots.
  private func addDisplaced(on device: Int, _ slots: Range<Int>, to group: inout Group) {
    add(
      homeLine[device].filter { !board.isSettled($0) && board.homeSlots($0).overlaps(slots) },
      to: &group)
  }

  /// A device and slots that a booking could take if nobody else were there.
  private mutating func somePlace(of i: Int) -> (device: Int, slots: Range<Int>)? {
    let k = number(below: board.choices[i].count)
    let own = board.choices[i][k]
    var s = board.openStart(i, k, from: number(below: board.slots))
    if s == RevisionBoard.never { s = board.openStart(i, k, from: 0) }
    return s == RevisionBoard.never
      ? nil : (own.device, s - own.before..<s + own.length + own.after)
  }

  /// Places bookings anew at the best that they can do together; says whether that is better than before, and
  /// whether nothing better is possible.
  private mutating func solve(
    _ free: [Int], run: Run
  ) throws -> (isBetter: Bool, isDone: Bool) {
    let before = free.map { (choice: board.choice[$0], start: board.start[$0]) }
    for (i, place) in zip(free, before) where place.choice >= 0 { board.remove(i) }
    let block = RevisionProgram(free, on: &board)
    let known = block.point(of: before)
    var options = BranchingOptions(
      start: known, cuts: [.clique], trials: .quick, nodeLimit: Self.nodes)
    options.startBasis = block.basis(at: known)
    let outcome = try block.program.solve(run: run, options: options)
    let value = block.program.objective.value(at: known)
    let isBetter = outcome.objective.map { $0 > value + 0.5 } ?? false
    let after = isBetter ? outcome.values.map(block.places) ?? before : before
    for (i, place) in zip(free, after) where place.choice >= 0 {
      board.put(i, place.choice, place.start)
    }
    board.forget()
    return (isBetter, outcome.termination == .optimal)
  }
}
