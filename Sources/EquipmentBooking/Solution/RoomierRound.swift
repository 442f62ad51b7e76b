/// The round with more of a limit, for trying what a price promises.
extension BookingProblem {
  /// Slots that an hour has, at least one: what one more hour is.
  var slotsPerHour: Int { max(1, 60 / grid.slotMinutes) }

  /// The round with more of a limit.
  package func draftWithMore(of limit: LimitPrice.Limit) -> BookingDraft {
    var draft = draft
    switch limit {
    case .device(let d): draft.devices[d].capacity += 1
    case .quota(let q): draft.quotas[q].minutes += slotsPerHour * grid.slotMinutes
    case .longerHours(let deviceClass):
      for (d, slots) in hoursAfterClosing(ofClass: deviceClass) {
        for device in [d]
          + devices.indices.filter({ devices[$0].parts.contains(d) && hasOwnHours($0) })
        {
          draft.extraOpenings.append(
            .init(device: devices[device].id, span: minutes(of: slots)))
        }
      }
    case .pool(let p):
      let id = pools[p].id
      draft.datedShifts.removeAll { $0.pool == id }
      let counts = zip(pools[p].onDuty, slotsWithOneMore(ofPool: p)).map { $0 + ($1 ? 1 : 0) }
      var from = 0
      for slot in 1...grid.slotCount where slot == grid.slotCount || counts[slot] != counts[from] {
        draft.datedShifts.append(
          .init(pool: id, span: minutes(of: from..<slot), count: counts[from]))
        from = slot
      }
    }
    return draft
  }

  private func minutes(of slots: Range<Int>) -> BookingDraft.Span {
    .init(from: slots.lowerBound * grid.slotMinutes, to: slots.upperBound * grid.slotMinutes)
  }

  /// For each slot, whether one more operator of a pool would be of use: somebody is on duty, or a device that
  /// the pool attends is open. Where a request is refused because nobody is on duty, the second counts.
  func slotsWithOneMore(ofPool p: Int) -> [Bool] {
    var isAttended = draft.devices.map { $0.operatorPool == pools[p].id }
    for request in requests {
      for choice in request.choices where choice.pool == p { isAttended[choice.device] = true }
    }
    let attended = devices.indices.filter { isAttended[$0] }
    return pools[p].onDuty.enumerated().map { slot, count in
      count > 0 || attended.contains { devices[$0].isOpen(slot) }
    }
  }

  /// Devices of a class by themselves, each with the hours after it shuts: one for each day on which it is open,
  /// behind the last slot of that day, up to midnight. Hours of maintenance alone are left out.
  func hoursAfterClosing(ofClass deviceClass: Int) -> [(device: Int, slots: Range<Int>)] {
    devices.indices.filter { devices[$0].deviceClass == deviceClass && devices[$0].parts.isEmpty }
      .flatMap { d in
        (0..<grid.dayCount).compactMap { day in
          let slots = day * grid.slotsPerDay..<(day + 1) * grid.slotsPerDay
          guard let last = slots.last(where: { devices[d].hours[$0] }) else { return nil }
          let hour = last + 1..<min(last + 1 + slotsPerHour, slots.upperBound)
          return hour.allSatisfy { devices[d].maintenance[$0] } ? nil : (d, hour)
        }
      }
  }

  /// Whether a combined device has hours beside those of its parts.
  private func hasOwnHours(_ d: Int) -> Bool {
    let id = devices[d].id
    return draft.openings.contains { opening in
      opening.device == id
        && (0..<grid.dayCount).contains { grid.weekday(ofDay: $0) == opening.weekday }
    }
      || draft.extraOpenings.contains {
        $0.device == id && $0.span.from < grid.minuteCount && $0.span.to > 0
      }
  }

  /// The devices with some of them open longer; a combined device is open too where all of its parts are.
  func devices(openIn longer: [(device: Int, slots: Range<Int>)]) -> [Device] {
    var hours = devices.map(\.hours)
    for (d, slots) in longer {
      for slot in slots { hours[d][slot] = true }
    }
    for (c, device) in devices.enumerated() {
      for (_, slots) in longer.filter({ device.parts.contains($0.device) }) {
        for slot in slots where device.parts.allSatisfy({ hours[$0][slot] }) {
          hours[c][slot] = true
        }
      }
    }
    return zip(devices, hours).map { $0.open(in: $1) }
  }
}

extension BookingProblem.Device {
  /// The same device with other hours.
  fileprivate func open(in hours: [Bool]) -> Self {
    Self(
      id: id, name: name, owner: owner, deviceClass: deviceClass, area: area, capacity: capacity,
      custodian: custodian, custodianPost: custodianPost, hours: hours, maintenance: maintenance,
      parts: parts)
  }
}
