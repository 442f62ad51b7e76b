/// A table for the cheapest rows of one part: which values of which counters can occur at each node.
///
/// Only the *watched* counters have a dimension in the table; the others are taken at their least cost,
/// so that the optimum is a bound from below in any case, and exact if all that matter are watched. For
/// each node the table holds the box of counter values that can be reached and from which a permitted end
/// can be reached, both found by longest and shortest paths for one counter at a time.
struct PricingPlan: Sendable {
  /// An arc between two boxes: where they overlap.
  struct Move: Sendable {
    let arc: Int32
    let bundle: Int32
    /// Index into ``PatternGraph/steps``.
    let step: Int32
    /// Cost by the rules, in units of the value.
    let cost: Int32
    /// Length of a contiguous run of table entries.
    let length: Int32
    /// First entries.
    let source: Int
    let target: Int
    /// Where the loops over runs are described in ``PricingPlan/loops``, and how many there are.
    let loops: Int32
    let depth: Int32
  }

  /// Repeats a run `count` times, moving on by strides.
  struct Loop: Sendable {
    let count: Int
    let sourceStride: Int
    let targetStride: Int
  }

  /// A node of the table.
  struct Box: Sendable {
    /// First entry; negative if the node is not part of any row.
    var offset = -1
    /// Number of entries.
    var size = 0
    /// Smallest value of each watched counter.
    var lower: [Int] = []
    /// Number of values of each watched counter.
    var extent: [Int] = []
  }

  let part: RowPart
  /// Indices of the watched counters, widest last.
  let watched: [Int]
  /// Cells that may be used, by day × width.
  let allowed: [Bool]
  /// Cells of a day.
  let width: Int
  /// Boxes of the nodes from ``RowPart/startNode``'s layer on.
  let boxes: [Box]
  /// Node of the first box.
  let firstNode: Int
  /// The moves by day of the part.
  let moves: [Move]
  /// First move of each day of the part, and the number of moves.
  let moveStart: [Int]
  let loops: [Loop]
  /// Entries of the table.
  let size: Int
  /// Elementary steps of pricing once: a run of entries is read four at a time or more, a move begins anew.
  let work: Int
  /// First entry of each layer of the part, and ``size``.
  let layerOffset: [Int]

  /// What came of making a plan.
  enum Made {
    case plan(PricingPlan)
    /// No row is left.
    case none
    /// The table would have more entries than allowed.
    case tooLarge
  }

  /// Makes a plan whose table has at most `roomLimit` entries.
  static func make(
    _ part: RowPart, allowed: [Bool], width: Int, watching counters: [Int], roomLimit: Int
  ) -> Made {
    do {
      return try PricingPlan(
        part, allowed: allowed, width: width, watching: counters, roomLimit: roomLimit
      ).map(Made.plan) ?? .none
    } catch {
      return .tooLarge
    }
  }

  struct TooLarge: Error {}

  private init?(
    _ part: RowPart, allowed: [Bool], width: Int, watching counters: [Int],
    roomLimit: Int
  ) throws(TooLarge) {
    let graph = part.graph
    self.part = part
    self.allowed = allowed
    self.width = width
    watched = counters.sorted {
      (graph.counters[$0].endCost.count, $0) < (graph.counters[$1].endCost.count, $1)
    }
    firstNode = graph.layerStart[part.days.lowerBound]
    let arcs = graph.arcStart[part.days.lowerBound]..<graph.arcStart[part.days.upperBound]
    var isOpen = [Bool](repeating: false, count: arcs.count)
    for day in part.days {
      for a in graph.arcStart[day]..<graph.arcStart[day + 1] {
        isOpen[a - arcs.lowerBound] = graph.bundleCells[Int(graph.arcs[a].bundle)].contains {
          allowed[day * width + Int($0)]
        }
      }
    }
    let reach = CounterReach(part, isOpen: isOpen, watched: watched)
    guard let boxes = try reach.boxes(within: roomLimit) else { return nil }
    self.boxes = boxes.boxes
    size = boxes.size
    layerOffset = boxes.layerOffset

    var (moves, moveStart, loops): ([Move], [Int], [Loop]) = ([], [0], [])
    var entries = boxes.size
    for day in part.days {
      for a in graph.arcStart[day]..<graph.arcStart[day + 1] where isOpen[a - arcs.lowerBound] {
        let arc = graph.arcs[a]
        let source = boxes.boxes[Int(arc.from) - firstNode]
        let target = boxes.boxes[Int(arc.to) - firstNode]
        guard source.offset >= 0, target.offset >= 0 else { continue }
        guard
          let overlap = Overlap(
            source: source, target: target,
            amounts: watched.map { graph.steps[Int(arc.step)][$0] })
        else { continue }
        moves.append(
          Move(
            arc: Int32(a), bundle: arc.bundle - Int32(graph.bundleStart[part.days.lowerBound]),
            step: arc.step, cost: arc.cost, length: Int32(overlap.length), source: overlap.source,
            target: overlap.target, loops: Int32(loops.count), depth: Int32(overlap.loops.count)))
        loops += overlap.loops
        entries += overlap.loops.reduce(overlap.length) { $0 * $1.count }
      }
      moveStart.append(moves.count)
    }
    self.moves = moves
    self.moveStart = moveStart
    self.loops = loops
    work = entries / 4 + 20 * moves.count
  }
}

/// Where the boxes of an arc's ends overlap, as runs of entries and loops over them, innermost first.
private struct Overlap {
  var source: Int
  var target: Int
  var length = 1
  var loops: [PricingPlan.Loop] = []

  init?(source: PricingPlan.Box, target: PricingPlan.Box, amounts: [Int]) {
    (self.source, self.target) = (source.offset, target.offset)
    var (sourceStride, targetStride) = (1, 1)
    for i in amounts.indices.reversed() {
      let first = max(source.lower[i] + amounts[i], target.lower[i])
      let end = min(
        source.lower[i] + source.extent[i] + amounts[i], target.lower[i] + target.extent[i])
      guard first < end else { return nil }
      self.source += (first - amounts[i] - source.lower[i]) * sourceStride
      self.target += (first - target.lower[i]) * targetStride
      let isRun = loops.isEmpty && sourceStride == length && targetStride == length
      if isRun {
        length *= end - first
      } else if end - first > 1 {
        loops.append(
          PricingPlan.Loop(
            count: end - first, sourceStride: sourceStride, targetStride: targetStride))
      }
      sourceStride *= source.extent[i]
      targetStride *= target.extent[i]
    }
  }
}
