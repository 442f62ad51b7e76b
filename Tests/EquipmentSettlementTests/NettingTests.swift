import EquipmentSettlement
import Foundation
import LinearProgramming
import Solving
import Testing

/// A ledger in which a hub owes or is owed whatever makes up the balances; they must sum to zero.
private func netted(_ balances: [Int], exactParties: Int = 18) throws -> Settlement.Netting {
  var draft = SettlementDraft(
    name: "netting", firstDay: "2026-12-01", lastDay: "2026-12-31", ruleVersion: "v1")
  draft.institutions = balances.indices.map { .init(id: "I\($0)", name: "") }
  draft.agreements = [
    .init(id: "N", kind: .netting, members: draft.institutions.map(\.id), from: "2026-01-01")
  ]
  // Whoever is owed lends a device to whoever owes, one minute a 分.
  var left = balances
  for i in left.indices {
    while left[i] > 0, let j = left.firstIndex(where: { $0 < 0 }) {
      let fen = min(left[i], -left[j])
      left[i] -= fen
      left[j] += fen
      draft.devices.append(.init(id: "D\(i)-\(j)", name: "", owner: "I\(i)", deviceClass: "K"))
      draft.uses.append(
        .init(
          id: "U\(i)-\(j)", device: "D\(i)-\(j)", user: "I\(j)", actual: .init(from: 0, to: fen)))
    }
    if balances[i] > 0 {
      draft.tariffs.append(.init(id: "F\(i)", owner: "I\(i)", fenPerHour: 60, from: "2026-01-01"))
    }
  }
  let ledger = try UseLedger(validating: draft)
  let settlement = ledger.settle(exactParties: exactParties)
  #expect(ledger.violations(of: settlement) == [])
  let netting = try #require(settlement.nettings.first)
  #expect(netting.balances == balances)
  #expect(settlement.payments.count >= netting.fewestTransfers)
  return netting
}

private func randomBalances(_ count: Int, _ size: Int, seed: UInt64) -> [Int] {
  var random = SeededRandom(seed: seed)
  var balances = (1..<count).map { _ in Int.random(in: -size...size, using: &random) }
  balances.append(-balances.reduce(0, +))
  return balances
}

/// The fewest transfers by trying every partition into groups that sum to zero.
private func fewestByPartition(_ balances: [Int]) -> Int {
  let parties = balances.filter { $0 != 0 }
  func mostGroups(_ next: Int, _ sums: [Int]) -> Int? {
    guard next < parties.count else { return sums.allSatisfy { $0 == 0 } ? sums.count : nil }
    var best: Int?
    for g in 0...sums.count {
      var tried = sums
      if g == sums.count { tried.append(0) }
      tried[g] += parties[next]
      if let groups = mostGroups(next + 1, tried) { best = max(best ?? 0, groups) }
    }
    return best
  }
  return parties.count - (mostGroups(0, []) ?? 0)
}

@Suite struct NettingTests {
  @Test(arguments: UInt64(0)..<60)
  func `the fewest transfers are those of the best partition`(seed: UInt64) throws {
    let balances = randomBalances(3 + Int(seed % 6), [3, 9, 40][Int(seed % 3)], seed: seed)
    let netting = try netted(balances)
    #expect(netting.fewestTransfers == fewestByPartition(balances), "\(balances)")
    let groups = netting.groups.reduce(0) { $0 + $1.count - 1 }
    #expect(groups == netting.fewestTransfers)
  }

  @Test(arguments: UInt64(0)..<8)
  func `the fewest transfers are the optimum of the MathProg model`(seed: UInt64) throws {
    let balances = randomBalances(5, 6, seed: 1000 + seed)
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Models/settlement/netting.mod")
    let rows = balances.enumerated().map { "\($0 + 1) \($1)" }.joined(separator: " ")
    let data =
      "set MEMBERS := \(balances.indices.map { String($0 + 1) }.joined(separator: " "));\n"
      + "param balance := \(rows);\nend;\n"
    let model = try MathProgModel(
      modelText: try String(contentsOf: file, encoding: .utf8), dataText: data)
    let solution = try model.program.solve(run: Run(within: SolveLimits(seconds: 20), seed: 1))
    let netting = try netted(balances)
    #expect(solution.termination == .optimal)
    #expect(solution.objective == Double(netting.fewestTransfers), "\(balances)")
  }

