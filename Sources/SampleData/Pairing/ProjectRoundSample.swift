public import MentorMatching
internal import Solving

/// A random round of projects led by mentors, with ties on both sides: lengths of lists, ties and
/// popularity are stated and nothing else is shaped.
///
/// Talents rank projects, mentors rank the talents who wish for one of theirs. The usual proportions
/// of the literature on student-project allocation are five projects for six talents and two mentors
/// for five talents, with 140 places of projects and 120 places of mentors for 100 talents.
public struct ProjectRoundSample: Sendable {
  /// Number of talents.
  public var talents: Int
  /// Projects for each hundred talents.
  public var projectsPercent = 83
  /// Mentors for each hundred talents.
  public var mentorsPercent = 40
  /// Places of all projects together for each hundred talents.
  public var projectPlacesPercent = 140
  /// Places of all mentors together for each hundred talents.
  public var mentorPlacesPercent = 120
  /// Fewest and most wishes of a talent.
  public var wishes = 3...5
  /// Chance that an entry of a list, of either side, is tied with the one before, in percent.
  public var tiePercent = 50
  /// How much more often the most popular project is wished for than the least popular one.
  public var popularitySkew = 5

  /// A round of `talents` talents in the usual proportions, half the entries tied.
  public init(talents: Int) { self.talents = talents }

  /// Makes a round; it has no fault.
  ///
  /// - Parameter seed: The same seed gives the same round on every machine.
  /// - Returns: The round as a draft.
  /// - Complexity: O(wishes · log projects).
  public func draft(seed: UInt64) -> PairingDraft {
    var random = SeededRandom(seed: seed)
    let projects = max(1, talents * projectsPercent / 100)
    let mentors = max(1, min(projects, talents * mentorsPercent / 100))
    func places(_ count: Int, _ percent: Int) -> [Int] {
      var places = [Int](repeating: 1, count: count)
      for _ in count..<max(count, talents * percent / 100) {
        places[Int.random(in: 0..<count, using: &random)] += 1
      }
      return places
    }
    let projectPlaces = places(projects, projectPlacesPercent)
    let mentorPlaces = places(mentors, mentorPlacesPercent)
    // Each mentor leads a project; the others fall to mentors by chance.
    let mentorOf = (0..<projects).map {
      $0 < mentors ? $0 : Int.random(in: 0..<mentors, using: &random)
    }
    var cumulative: [Int] = []
    for i in 0..<projects {
      let weight = 1_000 + 1_000 * (popularitySkew - 1) * i / max(1, projects - 1)
      cumulative.append((cumulative.last ?? 0) + weight)
    }
    let popular = Array(0..<projects).shuffled(using: &random)
    func tiers(_ ids: [String]) -> [[String]] {
      var tiers: [[String]] = []
      for id in ids {
        if !tiers.isEmpty, Int.random(in: 0..<100, using: &random) < tiePercent {
          tiers[tiers.count - 1].append(id)
        } else {
          tiers.append([id])
        }
      }
      return tiers
    }
    var draft = PairingDraft(mentors: [], talents: [])
    var applicants = [[Int]](repeating: [], count: mentors)
    for t in 0..<talents {
      let length = min(Int.random(in: wishes, using: &random), projects)
      var chosen: [Int] = []
      while chosen.count < length {
        let draw = Int.random(in: 0..<(cumulative.last ?? 1), using: &random)
        var (low, high) = (0, projects - 1)
        while low < high {
          let middle = (low + high) / 2
          if cumulative[middle] > draw { high = middle } else { low = middle + 1 }
        }
        if !chosen.contains(popular[low]) { chosen.append(popular[low]) }
      }
      for p in chosen where applicants[mentorOf[p]].last != t { applicants[mentorOf[p]].append(t) }
      draft.talents.append(
        PairingDraft.Talent(id: "t\(t + 1)", wishes: tiers(chosen.map { "p\($0 + 1)" })))
    }
    for m in 0..<mentors {
      draft.mentors.append(
        PairingDraft.Mentor(
          id: "m\(m + 1)", capacity: mentorPlaces[m],
          wishes: tiers(applicants[m].shuffled(using: &random).map { "t\($0 + 1)" })))
    }
    for p in 0..<projects {
      draft.projects.append(
        PairingDraft.Project(
          id: "p\(p + 1)", title: "p\(p + 1)", mentor: "m\(mentorOf[p] + 1)",
          places: projectPlaces[p]))
    }
    return draft
  }
}
