import Foundation
import Testing

/// The part of JSON Schema (2020-12) that the published schemas use, and nothing of ours.
private struct Schema {
  let root: [String: Any]

  init(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Models/schemas/\(name).schema.json")
    root = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: folder)) as? [String: Any])
  }

  /// What a value breaks, with its path.
  func defects(of value: Any) -> [String] { defects(of: value, root, at: "$") }

  private static let known: Set = [
    "$schema", "$defs", "$ref", "title", "description", "type", "required", "properties",
    "additionalProperties", "items", "enum", "const", "minimum", "pattern",
  ]

  private func defects(of value: Any, _ schema: [String: Any], at path: String) -> [String] {
    var found = schema.keys.filter { !Self.known.contains($0) }.map { "\(path): keyword \($0)" }
    if let name = (schema["$ref"] as? String)?.split(separator: "/").last,
      let target = (root["$defs"] as? [String: Any])?[String(name)] as? [String: Any]
    {
      found += defects(of: value, target, at: path)
    }
    if let types = schema["type"].map({ $0 as? [String] ?? [$0 as? String ?? "?"] }),
      !types.contains(where: { Self.isKind(value, $0) })
    {
      found.append("\(path): not \(types)")
    }
    if let wanted = schema["const"], "\(wanted)" != "\(value)" {
      found.append("\(path): not \(wanted)")
    }
    if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "") {
      found.append("\(path): not one of \(choices)")
    }
    if let least = schema["minimum"].flatMap(Self.number), let number = Self.number(value),
      number < least
    {
      found.append("\(path): below \(least)")
    }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      found.append("\(path): not \(pattern)")
    }
    if let object = value as? [String: Any] {
      let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
      for key in schema["required"] as? [String] ?? [] where object[key] == nil {
        found.append("\(path): no \(key)")
      }
      for (key, entry) in object.sorted(by: { $0.key < $1.key }) {
        if let inner = properties[key] {
          found += defects(of: entry, inner, at: "\(path).\(key)")
        } else if schema["additionalProperties"] as? Bool == false {
          found.append("\(path): unknown \(key)")
        }
      }
    }
    if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
      for (i, entry) in list.enumerated() {
        found += defects(of: entry, items, at: "\(path)[\(i)]")
      }
    }
    return found
  }

  private static func number(_ value: Any) -> Double? {
    value as? Double ?? (value as? Int).map(Double.init)
  }

  private static func isKind(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "boolean": value is Bool
    case "integer": number(value).map { $0 == $0.rounded() } ?? false
    case "number": number(value) != nil
    default: false
    }
  }
}

@Test(arguments: ["pair", "roster", "shifts", "book", "settle", "check"])
func `the command prints each schema as it is published`(kind: String) throws {
  let printed = try CommandRun(["schema", kind])
  #expect(printed.status == 0, "\(printed.talk)")
  let name = kind == "check" ? kind : "result-\(kind)"
  let published = CommandRun.datasets.deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Models/schemas/\(name).schema.json")
  #expect(printed.output == (try String(contentsOf: published, encoding: .utf8)))
  #expect(try CommandRun(["schema"]).output.contains(kind))
}

@Test(
  arguments: [
    ["pair", "pair", "--mentors", "4", "--talents", "8"],
    ["roster", "roster", "--hospitals", "5", "--communities", "6", "--months", "3"],
    ["shifts", "clinic"], ["book", "book", "--devices", "3", "--requests", "8"],
    ["settle", "settle", "--devices", "4", "--uses", "10"],
  ])
func `a result is what its published schema says, and a changed one is not`(kind: [String]) throws {
  let folder = try TemporaryFolder()
  let (job, result) = (kind[0], folder.path("result.json"))
  let sample = try CommandRun(
    ["sample", kind[1], "--output", folder.path("input.json")] + kind[2...])
  #expect(sample.status == 0, "\(sample.talk)")
  let run = try CommandRun([
    job == "shifts" ? "roster" : job, folder.path("input.json"), "--output", result,
    "--work-limit", "500",
  ])
  #expect(run.status == 0, "\(run.talk)")
  var root = try #require(
    try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: result)))
      as? [String: Any])
  let schema = try Schema("result-\(job)")
  #expect(schema.defects(of: root) == [])
  root["schemaVersion"] = 99
  root["seed"] = "1"
  root["draft"] = nil
  #expect(schema.defects(of: root).count == 3)
}

@Test func `check --json lists every fault as its published schema says`() throws {
  let folder = try TemporaryFolder()
  let book = folder.path("book")
  #expect(try CommandRun(["init", "pair", "--output", book, "--language", "zh"]).status == 0)
  let schema = try Schema("check")
  let good = try CommandRun(["check", book, "--json"])
  #expect(good.status == 0, "\(good.talk)")
  #expect(schema.defects(of: try good.json()) == [])
  #expect(try good.json()["isSound"] as? Bool == true)

  // The unit of the example mentor is not in the sheet of units.
  let sheet = book + "/导师.csv"
  let text = try String(contentsOfFile: sheet, encoding: .utf8)
  try text.replacingOccurrences(of: "H01", with: "H99").write(
    toFile: sheet, atomically: true, encoding: .utf8)
  let bad = try CommandRun(["check", book, "--json"])
  #expect(bad.status == 65)
  let report = try bad.json()
  #expect(schema.defects(of: report) == [])
  let faults = try #require(report["faults"] as? [[String: Any]])
  #expect(faults.count == 1)
  #expect(faults.first?["code"] as? String == "P103")
  #expect(faults.first?["sheet"] as? String == "导师")
  #expect(faults.first?["cell"] as? String == "C2")
  #expect(faults.first?["value"] as? String == "H99")
}

@Test func `a result edited to name what its problem lacks is refused, not printed`() throws {
  let folder = try TemporaryFolder()
  let small = Small.all[2]
  _ = try small.solved(in: folder)
  let file = URL(fileURLWithPath: folder.path("result.json"))
  var root = try #require(
    try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  var answer = try #require(root["answer"] as? [String: Any])
  answer["refusals"] = [["request": 4_000_000, "reasons": [Any](), "waysIn": [Any]()]]
  root["answer"] = answer
  try JSONSerialization.data(withJSONObject: root).write(to: file)
  for command in ["verify", "report"] {
    let run = try CommandRun([command, file.path, "--language", "en"])
    #expect(run.status == 65, "\(run.talk)")
    #expect(run.talk.contains("edited"))
  }
}
