internal import Alliance
public import Diagnostics

extension PairingProblem {
  /// Largest number of places of one mentor.
  public static let largestCapacity = 1_000_000
  /// Largest magnitude of a score.
  public static let largestScore = 1_000_000

  /// Finds everything that is wrong with a round.
  ///
  /// Places are paths into the draft, such as `mentors[3].wishes[0][1]`.
  ///
  /// - Complexity: O(size of the draft).
  public static func faults(in draft: PairingDraft) -> Faults {
    var search = FaultSearch(draft: draft)
    search.run()
    return search.faults
  }
}

/// The search through one draft.
private struct FaultSearch {
  let draft: PairingDraft
  var faults = Faults()
  var institutions: [String: Int] = [:]
  var mentors: [String: Int] = [:]
  var talents: [String: Int] = [:]
  var projects: [String: Int] = [:]
  /// Positions of the names in the lists of mentors and of talents.
  private var talentPositions = WishPositions([:])
  private var choicePositions = WishPositions([:])
  /// Number of the last list that named each mentor (or, behind them, project) or talent, by position.
  private var namedInList: [Int]
  private var listsChecked = 0

  init(draft: PairingDraft) {
    self.draft = draft
    namedInList = [Int](
      repeating: 0,
      count: max(draft.mentors.count + draft.projects.count, draft.talents.count))
  }

  mutating func run() {
    institutions = index(draft.institutions.map(\.id), at: Place("institutions"))
    mentors = index(draft.mentors.map(\.id), at: Place("mentors"))
    talents = index(draft.talents.map(\.id), at: Place("talents"))
    projects = index(draft.projects.map(\.id), at: Place("projects"))
    checkMentors()
    checkTalents()
    checkProjects()
    checkRecusals()
    checkKept()
    checkScores()
    checkPrevious()
    checkQuotas()
  }

  private mutating func index(_ ids: [String], at place: Place) -> [String: Int] {
    var seen: [String: Int] = [:]
    seen.reserveCapacity(ids.count)
    for (i, id) in ids.enumerated() {
      if id.isEmpty {
        faults.append(.pairingIdentifierMissing, at: place[i].appending("id"))
      } else if let first = seen.updateValue(i, forKey: id) {
        seen[id] = first
        faults.append(
          .pairingIdentifierTwice, at: place[i].appending("id"), value: id,
          related: [place[first].appending("id")])
      }
    }
    return seen
  }

  private mutating func checkMentors() {
    talentPositions = WishPositions(talents)
    let allowed = 0...PairingProblem.largestCapacity
    for (m, mentor) in draft.mentors.enumerated() {
      let place = Place("mentors")[m]
      checkInstitution(mentor.institution, at: place)
      for (key, value) in [
        ("lowerCapacity", mentor.lowerCapacity), ("capacity", mentor.capacity),
      ] where !allowed.contains(value) {
        faults.append(
          .pairingCapacityOutOfRange, at: place.appending(key), value: String(value))
      }
      if mentor.lowerCapacity > mentor.capacity {
        faults.append(
          .pairingCapacityReversed, at: place.appending("lowerCapacity"),
          value: "\(mentor.lowerCapacity) > \(mentor.capacity)",
          related: [place.appending("capacity")])
      }
      checkWishes(
        mentor.wishes, of: mentor.id, talents[mentor.id], talentPositions.of(mentor.wishes)
      ) {
        Place("mentors")[m].appending("wishes")
      }
    }
  }

  private mutating func checkTalents() {
    // Mentors and projects share the names that a wish may use.
    var choices = mentors
    for (p, project) in draft.projects.enumerated() {
      if mentors[project.id] != nil {
        faults.append(
          .pairingIdentifierTwice, at: Place("projects")[p].appending("id"), value: project.id)
      } else {
        choices[project.id] = draft.mentors.count + p
      }
    }
    choicePositions = WishPositions(choices)
    for (t, talent) in draft.talents.enumerated() {
      if !talent.institution.isEmpty {
        checkInstitution(talent.institution, at: Place("talents")[t])
      }
      checkWishes(
        talent.wishes, of: talent.id, choices[talent.id], choicePositions.of(talent.wishes)
      ) {
        Place("talents")[t].appending("wishes")
      }
    }
  }

  private mutating func checkInstitution(_ id: String, at place: Place) {
    if !id.isEmpty, institutions[id] == nil {
      faults.append(.pairingInstitutionUnknown, at: place.appending("institution"), value: id)
    }
  }

  private mutating func checkWishes(
    _ list: WishList, of writer: String, _ own: Int?, _ position: [Int32], at place: () -> Place
  ) {
    // Places are built for faults only: a large round has millions of wishes.
    listsChecked += 1
    var (k, i) = (-1, 0)
    for e in list.entries {
      let entry = list.table.entries[e]
      if entry >= 0 || entry == WishList.gap {
        k += 1
        i = 0
        if entry < 0 { continue }
      } else {
        i += 1
      }
      let name = Int(entry < 0 ? ~entry : entry)
      let other = Int(position[name])
      if other >= 0, other != own, namedInList[other] != listsChecked {
        namedInList[other] = listsChecked
        continue
      }
      let id = list.table.names[name]
      if id == writer {
        faults.append(.pairingWishSelf, at: place()[k][i], value: id)
      } else if other < 0 {
        faults.append(.pairingWishUnknown, at: place()[k][i], value: id)
      } else {
        faults.append(
          .pairingWishTwice, at: place()[k][i], value: id,
          related: list.firstPlace(of: id).map { [place()[$0.tier][$0.position]] } ?? [])
      }
    }
  }

