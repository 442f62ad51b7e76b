import EquipmentSettlement
import Testing

/// Each part of a settlement changed alone: the recount names it.
@Suite struct RecountTests {
  private let ledger: UseLedger
  private let settlement: Settlement

  /// At a 分 a minute B owes A 10 and C owes B 30, who are in a netting; D, who is not, owes A 7.
  init() throws {
    ledger = try Self.ledger()
    settlement = ledger.settle()
  }

  private static func ledger(
    _ change: (inout SettlementDraft) -> Void = { _ in }
  ) throws -> UseLedger {
    var draft = SettlementDraft(
      name: "recount", firstDay: "2026-12-01", lastDay: "2026-12-31", ruleVersion: "v1")
    draft.institutions = ["A", "B", "C", "D"].map { .init(id: $0, name: "") }
    draft.agreements = [
      .init(id: "T", kind: .tariff, members: ["A", "D"], from: "2026-01-01"),
      .init(id: "N", kind: .netting, members: ["A", "B", "C"], from: "2026-01-01"),
    ]
    for owner in ["A", "B"] {
      draft.devices.append(.init(id: "D\(owner)", name: "", owner: owner, deviceClass: "K"))
      draft.tariffs.append(
        .init(id: "F\(owner)", owner: owner, fenPerHour: 60, from: "2026-01-01"))
    }
    draft.uses = [("DA", "B", 10), ("DB", "C", 30), ("DA", "D", 7)].enumerated().map { u, use in
      .init(
        id: "U\(u)", device: use.0, user: use.1, actual: .init(from: 100 * u, to: 100 * u + use.2))
    }
    change(&draft)
    return try UseLedger(validating: draft)
  }

  private func found(
    lines: [Settlement.Line]? = nil, pairs: [Settlement.Pair]? = nil,
    nettings: [Settlement.Netting]? = nil, payments: [Settlement.Payment]? = nil,
    utilisation: [Settlement.DeviceUse]? = nil
  ) -> [SettlementViolation] {
    ledger.violations(
      of: Settlement(
        lines: lines ?? settlement.lines, pairs: pairs ?? settlement.pairs,
        nettings: nettings ?? settlement.nettings, payments: payments ?? settlement.payments,
        utilisation: utilisation ?? settlement.utilisation))
  }

  private func pays(_ payer: Int, _ payee: Int, _ fen: Int, _ agreement: Int? = 1)
    -> Settlement.Payment
  {
    .init(payer: payer, payee: payee, fen: fen, agreement: agreement)
  }

  @Test func `what was settled is what was counted by hand`() {
    #expect(found() == [])
    #expect(settlement.lines.map(\.fen) == [10, 30, 7])
    #expect(settlement.nettings.map(\.balances) == [[10, 20, -30]])
    #expect(settlement.nettings.map(\.fewestTransfers) == [2])
    #expect(settlement.payments == [pays(2, 0, 10), pays(2, 1, 20), pays(3, 0, 7, nil)])
  }

