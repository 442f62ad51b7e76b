import Alliance
import Diagnostics

/// Turns a draft into the parts of a ledger, noting every fault on the way.
struct SettlementValidation {
  struct Parts {
    let period: ClosedRange<Day>
    let tiers: [Tier?]
    let devices: [UseLedger.Device]
    let agreements: [UseLedger.Agreement]
    let tariffs: [UseLedger.Tariff]
    let uses: [UseLedger.Use]
  }

  static let mostDays = 400
  static let mostUses = 1_000_000
  static let mostUseMinutes = 31 * 1440
  /// Minutes from the first day beyond which a time is no time of this period, about two centuries.
  static let farthestMinute = 100_000_000
  /// One million yuan.
  static let mostFen = 100_000_000
  /// An agreement without an end holds until then.
  static let lastDay = Day(number: 2_932_896)

  let draft: SettlementDraft
  var faults = Faults()
  /// `nil` while its days are wrong; the log's times are then not looked at.
  var period: ClosedRange<Day>?
  var institutionIndex: [String: Int] = [:]
  var deviceIndex: [String: Int] = [:]
  var agreementIndex: [String: Int] = [:]
  var tiers: [Tier?] = []
  var devices: [UseLedger.Device] = []
  var agreements: [UseLedger.Agreement] = []

  init(_ draft: SettlementDraft) { self.draft = draft }

  /// Looks at everything; the result is complete only if ``faults`` stays empty.
  mutating func run() -> Parts? {
    checkSettings()
    institutionIndex = index(draft.institutions.map(\.id), in: Place("institutions"))
    deviceIndex = index(draft.devices.map(\.id), in: Place("devices"))
    agreementIndex = index(draft.agreements.map(\.id), in: Place("agreements"))
    resolveTiers()
    resolveDevices()
    resolveAgreements()
    let tariffs = resolveTariffs()
    let uses = resolveUses()
    guard faults.isEmpty, let period else { return nil }
    return Parts(
      period: period, tiers: tiers, devices: devices, agreements: agreements, tariffs: tariffs,
      uses: uses)
  }

  private mutating func checkSettings() {
    let first = day(draft.firstDay, at: Place("firstDay"))
    let last = day(draft.lastDay, at: Place("lastDay"))
    if draft.ruleVersion.isEmpty { faults.append(.noRuleVersion, at: Place("ruleVersion")) }
    guard let first, let last else { return }
    guard first <= last else {
      faults.append(.reversedDays, at: Place("lastDay"), value: draft.lastDay)
      return
    }
    guard last - first < Self.mostDays else {
      faults.append(.periodTooLong, at: Place("lastDay"), value: draft.lastDay)
      return
    }
    period = first...last
  }

  private mutating func resolveTiers() {
    for (i, institution) in draft.institutions.enumerated() {
      let tier = Tier(named: institution.tier)
      if tier == nil && !institution.tier.isEmpty {
        faults.append(
          .unknownTier, at: Place("institutions")[i].appending("tier"), value: institution.tier)
      }
      tiers.append(tier)
    }
  }

  private mutating func resolveDevices() {
    for (d, device) in draft.devices.enumerated() {
      let place = Place("devices")[d]
      let owner = find(
        device.owner, in: institutionIndex, else: .unknownInstitution,
        at: place.appending("owner"))
      check(device.capacity, in: 1...1000, else: .badCapacity, at: place.appending("capacity"))
      check(
        device.yearlyHours, in: 1...8784, else: .badYearlyHours, at: place.appending("yearlyHours"))
      devices.append(
        .init(
          id: device.id, name: device.name, owner: owner ?? -1, deviceClass: device.deviceClass,
          capacity: device.capacity, yearlyHours: device.yearlyHours))
    }
  }

  private mutating func resolveAgreements() {
    for (a, agreement) in draft.agreements.enumerated() {
      let place = Place("agreements")[a]
      var members: [Int] = []
      for (i, id) in agreement.members.enumerated() {
        let here = place.appending("members")[i]
        guard
          let member = find(id, in: institutionIndex, else: .unknownInstitution, at: here)
        else { continue }
        if members.contains(member) { faults.append(.badMember, at: here, value: id) }
        members.append(member)
      }
      if agreement.members.count < 2 { faults.append(.badMember, at: place.appending("members")) }
      let days = days(agreement.from, agreement.to, at: place)
      agreements.append(
        .init(
          id: agreement.id, kind: agreement.kind, members: members.sorted(),
          days: days ?? Self.lastDay...Self.lastDay))
    }
    checkNettings()
  }

  /// Nobody can be netted twice.
  private mutating func checkNettings() {
    guard let last = period?.upperBound else { return }
    var first = [Int?](repeating: nil, count: draft.institutions.count)
    for (a, agreement) in agreements.enumerated()
    where agreement.kind == .netting && agreement.days.contains(last) {
      for member in agreement.members {
        if let other = first[member], other != a {
          faults.append(
            .twoNettings, at: Place("agreements")[a].appending("members"),
            value: draft.institutions[member].id,
            related: [Place("agreements")[other].appending("members")])
        }
        first[member] = a
      }
    }
  }
}

/// Look-ups and checks of single values.
extension SettlementValidation {
  /// Index of the first entry with each identifier; notes empty and repeated ones.
  mutating func index(_ ids: [String], in list: Place) -> [String: Int] {
    var first: [String: Int] = [:]
    for (i, id) in ids.enumerated() {
      if id.isEmpty {
        faults.append(.emptyIdentifier, at: list[i].appending("id"))
      } else if let other = first[id] {
        faults.append(
          .duplicateIdentifier, at: list[i].appending("id"), value: id,
          related: [list[other].appending("id")])
      } else {
        first[id] = i
      }
    }
    return first
  }

  /// Index of `key`, or a fault.
  mutating func find(
    _ key: String, in index: [String: Int], else rule: FaultRule, at place: Place
  ) -> Int? {
    if let found = index[key] { return found }
    faults.append(rule, at: place, value: key)
    return nil
  }

  /// Notes a number out of range.
  mutating func check(
    _ value: Int, in range: ClosedRange<Int>, else rule: FaultRule, at place: Place
  ) {
    if !range.contains(value) { faults.append(rule, at: place, value: String(value)) }
  }

  /// The day of a text, or a fault.
  mutating func day(_ text: String, at place: Place) -> Day? {
    if let day = Day(iso: text) { return day }
    faults.append(.badDate, at: place, value: text)
    return nil
  }

  /// The days of an entry, without an end those to come; or a fault.
  mutating func days(_ from: String, _ to: String?, at place: Place) -> ClosedRange<Day>? {
    let first = day(from, at: place.appending("from"))
    var last: Day? = Self.lastDay
    if let to { last = day(to, at: place.appending("to")) }
    guard let first, let last else { return nil }
    guard first <= last else {
      faults.append(.reversedDays, at: place.appending("to"), value: to)
      return nil
    }
    return first...last
  }
}
