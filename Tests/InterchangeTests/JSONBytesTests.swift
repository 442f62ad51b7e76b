import Foundation
import Interchange
import MentorMatching
import SampleData
import Testing

@Suite struct `JSON written as values come` {
  private func reference(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func written(_ value: some Encodable) throws -> String {
    String(decoding: try JSONBytes.encode(value), as: UTF8.self)
  }

  private struct Mixture: Encodable {
    var zeta: Double? = 0.1
    var alpha = [1.0, -2.5, 1e21, 1e-7, 0, 123_456_789]
    var text = "\"quoted\" \\ / 志愿 \u{7f} \u{1} \u{1f} \t\r\n\u{8}\u{c} \u{2028} 🙂"
    var empty: [String] = []
    var nothing: Int?
    var table = ["b": [1: "x"], "a": [2: "y"]]
    var goals: [PairingProof] = [.sameInEveryStableMatching, .bestForTalents]
    var kind = PairingLottery.Kind.stablePoint(matchings: 3, isComplete: true)
    var flags: [Bool?] = [true, nil, false]
    var large: [UInt64] = [.max, 0]
  }

  @Test func `the bytes are those of the system's encoder`() throws {
    #expect(try written(Mixture()) == reference(Mixture()))
    for seed in UInt64(1)...20 {
      var draft = PairingSample().draft(seed: seed)
      draft.talents[0].wishes = [[], ["a", "b\"c"], [], ["d"]]
      draft.mentors[0].wishes = []
      #expect(try written(draft) == reference(draft))
    }
  }

  @Test func `a number that JSON cannot hold is an error`() {
    #expect(throws: EncodingError.self) { try JSONBytes.encode([Double.nan]) }
  }
}
