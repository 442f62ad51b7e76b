internal import DutyRostering
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
  var team: PricingTeam
  var run: Run
  /// Best bound of the part with nothing fixed, in units of 1/denominator, held costs included.
  private(set) var bound = unbounded
  /// Prices of that bound, by place.
  private(set) var boundPrices: [Int] = []
  /// Prices of a step of each counter that belong to it, by position; empty where none are needed.
  private(set) var boundTolls: [[Int]] = []
  /// Counters that were kept apart for it; pricers may have been renewed since.
  private(set) var boundCounts: WatchedCounts
  /// Value of the present mix.
  var mixValue = Double.infinity
  private var smoothing = 0.5

  init(_ part: RosterPart, team: PricingTeam, run: Run) {
    self.part = part
    self.team = team
    self.run = run
    master = MasterColumns(part)
    boundCounts = WatchedCounts(people: part.model.graphs.count)
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
    /// A value of the mix with which the caller is content.
    var content = -Double.infinity
    /// Elementary steps that the simplex method may take.
    var mixing = Int.max
    /// Asked after each round; the work so far decides, never the mix.
    var mayGoOn: () -> Bool = { true }
  }

  /// Mixes and prices in turn, everything free.
  mutating func generate(_ session: inout Session, _ allowance: Allowance) throws -> Ending {
    var center = boundPrices
    var mixing = allowance.mixing
    for _ in 0..<allowance.rounds {
      let before = session.steps
      guard try session.solve(.primal, steps: mixing) == .optimal else {
        return run.mustStop == nil ? .spent : .stopped
      }
      if mixing < .max { mixing = max(0, mixing - (session.steps - before)) }
      mixValue = session.objective
      let duals = session.duals()
      let unit = Double(part.model.denominator)
      if mixValue <= allowance.content + 1e-6 { return .spent }
      if bound > unbounded, mixValue * unit - Double(bound) < unit * 1e-3 { return .converged }
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
        if value > bound {
          note(bound: value, prices: prices, tolls: found.map(\.tolls))
          center = prices
        }
        if run.mustStop != nil { return .stopped }
        if bound >= allowance.goal { return .bounded }
        let columns = useful(found, at: Array(part.people.indices), duals: duals)
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

  /// Mixes and prices the people at some positions, then everybody, a few times with some cells fixed, until
  /// the mix is no dearer than `content`; there is no bound.
  ///
  /// - Returns: Whether the mix is optimal for the columns there are.
  mutating func refresh(
    _ session: inout Session, positions: [Int], rounds: Int, rows: Int, content: Double
  ) throws -> Bool {
    guard try session.solve(.dual) == .optimal else { return false }
    var positions = positions
    for round in 0..<rounds where session.objective > content + 1e-6 {
      if round == 1 { positions = Array(part.people.indices) }
      let duals = session.duals()
      let unit = Double(part.model.denominator)
      let prices = part.needs.indices.map {
        Int((duals[part.people.count + $0] * unit).rounded())
      }
      let found = team.price(
        &part, positions: positions, needPrices: prices, rows: rows, run: run)
      if run.mustStop != nil { return false }
      let added = try master.add(
        useful(found, at: positions, duals: duals), of: part, to: &session)
      guard added > 0 else { break }
      let before = session.objective
      guard try session.solve(.primal) == .optimal else { return false }
      // Little is left to be gained where a round of everybody gains little.
      if round > 0, before - session.objective < 0.1 * (session.objective - content) { break }
    }
    mixValue = session.objective
    return true
  }

  /// Keeps a bound and the prices that prove it.
  mutating func note(bound value: Int, prices: [Int], tolls: [[Int]]) {
    bound = value
    boundPrices = prices
    boundTolls = tolls
    boundCounts = WatchedCounts(people: part.model.graphs.count)
    boundCounts.include(part.pricers)
  }

  /// The prices of counters that belong to the bound, as a proof carries them.
  var provenTolls: [ShiftBoundCertificate.Toll]? {
    var tolls: [ShiftBoundCertificate.Toll] = []
    for (position, own) in boundTolls.enumerated() {
      let counters = part.pricers[position].plan.part.graph.counters
      for (counter, price) in zip(counters, own) where price != 0 {
        tolls.append(
          ShiftBoundCertificate.Toll(
            person: part.people[position], limits: counter.same, price: price, per: counter.unit))
      }
    }
    return tolls.isEmpty ? nil : tolls
  }

  /// Forgets the bound and begins from given prices.
  mutating func forgetBound(prices: [Int]) {
    bound = unbounded
    boundPrices = prices
    boundTolls = []
  }

  /// The rows that would lower the mix.
  private func useful(
    _ found: [PricedPlan], at positions: [Int], duals: [Double]
  ) -> [RowColumn] {
    var columns: [RowColumn] = []
    for (position, plan) in zip(positions, found) {
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

/// Stands for no bound at all; small enough to be subtracted from.
let unbounded = Int.min / 4
