/// What requests name, and what they and devices need of each other.
extension BookingProblem {
  /// The class and the area that the target of a choice names together, such as `超声@东片`.
  ///
  /// - Parameter target: The target of a choice of this round.
  /// - Returns: Indices of both; `nil` if it names a device or a class, or nothing of the round.
  public func classAndArea(of target: String) -> (deviceClass: Int, area: Int)? {
    guard let names = BookingDraft.Choice.classAndArea(of: target),
      !devices.contains(where: { $0.id == target }), !deviceClasses.contains(target),
      let deviceClass = deviceClasses.firstIndex(of: names.deviceClass),
      let area = areas.firstIndex(of: names.area)
    else { return nil }
    return (deviceClass, area)
  }

  /// What a request and a device would need of each other if the request accepted the device without
  /// a bonus.
  public func hypotheticalChoice(of request: Int, on device: Int) -> Choice {
    let (wish, machine) = (draft.requests[request], draft.devices[device])
    let pool = wish.operatorPool ?? machine.operatorPool
    let isListed = machine.authorized.map {
      $0.contains(wish.applicant) || $0.contains(wish.institution)
    }
    return Choice(
      device: device, bonus: 0,
      setUp: (wish.setUpMinutes ?? machine.setUpMinutes) / grid.slotMinutes,
      cleanUp: (wish.cleanUpMinutes ?? machine.cleanUpMinutes) / grid.slotMinutes,
      pool: pool.flatMap { id in pools.firstIndex { $0.id == id } },
      isAuthorized: isListed ?? true,
      windows: spans(of: wish, on: machine))
  }

  /// The spans in which a device would serve a request, from the draft; `nil` if it always would.
  ///
  /// - Parameters:
  ///   - wish: The request.
  ///   - machine: The device.
  ///   - hasOwn: Whether the request's own spans on the device count.
  ///   - hasReserve: Whether the hours that its owner keeps count.
  /// - Returns: Slots, in order of time.
  package func spans(
    of wish: BookingDraft.Request, on machine: BookingDraft.Device, own hasOwn: Bool = true,
    reserve hasReserve: Bool = true
  ) -> [Range<Int>]? {
    let own = (draft.deviceWindows ?? []).filter {
      hasOwn && $0.request == wish.id && $0.device == machine.id
    }
    let others = draft.devices.filter {
      hasReserve && $0.owner != wish.institution
        && ($0.id == machine.id || machine.parts.contains($0.id))
    }
    let kept = others.flatMap(reserve(of:))
    if own.isEmpty && kept.isEmpty { return nil }
    return grid.spans(own.isEmpty ? nil : own.map { slots(of: $0.span) }, outside: kept)
  }

  /// The slots of a device that its owner keeps, in the order of the draft.
  package func reserve(of machine: BookingDraft.Device) -> [Range<Int>] {
    (draft.reserves ?? []).filter { $0.device == machine.id }.map { slots(of: $0.span) }
  }

  private func slots(of span: BookingDraft.Span) -> Range<Int> {
    (span.from / grid.slotMinutes..<span.to / grid.slotMinutes).clamped(to: 0..<grid.slotCount)
  }
}
