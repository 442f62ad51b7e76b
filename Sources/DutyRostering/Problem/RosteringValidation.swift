import Alliance
public import Diagnostics

extension RosteringProblem {
  /// Largest common denominator of shares and histories.
  public static let largestScale = 1_000_000

  /// Everything that is wrong with a draft, by section of the draft.
  ///
  /// Places are paths of the draft, such as `units[3].weight` or `rotation.pinned[0].term`.
  public static func faults(in draft: RosteringDraft) -> Faults {
    var validation = DraftValidation(draft)
    validation.checkTerms()
    validation.checkUnits()
    validation.checkPeople()
    validation.checkLeave()
    validation.checkSettings()
    validation.checkDemand()
    validation.checkPosts()
    validation.checkHistory()
    validation.checkCells()
    return validation.faults
  }
}

/// One pass over a draft; each method checks one list.
struct DraftValidation {
  let draft: RosteringDraft
  let index: DraftIndex
  var faults = Faults()
  let rotation = Place("rotation")
  static let counts = 0...100_000

  init(_ draft: RosteringDraft) {
    self.draft = draft
    index = DraftIndex(draft)
  }

  /// Identifiers are well formed and unique; `taken` may come from another list.
  mutating func checkKeys(_ keys: [String], at place: (Int) -> Place, taken: [String: Place] = [:])
  {
    var seen = taken
    for (i, key) in keys.enumerated() {
      if let rule = Identifier.brokenRule(key) {
        faults.append(rule, at: place(i), value: String(key.prefix(80)))
      } else if let first = seen[key] {
        faults.append(.rosterDuplicate, at: place(i), value: key, related: [first])
      } else {
        seen[key] = place(i)
      }
    }
  }

  mutating func checkSize(_ count: Int, _ limit: Int, at place: Place) {
    if count > limit { faults.append(.rosterTooLarge, at: place, value: "\(count)") }
  }

  mutating func checkTerms() {
    let list = Place("terms")
    if draft.terms.isEmpty { faults.append(.rosterEmpty, at: list) }
    checkSize(draft.terms.count, 520, at: list)
    checkKeys(draft.terms.map(\.label)) { list[$0].appending("label") }
    // Dates are ISO texts, which sort as the days do.
    var last: (end: String, term: Int)?
    for (t, term) in draft.terms.enumerated() {
      if (term.start == nil) != (term.end == nil) {
        faults.append(
          .rosterTermHalf, at: list[t].appending(term.start == nil ? "start" : "end"),
          value: term.start ?? term.end)
      }
      if let start = term.start, let end = term.end, start > end {
        faults.append(.rosterTermReversed, at: list[t].appending("end"), value: end)
      } else if let start = term.start, let last, start <= last.end {
        faults.append(
          .rosterTermOverlaps, at: list[t].appending("start"), value: start,
          related: [list[last.term].appending("end")])
      }
      if let end = term.end { last = (end, t) }
    }
  }

  mutating func checkUnits() {
    let list = Place("units")
    checkSize(draft.units.count, 2000, at: list)
    checkKeys(draft.units.map(\.id)) { list[$0].appending("id") }
    let settings = draft.rotation.settings
    if !draft.units.contains(where: { $0.takesPart(under: settings) }) {
      faults.append(.rosterEmpty, at: list)
    }
    let hosts = draft.units.indices.filter { draft.units[$0].isHost }
    for host in hosts.dropFirst() {
      faults.append(
        .rosterHosts, at: list[host].appending("isHost"), value: draft.units[host].id,
        related: [list[hosts[0]].appending("isHost")])
    }
    var served = [Bool](repeating: false, count: draft.units.count)
    for person in draft.people where person.standing(under: settings) != .none {
      if let unit = index.unit[person.unit] { served[unit] = true }
    }
    for (u, unit) in draft.units.enumerated() {
      if !(1...1000).contains(unit.weight) {
        faults.append(.rosterWeight, at: list[u].appending("weight"), value: "\(unit.weight)")
      }
      if unit.takesPart(under: settings), !served[u] {
        // Most often the role is there under another word: both are shown.
        let other = draft.people.first { $0.unit == unit.id && !$0.role.isEmpty }
        faults.append(
          .rosterNobody, at: list[u],
          value: other.map { "\(unit.id): \($0.role) ≠ \(settings.requiredRole)" } ?? unit.id)
      }
    }
  }

  mutating func checkPeople() {
    let list = Place("people")
    checkSize(draft.people.count, 20_000, at: list)
    checkKeys(draft.people.map(\.staffNumber)) { list[$0].appending("staffNumber") }
    for (p, person) in draft.people.enumerated() {
      if index.unit[person.unit] == nil {
        faults.append(.rosterUnknown, at: list[p].appending("unit"), value: person.unit)
      }
      if let note = person.exception, note.allSatisfy(\.isWhitespace) {
        faults.append(.rosterException, at: list[p].appending("exception"), value: note)
      }
      checkCount(person.served, at: list[p].appending("served"))
      checkSuccessors(of: person, at: list[p])
    }
  }

  /// A successor may be somebody who is listed too: a colleague who takes a place over.
  private mutating func checkSuccessors(of person: PersonDraft, at place: Place) {
    guard let successors = person.successors, !successors.isEmpty else { return }
    let list = place.appending("successors")
    checkKeys(
      successors.map(\.staffNumber), at: { list[$0].appending("staffNumber") },
      taken: [person.staffNumber: place.appending("staffNumber")])
    for (s, successor) in successors.enumerated() where index.term[successor.term] == nil {
      faults.append(.rosterUnknown, at: list[s].appending("term"), value: successor.term)
    }
  }

