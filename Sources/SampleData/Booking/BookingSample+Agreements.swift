import EquipmentBooking

/// What institutions agreed on: quotas, prices, promises.
extension BookingSampleMaker {
  /// A limit on a hot class for each institution that asks for much of it, and a weekly limit on
  /// everything for some.
  mutating func addQuotas() {
    for (i, institution) in draft.institutions.enumerated() {
      for name in recipe.hotClasses {
        let wanted = draft.requests.filter { request in
          request.institution == institution.id
            && request.choices.contains { choice in
              choice.target == name
                || draft.devices.contains { $0.id == choice.target && $0.deviceClass == name }
            }
        }.reduce(0) { $0 + $1.minutes }
        guard wanted >= 10 * 60 else { continue }
        let limit = wanted * 7 / 10 / Self.halfHour * Self.halfHour
        draft.quotas.append(
          .init(institution: institution.id, deviceClass: name, minutes: limit))
      }
      if i % 5 == 3 {
        draft.quotas.append(
          .init(institution: institution.id, minutes: 30 * 60, period: .week))
      }
    }
  }

  /// A price for everybody, and half of it for the owner.
  mutating func addTariffs() {
    for (device, kind) in zip(draft.devices, kinds) where kind.fenPerHour > 0 {
      draft.tariffs.append(.init(device: device.id, fenPerHour: kind.fenPerHour))
      draft.tariffs.append(
        .init(device: device.id, institution: device.owner, fenPerHour: kind.fenPerHour / 2))
    }
  }

  /// Promises the first start that keeps all rules to some requests.
  mutating func addPins() {
    guard recipe.pinCount > 0, let problem = try? BookingProblem(validating: draft) else { return }
    var promised: [Booking] = []
    let step = max(1, draft.requests.count / recipe.pinCount)
    for r in stride(from: step / 2, to: draft.requests.count, by: step)
    where promised.count < recipe.pinCount {
      if let booking = firstPlace(of: r, beside: promised, in: problem) {
        promised.append(booking)
        draft.pins.append(
          .init(
            request: draft.requests[r].id, device: draft.devices[booking.device].id,
            start: booking.start * draft.slotMinutes))
      }
    }
  }

  private func firstPlace(
    of r: Int, beside promised: [Booking], in problem: BookingProblem
  ) -> Booking? {
    for choice in problem.requests[r].choices {
      for window in problem.requests[r].windows {
        for start in window {
          let booking = Booking(request: r, device: choice.device, start: start)
          if problem.violations(of: Timetable(bookings: promised + [booking])).isEmpty {
            return booking
          }
        }
      }
    }
    return nil
  }
}
