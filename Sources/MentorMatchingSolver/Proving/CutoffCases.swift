internal import MentorMatching
internal import Solving

/// Walks the cases of a ``CutoffProof``, keeping for each the lists and the ranges of the unknowns.
struct CutoffCases {
  private struct Case {
    var lists: ShortenedLists
    /// Range of each unknown as the cases on pairs leave it.
    var box: [ClosedRange<Int>]
  }

  private let market: PairingMarket
  private let system: IntegerSystem
  private let columnOfPair: [Int]
  private let rows: [StableRow]
  private let root: Case

  init(_ market: PairingMarket, program: StableSystem, rows: [StableRow], lists: ShortenedLists) {
    self.market = market
    system = program.system
    columnOfPair = program.columnOfPair
    self.rows = rows
    root = Case(lists: lists, box: program.system.columns.map(\.range))
  }

  /// The smallest objective that the proof allows, or that no answer is left.
  ///
  /// - Complexity: O(nodes × pairs + weights × row length).
  func verdict(on proof: CutoffProof) -> Verdict {
    guard proof.denominator > 0, !proof.nodes.isEmpty else { return .defective }
    var waiting: [Int: Case] = [0: root]
    var best: Int?
    for (index, node) in proof.nodes.enumerated() {
      guard let present = waiting.removeValue(forKey: index) else { return .defective }
      var children: [(index: Int, state: Case)] = []
      switch node {
      case .shortened(let steps, let next):
        var state = present
        guard steps.allSatisfy({ state.lists.apply($0) }) else { return .defective }
        children = [(next, state)]
      case .cutoff(let m, let rank, let full, let short):
        guard market.places.indices.contains(m) else { return .defective }
        children = [(full, present), (short, present)]
        children[0].state.lists.fill(m, downTo: rank)
        children[1].state.lists.leaveShort(m, downTo: rank)
      case .pair(let m, let t, let without, let with):
        guard let column = column(mentor: m, talent: t, in: present), present.box[column] == 0...1
        else { return .defective }
        children = [(without, present), (with, present)]
        children[0].state.box[column] = 0...0
        children[1].state.box[column] = 1...1
      case .bounded(let weights):
        guard
          let sum = sum(weights, denominator: proof.denominator, in: present, usesCosts: true)
        else { return .defective }
        best = min(best ?? .max, sum.dividedRoundingUp(by: proof.denominator))
      case .empty(let weights):
        if lacksRequiredPair(present) { break }
        guard
          let sum = sum(weights, denominator: proof.denominator, in: present, usesCosts: false),
          sum > 0
        else { return .defective }
      }
      for child in children {
        guard child.index > index, child.index < proof.nodes.count, waiting[child.index] == nil
        else { return .defective }
        waiting[child.index] = child.state
      }
    }
    guard waiting.isEmpty else { return .defective }
    let unit = system.costUnit
    return best.map { .atLeast($0.dividedRoundingUp(by: unit) * unit) } ?? .noAnswer
  }

  /// What the weighted rows add up to over the case, in units of 1/`denominator`.
  private func sum(
    _ weights: RowWeights, denominator: Int, in state: Case, usesCosts: Bool
  ) -> Int? {
    for multiplier in weights.multipliers {
      guard rows.indices.contains(multiplier.row) else { return nil }
      switch rows[multiplier.row] {
      case .matched(let t): guard state.lists.matched.contains(t) else { return nil }
      case .filled(let m): guard state.lists.filled.contains(m) else { return nil }
      case .short(let m, let rank):
        guard rank <= state.lists.shortRank[m] ?? 0 else { return nil }
      case .talent, .mentor, .shortShaft, .comb, .imbalance, .pinned: break
      }
    }
    var box = state.box
    for (p, column) in columnOfPair.enumerated()
    where column >= 0 && !state.lists.remains[p] && box[column].lowerBound == 0 {
      box[column] = 0...0
    }
    return try? system.leafBound(
      weights.multipliers, denominator: denominator, box: box, usesCosts: usesCosts)
  }

  private func column(mentor m: Int, talent t: Int, in state: Case) -> Int? {
    guard let pair = state.lists.pair(mentor: m, talent: t), columnOfPair[pair] >= 0
    else { return nil }
    return columnOfPair[pair]
  }

  /// Whether a pair that the case demands is in none of its stable matchings.
  private func lacksRequiredPair(_ state: Case) -> Bool {
    columnOfPair.enumerated().contains { p, column in
      column >= 0 && state.box[column] == 1...1 && !state.lists.remains[p]
    }
  }
}
