#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Replaces the file at `path` by one with the given bytes, wholly or not at all.
///
/// The bytes go to a temporary file in the same folder, reach the disk, and then take the name in one
/// step; whoever looks sees the old file or the new one, also after a power cut. What a killed process left of
/// a save in the folder is removed. A link is followed, so
/// the file that it points to is replaced and the link stays. The new file has mode 0644. A device or a
/// pipe, such as `/dev/null`, is written to and never replaced.
///
/// - Throws: ``FileError``; the old file is then untouched and the temporary file removed.
public func replaceFile(at path: String, with bytes: [UInt8]) throws(FileError) {
  var information = stat()
  if stat(path, &information) == 0, ![S_IFDIR, S_IFREG].contains(information.st_mode & S_IFMT) {
    return try writeThrough(to: path, bytes)
  }
  let staged = try StagedFile(for: path, bytes, in: SavingFolders())
  try staged.takeName()
  try syncFolder(parentFolder(of: staged.target), for: path)
}

/// How the names of temporary files and folders begin; readers pass over them.
let temporaryPrefix = ".allot-"

/// Bytes that have reached the disk under a temporary name beside the file that they are to replace.
struct StagedFile {
  /// Where the bytes belong, links followed.
  let target: String
  /// Where they are until then, beside it.
  let temporary: String
  private let path: String
  /// Keeps others from taking the temporary file for a dead one.
  private let folders: SavingFolders

  /// - Throws: ``FileError``; nothing is left behind then.
  init(for path: String, _ bytes: [UInt8], in folders: SavingFolders) throws(FileError) {
    var information = stat()
    if stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR {
      throw FileError(path, .write, .isFolder)
    }
    self.path = path
    self.folders = folders
    target = resolvedPath(path) ?? path
    guard let (temporary, descriptor) = folders.makeFile(in: parentFolder(of: target)) else {
      throw FileError(path, .write, code: errno)
    }
    self.temporary = temporary
    // The file is for its owner alone; a published list must be readable by colleagues.
    guard writeAll(bytes, to: descriptor), fchmod(descriptor, 0o644) == 0,
      retrying({ fsync(descriptor) }) == 0
    else {
      let code = errno
      close(descriptor)
      unlink(temporary)
      throw FileError(path, .write, code: code)
    }
    // Some file systems report a full disk only when the file is closed.
    guard close(descriptor) == 0 else {
      let code = errno
      unlink(temporary)
      throw FileError(path, .write, code: code)
    }
  }

  /// Takes the name of the file, in one step.
  ///
  /// - Parameter isListed: Whether a list keeps the bytes until they have their name, and somebody else who
  ///   reads it may give it to them first.
  /// - Throws: ``FileError``; unless a list keeps them, the bytes are then gone.
  func takeName(isListed: Bool = false) throws(FileError) {
    guard rename(temporary, target) == 0 else {
      let code = errno
      if isListed && code == ENOENT { return }
      if !isListed { unlink(temporary) }
      throw FileError(path, .write, code: code)
    }
  }

  func remove() { unlink(temporary) }
}

/// Makes new names in a folder reach the disk. File systems that cannot sync a folder say EINVAL.
func syncFolder(_ folder: String, for path: String) throws(FileError) {
  let descriptor = retrying { open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  guard descriptor >= 0 else { return }
  defer { close(descriptor) }
  guard retrying({ fsync(descriptor) }) == 0 || errno == EINVAL else {
    throw FileError(path, .write, code: errno)
  }
}

/// Writes to a device or a pipe.
private func writeThrough(to path: String, _ bytes: [UInt8]) throws(FileError) {
  let descriptor = retrying { open(path, O_WRONLY | O_CLOEXEC) }
  guard descriptor >= 0 else { throw FileError(path, .write, code: errno) }
  defer { close(descriptor) }
  guard writeAll(bytes, to: descriptor) else { throw FileError(path, .write, code: errno) }
}

/// Writes all bytes, however many the system takes at once; false, with `errno` set, if it refuses.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var written = 0
  while written < bytes.count {
    let count = retrying {
      bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
    }
    if count < 0 { return false }
    written += count
  }
  return true
}

/// Makes the folder at `path`, with those around it, unless it is there already.
///
/// - Throws: ``FileError``.
public func makeFolder(at path: String) throws(FileError) {
  if let isFolder = try? isFolder(path) {
    if isFolder { return }
    throw FileError(path, .write, .isNotFolder)
  }
  let parent = parentFolder(of: path)
  if parent != path { try makeFolder(at: parent) }
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
    throw FileError(path, .write, code: errno)
  }
}

/// The folder that holds `path`: `.` for a bare name.
func parentFolder(of path: String) -> String {
  var trimmed = path[...]
  while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
  guard let slash = trimmed.lastIndex(of: "/") else { return "." }
  return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
}
