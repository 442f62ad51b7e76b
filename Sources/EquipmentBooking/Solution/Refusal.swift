public import Diagnostics

/// Why a request was refused, found by trying, and what would have let it in.
public struct Refusal: Codable, Hashable, Sendable {
  /// What stood in the way. Each says what happened when this one rule was lifted and the request was
  /// put into the final timetable again.
  public enum Reason: Codable, Hashable, Sendable {
    /// There is no possible start at all, whatever the others do. Lifting one of `rules` would make
    /// one: `windows`, `reserve`, `open`, `maintenance` or `authorized`; empty if it takes more than one.
    case noStart(rules: [String])
    /// Its devices are taken: without the `winners`, who are worth `value` points together, it would
    /// fit. The winners are those of the cheapest place.
    case classFull(winners: [Int], value: Int)
    /// Too few operators of the pool at the hours where a device is free; `slot` is the first slot
    /// that lacks one at the place where fewest are missing.
    case operatorShort(pool: Int, slot: Int)
    /// The institution's quota is used up; `used` slots of `limit` without this request.
    case quota(quota: Int, used: Int, limit: Int)
    /// The series stands or falls together, and no place is left for `partner`.
    case partnerBlocked(partner: Int)
    /// No single rule keeps it out. At its cheapest place it would displace the `winners`, who are
    /// worth `value` points together.
    case betterUse(winners: [Int], value: Int)
  }

  /// A change that lets the request into the final timetable as it stands.
  public struct WayIn: Codable, Hashable, Sendable {
    /// What would have to change.
    public enum Change: String, Codable, Hashable, Sendable, CaseIterable {
      /// Another device of a class that it accepts, or its class.
      case otherDevice
      /// Windows wider by two hours at each end.
      case widerWindow
      /// The same hours on another day.
      case otherDay
    }

    /// What would have to change.
    public let change: Change
    /// The place that is free then.
    public let booking: Booking

    /// A way in.
    public init(change: Change, booking: Booking) {
      self.change = change
      self.booking = booking
    }
  }

  /// Index of the request.
  public let request: Int
  /// The reasons, the plainest first; never empty.
  public let reasons: [Reason]
  /// Changes that would let it in, cheapest first; at most one of a kind.
  public let waysIn: [WayIn]

  /// A refusal.
  public init(request: Int, reasons: [Reason], waysIn: [WayIn]) {
    self.request = request
    self.reasons = reasons
    self.waysIn = waysIn
  }
}

extension BookingProblem {
  /// A reason in words. Other applicants appear by request number only.
  public func text(of reason: Refusal.Reason) -> Bilingual {
    func list(_ indices: [Int]) -> (zh: String, en: String) {
      // The parts of a split request give way together and go by its name.
      var asked: [(id: String, isPromised: Bool)] = []
      for r in indices {
        let id = draft.requests[r].partOf ?? requests[r].id
        let isPromised = requests[r].pin != nil
        if let i = asked.firstIndex(where: { $0.id == id }) {
          asked[i].isPromised = asked[i].isPromised || isPromised
        } else {
          asked.append((id, isPromised))
        }
      }
      let names = asked.map { id, isPromised in
        (
          zh: id + (isPromised ? "（固定，不能让出）" : ""),
          en: id + (isPromised ? " (promised, cannot give way)" : "")
        )
      }
      return (
        names.map(\.zh).joined(separator: "、"), names.map(\.en).joined(separator: ", ")
      )
    }
    switch reason {
    case .noStart(let rules):
      let names = rules.map(Self.title(ofRule:))
      if names.isEmpty {
        return Bilingual(
          zh: "时间窗、开放时间与授权合在一起没有可行的开始时间",
          en: "windows, hours and authorisation together leave no possible start")
      }
      return Bilingual(
        zh: "没有可行的开始时间；放宽以下任一项即可：\(names.map(\.zh).joined(separator: "、"))",
        en: "there is no possible start; lifting one of these would make one: "
          + names.map(\.en).joined(separator: ", "))
    case .classFull(let winners, let value):
      let ids = list(winners)
      return Bilingual(
        zh: "所选设备已满，最易让出的位置由 \(ids.zh) 占用（共 \(value) 分）",
        en:
          "its devices are taken; the cheapest place is held by \(ids.en) (\(counted(value, "point")))"
      )
    case .operatorShort(let pool, let slot):
      return Bilingual(
        zh: "设备有空，但操作员组 \(pools[pool].id) 人手不足（\(grid.text(ofSlot: slot)) 起）",
        en: "a device is free, but pool \(pools[pool].id) lacks an operator from "
          + grid.text(ofSlot: slot))
    case .quota(let quota, let used, let limit):
      let name = deviceClassName(ofQuota: quota)
      return Bilingual(
        zh: "单位限额（\(name.zh)）余量不够：\(limit) 个时段中已用 \(used) 个",
        en:
          "the institution's quota (\(name.en)) does not leave enough: \(used) of \(counted(limit, "slot")) \(used == 1 ? "is" : "are") used"
      )
    case .partnerBlocked(let partner):
      let id = draft.requests[partner].partOf ?? requests[partner].id
      return Bilingual(
        zh: "所在系列须全部安排，而申请 \(id) 没有空位",
        en: "its series stands or falls together, and request \(id) finds no place")
    case .betterUse(let winners, let value):
      let ids = list(winners)
      if winners.contains(where: { requests[$0].pin != nil }) {
        return Bilingual(
          zh: "最易让出的位置由 \(ids.zh) 占用", en: "the cheapest place is held by \(ids.en)")
      }
      return Bilingual(
        zh: "需同时让出 \(ids.zh)（共 \(value) 分），留给他们更有价值",
        en:
          "it would displace \(ids.en) (\(counted(value, "point"))), worth more"
      )
    }
  }

  /// A way in, in words.
  public func text(of wayIn: Refusal.WayIn) -> Bilingual {
    let device = devices[wayIn.booking.device].id
    let when = grid.text(of: use(of: wayIn.booking))
    switch wayIn.change {
    case .otherDevice:
      return Bilingual(zh: "改用设备 \(device)：\(when)", en: "on device \(device): \(when)")
    case .widerWindow:
      return Bilingual(
        zh: "时间窗前后各放宽两小时：\(device)，\(when)", en: "two hours wider: \(device), \(when)")
    case .otherDay:
      return Bilingual(zh: "改到另一天：\(device)，\(when)", en: "on another day: \(device), \(when)")
    }
  }

  private func deviceClassName(ofQuota quota: Int) -> Bilingual {
    guard let deviceClass = quotas[quota].deviceClass else {
      return Bilingual(zh: "全部设备", en: "all devices")
    }
    return Bilingual(zh: deviceClasses[deviceClass], en: deviceClasses[deviceClass])
  }

  /// Name of a rule that decides where a request can start.
  static func title(ofRule rule: String) -> Bilingual {
    switch rule {
    case "windows": Bilingual(zh: "申请的时间窗", en: "the request's windows")
    case "open": Bilingual(zh: "设备开放时间", en: "the opening hours")
    case "maintenance": Bilingual(zh: "停机维护", en: "the maintenance")
    case "reserve": Bilingual(zh: "设备所属单位的自用时间", en: "the hours that the owner keeps")
    case "authorized": Bilingual(zh: "使用授权", en: "the authorisation")
    default: Bilingual(zh: rule, en: rule)
    }
  }
}
