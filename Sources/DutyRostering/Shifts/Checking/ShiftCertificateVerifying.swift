import Solving

/// What is wrong with a proof about a shift roster.
public enum ShiftCertificateDefect: Error, Hashable, Sendable {
  /// The tree refers to a node, person, day or cell that does not exist, is not a tree, or its root
  /// carries no prices.
  case malformed(node: Int)
  /// The denominator is not a power of two up to 256, or a weight is negative.
  case scale
  /// A node carries prices that are not one for each need.
  case prices(node: Int)
  /// A node prices a count that does not exist, is priced twice, or has no whole number of steps.
  case tolls(node: Int)
  /// The proof does not say for each person which counts are kept apart.
  case counts
  /// The numbers do not fit 64 bits.
  case overflow
}

extension ShiftRosteringProblem {
  /// The bound that a certificate proves on the weighted value, from the rules and its prices alone.
  ///
  /// Recomputes the minima of ``ShiftBoundCertificate`` in integers: for each need over every number of
  /// cells that can count for it, for each person over every row that the rules allow, and for each priced
  /// limit over every number of its steps.
  ///
  /// - Parameters:
  ///   - certificate: The proof.
  ///   - threads: Threads that may be used at once; what comes out does not depend on them.
  /// - Returns: The bound; `nil` if the proof shows that there is no roster at all.
  /// - Throws: ``ShiftCertificateDefect``.
  /// - Complexity: O(priced leaves × people × days × memories × combinations of counts).
  public func verifiedBound(
    of certificate: ShiftBoundCertificate, threads: Int = 1
  ) throws(ShiftCertificateDefect) -> Int? {
    let nodes = try pricedNodes(of: certificate)
    var sums: [Int?] = []
    for node in nodes { sums.append(try node.leastOfNeeds(self)) }
    let least = valuesSideBySide(people.count, threads: threads) { person in
      leastRows(of: person, nodes, certificate)
    }
    for own in least {
      for (n, least) in own.enumerated() {
        guard let sum = sums[n] else { continue }
        guard let least = try least.get() else {
          sums[n] = nil
          continue
        }
        sums[n] = try sum.plus(least)
      }
    }
    return sums.compactMap(\.self).min()?.dividedRoundingUp(by: certificate.denominator)
  }

  /// Seconds that verifying the rows of some people takes on one thread: a measure for the others' by the size of
  /// their tables.
  package func secondsToVerify(
    _ certificate: ShiftBoundCertificate, people: [Int]
  ) throws(ShiftCertificateDefect) -> Double {
    let nodes = try pricedNodes(of: certificate)
    let begun = ContinuousClock.now
    for person in people { _ = leastRows(of: person, nodes, certificate) }
    return (ContinuousClock.now - begun) / .seconds(1)
  }

  /// The nodes on whose prices the leaves of a proof rest.
  private func pricedNodes(
    of certificate: ShiftBoundCertificate
  ) throws(ShiftCertificateDefect) -> [PricedNode] {
    guard certificate.denominator > 0, certificate.denominator <= 256,
      certificate.denominator.nonzeroBitCount == 1, certificate.weights.open >= 0,
      certificate.weights.change >= 0, certificate.weights.penalty >= 0
    else { throw .scale }
    let tree = try CertificateTree(certificate, of: self)
    guard certificate.counts.map({ $0.count == people.count }) ?? true else { throw .counts }
    // A leaf without prices rests on the nearest node above that has them.
    var (priced, isPriced) = ([Int](), [Bool](repeating: false, count: certificate.nodes.count))
    for leaf in tree.leaves {
      let node = tree.pricedNode(above: leaf)
      if !isPriced[node] { priced.append(node) }
      isPriced[node] = true
    }
    var nodes: [PricedNode] = []
    for node in priced { nodes.append(try PricedNode(certificate, node, tree, of: self)) }
    return nodes
  }

  /// The least that a person's row can cost in each node; `nil` where there is none.
  private func leastRows(
    of p: Int, _ nodes: [PricedNode], _ certificate: ShiftBoundCertificate
  ) -> [Result<Int?, ShiftCertificateDefect>] {
    // What can follow what in a person's rows is the same in every node with tolls on the same limits.
    var rows: [[[Int]]: LeastRow] = [:]
    let needs = cover.indices.filter { cover[$0].people.contains(p) }
    return nodes.map { node in
      let tolled = node.tolls.ofPerson[p].map(\.limits)
      let row =
        rows[tolled]
        ?? LeastRow(
          RowRules(self, person: p, counting: certificate.counts?[p], tolled: tolled),
          watchesChange: node.changeUnit > 0 && personWeight > 0)
      rows[tolled] = row
      do throws(ShiftCertificateDefect) {
        return .success(try node.least(of: row, needs: needs, self))
      } catch {
        return .failure(error)
      }
    }
  }
}