  @Test func `lines and devices are all there, in their order`() {
    #expect(found(lines: settlement.lines.reversed()) == [.wrongLines])
    #expect(found(lines: Array(settlement.lines.dropLast())) == [.wrongLines])
    #expect(found(utilisation: Array(settlement.utilisation.dropLast())) == [.wrongLines])
    #expect(
      found(utilisation: settlement.utilisation + settlement.utilisation) == [.wrongLines])
  }

  @Test func `pairs sum their lines, the first before the second`() {
    func pair(_ first: Int, _ second: Int, _ toFirst: Int, _ toSecond: Int) -> Settlement.Pair {
      .init(first: first, second: second, owedToFirst: toFirst, owedToSecond: toSecond)
    }
    #expect(settlement.pairs == [pair(0, 1, 10, 0), pair(0, 3, 7, 0), pair(1, 2, 30, 0)])
    let rest = Array(settlement.pairs.dropFirst())
    #expect(
      found(pairs: rest) == [.wrongPair(first: "A", second: "B", written: 0, counted: 10)])
    #expect(
      found(pairs: [pair(0, 1, 10, 1)] + rest)
        == [.wrongPair(first: "B", second: "A", written: 1, counted: 0)])
    for bad in [pair(1, 0, 0, 10), pair(-1, 1, 0, 0), pair(0, 4, 0, 0), pair(2, 2, 0, 0)] {
      let sound = bad.first == 1 ? rest : settlement.pairs
      #expect(found(pairs: [bad] + sound) == [.wrongLines])
    }
  }

  @Test func `nettings are those that hold, with balances, groups and fewest transfers`() throws {
    func netting(
      agreement: Int = 1, balances: [Int] = [10, 20, -30], groups: [[Int]] = [[0, 1, 2]],
      fewest: Int = 2
    ) -> [Settlement.Netting] {
      [.init(agreement: agreement, balances: balances, groups: groups, fewestTransfers: fewest)]
    }
    #expect(found(nettings: netting()) == [])
    for wrong in [[], netting(agreement: 0), netting() + netting()] {
      #expect(
        found(nettings: wrong).contains(.wrongNetting(agreement: "–", what: "agreements")))
    }
    func isWrong(
      _ what: String, _ netting: [Settlement.Netting], _ payments: [Settlement.Payment]? = nil
    ) {
      #expect(
        found(nettings: netting, payments: payments) == [.wrongNetting(agreement: "N", what: what)])
    }
    isWrong("balances", netting(balances: [11, 19, -30]))
    for groups in [[], [[0, 1], [2]], [[0, 1, 2], [0]], [[0, 1, 2, 3]]] as [[[Int]]] {
      isWrong("groups", netting(groups: groups))
    }
    // Three transfers are paid, and three are not the fewest.
    let three = [pays(2, 0, 10), pays(2, 1, 15), pays(2, 1, 5), pays(3, 0, 7, nil)]
    #expect(found(payments: three) == [])
    isWrong("fewest transfers", netting(fewest: 3), three)
    #expect(
      found(payments: Array(settlement.payments.dropFirst())).contains(
        .wrongNetting(agreement: "N", what: "fewest transfers")))
    // What ended the day before the last, or begins after it, is no netting.
    for (from, to, count) in [
      ("2026-12-31", "2026-12-31", 1), ("2026-01-01", "2026-12-30", 0), ("2027-01-01", nil, 0),
    ] {
      let other = try Self.ledger {
        ($0.agreements[1].from, $0.agreements[1].to) = (from, to)
      }
      #expect(other.settle().nettings.count == count)
      #expect(other.violations(of: other.settle()) == [])
    }
  }

  @Test func `payments are between those whom they concern, and pay what is owed`() {
    let sound = settlement.payments
    func wrongPayment(_ payment: Settlement.Payment) {
      #expect(found(payments: sound + [payment]) == [.wrongPayment(index: 3)])
    }
    for stray in [-1, 4] {
      wrongPayment(pays(stray, 0, 1, nil))
      wrongPayment(pays(0, stray, 1, nil))
    }
    for fen in [0, -1] { wrongPayment(pays(1, 0, fen, nil)) }
    wrongPayment(pays(3, 0, 1))
    wrongPayment(pays(0, 3, 1))
    for stray in [-1, 2] { wrongPayment(pays(1, 0, 1, stray)) }
    #expect(
      found(payments: sound + [pays(1, 0, 1)]) == [
        .wrongPayments(party: "A", written: -1, counted: 0),
        .wrongPayments(party: "B", written: 1, counted: 0),
      ])
    #expect(
      found(payments: Array(sound.dropLast()))
        == [.wrongPayments(party: "A–D", written: 7, counted: 0)])
    // A netting's payment does not pay what is owed outside it.
    #expect(
      found(payments: sound + [pays(1, 0, 1, nil)])
        == [.wrongPayments(party: "A–B", written: -1, counted: 0)])
  }

  @Test func `each figure of a device's use is counted again`() {
    let changes: [(inout Settlement.DeviceUse) -> Void] = [
      { $0.planned += 1 }, { $0.used += 1 }, { $0.shared += 1 }, { $0.useCount += 1 },
      { $0.unplannedCount += 1 }, { $0.cancelledCount += 1 }, { $0.noShowCount += 1 },
      { $0.base += 1 },
    ]
    for change in changes {
      var utilisation = settlement.utilisation
      change(&utilisation[1])
      #expect(found(utilisation: utilisation) == [.wrongUtilisation(device: "DB")])
    }
  }

  @Test func `full use follows the days of each year and the places of a device`() throws {
    // January 2028 is 31 of 366 days, December 2027 is 31 of 365; each year of a period is rounded down.
    for (first, last, hours, minutes) in [
      ("2028-01-01", "2028-01-31", 366, 31 * 60), ("2027-12-01", "2027-12-31", 365, 31 * 60),
      ("2027-12-31", "2028-01-02", 1000, 164 + 327),
    ] {
      let ledger = try Self.ledger {
        ($0.firstDay, $0.lastDay) = (first, last)
        $0.devices[1].yearlyHours = hours
        $0.devices[1].capacity = 2
      }
      let settlement = ledger.settle()
      #expect(settlement.utilisation[1].base == 2 * minutes)
      #expect(ledger.violations(of: settlement) == [])
    }
  }

  @Test func `of many parties no more transfers are claimed than pairs and signs need`() throws {
    // Ten pairs of opposite balances, and one who receives from nineteen.
    for isPaired in [true, false] {
      let count = 20
      var draft = SettlementDraft(
        name: "many", firstDay: "2026-12-01", lastDay: "2026-12-31", ruleVersion: "v1")
      draft.institutions = (0..<count).map { .init(id: "I\($0)", name: "") }
      draft.agreements = [
        .init(
          id: "N", kind: .netting, members: draft.institutions.map(\.id), from: "2026-01-01")
      ]
      for payer in 0..<count where isPaired ? payer % 2 == 1 : payer > 0 {
        let owner = isPaired ? payer - 1 : 0
        draft.devices.append(
          .init(id: "D\(payer)", name: "", owner: "I\(owner)", deviceClass: "K"))
        draft.tariffs.append(
          .init(
            id: "F\(payer)", owner: "I\(owner)", target: "D\(payer)", fenPerHour: 60,
            from: "2026-01-01"))
        draft.uses.append(
          .init(
            id: "U\(payer)", device: "D\(payer)", user: "I\(payer)",
            actual: .init(from: 0, to: 100 + payer)))
      }
      let ledger = try UseLedger(validating: draft)
      let settlement = ledger.settle()
      let netting = try #require(settlement.nettings.first)
      #expect(netting.fewestTransfers == (isPaired ? 10 : 19))
      #expect(ledger.violations(of: settlement) == [])
      // One transfer more, and the claim that it is needed.
      let first = settlement.payments[0]
      let split = [1, first.fen - 1].map {
        Settlement.Payment(
          payer: first.payer, payee: first.payee, fen: $0, agreement: first.agreement)
      }
      let claimed = Settlement(
        lines: settlement.lines, pairs: settlement.pairs,
        nettings: [
          .init(
            agreement: netting.agreement, balances: netting.balances, groups: netting.groups,
            fewestTransfers: netting.fewestTransfers + 1)
        ], payments: split + settlement.payments.dropFirst(), utilisation: settlement.utilisation)
      #expect(
        ledger.violations(of: claimed) == [.wrongNetting(agreement: "N", what: "fewest transfers")])
    }
  }
}
