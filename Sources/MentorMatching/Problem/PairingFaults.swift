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
    var search = PairingFaultSearch(draft: draft)
    search.run()
    return search.faults
  }
}

/// The search through one draft.
struct PairingFaultSearch {
  let draft: PairingDraft
  var faults = Faults()
  var institutions: [String: Int] = [:]
  var mentors: [String: Int] = [:]
  var talents: [String: Int] = [:]
  var projects: [String: Int] = [:]
  /// Positions of the names in the lists of mentors and of talents.
  private var talentPositions = WishPositions([], [:])
  private var choicePositions = WishPositions([], [:])
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
    if let day = draft.firstDay, Day(iso: day) == nil {
      faults.append(.pairingFirstDayWrong, at: Place("firstDay"), value: day)
    }
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
    talentPositions = WishPositions(draft.talents.map(\.id), talents)
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
    choicePositions = WishPositions(draft.mentors.map(\.id) + draft.projects.map(\.id), choices)
    // Whoever, or whatever, is called like a talent.
    var named = [Int?](repeating: nil, count: draft.talents.count)
    for (id, choice) in draft.projects.map({ ($0.id, choices[$0.id]) })
      + draft.mentors.map({ ($0.id, choices[$0.id]) })
    {
      if let t = talents[id] { named[t] = choice }
    }
    for (t, talent) in draft.talents.enumerated() {
      if !talent.institution.isEmpty {
        checkInstitution(talent.institution, at: Place("talents")[t])
      }
      checkWishes(
        talent.wishes, of: talent.id, named[t], choicePositions.of(talent.wishes)
      ) {
        Place("talents")[t].appending("wishes")
      }
    }
  }

  mutating func checkInstitution(_ id: String, at place: Place) {
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
}
