import Interchange
import MentorMatching

/// The pairs of an earlier result, by staff numbers.
struct EarlierPairs {
  private let pairs: [PairingDraft.PreviousPair]

  /// Reads a result.
  ///
  /// - Throws: ``CommandFailure`` 66 if it is not there, 65 if it is no result of a pairing round.
  init(reading path: String) throws {
    do {
      let file = try InputFile(reading: path)
      let result = try ResultFile<PairingDraft, PairingAnswer>(reading: file, expecting: .pair)
      let mentors = result.answer?.matching.mentorOfTalent ?? []
      guard mentors.count <= result.draft.talents.count,
        mentors.allSatisfy({ $0.map(result.draft.mentors.indices.contains) ?? true })
      else {
        pairs = []
        return
      }
      pairs = mentors.enumerated().compactMap { t, m in
        m.map { .init(mentor: result.draft.mentors[$0].id, talent: result.draft.talents[t].id) }
      }
    } catch let error as FileError {
      throw CommandFailure(error)
    } catch let error as RejectedInput {
      throw CommandFailure(error)
    }
  }

  /// The pairs of whom both are still in the round.
  func pairs(in draft: PairingDraft) -> [PairingDraft.PreviousPair] {
    let mentors = Set(draft.mentors.map(\.id))
    let talents = Set(draft.talents.map(\.id))
    return pairs.filter { mentors.contains($0.mentor) && talents.contains($0.talent) }
  }
}
