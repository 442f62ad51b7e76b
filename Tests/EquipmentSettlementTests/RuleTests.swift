import EquipmentSettlement
import Testing

/// One owner, one user, one device; the price list of the first row.
private func twoSides(
  _ change: (inout SettlementDraft.Tariff) -> Void, _ uses: [SettlementDraft.Use]
) throws -> Settlement {
  var draft = SettlementDraft(
    name: "two", firstDay: "2026-12-01", lastDay: "2026-12-31", ruleVersion: "v1")
  draft.institutions = [.init(id: "A", name: "A"), .init(id: "B", name: "B")]
  draft.devices = [.init(id: "D", name: "D", owner: "A", deviceClass: "K", capacity: 9)]
  var tariff = SettlementDraft.Tariff(
    id: "F1", owner: "A", fenPerHour: 10_000, from: "2026-01-01")
  change(&tariff)
  draft.tariffs = [tariff]
  draft.uses = uses
  let ledger = try UseLedger(validating: draft)
  let settlement = ledger.settle()
  #expect(ledger.violations(of: settlement) == [])
  return settlement
}

private func use(_ from: Int, _ to: Int, plan: SettlementDraft.Span? = nil) -> SettlementDraft.Use {
  .init(id: "U", device: "D", user: "B", plan: plan, actual: .init(from: from, to: to))
}

@Suite struct RuleTests {
  @Test func `short uses pay the minimum, and longer ones whole steps`() throws {
    func fen(_ minutes: Int) throws -> Int? {
      try twoSides(
        {
          $0.minimumMinutes = 60
          $0.stepMinutes = 30
        }, [use(600, 600 + minutes)]
      ).lines[0].fen
    }
    #expect(try fen(5) == 10_000)
    #expect(try fen(60) == 10_000)
    #expect(try fen(61) == 15_000)
    #expect(try fen(120) == 20_000)
  }

  @Test func `half a 分 is rounded up, and less is rounded down`() throws {
    // 1 minute at 30 分 an hour is half a 分, at 29 less.
    #expect(try twoSides({ $0.fenPerHour = 30 }, [use(0, 1)]).lines[0].fen == 1)
    #expect(try twoSides({ $0.fenPerHour = 29 }, [use(0, 1)]).lines[0].fen == 0)
  }

  @Test func `a use over midnight is charged through`() throws {
    #expect(try twoSides({ _ in }, [use(1380, 1500)]).lines[0].fen == 20_000)
  }

  @Test func `only a price by the larger counts booked time that was not used`() throws {
    let entry = use(600, 660, plan: .init(from: 600, to: 720))
    #expect(try twoSides({ _ in }, [entry]).lines[0].minutes == 60)
    #expect(try twoSides({ $0.basis = .larger }, [entry]).lines[0].minutes == 120)
  }

  @Test func `a cancellation costs only if it is late, a no-show its share`() throws {
    func entry(_ notice: Int) -> SettlementDraft.Use {
      .init(
        id: "U", device: "D", user: "B", event: .cancelled, plan: .init(from: 5000, to: 5060),
        cancelledAt: 5000 - notice)
    }
    let rules = { (row: inout SettlementDraft.Tariff) in
      row.noticeMinutes = 1440
      row.lateCancelPercent = 30
      row.noShowPercent = 50
    }
    #expect(try twoSides(rules, [entry(1440)]).lines[0].fen == 0)
    #expect(try twoSides(rules, [entry(1439)]).lines[0].fen == 3000)
    let noShow = SettlementDraft.Use(
      id: "U", device: "D", user: "B", event: .noShow, plan: .init(from: 5000, to: 5060))
    #expect(try twoSides(rules, [noShow]).lines[0].fen == 5000)
  }

  @Test func `a missing price is to be agreed and never zero`() throws {
    let ended = try twoSides({ $0.to = "2026-11-30" }, [use(0, 60)])
    let open = try twoSides({ $0.fenPerHour = nil }, [use(0, 60)])
    for settlement in [ended, open] {
      #expect(settlement.lines[0].status == .toBeAgreed)
      #expect(settlement.lines[0].fen == nil)
      #expect(settlement.payments == [] && settlement.pairs == [])
    }
    // Free by agreement is something else.
    let free = try twoSides({ $0.fenPerHour = 0 }, [use(0, 60)])
    #expect(free.lines[0].status == .charged && free.lines[0].fen == 0)
  }

  @Test func `a row for the user wins over one for its tier, then one for the device`() throws {
    var draft = SettlementDraft(
      name: "many", firstDay: "2026-12-01", lastDay: "2026-12-31", ruleVersion: "v1")
    draft.institutions = [
      .init(id: "A", name: "A"), .init(id: "B", name: "B", tier: "community"),
    ]
    draft.devices = [.init(id: "D", name: "D", owner: "A", deviceClass: "K")]
    draft.uses = [use(0, 60)]
    // From the most to the least specific.
    let order = [
      ("D", "B"), ("K", "B"), ("", "B"), ("D", "community"), ("K", "community"), ("", "community"),
      ("D", ""), ("K", ""), ("", ""),
    ]
    for first in order.indices {
      draft.tariffs = order[first...].reversed().enumerated().map { i, key in
        .init(
          id: "\(key.0)/\(key.1)", owner: "A", target: key.0, user: key.1, fenPerHour: i,
          from: "2026-01-01")
      }
      let ledger = try UseLedger(validating: draft)
      let settlement = ledger.settle()
      #expect(ledger.violations(of: settlement) == [])
      let row = try #require(settlement.lines[0].tariff)
      #expect(draft.tariffs[row].id == "\(order[first].0)/\(order[first].1)")
    }
  }

  @Test(arguments: [
    (0, "零元整"), (1, "壹分"), (10, "壹角整"), (123_450, "壹仟贰佰叁拾肆元伍角整"), (1050, "壹拾元零伍角整"),
    (100_05, "壹佰元零伍分"), (100_000_500, "壹佰万零伍元整"), (1_000_500_00, "壹佰万零伍佰元整"),
    (10_001_00, "壹万零壹元整"), (-325, "负叁元贰角伍分"), (100_000_000_00, "壹亿元整"),
    (1_409_50, "壹仟肆佰零玖元伍角整"), (6_007_14, "陆仟零柒元壹角肆分"),
  ])
  func `amounts in capitals follow the rules for bills`(fen: Int, text: String) {
    #expect(Money.capitals(fen) == text)
  }
}
