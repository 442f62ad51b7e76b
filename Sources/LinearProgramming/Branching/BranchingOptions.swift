/// How a mixed-integer program is to be solved.
public struct BranchingOptions: Sendable {
  /// A family of GLPK's cut generators.
  public enum CutFamily: Hashable, Sendable, CaseIterable {
    /// Gomory's mixed-integer cuts from the basis.
    case gomory
    /// Mixed-integer rounding of rows and their sums.
    case mixedIntegerRounding
    /// Cliques of the conflict graph of binary columns.
    case clique
  }

  /// How much trying goes into the choice of a column to split.
  public enum Trials: Hashable, Sendable {
    /// Up to eight columns, with up to sixty iterations for either side.
    case thorough
    /// Up to four columns and twenty iterations: for programs of so many columns that most are never met
    /// often enough to be known.
    case quick

    var columns: Int { self == .thorough ? 8 : 4 }
    var iterations: Int { self == .thorough ? 60 : 20 }
  }

  /// Whether every closed node is proven in whole numbers and the proof returned. All numbers of
  /// the program must be whole then, columns with a cost integer, and GLPK's cuts are not used: a
  /// certificate could not say where they come from.
  public var certifies: Bool
  /// Whether a proof may rest on rows of the simplex table and on halves of sums of rows, rounded in whole
  /// numbers (`RoundedRow`), which are looked for at the root. All columns must be integer and not negative,
  /// and no hook may add rows.
  public var roundsRows: Bool
  /// Rounds of looking for such rows at most.
  package var mostRoundings = 40
  /// Whether the dual method takes long steps, see ``withSession(_:run:rowSteps:takesLongSteps:_:)``.
  package var takesLongSteps = false
  /// Whether an answer is looked for at the root among the columns that its relaxations use, see
  /// ``TreeSearch/searchNearRoot()``; only where a proof is kept.
  package var searchesNearRoot = false
  /// Whether rows of the simplex table are rounded whatever their weights, and rows divided by their own
  /// coefficients too: that finds more and takes longer.
  package var roundsWidely = false
  /// A number for each column: those of the smallest that are far from whole are the first to be tried, and one of
  /// what is tried is split. Empty if all are alike.
  package var priorities: [Int] = []
  /// A known answer to start from, one value for each column; ignored if it breaks a row.
  public var start: [Double]?
  /// The basis of ``start``, or none: a row that each column at 1 fills, in its slack's place, see
  /// ``Session/enterBasis(_:)``. The root's relaxation begins there.
  package var startBasis: [(column: Column, row: Row)] = []
  /// Cuts to generate at the root.
  public var cuts: Set<CutFamily>
  /// Rounds of cuts at the root, and of ``BranchingHooks/cuts`` at any node.
  public var cutRounds: Int
  /// How much trying goes into the choice of a column to split.
  public var trials: Trials
  /// Nodes after which to stop; `nil` for no limit.
  public var nodeLimit: Int?
  /// Work units after which to stop; `nil` for no limit but the run's.
  package var workLimit: Int?
  /// Objective that an answer must reach to be of interest (as good or better); `nil` for any. The
  /// search ends when no such answer is left; a worse one that it met may still be returned.
  public var target: Double?

  /// Options, each with its usual value.
  public init(
    certifies: Bool = false, roundsRows: Bool = false, start: [Double]? = nil,
    cuts: Set<CutFamily> = [.gomory, .mixedIntegerRounding, .clique], cutRounds: Int = 12,
    trials: Trials = .thorough, nodeLimit: Int? = nil, target: Double? = nil
  ) {
    self.certifies = certifies
    self.roundsRows = roundsRows
    self.start = start
    self.cuts = cuts
    self.cutRounds = cutRounds
    self.trials = trials
    self.nodeLimit = nodeLimit
    self.target = target
  }
}

/// A split of one column's range: at most `value` on one side, at least `value` + 1 on the other.
public struct Branch: Hashable, Sendable {
  /// The column to split.
  public let column: Column
  /// Largest value of the lower side.
  public let value: Int
  /// Which side to look at first.
  public let upFirst: Bool

  /// A split.
  public init(_ column: Column, at value: Int, upFirst: Bool) {
    self.column = column
    self.value = value
    self.upFirst = upFirst
  }
}

/// What the owner of a program knows better than a general solver. Points have one value for each
/// column.
public struct BranchingHooks {
  /// Rows that every answer satisfies and `point` breaks; called with each node's relaxed optimum
  /// until it returns none. A relaxed optimum counts as an answer only once this returns none.
  public var cuts: ((_ point: [Double]) -> [NewRow])?
  /// An answer near a relaxed optimum; it is checked against every row.
  public var heuristic: ((_ point: [Double]) -> [Double]?)?
  /// Which column to split; `nil` leaves the choice to pseudocosts.
  public var branch: ((_ point: [Double]) -> Branch?)?
  /// Called with each better answer.
  public var improved: ((_ point: [Double], _ objective: Double) -> Void)?

  /// Hooks; absent ones leave the matter to the engine.
  public init(
    cuts: (([Double]) -> [NewRow])? = nil, heuristic: (([Double]) -> [Double]?)? = nil,
    branch: (([Double]) -> Branch?)? = nil, improved: (([Double], Double) -> Void)? = nil
  ) {
    self.cuts = cuts
    self.heuristic = heuristic
    self.branch = branch
    self.improved = improved
  }
}
