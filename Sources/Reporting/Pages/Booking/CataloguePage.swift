public import Diagnostics
public import EquipmentBooking

extension BookingProblem {
  /// The page of what is shared, to publish: devices and licences by class, with area where any has one,
  /// capacity, opening hours, custodian's post (never a person's staff number), whom they are open to, and
  /// tariffs.
  ///
  /// - Returns: One HTML document that needs no network.
  public func cataloguePage(in language: Language) -> String {
    CataloguePage(problem: self, language: language).html
  }
}

/// The page of what is shared.
private struct CataloguePage {
  let problem: BookingProblem
  let language: Language

  func say(_ zh: String, _ en: String) -> String { language.say(zh, en) }

  var html: String {
    let catalogue = problem.catalogue
    let capacity = problem.devices.reduce(0) { $0 + $1.capacity }
    let owners = Set(problem.devices.map(\.owner)).count
    let priced = problem.devices.count { device in
      problem.draft.tariffs.contains { $0.device == device.id }
    }
    return Page(
      language: language, title: say("共享设备目录", "Shared equipment"),
      subtitle: problem.draft.name,
      figures: [
        .init(value: String(problem.devices.count), caption: say("设备与许可", "devices and licences")),
        .init(value: String(capacity), caption: say("可同时使用", "uses at once")),
        .init(value: String(owners), caption: say("提供单位", "owners")),
        .init(
          value: "\(priced)/\(problem.devices.count)", caption: say("已有协议价", "with an agreed price")
        ),
      ],
      sections: [
        section(say("设备与许可", "Devices and licences"), id: "devices") {
          for deviceClass in problem.deviceClasses.indices {
            tag("h3") { problem.deviceClasses[deviceClass] }
            table(of: deviceClass, catalogue)
          }
        }
      ], proof: nil
    ).html
  }

  private func table(of deviceClass: Int, _ catalogue: SharedCatalogue) -> Markup {
    scrolling(problem.deviceClasses[deviceClass]) {
      tag("table") {
        tag("thead") {
          tag("tr") {
            tag("th", .class("unit")) { say("设备", "Device") }
            if catalogue.hasAreas { tag("th") { say("片区", "Area") } }
            tag("th") { say("所属单位", "Owner") }
            tag("th", .class("number")) { say("台数/许可数", "Capacity") }
            tag("th") { say("开放时间", "Open") }
            tag("th") { say("管理岗位", "Custodian's post") }
            tag("th") { say("开放对象", "Open to") }
            tag("th") { say("收费", "Tariff") }
          }
        }
        tag("tbody") {
          for entry in catalogue.entries
          where problem.devices[entry.device].deviceClass == deviceClass {
            row(entry, hasArea: catalogue.hasAreas)
          }
        }
      }
    }
  }

  private func row(_ entry: SharedCatalogue.Entry, hasArea: Bool) -> Markup {
    let device = problem.devices[entry.device]
    return tag("tr") {
      tag("th", .class("unit"), Attribute("scope", "row")) { "\(device.id) \(device.name)" }
      if hasArea { tag("td", .class("mono")) { entry.area ?? "–" } }
      tag("td") { problem.institutions[device.owner].name }
      tag("td", .class("number")) { String(device.capacity) }
      tag("td") { entry.hours[language] }
      tag("td") { entry.custodianPost ?? "–" }
      tag("td") { entry.access[language] }
      tag("td") { for tariff in entry.tariffs { tag("div") { tariff[language] } } }
    }
  }
}
