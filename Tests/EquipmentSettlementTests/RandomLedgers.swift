import EquipmentSettlement
import Solving

/// A small ledger with every kind of entry: own use, missing agreements, prices for an institution, a
/// tier or everybody, for a device, a class or all, agreements that end, cancellations, no-shows,
/// unsigned entries, uses over midnight and netting.
func randomLedger(seed: UInt64) -> SettlementDraft {
  var random = SeededRandom(seed: seed)
  func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  var draft = SettlementDraft(
    name: "random \(seed)", firstDay: "2026-12-28", lastDay: "2027-01-06", ruleVersion: "v1")
  let count = pick(2...6)
  draft.institutions = (0..<count).map {
    .init(id: "I\($0)", name: "", tier: ["hospital", "community", ""][pick(0...2)])
  }
  let owners = pick(1...count)
  draft.devices = (0..<pick(1...5)).map {
    .init(
      id: "D\($0)", name: "", owner: "I\(pick(0...owners - 1))", deviceClass: "K\($0 % 2)",
      capacity: 9, yearlyHours: [1400, 800][pick(0...1)])
  }
  let signed = draft.institutions.prefix(pick(2...count)).map(\.id)
  draft.agreements = [
    .init(
      id: "T", kind: .tariff, members: signed, from: "2026-01-01",
      to: "2027-01-0\(pick(1...9))")
  ]
  if pick(0...2) > 0 {
    draft.agreements.append(
      .init(
        id: "N", kind: .netting, members: (0..<pick(2...count)).map { "I\($0)" },
        from: "2026-01-01"))
  }
  // At most one row for each owner, target and user, so that none is ambiguous.
  var keys: Set<[String]> = []
  for t in 0..<pick(0...8) {
    let device = draft.devices[pick(0...draft.devices.count - 1)]
    let target = [device.id, device.deviceClass, ""][pick(0...2)]
    let user = ["I\(pick(0...count - 1))", "hospital", "community", ""][pick(0...3)]
    guard keys.insert([device.owner, target, user]).inserted else { continue }
    let maySign = signed.contains(device.owner) && (signed.contains(user) || !user.hasPrefix("I"))
    draft.tariffs.append(
      .init(
        id: "F\(t)", owner: device.owner, target: target, user: user,
        fenPerHour: pick(0...7) == 0 ? nil : pick(0...50_000),
        basis: pick(0...1) == 0 ? .actual : .larger, minimumMinutes: pick(0...90),
        stepMinutes: [1, 5, 15, 30, 60, 7][pick(0...5)], pricePercent: pick(0...100),
        noticeMinutes: pick(0...3000), lateCancelPercent: pick(0...100),
        noShowPercent: pick(0...100), agreement: maySign && pick(0...1) == 0 ? "T" : "",
        from: pick(0...1) == 0 ? "2026-01-01" : "2026-12-31"))
  }
  draft.uses = (0..<pick(0...9)).map { u in
    let begin = pick(0...9 * 1440)
    let plan = SettlementDraft.Span(from: begin, to: begin + pick(1...700))
    var use = SettlementDraft.Use(
      id: "U\(u)", device: "D\(pick(0...draft.devices.count - 1))", user: "I\(pick(0...count - 1))",
      isConfirmed: pick(0...5) > 0)
    switch pick(0...5) {
    case 0:
      use.event = .noShow
      use.plan = plan
    case 1:
      use.event = .cancelled
      use.plan = plan
      use.cancelledAt = begin - pick(-60...4000)
    default:
      use.plan = pick(0...3) == 0 ? nil : plan
      use.actual = .init(from: begin + pick(0...30), to: begin + 31 + pick(0...900))
    }
    return use
  }
  return draft
}
