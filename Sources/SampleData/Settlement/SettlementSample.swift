internal import EquipmentBooking
public import EquipmentSettlement
import Solving

/// A recipe for realistic settlements: the log of a month with what logs are full of.
///
/// Uses that begin late or run over, over midnight too, late cancellations, no-shows, uses without a
/// booking, entries that one side has not signed, agreements that ended, prices still open, and
/// institutions that use each other's devices without any agreement. The same recipe and seed give
/// the same draft everywhere.
public struct SettlementSample: Sendable {
  /// Devices, as in ``BookingSample``.
  public var deviceCount: Int
  /// Entries of the log.
  public var useCount: Int
  /// Days in the period, from 2026-11-30.
  public var dayCount: Int
  /// Seed of every random choice.
  public var seed: UInt64

  /// A recipe; the usual values are those of the demo.
  public init(
    deviceCount: Int = 20, useCount: Int = 160, dayCount: Int = 14, seed: UInt64 = 2026
  ) {
    precondition(deviceCount > 0 && useCount >= 0 && (1...400).contains(dayCount))
    self.deviceCount = deviceCount
    self.useCount = useCount
    self.dayCount = dayCount
    self.seed = seed
  }

  /// The draft of the recipe.
  public func draft() -> SettlementDraft {
    var maker = SettlementSampleMaker(self)
    return maker.make()
  }
}

/// Makes one draft, step by step from one stream of random numbers.
private struct SettlementSampleMaker {
  let recipe: SettlementSample
  let kinds: [BookingKind]
  var random: SeededRandom
  var draft: SettlementDraft
  /// Minute from which each place of each device is free.
  var free: [[Int]] = []

  init(_ recipe: SettlementSample) {
    self.recipe = recipe
    kinds = (0..<recipe.deviceCount).map { BookingKind.twenty[$0 % BookingKind.twenty.count] }
    random = SeededRandom(seed: recipe.seed)
    let booked = BookingSample(
      deviceCount: recipe.deviceCount, requestCount: 0, dayCount: 1, pinCount: 0, seed: 1
    ).draft()
    draft = SettlementDraft(
      name: "长宁区医疗科研联盟设备共享结算", firstDay: "2026-11-30", lastDay: "",
      ruleVersion: "设备共享收费规则 2026年第1版")
    draft.institutions = booked.institutions.map {
      .init(id: $0.id, name: $0.name, tier: $0.id.hasPrefix("H") ? "hospital" : "community")
    }
    let kinds = kinds
    draft.devices = booked.devices.enumerated().map { d, device in
      .init(
        id: device.id, name: device.name, owner: device.owner, deviceClass: device.deviceClass,
        capacity: device.capacity,
        yearlyHours: kinds[d].runsAroundTheClock
          ? SettlementDraft.Device.specialYearlyHours : SettlementDraft.Device.generalYearlyHours)
    }
  }

  mutating func make() -> SettlementDraft {
    draft.lastDay = day(recipe.dayCount - 1)
    addAgreements()
    addTariffs()
    addUses()
    return draft
  }

