public import Diagnostics

/// What one talent obtained, and why no better wish came true.
public struct WishReport: Codable, Hashable, Sendable {
  /// Why a wish did not come true, in ranks only.
  public enum Reason: Codable, Hashable, Sendable {
    /// The mentor did not list the talent.
    case notListed
    /// The two are recused.
    case recused
    /// The mentor has no place in this round, or kept pairs hold them all.
    case noPlaces
    /// The mentor's places went to talents ranked above, or level with, this one, who stands at
    /// rank `standing`; the last of `places` went to rank `lastRank`.
    case filled(places: Int, lastRank: Int, standing: Int)
    /// The same of a project's places, of which the mentor still had some elsewhere.
    case projectFilled(project: Int, places: Int, lastRank: Int, standing: Int)
    /// A quota's `places` are taken by pairs whose talents stand as high on their mentors' lists as this
    /// one, at rank `standing`, on this mentor's. Where `own` is set, one of the pairs is the talent's own
    /// with another mentor, and without it there would be room.
    case quotaFilled(quota: Int, places: Int, standing: Int, own: Bool?)
    /// Both would rather have one another; only a rule that ignores stability leaves such a pair.
    case blocked(standing: Int)
  }

  /// A wish that ranks above what was obtained.
  public struct Wish: Codable, Hashable, Sendable {
    /// Position of the mentor.
    public let mentor: Int
    /// Position of the mentor's project; `nil` if the wish names the mentor himself.
    public let project: Int?
    /// The talent's rank of the mentor or project.
    public let rank: Int
    /// Why not.
    public let reason: Reason

    /// A wish with its reason.
    public init(mentor: Int, project: Int? = nil, rank: Int, reason: Reason) {
      self.mentor = mentor
      self.project = project
      self.rank = rank
      self.reason = reason
    }
  }

  /// Position of the talent.
  public let talent: Int
  /// Rank obtained on the talent's own list; `nil` without a mentor, and for a kept pair.
  public let rank: Int?
  /// Whether the pair was kept.
  public let isKept: Bool
  /// The wishes above the rank obtained, best first; every wish for a talent without a mentor.
  public let missed: [Wish]

  /// A report.
  public init(talent: Int, rank: Int?, isKept: Bool, missed: [Wish]) {
    self.talent = talent
    self.rank = rank
    self.isKept = isKept
    self.missed = missed
  }
}

extension WishReport.Wish {
  /// One sentence, with the mentor's name only if `names` is set (otherwise the rank on the list).
  ///
  /// - Parameters:
  ///   - problem: The round.
  ///   - names: Whether the mentor is named.
  ///   - numbers: Whether the mentor's staff number stands where the name does not: two wishes may
  ///     share a rank.
  ///   - talent: Whose wish it is; then ranks that differ from the mentor's form are explained.
  /// - Returns: The sentence.
  public func text(
    in problem: PairingProblem, names: Bool, numbers: Bool = false, of talent: Int? = nil
  ) -> Bilingual {
    let person = problem.label(ofMentor: mentor, names: names, numbers: numbers)
    // A mentor may lead several projects, and wishes may share a rank.
    let name = ([person] + (project.map { [problem.draft.projects[$0].id] } ?? []))
      .filter { !$0.isEmpty }.joined(separator: " · ")
    let subject =
      name.isEmpty
      ? Bilingual(zh: "第 \(rank) 志愿", en: "Wish \(rank)")
      : Bilingual(zh: "第 \(rank) 志愿（\(name)）", en: "Wish \(rank) (\(name))")
    let why = reason.text(in: problem)
    let column = talent.flatMap { problem.column(of: self, onFormOf: $0) } ?? rank
    let place =
      column == rank
      ? Bilingual(zh: "", en: "")
      : Bilingual(zh: "，志愿表第 \(column) 栏", en: ", column \(column) of the form")
    let note = talent.flatMap { reason.standing == nil ? nil : problem.standingNote(mentor, $0) }
    return Bilingual(
      zh: "\(subject.zh)\(place.zh)：\(why.zh)\(note?.zh ?? "")",
      en: "\(subject.en)\(place.en): \(why.en)\(note.map { " " + $0.en } ?? "")")
  }
}

