internal import LinearProgramming

/// A stretch of one person's row as a column of the master.
struct RowColumn: Hashable, Sendable {
  /// Position of the person in the part.
  let position: Int
  /// The cells of the part's days.
  let cells: [Int32]
  /// Cost by rules and cells.
  let cost: Int
}

/// The master program of a part: which of the rows found so far to mix.
///
///     minimise    Σ cost · mix + slopes of the needs
///     one[p]:     Σ mix of p's rows = 1                            ∀ p ∈ people
///     need[r]:    Σ count · mix + under − over = pivot             ∀ r ∈ needs
///
/// The rows are those of the people, then those of the needs; the columns are the slopes, then the rows.
struct MasterColumns {
  private(set) var columns: [RowColumn] = []
  private let slopeCount: Int
  private let peopleCount: Int
  private var isKnown: [Set<[Int32]>]
  private var isShut: [Bool] = []

  /// A master with slopes only.
  init(_ part: RosterPart) {
    peopleCount = part.people.count
    isKnown = [Set<[Int32]>](repeating: [], count: part.people.count)
    slopeCount = Self.slopes(of: part).reduce(0) { $0 + $1.under.count + $1.over.count }
  }

  /// Elementary steps that a simplex iteration takes for each row: a column has an entry for most days, so
  /// that the factors of the basis fill up. Measured, about a fifth of a microsecond.
  static let rowSteps = 200

  /// The program before any row is known.
  static func program(_ part: RosterPart) -> LinearProgram {
    var program = LinearProgram("rows")
    for position in part.people.indices {
      program.require("one[\(position)]", LinearExpression(), equals: 1)
    }
    var constant = part.constant
    for (place, slopes) in slopes(of: part).enumerated() {
      constant += part.model.needs[part.needs[place]].cost(part.held[place] + slopes.pivot)
      var sum = LinearExpression()
      for (name, sign, segments) in [("under", 1.0, slopes.under), ("over", -1.0, slopes.over)] {
        for (k, segment) in segments.enumerated() {
          let length = segment.length == .max ? Double.infinity : Double(segment.length)
          let column = program.addColumn(
            "\(name)[\(place),\(k)]", LinearProgram.Bounds(lower: 0, upper: length),
            cost: Double(segment.slope))
          sum.add(sign, column)
        }
      }
      program.require("need[\(place)]", sum, equals: Double(slopes.pivot))
    }
    program.objectiveConstant = Double(constant)
    return program
  }

  private static func slopes(
    of part: RosterPart
  ) -> [(pivot: Int, under: [NeedCost.Segment], over: [NeedCost.Segment])] {
    part.needs.enumerated().map { place, need in
      part.model.needs[need].slopes(
        held: part.held[place], free: min(part.freeCells, part.model.needs[need].reach))
    }
  }

  /// Adds the columns that are new.
  ///
  /// - Returns: How many were added.
  @discardableResult
  mutating func add(
    _ new: [RowColumn], of part: RosterPart, to session: inout Session
  ) throws -> Int {
    var fresh: [NewColumn] = []
    for column in new where isKnown[column.position].insert(column.cells).inserted {
      columns.append(column)
      var entries = [NewColumn.Entry(1, Row(column.position))]
      for entry in part.entries(column.position, cells: column.cells) {
        entries.append(NewColumn.Entry(Double(entry.count), Row(peopleCount + entry.place)))
      }
      fresh.append(NewColumn(cost: Double(column.cost), entries: entries))
    }
    try session.addColumns(fresh)
    return fresh.count
  }

  /// Begins at the roster that the first column of each position makes up: it is the basis, with the slopes
  /// that its counts ask for. Otherwise the simplex method would first have to fill every row.
  ///
  /// - Precondition: Nothing was solved yet, and every position has a column.
  func begin(with part: RosterPart, in session: inout Session) throws {
    var held: [(column: Column, row: Row)] = []
    var counts = [Int](repeating: 0, count: part.needs.count)
    var isEntered = [Bool](repeating: false, count: peopleCount)
    for (index, column) in columns.enumerated() where !isEntered[column.position] {
      isEntered[column.position] = true
      held.append((Column(slopeCount + index), Row(column.position)))
      for entry in part.entries(column.position, cells: column.cells) {
        counts[entry.place] += entry.count
      }
    }
    var entries: [(column: Column, row: Row)] = []
    var first = 0
    for (place, slopes) in Self.slopes(of: part).enumerated() {
      let missing = slopes.pivot - counts[place]
      let (segments, start) =
        missing > 0 || slopes.over.isEmpty
        ? (slopes.under, first) : (slopes.over, first + slopes.under.count)
      // One segment has to take all of it.
      let segment = segments.firstIndex { $0.length >= abs(missing) } ?? segments.indices.last
      if let segment {
        entries.append((Column(start + segment), Row(peopleCount + place)))
      }
      first += slopes.under.count + slopes.over.count
    }
    try session.enterBasis(entries + held)
  }

  /// How much of each column is in the mix.
  func mix(_ session: borrowing Session) -> ArraySlice<Double> { session.values()[slopeCount...] }

  /// Lets a column be used or not.
  mutating func setUsable(_ isUsable: Bool, _ index: Int, in session: inout Session) throws {
    isShut += [Bool](repeating: false, count: columns.count - isShut.count)
    isShut[index] = !isUsable
    try session.setBounds(isUsable ? .nonnegative : .fixed(0), of: Column(slopeCount + index))
  }

  /// Lets exactly those columns be used for which `isUsable` holds.
  mutating func setUsable(_ isUsable: [Bool], in session: inout Session) throws {
    isShut += [Bool](repeating: false, count: columns.count - isShut.count)
    for (index, isUsable) in isUsable.enumerated() where isUsable == isShut[index] {
      try setUsable(isUsable, index, in: &session)
    }
  }
}
