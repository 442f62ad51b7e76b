internal import MentorMatching

/// Separation of combs.
extension ProjectProgram {
  /// The most violated combs at a point, at most `limit` for each mentor.
  ///
  /// At each rank the cheapest teeth that fit are taken, first in each project, then over all: the
  /// places are a laminar matroid, so greed is exact.
  ///
  /// - Complexity: O(Σ over the mentors of list² · log list).
  func violatedCombs(at point: [Double], tolerance: Double, limit: Int) -> [ContractRow] {
    var tooth = [Double](repeating: 0, count: contractOfColumn.count)
    for (j, e) in contractOfColumn.enumerated() {
      tooth[j] = better(e).reduce(0) { $0 + point[columnOfContract[$1]] }
    }
    var found: [ContractRow] = []
    for (c, list) in listOfMentor.enumerated() where market.places[c] > 0 && !list.isEmpty {
      var candidates: [(violation: Double, row: ContractRow)] = []
      var projects: [(id: Int, teeth: [(value: Double, contract: Int)], shaft: Double)] = []
      var shaft = 0.0
      for tier in market.tiers(list) {
        for e in list[tier] {
          let (p, j) = (market.inner[e], columnOfContract[e])
          shaft += point[j]
          let i: Int
          if let known = projects.firstIndex(where: { $0.id == p }) {
            i = known
          } else {
            i = projects.count
            projects.append((p, [], 0))
          }
          projects[i].shaft += point[j]
          let at = projects[i].teeth.firstIndex { $0.value > tooth[j] } ?? projects[i].teeth.count
          projects[i].teeth.insert((tooth[j], e), at: at)
        }
        let end = market.mentorRank[list[tier.lowerBound]]
        var pool: [(value: Double, contract: Int)] = []
        for project in projects {
          let places = project.id < 0 ? list.count : market.places[project.id]
          pool += project.teeth.prefix(places)
          guard project.id >= 0, projects.count > 1 else { continue }
          let most = min(places, market.places[c] - 1, project.teeth.count)
          guard most > 0 else { continue }
          var teethSum = 0.0
          for r in 1...most {
            teethSum += project.teeth[r - 1].value
            let violation =
              Double(r) - project.shaft - teethSum
              - Double(r) / Double(market.places[c]) * (shaft - project.shaft)
            if violation > tolerance {
              candidates.append(
                (
                  violation,
                  .projectComb(
                    class: project.id, mentor: c, end: end,
                    teeth: project.teeth.prefix(r).map(\.contract).sorted())
                ))
            }
          }
        }
        pool.sort { ($0.value, $0.contract) < ($1.value, $1.contract) }
        let teeth = pool.prefix(market.places[c]).prefix { $0.value < 1 }
        let violation = Double(teeth.count) - shaft - teeth.reduce(0) { $0 + $1.value }
        if violation > tolerance {
          candidates.append(
            (violation, .comb(class: c, end: end, teeth: teeth.map(\.contract).sorted())))
        }
        if shaft > Double(market.places[c]) - tolerance { break }
      }
      let best = candidates.enumerated().sorted {
        $0.element.violation == $1.element.violation
          ? $0.offset < $1.offset : $0.element.violation > $1.element.violation
      }
      found += best.prefix(limit).map(\.element.row)
    }
    return found
  }
}
