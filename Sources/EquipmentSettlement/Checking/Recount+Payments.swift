import Alliance

/// Who owes whom, counted again.
extension Recount {
  /// `matrix[i][j]` is what institution *j* owes institution *i* for its charged lines, in 分.
  func matrix(_ lines: [Settlement.Line]) -> [[Int]] {
    var owed = [[Int]](
      repeating: [Int](repeating: 0, count: institutionCount), count: institutionCount)
    for line in lines { owed[line.creditor][line.debtor] += line.fen ?? 0 }
    return owed
  }

  func pairDefects(_ settlement: Settlement, _ owed: [[Int]]) -> [SettlementViolation] {
    var written = owed.map { $0.map { _ in 0 } }
    var found: [SettlementViolation] = []
    for pair in settlement.pairs {
      guard (0..<institutionCount).contains(pair.first), pair.first < pair.second,
        pair.second < institutionCount
      else { return [.wrongLines] }
      written[pair.first][pair.second] += pair.owedToFirst
      written[pair.second][pair.first] += pair.owedToSecond
    }
    for i in 0..<institutionCount {
      for j in 0..<institutionCount where written[i][j] != owed[i][j] {
        found.append(
          .wrongPair(
            first: name(i), second: name(j), written: written[i][j], counted: owed[i][j]))
      }
    }
    return found
  }

  func nettingDefects(_ settlement: Settlement, _ owed: [[Int]]) -> [SettlementViolation] {
    let last = draft.lastDay
    let holding = draft.agreements.indices.filter { a in
      let agreement = draft.agreements[a]
      return agreement.kind == .netting && agreement.from <= last
        && agreement.to.map { last <= $0 } ?? true
    }
    guard settlement.nettings.map(\.agreement) == holding else {
      return [.wrongNetting(agreement: "–", what: "agreements")]
    }
    var found: [SettlementViolation] = []
    for netting in settlement.nettings {
      let members = members(of: netting.agreement)
      let id = draft.agreements[netting.agreement].id
      let balances = members.map { i in members.reduce(0) { $0 + owed[i][$1] - owed[$1][i] } }
      if netting.balances != balances || balances.reduce(0, +) != 0 {
        found.append(.wrongNetting(agreement: id, what: "balances"))
        continue
      }
      let owing = members.indices.filter { balances[$0] != 0 }
      let sums = netting.groups.map { group in
        group.reduce(0) { sum, member in
          sum + (members.firstIndex(of: member).map { balances[$0] } ?? 1)
        }
      }
      if netting.groups.flatMap({ $0 }).sorted() != owing.map({ members[$0] })
        || !sums.allSatisfy({ $0 == 0 })
      {
        found.append(.wrongNetting(agreement: id, what: "groups"))
      }
      let bound = fewestTransfers(owing.map { balances[$0] })
      let transfers = settlement.payments.count { $0.agreement == netting.agreement }
      if netting.fewestTransfers > bound || transfers < netting.fewestTransfers {
        found.append(.wrongNetting(agreement: id, what: "fewest transfers"))
      }
    }
    return found
  }

  func paymentDefects(_ settlement: Settlement, _ owed: [[Int]]) -> [SettlementViolation] {
    var left = owed.indices.map { i in owed.indices.map { owed[i][$0] - owed[$0][i] } }
    // What members of an agreement owe each other is paid as balances.
    var balance = [Int](repeating: 0, count: institutionCount)
    for netting in settlement.nettings {
      let members = members(of: netting.agreement)
      for i in members {
        for j in members {
          balance[i] += left[i][j]
          left[i][j] = 0
        }
      }
    }
    for (p, payment) in settlement.payments.enumerated() {
      guard (0..<institutionCount).contains(payment.payer),
        (0..<institutionCount).contains(payment.payee), payment.fen > 0
      else { return [.wrongPayment(index: p)] }
      if let agreement = payment.agreement {
        let members = members(of: agreement)
        guard members.contains(payment.payer), members.contains(payment.payee) else {
          return [.wrongPayment(index: p)]
        }
        balance[payment.payee] -= payment.fen
        balance[payment.payer] += payment.fen
      } else {
        left[payment.payee][payment.payer] -= payment.fen
        left[payment.payer][payment.payee] += payment.fen
      }
    }
    var found: [SettlementViolation] = []
    for i in balance.indices where balance[i] != 0 {
      found.append(.wrongPayments(party: name(i), written: balance[i], counted: 0))
    }
    for i in left.indices {
      for j in left.indices where j > i && left[i][j] != 0 {
        found.append(
          .wrongPayments(party: "\(name(i))–\(name(j))", written: left[i][j], counted: 0))
      }
    }
    return found
  }

  private func name(_ i: Int) -> String { draft.institutions[i].id }

  /// Members of an agreement by rising number; empty if there is no such agreement.
  private func members(of agreement: Int) -> [Int] {
    guard draft.agreements.indices.contains(agreement) else { return [] }
    let ids = draft.agreements[agreement].members
    return draft.institutions.indices.filter { ids.contains(draft.institutions[$0].id) }
  }
}
