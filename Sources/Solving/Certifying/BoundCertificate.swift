/// A proof, in integers, that no answer to an ``IntegerSystem`` costs less than a number.
///
/// The proof is a binary tree. An inner node splits the range of one unknown in two; a leaf holds a
/// multiplier for each row that it uses. Multiplied rows add up to an inequality that every answer
/// in the leaf's box must satisfy, and the smallest value of its left side over the box bounds the
/// objective (weak duality), or shows that the box is empty. The certified bound is the smallest
/// over the leaves, rounded up to a multiple of the costs' greatest common divisor.
///
/// Multipliers are whole numbers of 1/`denominator`, so that nothing is rounded while verifying.
/// The idea of re-adding a branching proof is that of VIPR (Cheung, Gleixner & Steffy 2017,
/// doi:10.1007/978-3-319-59250-3_13); of its derivations of cuts there is one, ``RoundedRow``.
public struct BoundCertificate: Codable, Hashable, Sendable {
  /// A node of the tree; children are indices into ``BoundCertificate/nodes``, larger than their
  /// parent's.
  public enum Node: Codable, Hashable, Sendable {
    /// Unknown `column` is at most `value` in `low`, and at least `value` + 1 in `high`.
    case split(column: Int, value: Int, low: Int, high: Int)
    /// The multiplied rows bound the objective from below.
    case bounded(multipliers: [Multiplier])
    /// The multiplied rows contradict the box; the objective plays no part.
    case empty(multipliers: [Multiplier])
    /// The multiplied rows show that an unknown far from its cheap end costs at least `reach`: the
    /// box shrinks to what costs less, and `next` goes on there (reduced-cost fixing).
    case narrowed(multipliers: [Multiplier], reach: Int, next: Int)
    /// Nothing is proven here beyond the trivial bound of the box.
    case open
  }

  /// A row's weight in the sum.
  public struct Multiplier: Codable, Hashable, Sendable {
    /// Index of the row.
    public let row: Int
    /// Weight in units of 1/`denominator`: positive uses the row's lower side, negative its upper.
    public let weight: Int

    /// A weight for a row.
    public init(row: Int, weight: Int) {
      self.row = row
      self.weight = weight
    }
  }

  /// Unit of the multipliers; a power of two.
  public let denominator: Int
  /// The tree; the root is node 0.
  public let nodes: [Node]
  /// Rows that follow from the system's for whole answers, each possibly from those before it; multipliers
  /// count them on behind the system's rows. `nil` without any.
  public let rounded: [RoundedRow]?

  /// A certificate.
  public init(denominator: Int, nodes: [Node], rounded: [RoundedRow]? = nil) {
    self.denominator = denominator
    self.nodes = nodes
    self.rounded = rounded
  }

  /// What is wrong with a certificate.
  public enum Defect: Error, Hashable, Sendable {
    /// The tree refers to a node, row or column that does not exist, or is not a tree.
    case malformed(node: Int)
    /// A multiplier uses a side that its row does not have.
    case missingSide(node: Int, row: Int)
    /// A leaf claims an empty box that its multipliers do not show.
    case notEmpty(node: Int)
    /// The numbers do not fit 64 bits.
    case overflow(node: Int)
  }

  /// Adds the proof up.
  ///
  /// - Returns: The smallest objective that the proof allows; `nil` if it proves that there is no
  ///   answer at all.
  /// - Complexity: O(nodes × columns + multipliers × row length).
  public func verifiedBound(for system: IntegerSystem) throws(Defect) -> Int? {
    guard denominator > 0, !nodes.isEmpty else { throw .malformed(node: 0) }
    var system = system
    for row in rounded ?? [] { try system.add(row) }
    var boxes: [Int: [ClosedRange<Int>]] = [0: system.columns.map(\.range)]
    var best: Int?
    for (index, node) in nodes.enumerated() {
      guard let box = boxes.removeValue(forKey: index) else { throw .malformed(node: index) }
      switch node {
      case .split(let column, let value, let low, let high):
        guard box.indices.contains(column), low > index, high > index, low != high,
          low < nodes.count, high < nodes.count, boxes[low] == nil, boxes[high] == nil
        else { throw .malformed(node: index) }
        // A side that is empty already needs no leaf, but the tree keeps one: an empty range cannot
        // be written, so the split must cut inside the range.
        let range = box[column]
        guard value >= range.lowerBound, value < range.upperBound else {
          throw .malformed(node: index)
        }
        var lowBox = box
        lowBox[column] = range.lowerBound...value
        var highBox = box
        highBox[column] = (value + 1)...range.upperBound
        boxes[low] = lowBox
        boxes[high] = highBox
      case .bounded(let multipliers):
        let bound = try system.leafBound(
          multipliers, denominator: denominator, box: box, usesCosts: true, node: index)
        best = min(best ?? .max, bound.dividedRoundingUp(by: denominator))
      case .empty(let multipliers):
        let bound = try system.leafBound(
          multipliers, denominator: denominator, box: box, usesCosts: false, node: index)
        guard bound > 0 else { throw .notEmpty(node: index) }
      case .narrowed(let multipliers, let reach, let next):
        guard next > index, next < nodes.count, boxes[next] == nil else {
          throw .malformed(node: index)
        }
        boxes[next] = try system.narrowed(
          box, below: reach, by: multipliers, denominator: denominator, node: index)
        best = min(best ?? .max, reach)
      case .open:
        let bound = try system.leafBound(
          [], denominator: denominator, box: box, usesCosts: true, node: index)
        best = min(best ?? .max, bound.dividedRoundingUp(by: denominator))
      }
    }
    guard boxes.isEmpty else { throw .malformed(node: nodes.count) }
    return best.map { bound in
      let unit = system.costUnit
      return bound.dividedRoundingUp(by: unit) * unit
    }
  }
}
