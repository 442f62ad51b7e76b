import MentorMatching
import MentorMatchingSolver
import Solving
import TestSupport
import Testing

@Suite struct `All stable matchings of strict lists` {
  @Test(arguments: seedBlocks(UInt64(50)))
  func `rotations lead to the enumerated stable matchings, each once`(block: UInt64) throws {
    for seed in (block * 120)..<(block * 120 + 120) {
      let problem = try tinyRound(
        seed: 300_000 + seed, ties: false, oneToOne: seed % 2 == 0, scores: false)
      let lattice = try #require(StableLattice(problem))
      let stable = QuickEnumeration(problem.draft).stable.map(\.mentorOfTalent)
      let found = lattice.matchings(atMost: 10_000)
      #expect(found.isComplete)
      #expect(found.matchings.count == stable.count)
      #expect(Set(found.matchings.map(\.mentorOfTalent)) == Set(stable))
    }
  }

  @Test(arguments: seedBlocks(UInt64(20)))
  func `best and worst partners and stable pairs are those of the enumeration`(
    block: UInt64
  ) throws {
    for seed in (block * 50)..<(block * 50 + 50) {
      let problem = try rankedByAll(seed: seed)
      let lattice = try #require(StableLattice(problem))
      let stable = QuickEnumeration(problem.draft).stable
      let market = problem.market
      for p in 0..<market.pairCount {
        let (t, m) = (market.talent(of: p), market.mentor(of: p))
        #expect(lattice.isStablePair[p] == stable.contains { $0.mentorOfTalent[t] == m })
      }
      for t in 0..<problem.talentCount {
        let rank = { (m: Int?) in
          problem.talentWishes[t].firstIndex { m.map($0.contains) ?? false } ?? .max
        }
        let ranks = stable.map { rank($0.mentorOfTalent[t]) }
        #expect(rank(lattice.bestMentors[t]) == ranks.min())
        #expect(rank(lattice.worstMentors[t]) == ranks.max())
      }
    }
  }

  @Test func `a cap stops the list and says so`() throws {
    let problem = try rankedByAll(seed: 3)
    let lattice = try #require(StableLattice(problem))
    let total = lattice.matchings(atMost: 1_000).matchings.count
    #expect(total > 2)
    #expect(lattice.matchings(atMost: total).isComplete)
    let short = lattice.matchings(atMost: total - 1)
    #expect(!short.isComplete)
    #expect(short.matchings.count == total - 1)
  }

  @Test func `lists with a tie have no lattice`() throws {
    let draft = PairingDraft(
      mentors: [.init(id: "m", capacity: 1, wishes: [["a", "b"]])],
      talents: [.init(id: "a", wishes: [["m"]]), .init(id: "b", wishes: [["m"]])])
    #expect(StableLattice(try PairingProblem(validating: draft)) == nil)
  }
}

/// Five talents and five mentors with one place who all rank everybody: many stable matchings.
///
/// Talent *i* begins with mentor *i* and mentor *i* ends with talent *i*, so the lists pull apart.
func rankedByAll(seed: UInt64) throws -> PairingProblem {
  var random = SeededRandom(seed: seed)
  let count = 5
  func list(_ prefix: String, from first: Int) -> [[String]] {
    var order = (0..<count).map { (first + $0) % count }
    let i = Int.random(in: 0..<count - 1, using: &random)
    if Int.random(in: 0..<4, using: &random) == 0 { order.swapAt(i, i + 1) }
    return order.map { ["\(prefix)\($0)"] }
  }
  let draft = PairingDraft(
    mentors: (0..<count).map {
      .init(id: "m\($0)", capacity: 1, wishes: list("t", from: ($0 + 1) % count))
    },
    talents: (0..<count).map { .init(id: "t\($0)", wishes: list("m", from: $0)) })
  return try PairingProblem(validating: draft)
}