extension PairingProblem {
  /// Where on the talent's form a wish stands, from 1, gaps counted; `nil` for one that is not written there.
  fileprivate func column(of wish: WishReport.Wish, onFormOf t: Int) -> Int? {
    let id = wish.project.map { draft.projects[$0].id } ?? draft.mentors[wish.mentor].id
    return draft.talents[t].wishes.firstPlace(of: id).map { $0.tier + 1 }
  }

  /// Why a talent's rank is not the column of the mentor's form: columns left empty do not count, and among
  /// the tied those come first whom the last round left without a mentor; `nil` where the two agree.
  fileprivate func standingNote(_ m: Int, _ t: Int) -> Bilingual? {
    let tiers = Array(draft.mentors[m].wishes)
    let id = draft.talents[t].id
    guard let column = tiers.firstIndex(where: { $0.contains(id) }) else { return nil }
    let rank = listing.rank(ofTalent: t, byMentor: m)
    if rank == column + 1 { return nil }
    if rank == tiers[...column].count(where: { !$0.isEmpty }) {
      return Bilingual(
        zh: "（导师志愿表上您在第 \(column + 1) 栏，空栏不计位次。）",
        en: "(On the form you stand in column \(column + 1); columns left empty do not count.)")
    }
    return Bilingual(
      zh: "（导师填报时您在第 \(column + 1) 位；并列者中上轮未结对的人在先，位次因此后移。）",
      en:
        "(On the form you stand at rank \(column + 1); among the tied those whom the last round left "
        + "without a mentor come first, which moves ranks down.)")
  }

  /// The mentor's name, staff number or nothing, as asked for.
  fileprivate func label(ofMentor m: Int, names: Bool, numbers: Bool) -> String {
    let mentor = draft.mentors[m]
    return names && !mentor.name.isEmpty ? mentor.name : numbers ? mentor.id : ""
  }
}

extension WishReport.Reason {
  /// The rank that the reason tells; `nil` if it tells none.
  fileprivate var standing: Int? {
    switch self {
    case .filled(_, _, let standing), .projectFilled(_, _, _, let standing),
      .quotaFilled(_, _, let standing, _), .blocked(let standing):
      standing
    case .notListed, .recused, .noPlaces: nil
    }
  }

