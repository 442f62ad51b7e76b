internal import DutyRostering

extension RosterSearch {
  /// Most steps, about, that are spent on verifying before an answer is given.
  private static let affordable = 1 << 28

  /// The proof with the bound that its verifier grants.
  ///
  /// Pricing and verifying count the same and agree. Where pricing had too little room to count everything
  /// that matters it priced steps of counters instead; a certificate does not carry those prices. Such a
  /// proof is verified here and claims what was granted, or, where that would take too long, nothing.
  func grantedCertificate() -> ShiftBoundCertificate? {
    guard let certificate else { return nil }
    guard watched.restsOnTolls else { return certificate }
    var steps = 0
    for pricer in whole.pricers { steps += pricer.plan.work }
    let leaves = certificate.nodes.count { $0.split == nil }
    guard steps <= Self.affordable / leaves,
      let granted = try? model.problem.verifiedBound(of: certificate)
    else { return nil }
    return ShiftBoundCertificate(
      weights: certificate.weights, denominator: certificate.denominator, nodes: certificate.nodes,
      counts: certificate.counts, bound: min(granted, certificate.bound))
  }
}
