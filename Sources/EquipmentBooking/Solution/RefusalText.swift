public import Diagnostics

/// Reasons and ways in, in words.
extension BookingProblem {
  /// A reason in words. Other applicants appear by request number only.
  public func text(of reason: Refusal.Reason) -> Bilingual {
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
      let ids = names(of: winners)
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
      let ids = names(of: winners)
      if winners.contains(where: { requests[$0].pin != nil }) {
        return Bilingual(
          zh: "最易让出的位置由 \(ids.zh) 占用", en: "the cheapest place is held by \(ids.en)")
      }
      return Bilingual(
        zh: "需同时让出 \(ids.zh)（共 \(value) 分），留给他们更有价值",
        en:
          "it would displace \(ids.en) (\(counted(value, "point"))), worth more"
      )
    case .shareFloor(let institution, let tenths, let winners, let value):
      return floorText(institution, tenths, winners, value)
    case .fairShare(let institution, let slots, let points, let winners, let value):
      let (ids, name) = (names(of: winners), institutions[institution].name)
      return Bilingual(
        zh:
          "公平份额：最易让出的位置由 \(ids.zh) 占用（共 \(value) 分），让出则 \(name) 的份额再缺 \(slots) 个时段，计失 \(points) 分",
        en:
          "fair share: the cheapest place is held by \(ids.en) (\(counted(value, "point"))); without it \(name) would lack \(counted(slots, "more slot")) of its share, which costs \(counted(points, "point"))"
      )
    }
  }

  /// The reason of a request that stays out for somebody's fair share.
  private func floorText(
    _ institution: Int, _ tenths: Int, _ winners: [Int], _ value: Int
  ) -> Bilingual {
    let (ids, name, percent) = (names(of: winners), institutions[institution].name, 10 * tenths)
    return Bilingual(
      zh: "公平份额：最易让出的位置由 \(ids.zh) 占用（共 \(value) 分），让出则 \(name) 将低于其份额的 \(percent)%",
      en:
        "fair share: the cheapest place is held by \(ids.en) (\(counted(value, "point"))); without it \(name) would fall below \(percent) % of its share"
    )
  }

  /// Why a request is refused, a line each. That others are worth more is said where they are: a timetable that a
  /// limit cuts short may refuse somebody whose place is held by less.
  public func texts(ofReasonsFor refusal: Refusal) -> [Bilingual] {
    refusal.reasons.map { reason in
      guard case .betterUse(let winners, let value) = reason,
        value < requests[refusal.request].weight
      else { return text(of: reason) }
      let ids = names(of: winners)
      return Bilingual(
        zh: "最易让出的位置由 \(ids.zh) 占用（共 \(value) 分）",
        en: "the cheapest place is held by \(ids.en) (\(counted(value, "point")))")
    }
  }

  /// What would let a refused request in, a line each; one line if time was up before it was looked for, none if
  /// nothing was found.
  public func texts(ofWaysInto refusal: Refusal) -> [Bilingual] {
    refusal.waysIn?.map(text) ?? [Bilingual(zh: "时限已到，未查找", en: "not looked for: time was up")]
  }

  /// A way in, in words.
  public func text(of wayIn: Refusal.WayIn) -> Bilingual {
    let places = ([wayIn.booking] + (wayIn.partners ?? [])).sorted { $0.start < $1.start }
    // A series is told by its requests, a request by itself by its place alone.
    let names = places.map { booking in
      let place = "\(devices[booking.device].id)"
      let when = grid.text(of: use(of: booking))
      let id = wayIn.partners == nil ? "" : requests[booking.request].id + " "
      return (zh: "\(id)\(place)，\(when)", en: "\(id)\(place), \(when)")
    }
    let others = wayIn.displaced.map { self.names(of: $0) }
    let zh =
      names.map(\.zh).joined(separator: "；") + (others.map { "（分值更低的 \($0.zh) 让出）" } ?? "")
    let en =
      names.map(\.en).joined(separator: "; ")
      + (others.map { ", in place of \($0.en), worth less" } ?? "")
    let together =
      wayIn.partners == nil
      ? Bilingual(zh: "", en: "") : Bilingual(zh: "（整个系列）", en: " (the whole series)")
    switch wayIn.change {
    case .otherDevice:
      return Bilingual(
        zh: "改用其他设备\(together.zh)：\(zh)", en: "on another device\(together.en): \(en)")
    case .widerWindow:
      return Bilingual(
        zh: "时间窗前后各放宽两小时\(together.zh)：\(zh)", en: "two hours wider\(together.en): \(en)")
    case .otherDay:
      return Bilingual(zh: "改到另一天\(together.zh)：\(zh)", en: "on another day\(together.en): \(en)")
    }
  }

  /// Requests by name, with the promised ones marked.
  private func names(of indices: [Int]) -> (zh: String, en: String) {
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
