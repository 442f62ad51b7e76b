public import EquipmentBooking
import Solving

/// A recipe for realistic equipment booking rounds of any size.
///
/// The same recipe and seed give the same draft everywhere. Devices are open to the alliance for as
/// many half days as the load factor leaves; windows lie mostly within opening hours, because people
/// know them.
public struct BookingSample: Sendable {
  /// Devices; every twenty repeat the alliance's mixture of kinds.
  public var deviceCount: Int
  /// Requests.
  public var requestCount: Int
  /// Days in the horizon, from Monday 2026-11-30.
  public var dayCount: Int
  /// Demanded over open slots, in percent, for a class of usual demand.
  public var loadPercent: Int
  /// Classes whose load is 1.6 times as high.
  public var hotClasses: [String]
  /// Bookings that are promised already.
  public var pinCount: Int
  /// Seed of every random choice.
  public var seed: UInt64

  /// A recipe; the usual values are those of the demo.
  public init(
    deviceCount: Int = 20, requestCount: Int = 150, dayCount: Int = 14, loadPercent: Int = 90,
    hotClasses: [String] = ["流式细胞仪", "共聚焦显微镜"], pinCount: Int = 4, seed: UInt64 = 2026
  ) {
    precondition(deviceCount > 0 && requestCount >= 0 && dayCount > 0 && loadPercent > 0)
    self.deviceCount = deviceCount
    self.requestCount = requestCount
    self.dayCount = dayCount
    self.loadPercent = loadPercent
    self.hotClasses = hotClasses
    self.pinCount = pinCount
    self.seed = seed
  }

  /// The draft of the recipe.
  ///
  /// - Complexity: O(devices · requests + pins · requests · slots).
  public func draft() -> BookingDraft {
    var maker = BookingSampleMaker(self)
    return maker.make()
  }
}

/// Makes one draft, step by step from one stream of random numbers.
struct BookingSampleMaker {
  static let halfHour = 30
  static let day = 1440

  let recipe: BookingSample
  let kinds: [BookingKind]
  var random: SeededRandom
  var draft: BookingDraft
  /// Half days on which the devices of a class are open: day and minutes of the day.
  var openHalfDays: [String: [(day: Int, from: Int, to: Int)]] = [:]

  init(_ recipe: BookingSample) {
    self.recipe = recipe
    kinds = (0..<recipe.deviceCount).map { BookingKind.twenty[$0 % BookingKind.twenty.count] }
    random = SeededRandom(seed: recipe.seed)
    draft = BookingDraft(
      name: "长宁区医疗科研联盟设备共享", firstDay: "2026-11-30", dayCount: recipe.dayCount)
  }

  mutating func make() -> BookingDraft {
    addInstitutions()
    addDevices()
    addBareRequests()
    addOpenings()
    addShifts()
    addWindows()
    addQuotas()
    addTariffs()
    addMaintenance()
    addPins()
    return draft
  }

  private mutating func addInstitutions() {
    let names = BookingInstitutions.hospitals + BookingInstitutions.centres
    // A round of twenty devices has the alliance's fifteen institutions; larger ones repeat them.
    let count = max(names.count, recipe.deviceCount * names.count / 20)
    for i in 0..<count {
      let round = i / names.count
      let name = names[i % names.count] + (round == 0 ? "" : "（第\(round + 1)分部）")
      let prefix = i % names.count < BookingInstitutions.hospitals.count ? "H" : "C"
      draft.institutions.append(.init(id: prefix + padded(i + 1, 2), name: name))
    }
  }

  private mutating func addDevices() {
    let hospitals = draft.institutions.filter { $0.id.hasPrefix("H") }
    for (d, kind) in kinds.enumerated() {
      let number = kinds[...d].count { $0.deviceClass == kind.deviceClass }
      let isSingle = kinds.count { $0.deviceClass == kind.deviceClass } == 1
      let owner = d % hospitals.count
      draft.devices.append(
        .init(
          id: "D" + padded(d + 1, 2),
          name: isSingle ? "\(kind.deviceClass)（共享）" : "\(kind.deviceClass)\(number)号",
          owner: hospitals[owner].id, deviceClass: kind.deviceClass,
          area: BookingInstitutions.areas[owner % BookingInstitutions.areas.count],
          capacity: kind.capacity,
          setUpMinutes: kind.setUpMinutes, cleanUpMinutes: kind.cleanUpMinutes,
          custodian: padded(700 + d, 6), custodianPost: kind.custodianPost,
          operatorPool: kind.pool,
          authorized: kind.isRestricted
            ? draft.institutions.prefix(8).map(\.id) : nil))
    }
  }

  /// Requests with institution, device class, length and priority; hours come later.
  private mutating func addBareRequests() {
    let total = kinds.reduce(0) { $0 + $1.demand }
    for r in 0..<recipe.requestCount {
      var ticket = Int.random(in: 0..<total, using: &random)
      let d = kinds.indices.first {
        ticket -= kinds[$0].demand
        return ticket < 0
      }
      let kind = kinds[d ?? 0]
      let institutions = draft.institutions
      // One applicant in thirty asks for a device without being listed for it.
      let mayAsk =
        kind.isRestricted && chance(29, of: 30) ? Array(institutions.prefix(8)) : institutions
      let institution = mayAsk[Int.random(in: 0..<mayAsk.count, using: &random)].id
      let halfHours = Int.random(in: kind.halfHours, using: &random)
      draft.requests.append(
        .init(
          id: "R" + padded(r + 1, 3), institution: institution,
          applicant: padded(1000 + Int.random(in: 0..<600, using: &random), 6),
          fund: "KY2026-" + padded(Int.random(in: 1...60, using: &random), 3),
          minutes: halfHours * Self.halfHour, windows: [],
          choices: choices(of: kind.deviceClass, for: institution),
          priority: pick([(1, 10), (2, 20), (3, 40), (4, 30)]),
          operatorPool: chance(kind.wantsOperatorPercent, of: 100) ? "技术组" : nil))
    }
  }

  /// Mostly the whole class, with a bonus for a device of one's own house; sometimes one device.
  private mutating func choices(
    of deviceClass: String, for institution: String
  ) -> [BookingDraft.Choice] {
    let members = draft.devices.filter { $0.deviceClass == deviceClass }
    if members.count > 1, chance(1, of: 6) {
      return [.init(target: members[Int.random(in: 0..<members.count, using: &random)].id)]
    }
    let own = members.filter { $0.owner == institution }
    return own.map { .init(target: $0.id, bonus: 10) } + [.init(target: deviceClass)]
  }

  func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  mutating func chance(_ part: Int, of whole: Int) -> Bool {
    Int.random(in: 0..<whole, using: &random) < part
  }

  mutating func pick(_ choices: [(value: Int, share: Int)]) -> Int {
    var ticket = Int.random(in: 0..<choices.reduce(0) { $0 + $1.share }, using: &random)
    for choice in choices {
      ticket -= choice.share
      if ticket < 0 { return choice.value }
    }
    return choices[0].value
  }
}
