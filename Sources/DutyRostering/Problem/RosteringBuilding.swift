import Alliance
import Solving

extension RosteringProblem {
  /// Builds the problem from a draft in which ``faults(in:)`` found nothing.
  init(faultless draft: RosteringDraft) {
    let index = DraftIndex(draft)
    let rotation = draft.rotation
    let terms = draft.terms.count
    var peopleOfUnit = [[Int]](repeating: [], count: draft.units.count)
    for (p, person) in draft.people.enumerated() {
      if let unit = index.unit[person.unit] { peopleOfUnit[unit].append(p) }
    }
    var history = [HistoryDraft?](repeating: nil, count: draft.units.count)
    for entry in rotation.history {
      if let unit = index.unit[entry.unit] { history[unit] = entry }
    }

    self.draft = draft
    units = draft.units.enumerated().map { u, unit in
      Unit(
        id: unit.id, name: unit.name, tier: unit.tier, weight: unit.weight,
        takesPart: unit.takesPart(under: rotation.settings), isHost: unit.isHost,
        people: peopleOfUnit[u], servedBefore: history[u]?.served ?? 0,
        entitledBefore: history[u]?.entitlement ?? .zero, termsSince: history[u]?.termsSince,
        lastBody: history[u]?.lastBody)
    }
    people = draft.people.map { person in
      Person(
        staffNumber: person.staffNumber, name: person.name, unit: index.unit[person.unit] ?? 0,
        standing: person.standing(under: rotation.settings), servedBefore: person.served,
        successors: (person.successors ?? []).map { successor in
          Successor(
            term: index.term[successor.term] ?? 0, staffNumber: successor.staffNumber,
            name: successor.name)
        }.sorted { $0.term < $1.term })
    }
    drawnPlaces = Self.drawnPlaces(units, order: draft.tieOrder)
    posts = rotation.posts.map { post in
      Post(
        staffNumber: post.staffNumber, name: post.name,
        seats: Seat.all.filter(post.seats.contains), mostTerms: post.mostTerms)
    }
    var demand = [[Int]](
      repeating: [Int](repeating: 0, count: Seat.all.count), count: terms)
    for entry in rotation.demand {
      if let term = index.term[entry.term] { demand[term][entry.seat.index] = entry.places }
    }
    self.demand = demand
    placesSoFar = Tier.allCases.map { tier in
      var sum = 0
      return demand.map { places in
        for seat in Seat.all where seat.tier == tier { sum += places[seat.index] }
        return sum
      }
    }

    func nowhere(_ count: Int) -> [[Bool]] {
      [[Bool]](repeating: [Bool](repeating: false, count: terms), count: count)
    }
    var (unitLeave, personLeave, postLeave) = (
      nowhere(draft.units.count), nowhere(draft.people.count), nowhere(rotation.posts.count)
    )
    for leave in draft.leave {
      guard let term = index.term[leave.term] else { continue }
      if let unit = leave.unit.flatMap({ index.unit[$0] }) { unitLeave[unit][term] = true }
      if let person = leave.person.flatMap({ index.person[$0] }) {
        personLeave[person][term] = true
      }
      if let post = leave.person.flatMap({ index.post[$0] }) { postLeave[post][term] = true }
    }
    (self.unitLeave, self.personLeave, self.postLeave) = (unitLeave, personLeave, postLeave)
    pinned = index.cells(rotation.pinned, of: draft)
    forbidden = index.cells(rotation.forbidden, of: draft)

    let scale = Self.commonDenominator(of: draft) ?? 1
    deviationScale = scale
    let weights = Tier.allCases.map { tier in draft.activeWeight(of: tier) }
    shares = draft.units.map { unit in
      guard unit.takesPart(under: rotation.settings) else { return 0 }
      return scale / weights[unit.tier.index] * unit.weight
    }
    balances = history.map { entry in
      guard let entry else { return 0 }
      let entitled = entry.entitlement
      return scale * entry.served - scale / entitled.denominator * entitled.numerator
    }
  }

  /// Least common multiple of the tiers' summed weights and the histories' denominators; `nil` if it
  /// exceeds ``largestScale``.
  static func commonDenominator(of draft: RosteringDraft) -> Int? {
    var scale = 1
    let denominators =
      Tier.allCases.map { max(1, draft.activeWeight(of: $0)) }
      + draft.rotation.history.map(\.entitlement.denominator)
    for denominator in denominators {
      let divisor = Int(greatestCommonDivisor(scale.magnitude, denominator.magnitude))
      let (product, overflow) = scale.multipliedReportingOverflow(by: denominator / divisor)
      guard !overflow, product <= largestScale else { return nil }
      scale = product
    }
    return scale
  }
}

extension RosteringDraft {
  /// Sum of the weights of the units of a tier that take part.
  func activeWeight(of tier: Tier) -> Int {
    units.reduce(0) { sum, unit in
      unit.tier == tier && unit.takesPart(under: rotation.settings) ? sum + unit.weight : sum
    }
  }
}

extension UnitDraft {
  /// Whether the unit takes part once the host's switch is applied.
  func takesPart(under settings: RotationSettings) -> Bool {
    takesPart && (!isHost || settings.hostTakesPart)
  }
}

extension PersonDraft {
  /// What entitles the person to serve.
  func standing(under settings: RotationSettings) -> RosteringProblem.Standing {
    if role == settings.requiredRole { return .role }
    return exception.map { .exception(note: $0) } ?? .none
  }
}

/// Identifiers of a draft with their positions; the first of equal ones counts.
struct DraftIndex {
  private(set) var unit: [String: Int] = [:]
  private(set) var person: [String: Int] = [:]
  private(set) var post: [String: Int] = [:]
  private(set) var term: [String: Int] = [:]

  init(_ draft: RosteringDraft) {
    func positions(_ keys: [String]) -> [String: Int] {
      Dictionary(zip(keys, keys.indices), uniquingKeysWith: { first, _ in first })
    }
    unit = positions(draft.units.map(\.id))
    person = positions(draft.people.map(\.staffNumber))
    post = positions(draft.rotation.posts.map(\.staffNumber))
    term = positions(draft.terms.map(\.label))
  }

  /// The cells that the entries name, each once, by term, body, unit and person.
  func cells(_ entries: [CellDraft], of draft: RosteringDraft) -> [RosteringProblem.Cell] {
    var cells: [RosteringProblem.Cell] = []
    for entry in entries {
      let person = entry.person.flatMap { self.person[$0] }
      guard
        let unit = person.flatMap({ self.unit[draft.people[$0].unit] })
          ?? entry.unit.flatMap({ self.unit[$0] })
      else { continue }
      let terms =
        entry.term.map { [self.term[$0]].compactMap(\.self) } ?? Array(draft.terms.indices)
      for term in terms {
        for body in entry.body.map({ [$0] }) ?? Body.allCases {
          cells.append(.init(unit: unit, person: person, body: body, term: term))
        }
      }
    }
    func key(_ cell: RosteringProblem.Cell) -> (Int, Int, Int, Int) {
      (cell.term, cell.body.index, cell.unit, cell.person ?? -1)
    }
    cells.sort { key($0) < key($1) }
    return cells.enumerated().compactMap { i, cell in
      i > 0 && cells[i - 1] == cell ? nil : cell
    }
  }
}
