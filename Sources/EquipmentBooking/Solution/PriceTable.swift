public import Diagnostics

/// What more of one limit would be worth, read off the prices that prove an answer's bound.
public struct LimitPrice: Hashable, Sendable {
  /// What there would be more of.
  public enum Limit: Hashable, Sendable {
    /// One more device like this one, in all its open hours: the dearest of its class.
    case device(Int)
    /// One hour more a day on every device of a class: the hour after it shuts. Combined devices are open then
    /// if all of their parts are.
    case longerHours(Int)
    /// One more operator of a pool whenever somebody of it is on duty, or a device that it attends is open.
    case pool(Int)
    /// One hour more of a quota in each of its periods.
    case quota(Int)
  }

  /// What there would be more of.
  public let limit: Limit
  /// Mean price of an hour, in 1/256 points; hours that do not exist yet are priced at what the bound rises by.
  public let unitsPerHour: Int
  /// The hour with the highest price; of a quota its dearest period.
  public let dearest: Range<Int>
  /// Price of that hour, in 1/256 points.
  public let dearestUnits: Int
  /// Price of all of it together, in 1/256 points.
  public let units: Int
  /// Points that no timetable could gain more than, with this more: what the prices prove.
  public let gainAtMost: Int
}

extension BookingProblem {
  /// What one more device of each class, hour of its devices, operator of each pool and hour of each quota would
  /// be worth at an answer's prices, dearest hour first; limits without a price are left out.
  ///
  /// A price is a rate, exact for little more of one thing alone. ``LimitPrice/gainAtMost`` is a proof: the
  /// same prices bound the value with the more, those of hours that do not exist yet chosen freely. Empty for an
  /// answer without prices. By ``isMaxMin`` timetables are meant that keep the shares of the answer.
  ///
  /// - Complexity: O(limits, and requests for each hour that a class could be open longer) beside that of the
  ///   bound.
  public func priceTable(of answer: BookingAnswer) -> [LimitPrice] {
    if isMaxMin { return round(behind: answer).priceTable(of: answer) }
    guard let prices = answer.prices, let bound = try? boundUnits(provenBy: prices),
      let boundOfQuotas = try? boundUnits(provenBy: prices, longUses: true)
    else { return [] }
    let value = value(of: answer.timetable)
    func gainAtMost(_ units: Int, from bound: Int) -> Int {
      wholeSteps(in: bound + units, dividedBy: BookingPrices.unitsPerPoint) - value
    }
    let hour = slotsPerHour
    let (gains, bundled) = (gains(at: prices), BundledGains(self))
    var table: [LimitPrice] = []
    func add(_ limit: LimitPrice.Limit, _ row: [Int], isOpen: (Int) -> Bool) {
      let open = row.indices.filter(isOpen)
      let units = open.reduce(0) { $0 + row[$1] }
      guard units > 0 else { return }
      var dearest = (from: 0, units: 0)
      for slot in stride(from: 0, to: row.count, by: hour) {
        let sum = (slot..<min(row.count, slot + hour)).reduce(0) {
          $0 + (isOpen($1) ? row[$1] : 0)
        }
        if sum > dearest.units { dearest = (slot, sum) }
      }
      table.append(
        LimitPrice(
          limit: limit, unitsPerHour: units * hour / open.count,
          dearest: dearest.from..<min(row.count, dearest.from + hour),
          dearestUnits: dearest.units, units: units,
          gainAtMost: gainAtMost(units, from: bound)))
    }
    for deviceClass in deviceClasses.indices {
      let alike = devices.indices.filter {
        devices[$0].deviceClass == deviceClass && devices[$0].parts.isEmpty
      }
      let sums = alike.map { d in prices.devices[d].reduce(0, +) }
      guard let most = sums.max(), let i = sums.firstIndex(of: most) else { continue }
      add(.device(alike[i]), prices.devices[alike[i]], isOpen: devices[alike[i]].isOpen)
      let longer = LongerHours(
        self, ofClass: deviceClass, at: prices, gains: gains, bundled: bundled)
      guard longer.units > 0, let most = longer.unitsOfHour.max(),
        let h = longer.unitsOfHour.firstIndex(of: most)
      else { continue }
      table.append(
        LimitPrice(
          limit: .longerHours(deviceClass), unitsPerHour: longer.units / longer.hours.count,
          dearest: longer.hours[h], dearestUnits: most, units: longer.units,
          gainAtMost: gainAtMost(longer.units, from: bound)))
    }
    for p in pools.indices {
      let more = slotsWithOneMore(ofPool: p)
      add(.pool(p), prices.pools[p], isOpen: { more[$0] })
    }
    for (q, quota) in quotas.enumerated() {
      let row = prices.quotas[q]
      guard let most = row.max(), most > 0, let i = row.firstIndex(of: most) else { continue }
      let units = hour * row.reduce(0, +)
      table.append(
        LimitPrice(
          limit: .quota(q), unitsPerHour: units / row.count, dearest: quota.periods[i],
          dearestUnits: hour * most, units: units,
          gainAtMost: gainAtMost(units, from: boundOfQuotas)))
    }
    return table.enumerated().sorted {
      ($0.element.dearestUnits, $1.offset) > ($1.element.dearestUnits, $0.offset)
    }.map(\.element)
  }

  /// What there would be more of, in words.
  public func text(of limit: LimitPrice.Limit) -> Bilingual {
    switch limit {
    case .device(let d):
      let (name, id) = (deviceClasses[devices[d].deviceClass], devices[d].id)
      return Bilingual(
        zh: "\(name)：再有一台同 \(id)", en: "\(name): one more device like \(id)")
    case .longerHours(let c):
      let hour = textOfHour
      return Bilingual(
        zh: "\(deviceClasses[c])：每台每天晚关\(hour.zh)",
        en: "\(deviceClasses[c]): each device open \(hour.en) longer a day")
    case .pool(let p):
      let id = pools[p].id
      let isEverOff = zip(pools[p].onDuty, slotsWithOneMore(ofPool: p)).contains { $0 == 0 && $1 }
      return Bilingual(
        zh: "操作员组 \(id)：再加一人" + (isEverOff ? "（含目前无人值班的开放时间）" : ""),
        en: "pool \(id): one more operator"
          + (isEverOff ? " (also in open hours with nobody on duty)" : ""))
    case .quota(let q):
      let name = institutions[quotas[q].institution].name
      let deviceClass = quotas[q].deviceClass.map { deviceClasses[$0] }
      return Bilingual(
        zh: "\(name) 限额（\(deviceClass ?? "全部设备")）：每期再加\(textOfHour.zh)",
        en:
          "quota of \(name) (\(deviceClass ?? "all devices")): \(textOfHour.en) more in each period"
      )
    }
  }

  /// One hour, or the minutes of the slots that stand for it.
  private var textOfHour: Bilingual {
    let minutes = slotsPerHour * grid.slotMinutes
    return minutes == 60
      ? Bilingual(zh: "一小时", en: "one hour")
      : Bilingual(zh: " \(minutes) 分钟", en: counted(minutes, "minute"))
  }

  /// `12.3` for an amount in 1/256 points, rounded to a tenth.
  public static func pointsText(ofUnits units: Int) -> String {
    let tenths = (units * 10 + BookingPrices.unitsPerPoint / 2) / BookingPrices.unitsPerPoint
    return (tenths < 0 ? "-" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
