/// Lines of a MathProg data section.
struct MathProgText {
  private var lines = ["data;"]

  var text: String { (lines + ["end;", ""]).joined(separator: "\n") }

  mutating func line(_ line: String) { lines.append(line) }

  mutating func set(_ name: String, _ members: [String]) {
    lines.append("set \(name) := \(members.joined(separator: " "));")
  }

  mutating func param(_ name: String, _ values: [(key: String, value: Int)]) {
    guard !values.isEmpty else { return }
    lines.append("param \(name) :=")
    lines += values.map { "  \($0.key) \($0.value)" }
    lines.append(";")
  }
}
