public import Diagnostics
public import EquipmentBooking

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A week of the Deep Space Network in the format of SatNet (Goh et al. 2021,
/// https://openreview.net/forum?id=buIUxK7F-Bx): antennas are devices, arrays of antennas are devices
/// made of them, missions are institutions, view periods are windows of requests on devices.
///
/// Time is cut into slots of five minutes from midnight (UTC): view periods shrink to slots, closures and
/// tracks grow to them, so that every timetable is a schedule of the file, and its bound is one for
/// tracks that begin and end on slots.
public struct SatNetFile: Sendable {
  /// What a week is to be best at.
  public enum Goal: String, Sendable, CaseIterable {
    /// Most requests that get their least time, each in one track.
    case requests
    /// Most hours, none beyond what a request asks for; long requests may be split.
    case hours
    /// Missions alike: the least mean square of the part that each lacks; long requests may be split.
    case fairness
  }

  /// The round.
  public let draft: BookingDraft

  /// Minutes in a slot.
  public static let slotMinutes = 5
  /// Points of a satisfied request, and of an hour: enough for prices to be fine.
  public static let pointsPerRequest = 100
  /// Points of a slot of tracking.
  public static let pointsPerSlot = 10

  /// Reads a week.
  ///
  /// - Parameters:
  ///   - text: The requests as JSON.
  ///   - maintenance: The closures as CSV with the columns `starttime`, `endtime` and `antenna`; `nil` for
  ///     none.
  ///   - name: Name of the round.
  ///   - goal: What it is to be best at.
  /// - Throws: `Faults` if it is no such week.
  public init(
    parsing text: String, maintenance: String?, name: String, goal: Goal
  ) throws(Faults) {
    var faults = Faults()
    let requests: [SatNetRequest]
    do {
      requests = try JSONDecoder().decode([SatNetRequest].self, from: Data(text.utf8))
    } catch {
      throw JSONInput.faults(of: error)
    }
    if let odd = requests.lazy.compactMap(\.oddNumber).first {
      faults.append(.notSatNet, at: .root, value: odd)
      throw faults
    }
    let starts = requests.flatMap { $0.resource_vp_dict.values }.flatMap { $0 }.map(\.on)
    let ends = requests.flatMap { $0.resource_vp_dict.values }.flatMap { $0 }.map(\.off)
    guard let earliest = starts.min(), let latest = ends.max(), earliest < latest else {
      faults.append(.notSatNet, at: .root, value: "resource_vp_dict")
      throw faults
    }
    let mostSetUp = requests.reduce(0) { max($0, Int($1.setup_time) * 60) }
    let mostTearDown = requests.reduce(0) { max($0, Int($1.teardown_time) * 60) }
    let clock = SatNetClock(from: earliest - mostSetUp, to: latest + mostTearDown)
    let closures = maintenance.flatMap { SatNetClosure.read($0) }
    if maintenance != nil && closures == nil {
      faults.append(.notSatNet, at: .root, value: "maintenance")
      throw faults
    }
    var writer = SatNetDraft(requests, clock: clock, name: name, goal: goal)
    writer.write(closures: closures ?? [])
    draft = writer.draft
  }
}

extension FaultRule {
  static let notSatNet = FaultRule(
    "B197", text: Bilingual(zh: "不是 SatNet 文件", en: "this is no SatNet file"),
    hint: Bilingual(
      zh: "需要 .problem.json，旁边可有 .maintenance.csv",
      en: "it needs a .problem.json, with a .maintenance.csv beside it if there are closures"))
}

/// A request as the file writes it.
struct SatNetRequest: Decodable {
  struct View: Decodable {
    let on: Int
    let off: Int

    enum CodingKeys: String, CodingKey {
      case on = "TRX ON"
      case off = "TRX OFF"
    }
  }

  let subject: Int
  let duration: Double
  let duration_min: Double
  let track_id: String
  let setup_time: Double
  let teardown_time: Double
  let resource_vp_dict: [String: [View]]

  /// Hours and minutes beyond any week, and seconds beyond the year 9999.
  private static let mostHours = 10_000.0
  static let seconds = 0...253_402_300_799

  /// A number that no week has; `nil` if there is none.
  var oddNumber: String? {
    let lengths = [duration, duration_min, setup_time, teardown_time]
    if let odd = lengths.first(where: { !(0...Self.mostHours).contains($0) }) { return "\(odd)" }
    let moments = resource_vp_dict.values.joined().flatMap { [$0.on, $0.off] }
    return moments.filter { !Self.seconds.contains($0) }.min().map(String.init)
  }
}

/// A closure of an antenna in seconds since 1970.
struct SatNetClosure {
  let antenna: String
  let from: Int
  let to: Int

  private static let seconds =
    Double(SatNetRequest.seconds.lowerBound)...Double(SatNetRequest.seconds.upperBound)

  /// The rows of a CSV file; `nil` if a column is missing or a number is none.
  static func read(_ text: String) -> [SatNetClosure]? {
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let head = lines.first, let from = head.firstIndex(of: "starttime"),
      let to = head.firstIndex(of: "endtime"), let antenna = head.firstIndex(of: "antenna")
    else { return nil }
    var closures: [SatNetClosure] = []
    for line in lines.dropFirst() {
      guard line.count == head.count, let begin = Double(line[from]), let end = Double(line[to]),
        seconds.contains(begin), seconds.contains(end)
      else { return nil }
      closures.append(.init(antenna: line[antenna], from: Int(begin), to: Int(end)))
    }
    return closures
  }
}
