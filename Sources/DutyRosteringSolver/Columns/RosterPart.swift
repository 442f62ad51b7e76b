internal import DutyRostering
internal import Solving

/// The rows of some people on some days, everything else held.
struct RosterPart: Sendable {
  let model: RosterModel
  /// The people, by index; a *position* counts within this list.
  let people: [Int]
  /// The days that may change.
  let days: Range<Int>
  /// One pricer for each position.
  var pricers: [PersonPricer]
  /// The needs that the part can change, by index.
  let needs: [Int]
  /// Place in ``needs`` of each need of the model; −1 for the others.
  let placeOfNeed: [Int32]
  /// What the held cells give to each of ``needs``.
  let held: [Int]
  /// Cost of all that is held.
  let constant: Int

  /// Everything may change; `allowed` are the cells that may be used, for each person by day × width. `nil`
  /// if somebody has no row left. Works on up to `threads` threads.
  init?(_ model: RosterModel, allowed: [[Bool]], roomLimit: Int, threads: Int = 1) {
    self.model = model
    people = Array(model.graphs.indices)
    days = 0..<model.problem.days
    let made = valuesSideBySide(people.count, threads: threads) { person in
      RowPart(model.graphs[person]).flatMap { part in
        PersonPricer(
          person, part: part, allowed: allowed[person], width: model.width, watching: nil,
          roomLimit: roomLimit)
      }
    }
    pricers = made.compactMap(\.self)
    guard pricers.count == people.count else { return nil }
    needs = Array(model.needs.indices)
    placeOfNeed = needs.map(Int32.init)
    held = [Int](repeating: 0, count: needs.count)
    constant = 0
  }

  /// `people` may change on `days`, the rest of `roster` is held; the pricers of `whole`, in which everything
  /// may change, are used again.
  init?(
    _ whole: RosterPart, people: [Int], days: Range<Int>, of roster: HeldRoster, roomLimit: Int
  ) {
    let model = whole.model
    self.model = model
    self.people = people
    self.days = days
    var pricers: [PersonPricer] = []
    var counts = roster.counts
    var constant = roster.value
    var isTouched = [Bool](repeating: false, count: model.needs.count)
    for person in people {
      let row = roster.rows[person]
      if days == whole.days {
        pricers.append(whole.pricers[person])
      } else {
        guard let part = RowPart(model.graphs[person], days: days, of: row),
          let pricer = PersonPricer(
            person, part: part, allowed: whole.pricers[person].plan.allowed, width: model.width,
            watching: nil, roomLimit: roomLimit)
        else { return nil }
        pricers.append(pricer)
      }
      constant -= roster.rowCosts[person]
      for day in row.indices {
        let place = day * model.width + Int(row[day])
        guard days.contains(day) else {
          constant += model.cellCosts[person][place]
          continue
        }
        for need in model.links[person].needs(place) { counts[Int(need)] -= 1 }
        for cell in 0..<model.width {
          for need in model.links[person].needs(day * model.width + cell) {
            isTouched[Int(need)] = true
          }
        }
      }
    }
    self.pricers = pricers
    needs = model.needs.indices.filter { isTouched[$0] }
    var placeOfNeed = [Int32](repeating: -1, count: model.needs.count)
    for (place, need) in needs.enumerated() {
      placeOfNeed[need] = Int32(place)
      constant -= model.needs[need].cost(roster.counts[need])
    }
    self.placeOfNeed = placeOfNeed
    held = needs.map { counts[$0] }
    self.constant = constant
  }

  /// How many cells of the part can count for a need.
  var freeCells: Int { people.count * days.count }

  /// Cost of a row's stretch: all its rules and the cells of the part's days.
  func columnCost(_ position: Int, cells: [Int32], ruleCost: Int) -> Int {
    let costs = model.cellCosts[people[position]]
    var sum = ruleCost
    for (day, cell) in zip(days, cells) { sum += costs[day * model.width + Int(cell)] }
    return sum
  }

  /// How often the cells of a stretch count for the part's needs, by place, in the order of the places.
  func entries(_ position: Int, cells: [Int32]) -> [(place: Int, count: Int)] {
    let links = model.links[people[position]]
    var places: [Int32] = []
    for (day, cell) in zip(days, cells) {
      for need in links.needs(day * model.width + Int(cell)) {
        places.append(placeOfNeed[Int(need)])
      }
    }
    places.sort()
    var entries: [(place: Int, count: Int)] = []
    for place in places {
      if let last = entries.last, last.place == Int(place) {
        entries[entries.count - 1].count += 1
      } else {
        entries.append((Int(place), 1))
      }
    }
    return entries
  }

  /// Price of every cell of a person, in units of 1/denominator: its cost less what it counts for. The
  /// prices of needs are by place.
  func cellPrices(_ position: Int, needPrices: [Int]) -> [Float] {
    let person = people[position]
    let links = model.links[person]
    let costs = model.cellCosts[person]
    var prices = [Float](repeating: 0, count: costs.count)
    for place in (days.lowerBound * model.width)..<(days.upperBound * model.width) {
      var price = model.denominator * costs[place]
      for need in links.needs(place) { price -= needPrices[Int(placeOfNeed[Int(need)])] }
      prices[place] = Float(price)
    }
    return prices
  }

  /// What the needs add to a Lagrangian bound, in units of 1/denominator.
  func needFloor(_ prices: [Int]) -> Int {
    var sum = 0
    for (place, need) in needs.enumerated() {
      sum += model.needs[need].floor(
        price: prices[place], denominator: model.denominator, held: held[place],
        free: min(freeCells, model.needs[need].reach))
    }
    return sum
  }
}
