public import Diagnostics
public import EquipmentBooking

/// Why a booking stands where it does, at the prices of the answer.
public struct PlaceReason: Hashable, Sendable {
  /// What speaks for the place.
  public enum Kind: Hashable, Sendable {
    /// The place is promised.
    case promised
    /// The request had a place in a published timetable and was moved here.
    case moved
    /// No other device could serve the request at any time.
    case onlyDevice
    /// The best place on another device, and what it would bring more than this one after both pay
    /// their prices, in 1/256 points; negative if this one is better.
    case elsewhere(Booking, units: Int)
  }

  /// The booking.
  public let booking: Booking
  /// What speaks for its place.
  public let kind: Kind
  /// What the place costs at the prices, in 1/256 points: what it would be worth to the others.
  public let priceUnits: Int
}

extension BookingProblem {
  /// Why bookings stand where they do.
  ///
  /// - Parameters:
  ///   - bookings: Bookings of the answer's timetable.
  ///   - answer: An answer with prices; without them every place is free of charge.
  /// - Returns: One reason for each booking, in their order.
  /// - Complexity: O(limits + starts of the requests).
  public func placeReasons(of bookings: [Booking], in answer: BookingAnswer) -> [PlaceReason] {
    let tariff = PlacePrices(self, answer.prices)
    let spans = devices.map(\.openSpans)
    return bookings.map { booking in
      let r = booking.request
      let price = requests[r].choice(of: booking.device).map {
        tariff.price(r, $0, at: booking.start)
      }
      var best: (booking: Booking, units: Int)?
      for choice in requests[r].choices
      where choice.device != booking.device && choice.isAuthorized {
        let slots = starts(
          length: requests[r].length, in: requests[r].windows, choice, open: spans[choice.device])
        for slot in slots {
          let place = Booking(request: r, device: choice.device, start: slot)
          let units =
            value(of: place) * BookingPrices.unitsPerPoint - tariff.price(r, choice, at: slot)
          if units > best?.units ?? .min { best = (place, units) }
        }
      }
      let own = value(of: booking) * BookingPrices.unitsPerPoint - (price ?? 0)
      let kind: PlaceReason.Kind =
        requests[r].pin != nil
        ? isMoved(r) ? .moved : .promised
        : best.map { .elsewhere($0.booking, units: $0.units - own) } ?? .onlyDevice
      return PlaceReason(booking: booking, kind: kind, priceUnits: price ?? 0)
    }
  }

  /// A reason in words.
  public func text(of reason: PlaceReason) -> Bilingual {
    let points = value(of: reason.booking)
    let price = Self.pointsText(ofUnits: reason.priceUnits)
    let head = Bilingual(
      zh: "计 \(points) 分，位置价 \(price) 分",
      en: "\(counted(points, "point")), the place costs \(price)")
    switch reason.kind {
    case .promised: return Bilingual(zh: head.zh + "；已承诺", en: head.en + "; promised")
    case .moved:
      return Bilingual(
        zh: head.zh + "；已公布的预约改到此处", en: head.en + "; published elsewhere, moved here")
    case .onlyDevice:
      return Bilingual(
        zh: head.zh + "；没有其他设备可用", en: head.en + "; no other device could serve it")
    case .elsewhere(let other, let units):
      let place = "\(devices[other.device].id) \(grid.text(ofSlot: other.start))"
      let difference = Self.pointsText(ofUnits: abs(units))
      guard difference != Self.pointsText(ofUnits: 0) else {
        return Bilingual(
          zh: head.zh + "；按价格 \(place) 也一样好",
          en: head.en + "; at the prices \(place) is as good")
      }
      return units <= 0
        ? Bilingual(
          zh: head.zh + "；改到 \(place) 按价格少 \(difference) 分",
          en: head.en + "; at \(place) it would bring \(difference) less at the prices")
        : Bilingual(
          zh: head.zh + "；\(place) 按价格多 \(difference) 分，但与他人冲突",
          en: head.en + "; \(place) would bring \(difference) more at the prices, but clashes")
    }
  }
}

/// What places cost at prices.
private struct PlacePrices {
  private let problem: BookingProblem
  private let slots: SlotPrices
  private let quotas: [[Int]]

  init(_ problem: BookingProblem, _ prices: BookingPrices?) {
    self.problem = problem
    slots = SlotPrices(problem, prices)
    quotas = prices?.quotas ?? problem.quotas.map { $0.periods.map { _ in 0 } }
  }

  func price(_ r: Int, _ choice: BookingProblem.Choice, at start: Int) -> Int {
    let request = problem.requests[r]
    var price = slots.price(of: choice, length: request.length, at: start)
    let deviceClass = problem.devices[choice.device].deviceClass
    for (q, quota) in problem.quotas.enumerated()
    where quota.institution == request.institution
      && quota.deviceClass ?? deviceClass == deviceClass
    {
      for (period, unit) in zip(quota.periods, quotas[q]) where period.contains(start) {
        price += request.length * unit
      }
    }
    return price
  }
}
