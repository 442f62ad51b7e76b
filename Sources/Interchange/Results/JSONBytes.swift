internal import MentorMatching

/// JSON with sorted keys, written byte by byte as values are encoded.
///
/// `JSONEncoder` builds a tree of the whole value first, which for a large round takes many times the
/// memory of the file. Here an object whose keys come in order is written as it comes; otherwise its
/// entries are put in order when it ends. The bytes are those of `JSONEncoder` with `.sortedKeys` and
/// `.withoutEscapingSlashes`, which a test compares.
package final class JSONBytes {
  private(set) var bytes: [UInt8] = []

  /// The bytes of a value.
  ///
  /// - Throws: What the value throws, and an error for a number that JSON cannot hold.
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    let target = JSONBytes()
    try target.write(value, at: [])
    return target.bytes
  }

  func append(_ byte: UInt8) { bytes.append(byte) }

  func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  func write<Value: Encodable>(_ value: Value, at path: [any CodingKey]) throws {
    // Comparing types is much quicker than trying casts, and most values are one of these.
    if Value.self == String.self, let text = value as? String {
      write(text)
    } else if Value.self == Int.self, let number = value as? Int {
      append(String(number))
    } else if Value.self == WishList.self, let wishes = value as? WishList {
      write(wishes)
    } else if Value.self == EncodedBytes.self, let written = value as? EncodedBytes {
      bytes += written.bytes
    } else {
      let encoder = JSONValueEncoder(self, path)
      try value.encode(to: encoder)
      encoder.finish()
    }
  }

  /// A string in quotation marks.
  func write(_ text: String) {
    append(34)
    for byte in text.utf8 {
      switch byte {
      case 34, 92:
        append(92)
        append(byte)
      case 8: append("\\b")
      case 9: append("\\t")
      case 10: append("\\n")
      case 12: append("\\f")
      case 13: append("\\r")
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        append("\\u00")
        append(digits[Int(byte >> 4)])
        append(digits[Int(byte & 15)])
      default: append(byte)
      }
    }
    append(34)
  }

  func write(_ number: Double, at path: [any CodingKey]) throws {
    guard number.isFinite else {
      throw EncodingError.invalidValue(
        number, .init(codingPath: path, debugDescription: "JSON has no such number"))
    }
    let text = number.description
    append(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  /// Tiers of names.
  private func write(_ wishes: WishList) {
    append(91)
    var isOpen = false
    for e in wishes.entries {
      let entry = wishes.table.entries[e]
      if entry >= 0 || entry == WishList.gap {
        if isOpen { append(93) }
        if e > wishes.entries.lowerBound { append(44) }
        append(91)
        isOpen = true
        if entry == WishList.gap { continue }
      } else {
        append(44)
      }
      write(wishes.name(ofEntry: e))
    }
    if isOpen { append(93) }
    append(93)
  }

  /// Puts the parts of an object that begins at `start` in the order of their keys.
  func sort(_ parts: [(key: String, range: Range<Int>)], from start: Int) {
    var sorted: [UInt8] = []
    sorted.reserveCapacity(bytes.count - start)
    for (i, part) in parts.sorted(by: { $0.key < $1.key }).enumerated() {
      if i > 0 { sorted.append(44) }
      sorted += bytes[part.range]
    }
    bytes.replaceSubrange(start..., with: sorted)
  }
}

/// JSON that was written before: ``JSONBytes`` takes it over as it is.
struct EncodedBytes: Encodable {
  let bytes: [UInt8]

  func encode(to encoder: any Encoder) throws {
    throw EncodingError.invalidValue(
      self, .init(codingPath: encoder.codingPath, debugDescription: "only JSONBytes takes it over"))
  }
}

/// One value while it is encoded: nothing yet, a single value, an array or an object.
final class JSONValueEncoder: Encoder {
  enum Shape { case open, array, object }

  let target: JSONBytes
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }
  private var shape = Shape.open
  private var start = 0
  private(set) var count = 0
  private var parts: [(key: String, range: Range<Int>)] = []
  private var pendingKey: (key: String, start: Int)?
  private var isSorted = true
  /// A container inside that may still be written to.
  private var child: JSONValueEncoder?

  init(_ target: JSONBytes, _ path: [any CodingKey]) {
    self.target = target
    codingPath = path
  }

  func open(_ shape: Shape) {
    guard self.shape == .open else { return }
    self.shape = shape
    target.append(shape == .array ? 91 : 123)
    start = target.bytes.count
  }

  /// Begins an entry of an object.
  func begin(_ key: String) {
    endEntry()
    if count > 0 { target.append(44) }
    if let last = parts.last, key < last.key { isSorted = false }
    pendingKey = (key, target.bytes.count)
    count += 1
    target.write(key)
    target.append(58)
  }

  /// Begins an element of an array.
  func beginElement() {
    endEntry()
    if count > 0 { target.append(44) }
    count += 1
  }

  func nested(_ key: (any CodingKey)?) -> JSONValueEncoder {
    let inner = JSONValueEncoder(target, codingPath + (key.map { [$0] } ?? []))
    child = inner
    return inner
  }

  func endEntry() {
    child?.finish()
    child = nil
    if let (key, start) = pendingKey {
      parts.append((key, start..<target.bytes.count))
      pendingKey = nil
    }
  }

  func finish() {
    endEntry()
    switch shape {
    case .open: break
    case .array: target.append(93)
    case .object:
      if !isSorted { target.sort(parts, from: start) }
      target.append(125)
    }
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    open(.object)
    return KeyedEncodingContainer(JSONObjectContainer<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    open(.array)
    return JSONArrayContainer(encoder: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    JSONSingleContainer(encoder: self)
  }
}