  @Test func `with many parties the bound is honest and never above what is needed`() throws {
    for seed in UInt64(0)..<40 {
      let balances = randomBalances(12, 30, seed: seed)
      let exact = try netted(balances)
      let bounded = try netted(balances, exactParties: 4)
      #expect(bounded.fewestTransfers <= exact.fewestTransfers)
      let groups = bounded.groups.reduce(0) { $0 + $1.count - 1 }
      #expect(groups >= exact.fewestTransfers)
    }
  }

  @Test func `beyond what is tried the bound is as good as pairs, triples and signs allow`() throws
  {
    // Opposite balances are paired off first; five pairs are five transfers.
    let paired = try netted(
      [1, -1, 20, -20, 300, -300, 4000, -4000, 5, -5], exactParties: 4)
    #expect(paired.fewestTransfers == 5 && paired.groups.count == 5)
    // Groups of three are found, and no group is smaller: four of them are eight transfers.
    let triples = try netted(
      [1, 2, -3, 10, 20, -30, 100, 200, -300, 1000, 2000, -3000], exactParties: 4)
    #expect(triples.fewestTransfers == 8 && triples.groups.count == 4)
    // Every group has somebody who receives, and somebody who pays.
    for sign in [1, -1] {
      let one = try netted(
        [78, -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12].map { $0 * sign }, exactParties: 4)
      #expect(one.fewestTransfers == 12)
    }
  }

  @Test func `a netting takes in its members alone, and only if it holds on the last day`() throws {
    func settled(_ members: [String], to: String? = nil) throws -> Settlement {
      var draft = SettlementDraft(
        name: "members", firstDay: "2026-12-01", lastDay: "2026-12-31", ruleVersion: "v1")
      draft.institutions = ["A", "B", "C"].map { .init(id: $0, name: "") }
      draft.agreements = [
        .init(id: "N", kind: .netting, members: members, from: "2026-01-01", to: to)
      ]
      // B owes A 1, C owes B 10, and C owes A 100.
      for (owner, user, fen) in [("A", "B", 1), ("B", "C", 10), ("A", "C", 100)] {
        let id = owner + user
        draft.devices.append(.init(id: id, name: "", owner: owner, deviceClass: "K"))
        draft.tariffs.append(
          .init(id: id, owner: owner, target: id, fenPerHour: 60, from: "2026-01-01"))
        draft.uses.append(.init(id: id, device: id, user: user, actual: .init(from: 0, to: fen)))
      }
      let ledger = try UseLedger(validating: draft)
      let settlement = ledger.settle()
      #expect(ledger.violations(of: settlement) == [])
      return settlement
    }
    func transfers(_ settlement: Settlement) -> [[Int]] {
      settlement.payments.map { [$0.payer, $0.payee, $0.fen, $0.agreement ?? -1] }
    }
    let apart = [[1, 0, 1, -1], [2, 0, 100, -1], [2, 1, 10, -1]]
    for (members, first, rest) in [
      (["A", "B"], [1, 0, 1, 0], [1, 2]), (["A", "C"], [2, 0, 100, 0], [0, 2]),
      (["B", "C"], [2, 1, 10, 0], [0, 1]),
    ] {
      let settlement = try settled(members)
      #expect(settlement.nettings.map(\.balances) == [[first[2], -first[2]]])
      #expect(transfers(settlement) == [first] + rest.map { apart[$0] })
    }
    #expect(try settled(["A", "B"], to: "2026-12-31").nettings.count == 1)
    let ended = try settled(["A", "B"], to: "2026-12-30")
    #expect(ended.nettings == [] && transfers(ended) == apart)
  }
}
