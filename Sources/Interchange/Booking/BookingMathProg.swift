public import EquipmentBooking

/// A booking round as data for `Models/booking/timetable.mod`, so that stock GLPK can check an answer.
///
/// Everything is named by its dense index. Devices stand for themselves.
public enum BookingMathProg {
  /// The data section of the round behind an answer, in which its value is bounded: the round itself, or where shares
  /// come before points the one with all points that keeps the answer's shares.
  ///
  /// - Complexity: That of ``data(of:)``.
  public static func data(of problem: BookingProblem, behind answer: BookingAnswer?) -> String {
    guard let answer, problem.isMaxMin else { return data(of: problem) }
    return data(
      of: problem.round(behind: answer),
      notes: [
        "The last round of max-min fairness: each share is what the institution keeps, and a slot short of it",
        "costs more than it can bring.",
      ])
  }

  /// The data section. Shares that come before points are not in it: they are met in a sequence of rounds.
  ///
  /// - Complexity: O(devices × slots + requests × devices).
  public static func data(of problem: BookingProblem) -> String {
    data(
      of: problem,
      notes: !problem.isMaxMin
        ? []
        : [
          "Fair shares come before points (max-min) and are met in a sequence of rounds, of which this is none:",
          "here they cost nothing. Export a result for the round of its value, in which shares are floors.",
        ])
  }

