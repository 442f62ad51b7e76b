internal import MentorMatching

/// Numbers of the unknowns of a ``RowProof``.
struct ProofUnknowns {
  /// The difference of the sides' ranks.
  let imbalance: Int
  /// The worst rank.
  var regret: Int { imbalance + 1 }
  /// The largest gap to a target.
  var worstGap: Int { imbalance + 2 }
  /// The first mentor's gap.
  var gaps: Int { imbalance + 3 }
  /// Whether the first contract blocks.
  let blocks: Int
  private let full: Int
  private let widest: Int

  init(_ contracts: PairingContracts) {
    imbalance = contracts.contracts.count
    blocks = imbalance + 3 + contracts.targets.count
    full = blocks + imbalance
    widest = contracts.classesOfContract.reduce(0) { max($0, $1.count) }
  }

  /// Whether class `c` is full for contract `e`.
  func full(_ e: Int, in c: Int, of contracts: PairingContracts) -> Int {
    full + e * widest + (contracts.classesOfContract[e].firstIndex(of: c) ?? 0)
  }
}
