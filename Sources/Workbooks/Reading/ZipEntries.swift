internal import CZip
internal import Diagnostics
internal import Interchange

/// The entries of a zip archive in memory, lent to a closure.
///
/// Names are compared and never used as paths. What an entry claims about its size is not believed:
/// reading stops at the limit.
struct ZipEntries {
  private let archive: OpaquePointer
  private let indices: [String: UInt64]
  private let limits: WorkbookLimits
  private var bytesRead = 0

  /// Opens the archive `bytes`, calls `body`, and closes it again.
  ///
  /// - Throws: The broken ``FaultRule`` in a ``BrokenPackage``.
  static func with<Result>(
    _ bytes: [UInt8], limits: WorkbookLimits,
    _ body: (inout ZipEntries) throws(BrokenPackage) -> Result
  ) throws(BrokenPackage) -> Result {
    // The archive points into `bytes`, which this copy keeps in place until it is closed.
    let outcome: Swift.Result<Result, BrokenPackage> = bytes.withUnsafeBytes { buffer in
      var failure = zip_error_t()
      zip_error_init(&failure)
      defer { zip_error_fini(&failure) }
      guard
        let source = zip_source_buffer_create(
          buffer.baseAddress, UInt64(buffer.count), 0, &failure)
      else { return .failure(BrokenPackage(.packageBroken)) }
      guard let archive = zip_open_from_source(source, ZIP_RDONLY, &failure) else {
        zip_source_free(source)
        return .failure(BrokenPackage(.packageBroken))
      }
      defer { zip_discard(archive) }
      do throws(BrokenPackage) {
        var entries = try ZipEntries(archive, limits)
        return .success(try body(&entries))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  private init(_ archive: OpaquePointer, _ limits: WorkbookLimits) throws(BrokenPackage) {
    let count = zip_get_num_entries(archive, 0)
    guard count >= 0, count <= limits.entries else {
      throw BrokenPackage(.packageTooLarge, value: "\(count)")
    }
    var indices: [String: UInt64] = [:]
    for index in 0..<UInt64(count) {
      guard let name = zip_get_name(archive, index, 0) else { continue }
      let key = ZipEntries.key(String(cString: name))
      guard indices.updateValue(index, forKey: key) == nil else {
        throw BrokenPackage(.packageBroken, value: key)
      }
    }
    self.archive = archive
    self.indices = indices
    self.limits = limits
  }

  /// Case does not count, and some writers use backslashes.
  private static func key(_ name: String) -> String {
    name.replacing("\\", with: "/").lowercased()
  }

  /// The bytes of the entry `name`; `nil` if there is none.
  mutating func bytes(of name: String) throws(BrokenPackage) -> [UInt8]? {
    guard let index = indices[ZipEntries.key(name)] else { return nil }
    var status = zip_stat_t()
    zip_stat_init(&status)
    guard zip_stat_index(archive, index, 0, &status) == 0 else {
      throw BrokenPackage(.packageBroken, value: name)
    }
    guard status.encryption_method == UInt16(ZIP_EM_NONE) else {
      throw BrokenPackage(.packageEncrypted)
    }
    let packed = Int(clamping: status.comp_size)
    let mostByRatio = max(limits.ratioGrace, packed.multipliedReportingOverflow(by: limits.ratio).0)
    let most = min(limits.entryBytes, limits.totalBytes - bytesRead, mostByRatio)
    guard Int(clamping: status.size) <= most else {
      throw BrokenPackage(.packageTooLarge, value: name)
    }
    guard let file = zip_fopen_index(archive, index, 0) else {
      throw BrokenPackage(.packageBroken, value: name)
    }
    defer { zip_fclose(file) }
    var content: [UInt8] = []
    content.reserveCapacity(Int(clamping: status.size))
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = chunk.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { zip_fread(file, $0, UInt64(buffer.count)) } ?? 0
      }
      // A wrong checksum or a broken stream shows here.
      guard count >= 0 else { throw BrokenPackage(.packageBroken, value: name) }
      if count == 0 { break }
      guard content.count + Int(count) <= most else {
        throw BrokenPackage(.packageTooLarge, value: name)
      }
      content += chunk[..<Int(count)]
    }
    bytesRead += content.count
    return content
  }
}

/// Why a file is no workbook that can be read.
struct BrokenPackage: Error {
  let rule: FaultRule
  let value: String?

  init(_ rule: FaultRule, value: String? = nil) {
    self.rule = rule
    self.value = value
  }
}
