public import Diagnostics
public import EquipmentBooking

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Oversubscribed satellite contacts (the generalised AFSCN problem of Kramer, Barbulescu & Smith 2007):
/// each task takes one of its opportunities, each station serves as many at once as it has antennas, and
/// most tasks win.
///
/// Minutes are slots. An opportunity is a request, and those of a task are alternatives.
public struct AfscnFile: Sendable {
  /// The round.
  public let draft: BookingDraft

  /// Points of a task: enough for prices to be fine.
  public static let pointsPerTask = 100
  /// Separates the task from the number of its opportunity in a request's identifier.
  static let mark: Character = "#"
  /// Minutes far beyond any round.
  private static let largest = 1_000_000_000

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - text: A JSON object with `Stations` (name, number, antennas) and `Opportunities` (task, station,
  ///     earliest start, duration, latest end).
  ///   - name: Name of the round.
  /// - Throws: `Faults` if it is no such file.
  public init(parsing text: String, name: String) throws(Faults) {
    let contents: Contents
    do {
      contents = try JSONDecoder().decode(Contents.self, from: Data(text.utf8))
    } catch {
      throw JSONInput.faults(of: error)
    }
    // What would overflow as a day; the rest is the problem's to judge.
    if let odd = contents.Opportunities.first(where: { $0.latest > Self.largest }) {
      var faults = Faults()
      faults.append(.notAfscn, at: .root, value: String(odd.latest))
      throw faults
    }
    // The format has no dates; any Monday will do.
    let last = contents.Opportunities.reduce(1) { max($0, $1.latest) }
    var draft = BookingDraft(
      name: name, firstDay: "2026-11-30", dayCount: (last + 1439) / 1440)
    draft.slotMinutes = 1
    draft.institutions = [.init(id: "AFSCN", name: "AFSCN")]
    for station in contents.Stations {
      draft.devices.append(
        .init(
          id: "S\(station.number)", name: station.name, owner: "AFSCN", deviceClass: station.name,
          capacity: station.antennas))
      draft.extraOpenings.append(
        .init(device: "S\(station.number)", span: .init(from: 0, to: draft.dayCount * 1440)))
    }
    var ways: [String: [String]] = [:]
    var tasks: [String] = []
    for opportunity in contents.Opportunities {
      let task = opportunity.task
      if ways[task] == nil { tasks.append(task) }
      let id = "\(task)\(Self.mark)\(ways[task, default: []].count + 1)"
      ways[task, default: []].append(id)
      draft.requests.append(
        .init(
          id: id, institution: "AFSCN", minutes: opportunity.duration,
          windows: [.init(from: opportunity.earliest, to: opportunity.latest)],
          choices: [.init(target: "S\(opportunity.station)")], weight: Self.pointsPerTask))
    }
    draft.series = tasks.compactMap { task in
      let ways = ways[task] ?? []
      return ways.count > 1 ? .init(id: task, requests: ways, rule: .onlyOne) : nil
    }
    self.draft = draft
  }

  /// A timetable as a JSON array of task, station, start and end.
  ///
  /// - Parameters:
  ///   - timetable: An answer of a round that was read from such a file.
  ///   - problem: The round.
  /// - Returns: A row for each task that takes place, by rising opportunity.
  public static func solutionText(of timetable: Timetable, in problem: BookingProblem) -> String {
    let rows = timetable.bookings.map { booking in
      let task = problem.requests[booking.request].id.prefix { $0 != mark }
      let use = problem.use(of: booking)
      let station = problem.devices[booking.device].id.dropFirst()
      return "[\"\(task)\", \(station), \(use.lowerBound), \(use.upperBound)]"
    }
    return "[\n" + rows.joined(separator: ",\n") + "\n]\n"
  }
}

extension FaultRule {
  static let notAfscn = FaultRule(
    "B198", text: Bilingual(zh: "不是 AFSCN 文件", en: "this is no AFSCN file"),
    hint: Bilingual(zh: "检查 JSON 格式", en: "check the JSON"))
}

/// The file's keys as they are written.
private struct Contents: Decodable {
  struct Station: Decodable {
    let name: String
    let number: Int
    let antennas: Int

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      name = try list.decode(String.self)
      number = try list.decode(Int.self)
      antennas = try list.decode(Int.self)
    }
  }
  struct Opportunity: Decodable {
    let task: String
    let station: Int
    let earliest: Int
    let duration: Int
    let latest: Int

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      task = try list.decode(String.self)
      station = try list.decode(Int.self)
      earliest = try list.decode(Int.self)
      duration = try list.decode(Int.self)
      latest = try list.decode(Int.self)
    }
  }

  let Stations: [Station]
  let Opportunities: [Opportunity]
}
