import Interchange
import MentorMatching

/// The pairs of an earlier result.
struct EarlierPairs {
  private let result: ResultFile<PairingDraft, PairingAnswer>

  /// Reads a result.
  ///
  /// - Throws: ``CommandFailure`` 66 if it is not there, 65 if it is no result of a pairing round.
  init(reading path: String) throws {
    do {
      result = try ResultFile(reading: try InputFile(reading: path), expecting: .pair)
    } catch let error as FileError {
      throw CommandFailure(error)
    } catch let error as RejectedInput {
      throw CommandFailure(error)
    }
  }

  /// The draft with the pairs of whom both are still in the round.
  func applied(to draft: PairingDraft) -> PairingDraft {
    draft.replanned(
      after: result.answer?.matching ?? Matching(mentorOfTalent: []), of: result.draft)
  }
}