  /// The reason alone, without names.
  public func text(in problem: PairingProblem) -> Bilingual {
    switch self {
    case .notListed:
      return Bilingual(
        zh: "该导师的志愿表中没有您。", en: "this mentor did not list you.")
    case .recused:
      return Bilingual(zh: "您与该导师须回避。", en: "you and this mentor are recused.")
    case .noPlaces:
      return Bilingual(
        zh: "该导师本轮没有空余名额。", en: "this mentor has no free place in this round.")
    case .filled(let places, let lastRank, let standing):
      let level = lastRank == standing
      return Bilingual(
        zh: "该导师的 \(places) 个名额由其排在您之前\(level ? "或与您并列" : "")的人占满；"
          + "您在其志愿表中列第 \(standing) 位，最后一个名额给了第 \(lastRank) 位。",
        en: "the \(counted(places, "place")) went to talents ranked above you"
          + "\(level ? " or level with you" : ""); you stand at rank \(standing) on that list, "
          + "the last place went to rank \(lastRank).")
    case .projectFilled(let p, 0, _, _):
      let name = problem.name(of: .project(p), names: false)
      return Bilingual(
        zh: "\(name.zh) 本轮没有空余名额。", en: "\(name.en) has no free place in this round.")
    case .projectFilled(let p, let places, let lastRank, let standing):
      let name = problem.name(of: .project(p), names: false)
      let level = lastRank == standing
      return Bilingual(
        zh: "\(name.zh) 的 \(places) 个名额由其排在您之前\(level ? "或与您并列" : "")的人占满；"
          + "您在导师志愿表中列第 \(standing) 位，最后一个名额给了第 \(lastRank) 位。",
        en:
          "the \(counted(places, "place")) of \(name.en) went to talents ranked above "
          + "you\(level ? " or level with you" : ""); you stand at rank \(standing) on the mentor's list, "
          + "the last place went to rank \(lastRank).")
    case .quotaFilled(let q, 0, _, _):
      let name = problem.name(of: .quota(q), names: false)
      return Bilingual(
        zh: "\(name.zh)本轮没有空余名额。", en: "\(name.en) has no free place in this round.")
    case .quotaFilled(let q, let places, let standing, let own):
      let name = problem.name(of: .quota(q), names: false)
      if own == true, places == 1 {
        return Bilingual(
          zh: "\(name.zh)本轮的 1 个名额就由您与另一位导师的结对占用；是否稳定，按它已被占用判断。",
          en:
            "the one place of \(name.en) is taken by your own pair with another mentor; a pairing is called "
            + "stable with that place counted as taken.")
      }
      let yours =
        own == true
        ? Bilingual(
          zh: "；其中一个由您与另一位导师的结对占用，是否稳定按它已被占用判断",
          en:
            "; your own pair with another mentor is among them, and a pairing is called stable with its "
            + "place counted as taken")
        : Bilingual(zh: "", en: "")
      return Bilingual(
        zh: "\(name.zh)本轮的 \(places) 个名额已满，占用名额的人在各自导师的志愿表中都不低于第 \(standing) 位"
          + "（您在该导师志愿表中的位次）\(yours.zh)。",
        en: places == 1
          ? "the one place of \(name.en) is taken by a talent who stands at rank \(standing) or better on "
            + "that mentor's list, which is your rank on this one\(yours.en)."
          : "the \(counted(places, "place")) of \(name.en) are taken by talents who stand at rank \(standing) or better "
            + "on their mentors' lists, which is your rank on this one\(yours.en).")
    case .blocked(let standing):
      return Bilingual(
        zh: "您在其志愿表中列第 \(standing) 位，双方都更愿意结对；所用规则不求稳定。",
        en: "you stand at rank \(standing) on that list and both of you would rather be paired; "
          + "the rule in use does not ask for stability.")
    }
  }
}

extension PairingProblem {
  /// Whether a talent's pair was given before the round, and not one that runs on.
  ///
  /// - Complexity: O(number of kept pairs).
  public func isForced(_ talent: Int) -> Bool {
    let id = draft.talents[talent].id
    return draft.kept.contains { $0.talent == id && $0.kind == .forced }
  }
}

extension WishReport {
  /// What the talent obtained, in one sentence, with the mentor's name only if `names` is set; with
  /// `numbers` his staff number stands where the name does not.
  public func outcomeText(
    in problem: PairingProblem, matching: Matching, names: Bool, numbers: Bool = false
  ) -> Bilingual {
    let mentor = matching.mentorOfTalent[talent].map {
      problem.label(ofMentor: $0, names: names, numbers: numbers)
    }
    let project = matching.projectOfTalent?[talent].map { problem.draft.projects[$0].id }
    let name = [mentor, project].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
    if isKept, problem.isForced(talent) {
      return Bilingual(
        zh: "事先指定的结对\(name.isEmpty ? "" : "：\(name)")。",
        en: "A pair that was given\(name.isEmpty ? "" : ": \(name)").")
    }
    if isKept {
      return Bilingual(
        zh: "在带关系保留\(name.isEmpty ? "" : "：\(name)")。",
        en: "The running pair is kept\(name.isEmpty ? "" : ": \(name)").")
    }
    guard let rank else {
      return Bilingual(zh: "本轮未结对。", en: "No mentor in this round.")
    }
    return Bilingual(
      zh: "获得第 \(rank) 志愿\(name.isEmpty ? "" : "：\(name)")。",
      en: "Obtained wish \(rank)\(name.isEmpty ? "" : ": \(name)").")
  }
}
