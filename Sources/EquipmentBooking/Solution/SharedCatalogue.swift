public import Diagnostics

/// What an alliance shares, as it can be published: devices and licences with area, capacity, opening hours,
/// custodian's post and tariffs. Of people it holds none: a staff number is no part of it.
public struct SharedCatalogue: Hashable, Sendable {
  /// A device or licence.
  public struct Entry: Hashable, Sendable {
    /// Index of the device.
    public let device: Int
    /// Name of the area in which it stands; `nil` for none.
    public let area: String?
    /// Post of its custodian; `nil` for none.
    public let custodianPost: String?
    /// Weekly opening hours, and how often the calendar differs.
    public let hours: Bilingual
    /// Whom it is open to.
    public let access: Bilingual
    /// Prices of an hour, the general one first; 待协商 where none is agreed.
    public let tariffs: [Bilingual]
  }

  /// Devices in the order of the round.
  public let entries: [Entry]

  /// Whether any device has an area.
  public var hasAreas: Bool { entries.contains { $0.area != nil } }
}

extension BookingProblem {
  /// The catalogue of the round's devices.
  ///
  /// - Complexity: O(devices · (opening hours + tariffs)).
  public var catalogue: SharedCatalogue {
    SharedCatalogue(
      entries: devices.indices.map { d in
        .init(
          device: d, area: devices[d].area.map { areas[$0] },
          custodianPost: devices[d].custodianPost, hours: hoursText(of: d),
          access: accessText(of: d), tariffs: tariffs(of: d))
      })
  }

  /// `周一至周五 08:00–17:30`: weekdays that follow one another with the same hours are one span.
  private func hoursText(of d: Int) -> Bilingual {
    let id = draft.devices[d].id
    var byDay = [[String]](repeating: [], count: 8)
    let weekly = draft.openings.filter { $0.device == id }
      .sorted { ($0.weekday, $0.from, $0.to) < ($1.weekday, $1.from, $1.to) }
    for opening in weekly where (1...7).contains(opening.weekday) {
      byDay[opening.weekday].append("\(clock(opening.from))–\(clock(opening.to))")
    }
    let zh = ["一", "二", "三", "四", "五", "六", "日"].map { "周" + $0 }
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    var parts: [(zh: String, en: String)] = []
    var day = 1
    while day <= 7 {
      guard !byDay[day].isEmpty else {
        day += 1
        continue
      }
      var last = day
      while last < 7, byDay[last + 1] == byDay[day] { last += 1 }
      let hours = byDay[day].joined(separator: "、")
      let isOne = last == day
      parts.append(
        (
          (isOne ? zh[day - 1] : "\(zh[day - 1])至\(zh[last - 1])") + " " + hours,
          (isOne ? en[day - 1] : "\(en[day - 1])–\(en[last - 1])") + " "
            + byDay[day].joined(separator: ", ")
        ))
      day = last + 1
    }
    let dated = draft.extraOpenings.count { $0.device == id }
    if parts.isEmpty, dated == 0, !devices[d].parts.isEmpty {
      let names = devices[d].parts.map { devices[$0].name }
      return Bilingual(
        zh: "与组成设备相同：\(names.joined(separator: "、"))",
        en: "as its parts: \(names.joined(separator: ", "))")
    }
    if dated > 0 { parts.append(("另有加开 \(dated) 段", counted(dated, "extra span") + " by date")) }
    return parts.isEmpty
      ? Bilingual(zh: "不开放", en: "closed")
      : Bilingual(
        zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; "))
  }

  private func accessText(of d: Int) -> Bilingual {
    guard let list = draft.devices[d].authorized else {
      return Bilingual(zh: "全部成员单位", en: "every member institution")
    }
    let names = institutions.filter { list.contains($0.id) }.map(\.name)
    let people = list.count { id in !institutions.contains { $0.id == id } }
    let zh = names + (people > 0 ? ["已授权人员 \(people) 名"] : [])
    let en =
      names
      + (people > 0 ? [counted(people, "authorised person", plural: "authorised people")] : [])
    return zh.isEmpty
      ? Bilingual(zh: "无", en: "nobody")
      : Bilingual(zh: zh.joined(separator: "、"), en: en.joined(separator: ", "))
  }

  /// A missing agreement is said, never printed as zero.
  private func tariffs(of d: Int) -> [Bilingual] {
    let id = draft.devices[d].id
    let mine = draft.tariffs.filter { $0.device == id }
    func yuan(_ fen: Int) -> String {
      let cents = fen % 100
      return "\(fen / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
    guard !mine.isEmpty else { return [Bilingual(zh: "待协商", en: "to be agreed")] }
    let general = mine.first { $0.institution == nil }
    let special = institutions.compactMap { institution in
      mine.first { $0.institution == institution.id }.map { (institution.name, $0.fenPerHour) }
    }
    let head =
      general.map {
        Bilingual(zh: "\(yuan($0.fenPerHour)) 元/小时", en: "\(yuan($0.fenPerHour)) yuan an hour")
      } ?? Bilingual(zh: "其他单位待协商", en: "others: to be agreed")
    return [head]
      + special.map { name, fen in
        Bilingual(zh: "\(name) \(yuan(fen)) 元/小时", en: "\(name): \(yuan(fen)) yuan an hour")
      }
  }

  private func clock(_ minute: Int) -> String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(padded(minute / 60)):\(padded(minute % 60))"
  }
}
