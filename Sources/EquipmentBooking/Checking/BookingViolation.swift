public import Diagnostics

/// A rule that a timetable breaks, with the amounts.
public struct BookingViolation: Hashable, Sendable {
  /// What is broken. Keys are the names of rows and sets in `Models/booking/timetable.mod`.
  public enum Kind: Hashable, Sendable {
    /// A booking names a request or device that does not exist.
    case reference
    /// A request has several places.
    case placed(count: Int)
    /// The request does not accept the device.
    case choices(device: Int)
    /// The applicant may not use the device.
    case authorized(device: Int)
    /// The use lies inside no window of the request, or inside none of the device's for it.
    case windows(use: Range<Int>)
    /// The device is outside its opening hours, or beyond the horizon, in that many slots.
    case open(device: Int, occupied: Range<Int>, closedSlots: Int)
    /// The device is under maintenance in that many slots.
    case maintenance(device: Int, occupied: Range<Int>, slots: Int)
    /// More requests at once than the device serves.
    case device(device: Int, slots: Range<Int>, load: Int, capacity: Int)
    /// More operators needed than are on duty.
    case operators(pool: Int, slots: Range<Int>, needed: Int, onDuty: Int)
    /// More slots used than allowed in a period.
    case quota(quota: Int, period: Range<Int>, used: Int, limit: Int)
    /// A series that stands or falls together is accepted in part.
    case series(series: Int, accepted: Int, of: Int)
    /// Several alternatives of one wish are accepted.
    case onlyOne(series: Int)
    /// A use begins too early after the one before it in its series.
    case order(series: Int, gap: Int)
    /// A promised booking is not kept.
    case pinned(promised: Booking)
  }

  /// What is broken.
  public let kind: Kind
  /// Indices of the requests that take part.
  public let requests: [Int]
  /// The violation in words.
  public let text: Bilingual

  /// Stable English key: the family of the row or the set of the model.
  public var rule: String {
    switch kind {
    case .reference: "reference"
    case .placed: "placed"
    case .choices: "choices"
    case .authorized: "authorized"
    case .windows: "windows"
    case .open: "open"
    case .maintenance: "maintenance"
    case .device: "device"
    case .operators: "operators"
    case .quota: "quota"
    case .series: "series"
    case .onlyOne: "only_one"
    case .order: "order"
    case .pinned: "pinned"
    }
  }

  init(_ kind: Kind, requests: [Int], in problem: BookingProblem) {
    self.kind = kind
    self.requests = requests
    text = problem.text(of: kind, requests: requests)
  }
}

extension BookingProblem {
  fileprivate func text(of kind: BookingViolation.Kind, requests list: [Int]) -> Bilingual {
    let ids = list.filter { requests.indices.contains($0) }.map { requests[$0].id }
    let zh = ids.joined(separator: "、")
    let en = ids.joined(separator: ", ")
    switch kind {
    case .reference:
      return Bilingual(zh: "排程引用了不存在的申请或设备", en: "a booking names nothing that exists")
    case .placed(let count):
      return Bilingual(
        zh: "申请 \(zh) 安排了 \(count) 次", en: "request \(en) has \(counted(count, "place"))")
    case .choices(let device):
      let id = devices[device].id
      return Bilingual(zh: "申请 \(zh) 不接受设备 \(id)", en: "request \(en) does not accept \(id)")
    case .authorized(let device):
      let id = devices[device].id
      return Bilingual(zh: "申请 \(zh) 未获设备 \(id) 授权", en: "request \(en) may not use \(id)")
    case .windows(let use):
      let when = grid.text(of: use)
      return Bilingual(
        zh: "申请 \(zh) 于 \(when)，不在任何时间窗内",
        en: "request \(en) at \(when) is inside none of its windows")
    case .open(let device, let occupied, let closed):
      let (id, when) = (devices[device].id, grid.text(of: occupied))
      return Bilingual(
        zh: "申请 \(zh) 占用设备 \(id) 于 \(when)，其中 \(closed) 个时段未开放",
        en:
          "request \(en) occupies \(id) at \(when), of which \(counted(closed, "slot is", plural: "slots are")) closed"
      )
    case .maintenance(let device, let occupied, let count):
      let (id, when) = (devices[device].id, grid.text(of: occupied))
      return Bilingual(
        zh: "申请 \(zh) 占用设备 \(id) 于 \(when)，其中 \(count) 个时段停机",
        en:
          "request \(en) occupies \(id) at \(when), of which \(counted(count, "slot is", plural: "slots are")) maintenance"
      )
    case .device(let device, let slots, let load, let capacity):
      let (id, when) = (devices[device].id, grid.text(of: slots))
      return Bilingual(
        zh: "设备 \(id) 于 \(when) 同时安排 \(load) 个申请，容量 \(capacity)：\(zh)",
        en: "\(id) at \(when) serves \(counted(load, "request")), capacity \(capacity): \(en)")
    case .operators(let pool, let slots, let needed, let onDuty):
      let (id, when) = (pools[pool].id, grid.text(of: slots))
      return Bilingual(
        zh: "操作员组 \(id) 于 \(when) 需要 \(needed) 人，在岗 \(onDuty) 人：\(zh)",
        en: "pool \(id) at \(when) needs \(counted(needed, "operator")), \(onDuty) on duty: \(en)")
    case .quota(let quota, let period, let used, let limit):
      let name = institutions[quotas[quota].institution].name
      let deviceClass = quotas[quota].deviceClass.map { deviceClasses[$0] }
      let when = grid.text(of: period)
      return Bilingual(
        zh: "\(name)（\(deviceClass ?? "全部设备")）于 \(when) 使用 \(used) 个时段，限额 \(limit)",
        en:
          "\(name) (\(deviceClass ?? "all devices")) uses \(counted(used, "slot")) in \(when), quota \(limit)"
      )
    case .series(let series, let accepted, let count):
      let id = self.series[series].id
      return Bilingual(
        zh: "系列 \(id) 只安排了 \(accepted)/\(count) 个申请：\(zh)",
        en: "series \(id) is accepted in part, \(accepted) of \(count): \(en)")
    case .onlyOne(let series):
      let id = self.series[series].id
      return Bilingual(
        zh: "\(id) 只取其一，却安排了：\(zh)", en: "\(id) is one wish, but accepted are \(en)")
    case .order(let series, let gap):
      let (id, minutes) = (self.series[series].id, gap * grid.slotMinutes)
      return Bilingual(
        zh: "系列 \(id) 的先后不对（间隔至少 \(minutes) 分钟）：\(zh)",
        en: "series \(id) is out of order (at least \(counted(minutes, "minute")) between): \(en)")
    case .pinned(let promised):
      let (id, when) = (devices[promised.device].id, grid.text(ofSlot: promised.start))
      return Bilingual(
        zh: "申请 \(zh) 应固定在设备 \(id) \(when)", en: "request \(en) is promised \(id) at \(when)")
    }
  }
}
