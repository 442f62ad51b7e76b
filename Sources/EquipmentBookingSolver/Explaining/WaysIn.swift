public import EquipmentBooking
import Solving

extension BookingProblem {
  /// A refusal of an answer with its ways in, looked for now if there was no time before.
  public func refusalWithWaysIn(_ refusal: Refusal, in answer: BookingAnswer) -> Refusal {
    if refusal.waysIn != nil { return refusal }
    let finder = RefusalFinder(
      round(behind: answer), answer, timetable: answer.timetable, run: Run())
    return Refusal(
      request: refusal.request, reasons: refusal.reasons, waysIn: finder.waysIn(refusal.request))
  }
}

/// What a request would accept after a change.
struct ChangedWish {
  let choices: [BookingProblem.Choice]
  let windows: [Range<Int>]
}

/// A place that is free beside the final timetable.
struct FreePlace {
  let option: StartOption
  let slot: Int
  /// What it brings less what it costs at the prices, in 1/256 points.
  let gain: Int
  /// Slots of the use before or after the request's own window.
  let beyond: Int

  /// Whether this place comes first: more gain, then nearer to what was asked for, then earlier.
  func comes(before other: FreePlace) -> Bool {
    (-gain, beyond, slot, option.group) < (
      -other.gain, other.beyond, other.slot, other.option.group
    )
  }
}

extension RefusalFinder {
  /// Minutes by which windows are widened at each end.
  static let widerMinutes = 120

  /// Changes that would let a refused request into the final timetable, each found free by trying:
  /// another device, wider windows, another day; that which brings most at the prices first. Where a change
  /// leaves no free place, one whose holders are worth less than the request. A series that stands or falls
  /// together comes in whole, on free places alone.
  func waysIn(_ r: Int) -> [Refusal.WayIn] {
    if let series = seriesOf[r] { return waysIn(r, with: series) }
    let found = Refusal.WayIn.Change.allCases.compactMap { change in
      let wishes = wishes(r, after: change)
      return wishes.firstNonNil { free(r, $0, beside: board).first }.map {
        (change: change, place: $0, displaced: nil)
      } ?? contested(r, wishes).map { (change: change, place: $0, displaced: $1) }
    }
    return found.enumerated().sorted { a, b in
      (-a.element.place.gain, a.offset) < (-b.element.place.gain, b.offset)
    }.map { _, way in
      Refusal.WayIn(
        change: way.change, booking: booking(r, at: way.place), displaced: way.displaced?.sorted())
    }
  }

  /// Where nothing is free, the place whose holders are worth least, if they are worth less than the request; of
  /// the first wish that has one.
  private func contested(
    _ r: Int, _ wishes: [ChangedWish]
  ) -> (place: FreePlace, displaced: [Int])? {
    var tries = 2 * Self.mostTried
    return wishes.firstNonNil { wish in
      if tries <= 0 { return nil }
      let places = places(r, wish) { _, _ in true }.prefix(min(tries, Self.mostTried))
      tries -= places.count
      var best: (place: FreePlace, obstacles: Obstacles)?
      for place in places {
        let found = obstacles(to: place.option, at: place.slot, movesPromised: false)
        guard let found, found.loss < found.gain,
          found.loss - found.gain < best.map({ $0.obstacles.loss - $0.obstacles.gain }) ?? .max
        else { continue }
        best = (place, found)
      }
      return best.map { place, obstacles in
        // Beside the points of acceptance, as the gain of a free place.
        let gain = obstacles.gain - problem.requests[r].weight - obstacles.loss
        return (
          FreePlace(
            option: place.option, slot: place.slot, gain: gain * BookingPrices.unitsPerPoint,
            beyond: place.beyond), obstacles.requests
        )
      }
    }
  }

  /// What a request would accept after a change, least change first; for another day the nearest one, a later
  /// day before an earlier one.
  func wishes(_ r: Int, after change: Refusal.WayIn.Change) -> [ChangedWish] {
    let (request, grid) = (problem.requests[r], problem.grid)
    switch change {
    case .otherDevice:
      return [ChangedWish(choices: otherDevices(r), windows: request.windows)]
    case .widerWindow:
      let extra = Self.widerMinutes / grid.slotMinutes
      guard extra > 0 else { return [] }
      let windows = request.windows.map {
        ($0.lowerBound - extra..<$0.upperBound + extra).clamped(to: 0..<grid.slotCount)
      }
      return [ChangedWish(choices: request.choices, windows: windows)]
    case .otherDay:
      return (1..<max(2, grid.dayCount)).flatMap { [$0, -$0] }.map { shift in
        let windows = request.windows.compactMap { window -> Range<Int>? in
          let moved =
            window.lowerBound + shift * grid.slotsPerDay..<window.upperBound + shift
            * grid.slotsPerDay
          return (0..<grid.slotCount).contains(moved.lowerBound)
            && moved.upperBound <= grid.slotCount ? moved : nil
        }
        return ChangedWish(choices: request.choices, windows: windows)
      }
    }
  }

  /// Steps that looking for ways in takes at most, roughly: a start on a device of its classes is one.
  func stepsOfWaysIn(_ r: Int) -> Int {
    let request = problem.requests[r]
    let wide = request.windows.reduce(0) { $0 + $1.count }
    let requests = seriesOf[r]?.requests.count ?? 1
    return requests * request.choices.count * wide * (problem.grid.dayCount + 2)
  }

  /// Devices of an accepted class that the request left out.
  private func otherDevices(_ r: Int) -> [BookingProblem.Choice] {
    let request = problem.requests[r]
    return problem.devices.indices.compactMap { d in
      guard request.choice(of: d) == nil,
        request.choices.contains(where: {
          problem.devices[$0.device].deviceClass == problem.devices[d].deviceClass
        })
      else { return nil }
      return problem.hypotheticalChoice(of: r, on: d)
    }
  }

  /// Places inside `wish` on devices that the request may use which fit beside all others, best first.
  ///
  /// - Complexity: O(possible starts · slots of a use).
  func free(_ r: Int, _ wish: ChangedWish, beside board: TimetableBoard) -> [FreePlace] {
    places(r, wish, where: board.fits)
  }

  /// Places inside `wish` on devices that the request may use, best first.
  private func places(
    _ r: Int, _ wish: ChangedWish, where fits: (StartOption, Int) -> Bool
  ) -> [FreePlace] {
    let request = problem.requests[r]
    var found: [FreePlace] = []
    for choice in wish.choices where choice.isAuthorized {
      let slots = problem.starts(
        length: request.length, in: wish.windows, choice, open: openSpans[choice.device])
      let option = StartOption(
        request: r, group: choice.device, choice: choice, slots: slots, length: request.length)
      for slot in slots where fits(option, slot) {
        let use = slot..<slot + request.length
        let beyond = request.windows.map { window in
          max(0, window.lowerBound - use.lowerBound) + max(0, use.upperBound - window.upperBound)
        }
        found.append(
          FreePlace(
            option: option, slot: slot, gain: gain(of: option, at: slot), beyond: beyond.min() ?? 0)
        )
      }
    }
    return found.sorted { $0.comes(before: $1) }
  }

  /// The booking of a request at a place.
  func booking(_ r: Int, at place: FreePlace) -> Booking {
    Booking(request: r, device: place.option.choice.device, start: place.slot)
  }
}

extension Sequence {
  /// The first result that is not `nil`.
  func firstNonNil<Result>(_ transform: (Element) -> Result?) -> Result? {
    for element in self {
      if let result = transform(element) { return result }
    }
    return nil
  }
}
