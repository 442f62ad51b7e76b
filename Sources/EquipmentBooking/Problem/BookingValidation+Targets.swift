import Diagnostics

/// What choices name: devices, classes, and classes in an area.
extension BookingValidation {
  /// A class in an area, by their indices.
  struct ClassInArea: Hashable {
    let deviceClass: Int
    let area: Int
  }

  /// How precisely a choice names a device. The more precise name decides what a device is worth.
  private enum Precision: Comparable {
    case deviceClass, classInArea, device
  }

  /// Notes the areas and which devices of a class stand in each.
  mutating func listAreas() {
    for (d, device) in draft.devices.enumerated() {
      guard let name = device.area else { continue }
      // The last @ of CLASS@AREA is the one between them.
      if name.isEmpty || name.contains(where: { "@＠".contains($0) }) {
        faults.append(.badArea, at: Place("devices")[d].appending("area"), value: name)
        continue
      }
      let area = areaIndex[name] ?? areas.count
      if area == areas.count {
        areaIndex[name] = area
        areas.append(name)
      }
      guard let deviceClass = classIndex[device.deviceClass] else { continue }
      let entry = ClassInArea(deviceClass: deviceClass, area: area)
      if devicesInArea[entry] == nil { classesInAreas.append(entry) }
      devicesInArea[entry, default: []].append(d)
    }
  }

  /// The devices that a target names, rising, and how; `nil` if there are none.
  ///
  /// An identifier or a class may hold an @ itself: what has exactly the name is meant.
  private func devices(named target: String) -> (devices: [Int], precision: Precision)? {
    if let device = deviceIndex[target] { return ([device], .device) }
    if let deviceClass = classIndex[target] { return (devicesOfClass[deviceClass], .deviceClass) }
    guard let names = BookingDraft.Choice.classAndArea(of: target),
      let deviceClass = classIndex[names.deviceClass], let area = areaIndex[names.area],
      let members = devicesInArea[ClassInArea(deviceClass: deviceClass, area: area)]
    else { return nil }
    return (members, .classInArea)
  }

  /// The devices that a request accepts, rising, with the points of each: those of the most precise choice.
  mutating func wishedDevices(
    of request: BookingDraft.Request, at list: Place
  ) -> [(device: Int, bonus: Int)] {
    // Most requests make one choice.
    if request.choices.count == 1, let only = devices(named: request.choices[0].target) {
      let bonus = request.choices[0].bonus
      checkPoints(bonus, at: list[0].appending("bonus"))
      return only.devices.map { ($0, bonus) }
    }
    var bonuses: [Int: (bonus: Int, precision: Precision)] = [:]
    var firstMention: [String: Int] = [:]
    for (i, choice) in request.choices.enumerated() {
      checkPoints(choice.bonus, at: list[i].appending("bonus"))
      if let other = firstMention[choice.target] {
        faults.append(
          .duplicateChoice, at: list[i].appending("target"), value: choice.target,
          related: [list[other].appending("target")])
        continue
      }
      firstMention[choice.target] = i
      guard let named = devices(named: choice.target) else {
        faults.append(
          unknownTarget(choice.target), at: list[i].appending("target"), value: choice.target)
        continue
      }
      for d in named.devices {
        if let known = bonuses[d], known.precision > named.precision { continue }
        bonuses[d] = (choice.bonus, named.precision)
      }
    }
    return bonuses.sorted { $0.key < $1.key }.map { ($0.key, $0.value.bonus) }
  }

  /// Most classes in areas that a hint lists.
  private static let mostListed = 8

  /// The rule that a target breaks which names nothing, with what there is in place of the usual hint where
  /// the target is about an area.
  private func unknownTarget(_ target: String) -> FaultRule {
    let rule = FaultRule.unknownDeviceOrClass
    let names = BookingDraft.Choice.classAndArea(of: target)
    let (deviceClass, area) = (
      names.flatMap { classIndex[$0.deviceClass] }, areaIndex[names?.area ?? target]
    )
    guard names != nil || area != nil else { return rule }
    let near = classesInAreas.filter { $0.deviceClass == deviceClass || $0.area == area }
    let listed = (near.isEmpty && deviceClass == nil ? classesInAreas : near).map {
      "\(classes[$0.deviceClass])@\(areas[$0.area])"
    }
    if listed.isEmpty {
      guard let name = names?.deviceClass, deviceClass != nil else { return rule }
      return FaultRule(
        rule.code, text: rule.text,
        hint: Bilingual(
          zh: "“\(name)”的设备都没有片区：只写类别，或在“设备”表填写片区",
          en: "no device of \(name) has an area: name the class alone, or give its devices areas"))
    }
    let (shown, left) = (listed.prefix(Self.mostListed), listed.count - Self.mostListed)
    let rest =
      left > 0
      ? Bilingual(zh: " 等 \(listed.count) 个", en: " and \(left) more") : Bilingual(zh: "", en: "")
    return FaultRule(
      rule.code, text: rule.text,
      hint: Bilingual(
        zh: "可用：\(shown.joined(separator: "、"))\(rest.zh)；也可只写设备编号或类别名",
        en: "known: \(shown.joined(separator: ", "))\(rest.en); or name a device or a class alone"))
  }
}
