public import EquipmentBooking

/// A room and its instrument, wanted together for two hours (R1) and the instrument alone for two more (R2), on
/// a morning of four hours. The owner, who applies here, keeps an hour of the instrument.
public var combinedRound: BookingDraft {
  var draft = BookingDraft(name: "组合", firstDay: "2026-12-01", dayCount: 1)
  draft.institutions = [.init(id: "A", name: "甲")]
  draft.devices = [
    .init(id: "ROOM", name: "机房", owner: "A", deviceClass: "房"),
    .init(id: "MRI", name: "磁共振", owner: "A", deviceClass: "机"),
    .init(id: "BOTH", name: "套间", owner: "A", deviceClass: "组", parts: ["ROOM", "MRI"]),
  ]
  draft.openings = ["ROOM", "MRI", "BOTH"].map {
    .init(device: $0, weekday: 2, from: 480, to: 720)
  }
  draft.requests = [("R1", "BOTH"), ("R2", "MRI")].map { id, device in
    .init(
      id: id, institution: "A", minutes: 120, windows: [.init(from: 480, to: 720)],
      choices: [.init(target: device)], weight: 9)
  }
  draft.reserves = [.init(device: "MRI", span: .init(from: 600, to: 660))]
  return draft
}
