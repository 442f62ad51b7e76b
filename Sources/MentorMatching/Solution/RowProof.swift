public import Solving

/// A tree of cases over the rows of a round, whose leaves are added up in whole numbers.
///
/// The unknowns are numbered in this order: the contracts (1 for one that is made); the difference of
/// the sides' ranks; the worst rank; the largest gap to a target; each mentor's gap; for each contract
/// whether it blocks; for each contract and each place in its list of classes, as many as the longest
/// such list has, whether that class is full for it. The idea of re-adding a branching proof is that of
/// VIPR (Cheung, Gleixner & Steffy 2017, doi:10.1007/978-3-319-59250-3_13).
public struct RowProof: Codable, Hashable, Sendable {
  /// A case; children are positions in ``nodes``, larger than their parent's.
  public enum Node: Codable, Hashable, Sendable {
    /// The steps hold in this case; `next` goes on with what they leave.
    case steps([ProofStep], next: Int)
    /// The class is full with contracts of rank `rank` or better, or it has room besides them.
    case cutoff(class: Int, rank: Int, full: Int, short: Int)
    /// The unknown is at most `value` in `low`, and at least `value` + 1 in `high`.
    case split(unknown: Int, value: Int, low: Int, high: Int)
    /// The weighted rows show that an unknown far from its cheap end costs at least `reach`: `next` goes
    /// on with what costs less (reduced-cost fixing).
    case narrowed(RowWeights, reach: Int, next: Int)
    /// The weighted rows bound the goal.
    case bounded(RowWeights)
    /// The weighted rows contradict one another, or what must be made is closed.
    case empty(RowWeights)
  }

  /// The rows, which weights refer to by their positions.
  public let rows: [ProofRow]
  /// Weights are whole numbers of 1/`unit`.
  public let unit: Int
  /// The cases; node 0 covers every matching that the rule allows.
  public let nodes: [Node]

  /// A proof by rows.
  public init(rows: [ProofRow], unit: Int, nodes: [Node]) {
    self.rows = rows
    self.unit = unit
    self.nodes = nodes
  }
}

/// A row of a round's program, by its meaning. Talents, contracts and classes are numbered as in
/// ``PairingContracts``.
public enum ProofRow: Codable, Hashable, Sendable {
  /// A talent makes at most one contract; at least one in cases that show him matched.
  case talent(Int)
  /// A class holds at most as many contracts as places; at least its lower limit, where the rule keeps it.
  case room(class: Int)
  /// In cases that show it: the class is full.
  case filled(class: Int)
  /// In cases that show it: a place of the class is not taken by contracts of rank `rank` or better.
  case short(class: Int, rank: Int)
  /// Of the contracts of a mentor (or of a project of `mentor`, both by their classes) of rank `end` or
  /// better as many are made as teeth are named, less the teeth whose talents have one they like as well.
  /// For a project the mentor's other contracts count by the teeth's share of his places, and the row is
  /// multiplied by these.
  case comb(class: Int, mentor: Int?, end: Int, teeth: [Int])
  /// Whoever makes a contract with the same mentor that he likes less leaves no room in the project.
  case exchange(contract: Int)
  /// An earlier goal stays at its value or is better.
  case pinned(PairingGoal)
  /// Rows before this one, weighted and added up as "at least", divided by `divisor` and rounded up
  /// coefficient by coefficient and as a whole.
  case rounded(RowWeights, divisor: Int)
  /// The difference of the sides' ranks plus `sign` times talents' less mentors' ranks is not negative.
  case imbalance(sign: Int)
  /// The worst rank is at least that of the contract, if it is made.
  case worst(contract: Int)
  /// The gap of a target plus `sign` times load less target is not negative.
  case gap(target: Int, sign: Int)
  /// The largest gap is at least that of the target.
  case worstGap(target: Int)
  /// The class at place `place` of the contract's list is full of others ranked as high, if it counts as
  /// full.
  case full(contract: Int, place: Int)
  /// A contract is made, or one its talent likes as well, or a class of it is full, or it blocks.
  case stable(contract: Int)
}

/// Rows with weights: positive presses on the lower side, negative on the upper.
public struct RowWeights: Codable, Hashable, Sendable {
  /// Row numbers and weights.
  public let multipliers: [BoundCertificate.Multiplier]

  /// Weighted rows.
  public init(_ multipliers: [BoundCertificate.Multiplier]) { self.multipliers = multipliers }

  /// Reads `[row, weight, row, weight, …]`.
  public init(from decoder: any Decoder) throws {
    var numbers = try decoder.unkeyedContainer()
    var multipliers: [BoundCertificate.Multiplier] = []
    while !numbers.isAtEnd {
      let row = try numbers.decode(Int.self)
      multipliers.append(
        BoundCertificate.Multiplier(row: row, weight: try numbers.decode(Int.self)))
    }
    self.multipliers = multipliers
  }

  /// Writes `[row, weight, row, weight, …]`.
  public func encode(to encoder: any Encoder) throws {
    var numbers = encoder.unkeyedContainer()
    for multiplier in multipliers {
      try numbers.encode(multiplier.row)
      try numbers.encode(multiplier.weight)
    }
  }
}
