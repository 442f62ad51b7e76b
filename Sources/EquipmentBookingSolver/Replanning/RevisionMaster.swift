import EquipmentBooking
import LinearProgramming
import Solving

/// Prices of the slots of a revision round under which few changes pay: a proof of how many there must be.
///
/// The linear program of the round with a limit on what is lost, of which only a few columns and rows are
/// written out: at first those without a place alone. Whoever gains at present prices by being elsewhere gets
/// a column there (column generation; Dantzig & Wolfe 1960, doi:10.1287/opre.8.1.101), and slots get a row when
/// they overflow. The last prices prove the bound, see `ReplanningProof`, and so do any others.
struct RevisionMaster {
  private let places: RevisionPlaces
  private let movable: [Bool]
  /// Weight lost with each bundle, and what may be lost in all.
  private let weight: [Double]
  private let limit: Double
  private let bundles: [[Int]]
  /// Changes that a point of weight beyond the limit is worth at first: one for the heaviest booking, so that
  /// chains of moves are short; and in the end: all of them for the lightest.
  private let firstPenalty: Double
  private let lastPenalty: Double
  private let run: Run

  /// Bundles that are written out: those of weight, or requests that stay or go.
  private var isOpen: [Bool]
  private var openWeight = 0.0
  private var memberRow: [Int]
  private var column: [Int]
  /// Columns and row of each slot, and how many that are not written out take it.
  private var columnsIn: [[Int]]
  private var slotRow: [Int]
  private var load: [Int]
  /// Slots that a column takes.
  private var touched: [Int] = []

  private static let tolerance = 1e-6

  /// - Parameters:
  ///   - places: Where requests of the round can be.
  ///   - weight: Weight of each request; 0 for those that stay or go.
  ///   - isMovable: Whether each request may go elsewhere.
  ///   - lost: Weight that may be lost.
  ///   - run: Limits.
  init(_ places: RevisionPlaces, weight: [Int], isMovable: [Bool], lost: Int, run: Run) {
    self.places = places
    self.run = run
    movable = isMovable
    limit = Double(lost)
    bundles = places.problem.bundles
    self.weight = bundles.map { members in
      members.reduce(0) { $0 + (isMovable[$1] ? Double(weight[$1]) : 0) }
    }
    let lightest = weight.indices.reduce(Int.max) { isMovable[$1] ? min($0, weight[$1]) : $0 }
    let heaviest = weight.indices.reduce(1) { isMovable[$1] ? max($0, weight[$1]) : $0 }
    firstPenalty = 1 / Double(heaviest)
    lastPenalty = Double(isMovable.count { $0 }) / Double(max(1, lightest))
    isOpen = [Bool](repeating: false, count: bundles.count)
    memberRow = [Int](repeating: -1, count: weight.count)
    column = [Int](repeating: -1, count: places.all.count)
    var load = [Int](repeating: 0, count: places.limits.count)
    for home in places.home where home >= 0 {
      places.forEachSlot(of: places.all[home]) { load[$0] += 1 }
    }
    self.load = load
    slotRow = [Int](repeating: -1, count: places.limits.count)
    columnsIn = [[Int]](repeating: [], count: places.limits.count)
  }

  /// The best prices found.
  ///
  /// - Throws: An error of the engine.
  mutating func prices() throws -> RevisionPrices? {
    var program = LinearProgram("changes", sense: .maximize)
    var penalty = firstPenalty
    let beyond = program.addColumn("beyond", cost: -penalty)
    program.require(
      "lost", LinearExpression([.init(1, beyond)]), in: .atLeast(-limit))
    return try withSession(program, run: run) { session in
      for b in bundles.indices where bundles[b].contains(where: { places.home[$0] < 0 }) {
        try open(b, in: &session)
      }
      var best: RevisionPrices?
      while run.mustStop == nil, try solve(&session) {
        let duals = session.duals()
        var slots = [Double](repeating: 0, count: places.limits.count)
        for s in touched where slotRow[s] >= 0 { slots[s] = max(0, duals[slotRow[s]]) }
        let gains = places.gains(at: slots)
        run.charge(steps: places.all.count)
        let found = bound(gains, slots, worth: max(0, -duals[0]))
        if found.bound > best?.bound ?? -.infinity { best = found }
        if try extend(gains, duals, worth: found.weight, in: &session) { continue }
        guard session.values()[0] > Self.tolerance, penalty < lastPenalty else { break }
        penalty *= 2
        try session.setCost(-penalty, of: beyond)
      }
      return best
    }
  }

