public import Alliance
internal import Diagnostics
public import EquipmentBooking
public import Solving

/// The places in a booking result: all that a later round needs of it.
///
/// Requests with their windows and choices and proofs are most of the file; they are passed over, and the rules
/// are those of the later round. Its prices say where the later round begins to look for its own.
public struct PublishedPlaces: Sendable {
  /// Where and when a request was accepted.
  public struct Place: Hashable, Sendable {
    /// Identifier of the request.
    public let request: String
    /// Identifier of the device.
    public let device: String
    /// Beginning of the use.
    public let moment: Moment

    /// A place.
    public init(request: String, device: String, moment: Moment) {
      self.request = request
      self.device = device
      self.moment = moment
    }
  }

  /// The places, by rising request; `nil` if the result has no answer.
  public let places: [Place]?
  /// The prices that prove the result's bound; `nil` if it has none.
  public let prices: BookingPrices?
  /// Beginning of the first slot for which there is a price.
  public let firstDay: Day
  /// Why the solver stopped.
  public let termination: Termination

  /// Reads a result.
  ///
  /// - Throws: ``RejectedInput`` if the file cannot be read, is no result, is of another version, belongs to
  ///   another job, or places what it does not have.
  public init(reading file: InputFile) throws(RejectedInput) {
    let header = try FileHeader(of: file, expecting: .book)
    guard header.schemaVersion == Job.book.resultSchema else {
      throw JSONInput.rejected(
        .schemaTooOld, at: Diagnostics.Place("schemaVersion"), value: String(header.schemaVersion),
        in: file)
    }
    let contents = try JSONInput.decode(Contents.self, from: file)
    termination = contents.termination
    let draft = contents.draft
    guard let firstDay = Day(iso: draft.firstDay) else {
      throw JSONInput.rejected(
        .jsonValueWrong, at: Diagnostics.Place("draft").appending("firstDay"),
        value: draft.firstDay, in: file)
    }
    var places: [Place] = []
    for (i, booking) in (contents.answer?.timetable.bookings ?? []).enumerated() {
      let (minute, overflow) = booking.start.multipliedReportingOverflow(by: draft.slotMinutes)
      guard draft.requests.indices.contains(booking.request),
        draft.devices.indices.contains(booking.device), !overflow,
        (0..<Self.mostMinutes).contains(minute)
      else {
        throw JSONInput.rejected(
          .jsonValueWrong,
          at: Diagnostics.Place("answer").appending("timetable").appending("bookings")[i],
          value: "\(booking)", in: file)
      }
      places.append(
        Place(
          request: draft.requests[booking.request].id, device: draft.devices[booking.device].id,
          moment: Moment(firstDay + minute / 1440, minute: minute % 1440)))
    }
    self.places = contents.answer == nil ? nil : places
    prices = contents.answer?.prices
    self.firstDay = firstDay
  }

  /// No round lasts a thousand years.
  private static let mostMinutes = 1_000 * 366 * 1440

  private struct Contents: Decodable {
    struct Draft: Decodable {
      let firstDay: String
      let slotMinutes: Int
      let devices: [Named]
      let requests: [Named]
    }

    struct Named: Decodable { let id: String }

    struct Answer: Decodable {
      let timetable: Timetable
      let prices: BookingPrices?
    }

    let draft: Draft
    let answer: Answer?
    let termination: Termination
  }
}
