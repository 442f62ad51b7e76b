import Alliance

extension UseLedger {
  /// Charges every entry of the log and says who pays whom.
  ///
  /// Each line is rounded once, half up, to the 分; all sums are sums of lines. Two institutions set
  /// off what they owe each other; the members of a netting agreement pay their balances among each
  /// other with as few transfers as possible, proven fewest up to `exactParties` members whose
  /// balances do not cancel in pairs.
  ///
  /// - Parameter exactParties: Most members for which every grouping is considered, at most 20; time
  ///   and memory double with each.
  /// - Returns: The settlement; ``violations(of:)`` finds nothing in it.
  /// - Complexity: O(entries · rows of an owner + pairs · log(pairs) + 2ᵖ·*p*) with *p* parties.
  public func settle(exactParties: Int = 18) -> Settlement {
    var rowsOfOwner = [[Int]](repeating: [], count: institutions.count)
    for (t, tariff) in tariffs.enumerated() { rowsOfOwner[tariff.owner].append(t) }
    let lines = uses.indices.map { u in
      line(of: u, rows: rowsOfOwner[devices[uses[u].device].owner])
    }
    let pairs = pairs(of: lines)
    var nettings: [Settlement.Netting] = []
    var payments: [Settlement.Payment] = []
    let nettingOf = institutions.indices.map { netting(of: $0) }
    for (a, agreement) in agreements.enumerated()
    where agreement.kind == .netting && agreement.days.contains(period.upperBound) {
      var balance = [Int](repeating: 0, count: institutions.count)
      for pair in pairs where nettingOf[pair.first] == a && nettingOf[pair.second] == a {
        balance[pair.first] += pair.net
        balance[pair.second] -= pair.net
      }
      let grouping = ZeroSumGrouping(
        balances: agreement.members.map { balance[$0] }, exactParties: min(20, exactParties))
      let groups = grouping.groups.map { $0.map { agreement.members[$0] } }
      for group in groups {
        payments += Self.transfers(in: group, balance).map {
          .init(payer: $0.payer, payee: $0.payee, fen: $0.fen, agreement: a)
        }
      }
      nettings.append(
        .init(
          agreement: a, balances: agreement.members.map { balance[$0] }, groups: groups,
          fewestTransfers: grouping.fewestTransfers))
    }
    for pair in pairs where pair.net != 0 {
      if let a = nettingOf[pair.first], a == nettingOf[pair.second] { continue }
      payments.append(
        pair.net > 0
          ? .init(payer: pair.second, payee: pair.first, fen: pair.net, agreement: nil)
          : .init(payer: pair.first, payee: pair.second, fen: -pair.net, agreement: nil))
    }
    return Settlement(
      lines: lines, pairs: pairs, nettings: nettings, payments: payments,
      utilisation: utilisation())
  }

  private func pairs(of lines: [Settlement.Line]) -> [Settlement.Pair] {
    struct Charge {
      let first: Int
      let second: Int
      var toFirst = 0
      var toSecond = 0
    }
    var charges: [Charge] = []
    for line in lines {
      guard let fen = line.fen else { continue }
      let isFirst = line.creditor < line.debtor
      charges.append(
        Charge(
          first: min(line.creditor, line.debtor), second: max(line.creditor, line.debtor),
          toFirst: isFirst ? fen : 0, toSecond: isFirst ? 0 : fen))
    }
    charges.sort { ($0.first, $0.second) < ($1.first, $1.second) }
    var sums: [Charge] = []
    for charge in charges {
      if let last = sums.indices.last, sums[last].first == charge.first,
        sums[last].second == charge.second
      {
        sums[last].toFirst += charge.toFirst
        sums[last].toSecond += charge.toSecond
      } else {
        sums.append(charge)
      }
    }
    return sums.map {
      .init(
        first: $0.first, second: $0.second, owedToFirst: $0.toFirst, owedToSecond: $0.toSecond)
    }
  }

  /// At most one transfer fewer than members: who owes pays whoever is owed, in order.
  private static func transfers(
    in group: [Int], _ balance: [Int]
  ) -> [(payer: Int, payee: Int, fen: Int)] {
    var owing = group.filter { balance[$0] < 0 }.map { (member: $0, fen: -balance[$0]) }[...]
    var owed = group.filter { balance[$0] > 0 }.map { (member: $0, fen: balance[$0]) }[...]
    var transfers: [(payer: Int, payee: Int, fen: Int)] = []
    while var payer = owing.popFirst(), var payee = owed.popFirst() {
      let fen = min(payer.fen, payee.fen)
      transfers.append((payer.member, payee.member, fen))
      payer.fen -= fen
      payee.fen -= fen
      if payer.fen > 0 { owing = [payer] + owing }
      if payee.fen > 0 { owed = [payee] + owed }
    }
    return transfers
  }
}
