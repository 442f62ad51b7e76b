public import Diagnostics

/// What became of a published booking.
public struct TimetableChange: Hashable, Sendable {
  /// Where the request stood.
  public let old: Booking
  /// Where it stands now; `nil` if it lost its place.
  public let new: Booking?

  /// A change.
  public init(old: Booking, new: Booking?) {
    self.old = old
    self.new = new
  }
}

extension BookingProblem {
  /// The published timetable of a draft, as far as its requests and devices are still there; empty for a new
  /// round.
  static func published(
    in draft: BookingDraft, _ requests: [Request], _ devices: [Device], _ grid: TimeGrid
  ) -> Timetable {
    guard let pins = draft.published else { return Timetable(bookings: []) }
    func numbers(_ ids: [String]) -> [String: Int] {
      Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (requestOf, deviceOf) = (numbers(requests.map(\.id)), numbers(devices.map(\.id)))
    return Timetable(
      bookings: pins.compactMap { pin in
        guard let request = requestOf[pin.request], let device = deviceOf[pin.device],
          pin.start >= 0, pin.start < grid.minuteCount, pin.start % grid.slotMinutes == 0,
          pin.start / grid.slotMinutes + requests[request].length <= grid.slotCount
        else { return nil }
        return Booking(request: request, device: device, start: pin.start / grid.slotMinutes)
      })
  }

  /// How many requests of a published timetable this round holds at a fixed place; zero for a new round.
  /// Bounds and proofs of the round hold with those only.
  public var keptPublished: Int {
    let ids = Set((draft.published ?? []).map(\.request))
    return requests.count { $0.pin != nil && ids.contains($0.id) }
  }

  /// Whether a request has a fixed place in this round that is not the one of the published timetable.
  public func isMoved(_ request: Int) -> Bool {
    guard let pin = requests[request].pin,
      let old = published.bookings.first(where: { $0.request == request })
    else { return false }
    return old != pin
  }

  /// How many requests of a published timetable this round holds at another place than it had.
  public var movedPublished: Int {
    published.bookings.count { old in requests[old.request].pin.map { $0 != old } ?? false }
  }

  /// Bookings of requests that the published timetable had no place for, by rising request; none for a new
  /// round.
  public func additions(in timetable: Timetable) -> [Booking] {
    guard draft.published != nil else { return [] }
    let known = Set(published.bookings.map(\.request))
    return timetable.bookings.filter { !known.contains($0.request) }.sorted {
      $0.request < $1.request
    }
  }

  /// A booking that the published timetable did not have, in words, for the applicant.
  public func text(ofAddition booking: Booking) -> Bilingual {
    let place = "\(devices[booking.device].id) \(grid.text(of: use(of: booking)))"
    let id = requests[booking.request].id
    return Bilingual(zh: "\(id) 新安排 \(place)", en: "\(id) gets \(place)")
  }

  /// Published bookings that moved or lost their place: the applicants who are to be told, by rising
  /// request.
  public func changes(of timetable: Timetable) -> [TimetableChange] {
    var now = [Booking?](repeating: nil, count: requests.count)
    for booking in timetable.bookings { now[booking.request] = booking }
    return published.bookings.compactMap { old in
      now[old.request] == old ? nil : TimetableChange(old: old, new: now[old.request])
    }
  }

  /// Published bookings that cannot stay where they were, whatever the others do: so many must move or
  /// be lost at least.
  public var leastChanges: Int {
    published.bookings.count { booking in
      let device = devices[booking.device]
      let occupied = occupation(of: booking)
      guard occupied.lowerBound >= 0, occupied.upperBound <= grid.slotCount,
        requests[booking.request].choice(of: booking.device) != nil
      else { return true }
      return !occupied.allSatisfy(device.isOpen)
    }
  }

  /// How many are to be told, and what is proven about it.
  public func summary(ofChanges changes: [TimetableChange]) -> Bilingual {
    let gone = changes.filter { $0.new == nil }
    let weight = gone.reduce(0) { $0 + requests[$1.old.request].weight }
    let moved = changes.count - gone.count
    let least =
      (try? revisionBounds(losing: weight)) ?? RevisionBounds(lost: 0, changed: leastChanges)
    let loss: Bilingual =
      gone.isEmpty
      ? Bilingual(zh: "", en: "")
      : least.lost == weight
        ? Bilingual(
          zh: "取消的分值 \(weight) 已证明不能更少。", en: "The weight lost, \(weight), is proven least. ")
        : Bilingual(
          zh: "取消的分值 \(weight)，已证明至少 \(least.lost)。",
          en: "The weight lost is \(weight), and \(least.lost) at least. ")
    let fewest: Bilingual =
      least.changed == changes.count
      ? Bilingual(zh: "通知份数已证明不能更少。", en: "Proven fewest to be told.")
      : Bilingual(
        zh: "已证明至少须通知 \(least.changed) 份。",
        en: "At least \(least.changed) must be told, which is proven.")
    return Bilingual(
      zh: "须通知 \(changes.count) 份申请：改动 \(moved)，取消 \(gone.count)；\(leastChanges) 份无法留在原处。"
        + loss.zh + fewest.zh,
      en: "to be told: \(counted(changes.count, "request")), \(moved) moved, \(gone.count) lost; "
        + "\(leastChanges) could not stay in any case. " + loss.en + fewest.en)
  }

  /// A change in words, for the applicant.
  public func text(of change: TimetableChange) -> Bilingual {
    func place(_ booking: Booking) -> String {
      "\(devices[booking.device].id) \(grid.text(of: use(of: booking)))"
    }
    let id = requests[change.old.request].id
    guard let new = change.new else {
      return Bilingual(
        zh: "\(id) 取消（原 \(place(change.old))）", en: "\(id) loses its place (\(place(change.old)))")
    }
    return Bilingual(
      zh: "\(id) 改到 \(place(new))（原 \(place(change.old))）",
      en: "\(id) moves to \(place(new)) (was \(place(change.old)))")
  }
}