  private mutating func checkProjects() {
    for (p, project) in draft.projects.enumerated() {
      let place = Place("projects")[p]
      _ = known(project.mentor, in: mentors, at: place.appending("mentor"))
      if project.lowerPlaces < 0 || project.lowerPlaces > project.places ?? .max {
        faults.append(
          .pairingCapacityReversed, at: place.appending("lowerPlaces"),
          value: String(project.lowerPlaces))
      }
      if let places = project.places, places < 0 {
        faults.append(
          .pairingPlacesNegative, at: place.appending("places"), value: String(places))
      }
    }
  }

  private mutating func checkRecusals() {
    for (r, recusal) in draft.recusals.enumerated() {
      let place = Place("recusals")[r]
      var bothKnown = true
      for (key, id) in [("first", recusal.first), ("second", recusal.second)]
      where mentors[id] == nil && talents[id] == nil {
        faults.append(.pairingPersonUnknown, at: place.appending(key), value: id)
        bothKnown = false
      }
      let joins =
        (mentors[recusal.first] != nil && talents[recusal.second] != nil)
        || (mentors[recusal.second] != nil && talents[recusal.first] != nil)
      if bothKnown && !joins {
        faults.append(
          .pairingRecusalVoid, at: place, value: "\(recusal.first) – \(recusal.second)")
      }
    }
  }

  private mutating func checkKept() {
    let recused = PairingProblem.recusedPairs(draft, mentors: mentors, talents: talents)
    var keptAt: [Int: Int] = [:]
    var load: [Int: Int] = [:]
    for (k, pair) in draft.kept.enumerated() {
      let place = Place("kept")[k]
      let mentor = known(pair.mentor, in: mentors, at: place.appending("mentor"))
      let talent = known(pair.talent, in: talents, at: place.appending("talent"))
      if let talent {
        if let first = keptAt[talent] {
          faults.append(
            .pairingTalentKeptTwice, at: place.appending("talent"), value: pair.talent,
            related: [Place("kept")[first].appending("talent")])
        } else {
          keptAt[talent] = k
        }
      }
      guard let mentor else { continue }
      load[mentor, default: 0] += 1
      // Reported once for each mentor, at the first pair that does not fit.
      let capacity = max(0, draft.mentors[mentor].capacity)
      if load[mentor].map({ $0 - 1 == capacity }) ?? false {
        faults.append(
          .pairingKeptBeyondCapacity, at: place, value: pair.mentor,
          related: [Place("mentors")[mentor].appending("capacity")])
      }
      if let talent, recused.contains(PairKey(mentor: mentor, talent: talent)) {
        faults.append(
          .pairingKeptRecused, at: place, value: "\(pair.mentor) – \(pair.talent)")
      }
    }
  }

  private mutating func checkQuotas() {
    for (q, quota) in draft.quotas.enumerated() {
      let place = Place("quotas")[q]
      for (key, scope) in [("mentors", quota.mentors), ("talents", quota.talents)] {
        switch scope {
        case .everybody, .tier: break
        case .institution(let id): checkInstitution(id, at: place.appending(key))
        case .person(let id):
          _ = known(id, in: key == "mentors" ? mentors : talents, at: place.appending(key))
        }
      }
      let upper = quota.upper ?? PairingProblem.largestCapacity
      if !(0...PairingProblem.largestCapacity).contains(upper) || quota.lower < 0 {
        faults.append(
          .pairingCapacityOutOfRange, at: place.appending("upper"), value: String(upper))
      } else if quota.lower > upper {
        faults.append(
          .pairingCapacityReversed, at: place.appending("lower"),
          value: "\(quota.lower) > \(upper)", related: [place.appending("upper")])
      }
    }
  }

  private mutating func checkPrevious() {
    var first: [Int: Int] = [:]
    for (k, pair) in draft.previous.enumerated() {
      let place = Place("previous")[k]
      _ = known(pair.mentor, in: mentors, at: place.appending("mentor"))
      guard let talent = known(pair.talent, in: talents, at: place.appending("talent"))
      else { continue }
      if let earlier = first[talent] {
        faults.append(
          .pairingTalentKeptTwice, at: place.appending("talent"), value: pair.talent,
          related: [Place("previous")[earlier].appending("talent")])
      } else {
        first[talent] = k
      }
    }
  }

  private mutating func checkScores() {
    var first: [PairKey: Int] = [:]
    first.reserveCapacity(draft.scores.count)
    for (s, score) in draft.scores.enumerated() {
      let place = Place("scores")[s]
      let mentor = known(score.mentor, in: mentors, at: place.appending("mentor"))
      let talent = known(score.talent, in: talents, at: place.appending("talent"))
      if score.points.magnitude > UInt(PairingProblem.largestScore) {
        faults.append(
          .pairingScoreOutOfRange, at: place.appending("points"), value: String(score.points))
      }
      guard let mentor, let talent else { continue }
      let key = PairKey(mentor: mentor, talent: talent)
      if let earlier = first[key] {
        faults.append(
          .pairingScoreTwice, at: place, value: "\(score.mentor) – \(score.talent)",
          related: [Place("scores")[earlier]])
      } else {
        first[key] = s
      }
    }
  }

  private mutating func known(_ id: String, in index: [String: Int], at place: Place) -> Int? {
    if index[id] == nil { faults.append(.pairingPersonUnknown, at: place, value: id) }
    return index[id]
  }
}
