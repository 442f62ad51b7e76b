internal import MentorMatching
internal import Solving

/// A step that removes contracts which no stable matching makes, in a round of projects.
///
/// Steps are replayed in order on the contracts that earlier steps left; the verifier says why they
/// are sound.
enum ContractReduction: Codable, Hashable, Sendable {
  /// Neither the contract's project nor its mentor can be filled by others ranked as high, so its
  /// talent makes it or one he likes as well: contracts he likes less leave.
  case offer(contract: Int)
  /// So many talents have a contract of the class as their only first choice, all at rank `lastRank`
  /// or better, that the class is full of such: its contracts below `lastRank` leave.
  case applications(class: Int, lastRank: Int)
}

/// A row of the program of a round of projects, by its meaning. `x` is 1 for a contract that is made.
enum ContractRow: Codable, Hashable, Sendable {
  /// A talent makes at most one contract.
  case talent(Int)
  /// A project or a mentor holds at most as many contracts as places.
  case room(class: Int)
  /// Of a mentor's contracts of rank `end` or better as many are made as `teeth` are named, less the
  /// teeth whose talents have a contract they like as well elsewhere. The teeth fit in the places.
  case comb(class: Int, end: Int, teeth: [Int])
  /// The same for the contracts of one project: either the project is as full, or the mentor is. The
  /// mentor's other contracts count by the share that the teeth have of his places.
  case projectComb(class: Int, mentor: Int, end: Int, teeth: [Int])
  /// Whoever makes a contract with the same mentor that he likes less leaves no room in the project
  /// of `contract`.
  case exchange(contract: Int)
  /// An earlier goal stays at its value.
  case pinned(PairingGoal)
  /// A sum of rows before this one, each read as "at most", divided by `divisor` and rounded down
  /// coefficient by coefficient and as a whole: whole numbers from zero up that satisfy the rows
  /// satisfy it too (Chvátal 1973, doi:10.1016/0012-365X(73)90167-2). Weights are positive.
  case rounded(parts: [BoundCertificate.Multiplier], divisor: Int)
}
