import Foundation
import FuzzedReaders
import TestSupport
import Testing

/// The inputs that the fuzzer found worth keeping, and one that a reader once fell over for each mistake
/// that was mended: `Tests/Corpus/READER/…`.
private func corpus(of reader: FuzzedReader) throws -> [(name: String, bytes: [UInt8])] {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Corpus/\(reader.rawValue)")
  return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
    ($0, Array(try Data(contentsOf: folder.appendingPathComponent($0))))
  }
}

/// Seconds that reading took.
private func seconds(_ reader: FuzzedReader, _ bytes: [UInt8]) -> Double {
  let start = ContinuousClock.now
  reader.read(bytes)
  return (ContinuousClock.now - start) / .seconds(1)
}

@Suite struct Replay {
  @Test(arguments: FuzzedReader.allCases)
  func `a reader survives its corpus, cut anywhere, within five seconds a file`(
    reader: FuzzedReader
  ) throws {
    let files = try corpus(of: reader)
    #expect(!files.isEmpty)
    for (name, bytes) in files {
      #expect(seconds(reader, bytes) < 5, "\(name)")
      for cut in [1, bytes.count / 3, bytes.count / 2, bytes.count - 1] where cut < bytes.count {
        reader.read(Array(bytes[..<max(0, cut)]))
      }
    }
  }

  #if compiler(>=6.2) && os(Linux)
    @Test func `all saved inputs together are read within 512 MB`() async {
      // In a process of its own, whose allocations fail beyond the limit.
      await #expect(processExitsWith: .success) {
        var limit = rlimit(rlim_cur: 512 * 1_048_576, rlim_max: 512 * 1_048_576)
        try #require(setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit) == 0)
        for reader in FuzzedReader.allCases {
          for (_, bytes) in try corpus(of: reader) { reader.read(bytes) }
        }
      }
    }
  #endif

  @Test(arguments: [FuzzedReader.json, .booking1, .satnet, .afscn, .calendar, .draw])
  func `every number of a JSON file may be any number`(reader: FuzzedReader) throws {
    let extremes = [
      "-1", "0", "2", "100000", "4294967296", "9223372036854775807", "-9223372036854775808",
    ]
    var slowest = 0.0
    for (_, bytes) in try corpus(of: reader) {
      for range in numbers(of: bytes) {
        for extreme in extremes {
          var changed = bytes
          changed.replaceSubrange(range, with: Array(extreme.utf8))
          slowest = max(slowest, seconds(reader, changed))
        }
      }
    }
    #expect(slowest < 5)
  }

  @Test(arguments: [FuzzedReader.sheets, .edited])
  func `every cell of a sheet may hold any number or day`(reader: FuzzedReader) throws {
    let extremes = [
      "-1", "100000", "9223372036854775807", "-9223372036854775808", "0000-00-00", "0001-01-01",
      "9999-12-31 24:00",
    ]
    var slowest = 0.0
    for (_, bytes) in try corpus(of: reader) {
      let cells = cells(of: bytes)
      for (index, range) in cells.enumerated() {
        for extreme in extremes {
          var changed = bytes
          changed.replaceSubrange(range, with: Array(extreme.utf8))
          slowest = max(slowest, seconds(reader, changed))
        }
        // Two at once: a span whose ends lie far apart.
        guard index + 1 < cells.count else { continue }
        var changed = bytes
        changed.replaceSubrange(cells[index + 1], with: Array("9999-12-31".utf8))
        changed.replaceSubrange(range, with: Array("0001-01-01".utf8))
        slowest = max(slowest, seconds(reader, changed))
      }
    }
    #expect(slowest < 5)
  }

  /// Where the cells of a sheet stand below its heading, evenly spread: at most 30 in a long run, eight in
  /// `make test`.
  private func cells(of bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where [0x2C, 0x0A, 0x0D].contains(byte) {
      if start < index { found.append(start..<index) }
      start = index + 1
    }
    return spread(found, isLongRun ? 30 : 8)
  }

  /// Where numbers stand outside the texts of a JSON file, evenly spread: at most 150 in a long run, 40
  /// in `make test`.
  private func numbers(of bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var isText = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if isText {
        if byte == UInt8(ascii: "\\") {
          index += 1
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
      } else if byte == UInt8(ascii: "\"") {
        isText = true
      } else if (48...57).contains(byte) || byte == UInt8(ascii: "-") {
        let end = bytes[index...].firstIndex { !(45...57).contains($0) } ?? bytes.count
        found.append(index..<end)
        index = end - 1
      }
      index += 1
    }
    return spread(found, isLongRun ? 150 : 40)
  }

  /// At most `most` of the places, evenly spread.
  private func spread(_ found: [Range<Int>], _ most: Int) -> [Range<Int>] {
    let step = max(1, (found.count + most - 1) / most)
    return stride(from: 0, to: found.count, by: step).map { found[$0] }
  }
}
