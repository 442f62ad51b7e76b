internal import Diagnostics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Encoding in which a text file arrived.
public enum TextEncoding: String, Hashable, Sendable {
  /// UTF-8, with or without a byte-order mark.
  case utf8 = "UTF-8"
  /// UTF-16 with a byte-order mark, as "Unicode text" from a spreadsheet.
  case utf16 = "UTF-16"
  /// GB18030, which includes GBK and GB2312: what a Chinese Excel calls CSV.
  case gb18030 = "GB18030"
}

/// The text of `bytes` with the encoding that was recognised.
///
/// A byte-order mark decides; bytes that are valid UTF-8 are UTF-8; anything else must be GB18030 from
/// the first byte to the last, and read like Chinese (``Swift/Array/isPlausibleChinese``): nearly every other
/// encoding of East Asia or Europe gives characters in GB18030 too. Nothing is ever replaced by question
/// marks.
///
/// - Returns: The text without its byte-order mark.
/// - Throws: The broken ``FaultRule``: the bytes are a spreadsheet file, no text, or in no known
///   encoding.
func decodedText(_ bytes: [UInt8]) throws(BrokenText) -> (text: String, encoding: TextEncoding) {
  if bytes.isSpreadsheet {
    throw BrokenText(rule: .spreadsheetNamedAsText)
  }
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
    guard let text = String(validating: bytes.dropFirst(3), as: UTF8.self) else {
      throw BrokenText(rule: .encodingUnknown)
    }
    return (text, .utf8)
  }
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
    let isLittle = bytes[0] == 0xFF
    let body = bytes.dropFirst(2)
    guard body.count.isMultiple(of: 2) else { throw BrokenText(rule: .encodingUnknown) }
    let units = stride(from: body.startIndex, to: body.endIndex, by: 2).map { i in
      UInt16(body[isLittle ? i + 1 : i]) << 8 | UInt16(body[isLittle ? i : i + 1])
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw BrokenText(rule: .encodingUnknown)
    }
    return (text, .utf16)
  }
  if bytes.contains(0) { throw BrokenText(rule: .notText) }
  if let text = String(validating: bytes, as: UTF8.self) { return (text, .utf8) }
  // One broken byte in a file of UTF-8 must not turn all of it into other characters.
  if bytes.isNearlyUTF8 { throw BrokenText(rule: .encodingUnknown) }
  guard bytes.isPlausibleChinese, let text = convertedFromGB18030(bytes) else {
    throw BrokenText(rule: .encodingUnknown)
  }
  return (text, .gb18030)
}

extension [UInt8] {
  /// Whether the bytes are UTF-8 but for a few.
  fileprivate var isNearlyUTF8: Bool {
    var (good, broken) = (0, 0)
    for scalar in String(decoding: self, as: UTF8.self).unicodeScalars where !scalar.isASCII {
      if scalar == "\u{FFFD}" { broken += 1 } else { good += 1 }
    }
    return good > 4 * broken
  }

  /// Whether bytes that are not UTF-8 read like Chinese in GB18030.
  ///
  /// Of the characters of two bytes most are marks or the 3755 hanzi in common use, which stand first in
  /// GB 2312; text in Big5, Shift-JIS or a European code page falls among the rare ones. Kana and a long text
  /// without any hanzi of the second half of the alphabet, as Korean looks, are no Chinese table either.
  ///
  /// - Complexity: O(count).
  fileprivate var isPlausibleChinese: Bool {
    var (common, rare, kana, late) = (0, 0, 0, 0)
    var i = startIndex
    while i + 1 < endIndex {
      let (lead, trail) = (self[i], self[i + 1])
      guard lead >= 0x81 else {
        i += 1
        continue
      }
      // Four bytes hold what GBK does not have: minorities' scripts, rare names.
      guard trail >= 0x40 else {
        i += 4
        continue
      }
      i += 2
      switch (lead, trail) {
      case (0xA4...0xA5, 0xA1...): kana += 1
      case (0xA1...0xA3, 0xA1...): common += 1
      case (0xB0...0xD7, 0xA1...):
        common += 1
        if lead > 0xC8 { late += 1 }
      default: rare += 1
      }
    }
    return common > 0 && common >= rare && kana * 10 <= common && (common < 24 || late > 0)
  }

  /// Whether the bytes begin as an `.xlsx` or an `.xls` file does.
  var isSpreadsheet: Bool {
    starts(with: [0x50, 0x4B, 0x03, 0x04]) || starts(with: [0xD0, 0xCF, 0x11, 0xE0])
  }
}

/// Why bytes are no text.
struct BrokenText: Error {
  let rule: FaultRule
}

/// The text of bytes in GB18030; `nil` if they are not, or if the C library cannot convert.
///
/// Uses the C library's `iconv`, which knows all four-byte characters, so no Foundation is needed.
private func convertedFromGB18030(_ bytes: [UInt8]) -> String? {
  guard let converter = iconv_open("UTF-8", "GB18030"),
    Int(bitPattern: converter) != -1
  else { return nil }
  defer { iconv_close(converter) }
  // A character of one byte becomes one byte, of two bytes at most three, of four at most four.
  var output = [UInt8](repeating: 0, count: bytes.count * 2 + 16)
  var input = bytes
  let written: Int? = input.withUnsafeMutableBytes { source in
    output.withUnsafeMutableBytes { target in
      var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
      var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
      var left = source.count
      var room = target.count
      let irreversible = iconv(converter, &from, &left, &to, &room)
      return irreversible == 0 && left == 0 ? target.count - room : nil
    }
  }
  return written.flatMap { String(validating: output[..<$0], as: UTF8.self) }
}