  mutating func checkCount(_ count: Int, at place: Place) {
    if !Self.counts.contains(count) { faults.append(.rosterCount, at: place, value: "\(count)") }
  }

  mutating func checkReference(_ key: String, in table: [String: Int], at place: Place) {
    if table[key] == nil { faults.append(.rosterUnknown, at: place, value: key) }
  }

  mutating func checkLeave() {
    let list = Place("leave")
    for (i, leave) in draft.leave.enumerated() {
      checkReference(leave.term, in: index.term, at: list[i].appending("term"))
      checkWho(unit: leave.unit, person: leave.person, mayBePost: true, at: list[i])
    }
  }

  /// Exactly one of unit and person is named, and it exists.
  mutating func checkWho(unit: String?, person: String?, mayBePost: Bool, at place: Place) {
    switch (unit, person) {
    case (nil, nil): faults.append(.rosterWho, at: place)
    case (let unit?, let person?):
      faults.append(.rosterWho, at: place, value: "\(unit), \(person)")
    case (let unit?, nil): checkReference(unit, in: index.unit, at: place.appending("unit"))
    case (nil, let person?):
      if !(mayBePost && index.post[person] != nil) {
        checkReference(person, in: index.person, at: place.appending("person"))
      }
    }
  }

  mutating func checkSettings() {
    let place = rotation.appending("settings")
    let settings = draft.rotation.settings
    if settings.leastGap < 0 || (!draft.terms.isEmpty && settings.leastGap >= draft.terms.count) {
      faults.append(.rosterGap, at: place.appending("leastGap"), value: "\(settings.leastGap)")
    }
    if settings.fewestPlaces < 0 || settings.mostPlaces < settings.fewestPlaces
      || settings.mostPlaces > 20
    {
      faults.append(
        .rosterPlaceLimits, at: place.appending("mostPlaces"),
        value: "\(settings.fewestPlaces)–\(settings.mostPlaces)")
    }
  }

  mutating func checkDemand() {
    let list = rotation.appending("demand")
    let settings = draft.rotation.settings
    var first = [Int?](repeating: nil, count: draft.terms.count * Seat.all.count)
    for (i, entry) in draft.rotation.demand.enumerated() {
      if entry.places < settings.fewestPlaces || entry.places > settings.mostPlaces {
        faults.append(.rosterPlaces, at: list[i].appending("places"), value: "\(entry.places)")
      }
      guard let term = index.term[entry.term] else {
        faults.append(.rosterUnknown, at: list[i].appending("term"), value: entry.term)
        continue
      }
      let slot = term * Seat.all.count + entry.seat.index
      if let earlier = first[slot] {
        faults.append(
          .rosterDemandTwice, at: list[i], value: "\(entry.term) \(entry.seat.title.zh)",
          related: [list[earlier]])
      } else {
        first[slot] = i
      }
    }
    for (t, term) in draft.terms.enumerated() where index.term[term.label] == t {
      for seat in Seat.all where first[t * Seat.all.count + seat.index] == nil {
        faults.append(
          .rosterDemandMissing, at: Place("terms")[t], value: "\(term.label) \(seat.title.zh)",
          related: [list])
      }
    }
  }

  mutating func checkPosts() {
    let list = rotation.appending("posts")
    let people = Place("people")
    checkSize(draft.rotation.posts.count, 100, at: list)
    var taken: [String: Place] = [:]
    for (p, person) in draft.people.enumerated() {
      taken[person.staffNumber] = people[p].appending("staffNumber")
    }
    checkKeys(
      draft.rotation.posts.map(\.staffNumber), at: { list[$0].appending("staffNumber") },
      taken: taken)
    for (i, post) in draft.rotation.posts.enumerated() {
      checkCount(post.mostTerms, at: list[i].appending("mostTerms"))
      if post.seats.isEmpty {
        faults.append(.rosterPostSeats, at: list[i].appending("seats"), value: post.staffNumber)
      }
    }
  }

  mutating func checkHistory() {
    let list = rotation.appending("history")
    var first: [String: Int] = [:]
    for (i, entry) in draft.rotation.history.enumerated() {
      checkReference(entry.unit, in: index.unit, at: list[i].appending("unit"))
      if let earlier = first[entry.unit] {
        faults.append(
          .rosterHistoryTwice, at: list[i].appending("unit"), value: entry.unit,
          related: [list[earlier].appending("unit")])
      }
      first[entry.unit] = first[entry.unit] ?? i
      checkCount(entry.served, at: list[i].appending("served"))
      let entitled = entry.entitlement
      let limit = Self.counts.upperBound
      if entitled.numerator < 0 || entitled.numerator / entitled.denominator > limit {
        faults.append(
          .rosterCount, at: list[i].appending("entitlement"), value: "\(entry.entitlement)")
      }
      if let since = entry.termsSince, !(1...Self.counts.upperBound).contains(since) {
        faults.append(.rosterSince, at: list[i].appending("termsSince"), value: "\(since)")
      }
    }
    let weightsAreSane = draft.units.allSatisfy { (1...1000).contains($0.weight) }
    if weightsAreSane, RosteringProblem.commonDenominator(of: draft) == nil {
      faults.append(.rosterScale, at: list)
    }
  }
}
