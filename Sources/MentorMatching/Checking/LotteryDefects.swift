public import Diagnostics

extension PairingProblem {
  /// What is wrong with the draw of an answer; nothing if there was none.
  ///
  /// With strict lists every ticket is carried out: each must give a stable matching with the
  /// answer's values in every goal, and the ticket drawn must be the one of the seed and give the
  /// answer. With ties the orders are drawn again from the seed, and deferred acceptance is carried out on
  /// each. Listed matchings must be apart, stable and as good, and the chances those of the list.
  ///
  /// - Complexity: O(size of the lists) for each ticket on which somebody's mentor changes.
  public func lotteryDefects(of answer: PairingAnswer) -> [Bilingual] {
    guard let lottery = answer.lottery else { return [] }
    guard lottery.tickets > 0, lottery.chances.count == talentCount,
      lottery.ticket == PairingLottery.ticket(of: lottery.seed, among: lottery.tickets),
      lottery.chances.allSatisfy({ chances in
        chances.allSatisfy { $0.tickets > 0 && draft.mentors.indices.contains($0.mentor) }
          && chances.reduce(0) { $0 + $1.tickets } <= lottery.tickets
      })
    else { return [Bilingual(zh: "抽签记录有误", en: "the record of the draw is malformed")] }
    let drawn = answer.matching.mentorOfTalent
    switch lottery.kind {
    case .tieOrders:
      let isPossible = (0..<talentCount).allSatisfy { t in
        keptMentor[t] != nil || drawn[t] == nil
          || lottery.chances[t].contains { $0.mentor == drawn[t] }
      }
      guard isPossible else {
        return [Bilingual(zh: "抽签结果不在机会之列", en: "the draw gave what had no chance")]
      }
      return drawsAgain(lottery, answer)
        ? []
        : [
          Bilingual(zh: "按种子重新抽签，机会或结果不同", en: "drawn again by the seed, chances or answer differ")
        ]
    case .listed(let moves):
      return isList(moves, of: lottery, answer)
        ? []
        : [
          Bilingual(
            zh: "所列结对不是互不相同、同样好的稳定结对，或机会与之不符",
            en: "what is listed is not apart, stable and as good, or the chances are others")
        ]
    case .stablePoint:
      // Between two breakpoints every ticket gives the same.
      var breakpoints: Set<Int> = [0, lottery.ticket]
      for chances in lottery.chances {
        var sum = 0
        for chance in chances {
          sum += chance.tickets
          if sum < lottery.tickets { breakpoints.insert(sum) }
        }
      }
      let goals = goals(of: answer.rule)
      let expected = values(of: goals, for: answer.matching)
      for ticket in breakpoints.sorted() {
        let matching = Matching(
          mentorOfTalent: (0..<talentCount).map {
            keptMentor[$0] ?? lottery.mentor(ofTalent: $0, on: ticket)
          })
        let isEqual =
          violations(of: matching).isEmpty && values(of: goals, for: matching) == expected
        if !isEqual || (ticket == lottery.ticket && matching != answer.matching) {
          return [
            Bilingual(
              zh: "第 \(ticket) 号签不是同样好的稳定结对", en: "ticket \(ticket) is no equal stable matching")
          ]
        }
      }
      return []
    }
  }

  /// Whether the matchings listed are stable ones with the answer's values, each once, and give the chances.
  private func isList(
    _ moves: [[PairingLottery.Move]], of lottery: PairingLottery, _ answer: PairingAnswer
  ) -> Bool {
    guard moves.count == lottery.tickets, moves[lottery.ticket].isEmpty else { return false }
    let goals = goals(of: answer.rule)
    let expected = values(of: goals, for: answer.matching)
    var seen: Set<Matching> = []
    var tickets = [[Int: Int]](repeating: [:], count: talentCount)
    for list in moves {
      var mentors = answer.matching.mentorOfTalent
      for move in list {
        guard mentors.indices.contains(move.talent) else { return false }
        mentors[move.talent] = move.mentor
      }
      let matching = Matching(mentorOfTalent: mentors)
      guard seen.insert(matching).inserted, violations(of: matching).isEmpty,
        values(of: goals, for: matching) == expected
      else { return false }
      for (t, m) in mentors.enumerated() where keptMentor[t] == nil {
        if let m { tickets[t][m, default: 0] += 1 }
      }
    }
    return (0..<talentCount).allSatisfy { t in
      let told = lottery.chances[t]
      return told.count == tickets[t].count
        && told.allSatisfy { tickets[t][$0.mentor] == $0.tickets }
    }
  }
}
