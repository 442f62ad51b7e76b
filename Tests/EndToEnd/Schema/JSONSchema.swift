import Foundation
import Testing

/// The part of JSON Schema (2020-12) that the published schemas use, and nothing of ours.
struct JSONSchema {
  let root: [String: Any]

  init(_ name: String) throws {
    let folder = CommandRun.datasets.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Models/schemas/\(name).schema.json")
    root = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: folder)) as? [String: Any])
    // A keyword that is not looked at would let everything pass.
    let strange = Self.keywords(in: root).subtracting(Self.known)
    try #require(strange.isEmpty, "\(strange)")
  }

  private static func keywords(in schema: [String: Any]) -> Set<String> {
    var found = Set(schema.keys)
    for key in ["properties", "$defs"] {
      for inner in (schema[key] as? [String: [String: Any]] ?? [:]).values {
        found.formUnion(keywords(in: inner))
      }
    }
    for key in ["items", "additionalProperties"] {
      if let inner = schema[key] as? [String: Any] { found.formUnion(keywords(in: inner)) }
    }
    for inner in schema["oneOf"] as? [[String: Any]] ?? [] {
      found.formUnion(keywords(in: inner))
    }
    return found
  }

  /// What a value breaks, with its path.
  func defects(of value: Any) -> [String] { defects(of: value, root, at: "$") }

  /// What a value breaks as a property of the whole.
  func defects(of value: Any, as property: String) -> [String] {
    let properties = root["properties"] as? [String: [String: Any]] ?? [:]
    return properties[property].map { defects(of: value, $0, at: property) } ?? ["no \(property)"]
  }

  private static let known: Set = [
    "$schema", "$defs", "$ref", "title", "description", "type", "required", "properties",
    "additionalProperties", "items", "maxItems", "enum", "const", "minimum", "pattern", "oneOf",
  ]

  private func defects(of value: Any, _ schema: [String: Any], at path: String) -> [String] {
    var found: [String] = []
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
    if let choices = schema["enum"] as? [Any],
      !choices.contains(where: { ($0 is NSNull && value is NSNull) || Self.isText($0, value) })
    {
      found.append("\(path): not one of \(choices)")
    }
    if let alternatives = schema["oneOf"] as? [[String: Any]] {
      let attempts = alternatives.map { defects(of: value, $0, at: path) }
      if attempts.count(where: \.isEmpty) != 1 {
        found.append(
          "\(path): none, or more than one: \(attempts.min { $0.count < $1.count } ?? [])")
      }
    }
    if let least = schema["minimum"].flatMap(Self.number), let number = Self.number(value),
      number < least
    {
      found.append("\(path): below \(least)")
    }
    if let most = schema["maxItems"] as? Int, let list = value as? [Any], list.count > most {
      found.append("\(path): more than \(most)")
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
        } else if let others = schema["additionalProperties"] as? [String: Any] {
          found += defects(of: entry, others, at: "\(path).\(key)")
        }
      }
    }
    if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
      // Proofs hold many thousands of numbers.
      let areNumbers = items.count == 1 && items["type"] as? String == "integer"
      for (i, entry) in list.enumerated() where !(areNumbers && Self.isKind(entry, "integer")) {
        found += defects(of: entry, items, at: "\(path)[\(i)]")
      }
    }
    return found
  }

  private static func isText(_ choice: Any, _ value: Any) -> Bool {
    (choice as? String).map { $0 == value as? String } ?? false
  }

  private static func number(_ value: Any) -> Double? {
    value as? Double ?? (value as? Int).map(Double.init)
  }

  /// A boolean is a number for Foundation, and not for JSON.
  private static func isBoolean(_ value: Any) -> Bool {
    "\(Swift.type(of: value))".contains("Bool") || (value as? NSNumber).map(Self.isBoolean) ?? false
  }

  private static func isBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c"
  }

  private static func isKind(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "boolean": isBoolean(value)
    case "integer": !isBoolean(value) && (number(value).map { $0 == $0.rounded() } ?? false)
    case "number": !isBoolean(value) && number(value) != nil
    default: false
    }
  }
}

/// A place in a JSON value.
private enum Step: Hashable {
  case key(String)
  case index(Int)
}

extension JSONSchema {
  /// Every field of a value once, however often it occurs, given another type: the paths of those that the
  /// schema lets pass.
  ///
  /// Keys of objects that take any key are not fields; entries of lists are one field.
  func missedMutations(of value: Any) -> (tried: Int, missed: [String]) {
    var fields: [(name: String, path: [Step])] = []
    var met: Set<String> = []
    func visit(_ value: Any, _ name: String, _ path: [Step]) {
      if !path.isEmpty, met.insert(name).inserted { fields.append((name, path)) }
      if let object = value as? [String: Any] {
        for (key, entry) in object.sorted(by: { $0.key < $1.key }) {
          visit(entry, "\(name).\(key)", path + [.key(key)])
        }
      } else if let list = value as? [Any] {
        for (i, entry) in list.enumerated() { visit(entry, "\(name)[]", path + [.index(i)]) }
      }
    }
    visit(value, "$", [])
    let missed = fields.filter { field in
      defects(of: Self.mutated(value, field.path[...])).isEmpty
    }
    return (fields.count, missed.map(\.name))
  }

  /// The value with a type at a place that no field has: a number for what is no number, else a text.
  private static func mutated(_ value: Any, _ path: ArraySlice<Step>) -> Any {
    guard let step = path.first else {
      return isKind(value, "number") ? ["mutated"] as Any : 0.5 as Any
    }
    switch step {
    case .key(let key):
      var object = value as? [String: Any] ?? [:]
      object[key] = mutated(object[key] ?? 0, path.dropFirst())
      return object
    case .index(let i):
      var list = value as? [Any] ?? []
      list[i] = mutated(list[i], path.dropFirst())
      return list
    }
  }
}
