internal import Alliance
public import Diagnostics

/// A mentor, a project or a quota with fewer talents than the lower limit asks for.
///
/// Rules that demand stability do not keep limits from below, as these may leave no stable matching; what
/// they miss is told instead.
public struct LimitShortfall: Codable, Hashable, Sendable {
  /// What is limited.
  public let limit: PairingContracts.PlaceClass.Kind
  /// Talents it got, kept pairs included.
  public let load: Int
  /// Talents it should get.
  public let lower: Int
  /// Whether every stable matching gives it no more. With strict lists this is always so of a mentor:
  /// every stable matching gives every mentor the same number (Roth 1986, doi:10.2307/1913160).
  public let inEveryStableMatching: Bool

  /// A shortfall.
  public init(
    limit: PairingContracts.PlaceClass.Kind, load: Int, lower: Int, inEveryStableMatching: Bool
  ) {
    self.limit = limit
    self.load = load
    self.lower = lower
    self.inEveryStableMatching = inEveryStableMatching
  }
}

extension LimitShortfall {
  /// What is missed, in one sentence without a full stop; with the mentor's name only if `names` is set.
  public func text(in problem: PairingProblem, names: Bool) -> Bilingual {
    let subject = problem.name(of: limit, names: names)
    return Bilingual(
      zh: "\(subject.zh)：\(load) 人，下限 \(lower) 人"
        + (inEveryStableMatching ? "；任何稳定结对都不会更多" : ""),
      en: "\(subject.en): \(load) of at least \(lower)"
        + (inEveryStableMatching ? "; no stable pairing gives more" : ""))
  }

  /// Why limits from below were missed and what keeps them.
  public static let advice = Bilingual(
    zh: "稳定结对不保证下限；下限若能同时满足，--rule any 保证下限而不求稳定，--rule fewest-blocking 在下限之内求不满最少",
    en:
      "stable pairings need not keep lower limits; where the limits can all be kept, --rule any keeps them and "
      + "gives up stability, --rule fewest-blocking keeps them with the fewest pairs who would rather switch"
  )
}

extension PairingProblem {
  /// A mentor, a project or a quota in words; with the mentor's name only if `names` is set.
  public func name(of limit: PairingContracts.PlaceClass.Kind, names: Bool) -> Bilingual {
    switch limit {
    case .mentor(let m):
      let mentor = draft.mentors[m]
      let name = names && !mentor.name.isEmpty ? "\(mentor.id) \(mentor.name)" : mentor.id
      return Bilingual(zh: "导师 \(name)", en: "mentor \(name)")
    case .project(let p):
      return Bilingual(zh: "项目 \(draft.projects[p].id)", en: "project \(draft.projects[p].id)")
    case .quota(let q):
      let quota = draft.quotas[q]
      let mentors = name(
        of: quota.mentors, people: Bilingual(zh: "导师", en: "mentors"),
        person: Bilingual(zh: "导师", en: "mentor"))
      let talents = name(
        of: quota.talents, people: Bilingual(zh: "人才", en: "talents"),
        person: Bilingual(zh: "人才", en: "talent"))
      let parts = [mentors, talents].compactMap { $0 }
      return parts.isEmpty
        ? Bilingual(zh: "总配额", en: "the quota of the whole round")
        : Bilingual(
          zh: "配额（" + parts.map(\.zh).joined(separator: "，") + "）",
          en: "the quota (" + parts.map(\.en).joined(separator: ", ") + ")")
    }
  }

  /// Of whom one side of a quota speaks; `nil` for everybody.
  private func name(
    of scope: PairingDraft.Quota.Scope, people: Bilingual, person: Bilingual
  ) -> Bilingual? {
    switch scope {
    case .everybody: return nil
    case .institution(let id):
      let name = draft.institutions.first { $0.id == id }?.name ?? ""
      let title = name.isEmpty ? id : name
      return Bilingual(zh: "\(title)的\(people.zh)", en: "\(people.en) of \(title)")
    case .tier(let tier):
      return Bilingual(
        zh: "\(tier.title.zh)的\(people.zh)", en: "\(people.en) of the tier \(tier.title.en)")
    case .person(let id): return Bilingual(zh: "\(person.zh) \(id)", en: "\(person.en) \(id)")
    }
  }
}
