import Interchange

/// A zip archive of the parts, stored as they are, so that bytes made up by the fuzzer get past the
/// compression and into the readers of the parts.
func storedArchive(of parts: [(sheet: String, file: InputFile)]) -> [UInt8] {
  var bytes: [UInt8] = []
  var directory: [UInt8] = []
  for (name, file) in parts {
    let label = Array(name.utf8.prefix(200))
    let size = UInt32(file.bytes.count)
    // Version, flags, method, time, date; then checksum, both sizes, lengths of name and extra field.
    let head =
      little(20, 2) + little(0x800, 2) + little(0, 6) + little(checksum(of: file.bytes), 4)
      + little(size, 4) + little(size, 4) + little(UInt32(label.count), 2) + little(0, 2)
    directory +=
      Array("PK\u{1}\u{2}".utf8) + little(20, 2) + head + little(0, 10)
      + little(UInt32(bytes.count), 4) + label
    bytes += Array("PK\u{3}\u{4}".utf8) + head + label + file.bytes
  }
  return bytes + directory + Array("PK\u{5}\u{6}".utf8) + little(0, 4)
    + little(UInt32(parts.count), 2) + little(UInt32(parts.count), 2)
    + little(UInt32(directory.count), 4) + little(UInt32(bytes.count), 4) + little(0, 2)
}

private func little(_ value: UInt32, _ count: Int) -> [UInt8] {
  (0..<count).map { $0 < 4 ? UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) : 0 }
}

/// CRC-32 as zip archives carry it.
private func checksum(of bytes: [UInt8]) -> UInt32 {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }
  return ~sum
}
