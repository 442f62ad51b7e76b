/// An answer of a job, as outcomes and result files hold it.
public protocol JobAnswer: Codable, Sendable {
  /// What shows that a problem has no answer; `Never` where a job shows nothing of the kind.
  associatedtype EmptinessProof: Codable & Hashable & Sendable = Never
}
