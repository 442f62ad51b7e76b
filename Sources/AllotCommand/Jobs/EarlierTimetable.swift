import Alliance
import Diagnostics
import EquipmentBooking
import Interchange

/// The published timetable that a booking round stays close to, and what is out of use since.
struct EarlierTimetable {
  /// A device with the span in which it is out of use.
  struct Outage {
    let device: String
    let from: Moment
    let to: Moment

    /// Reads `D05:2026-12-02 08:30..2026-12-02 17:30`; the second date may be left out, and a last day without
    /// a time is out of use as a whole.
    init?(_ text: String) {
      guard let colon = text.firstIndex(of: ":"),
        let dots = text.firstRange(of: ".."), colon < dots.lowerBound
      else { return nil }
      let begin = String(text[text.index(after: colon)..<dots.lowerBound])
      let end = String(text[dots.upperBound...])
      guard let from = DayNotation.moment(begin),
        let to = DayNotation.minute(end).map({ Moment(from.day, minute: $0) })
          ?? DayNotation.end(end),
        from < to
      else { return nil }
      device = NormalizedText.key(String(text[..<colon]))
      self.from = from
      self.to = to
    }
  }

  private let published: Beside<PublishedPlaces>
  private let outages: [Outage]

  /// Reads the result of an earlier round; what is in it is made out beside what comes next.
  ///
  /// - Throws: ``CommandFailure`` 66 if it is not there.
  init(reading path: String, outages: [Outage], threads: Int) throws {
    let file: InputFile
    do {
      file = try InputFile(reading: path)
    } catch {
      throw CommandFailure(error)
    }
    published = Beside(threads: threads) {
      let published: PublishedPlaces
      do throws(RejectedInput) { published = try PublishedPlaces(reading: file) } catch {
        throw CommandFailure(error)
      }
      if published.places == nil { throw CommandFailure.noAnswer(published.termination) }
      return published
    }
    self.outages = outages
  }

  /// The places that a draft can still have, as pins of its own horizon.
  ///
  /// - Throws: ``CommandFailure`` 65 if what was read is no booking result.
  func pins(in draft: BookingDraft) throws -> [BookingDraft.Pin] {
    let requests = Set(draft.requests.map(\.id))
    let devices = Set(draft.devices.map(\.id))
    return try (published.value().places ?? []).compactMap { place in
      guard let start = minute(place.moment, in: draft), requests.contains(place.request),
        devices.contains(place.device)
      else { return nil }
      return .init(request: place.request, device: place.device, start: start)
    }
  }

  /// The earlier prices, if they are of the same days.
  func prices(for draft: BookingDraft) -> BookingPrices? {
    guard let published = try? published.value(), published.firstDay.description == draft.firstDay
    else { return nil }
    return published.prices
  }

  /// What is out of use, as maintenance of a draft's horizon, widened to whole slots.
  ///
  /// - Throws: ``CommandFailure`` 65 if the draft has no such device or no such time.
  func maintenance(in draft: BookingDraft) throws -> [BookingDraft.DeviceSpan] {
    try outages.map { outage in
      let device = try draft.devices.map { Named.thing($0.id, $0.name) }
        .identifier(outage.device, Bilingual(zh: "设备", en: "device"))
      let slot = max(1, draft.slotMinutes)
      let from = minute(outage.from, in: draft) ?? 0
      let to = minute(outage.to, in: draft) ?? 0
      guard from < draft.dayCount * 1440, to > 0 else {
        throw CommandFailure(
          .badData,
          Bilingual(
            zh: "--down 的时间 \(outage.from.day)..\(outage.to.day) 不在本轮日期之内",
            en: "--down \(outage.from.day)..\(outage.to.day) lies outside the dates of this round"),
          next: Bilingual(
            zh: "核对年份；本轮从 \(draft.firstDay) 起共 \(draft.dayCount) 天",
            en:
              "check the year; this round has \(counted(draft.dayCount, "day")) from \(draft.firstDay)"
          ))
      }
      let first = from - (from % slot + slot) % slot
      return .init(
        device: device,
        span: .init(from: first, to: to + (slot - (to % slot + slot) % slot) % slot))
    }
  }

  private func minute(_ moment: Moment, in draft: BookingDraft) -> Int? {
    Day(iso: draft.firstDay).map { (moment.day - $0) * 1440 + moment.minute }
  }
}