  private static func data(of problem: BookingProblem, notes: [String]) -> String {
    var lines = ["data;", "# \(problem.draft.name.replacing("\n", with: " "))"]
    lines += notes.map { "# " + $0 }
    let slots = problem.grid.slotCount
    lines.append("param H := \(slots);")
    lines.append("param slots_per_day := \(problem.grid.slotsPerDay);")
    func set(_ name: String, _ count: Int) {
      lines.append("set \(name) := \((0..<count).map(String.init).joined(separator: " "));")
    }
    set("DEVICES", problem.devices.count)
    set("POOLS", problem.pools.count)
    set("REQUESTS", problem.requests.count)
    set("QUOTAS", problem.quotas.count)
    func param(_ name: String, _ entries: [String]) {
      lines.append("param \(name) :=\(entries.map { " " + $0 }.joined());")
    }
    param("capacity", problem.devices.enumerated().map { "\($0) \($1.capacity)" })
    let open = problem.devices.enumerated().map { d, device in
      "\n  (\(d),*)" + (0..<slots).filter(device.isOpen).map { " \($0)" }.joined()
    }
    lines.append("set OPEN :=\(open.joined());")
    for (d, device) in problem.devices.enumerated() where !device.parts.isEmpty {
      lines.append("set PARTS[\(d)] :=\(device.parts.map { " \($0)" }.joined());")
    }
    param(
      "staff",
      problem.pools.enumerated().flatMap { p, pool in
        pool.onDuty.enumerated().compactMap { $1 > 0 ? "[\(p),\($0)] \($1)" : nil }
      })
    lines += requests(of: problem)
    lines += quotas(of: problem)
    lines += series(of: problem)
    lines += alternatives(of: problem)
    lines += fairShares(of: problem)
    let pins = problem.requests.compactMap(\.pin)
    lines.append(
      "set PINS :=\(pins.map { " (\($0.request),\($0.device),\($0.start))" }.joined());")
    lines.append("end;")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func requests(of problem: BookingProblem) -> [String] {
    var lines: [String] = []
    func param(_ name: String, _ value: (BookingProblem.Request) -> Int) {
      let entries = problem.requests.enumerated().map { " \($0) \(value($1))" }
      lines.append("param \(name) :=\(entries.joined());")
    }
    param("length") { $0.length }
    param("weight") { $0.weight }
    param("preferred_from") { $0.preferred.lowerBound }
    param("preferred_to") { $0.preferred.upperBound }
    param("preferred_bonus") { $0.preferredBonus }
    param("preferred_device") { $0.preferredDevice ?? -1 }
    for (r, request) in problem.requests.enumerated() {
      let windows = request.windows.map { " (\($0.lowerBound),\($0.upperBound))" }
      lines.append("set WINDOWS[\(r)] :=\(windows.joined());")
    }
    let choices = problem.requests.enumerated().flatMap { r, request in
      request.choices.filter(\.isAuthorized).map { (request: r, choice: $0) }
    }
    lines.append(
      "set CHOICES :=\(choices.map { " (\($0.request),\($0.choice.device))" }.joined());")
    for (r, choice) in choices {
      guard let windows = choice.windows else { continue }
      let spans = windows.map { " (\($0.lowerBound),\($0.upperBound))" }
      lines.append("set DEVICE_WINDOWS[\(r),\(choice.device)] :=\(spans.joined());")
    }
    func ofChoices(_ name: String, _ value: (BookingProblem.Choice) -> Int) {
      let entries = choices.map { " \($0.request) \($0.choice.device) \(value($0.choice))" }
      lines.append("param \(name) :=\(entries.joined());")
    }
    ofChoices("bonus") { $0.bonus }
    ofChoices("setup") { $0.setUp }
    ofChoices("cleanup") { $0.cleanUp }
    ofChoices("pool") { $0.pool ?? -1 }
    return lines
  }

  private static func series(of problem: BookingProblem) -> [String] {
    let bound = problem.series.enumerated().filter { $1.isAllOrNothing }
    guard !bound.isEmpty else { return ["set ORDERED :=;"] }
    func members(_ requests: some Sequence<Int>) -> String {
      requests.map { " \($0)" }.joined()
    }
    let pairs = bound.flatMap { s, series in
      series.gap.map { gap in
        zip(series.requests, series.requests.dropFirst()).map { (s, $1, $0, gap) }
      } ?? []
    }
    let ordered = [
      "set ORDERED :=\(pairs.map { " (\($0.0),\($0.1),\($0.2))" }.joined());",
      "param gap :=\(pairs.map { " \($0.0) \($0.1) \($0.2) \($0.3)" }.joined());",
    ]
    return ordered + ["set SERIES :=\(members(bound.map(\.offset)));"]
      + bound.map { "set MEMBERS[\($0)] :=\(members($1.requests.dropFirst()));" }
      + ["param first :=\(bound.map { " \($0) \($1.requests[0])" }.joined());"]
  }

  private static func alternatives(of problem: BookingProblem) -> [String] {
    let lists = problem.alternatives.enumerated()
    guard !problem.alternatives.isEmpty else { return [] }
    return ["set WISHES :=\(lists.map { " \($0.offset)" }.joined());"]
      + lists.map { "set WAYS[\($0)] :=\($1.map { " \($0)" }.joined());" }
  }

  private static func fairShares(of problem: BookingProblem) -> [String] {
    guard !problem.fairShares.isEmpty else { return [] }
    let shares = problem.fairShares.enumerated()
    return ["set SHARES :=\(shares.map { " \($0.offset)" }.joined());"]
      + ["param share_slots :=\(shares.map { " \($0) \($1.target)" }.joined());"]
      + ["param share_points :=\(shares.map { " \($0) \($1.pointsPerSlot)" }.joined());"]
      + shares.map { q, share in
        let mine = problem.requests.indices.filter {
          problem.requests[$0].institution == share.institution
        }
        return "set SHARE_REQUESTS[\(q)] :=\(mine.map { " \($0)" }.joined());"
      }
  }

  private static func quotas(of problem: BookingProblem) -> [String] {
    var periods = ""
    var ends = ""
    var counted: [String] = []
    for (q, quota) in problem.quotas.enumerated() {
      for period in quota.periods {
        periods += " (\(q),\(period.lowerBound))"
        ends += " \(q) \(period.lowerBound) \(period.upperBound)"
      }
      let choices = problem.requests.enumerated().flatMap { r, request in
        request.institution != quota.institution
          ? []
          : request.choices.filter {
            let deviceClass = problem.devices[$0.device].deviceClass
            return $0.isAuthorized && quota.deviceClass ?? deviceClass == deviceClass
          }.map { " (\(r),\($0.device))" }
      }
      counted.append("set COUNTED[\(q)] :=\(choices.joined());")
    }
    let limits = problem.quotas.enumerated().map { " \($0) \($1.limit)" }.joined()
    return ["set QUOTA_PERIODS :=\(periods);", "param period_end :=\(ends);"] + counted
      + ["param limit :=\(limits);"]
  }
}
