internal import LinearProgramming
internal import Solving

/// Finds the best mix of rows of a part, and a bound, by pricing rows until none helps.
///
/// The prices that rows are sought with lie between those of the best bound so far and those of the
/// present mix (Wentges 1997, doi:10.1016/S0969-6016(97)00001-4; the share adapts as in Pessoa et al. 2018,
/// doi:10.1287/ijoc.2017.0784). They are rounded to multiples of 1/denominator, so every bound on the way
/// is a certificate.
struct ColumnGeneration {
  var part: RosterPart
  var master: MasterColumns
  let team: PricingTeam
  let run: Run
  /// Best bound of the part with nothing fixed, in units of 1/denominator, held costs included.
  private(set) var bound = Int.min
  /// Prices of that bound, by place.
  private(set) var boundPrices: [Int] = []
  /// Value of the present mix.
  private(set) var mixValue = Double.infinity
  /// Rounds of pricing done.
  private(set) var rounds = 0
  private var smoothing = 0.5

  init(_ part: RosterPart, team: PricingTeam, run: Run) {
    self.part = part
    self.team = team
    self.run = run
    master = MasterColumns(part)
  }

  /// Why pricing ended.
  enum Ending {
    /// No row helps any more.
    case converged
    /// The bound reached the goal.
    case bounded
    /// The allowance of rounds or work was spent.
    case spent
    /// The run must stop.
    case stopped
  }

  /// What pricing may spend.
  struct Allowance {
    var rounds = Int.max
    /// Rows asked for of each person.
    var rows = 3
    /// A bound, in units of 1/denominator, with which the caller is content.
    var goal = Int.max
    /// Asked after each round; the work so far decides, never the mix.
    var mayGoOn: () -> Bool = { true }
  }

  /// Mixes and prices in turn.
  mutating func generate(
    _ session: inout Session, _ allowance: Allowance, isFixed: Bool = false
  ) throws -> Ending {
    var center = isFixed ? [] : boundPrices
    var localBound = isFixed ? Int.min : bound
    var method = isFixed ? Session.Method.dual : .primal
    for _ in 0..<allowance.rounds {
      guard try session.solve(method) == .optimal else { return .stopped }
      method = .primal
      mixValue = session.objective
      rounds += 1
      let duals = session.duals()
      let unit = Double(part.model.denominator)
      if localBound > .min, mixValue * unit - Double(localBound) < unit * 1e-3 { return .converged }
      var share = center.isEmpty ? 0 : smoothing
      while true {
        let prices = part.needs.indices.map { place -> Int in
          let own = duals[part.people.count + place] * unit
          let mixed = center.isEmpty ? own : share * Double(center[place]) + (1 - share) * own
          return Int(mixed.rounded())
        }
        let found = team.price(
          &part, positions: Array(part.people.indices), needPrices: prices, rows: allowance.rows,
          run: run)
        var value = part.needFloor(prices) + part.model.denominator * part.constant
        for plan in found { value += plan.bound }
        if value > localBound {
          localBound = value
          center = prices
          if !isFixed, value > bound {
            bound = value
            boundPrices = prices
          }
        }
        if run.mustStop != nil { return .stopped }
        if !isFixed, bound >= allowance.goal { return .bounded }
        let columns = useful(found, duals: duals)
        let added = try master.add(columns, of: part, to: &session)
        if added > 0 {
          smoothing = min(0.9, share + (1 - share) * 0.1)
          break
        }
        if share < 0.01 { return .converged }
        share = share > 0.2 ? share / 2 : 0
        smoothing = max(0.1, share)
      }
      guard allowance.mayGoOn() else { return .spent }
    }
    return .spent
  }

  /// The rows that would lower the mix.
  private func useful(_ found: [PricedPlan], duals: [Double]) -> [RowColumn] {
    var columns: [RowColumn] = []
    for (position, plan) in found.enumerated() {
      for row in plan.rows {
        guard let ruleCost = row.ruleCost else { continue }
        let cost = part.columnCost(position, cells: row.cells, ruleCost: ruleCost)
        var reduced = Double(cost) - duals[position]
        for entry in part.entries(position, cells: row.cells) {
          reduced -= Double(entry.count) * duals[part.people.count + entry.place]
        }
        if reduced < -1e-6 {
          columns.append(RowColumn(position: position, cells: row.cells, cost: cost))
        }
      }
    }
    return columns
  }
}
