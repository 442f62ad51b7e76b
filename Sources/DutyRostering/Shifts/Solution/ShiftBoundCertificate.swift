/// A proof that no shift roster is better than some value: prices of the needs, and what they buy.
///
/// **The value.** A roster's value is `weights.open · open + weights.change · change + weights.penalty ·
/// penalty`, the three ``ShiftGoal`` numbers that the checker counts. It splits into a sum over needs and
/// a sum over people: with *yᵣ* the number of cells that count for ``ShiftRosteringProblem/Cover`` *r*,
/// need *r* costs *gᵣ(yᵣ)* (shortage and excess; infinite where *yᵣ* exceeds a maximum without a
/// penalty; a shortage at a minimum without a penalty is `open`), and person *p* costs *fₚ(rowₚ)* (the
/// person's rules, wishes and changes; infinite where the row breaks a rule without a penalty, uses a
/// cell that is not allowed, or leaves the node).
///
/// **A leaf.** For any integers *πᵣ*, every roster of a node satisfies, with *D* the denominator and
/// *aₚᵣ* the number of cells of a row that count for need *r*,
///
///     D · value ≥ Σᵣ min_y (D · gᵣ(y) + πᵣ · y) + Σₚ min_row (D · fₚ(row) − Σᵣ πᵣ · aₚᵣ(row))
///
/// where *y* runs over 0 … days × people of the need and *row* over all rows of one person: the needs
/// hold on both sides of `yᵣ = Σₚ aₚᵣ`, so the prices cancel. Nothing else is claimed, and any prices at
/// all prove something; a verifier recomputes the minima in integers from the rules alone. A
/// limit on a count of person *p* may moreover be **priced** instead of kept: with *n* its number of steps
/// in a row, *c(n)* what the limit costs there, and any integer *τ*,
///
///     D · c(n) ≥ τ · n + min_m (D · c(m) − τ · m)
///
/// so that the row pays *τ* for each step, the minimum over all possible *m* is added, and the limit no longer
/// restricts the row. This is what makes proofs of long rosters with many limits affordable. A
/// leaf in which somebody has no row holds no roster, whatever its prices, and does not lower the bound.
///
/// **The tree.** Node 0 is every roster. A split divides a node by what one person has on one day. The
/// bound is the least over the leaves, each divided by *D* and rounded up; an open leaf proves nothing
/// and gives the bound of the nearest node above it that carries prices.
///
/// Geoffrion 1974, doi:10.1007/BFb0120690, for the relaxation; Desaulniers, Desrosiers & Solomon 2005,
/// doi:10.1007/b135457, for prices from column generation.
public struct ShiftBoundCertificate: Codable, Hashable, Sendable {
  /// What one unit of each goal weighs in the value.
  public struct Weights: Codable, Hashable, Sendable {
    /// Weight of a required person missing, at least 0.
    public let open: Int
    /// Weight of the costs of changes, at least 0.
    public let change: Int
    /// Weight of all other costs, at least 0.
    public let penalty: Int

    /// The weights of a value.
    public init(open: Int, change: Int, penalty: Int) {
      self.open = open
      self.change = change
      self.penalty = penalty
    }
  }

  /// A division of a node by one cell; children have larger indices than their parent.
  public struct Split: Codable, Hashable, Sendable {
    /// Index of the person.
    public let person: Int
    /// Day from 0.
    public let day: Int
    /// Cells in order: 0 for a free day, 1 + task for a task, as in
    /// ``ShiftRosteringProblem/Person/isAllowed``.
    public let cells: [Int]
    /// The node in which the person has one of the cells that day.
    public let inside: Int
    /// The node in which the person has another cell that day.
    public let outside: Int

    /// A division.
    public init(person: Int, day: Int, cells: [Int], inside: Int, outside: Int) {
      self.person = person
      self.day = day
      self.cells = cells
      self.inside = inside
      self.outside = outside
    }
  }

  /// A price of the steps of a person's count, in place of the limits on it.
  public struct Toll: Codable, Hashable, Sendable {
    /// Index of the person.
    public let person: Int
    /// Limits that count the same, numbered as in ``ShiftBoundCertificate/counts``.
    public let limits: [Int]
    /// Price of a step in units of 1/`denominator`.
    public let price: Int
    /// Minutes in a step; 1 for counts of cells and weekends.
    public let per: Int

    /// A price.
    public init(person: Int, limits: [Int], price: Int, per: Int) {
      self.person = person
      self.limits = limits
      self.price = price
      self.per = per
    }
  }

  /// A node of the tree.
  public struct Node: Codable, Hashable, Sendable {
    /// Prices of the needs in units of 1/`denominator`, one for each entry of
    /// ``ShiftRosteringProblem/cover``; `nil` if the node carries none.
    public let prices: [Int]?
    /// Prices of counts that belong to them; `nil` for none.
    public let tolls: [Toll]?
    /// How the node is divided; `nil` for a leaf.
    public let split: Split?

    /// A node.
    public init(prices: [Int]?, tolls: [Toll]? = nil, split: Split? = nil) {
      self.prices = prices
      self.tolls = tolls
      self.split = split
    }
  }

  /// What the goals weigh.
  public let weights: Weights
  /// Unit of the prices; a power of two, at most 256.
  public let denominator: Int
  /// The tree; the root is node 0 and carries prices.
  public let nodes: [Node]
  /// For each person the limits on counts over the row that the proof needs, numbered from 0 among the
  /// person's limits on counts, the contract's first. The least row need not keep the others, which makes it
  /// no dearer and the proof quicker to verify; `nil` where nothing is said.
  public let counts: [[Int]]?
  /// The bound claimed on the value.
  public let bound: Int

  /// A certificate.
  public init(
    weights: Weights, denominator: Int, nodes: [Node], counts: [[Int]]? = nil, bound: Int
  ) {
    self.weights = weights
    self.denominator = denominator
    self.nodes = nodes
    self.counts = counts
    self.bound = bound
  }
}
