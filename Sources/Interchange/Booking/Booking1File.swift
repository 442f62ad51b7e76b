public import Diagnostics
public import EquipmentBooking

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The benchmark format `booking-1`: one JSON object, all times in slots, half-open.
///
/// Its objective is the value of a timetable, so that answers and bounds can be compared as they are.
public struct Booking1File: Sendable {
  /// The round.
  public let draft: BookingDraft

  /// Reads a file.
  ///
  /// - Parameter text: Its contents.
  /// - Throws: `Faults` if it is no `booking-1`.
  public init(parsing text: String) throws(Faults) {
    let contents: Contents
    do {
      contents = try JSONDecoder().decode(Contents.self, from: Data(text.utf8))
    } catch {
      throw JSONInput.faults(of: error)
    }
    // What would overflow when slots become minutes; the rest is the problem's to judge.
    guard let odd = contents.numbers.first(where: { $0.magnitude > Contents.largest }) else {
      draft = contents.draft
      return
    }
    var faults = Faults()
    faults.append(.notBooking1, at: .root, value: String(odd))
    throw faults
  }
}

extension FaultRule {
  static let notBooking1 = FaultRule(
    "B190", text: Bilingual(zh: "不是 booking-1 文件", en: "this is no booking-1 file"),
    hint: Bilingual(zh: "检查 JSON 格式", en: "check the JSON"))
}

/// The file's keys as they are written.
private struct Contents: Decodable {
  struct Institution: Decodable {
    let id: Int
    let name: String
    let target_slots: Int
    let short_penalty: Int
  }
  struct Named: Decodable {
    let id: Int
    let name: String
  }
  struct Device: Decodable {
    let id: Int
    let `class`: Int
    let institution: Int
    /// Files of other generators may have none.
    let area: Int?
    let open: [[Int]]
    let maintenance: [[Int]]
  }
  struct Pool: Decodable {
    let id: Int
    let capacity: [[Int]]
  }
  struct Request: Decodable {
    let id: Int
    let institution: Int
    let weight: Int
    let duration: Int
    let setup: Int
    let cleanup: Int
    let windows: [[Int]]
    let devices: [[Int]]
    let preferred: [Int]
    let pref_bonus: Int
    let pool: Int
  }
  struct Series: Decodable {
    let id: Int
    let requests: [Int]
  }
  struct Quota: Decodable {
    let institution: Int
    let `class`: Int
    let max_slots: Int
  }

  let name: String
  let slot_minutes: Int
  let days: Int
  let institutions: [Institution]
  let classes: [Named]
  let devices: [Device]
  let pools: [Pool]
  let requests: [Request]
  let series: [Series]
  let quotas: [Quota]

  /// Far beyond any timetable, and far below what a product of two could not hold.
  static let largest: UInt = 1_000_000_000

  /// Everything that is multiplied or added.
  var numbers: [Int] {
    var numbers = [slot_minutes, days]
    for institution in institutions {
      numbers += [institution.target_slots, institution.short_penalty]
    }
    for device in devices { numbers += (device.open + device.maintenance).flatMap(\.self) }
    for pool in pools { numbers += pool.capacity.flatMap(\.self) }
    for request in requests {
      numbers += [request.weight, request.duration, request.setup, request.cleanup]
      numbers += (request.windows + request.devices).flatMap(\.self) + request.preferred
    }
    return numbers + quotas.map(\.max_slots)
  }

  var draft: BookingDraft {
    func span(_ slots: [Int]) -> BookingDraft.Span {
      .init(
        from: (slots.first ?? 0) * slot_minutes, to: (slots.dropFirst().first ?? 0) * slot_minutes)
    }
    let names = Dictionary(classes.map { ($0.id, $0.name) }) { first, _ in first }
    func className(_ id: Int) -> String { names[id] ?? "class-\(id)" }
    // The format has no dates; any Monday will do.
    var draft = BookingDraft(name: name, firstDay: "2026-11-30", dayCount: days)
    draft.slotMinutes = slot_minutes
    draft.institutions = institutions.map { .init(id: "i\($0.id)", name: $0.name) }
    for device in devices {
      let id = "d\(device.id)"
      draft.devices.append(
        .init(
          id: id, name: id, owner: "i\(device.institution)", deviceClass: className(device.class),
          area: device.area.map { "a\($0)" }))
      draft.extraOpenings += (device.open + device.maintenance).map {
        .init(device: id, span: span($0))
      }
      draft.maintenance += device.maintenance.map { .init(device: id, span: span($0)) }
    }
    for pool in pools {
      draft.datedShifts += pool.capacity.map {
        .init(pool: "p\(pool.id)", span: span($0), count: $0.last ?? 0)
      }
    }
    draft.requests = requests.map { request in
      BookingDraft.Request(
        id: "r\(request.id)", institution: "i\(request.institution)",
        minutes: request.duration * slot_minutes, windows: request.windows.map(span),
        choices: request.devices.map {
          .init(target: "d\($0.first ?? 0)", bonus: $0.last ?? 0)
        },
        preferred: request.preferred.count == 2 && request.preferred[0] < request.preferred[1]
          ? span(request.preferred) : nil,
        preferredBonus: request.pref_bonus, priority: 1, weight: request.weight,
        operatorPool: request.pool >= 0 ? "p\(request.pool)" : nil,
        setUpMinutes: request.setup * slot_minutes, cleanUpMinutes: request.cleanup * slot_minutes)
    }
    draft.quotas = quotas.map {
      .init(
        institution: "i\($0.institution)", deviceClass: $0.class < 0 ? nil : className($0.class),
        minutes: $0.max_slots * slot_minutes)
    }
    draft.series = series.map { .init(id: "s\($0.id)", requests: $0.requests.map { "r\($0)" }) }
    draft.fairShares = institutions.filter { $0.target_slots * $0.short_penalty > 0 }.map {
      .init(
        institution: "i\($0.id)", minutes: $0.target_slots * slot_minutes,
        pointsPerSlot: $0.short_penalty)
    }
    return draft
  }
}
