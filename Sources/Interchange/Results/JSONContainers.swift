/// An object while it is encoded.
struct JSONObjectContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: JSONValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  mutating func encodeNil(forKey key: Key) {
    encoder.begin(key.stringValue)
    encoder.target.append("null")
  }

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    encoder.begin(key.stringValue)
    try encoder.target.write(value, at: codingPath + [key])
  }

  mutating func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Inner> {
    encoder.begin(key.stringValue)
    return encoder.nested(key).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder.begin(key.stringValue)
    return encoder.nested(key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    encoder.begin("super")
    return encoder.nested(nil)
  }

  mutating func superEncoder(forKey key: Key) -> any Encoder {
    encoder.begin(key.stringValue)
    return encoder.nested(key)
  }
}

/// An array while it is encoded.
struct JSONArrayContainer: UnkeyedEncodingContainer {
  let encoder: JSONValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }
  var count: Int { encoder.count }

  mutating func encodeNil() {
    encoder.beginElement()
    encoder.target.append("null")
  }

  mutating func encode(_ value: some Encodable) throws {
    encoder.beginElement()
    try encoder.target.write(value, at: codingPath)
  }

  mutating func nestedContainer<Inner: CodingKey>(
    keyedBy type: Inner.Type
  ) -> KeyedEncodingContainer<Inner> {
    encoder.beginElement()
    return encoder.nested(nil).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    encoder.beginElement()
    return encoder.nested(nil).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    encoder.beginElement()
    return encoder.nested(nil)
  }
}

/// A value that is neither object nor array.
struct JSONSingleContainer: SingleValueEncodingContainer {
  let encoder: JSONValueEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  mutating func encodeNil() { encoder.target.append("null") }
  mutating func encode(_ value: Bool) { encoder.target.append(value ? "true" : "false") }
  mutating func encode(_ value: String) { encoder.target.write(value) }
  mutating func encode(_ value: Double) throws { try encoder.target.write(value, at: codingPath) }
  mutating func encode(_ value: Float) throws {
    try encoder.target.write(Double(value), at: codingPath)
  }
  mutating func encode(_ value: Int) { encoder.target.append(String(value)) }
  mutating func encode(_ value: Int8) { encoder.target.append(String(value)) }
  mutating func encode(_ value: Int16) { encoder.target.append(String(value)) }
  mutating func encode(_ value: Int32) { encoder.target.append(String(value)) }
  mutating func encode(_ value: Int64) { encoder.target.append(String(value)) }
  mutating func encode(_ value: UInt) { encoder.target.append(String(value)) }
  mutating func encode(_ value: UInt8) { encoder.target.append(String(value)) }
  mutating func encode(_ value: UInt16) { encoder.target.append(String(value)) }
  mutating func encode(_ value: UInt32) { encoder.target.append(String(value)) }
  mutating func encode(_ value: UInt64) { encoder.target.append(String(value)) }

  mutating func encode(_ value: some Encodable) throws {
    try encoder.target.write(value, at: codingPath)
  }
}