  /// `2026-12-03` for a day of the period; the period begins on the last of November.
  private func day(_ number: Int) -> String {
    // Days of the months from November 2026 on; a period has at most 400 days.
    var (year, month, rest) = (2026, 11, 29 + number)
    while true {
      let length = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      if rest < length { break }
      rest -= length
      month += 1
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    return "\(year)-\(padded(month, 2))-\(padded(rest + 1, 2))"
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private mutating func chance(_ part: Int, of whole: Int) -> Bool {
    Int.random(in: 0..<whole, using: &random) < part
  }

  /// The hospitals and the first centres agreed on prices; most of them net; one agreement ends in
  /// the middle of the period.
  private mutating func addAgreements() {
    let ids = draft.institutions.map(\.id)
    let signed = Array(ids.prefix(13))
    draft.agreements = [
      .init(id: "XY2026-01", kind: .tariff, members: signed, from: "2026-01-01"),
      .init(
        id: "XY2026-02", kind: .tariff, members: Array(ids.prefix(5)), from: "2026-01-01",
        to: day(min(6, recipe.dayCount - 1))),
      .init(
        id: "ZC2026-01", kind: .netting, members: Array(ids.prefix(10)), from: "2026-07-01"),
    ]
  }

  /// For each kind that is not free the owner's price, cheaper for centres, and cheaper still
  /// between hospitals while that agreement holds; one price is still open. The last two centres have
  /// signed nothing.
  private mutating func addTariffs() {
    var seen: Set<[String]> = []
    let (signed, hospitals) = (draft.agreements[0].members, draft.agreements[1].members)
    for (device, kind) in zip(draft.devices, kinds) where signed.contains(device.owner) {
      guard seen.insert([device.owner, device.deviceClass]).inserted else { continue }
      let number = padded(seen.count, 2)
      func add(_ suffix: String, user: String, fen: Int?, agreement: String, percent: Int = 100) {
        draft.tariffs.append(
          .init(
            id: "F\(number)\(suffix)", owner: device.owner, target: device.deviceClass,
            user: user, fenPerHour: fen, basis: kind.pool == nil ? .actual : .larger,
            minimumMinutes: 30, stepMinutes: kind.runsAroundTheClock ? 60 : 15,
            pricePercent: percent, noticeMinutes: 1440, lateCancelPercent: 30,
            noShowPercent: 50, agreement: agreement, from: "2026-01-01"))
      }
      let isOpen = kind.deviceClass == "图像处理软件许可"
      add("A", user: "hospital", fen: isOpen ? nil : kind.fenPerHour, agreement: "XY2026-01")
      add(
        "B", user: "community", fen: kind.fenPerHour, agreement: "XY2026-01", percent: 60)
      for user in draft.institutions.prefix(5)
      where user.id != device.owner && seen.count % 4 == 1 && hospitals.contains(device.owner) {
        draft.tariffs.append(
          .init(
            id: "F\(number)-\(user.id)", owner: device.owner, target: device.id, user: user.id,
            fenPerHour: kind.fenPerHour * 4 / 5, basis: .actual, minimumMinutes: 30,
            stepMinutes: 15, noticeMinutes: 1440, lateCancelPercent: 30, noShowPercent: 50,
            agreement: "XY2026-02", from: "2026-01-01"))
      }
    }
  }

  private mutating func addUses() {
    free = draft.devices.map { [Int](repeating: 0, count: $0.capacity) }
    let total = kinds.reduce(0) { $0 + $1.demand }
    let horizon = recipe.dayCount * 1440
    var entries: [SettlementDraft.Use] = []
    for number in 1...max(1, recipe.useCount) where number <= recipe.useCount {
      var ticket = Int.random(in: 0..<total, using: &random)
      let d =
        kinds.indices.first {
          ticket -= kinds[$0].demand
          return ticket < 0
        } ?? 0
      let kind = kinds[d]
      let minutes = Int.random(in: kind.halfHours, using: &random) * 30
      // The place that is free first; people begin in working hours, or late to run over night.
      let place = free[d].indices.min { free[d][$0] < free[d][$1] } ?? 0
      let gap = Int.random(in: 0...max(1, horizon / 12), using: &random)
      var begin = free[d][place] + gap / 30 * 30
      let clock = begin % 1440
      let isLate = chance(1, of: 12)
      if !kind.runsAroundTheClock {
        if isLate {
          begin += 1260 - min(clock, 1260)
        } else if clock < 510 {
          begin += 510 - clock
        } else if clock > 960 {
          begin += 1440 - clock + 510
        }
      }
      guard begin < horizon else { continue }
      let user = draft.institutions[
        Int.random(in: 0..<draft.institutions.count, using: &random)]
      var use = SettlementDraft.Use(
        id: "S\(padded(number, 4))", booking: "R" + padded(number, 3), device: draft.devices[d].id,
        user: user.id, person: padded(1000 + Int.random(in: 0..<600, using: &random), 6),
        fund: "KY2026-" + padded(Int.random(in: 1...60, using: &random), 3),
        plan: .init(from: begin, to: begin + minutes), isConfirmed: !chance(1, of: 25))
      switch Int.random(in: 0..<20, using: &random) {
      case 0:
        use.event = .noShow
      case 1, 2:
        use.event = .cancelled
        use.cancelledAt = begin - Int.random(in: 0...96, using: &random) * 30
      case 3:
        use.plan = nil
        use.booking = ""
        use.actual = .init(from: begin, to: begin + minutes)
      default:
        let late = Int.random(in: 0...15, using: &random)
        let over = Int.random(in: -20...25, using: &random)
        use.actual = .init(from: begin + late, to: max(begin + late + 5, begin + minutes + over))
      }
      free[d][place] = max(use.actual?.to ?? 0, begin + minutes)
      entries.append(use)
    }
    draft.uses = entries.sorted {
      (($0.actual ?? $0.plan)?.from ?? 0, $0.id) < (($1.actual ?? $1.plan)?.from ?? 0, $1.id)
    }
  }
}
