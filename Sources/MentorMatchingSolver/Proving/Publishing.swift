internal import MentorMatching
internal import Solving

/// Turns the proofs of the searches into the one language that the verifier reads.
///
/// The searches speak of pairs that are left, of combs with a sign of their own, or of the columns of
/// ``ContractSystem``; a published proof speaks of contracts, classes and rows by their meaning.
struct Publishing {
  let contracts: PairingContracts
  private let unknowns: ProofUnknowns
  private let classOfMentor: [Int: Int]

  init(_ contracts: PairingContracts) {
    self.contracts = contracts
    unknowns = ProofUnknowns(contracts)
    var classOfMentor: [Int: Int] = [:]
    for (c, each) in contracts.classes.enumerated() {
      if case .mentor(let m) = each.kind { classOfMentor[m] = c }
    }
    self.classOfMentor = classOfMentor
  }

  // MARK: Pairs

  /// The contract of two people of the market.
  private func contract(_ m: Int, _ t: Int) -> Int {
    contracts.ofTalent[t].first { contracts.contracts[$0].mentor == m } ?? -1
  }

  /// A step; `nil` for one about a mentor whom nobody can have.
  func step(_ step: ListReduction) -> ProofStep? {
    switch step {
    case .offer(let m, let t): .offer(contract: contract(m, t))
    case .applications(let m, let lastRank):
      classOfMentor[m].map { .applications(class: $0, lastRank: lastRank) }
    }
  }

  /// The published proof of a goal over the market's pairs; `remains` says which of them the answer's
  /// reductions leave.
  func proof(_ certificate: GoalCertificate, remains: [Bool]) -> ProvenGoal {
    if let plain = certificate.withoutRows { return plain }
    let proof: PairingProof
    switch certificate.proof {
    case .sum(let rows, let tree):
      proof = .rows(self.tree(tree, Rows(self, rows), remains, below: nil))
    case .empty(let rows, let bound, let tree):
      proof = .rows(self.tree(tree, Rows(self, rows), remains, below: bound))
    case .cases(let rows, let tree): proof = .rows(self.tree(tree, Rows(self, rows), below: nil))
    case .emptyCases(let rows, let bound, let tree):
      proof = .rows(self.tree(tree, Rows(self, rows), below: bound))
    default: proof = .rows(RowProof(rows: [], unit: 1, nodes: []))
    }
    return ProvenGoal(goal: certificate.goal, proof: proof)
  }

  private func tree(
    _ proof: BoundCertificate, _ rows: Rows, _ remains: [Bool], below bound: Int?
  ) -> RowProof {
    let columns = remains.indices.filter { remains[$0] } + [unknowns.imbalance]
    return rows.proof(unit: proof.denominator, below: bound.map { ($0, unknowns.regret) }) {
      shift in
      proof.nodes.map { $0.published(rows, columns, shift) }
    }
  }

  private func tree(_ proof: CutoffProof, _ rows: Rows, below bound: Int?) -> RowProof {
    rows.proof(unit: proof.denominator, below: bound.map { ($0, unknowns.regret) }) { shift in
      proof.nodes.map { node in
        switch node {
        case .shortened(let steps, let next): .steps(steps.compactMap(step), next: next + shift)
        case .cutoff(let m, let rank, let full, let short):
          .cutoff(
            class: classOfMentor[m] ?? -1, rank: rank, full: full + shift, short: short + shift)
        case .pair(let m, let t, let without, let with):
          .split(unknown: contract(m, t), value: 0, low: without + shift, high: with + shift)
        case .bounded(let weights): .bounded(rows.weights(weights.multipliers))
        case .empty(let weights): .empty(rows.weights(weights.multipliers))
        }
      }
    }
  }

  /// A row, the sign that turns its weights, and the offer that it builds on.
  private func row(_ row: StableRow) -> (row: ProofRow, sign: Int, offer: ProofStep?)? {
    switch row {
    case .talent(let t), .matched(let t): (.talent(t), 1, nil)
    case .mentor(let m): classOfMentor[m].map { (.room(class: $0), 1, nil) }
    case .shortShaft(let m, let t): (.talent(t), 1, .offer(contract: contract(m, t)))
    case .comb(let m, let end, let teeth):
      classOfMentor[m].map {
        (.comb(class: $0, mentor: nil, end: end, teeth: teeth.map { contract(m, $0) }), 1, nil)
      }
    case .imbalance(let talentsAhead): (.imbalance(sign: talentsAhead ? -1 : 1), 1, nil)
    case .pinned(let goal): (.pinned(goal), goal.isMinimized ? 1 : -1, nil)
    case .filled(let m): classOfMentor[m].map { (.filled(class: $0), 1, nil) }
    case .short(let m, let rank): classOfMentor[m].map { (.short(class: $0, rank: rank), 1, nil) }
    }
  }

  // MARK: Contracts

  /// The published proof of a goal over the contracts that steps leave, without the steps.
  ///
  /// - Returns: `nil` if the proof is of another kind.
  func proof(_ certificate: GoalCertificate) -> (steps: [ProofStep], proof: ProvenGoal)? {
    guard case .stableContracts(let steps, let old, let tree) = certificate.proof else {
      return nil
    }
    var lists = ContractLists(contracts)
    for step in steps { _ = lists.apply(step) }
    let rows = Rows(self, old)
    let columns = lists.remains.indices.filter { lists.remains[$0] }
    let proof = rows.proof(unit: tree.denominator, below: nil) { shift in
      tree.nodes.map { $0.published(rows, columns, shift) }
    }
    return (
      steps.map { step in
        switch step {
        case .offer(let e): .offer(contract: e)
        case .applications(let c, let lastRank): .applications(class: c, lastRank: lastRank)
        }
      }, ProvenGoal(goal: certificate.goal, proof: .rows(proof))
    )
  }

