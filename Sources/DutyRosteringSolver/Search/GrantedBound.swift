internal import DutyRostering

extension RosterSearch {
  /// Most combinations of counts of one person for which pricing and verifying are sure to agree.
  private static let surelyVerified = 1 << 17
  /// Most steps, about, that are spent on verifying before an answer is given.
  private static let affordable = 1 << 30

  /// The proof with the bound that its verifier grants.
  ///
  /// Pricing watches the counters that matter; a verifier with less room for a person leaves others out, and
  /// grants less. A proof about such people is verified here and claims what was granted, or, where that
  /// would take too long, nothing.
  func grantedCertificate() -> ShiftBoundCertificate? {
    guard let certificate else { return nil }
    let combinations = model.graphs.map { graph in
      graph.counters.reduce(1) { min(Self.surelyVerified * 2, $0 * $1.endCost.count) }
    }
    guard combinations.contains(where: { $0 > Self.surelyVerified }) else { return certificate }
    var steps = 0
    for (graph, combination) in zip(model.graphs, combinations) {
      steps += graph.layerStart[graph.days] * combination
    }
    let leaves = certificate.nodes.count { $0.split == nil }
    guard steps <= Self.affordable / leaves,
      let granted = try? model.problem.verifiedBound(of: certificate)
    else { return nil }
    return ShiftBoundCertificate(
      weights: certificate.weights, denominator: certificate.denominator, nodes: certificate.nodes,
      bound: min(granted, certificate.bound))
  }
}
