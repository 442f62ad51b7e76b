import Diagnostics
import MentorMatching
import MentorMatchingSolver
import Solving

/// What would have granted a missed wish, told only as far as the rule was run again to see.
struct WishChange {
  private let full: [PairingContracts.PlaceClass.Kind]
  private let isUnique: Bool
  private let place: RerunAnswer
  /// Ranks before which the talent was put, each with what came of it.
  private var standings: [(rank: Int, answer: RerunAnswer)] = []

  /// Most runs that a wish needs, its possibility included.
  static func questions(about wish: WishReport.Wish, _ question: WishQuestion) -> Int {
    if question.full.isEmpty { return 0 }
    return wish.reason.lastRank.map { $0 > 1 ? 4 : 3 } ?? 2
  }

  /// Asks.
  ///
  /// - Throws: An error of the engine.
  init(_ wish: WishReport.Wish, _ question: WishQuestion, run: () -> Run) throws {
    (full, isUnique) = (question.full, question.isUnique)
    place = try question.afterOneMorePlace(run: run())
    guard let last = wish.reason.lastRank, last >= 1 else { return }
    // Before whoever got the last place; if that is not enough, at the top.
    for rank in last > 1 ? [last, 1] : [1] {
      let answer = try question.afterStanding(before: rank, run: run())
      standings.append((rank, answer))
      if answer != .refused { break }
    }
  }

  /// One sentence on the place, then one on the standing.
  func texts(in problem: PairingProblem) -> [Bilingual] {
    [placeText(problem)] + standingText
  }

  /// Where equally good pairings may exist, what is told is what the rule finds.
  private func hedge(_ zh: String, _ en: String) -> Bilingual {
    isUnique ? Bilingual(zh: "。", en: ".") : Bilingual(zh: "（\(zh)）。", en: " (\(en)).")
  }

  private var mayNot: Bilingual { hedge("另有同样好的结果时未必", "a pairing that is as good may not") }
  private var may: Bilingual { hedge("另有同样好的结果时则可能", "a pairing that is as good may") }

  private func placeText(_ problem: PairingProblem) -> Bilingual {
    let names = full.map { limit -> Bilingual in
      if case .mentor = limit { return Bilingual(zh: "该导师", en: "with this mentor") }
      let name = problem.name(of: limit, names: false)
      return Bilingual(zh: name.zh, en: "of \(name.en)")
    }
    let each = names.count > 1 ? "各" : ""
    let there = Bilingual(
      zh: names.map(\.zh).joined(separator: "、"), en: names.map(\.en).joined(separator: " and one ")
    )
    switch place {
    case .granted:
      return Bilingual(
        zh: "\(there.zh)\(each)多一个名额后，同样的规则重新计算会给您此志愿\(mayNot.zh)",
        en: "With one more place \(there.en), the same rule run again grants this wish\(mayNot.en)")
    case .better:
      return Bilingual(
        zh: "\(there.zh)\(each)多一个名额后，同样的规则重新计算会给您更想要的志愿\(mayNot.zh)",
        en:
          "With one more place \(there.en), the same rule run again grants a better wish\(mayNot.en)"
      )
    case .refused:
      return Bilingual(
        zh: "\(there.zh)\(each)多一个名额后，同样的规则重新计算仍不会给您此志愿\(may.zh)",
        en:
          "With one more place \(there.en), the same rule run again still does not grant this wish"
          + may.en)
    case .open:
      return Bilingual(
        zh: "\(there.zh)\(each)多一个名额会怎样，未能在限度内查明。",
        en: "What one more place \(there.en) would bring was not settled in time.")
    }
  }

  private var standingText: [Bilingual] {
    guard let last = standings.last else { return [] }
    let before =
      last.rank == 1
      ? Bilingual(zh: "该导师若把您单独排在最前", en: "Alone at the top of this mentor's list")
      : Bilingual(
        zh: "该导师若把您单独排在第 \(last.rank) 位之前",
        en: "Alone before rank \(last.rank) of this mentor's list")
    switch last.answer {
    case .granted:
      return [
        Bilingual(
          zh: "\(before.zh)，同样的规则重新计算会给您此志愿\(mayNot.zh)",
          en: "\(before.en), the same rule run again grants this wish\(mayNot.en)")
      ]
    case .better:
      return [
        Bilingual(
          zh: "\(before.zh)，同样的规则重新计算会给您更想要的志愿\(mayNot.zh)",
          en: "\(before.en), the same rule run again grants a better wish\(mayNot.en)")
      ]
    case .refused:
      return [
        Bilingual(
          zh: "\(before.zh)，同样的规则重新计算也不会给您此志愿\(may.zh)",
          en: "\(before.en), the same rule run again does not grant this wish either\(may.en)")
      ]
    case .open: return []
    }
  }
}

extension WishReport.Reason {
  /// Rank of whoever obtained the last place; `nil` where places are no single mentor's.
  fileprivate var lastRank: Int? {
    switch self {
    case .filled(_, let lastRank, _), .projectFilled(_, _, let lastRank, _): lastRank
    default: nil
    }
  }
}
