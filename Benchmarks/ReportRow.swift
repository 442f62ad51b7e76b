/// One line of a report: who solved what, how well, at what cost.
struct ReportRow {
  let instance: String
  let solver: String
  let status: String
  let objective: Double?
  let bound: Double?
  let best: Double?
  let seconds: Double
  let cpuSeconds: Double
  /// Processor seconds of solving alone, without reading and writing; `nil` where it is not counted.
  let solveSeconds: Double?
  let peakMebibytes: Double
  let seed: UInt64?
  /// What the independent check said; `nil` where none was run.
  let isChecked: Bool?

  /// |objective − bound| / max(1, |objective|); `nil` while either is missing.
  var gap: Double? {
    guard let objective, let bound, bound.isFinite else { return nil }
    return abs(objective - bound) / max(1, abs(objective))
  }

  static let heading = [
    "instance", "solver", "status", "objective", "bound", "gap", "best known", "seconds",
    "CPU seconds", "of these solving", "peak MiB", "seed", "checked",
  ]

  var cells: [String] {
    [
      instance, solver, status, Self.number(objective), Self.number(bound),
      gap.map { Self.decimals($0 * 100, 2) + " %" } ?? "–", Self.number(best),
      Self.decimals(seconds, 2), Self.decimals(cpuSeconds, 2),
      solveSeconds.map { Self.decimals($0, 3) } ?? "–", Self.decimals(peakMebibytes, 0),
      seed.map(String.init) ?? "–", isChecked.map { $0 ? "yes" : "NO" } ?? "–",
    ]
  }

  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "–" }
    return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : decimals(value, 2)
  }

  static func decimals(_ value: Double, _ places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let whole = Int((abs(value) * scale).rounded())
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard places > 0 else { return sign + String(whole) }
    let fraction = String(whole % Int(scale))
    return sign + String(whole / Int(scale)) + "."
      + String(repeating: "0", count: places - fraction.count) + fraction
  }
}

/// A table in Markdown with a line about the machine and the commit above it.
func markdown(_ rows: [ReportRow], title: String, machine: Machine) -> String {
  var lines = ["# \(title)", "", machine.description, ""]
  lines.append("| " + ReportRow.heading.joined(separator: " | ") + " |")
  lines.append("|" + String(repeating: " --- |", count: ReportRow.heading.count))
  for row in rows { lines.append("| " + row.cells.joined(separator: " | ") + " |") }
  return lines.joined(separator: "\n") + "\n"
}