  /// The published proof of a goal over the rows of the whole round.
  func proof(_ goal: PairingGoal, _ tree: BoundCertificate, over system: ContractSystem)
    -> ProvenGoal
  {
    ProvenGoal(goal: goal, proof: .rows(cases(tree, over: system)))
  }

  /// A published tree over the rows of the whole round.
  func cases(_ tree: BoundCertificate, over system: ContractSystem) -> RowProof {
    let rows = Rows(system.rows)
    return rows.proof(unit: tree.denominator, below: nil) { shift in
      tree.nodes.map { $0.published(rows, system.unknowns, shift) }
    }
  }

  /// Rows as they are published, with what becomes of the old ones' weights.
  fileprivate struct Rows {
    private var rows: [ProofRow] = []
    /// For each old row its new position and the sign that turns its weights.
    private var places: [(row: Int, sign: Int)?] = []
    private var offers: [ProofStep] = []

    init(_ rows: [ProofRow]) {
      self.rows = rows
      places = rows.indices.map { ($0, 1) }
    }

    init(_ publishing: Publishing, _ old: [StableRow]) {
      for row in old {
        let new = publishing.row(row)
        places.append(new.map { (rows.count, $0.sign) })
        if let new { rows.append(new.row) }
        if let offer = new?.offer { offers.append(offer) }
      }
    }

    init(_ publishing: Publishing, _ old: [ContractRow]) {
      for row in old {
        let (new, sign): (ProofRow, Int) =
          switch row {
          case .talent(let t): (.talent(t), 1)
          case .room(let c): (.room(class: c), 1)
          case .comb(let c, let end, let teeth):
            (.comb(class: c, mentor: nil, end: end, teeth: teeth), 1)
          case .projectComb(let c, let mentor, let end, let teeth):
            (.comb(class: c, mentor: mentor, end: end, teeth: teeth), 1)
          case .exchange(let e): (.exchange(contract: e), 1)
          case .pinned(let goal): (.pinned(goal), goal.isMinimized ? 1 : -1)
          // What was "at most" becomes "at least": whatever has an upper side presses on it.
          case .rounded(let parts, let divisor):
            (.rounded(weights(parts.map { Self.turned($0, old) }), divisor: divisor), -1)
          }
        places.append((rows.count, sign))
        rows.append(new)
      }
    }

    /// A part of a rounded sum, read as "at most", as a weight that presses on a side of its old row.
    private static func turned(
      _ part: BoundCertificate.Multiplier, _ old: [ContractRow]
    ) -> BoundCertificate.Multiplier {
      let hasUpperSide =
        switch old[part.row] {
        case .talent, .room, .exchange, .rounded: true
        case .pinned(let goal): goal.isMinimized
        case .comb, .projectComb: false
        }
      return BoundCertificate.Multiplier(
        row: part.row, weight: hasUpperSide ? -part.weight : part.weight)
    }

    func weights(_ multipliers: [BoundCertificate.Multiplier]) -> RowWeights {
      RowWeights(
        multipliers.compactMap { old in
          places[old.row].map {
            BoundCertificate.Multiplier(row: $0.row, weight: $0.sign * old.weight)
          }
        })
    }

    /// The proof with its nodes behind those that begin every such proof. For a proof that no worst
    /// rank below a bound is possible, `bound` has the bound and the unknown of the worst rank.
    func proof(
      unit: Int, below bound: (value: Int, unknown: Int)?,
      _ nodes: (_ shift: Int) -> [RowProof.Node]
    ) -> RowProof {
      var first: [RowProof.Node] = offers.isEmpty ? [] : [.steps(offers, next: 1)]
      if let bound {
        let k = first.count
        first.append(
          .split(unknown: bound.unknown, value: bound.value - 1, low: k + 2, high: k + 1))
        first.append(.bounded(RowWeights([])))
      }
      return RowProof(rows: rows, unit: unit, nodes: first + nodes(first.count))
    }
  }
}

extension BoundCertificate.Node {
  fileprivate func published(
    _ rows: Publishing.Rows, _ columns: [Int], _ shift: Int
  ) -> RowProof.Node {
    switch self {
    case .split(let column, let value, let low, let high):
      .split(unknown: columns[column], value: value, low: low + shift, high: high + shift)
    case .bounded(let multipliers): .bounded(rows.weights(multipliers))
    case .empty(let multipliers): .empty(rows.weights(multipliers))
    case .narrowed(let multipliers, let reach, let next):
      .narrowed(rows.weights(multipliers), reach: reach, next: next + shift)
    case .open: .bounded(RowWeights([]))
    }
  }
}

extension GoalCertificate {
  /// The published proof, if it needs no rows.
  var withoutRows: ProvenGoal? {
    let plain: PairingProof? =
      switch proof {
      case .sameInEveryStableMatching: .sameInEveryStableMatching
      case .bestForTalents: .bestForTalents
      default: nil
      }
    return plain.map { ProvenGoal(goal: goal, proof: $0) }
  }
}
