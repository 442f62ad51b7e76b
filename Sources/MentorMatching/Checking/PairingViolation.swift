public import Diagnostics

/// A rule that a matching breaks.
public enum PairingViolation: Hashable, Sendable {
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

  /// Stable English key; equal to the row family of `Models/pairing` where there is one.
  public var rule: String {
    switch self {
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

  /// What is broken, by positions counted from 1; identifiers come from ``text(in:)``.
  public var text: Bilingual {
    text {
      "#\($0 + 1)"
    } talent: {
      "#\($0 + 1)"
    }
  }

  /// What is broken, with staff numbers.
  public func text(in problem: PairingProblem) -> Bilingual {
    text {
      problem.draft.mentors[$0].id
    } talent: {
      problem.draft.talents[$0].id
    }
  }

  private func text(mentor name: (Int) -> String, talent: (Int) -> String) -> Bilingual {
    switch self {
    case .malformed:
      return Bilingual(
        zh: "结对结果与名单不符", en: "the matching does not fit the lists of people")
    case .overloaded(let m, let load, let capacity):
      return Bilingual(
        zh: "导师 \(name(m)) 带 \(load) 人，超过上限 \(capacity)",
        en: "mentor \(name(m)) has \(counted(load, "talent")), more than \(capacity)")
    case .unacceptable(let m, let t):
      return Bilingual(
        zh: "导师 \(name(m)) 与人才 \(talent(t)) 并非互选",
        en: "mentor \(name(m)) and talent \(talent(t)) did not list one another")
    case .recused(let m, let t):
      return Bilingual(
        zh: "导师 \(name(m)) 与人才 \(talent(t)) 须回避",
        en: "mentor \(name(m)) and talent \(talent(t)) are recused")
    case .notKept(let m, let t):
      return Bilingual(
        zh: "在带的一对被拆开：导师 \(name(m))、人才 \(talent(t))",
        en: "a kept pair is parted: mentor \(name(m)), talent \(talent(t))")
    case .wrongProject(let t):
      return Bilingual(
        zh: "人才 \(talent(t)) 的项目不属于其导师",
        en: "the project of talent \(talent(t)) is not one of the mentor's")
    case .outsideLimits(let kind, let load, let limits):
      let what =
        switch kind {
        case .project(let p): Bilingual(zh: "第 \(p + 1) 个项目", en: "project #\(p + 1)")
        case .mentor(let m): Bilingual(zh: "导师 \(name(m))", en: "mentor \(name(m))")
        case .quota(let q): Bilingual(zh: "第 \(q + 1) 条配额", en: "quota #\(q + 1)")
        }
      return Bilingual(
        zh: "\(what.zh)有 \(load) 人，应在 \(limits.lowerBound) 至 \(limits.upperBound) 之间",
        en:
          "\(what.en) has \(counted(load, "talent")), not \(limits.lowerBound) to \(limits.upperBound)"
      )
    case .blocking(let pair):
      return Bilingual(
        zh: "导师 \(name(pair.mentor)) 与人才 \(talent(pair.talent)) 双方都更愿意结对"
          + "（其名次 \(pair.mentorRank) 与 \(pair.talentRank)）",
        en: "mentor \(name(pair.mentor)) and talent \(talent(pair.talent)) would rather have one "
          + "another (ranks \(pair.mentorRank) and \(pair.talentRank))")
    }
  }
}
