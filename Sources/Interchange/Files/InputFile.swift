#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file that was read, with its bytes as they were, so that they can be hashed and decoded from the
/// same reading.
public struct InputFile: Hashable, Sendable {
  /// The path as the user gave it; `-` for standard input.
  public let path: String
  /// The bytes.
  public let bytes: [UInt8]

  /// Largest file that is read by default, in bytes.
  public static let sizeLimit = 64 * 1_048_576

  /// A file whose bytes are at hand.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Reads the file at `path`, or standard input for `-`.
  ///
  /// - Parameters:
  ///   - path: Path of the file.
  ///   - limit: Most bytes; a larger file is refused after as many bytes, also when it is a pipe.
  /// - Throws: ``FileError``.
  public init(reading path: String, limit: Int = InputFile.sizeLimit) throws(FileError) {
    self.path = path
    guard path != "-" else {
      bytes = try InputFile.bytes(of: 0, path, limit)
      return
    }
    let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw FileError(path, .read, code: errno) }
    defer { close(descriptor) }
    bytes = try InputFile.bytes(of: descriptor, path, limit)
  }

  private static func bytes(
    of descriptor: Int32, _ path: String, _ limit: Int
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var information = stat()
    if fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG {
      bytes.reserveCapacity(min(limit, Int(information.st_size)))
    }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = retrying {
        chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      }
      if count < 0 { throw FileError(path, .read, code: errno) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw FileError(path, .read, .tooLarge(limit: limit))
      }
      bytes += chunk[..<count]
    }
  }
}

/// Whether a folder stands at `path`.
///
/// - Throws: ``FileError`` if nothing stands there or it cannot be looked at.
func isFolder(_ path: String) throws(FileError) -> Bool {
  var information = stat()
  guard stat(path, &information) == 0 else { throw FileError(path, .read, code: errno) }
  return information.st_mode & S_IFMT == S_IFDIR
}

/// The path with links and dots resolved; `nil` if nothing stands there.
func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// Calls again as long as a signal interrupts the call.
func retrying<Count: SignedInteger>(_ call: () -> Count) -> Count {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
