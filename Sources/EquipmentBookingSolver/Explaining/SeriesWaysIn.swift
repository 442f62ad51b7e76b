import EquipmentBooking

extension RefusalFinder {
  /// Most places of one request that are tried in the search for places of a whole series, and most steps of it.
  private static let mostPlaces = 12
  private static let mostSteps = 400

  /// Changes that would let a whole series in, seen from one of its requests: those that find a place as they
  /// asked keep it, the others get the change, all by the same number of days if by days.
  func waysIn(_ r: Int, with series: BookingProblem.Series) -> [Refusal.WayIn] {
    let found = Refusal.WayIn.Change.allCases.compactMap { change in
      var steps = Self.mostSteps
      let changed = series.requests.map { wishes($0, after: change) }
      return changed[0].indices.firstNonNil { k in
        places(of: series, changed: changed.map { $0[k] }, steps: &steps)
      }.map { (change: change, places: $0) }
    }
    func gain(_ places: [FreePlace]) -> Int { places.reduce(0) { $0 + $1.gain } }
    return found.enumerated().sorted { a, b in
      (-gain(a.element.places), a.offset) < (-gain(b.element.places), b.offset)
    }.map { _, way in
      let bookings = zip(series.requests, way.places).map { booking($0, at: $1) }
      return Refusal.WayIn(
        change: way.change, booking: bookings.first { $0.request == r } ?? bookings[0],
        partners: bookings.filter { $0.request != r })
    }
  }

  /// Places for all requests of a series beside each other and beside the final timetable, in their order if
  /// they have one; `nil` if a search that is cut short finds none, or if nothing would have to change.
  private func places(
    of series: BookingProblem.Series, changed: [ChangedWish], steps: inout Int
  ) -> [FreePlace]? {
    func extend(
      _ i: Int, from earliest: Int, beside board: TimetableBoard, _ chosen: [FreePlace],
      isChanged: Bool
    ) -> [FreePlace]? {
      guard i < series.requests.count else { return isChanged ? chosen : nil }
      let r = series.requests[i]
      let request = problem.requests[r]
      let own = ChangedWish(choices: request.choices, windows: request.windows)
      for (wish, isChange) in [(own, false), (changed[i], true)] {
        var places = free(r, wish, beside: board).filter { $0.slot >= earliest }
        // Of requests in order those that come soon leave most room to those that follow.
        if series.gap != nil {
          places.sort { ($0.slot, $0.option.group) < ($1.slot, $1.option.group) }
        }
        for place in places.prefix(Self.mostPlaces) {
          guard steps > 0 else { return nil }
          steps -= 1
          let next = series.gap.map { place.slot + request.length + $0 } ?? 0
          if let all = extend(
            i + 1, from: next, beside: board.with(place.option, at: place.slot), chosen + [place],
            isChanged: isChanged || isChange)
          {
            return all
          }
        }
      }
      return nil
    }
    return extend(0, from: 0, beside: board, [], isChanged: false)
  }
}
