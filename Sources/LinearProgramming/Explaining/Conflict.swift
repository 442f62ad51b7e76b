public import Solving

/// Why a program has no answer: which rules would have to give way, and by how much.
public struct Conflict: Hashable, Sendable {
  /// A row that would have to be broken.
  public struct Relaxation: Hashable, Sendable {
    /// Name of the row.
    public let row: String
    /// The rule's family, the name up to the bracket.
    public let family: String
    /// By how much its sum would have to pass the bound; positive above the upper side, negative
    /// below the lower one.
    public let amount: Double
  }

  /// The cheapest set of rows to break, in the program's order.
  public let relaxations: [Relaxation]
  /// A set of rows that contradict each other and of which none can be left out, in the program's
  /// order; `nil` where the program is too large to look for one.
  public let irreducible: [String]?
}

extension LinearProgram {
  /// Explains why the program has no answer.
  ///
  /// First an elastic program: each row of a family that may give way gets a slack on either side at
  /// the family's price, and the cheapest total is found. Then, for small programs, a deletion
  /// filter: rows are left out one by one, for good where the rest still contradicts itself
  /// (Chinneck & Dravnieks 1991, doi:10.1287/ijoc.3.2.157).
  ///
  /// - Parameters:
  ///   - prices: Price of one unit of each family that may give way; families that are not named cost
  ///     1. A price of `nil` protects a family.
  ///   - filterLimit: Most rows for which an irreducible set is looked for.
  ///   - run: Limits.
  /// - Returns: `nil` if the program has an answer, or if a limit was reached before anything was
  ///   found.
  /// - Throws: As ``solve(run:options:hooks:)``.
  public func conflict(
    prices: [String: Double?] = [:], filterLimit: Int = 400, run: Run = Run()
  ) throws -> Conflict? {
    let (elastic, slacks) = elasticProgram(prices: prices)
    let outcome = try elastic.solve(run: run)
    guard let values = outcome.values else {
      // Protected rules alone contradict each other.
      guard outcome.termination == .infeasible else { return nil }
      return Conflict(
        relaxations: [], irreducible: try irreducibleRows(filterLimit: filterLimit, run: run))
    }
    let relaxations = slacks.compactMap { slack -> Conflict.Relaxation? in
      let amount = slack.sign * values[slack.column.index]
      guard abs(amount) > 1e-6 else { return nil }
      let row = rows[slack.row]
      return Conflict.Relaxation(row: row.name, family: String(row.family), amount: amount)
    }
    guard !relaxations.isEmpty else { return nil }
    return Conflict(
      relaxations: relaxations,
      irreducible: try irreducibleRows(filterLimit: filterLimit, run: run))
  }

  private struct Slack {
    let row: Int
    let column: Column
    let sign: Double
  }

  private func elasticProgram(
    prices: [String: Double?]
  ) -> (program: LinearProgram, slacks: [Slack]) {
    var elastic = LinearProgram("\(name.prefix(200)), elastic")
    var slacks: [Slack] = []
    for column in columns {
      _ = elastic.addColumn(column.name, column.bounds, kind: column.kind)
    }
    for (i, row) in rows.enumerated() {
      var expression = LinearExpression(row.terms)
      let price: Double? = prices[String(row.family)] ?? 1
      if let price {
        // A lower side needs the sum raised, an upper side lowered.
        for (sign, end) in [(-1.0, row.bounds.lower), (1.0, row.bounds.upper)] where end.isFinite {
          let slack = elastic.addColumn(
            "give\(sign < 0 ? "Below" : "Above")[\(i)]", .nonnegative, cost: price)
          expression.add(-sign, slack)
          slacks.append(Slack(row: i, column: slack, sign: sign))
        }
      }
      elastic.require(row.name, expression, in: row.bounds)
    }
    return (elastic, slacks)
  }

  /// A deletion filter, on the relaxation where that contradicts itself already.
  private func irreducibleRows(filterLimit: Int, run: Run) throws -> [String]? {
    guard rows.count <= filterLimit else { return nil }
    var candidate = self
    for j in candidate.columns.indices { candidate.setCost(0, of: Column(j)) }
    func contradicts(_ program: LinearProgram) throws -> Bool? {
      let relaxed = try program.relaxed.solve(run: run)
      if relaxed.termination == .infeasible { return true }
      guard relaxed.values != nil else { return nil }
      guard isMixedInteger else { return false }
      switch try program.solve(
        run: run, options: BranchingOptions(cuts: [], nodeLimit: 2000)
      ).termination {
      case .infeasible: return true
      case .optimal, .gapReached: return false
      default: return nil
      }
    }
    guard try contradicts(candidate) == true else { return nil }
    var kept: [String] = []
    for (i, row) in rows.enumerated() {
      if run.mustStop != nil { return nil }
      let bounds = candidate.rows[i].bounds
      candidate.setBounds(.free, of: Row(i))
      if try contradicts(candidate) != true {
        candidate.setBounds(bounds, of: Row(i))
        kept.append(row.name)
      }
    }
    return kept
  }
}
