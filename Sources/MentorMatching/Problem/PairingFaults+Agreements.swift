internal import Diagnostics

/// What a draft says beside the lists: projects, recusals, kept pairs, quotas, an earlier result, scores.
extension PairingFaultSearch {
  mutating func checkProjects() {
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

  mutating func checkRecusals() {
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

  mutating func checkKept() {
    let recused = PairingProblem.recusedPairs(draft, mentors: mentors, talents: talents)
    var keptAt: [Int: Int] = [:]
    var load: [Int: Int] = [:]
    var loadOfProject: [Int: Int] = [:]
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
      if let id = pair.project {
        if let project = projects[id], draft.projects[project].mentor == pair.mentor {
          loadOfProject[project, default: 0] += 1
          if let places = draft.projects[project].places,
            loadOfProject[project].map({ $0 - 1 == max(0, places) }) ?? false
          {
            faults.append(
              .pairingKeptBeyondPlaces, at: place.appending("project"), value: id,
              related: [Place("projects")[project].appending("places")])
          }
        } else {
          faults.append(.pairingKeptProject, at: place.appending("project"), value: id)
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

  mutating func checkQuotas() {
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

  mutating func checkPrevious() {
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

  mutating func checkScores() {
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
