internal import MentorMatching
internal import Solving

/// A proof by cases on the mentors' cut-offs: a tree whose leaves are added up in whole numbers.
///
/// For a mentor and a rank *k* of his list a stable matching is of one of two kinds. Either he is
/// *full* with people of rank *k* or better: then everybody below leaves his list. Or he is *short*
/// of them: then he would take each of them, so each has him or a mentor liked as well, and likes
/// what follows in vain. In each case the lists are shortened again.
///
/// Weights are whole numbers of 1/`denominator`. A row that holds only in some cases
/// (``StableRow/matched(_:)``, ``StableRow/filled(_:)``, ``StableRow/short(mentor:rank:)``) may be
/// used only where the cases above or the reductions established it.
struct CutoffProof: Hashable, Sendable {
  /// A case; children are indices into ``CutoffProof/nodes``, larger than their parent's.
  enum Node: Hashable, Sendable {
    /// The reductions hold on the lists of this case; `next` goes on with what they leave.
    case shortened(steps: [ListReduction], next: Int)
    /// The mentor is full with people of rank `rank` or better, or short of them.
    case cutoff(mentor: Int, rank: Int, full: Int, short: Int)
    /// The two are not a pair, or they are.
    case pair(mentor: Int, talent: Int, without: Int, with: Int)
    /// The weighted rows bound the goal.
    case bounded(RowWeights)
    /// The weighted rows contradict one another, or a pair that must be made left the lists.
    case empty(RowWeights)
  }

  /// Unit of the weights; a power of two.
  let denominator: Int
  /// The cases; node 0 covers every stable matching.
  let nodes: [Node]
}