  /// Solves the program with a row for every slot that overflows; says whether that was done in time.
  private mutating func solve(_ session: inout Session) throws -> Bool {
    var status = try session.solve(.primal)
    while status == .optimal {
      let values = session.values()
      // Excess of each slot without a row, in the order of slots.
      var over = [Double](repeating: 0, count: places.limits.count)
      var full: [Int] = []
      for s in touched where slotRow[s] < 0 {
        let use = columnsIn[s].reduce(0) { $0 + values[$1] }
        over[s] = use + Double(load[s] - places.limits[s])
        if over[s] > Self.tolerance { full.append(s) }
      }
      // Of a stretch the fullest slots say enough for now.
      let new = full.sorted().filter { s in
        let isStart = s % places.slots == 0
        let isEnd = (s + 1) % places.slots == 0
        return (isStart || over[s - 1] < over[s] - Self.tolerance)
          && (isEnd || over[s + 1] < over[s] + Self.tolerance)
      }
      if new.isEmpty { return true }
      let rows = try session.addRows(
        new.map { s in
          NewRow(
            "room[\(s)]", LinearExpression(sumOf: columnsIn[s].map { Column($0) }),
            in: .atMost(Double(places.limits[s] - load[s])))
        })
      for (s, row) in zip(new, rows) { slotRow[s] = row }
      status = try session.solve(.dual)
    }
    return false
  }

  /// The bound of prices: what all slots are worth and what everybody gains beyond what is paid.
  private func bound(
    _ gains: RevisionPlaces.Gains, _ slots: [Double], worth: Double
  ) -> RevisionPrices {
    var sum = -worth * limit + Double(places.home.count)
    for s in touched { sum -= slots[s] * Double(places.limits[s]) }
    for (b, members) in bundles.enumerated() {
      sum += worth * weight[b]
      sum -= max(0, worth * weight[b] + members.reduce(0) { $0 + gains.best[$1] })
    }
    return RevisionPrices(slots: slots, weight: worth, bound: sum)
  }

  /// Writes out who gains elsewhere; says whether anybody does.
  private mutating func extend(
    _ gains: RevisionPlaces.Gains, _ duals: [Double], worth: Double, in session: inout Session
  ) throws -> Bool {
    var isChanged = false
    for (b, members) in bundles.enumerated() {
      let wasOpen = isOpen[b]
      if !wasOpen {
        let here = members.reduce(worth * weight[b]) { $0 + gains.home[$1] }
        let most = members.reduce(worth * weight[b]) { $0 + gains.best[$1] }
        guard max(0, most) > here + Self.tolerance else { continue }
        try open(b, in: &session)
        isChanged = true
      }
      for r in members where memberRow[r] >= 0 {
        let least = wasOpen ? duals[memberRow[r]] : gains.home[r]
        for i in places.better(r, gains, than: least + Self.tolerance) where column[i] < 0 {
          try add(i, in: &session)
          isChanged = true
        }
      }
    }
    return isChanged
  }

  /// Writes a bundle out, at home.
  private mutating func open(_ b: Int, in session: inout Session) throws {
    isOpen[b] = true
    let members = bundles[b]
    if movable[members[0]] {
      openWeight += weight[b]
      try session.setBounds(.atLeast(openWeight - limit), of: Row(0))
      let rows = try session.addRows(
        members.map { NewRow("once[\($0)]", LinearExpression(), in: .fixed(0)) })
      for (r, row) in zip(members, rows) { memberRow[r] = row }
      var entries: [NewColumn.Entry] = [.init(weight[b], Row(0))]
      for row in rows { entries.append(.init(-1, Row(row))) }
      try session.addColumns([NewColumn(.unit, cost: 0, entries: entries)])
    }
    for r in members where places.home[r] >= 0 {
      var rows: [Int] = []
      places.forEachSlot(of: places.all[places.home[r]]) { s in
        load[s] -= 1
        if slotRow[s] >= 0 { rows.append(s) }
      }
      for s in rows {
        try session.setBounds(.atMost(Double(places.limits[s] - load[s])), of: Row(slotRow[s]))
      }
      try add(places.home[r], in: &session)
    }
  }

  private mutating func add(_ i: Int, in session: inout Session) throws {
    let (place, at) = (places.all[i], session.columnCount)
    let member = memberRow[place.request]
    var entries: [NewColumn.Entry] = member < 0 ? [] : [.init(1, Row(member))]
    places.forEachSlot(of: place) { s in
      if columnsIn[s].isEmpty { touched.append(s) }
      columnsIn[s].append(at)
      if slotRow[s] >= 0 { entries.append(.init(1, Row(slotRow[s]))) }
    }
    try session.addColumns([
      NewColumn(
        member < 0 ? .unit : .nonnegative, cost: i == places.home[place.request] ? 1 : 0,
        entries: entries)
    ])
    column[i] = at
  }
}
