/// Requests that may be split into parts, written out as other ways to fulfil the same wish.
extension BookingDraft {
  /// How a request may be split.
  public struct Split: Codable, Hashable, Sendable {
    /// Minutes of the smallest part. Parts are whole multiples of it, and one of them takes the rest.
    public var leastMinutes: Int
    /// Most parts, 2 to 6.
    public var mostParts: Int
    /// Minutes that pass at least between a part and the next; parts follow one another and never overlap.
    public var gapMinutes: Int

    /// Parts of at least so many minutes.
    public init(leastMinutes: Int, mostParts: Int = 2, gapMinutes: Int = 0) {
      self.leastMinutes = leastMinutes
      self.mostParts = mostParts
      self.gapMinutes = gapMinutes
    }
  }

  /// Most ways to split one request, and most of the smallest parts that it is long.
  static let mostWays = 24
  private static let mostUnits = 48

  /// The draft with every request that may be split as alternatives: the whole use, or one of the ways to
  /// split it, all parts of it or none.
  ///
  /// Parts have the windows, devices, buffers and payer of the request. Its points are shared out by length
  /// in whole numbers, and each cut costs one of them, so that nothing is split that fits as a whole; the
  /// points of preferred hours go to the first part. What cannot be split as it says keeps its ``Split``,
  /// which validation then refuses.
  ///
  /// - Returns: The draft; parts, named `ID-1of2` and so on, follow the other requests.
  public func withParts() -> BookingDraft {
    guard requests.contains(where: { $0.split != nil }) else { return self }
    var draft = self
    var known = Set(requests.map(\.id) + series.map(\.id))
    let bound = Set(series.flatMap(\.requests))
    let promised = Set(pins.map(\.request))
    for r in requests.indices {
      guard let split = requests[r].split, !bound.contains(requests[r].id) else { continue }
      guard let ways = ways(of: requests[r], split), !ways.isEmpty,
        let points = points(of: requests[r])
      else { continue }
      var parts: [(requests: [Request], series: Series)] = []
      var variants = [Int](repeating: 0, count: split.mostParts + 1)
      for lengths in ways {
        let count = lengths.count
        parts.append(
          self.parts(of: requests[r], lengths, split, points, variant: variants[count]))
        variants[count] += 1
      }
      let alternatives = Series(
        id: requests[r].id + "-ways",
        requests: [requests[r].id] + parts.flatMap { $0.requests.map(\.id) }, rule: .onlyOne)
      let names = parts.flatMap { $0.requests.map(\.id) + [$0.series.id] } + [alternatives.id]
      guard Set(names).isDisjoint(with: known), Set(names).count == names.count else { continue }
      draft.requests[r].split = nil
      // A promise says already how the wish is fulfilled.
      if promised.contains(requests[r].id) { continue }
      known.formUnion(names)
      for part in parts {
        draft.requests += part.requests
        draft.series.append(part.series)
        draft.deviceWindows? += part.requests.flatMap { own in
          (deviceWindows ?? []).filter { $0.request == requests[r].id }.map {
            DeviceWindow(request: own.id, device: $0.device, span: $0.span)
          }
        }
      }
      draft.series.append(alternatives)
    }
    return draft
  }

  /// The lengths of the parts, in slots and in order, of every way to split a request; `nil` if what it says
  /// is impossible, or there are too many.
  func ways(of request: Request, _ split: Split) -> [[Int]]? {
    guard slotMinutes > 0, split.leastMinutes > 0, split.leastMinutes % slotMinutes == 0,
      (2...6).contains(split.mostParts), split.gapMinutes >= 0,
      split.gapMinutes % slotMinutes == 0, request.minutes > 0,
      request.minutes % slotMinutes == 0, request.minutes / split.leastMinutes >= 2
    else { return nil }
    let (units, rest) = request.minutes.quotientAndRemainder(dividingBy: split.leastMinutes)
    guard units <= Self.mostUnits else { return nil }
    var found: [[Int]] = []
    func extend(_ parts: [Int], _ left: Int) {
      if found.count > Self.mostWays { return }
      if left == 0 {
        if parts.count > 1 { found += Self.lengths(parts, split, rest, slotMinutes) }
        return
      }
      guard parts.count < split.mostParts else { return }
      for next in 1...left { extend(parts + [next], left - next) }
    }
    extend([], units)
    return found.count > Self.mostWays ? nil : found
  }

  /// Parts of whole units in slots, each of them in turn with the rest.
  private static func lengths(
    _ units: [Int], _ split: Split, _ rest: Int, _ slotMinutes: Int
  ) -> [[Int]] {
    let slots = units.map { $0 * split.leastMinutes / slotMinutes }
    guard rest > 0 else { return [slots] }
    return slots.indices.map { longer in
      slots.enumerated().map { $0 == longer ? $1 + rest / slotMinutes : $1 }
    }
  }

  /// Points of a request with those carried over; `nil` where they are wrong.
  private func points(of request: Request) -> Int? {
    let range = 0...BookingValidation.mostPoints
    var points = request.weight
    if points == nil, (1...max(1, priorityPoints.count)).contains(request.priority),
      !priorityPoints.isEmpty, range.contains(bookingSlots)
    {
      let (product, overflow) = priorityPoints[request.priority - 1].multipliedReportingOverflow(
        by: request.minutes / slotMinutes + bookingSlots)
      points = overflow ? nil : product
    }
    let credit = request.credit ?? 0
    guard let points, range.contains(points), range.contains(credit),
      request.choices.allSatisfy({ range.contains($0.bonus) })
    else { return nil }
    return min(points + credit, BookingValidation.mostPoints)
  }

  /// One way to split a request: its parts and what holds them together.
  private func parts(
    of request: Request, _ lengths: [Int], _ split: Split, _ points: Int, variant: Int
  ) -> (requests: [Request], series: Series) {
    let total = lengths.reduce(0, +)
    let cut = max(0, points - (lengths.count - 1))
    // Ways of as many parts are told apart by a letter.
    let letter = variant == 0 ? "" : String(UnicodeScalar(UInt8(97 + variant)))
    /// Share of the part from `from` to `to`: sums of all parts are exact.
    func share(_ amount: Int, _ from: Int, _ to: Int) -> Int {
      amount * to / total - amount * from / total
    }
    var begin = 0
    var parts: [Request] = []
    for (i, length) in lengths.enumerated() {
      var part = request
      let end = begin + length
      part.id = "\(request.id)-\(i + 1)of\(lengths.count)\(letter)"
      part.partOf = request.id
      part.split = nil
      part.minutes = length * slotMinutes
      part.weight = share(cut, begin, end)
      part.credit = nil
      part.choices = request.choices.map {
        Choice(target: $0.target, bonus: share($0.bonus, begin, end))
      }
      if i > 0 { (part.preferred, part.preferredBonus, part.preferredDevice) = (nil, 0, nil) }
      parts.append(part)
      begin = end
    }
    return (
      parts,
      Series(
        id: "\(request.id)-\(lengths.count)parts\(letter)", requests: parts.map(\.id),
        gapMinutes: split.gapMinutes)
    )
  }
}
