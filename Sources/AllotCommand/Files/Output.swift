import Diagnostics
import Interchange

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where results go: a file, replaced whole or not at all; standard output for `-`; or something
/// that is no regular file, such as a pipe, written in place.
enum Output {
  /// Writes a text to a path.
  ///
  /// - Throws: ``CommandFailure`` 73 if it cannot be created, 74 if it cannot be written to its end.
  static func write(_ text: String, to path: String) throws {
    if path == "-" { return try Terminal.output.write(text) }
    do throws(FileError) {
      if isSpecial(path) {
        try writeInPlace(Array(text.utf8), to: path)
      } else {
        try replaceFile(at: path, with: Array(text.utf8))
      }
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Writes a workbook as a folder of CSV files.
  static func write(_ workbook: Workbook, to path: String) throws {
    do throws(FileError) {
      try WorkbookFolder.write(workbook, to: path)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Finds out before a long run whether its answer could be written afterwards.
  static func check(_ path: String) throws {
    if path == "-" || isSpecial(path) { return }
    var status = stat()
    let target = stat(path, &status) == 0 ? path : folder(of: path)
    guard access(target, W_OK) == 0 else {
      throw CommandFailure(
        FileError(path, .write, errno == ENOENT ? .missing : .notPermitted))
    }
  }

  /// Whether something stands at the path that is neither a regular file nor a folder. Such a thing
  /// must not be replaced by a file: think of `/dev/null`.
  private static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let kind = status.st_mode & S_IFMT
    return kind != S_IFREG && kind != S_IFDIR
  }

  private static func writeInPlace(_ bytes: [UInt8], to path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path, .write, .notPermitted) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        throw FileError(
          path, .write,
          errno == ENOSPC ? .diskFull : .system(code: errno, message: systemMessage()))
      }
      rest = rest.dropFirst(count)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// The system's `write`, which the functions above shadow.
private func systemWrite(
  _ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int
) -> Int { write(descriptor, bytes, count) }

/// Whether a folder stands at the path.
func isExistingFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
