public import Solving

extension Settlement {
  /// The one goal: payments between institutions, with the fewest that any way of paying needs. A
  /// pair that settles by itself needs one; a netting agreement brings its own bound.
  public var transfersTerm: ObjectiveTerm {
    let bilateral = payments.count { $0.agreement == nil }
    let bound = nettings.reduce(bilateral) { $0 + $1.fewestTransfers }
    return ObjectiveTerm(
      name: "transfers", value: payments.count, bound: bound, isMinimized: true)
  }
}
