import MentorMatching
import Solving

/// A random round small enough to enumerate.
func tinyRound(
  seed: UInt64, ties: Bool, oneToOne: Bool = false, scores: Bool = true
) throws -> PairingProblem {
  var random = SeededRandom(seed: seed)
  let mentorCount = Int.random(in: 2...(oneToOne ? 5 : 3), using: &random)
  let talentCount = Int.random(in: 3...5, using: &random)
  let mentorIDs = (0..<mentorCount).map { "m\($0)" }
  let talentIDs = (0..<talentCount).map { "00\($0)" }

  func wishes(_ ids: [String]) -> [[String]] {
    var tiers: [[String]] = []
    for id in ids.shuffled(using: &random)
    where Int.random(in: 0..<10, using: &random) < 8 {
      let joins = ties && !tiers.isEmpty && Int.random(in: 0..<5, using: &random) < 2
      if joins { tiers[tiers.count - 1].append(id) } else { tiers.append([id]) }
      if !ties, Int.random(in: 0..<8, using: &random) == 0 { tiers.append([]) }
    }
    return tiers
  }

  let mentors = mentorIDs.map { id in
    PairingDraft.Mentor(
      id: id, capacity: oneToOne ? 1 : Int.random(in: 0...3, using: &random),
      wishes: wishes(talentIDs))
  }
  let talents = talentIDs.map { PairingDraft.Talent(id: $0, wishes: wishes(mentorIDs)) }
  var draft = PairingDraft(mentors: mentors, talents: talents)
  if Int.random(in: 0..<3, using: &random) == 0 {
    let a = mentorIDs[Int.random(in: 0..<mentorCount, using: &random)]
    draft.recusals = [PairingDraft.Recusal(talentIDs[0], a)]
  }
  if !oneToOne, Int.random(in: 0..<4, using: &random) == 0,
    let m = mentors.firstIndex(where: { $0.capacity > 0 })
  {
    draft.kept = [PairingDraft.KeptPair(mentor: mentorIDs[m], talent: talentIDs[talentCount - 1])]
  }
  if scores {
    for m in mentorIDs {
      for t in talentIDs {
        draft.scores.append(
          PairingDraft.Score(mentor: m, talent: t, points: Int.random(in: -3...9, using: &random)))
      }
    }
  }
  return try PairingProblem(validating: draft)
}
