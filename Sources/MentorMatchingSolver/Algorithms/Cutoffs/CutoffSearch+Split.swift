internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// Choosing where to split a case.
extension CutoffSearch {
  /// Most cut-offs whose two sides are tried at one node.
  private static let triedCutoffs = 8
  /// Cut-offs tried in vain, one after the other, before the best so far is taken.
  private static let vainTrials = 2
  /// Most dual simplex iterations of one trial.
  private static let trialIterations = 50

  /// A mentor and a rank at which the point is neither full nor short.
  private struct Candidate {
    let mentor: Int
    let rank: Int32
    let score: Double
  }

  /// Splits a case, the more promising side to be looked at first.
  mutating func split(
    _ node: OpenCase, at point: [Double], _ found: (weights: [Weight], bound: Int)?,
    _ session: inout Session
  ) throws -> Bool {
    var parent = node
    if let found, found.bound > node.bound {
      parent.bound = found.bound
      parent.inherited = named(found.weights)
    }
    parent.depth += 1
    let candidates = undecided(at: point, node.lists)
    if candidates.isEmpty { return splitPair(parent, at: point) }
    let choice = try choose(among: candidates, node, &session)
    let (m, rank) = (choice.mentor, choice.rank)
    var (full, short) = (parent, parent)
    full.lists.fill(m, downTo: rank)
    short.lists.leaveShort(m, downTo: rank)
    let numbers = proof.split(node.proofNode) {
      .cutoff(mentor: m, rank: Int(rank), full: $0, short: $1)
    }
    (full.proofNode, short.proofNode) = numbers
    for child in choice.fullFirst ? [short, full] : [full, short] { insert(child) }
    return true
  }

  private mutating func splitPair(_ parent: OpenCase, at point: [Double]) -> Bool {
    let open = costs.indices.filter { lower[$0] < upper[$0] }
    guard let j = open.min(by: { abs(point[$0] - 0.5) < abs(point[$1] - 0.5) }) else {
      // A single point whose relaxation could not be closed in whole numbers.
      proof.close(parent.proofNode, .bounded(RowWeights(parent.inherited)))
      return true
    }
    let pair = formulation.pairOfColumn[j]
    var (without, with) = (parent, parent)
    without.lists.decide(pair, isMade: false)
    with.lists.decide(pair, isMade: true)
    let (m, t) = (market.mentor(of: pair), market.talent(of: pair))
    let numbers = proof.split(parent.proofNode) {
      .pair(mentor: m, talent: t, without: $0, with: $1)
    }
    (without.proofNode, with.proofNode) = numbers
    for child in point[j] >= 0.4 ? [without, with] : [with, without] { insert(child) }
    return true
  }

  private mutating func insert(_ child: OpenCase) {
    var child = child
    run.charge(steps: child.lists.shorten())
    child.proofNode = proof.enter(child.proofNode, steps: child.lists.takeSteps())
    open.insert(child)
  }

  /// Cut-offs that the point leaves open, by how far it is from both sides.
  private func undecided(at point: [Double], _ lists: CaseLists) -> [Candidate] {
    // What each talent has at or above each pair.
    var reached = [Double](repeating: 0, count: costs.count)
    for t in 0..<market.talentCount {
      let run = market.pairs(ofTalent: t)
      var total = 0.0
      var start = run.lowerBound
      while start < run.upperBound {
        var end = start
        while end < run.upperBound, market.talentRank[end] == market.talentRank[start] {
          if formulation.columnOfPair[end] >= 0 { total += point[formulation.columnOfPair[end]] }
          end += 1
        }
        for p in start..<end where formulation.columnOfPair[p] >= 0 {
          reached[formulation.columnOfPair[p]] = total
        }
        start = end
      }
    }
    var candidates: [Candidate] = []
    for (m, list) in formulation.listOfMentor.enumerated() {
      let places = Double(market.places[m])
      guard places > 0 else { continue }
      var best: [Candidate] = []
      var (inside, missing) = (0.0, 0.0)
      for tier in formulation.tiers(of: list) {
        for pair in list[tier] where lists.remains[pair] {
          let j = formulation.columnOfPair[pair]
          inside += point[j]
          missing += max(0, 1 - reached[j])
        }
        let rank = market.mentorRank[list[tier.lowerBound]]
        if rank <= lists.shortRank[m] { continue }
        let score = min(places - inside, missing)
        if score > 1e-5 { best.append(Candidate(mentor: m, rank: rank, score: score)) }
        if inside > places - 1e-5 { break }
      }
      candidates += best.sorted { ($0.score, $1.rank) > ($1.score, $0.rank) }.prefix(2)
    }
    return candidates.sorted {
      ($0.score, $1.mentor, $1.rank) > ($1.score, $0.mentor, $0.rank)
    }
  }

  /// Tries both sides of the best candidates for some iterations; the product of what they gain
  /// decides.
  private mutating func choose(
    among candidates: [Candidate], _ node: OpenCase, _ session: inout Session
  ) throws -> (mentor: Int, rank: Int32, fullFirst: Bool) {
    var chosen = (mentor: candidates[0].mentor, rank: candidates[0].rank, fullFirst: true)
    guard run.mustStop == nil else { return chosen }
    let basis = try session.basis()
    let start = session.objective
    var bestScore = -1.0
    var inVain = 0
    for candidate in candidates.prefix(Self.triedCutoffs) {
      var full = node.lists
      full.fill(candidate.mentor, downTo: candidate.rank)
      let gainFull = try trial(&full, from: start, basis, &session)
      var short = node.lists
      short.leaveShort(candidate.mentor, downTo: candidate.rank)
      let gainShort = try trial(&short, from: start, basis, &session)
      let score = max(gainFull, 1e-4) * max(gainShort, 1e-4)
      inVain += 1
      if score > bestScore {
        bestScore = score
        inVain = 0
        chosen = (candidate.mentor, candidate.rank, gainFull <= gainShort)
      }
      if max(gainFull, gainShort) >= Self.closed || inVain == Self.vainTrials { break }
    }
    try enter(node.lists, &session)
    try session.restore(basis)
    return chosen
  }

  private static let closed = 1e6

  /// What a case gains over its parent in a few iterations.
  private mutating func trial(
    _ lists: inout CaseLists, from start: Double, _ basis: Basis, _ session: inout Session
  ) throws -> Double {
    run.charge(steps: lists.shorten())
    if lists.isContradicted { return Self.closed }
    try enter(lists, &session)
    let status = try session.probe(cutoff: cutoff, iterations: Self.trialIterations)
    let gain: Double =
      switch status {
      case .infeasible, .cutoff: Self.closed
      case .optimal, .stopped: session.objective >= cutoff ? Self.closed : session.objective - start
      case .unbounded, nil: 0
      }
    try session.restore(basis)
    return max(0, gain)
  }
}
