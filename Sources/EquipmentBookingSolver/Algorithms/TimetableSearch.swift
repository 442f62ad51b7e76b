import EquipmentBooking
import Solving

/// Finds good timetables without a linear program: greedy insertion, then ejection chains.
struct TimetableSearch {
  /// Places tried for one refused request in one pass.
  private static let triedPlaces = 6

  let run: Run
  var random: SeededRandom
  /// Steps charged for looking at one place.
  private let stepsPerPlace: Int

  init(_ problem: BookingProblem, run: Run) {
    self.run = run
    random = SeededRandom(seed: run.seed)
    let longest = problem.requests.reduce(1) { max($0, $1.length) }
    stepsPerPlace = longest + 8
  }

  /// Puts every request that fits, most points per occupied slot first.
  func fill(_ board: inout TimetableBoard) {
    let waiting = board.places.indices.filter { board.places[$0] == nil }
    let ordered = waiting.sorted { a, b in
      // a.weight / a.slots > b.weight / b.slots, without a division.
      let (first, second) = (occupied(a, board), occupied(b, board))
      let left = board.problem.requests[a].weight * second
      let right = board.problem.requests[b].weight * first
      return left == right ? a < b : left > right
    }
    for request in ordered {
      charge(request, board)
      if let place = board.bestPlace(request) { board.put(request, at: place) }
    }
  }

  private func occupied(_ request: Int, _ board: TimetableBoard) -> Int {
    board.options[request].map { $0.length + $0.choice.setUp + $0.choice.cleanUp }.min() ?? 1
  }

  private func charge(_ request: Int, _ board: TimetableBoard) {
    let starts = board.options[request].reduce(0) { $0 + $1.slots.count }
    run.charge(steps: starts * stepsPerPlace)
  }

  /// Moves requests to better places and lets refused ones push others out, as long as that pays.
  ///
  /// A request takes a place whose holders are worth less than it or can move elsewhere; who was
  /// pushed out is put back where there is room. Stops at a timetable that no such step improves.
  func improve(_ board: inout TimetableBoard) {
    var improved = true
    while improved {
      improved = false
      for request in board.places.indices where !board.isPromised(request) {
        // A pass over a large round takes seconds.
        if run.mustStop != nil { return }
        if pushIn(request, &board) { improved = true }
      }
    }
  }

  /// Gives `request` a place, or a better one, at others' expense if the whole gains.
  private func pushIn(_ request: Int, _ board: inout TimetableBoard) -> Bool {
    charge(request, board)
    let before = board
    board.remove(request)
    var candidates: [(gain: Int, place: TimetableBoard.Place, obstacles: [Int])] = []
    for (k, option) in board.options[request].enumerated() {
      for slot in option.slots {
        let place = TimetableBoard.Place(option: k, slot: slot)
        let value = board.value(request, at: place)
        // Others may lose up to this and still find room again.
        guard let found = board.obstacles(request, at: place, limit: 3 * value) else { continue }
        candidates.append((value - found.value, place, found.requests))
      }
    }
    candidates.sort { ($0.gain, $1.place.slot) > ($1.gain, $0.place.slot) }
    let base = board
    for candidate in candidates.prefix(Self.triedPlaces) {
      for other in candidate.obstacles { board.remove(other) }
      board.put(request, at: candidate.place)
      let ordered = candidate.obstacles.sorted {
        (board.problem.requests[$0].weight, $1) > (board.problem.requests[$1].weight, $0)
      }
      for other in ordered {
        charge(other, board)
        if let place = board.bestPlace(other) { board.put(other, at: place) }
      }
      if board.value > before.value { return true }
      board = base
    }
    board = before
    return false
  }

  /// Takes some requests out at random, fills up and improves again; keeps what is not worse.
  mutating func shake(_ board: inout TimetableBoard, rounds: Int) {
    for _ in 0..<rounds where run.mustStop == nil {
      var other = board
      let movable = other.places.indices.filter { other.places[$0] != nil && !other.isPromised($0) }
      guard !movable.isEmpty else { return }
      for _ in 0..<max(2, movable.count / 8) {
        other.remove(movable[Int.random(in: 0..<movable.count, using: &random)])
      }
      let waiting = other.places.indices.filter { other.places[$0] == nil }
        .shuffled(using: &random)
      for request in waiting {
        charge(request, other)
        if let place = other.bestPlace(request) { other.put(request, at: place) }
      }
      improve(&other)
      if other.value >= board.value { board = other }
    }
  }
}
