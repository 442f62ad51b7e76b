public import Diagnostics

/// A rule that a matching breaks, with the people whom it concerns.
public struct PairingViolation: Hashable, Sendable {
  /// What is broken.
  public enum Kind: Hashable, Sendable {
    /// The matching does not have one entry for each talent, or names a mentor who does not exist.
    case malformed
    /// A mentor has more talents than places.
    case overloaded(mentor: Int, load: Int, capacity: Int)
    /// One of the two did not list the other.
    case unacceptable(mentor: Int, talent: Int)
    /// The two are recused.
    case recused(mentor: Int, talent: Int)
    /// A kept pair is not there.
    case notKept(mentor: Int, talent: Int)
    /// Two people would rather have one another.
    case blocking(BlockingPair)
    /// A talent's project is not one of his mentor's.
    case wrongProject(talent: Int)
    /// A project, a mentor or a quota holds too many or too few, kept pairs taken off.
    case outsideLimits(PairingContracts.PlaceClass.Kind, load: Int, limits: ClosedRange<Int>)
  }

  /// What is broken, by indices of the problem.
  public let kind: Kind
  /// Staff number of the mentor; empty if none takes part.
  private let mentor: String
  /// Staff number of the talent; empty if none takes part.
  private let talent: String

  /// A broken rule of a problem.
  ///
  /// - Precondition: The indices are those of mentors and talents of the problem.
  public init(_ kind: Kind, in problem: PairingProblem) {
    self.kind = kind
    let (m, t): (Int?, Int?) =
      switch kind {
      case .malformed, .outsideLimits(.project, _, _), .outsideLimits(.quota, _, _): (nil, nil)
      case .overloaded(let m, _, _), .outsideLimits(.mentor(let m), _, _): (m, nil)
      case .unacceptable(let m, let t), .recused(let m, let t), .notKept(let m, let t): (m, t)
      case .blocking(let pair): (pair.mentor, pair.talent)
      case .wrongProject(let t): (nil, t)
      }
    mentor = m.map { problem.draft.mentors[$0].id } ?? ""
    talent = t.map { problem.draft.talents[$0].id } ?? ""
  }

  /// Stable English key; equal to the row family of `Models/pairing` where there is one.
  public var rule: String {
    switch kind {
    case .malformed: "one_mentor"
    case .overloaded: "seats"
    case .unacceptable: "acceptable"
    case .recused: "recusal"
    case .notKept: "kept"
    case .blocking: "stable"
    case .wrongProject: "acceptable"
    case .outsideLimits: "room"
    }
  }

  /// The violation in words, with staff numbers.
  public var text: Bilingual {
    switch kind {
    case .malformed:
      return Bilingual(
        zh: "结对结果与名单不符", en: "the matching does not fit the lists of people")
    case .overloaded(_, let load, let capacity):
      return Bilingual(
        zh: "导师 \(mentor) 带 \(load) 人，超过上限 \(capacity)",
        en: "mentor \(mentor) has \(counted(load, "talent")), more than \(capacity)")
    case .unacceptable:
      return Bilingual(
        zh: "导师 \(mentor) 与人才 \(talent) 并非互选",
        en: "mentor \(mentor) and talent \(talent) did not list one another")
    case .recused:
      return Bilingual(
        zh: "导师 \(mentor) 与人才 \(talent) 须回避",
        en: "mentor \(mentor) and talent \(talent) are recused")
    case .notKept:
      return Bilingual(
        zh: "在带的一对被拆开：导师 \(mentor)、人才 \(talent)",
        en: "a kept pair is parted: mentor \(mentor), talent \(talent)")
    case .wrongProject:
      return Bilingual(
        zh: "人才 \(talent) 的项目不属于其导师",
        en: "the project of talent \(talent) is not one of the mentor's")
    case .outsideLimits(let kind, let load, let limits):
      let what =
        switch kind {
        case .project(let p): Bilingual(zh: "第 \(p + 1) 个项目", en: "project #\(p + 1)")
        case .mentor: Bilingual(zh: "导师 \(mentor)", en: "mentor \(mentor)")
        case .quota(let q): Bilingual(zh: "第 \(q + 1) 条配额", en: "quota #\(q + 1)")
        }
      return Bilingual(
        zh: "\(what.zh)有 \(load) 人，应在 \(limits.lowerBound) 至 \(limits.upperBound) 之间",
        en:
          "\(what.en) has \(counted(load, "talent")), not \(limits.lowerBound) to \(limits.upperBound)"
      )
    case .blocking(let pair):
      return Bilingual(
        zh: "导师 \(mentor) 与人才 \(talent) 双方都更愿意结对"
          + "（其名次 \(pair.mentorRank) 与 \(pair.talentRank)）",
        en: "mentor \(mentor) and talent \(talent) would rather have one "
          + "another (ranks \(pair.mentorRank) and \(pair.talentRank))")
    }
  }
}
