import Diagnostics
import MentorMatching
import MentorMatchingSolver
import Solving

/// What a result does not do or show, said beside it.
extension PairJob {
  /// What whoever uses an answer should know beside its goals and missed limits.
  func reservations(on answer: PairingAnswer, in problem: PairingProblem) -> [Bilingual] {
    (problem.noteOnMiddle(of: answer).map { [$0] } ?? [])
      + blocking(answer) + heldApart(answer, problem)
      + (draws && answer.lottery == nil ? [noLottery(answer.rule, problem)] : [])
  }

  /// How many pairs would rather switch, where the rule lets them.
  private func blocking(_ answer: PairingAnswer) -> [Bilingual] {
    guard !answer.rule.demandsStability else { return [] }
    let count = answer.blockingPairs.count
    return [
      Bilingual(
        zh: "所用规则不求稳定：有 \(count) 对双方都更愿意改配",
        en:
          "the rule does not ask for stability: \(counted(count, "pair")) would rather have one "
          + "another")
    ]
  }

  /// Pairs whom only the talent's own place in a quota keeps apart.
  private func heldApart(_ answer: PairingAnswer, _ problem: PairingProblem) -> [Bilingual] {
    guard !problem.draft.quotas.isEmpty, answer.rule.demandsStability else { return [] }
    let count = problem.pairsHeldByOwnPlace(in: answer.matching).count
    guard count > 0 else { return [] }
    return [
      Bilingual(
        zh: "另有 \(count) 对双方都更愿意结对，只因人才自己现在的结对占着同一配额的名额；此处的稳定把该名额算作已占"
          + "（否则可能没有稳定结对）",
        en:
          "\(counted(count, "pair")) would rather have one another and \(count == 1 ? "is" : "are") "
          + "kept apart only by the place of a quota that the talent's own pair takes; stable here counts that "
          + "place as taken, as otherwise there may be no stable pairing")
    ]
  }

  /// Why a draw that was asked for was not made.
  private func noLottery(_ rule: PairingRule, _ problem: PairingProblem) -> Bilingual {
    if !rule.demandsStability {
      return Bilingual(
        zh: "没有抽签：抽签只在稳定结对之间进行，而所用规则不求稳定",
        en:
          "nothing was drawn: a draw is among stable pairings, and the rule does not ask for stability"
      )
    }
    if problem.hasClasses {
      return Bilingual(
        zh: "没有抽签：有项目或配额的轮次不在同样好的结果之间抽签；可先用 --draw 排定并列",
        en: "nothing was drawn: rounds with projects or quotas have no lottery among equally good "
          + "pairings; --draw can order the ties beforehand")
    }
    if rule.namesMiddle {
      return Bilingual(
        zh: "没有抽签：居中的结对只有一个", en: "nothing was drawn: the middle is one pairing")
    }
    if problem.usesContracts(rule) || problem.goals(of: rule).contains(.imbalance) {
      return Bilingual(
        zh: "没有抽签：所用规则没有抽签，同样好的结果可能不止一个",
        en: "nothing was drawn: the rule has no lottery, and other pairings may be as good")
    }
    return Bilingual(
      zh: "没有抽签：随机排并列、沿并列调换、在限度内精确求解，都没有得到另一个同样好的结果；同样好的结果可能仍有别的",
      en:
        "nothing was drawn: neither many random orders of the ties, nor trades inside ties, nor the exact search "
        + "within its limits led to another pairing as good; there may be others all the same")
  }

  func clash(_ problem: PairingProblem, run: Run) throws -> [Bilingual] {
    let asked = rule ?? problem.defaultRule
    guard !asked.demandsStability else {
      return [
        Bilingual(
          zh: "交叉的配额使任何结对都不稳定；--rule fewest-blocking 求更愿改配的对最少的结对（下限须能同时满足）",
          en:
            "crossing quotas leave no stable pairing; --rule fewest-blocking looks for the fewest pairs who "
            + "would rather have one another, if the lower limits can all be kept")
      ]
    }
    let (limits, isSettled) = try problem.clashingLimits(run: run)
    return [
      isSettled
        ? Bilingual(
          zh: "以下下限与互选、名额不能同时满足，去掉其中任何一条即可满足其余；请降低一条，或增加互选与名额",
          en:
            "these lower limits cannot all be kept with the mutual wishes and places there are, and without any "
            + "one of them the others can; lower one, or ask for more mutual wishes and places")
        : Bilingual(
          zh: "以下下限不能同时满足（未能在限度内查明其中哪些互相冲突）",
          en: "these lower limits cannot all be kept (which of them clash was not settled in time)")
    ]
      + limits.map { limit, lower in
        let subject = problem.name(of: limit, names: false)
        return Bilingual(
          zh: "\(subject.zh)至少 \(lower) 人", en: "\(subject.en): at least \(lower)")
      }
  }
}
