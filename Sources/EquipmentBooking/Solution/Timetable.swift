/// A request's place: a device and the slot at which the use begins.
public struct Booking: Codable, Hashable, Sendable {
  /// Index of the request.
  public let request: Int
  /// Index of the device.
  public let device: Int
  /// Slot at which the use begins, set-up excluded.
  public let start: Int

  /// A place.
  public init(request: Int, device: Int, start: Int) {
    self.request = request
    self.device = device
    self.start = start
  }
}

/// The accepted requests and their places.
public struct Timetable: Codable, Hashable, Sendable {
  /// Places, by rising request.
  public let bookings: [Booking]

  /// A timetable; the order of `bookings` does not matter.
  public init(bookings: [Booking]) {
    self.bookings = bookings.sorted {
      ($0.request, $0.device, $0.start) < ($1.request, $1.device, $1.start)
    }
  }

  /// Place of a request; `nil` if it is refused.
  ///
  /// - Complexity: O(bookings).
  public func booking(of request: Int) -> Booking? { bookings.first { $0.request == request } }
}
