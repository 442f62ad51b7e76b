import EquipmentSettlement
import Solving
import Testing

@Suite struct LedgerTests {
  /// Half up in another way than the subject: by strings of digits.
  private func rounded(_ line: Settlement.Line, _ ledger: UseLedger) -> Int {
    guard let t = line.tariff, let price = ledger.tariffs[t].terms.fenPerHour else { return 0 }
    let exact = Double(line.minutes) / 60 * Double(price) * Double(line.share) / 10_000
    return Int((exact + 1e-7).rounded(.toNearestOrAwayFromZero))
  }

  @Test func `the lines of 100,000 random ledgers sum to every total, and the matrix to zero`()
    throws
  {
    var statuses: [Settlement.Line.Status: Int] = [:]
    var netted = 0
    for seed in UInt64(0)..<100_000 {
      let ledger = try UseLedger(validating: randomLedger(seed: seed))
      let settlement = ledger.settle()
      let count = ledger.institutions.count
      var owed = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
      for line in settlement.lines {
        statuses[line.status, default: 0] += 1
        #expect((line.fen != nil) == (line.status == .charged))
        guard let fen = line.fen else { continue }
        #expect(fen == rounded(line, ledger), "seed \(seed)")
        owed[line.creditor][line.debtor] += fen
      }
      // Pairs hold the lines to the 分.
      for pair in settlement.pairs {
        #expect(owed[pair.first][pair.second] == pair.owedToFirst)
        #expect(owed[pair.second][pair.first] == pair.owedToSecond)
      }
      #expect(
        settlement.pairs.reduce(0) { $0 + $1.owedToFirst + $1.owedToSecond } == settlement.total)
      // The net matrix is antisymmetric; payments clear every row of it.
      var left = (0..<count).map { i in (0..<count).reduce(0) { $0 + owed[i][$1] - owed[$1][i] } }
      #expect(left.reduce(0, +) == 0)
      for payment in settlement.payments {
        #expect(payment.fen > 0)
        left[payment.payee] -= payment.fen
        left[payment.payer] += payment.fen
      }
      #expect(left.allSatisfy { $0 == 0 }, "seed \(seed)")
      for netting in settlement.nettings {
        netted += netting.groups.count
        #expect(netting.balances.reduce(0, +) == 0)
      }
    }
    // Every kind of line is among them, or the test shows less than it says.
    #expect(Settlement.Line.Status.allCases.allSatisfy { statuses[$0, default: 0] > 10_000 })
    #expect(netted > 10_000)
  }

  @Test func `the recount finds nothing in 10,000 settlements, and any change of one 分`() throws {
    for seed in UInt64(0)..<10_000 {
      let ledger = try UseLedger(validating: randomLedger(seed: seed))
      let settlement = ledger.settle()
      #expect(ledger.violations(of: settlement) == [], "seed \(seed)")
      guard let u = settlement.lines.firstIndex(where: { $0.fen != nil }) else { continue }
      let old = settlement.lines[u]
      var lines = settlement.lines
      lines[u] = .init(
        use: u, creditor: old.creditor, debtor: old.debtor, status: old.status, tariff: old.tariff,
        minutes: old.minutes, share: old.share, fen: (old.fen ?? 0) + 1)
      let changed = Settlement(
        lines: lines, pairs: settlement.pairs, nettings: settlement.nettings,
        payments: settlement.payments, utilisation: settlement.utilisation)
      let found = ledger.violations(of: changed)
      guard case .wrongLine(let entry, _, _) = found.first else {
        Issue.record("seed \(seed): \(found)")
        continue
      }
      #expect(entry == ledger.draft.uses[u].id && found.count == 1)
    }
  }
}
