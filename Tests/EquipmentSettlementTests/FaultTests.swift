import Diagnostics
import EquipmentSettlement
import Testing

/// A sound ledger with two institutions, two devices and an entry of each kind.
private func sound() -> SettlementDraft {
  var draft = SettlementDraft(
    name: "sound", firstDay: "2026-12-01", lastDay: "2026-12-31", ruleVersion: "v1")
  draft.institutions = [.init(id: "A", name: "A"), .init(id: "B", name: "B", tier: "社区")]
  draft.devices = [
    .init(id: "D", name: "D", owner: "A", deviceClass: "K"),
    .init(id: "E", name: "E", owner: "B", deviceClass: "L"),
  ]
  draft.agreements = [
    .init(id: "T", kind: .tariff, members: ["A", "B"], from: "2026-01-01"),
    .init(id: "N", kind: .netting, members: ["A", "B"], from: "2026-01-01"),
  ]
  draft.tariffs = [
    .init(
      id: "F", owner: "A", target: "D", user: "B", fenPerHour: 100, agreement: "T",
      from: "2026-01-01")
  ]
  draft.uses = [
    .init(id: "1", device: "D", user: "B", actual: .init(from: 0, to: 60)),
    .init(
      id: "2", device: "D", user: "B", event: .cancelled, plan: .init(from: 100, to: 160),
      cancelledAt: 0),
  ]
  return draft
}

/// One change with the code, the place and the other place of the one fault that it makes.
private let changes: [(@Sendable (inout SettlementDraft) -> Void, String, String, String?)] = [
  ({ $0.ruleVersion = "" }, "S113", "ruleVersion", nil),
  ({ $0.lastDay = "2026-13-01" }, "S110", "lastDay", nil),
  ({ $0.lastDay = "2026-11-01" }, "S111", "lastDay", nil),
  ({ $0.lastDay = "2028-11-01" }, "S112", "lastDay", nil),
  ({ $0.institutions[1].tier = "?" }, "S108", "institutions[1].tier", nil),
  ({ $0.devices[1].owner = "C" }, "S103", "devices[1].owner", nil),
  ({ $0.devices[0].capacity = 0 }, "S120", "devices[0].capacity", nil),
  ({ $0.devices[0].yearlyHours = 9000 }, "S121", "devices[0].yearlyHours", nil),
  ({ $0.agreements[1].members = ["A"] }, "S130", "agreements[1].members", nil),
  ({ $0.agreements[1].members.append("A") }, "S130", "agreements[1].members[2]", nil),
  ({ $0.tariffs[0].target = "E" }, "S105", "tariffs[0].target", nil),
  ({ $0.tariffs[0].user = "?" }, "S106", "tariffs[0].user", nil),
  ({ $0.tariffs[0].agreement = "X" }, "S107", "tariffs[0].agreement", nil),
  ({ $0.tariffs[0].agreement = "N" }, "S132", "tariffs[0].agreement", nil),
  ({ $0.tariffs[0].fenPerHour = -1 }, "S140", "tariffs[0].fenPerHour", nil),
  ({ $0.tariffs[0].stepMinutes = 0 }, "S141", "tariffs[0].stepMinutes", nil),
  ({ $0.tariffs[0].noShowPercent = 101 }, "S142", "tariffs[0].noShowPercent", nil),
  (
    {
      var row = $0.tariffs[0]
      row.id = "G"
      $0.tariffs.append(row)
    }, "S143", "tariffs[1]", "tariffs[0]"
  ),
  ({ $0.uses[1].id = "1" }, "S102", "uses[1].id", "uses[0].id"),
  ({ $0.uses[0].device = "X" }, "S104", "uses[0].device", nil),
  ({ $0.uses[0].actual?.to = -5 }, "S150", "uses[0].actual", nil),
  ({ $0.uses[0].actual?.to = 50_000 }, "S151", "uses[0].actual", nil),
  ({ $0.uses[0].actual = nil }, "S152", "uses[0].actual", "uses[0].event"),
  ({ $0.uses[1].cancelledAt = nil }, "S152", "uses[1].cancelledAt", "uses[1].event"),
  ({ $0.uses[0].cancelledAt = 1 }, "S153", "uses[0].cancelledAt", "uses[0].event"),
  ({ $0.uses[0].actual = .init(from: -5, to: 60) }, "S154", "uses[0].actual", nil),
  (
    {
      $0.uses.append(.init(id: "3", device: "D", user: "A", actual: .init(from: 59, to: 61)))
    }, "S155", "uses[2].actual", "uses[0].actual"
  ),
]

private func faults(_ draft: SettlementDraft) -> Faults {
  do {
    _ = try UseLedger(validating: draft)
    return Faults()
  } catch { return error }
}

@Suite struct FaultTests {
  @Test(arguments: changes.indices)
  func `each mistake is one fault at its place`(i: Int) {
    var draft = sound()
    #expect(faults(draft).isEmpty)
    changes[i].0(&draft)
    let found = faults(draft).list
    #expect(found.map(\.rule.code) == [changes[i].1])
    #expect(found.first?.place.path == changes[i].2)
    #expect(found.first?.related.first?.path == changes[i].3)
  }

  @Test func `all mistakes are told at once`() {
    var draft = sound()
    for i in [0, 4, 6, 14, 22] { changes[i].0(&draft) }
    #expect(Set(faults(draft).list.map(\.rule.code)) == ["S113", "S108", "S120", "S140", "S152"])
  }
}
