import EquipmentBooking

/// Requests that may be split, written out by hand: what a split means, told a second time.
enum WrittenParts {
  /// Every list of two or more lengths in slots that makes up the use, none shorter than the least part, all
  /// but one whole multiples of it.
  static func ways(of request: BookingDraft.Request, slot: Int) -> [[Int]] {
    guard let split = request.split else { return [] }
    let (all, least) = (request.minutes / slot, split.leastMinutes / slot)
    var found: [[Int]] = []
    func extend(_ list: [Int]) {
      let left = all - list.reduce(0, +)
      if left == 0, list.count > 1, list.count(where: { $0 % least != 0 }) <= 1 {
        found.append(list)
      }
      guard left >= least, list.count < split.mostParts else { return }
      for next in least...left { extend(list + [next]) }
    }
    extend([])
    return found
  }

  /// Name of a part among the lengths of its way.
  static func name(of request: String, _ i: Int, _ lengths: [Int]) -> String {
    "\(request)/\(i)/\(lengths)"
  }

  /// A part: its share of the points by length, less one for each cut.
  static func part(
    _ i: Int, _ lengths: [Int], of request: BookingDraft.Request, _ draft: BookingDraft
  ) -> BookingDraft.Request {
    let (begin, end, all) = (
      lengths[..<i].reduce(0, +), lengths[...i].reduce(0, +), lengths.reduce(0, +)
    )
    func share(_ points: Int) -> Int { points * end / all - points * begin / all }
    var part = request
    part.id = name(of: request.id, i, lengths)
    part.split = nil
    part.minutes = lengths[i] * draft.slotMinutes
    let whole =
      request.weight ?? draft.priorityPoints[request.priority - 1] * (all + draft.bookingSlots)
    part.weight = share(max(0, whole + (request.credit ?? 0) - lengths.count + 1))
    part.credit = nil
    part.choices = request.choices.map { .init(target: $0.target, bonus: share($0.bonus)) }
    if i > 0 { (part.preferred, part.preferredBonus, part.preferredDevice) = (nil, 0, nil) }
    return part
  }

  /// The draft with the parts of every way as requests of their own: each way stands or falls together, and
  /// one of the whole and its ways is chosen.
  static func flattened(_ draft: BookingDraft) -> BookingDraft {
    var flat = draft
    for (r, request) in draft.requests.enumerated() where request.split != nil {
      flat.requests[r].split = nil
      var alternatives = [request.id]
      for lengths in ways(of: request, slot: draft.slotMinutes) {
        let parts = lengths.indices.map { part($0, lengths, of: request, draft) }
        flat.requests += parts
        flat.series.append(
          .init(
            id: "\(request.id)/\(lengths)", requests: parts.map(\.id),
            gapMinutes: request.split?.gapMinutes))
        alternatives += parts.map(\.id)
        flat.deviceWindows? += parts.flatMap { part in
          (draft.deviceWindows ?? []).filter { $0.request == request.id }.map {
            BookingDraft.DeviceWindow(request: part.id, device: $0.device, span: $0.span)
          }
        }
      }
      flat.series.append(.init(id: "\(request.id)/", requests: alternatives, rule: .onlyOne))
    }
    return flat
  }

  /// A promise of a draft whose parts the product has named, by the names of ``flattened(_:)``.
  static func renamed(_ pin: BookingDraft.Pin, in draft: BookingDraft) -> BookingDraft.Pin {
    func request(_ id: String) -> BookingDraft.Request? { draft.requests.first { $0.id == id } }
    guard let whole = request(pin.request)?.partOf,
      let way = draft.series.first(where: {
        $0.rule == .allOrNothing && $0.requests.contains(pin.request)
      }), let i = way.requests.firstIndex(of: pin.request)
    else { return pin }
    let lengths = way.requests.map { (request($0)?.minutes ?? 0) / draft.slotMinutes }
    return .init(request: name(of: whole, i, lengths), device: pin.device, start: pin.start)
  }
}
