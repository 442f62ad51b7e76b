import Alliance
import Diagnostics
import MentorMatching

/// A pairing answer with the names and ranks that its page shows.
struct PairingView {
  let problem: PairingProblem
  let answer: PairingAnswer
  let language: Language
  private let institutionNames: [String: String]

  init(_ problem: PairingProblem, _ answer: PairingAnswer, _ language: Language) {
    self.problem = problem
    self.answer = answer
    self.language = language
    institutionNames = Dictionary(
      problem.draft.institutions.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  func institution(_ id: String) -> String { institutionNames[id] ?? id }

  /// Name and staff number, or the number alone.
  func mentorName(_ m: Int) -> String {
    let mentor = problem.draft.mentors[m]
    return mentor.name.isEmpty ? mentor.id : mentor.name
  }

  /// The mentor's name with the project, where talents name projects.
  func placement(_ t: Int, with m: Int) -> String {
    guard let p = answer.matching.projectOfTalent?[t] else { return mentorName(m) }
    let project = problem.draft.projects[p]
    return "\(mentorName(m)) · \(project.title.isEmpty ? project.id : project.title)"
  }

  func talentName(_ t: Int) -> String {
    let talent = problem.draft.talents[t]
    return talent.name.isEmpty ? talent.id : talent.name
  }

  /// Rank of a talent on the mentor's list, from 1; `nil` if the mentor did not list the talent.
  func mentorRank(_ m: Int, of t: Int) -> Int? {
    problem.mentorWishes.rank(of: t, by: m)
  }

  /// Talents without a mentor.
  var unmatched: [Int] {
    answer.matching.mentorOfTalent.indices.filter { answer.matching.mentorOfTalent[$0] == nil }
  }

  /// Mentors with places that nobody took, and how many.
  var freePlaces: [(mentor: Int, places: Int)] {
    let loads = answer.matching.loads(mentorCount: problem.mentorCount)
    return loads.indices.compactMap { m in
      let free = problem.draft.mentors[m].capacity - loads[m]
      return free > 0 ? (m, free) : nil
    }
  }

  /// The colour of a rank obtained; kept pairs have no rank.
  static func tone(ofRank rank: Int?) -> Tone {
    switch rank {
    case nil: .grey
    case 1: .green
    case 2: .blue
    case 3: .gold
    case 4: .plum
    default: .brown
    }
  }

  /// The sign of a rank obtained.
  func sign(_ report: WishReport) -> String {
    if report.isKept { return language.say("续", "K") }
    return report.rank.map(String.init) ?? "–"
  }
}
