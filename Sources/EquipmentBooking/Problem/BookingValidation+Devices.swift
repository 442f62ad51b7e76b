import Diagnostics

/// Devices, their hours and the people on duty.
extension BookingValidation {
  /// Devices with their hours; entries with faults resolve to nothing useful.
  mutating func resolveDevices() -> [BookingProblem.Device] {
    let slotCount = grid?.slotCount ?? 0
    let closed = [Bool](repeating: false, count: slotCount)
    var hours = [[Bool]](repeating: closed, count: draft.devices.count)
    var maintenance = hours
    for (i, opening) in draft.openings.enumerated() {
      let place = Place("openings")[i]
      let device = find(
        opening.device, in: deviceIndex, else: .unknownDevice, at: place.appending("device"))
      let spans = slots(
        weekday: opening.weekday, from: opening.from, to: opening.to, at: place)
      guard let device, let spans else { continue }
      for span in spans { mark(span, in: &hours[device]) }
    }
    for (list, entries) in [
      ("extraOpenings", draft.extraOpenings), ("maintenance", draft.maintenance),
    ] {
      for (i, entry) in entries.enumerated() {
        let place = Place(list)[i]
        let device = find(
          entry.device, in: deviceIndex, else: .unknownDevice, at: place.appending("device"))
        let span = slots(of: entry.span, at: place)
        guard let device, let span else { continue }
        if list == "maintenance" {
          mark(span, in: &maintenance[device])
        } else {
          mark(span, in: &hours[device])
        }
      }
    }
    let parts = draft.devices.indices.map { resolveParts(of: $0) }
    for (d, parts) in parts.enumerated() where !parts.isEmpty {
      let ownHours = hours[d].contains(true) ? hours[d] : nil
      for slot in closed.indices {
        hours[d][slot] = (ownHours?[slot] ?? true) && parts.allSatisfy { hours[$0][slot] }
        maintenance[d][slot] = maintenance[d][slot] || parts.contains { maintenance[$0][slot] }
      }
    }
    return draft.devices.indices.map { d in
      let device = draft.devices[d]
      checkNumbers(of: device, at: Place("devices")[d])
      return BookingProblem.Device(
        id: device.id, name: device.name, owner: institutionIndex[device.owner] ?? 0,
        deviceClass: classIndex[device.deviceClass] ?? 0,
        area: device.area.flatMap { areaIndex[$0] }, capacity: device.capacity,
        custodian: device.custodian, custodianPost: device.custodianPost, hours: hours[d],
        maintenance: maintenance[d], parts: parts[d])
    }
  }

  private mutating func resolveParts(of d: Int) -> [Int] {
    var parts: [Int] = []
    for (i, id) in draft.devices[d].parts.enumerated() {
      let place = Place("devices")[d].appending("parts")[i]
      guard let part = find(id, in: deviceIndex, else: .unknownDevice, at: place) else { continue }
      if part == d || !draft.devices[part].parts.isEmpty {
        faults.append(.partOfParts, at: place, value: id)
      } else if !parts.contains(part) {
        parts.append(part)
      }
    }
    return parts.sorted()
  }

  private mutating func checkNumbers(of device: BookingDraft.Device, at place: Place) {
    _ = find(
      device.owner, in: institutionIndex, else: .unknownInstitution, at: place.appending("owner"))
    if !(1...1000).contains(device.capacity) {
      faults.append(
        .badCapacity, at: place.appending("capacity"), value: String(device.capacity))
    }
    if device.authorized?.isEmpty == true {
      faults.append(.nobodyAuthorized, at: place.appending("authorized"), value: "[]")
    }
    let day = 0...TimeGrid.minutesPerDay
    _ = slots(
      device.setUpMinutes, within: day, else: .badBuffer, at: place.appending("setUpMinutes"))
    _ = slots(
      device.cleanUpMinutes, within: day, else: .badBuffer, at: place.appending("cleanUpMinutes"))
    if let pool = device.operatorPool {
      _ = find(pool, in: poolIndex, else: .unknownPool, at: place.appending("operatorPool"))
    }
    checkPost(of: device, at: place.appending("custodianPost"))
  }

  /// What is published says which post has the device in custody, and never who.
  private mutating func checkPost(of device: BookingDraft.Device, at place: Place) {
    guard let post = device.custodianPost else { return }
    if post.isEmpty {
      faults.append(.emptyPost, at: place)
    } else if custodians.contains(post) {
      faults.append(.postIsStaffNumber, at: place, value: post)
    }
  }

  private func mark(_ span: Range<Int>, in slots: inout [Bool]) {
    for slot in span { slots[slot] = true }
  }

  /// Operators on duty, pool by pool and slot by slot.
  mutating func resolvePools() -> [BookingProblem.OperatorPool] {
    let slotCount = grid?.slotCount ?? 0
    var onDuty = [[Int]](
      repeating: [Int](repeating: 0, count: slotCount), count: poolNames.count)
    for (i, shift) in draft.shifts.enumerated() {
      let place = Place("shifts")[i]
      let fits = checkCount(shift.count, at: place)
      let spans = slots(weekday: shift.weekday, from: shift.from, to: shift.to, at: place)
      guard fits, let spans, let pool = poolIndex[shift.pool] else { continue }
      for span in spans {
        for slot in span { onDuty[pool][slot] += shift.count }
      }
    }
    // Dated entries replace the weekly number the first time they touch a slot, then add up.
    var isDated = [[Bool]](
      repeating: [Bool](repeating: false, count: slotCount), count: poolNames.count)
    for (i, shift) in draft.datedShifts.enumerated() {
      let place = Place("datedShifts")[i]
      let fits = checkCount(shift.count, at: place)
      let span = slots(of: shift.span, at: place)
      guard fits, let span, let pool = poolIndex[shift.pool] else { continue }
      for slot in span {
        onDuty[pool][slot] = (isDated[pool][slot] ? onDuty[pool][slot] : 0) + shift.count
        isDated[pool][slot] = true
      }
    }
    return zip(poolNames, onDuty).map { .init(id: $0, onDuty: $1) }
  }

  private mutating func checkCount(_ count: Int, at place: Place) -> Bool {
    if (0...10_000).contains(count) { return true }
    faults.append(.badCount, at: place.appending("count"), value: String(count))
    return false
  }
}
